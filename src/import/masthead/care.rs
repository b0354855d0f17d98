//! How an issue is to be kept and for whom it is: 内部资料 注意保存, 内部发行.

use super::super::lexicon::CharSet;
use super::super::page::Page;
use super::super::role::{Omission, Role};
use super::LONGEST_NAME;

/// How far down lines may say so.
const DEEPEST_CARE: usize = 60;

/// Words that stand by themselves, also below the contents.
const CARES: [&str; 9] = [
    "内部资料",
    "内部刊物",
    "内部文件",
    "内部发行",
    "注意保存",
    "妥善保管",
    "不得外传",
    "请勿外传",
    "仅供参考",
];

/// Whether `word` is one of them.
pub(super) fn is_care(word: &str) -> bool {
    CARES.contains(&word)
}

/// Lines that say how an issue is to be kept and nothing else.
pub(super) fn cares(page: &Page, roles: &mut [Option<Role>]) {
    const FIRSTS: CharSet = CharSet::of_first(&CARES);
    for (line, role) in roles.iter_mut().enumerate().take(DEEPEST_CARE) {
        let here = &page.lines[line];
        let text = page.line(line).trim_start();
        let mut words = text.split_whitespace();
        if role.is_none()
            && (4..=LONGEST_NAME).contains(&here.chars)
            && (text.is_empty() || FIRSTS.begins(text))
            && words.all(is_care)
        {
            *role = Some(Role::Out(Omission::Masthead));
        }
    }
}
