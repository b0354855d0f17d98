//! The kicker, the title and the subtitle that the reader wants, and where they stand in the text.
//!
//! Each is looked for among the heads that were found, then among the blocks, then at the start of a block, where
//! the title was taken for the first words of its text. The hard part is a head that the reader divided otherwise:
//! its lines belong to the heads all the same, and only marks that nobody wants are left out.

use std::collections::HashSet;
use std::ops::Range;

use super::OutlinedArticle;
use crate::import::draft::{Draft, DraftBlock};
use crate::import::page::Page;
use crate::import::signal::{fold_width, key};

/// The most lines of a title that was glued to its text.
const MOST_TITLE_LINES: usize = 3;

/// Gives the wanted kicker, title and subtitle the lines that they stand on; what is left of the
/// heads that were found is given back.
pub(super) fn claim(page: &Page, draft: &mut Draft, wanted: &OutlinedArticle) -> Vec<Range<usize>> {
    let heads = std::mem::take(&mut draft.heads);
    let mut pool = [heads.title, heads.kicker, heads.subtitle];
    let texts = [&wanted.title, &wanted.kicker, &wanted.subtitle];
    let mut claimed: [Vec<Range<usize>>; 3] = Default::default();
    let text = |spans: &[Range<usize>]| -> String {
        let joined: String = spans.iter().map(|span| &page.text[span.clone()]).collect();
        whole_key(&joined)
    };
    for at in 0..texts.len() {
        let Some(wanted) = texts[at] else {
            claimed[at] = std::mem::take(&mut pool[at]);
            continue;
        };
        let wanted = whole_key(wanted);
        if wanted.is_empty() {
            continue;
        }
        // Its own place first.
        let places = [at, 0, 1, 2];
        let place = places
            .into_iter()
            .find(|&place| text(&pool[place]) == wanted);
        if let Some(place) = place {
            claimed[at] = std::mem::take(&mut pool[place]);
        } else if let Some(block) = draft
            .blocks
            .iter()
            .position(|block| text(&block.spans) == wanted)
        {
            claimed[at] = draft.blocks.remove(block).spans.into_iter().collect();
        } else if let Some((block, count)) = opening(&draft.blocks, &wanted, text) {
            let spans = &mut draft.blocks[block].spans;
            let (title, rest) = spans.split_at(count);
            claimed[at] = title.to_vec();
            *spans = rest.to_vec().into();
        }
    }
    // A line whose text the reader divided otherwise stands in the head all the same.
    let whole: String = texts
        .into_iter()
        .flatten()
        .map(|text| whole_key(text))
        .collect::<Vec<_>>()
        .join("\n");
    let mut out = Vec::new();
    for (at, spans) in pool.into_iter().enumerate() {
        let inside = |spans: &[Range<usize>]| {
            let text = text(spans);
            !text.is_empty() && (whole.contains(&text) || whole.replace('\n', "").contains(&text))
        };
        let free = texts[at].is_some() && claimed.iter().all(Vec::is_empty);
        if inside(&spans) || (free && reversed(&whole, &text(&spans))) {
            claimed[at].extend(spans);
        } else {
            out.extend(spans);
        }
    }
    for (claimed, text) in claimed.iter_mut().zip(texts) {
        if text.is_some() {
            unmarked(page, claimed, &texts, &mut out);
        }
    }
    let [title, kicker, subtitle] = claimed;
    draft.heads = crate::import::headline::Heads {
        kicker,
        title,
        subtitle,
    };
    out
}

/// The first of `blocks` that begins with lines of the wanted text, and how many these are: the rest is text.
fn opening(
    blocks: &[DraftBlock],
    wanted: &str,
    text: impl Fn(&[Range<usize>]) -> String,
) -> Option<(usize, usize)> {
    blocks.iter().enumerate().find_map(|(at, block)| {
        let most = block.spans.len().saturating_sub(1).min(MOST_TITLE_LINES);
        let count = (1..=most).find(|&count| text(&block.spans[..count]) == wanted)?;
        Some((at, count))
    })
}

/// Takes the marks out of `spans` that none of the wanted `texts` has: 编后：, where 编后 is wanted.
fn unmarked(
    page: &Page,
    spans: &mut Vec<Range<usize>>,
    texts: &[&Option<String>; 3],
    out: &mut Vec<Range<usize>>,
) {
    let wanted: HashSet<char> = texts
        .iter()
        .filter_map(|text| text.as_deref())
        .flat_map(str::chars)
        .map(alike)
        .collect();
    let is_left = |c: char| {
        let is_mark = !c.is_whitespace() && key(c.encode_utf8(&mut [0; 4]), 1).is_empty();
        is_mark && !wanted.contains(&alike(c))
    };
    let mut kept = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        let mut start = span.start;
        for (at, c) in page.text[span.clone()].char_indices() {
            let (at, end) = (span.start + at, span.start + at + c.len_utf8());
            if is_left(c) {
                kept.push(start..at);
                out.push(at..end);
                start = end;
            }
        }
        kept.push(start..span.end);
    }
    *spans = kept;
    spans.retain(|span| !page.text[span.clone()].trim().is_empty());
}

/// One character for all marks that are written for each other.
pub(super) fn alike(c: char) -> char {
    match fold_width(c) {
        '.' | '。' | '…' | '·' | '•' | '・' | '⋯' => '.',
        '-' | '—' | '–' | '―' | '─' | '~' | '～' | '〜' => '-',
        '"' | '“' | '”' | '「' | '」' | '『' | '』' | '\'' | '‘' | '’' => '"',
        ',' | '、' | '，' => ',',
        ':' | '︰' | '∶' => ':',
        '[' | '【' | '〔' | '(' => '(',
        ']' | '】' | '〕' | ')' => ')',
        '<' | '《' | '〈' => '<',
        '>' | '》' | '〉' => '>',
        folded => folded,
    }
}

/// `text` for comparing, all of it.
pub(in crate::import) fn whole_key(text: &str) -> String {
    key(text, text.len())
}

/// Whether the lines of `whole` make `text` in some other order: kicker, then title.
fn reversed(whole: &str, text: &str) -> bool {
    let lines: Vec<&str> = whole.split('\n').filter(|line| !line.is_empty()).collect();
    let length: usize = lines.iter().map(|line| line.len()).sum();
    !lines.is_empty() && length == text.len() && lines.iter().all(|line| text.contains(line))
}
