//! Heads of pages that name the paper itself, and may stand only once: 某报　1998.3　· 5 ·, 某报 第二版.
//!
//! A line belongs to them if nothing but figures and words for pages and days stands beside the paper's name. The
//! hard part is that titles and sources name the paper too.

use super::super::hints::Hints;
use super::super::masthead::{Head, day_of};
use super::super::origin::{facts, origin};
use super::super::page::{Mark, Page};
use super::super::role::{Omission, Role};
use super::super::signal::{is_common_han, is_numeral, key};
use super::LONGEST_HEAD;

/// Heads that name the paper itself: 某报　1998.3　· 5 ·, 某报 第二版. They may stand only once.
pub(in crate::import) fn own_heads(page: &Page, roles: &mut [Option<Role>], head: &Head) {
    numbered_heads(page, roles, head);
    let Some(name) = head.publication.as_deref().map(|name| key(name, 40)) else {
        return;
    };
    if name.chars().count() < 2 {
        return;
    }
    let first = name.chars().next().filter(|&c| is_common_han(c));
    // Most lines lack its first character.
    let mut held = vec![first.is_none(); page.lines.len()];
    if let Some(c) = first {
        let mut line = 0;
        for at in memchr::memmem::find_iter(page.text.as_bytes(), c.encode_utf8(&mut [0; 4])) {
            line += page.lines[line..].partition_point(|line| line.end() <= at);
            if page.lines.get(line).is_some_and(|line| line.start() <= at) {
                held[line] = true;
            }
        }
    }
    for (line, role) in roles.iter_mut().enumerate() {
        let here = &page.lines[line];
        if !held[line] || role.is_some() || here.chars > LONGEST_HEAD {
            continue;
        }
        let marked = matches!(here.mark, Mark::Heading(_));
        let text = page.line(line);
        let all = key(text, 80);
        let Some(at) = all.find(&name) else { continue };
        if facts(text).is_some() || origin(text).is_some() {
            continue;
        }
        let rest = format!("{}{}", &all[..at], &all[at + name.len()..]);
        let counts = |c: char| {
            is_numeral(c)
                || "第期总總年月日版页頁卷号號星期一二三四五六日新闻综合要副刊".contains(c)
        };
        let digits = rest.contains(is_numeral);
        let latin = || rest.chars().all(|c| c.is_ascii_alphanumeric());
        if marked {
            // A title may name the paper too.
            if digits && rest.chars().all(counts) {
                *role = Some(Role::Out(Omission::RunningHead));
            }
            continue;
        }
        if digits && rest.chars().all(counts)
            || digits
                && rest.chars().count() <= if day_of(text).is_some() { 20 } else { 12 }
                && text.contains("  ") | text.contains('\u{3000}')
            || rest.is_empty() && here.chars <= name.chars().count() + 6 && line > 0
            || !rest.is_empty() && latin() && digits
        {
            *role = Some(Role::Out(Omission::RunningHead));
        }
    }
}

/// Heads that name the number of the issue and a page: 2004年第3期　　6.
fn numbered_heads(page: &Page, roles: &mut [Option<Role>], head: &Head) {
    let Some(number) = head.number.as_deref().map(|number| key(number, 40)) else {
        return;
    };
    if number.chars().count() < 3 || !number.contains('第') {
        return;
    }
    for (line, role) in roles.iter_mut().enumerate() {
        let here = &page.lines[line];
        if role.is_some() || here.chars > LONGEST_HEAD || !here.hints.may(Hints::ORDINAL) {
            continue;
        }
        let all = key(page.line(line), 80);
        let Some(at) = all.find(&number) else {
            continue;
        };
        let rest = format!("{}{}", &all[..at], &all[at + number.len()..]);
        if rest.chars().count() <= 3 && rest.chars().all(|c| c.is_ascii_digit()) {
            *role = Some(Role::Out(Omission::RunningHead));
        }
    }
}
