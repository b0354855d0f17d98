//! Which of several lines is the title, which the kicker, which the subtitle.
//!
//! First lines that can only be parts of one are put together, then what is whole is arranged ([`whole`]).

mod whole;

use std::ops::Range;

use super::gaps::is_spaced_out;
use super::page::Page;
use super::paper_number::is_paper_number;
use super::series::is_part_of_series;
use super::signal::{DASHES, each_letter, is_common_han, key, squeezed};
use whole::arrange_whole;

/// The fewest characters of a line with spaces between them that goes on with another such line.
const FEWEST_SPACED: usize = 3;

/// One line above an article.
#[derive(Clone, Debug)]
pub(super) struct HeadLine {
    pub(super) span: Range<usize>,
    pub(super) level: u8,
    pub(super) marked: bool,
    /// It goes on with the line above, as the contents tell.
    pub(super) rest: bool,
    /// No blank line stands before it.
    pub(super) close: bool,
    /// The contents name it.
    pub(super) listed: bool,
}

/// The head of an article, as ranges of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    pub(super) kicker: Vec<Range<usize>>,
    pub(super) title: Vec<Range<usize>>,
    pub(super) subtitle: Vec<Range<usize>>,
}

impl Heads {
    /// Whether nothing stands above the article.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_empty() && self.kicker.is_empty() && self.subtitle.is_empty()
    }

    /// All its ranges.
    pub(super) fn each(&self) -> impl Iterator<Item = &Range<usize>> {
        let all = self.kicker.iter().chain(&self.title);
        all.chain(&self.subtitle)
    }

    /// The same, given away.
    pub(super) fn spans(self) -> impl Iterator<Item = Range<usize>> {
        self.kicker
            .into_iter()
            .chain(self.title)
            .chain(self.subtitle)
    }

    /// The lines `title` of `lines` as the title, those above as kicker, those below as subtitle.
    fn around(lines: &[HeadLine], title: Range<usize>) -> Heads {
        Heads {
            kicker: spans(&lines[..title.start]),
            title: spans(&lines[title.clone()]),
            subtitle: spans(&lines[title.end..]),
        }
    }

    /// The first character of the title for comparing.
    pub(super) fn title_opens(&self, page: &Page) -> Option<char> {
        self.title.iter().find_map(|span| {
            let text = &page.text[span.clone()];
            let mut first = text.chars().next().filter(|&c| is_common_han(c));
            if first.is_none() {
                each_letter(text, 1, |c| first = Some(c));
            }
            first
        })
    }

    /// The title for comparing.
    pub(super) fn title_key(&self, page: &Page) -> String {
        self.title
            .iter()
            .map(|span| key(&page.text[span.clone()], 80))
            .collect()
    }
}

/// Arranges the lines above an article; the second value are ornaments.
pub(super) fn arrange(page: &Page, lines: &[HeadLine]) -> (Heads, Vec<Range<usize>>) {
    // Lines that can only be parts of one are arranged as their first one.
    let mut firsts: Vec<HeadLine> = Vec::with_capacity(lines.len());
    let mut rests: Vec<(usize, Range<usize>)> = Vec::new();
    for line in lines {
        let above = rests.last().map_or(0, |rest| rest.1.end);
        // The contents may name the number of an official paper behind its title.
        let numbers = is_paper_number(&page.text[line.span.clone()]);
        match firsts.last().filter(|_| !numbers) {
            Some(first)
                if line.rest
                    && !is_part_of_series(&squeezed(&page.text[first.span.clone()]))
                    && !begins_subtitle(page, line) =>
            {
                rests.push((first.span.end, line.span.clone()));
            }
            Some(first)
                if (line.close || line.marked && first.marked && line.level == first.level)
                    && goes_on(page, above.max(first.span.end), line) =>
            {
                rests.push((first.span.end, line.span.clone()));
            }
            _ => firsts.push(line.clone()),
        }
    }
    let mut ornaments = Vec::new();
    let mut heads = arrange_whole(page, &firsts, &mut ornaments);
    if rests.is_empty() {
        return (heads, ornaments);
    }
    // Behind each part what goes on with it; both are in order.
    for place in [&mut heads.kicker, &mut heads.title, &mut heads.subtitle] {
        let parts = std::mem::take(place);
        for part in parts {
            let from = rests.partition_point(|(end, _)| *end < part.end);
            let more = rests[from..].iter();
            let more = more.take_while(|(end, _)| *end == part.end);
            place.push(part.clone());
            place.extend(more.map(|(_, span)| span.clone()));
        }
    }
    (heads, ornaments)
}

/// Whether `line` begins with a dash, as subtitles do.
fn begins_subtitle(page: &Page, line: &HeadLine) -> bool {
    let text = &page.text[line.span.clone()];
    text.starts_with(DASHES) || text.starts_with('-')
}

/// Whether the line that ends at `end` breaks off and `line` goes on with it: a bracket is open, a word
/// asks for more, or both are set with spaces between their characters.
fn goes_on(page: &Page, end: usize, line: &HeadLine) -> bool {
    let start = page.text[..end].rfind('\n').map_or(0, |at| at + 1);
    let above = page.text[start..end].trim();
    let count = |mark: char| above.matches(mark).count();
    let open = count('《') > count('》') || count('“') > count('”') || count('（') > count('）');
    let asks = [
        "关于", "關於", "的", "和", "与", "與", "暨", "及", "：", ":", "︰", "只有", "如何",
        "怎样", "为何", "怎麼", "為何",
    ]
    .iter()
    .any(|word| above.ends_with(word));
    open || asks
        || is_spaced_out(above, FEWEST_SPACED)
            && is_spaced_out(&page.text[line.span.clone()], FEWEST_SPACED)
}

fn spans(lines: &[HeadLine]) -> Vec<Range<usize>> {
    lines.iter().map(|line| line.span.clone()).collect()
}
