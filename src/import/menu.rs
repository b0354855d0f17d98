//! The menu of a web page as a list: 首页 and other names of sections below each other, above all texts.

use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::signal::{End, bare};

/// How many lines from the top a menu may begin.
const TOP: usize = 20;
/// The longest item, in characters, and the fewest of them.
const LONGEST: usize = 8;
const FEWEST: usize = 2;

/// Leaves out the menu at the top of `page`.
pub(super) fn menu(page: &Page, roles: &mut [Option<Role>]) {
    let home = |line: &usize| {
        page.lines[*line].mark == Mark::List
            && ["首页", "首頁", "主页", "主頁"].contains(&bare(page.line(*line)))
    };
    let Some(first) = (0..page.lines.len().min(TOP)).find(home) else {
        return;
    };
    let item = |line: &usize| {
        let here = &page.lines[*line];
        here.mark == Mark::List && here.chars <= LONGEST && page.end(*line) == End::Open
    };
    let items: Vec<usize> = (first..page.lines.len()).take_while(item).collect();
    if items.len() >= FEWEST {
        for line in items {
            roles[line] = Some(Role::Out(Omission::Navigation));
        }
    }
}
