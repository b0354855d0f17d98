//! What lines say of people, asked once: who looks for titles asks the same of a line from every line above it.
//!
//! Only the answers are kept, one byte for each line, for a large text has millions of them. They are those of
//! lines that change no more.

use std::cell::Cell;

use super::credit::{LONGEST_CREDIT, credit};
use super::dateline::dateline;
use super::hints::Hints;
use super::page::{Line, Page};
use super::signal::is_common_han;
use super::signed::bare_names;

/// The answers so far, a byte for each line; none before [`Page::remember`].
#[derive(Clone, Debug, Default)]
pub(super) struct Asked(Vec<Cell<u8>>);

/// What a line of credits is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Credited {
    /// It credits a photograph and no text.
    pub(super) photo: bool,
    /// It names people.
    pub(super) named: bool,
}

/// The longest name without a dot, in bytes.
const LONGEST_NAME: usize = "欧阳".len() * 2;

/// Bits of an answer: whether it was asked for a credit, and what was told.
const CREDIT_ASKED: u8 = 1;
const CREDITED: u8 = 1 << 1;
const PHOTO: u8 = 1 << 2;
const NAMED: u8 = 1 << 3;
/// The same for bare names.
const NAMES_ASKED: u8 = 1 << 4;
const NAMES: u8 = 1 << 5;
/// The same for a dateline.
const DATELINE_ASKED: u8 = 1 << 6;
const DATELINE: u8 = 1 << 7;

impl Page {
    /// From here on the lines stay as they are, and answers are kept.
    pub(super) fn remember(&mut self) {
        self.lines.shrink_to_fit();
        self.asked = Asked(vec![Cell::new(0); self.lines.len()]);
    }

    /// What [`credit`] tells of `line`; nothing behind the last one.
    pub(super) fn credited(&self, line: usize) -> Option<Credited> {
        // No sentence is one.
        let &Line { hints, chars, .. } = self.lines.get(line)?;
        if hints.may(Hints::STOP) || chars > LONGEST_CREDIT {
            return None;
        }
        let told = self.told(line, CREDIT_ASKED, |text| {
            credit(text).map_or(0, |credit| {
                let bit = |is: bool, bit: u8| if is { bit } else { 0 };
                CREDITED | bit(credit.photo, PHOTO) | bit(!credit.names.is_empty(), NAMED)
            })
        });
        (told & CREDITED != 0).then_some(Credited {
            photo: told & PHOTO != 0,
            named: told & NAMED != 0,
        })
    }

    /// Whether `line` is nothing but names ([`bare_names`]).
    pub(super) fn is_named(&self, line: usize) -> bool {
        let names = |text: &str| {
            let found = (!is_one_piece(text)).then(|| bare_names(text)).flatten();
            found.map_or(0, |_| NAMES)
        };
        self.told(line, NAMES_ASKED, names) & NAMES != 0
    }

    /// Whether `line` begins with a [`dateline`].
    pub(super) fn has_dateline(&self, line: usize) -> bool {
        // Each one has a word for reporting, or begins with a bracket.
        let may = Hints::DATELINE.and(Hints::OPENS_SIGNATURE);
        if !self.lines.get(line).is_some_and(|line| line.hints.may(may)) {
            return false;
        }
        let dated = |text: &str| dateline(text).map_or(0, |_| DATELINE);
        self.told(line, DATELINE_ASKED, dated) & DATELINE != 0
    }

    /// The answers for `line`, the one that `asked` stands for among them; `answer` gives it if it was not
    /// asked for before.
    fn told(&self, line: usize, asked: u8, answer: impl Fn(&str) -> u8) -> u8 {
        let kept = self.asked.0.get(line);
        let known = kept.map_or(0, Cell::get);
        if known & asked != 0 {
            return known;
        }
        let told = known | asked | answer(self.line(line));
        if let Some(kept) = kept {
            kept.set(told);
        }
        told
    }
}

/// Whether `text` is longer than a name and has nothing but Han, and marks that part no names: most lines.
fn is_one_piece(text: &str) -> bool {
    let parts_none = |c: char| {
        is_common_han(c)
            || matches!(
                c,
                '，' | '。' | '：' | '？' | '！' | '“' | '”' | '《' | '》'
            )
    };
    text.len() > LONGEST_NAME && text.chars().all(parts_none)
}

#[cfg(test)]
mod tests {
    use super::super::page::Line;
    use super::*;

    #[test]
    fn an_answer_is_the_same_each_time() {
        let lines = [
            "本报记者 王小河",
            "王小河 摄",
            "王小河",
            "本报讯（记者 王小河）天刚亮",
            "天刚亮，船就开了",
            "王小河、李小桥",
            "渡口：“船开了。”",
        ];
        let mut page = Page::default();
        for line in lines {
            let start = page.text.len();
            page.text.push_str(line);
            page.lines
                .push(Line::of(&page.text, start..page.text.len()));
            page.text.push('\n');
        }
        let ask = |page: &Page, line: usize| {
            (
                page.credited(line),
                page.is_named(line),
                page.has_dateline(line),
            )
        };
        let first: Vec<_> = (0..lines.len()).map(|line| ask(&page, line)).collect();
        page.remember();
        for _ in 0..2 {
            for (line, told) in first.iter().enumerate() {
                assert_eq!(ask(&page, line), *told, "{}", lines[line]);
            }
        }
        for (line, text) in lines.iter().enumerate() {
            let found = credit(text);
            assert_eq!(first[line].0.is_some(), found.is_some(), "{text}");
            assert_eq!(first[line].1, bare_names(text).is_some(), "{text}");
            assert_eq!(first[line].2, dateline(text).is_some(), "{text}");
        }
        let photo = first[1].0.map(|credited| credited.photo);
        assert_eq!(photo, Some(true));
    }
}
