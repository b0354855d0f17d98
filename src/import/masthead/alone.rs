//! The name of a periodical that stands alone at the top, without a number or a day beside it.
//!
//! A first headline stands there too, so the name must end as only papers' names do, and what stands below it
//! must set it off: more room than anywhere else, or the number of its page.

use super::super::issue_number::{cells, is_title_of_paper};
use super::super::page::{Mark, Page};
use super::super::role::{Field, Omission, Role};
use super::super::signal::{End, date, end, squeezed};
use super::{Head, LONGEST_NAME};

/// The longest name of a paper that stands alone, in characters, what of a paper may be named beside it, and how
/// many blank lines set it off.
const LONGEST_LONE: usize = 8;
const PARTS: [&str; 8] = [
    "副刊",
    "文艺副刊",
    "文學副刊",
    "周末版",
    "周末",
    "专刊",
    "特刊",
    "文艺",
];
const ROOM: u32 = 2;
/// How many lines from the top the time stands at most at which an issue was sent.
const DEEPEST_TIME: usize = 8;
/// What issues of their own are called, behind what they are about.
const SPECIALS: [&str; 6] = ["特刊", "专刊", "專刊", "会刊", "會刊", "增刊"];

/// The name of a paper at the very top, perhaps with that of its part, and nothing of an issue beside it: more room
/// than anywhere else stands below it, and then a heading.
pub(super) fn lone_name(page: &Page, roles: &mut [Option<Role>], head: &mut Head) {
    let (Some(first), Some(next)) = (page.lines.first(), page.lines.get(1)) else {
        return;
    };
    let mut parts = cells(page.line(0));
    let (name, part, rest) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let named = name.chars().count() <= LONGEST_LONE && is_title_of_paper(name);
    // Some meeting's special, right above the number of its page.
    let special = SPECIALS.iter().any(|end| name.ends_with(end))
        && (4..=LONGEST_NAME).contains(&name.chars().count())
        && roles.get(1) == Some(&Some(Role::Out(Omission::PageNumber)));
    if roles[0].is_none() && first.mark == Mark::None && special && part.is_none() {
        roles[0] = Some(Role::Meta(Field::Publication));
        head.publication = Some(name.to_owned());
        return;
    }
    let fits = part.is_none_or(|part| PARTS.contains(&&*squeezed(part))) && rest.is_none();
    if roles[0].is_none()
        && first.mark == Mark::None
        && (named && fits)
        && next.blank >= ROOM
        && next.chars <= LONGEST_NAME
        && end(page.line(1)) == End::Open
        && page
            .lines
            .iter()
            .skip(2)
            .all(|line| line.blank <= next.blank)
    {
        roles[0] = Some(Role::Meta(Field::Publication));
        head.publication = Some(name.to_owned());
    }
}

/// The day and the time at which an issue of an app was sent, alone in a line below its name: 2021-03-05 18:30.
pub(super) fn sent_at(page: &Page, roles: &mut [Option<Role>], head: &mut Head) {
    if head.publication.is_none() || head.date.is_some() {
        return;
    }
    for (line, role) in roles.iter_mut().enumerate().take(DEEPEST_TIME) {
        let here = &page.lines[line];
        let Some((day, time)) = page.line(line).trim().split_once(' ').filter(|_| {
            role.is_none() && here.mark == Mark::None && here.hints.may_date() && here.chars <= 20
        }) else {
            continue;
        };
        let is_time = time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || c == ':');
        if let Some((Some(year), month, Some(on), used)) = date(day)
            && is_time
            && used == day.len()
        {
            head.date = Some(format!("{year:04}-{month:02}-{on:02}"));
            *role = Some(Role::Meta(Field::Date));
            return;
        }
    }
}
