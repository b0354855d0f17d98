//! An article as one file, or as several where one would be larger than the library reads.
//!
//! Parts are cut between blocks; a block that is itself too large is cut behind the end of a sentence,
//! else between two characters. Each part has the article's front matter, its number behind the title.

use std::borrow::Cow;
use std::ops::Range;

use super::markdown::{block, is_tight, plain};
use super::toml;
use super::{RenderedArticle, Traced};
use crate::import::plan::{PlannedArticle, PlannedBlock};
use crate::library::file::MAX_ARTICLE;
use crate::library::load::ARTICLE_SUFFIX;

/// The largest body of one file, in bytes; front matter has its place beside it.
const LARGEST_BODY: usize = MAX_ARTICLE as usize - (1 << 20);
/// The largest text of one block, in bytes: backslashes may double it.
const LARGEST_BLOCK: usize = LARGEST_BODY / 3;

/// The files of `article`.
pub(super) fn article(article: &PlannedArticle) -> Vec<RenderedArticle> {
    let stem = article.id.rsplit('/').next().unwrap_or(&article.id);
    let most = article.blocks.iter().map(|block| block.text.len() + 8);
    let most = most.sum::<usize>().min(LARGEST_BODY);
    let mut bodies = vec![(String::with_capacity(most), Vec::new())];
    let mut before: Option<&PlannedBlock> = None;
    for planned in &article.blocks {
        let mut row = planned.lines[0];
        for piece in pieces(planned) {
            let Some(text) = block(&piece) else { continue };
            if bodies
                .last()
                .is_some_and(|(body, _)| body.len() + text.len() > LARGEST_BODY)
            {
                bodies.push((String::new(), Vec::new()));
                before = None;
            }
            let Some((body, lines)) = bodies.last_mut() else {
                continue;
            };
            if !before.is_some_and(|before| is_tight(before, planned)) {
                body.push('\n');
            }
            body.push_str(&text);
            if planned.kind == "verbatim" {
                // Each of its lines is read back as a block.
                let rows = piece.text.lines().count();
                lines.extend((row..row + rows).map(|line| [line, line]));
                row += rows;
            } else {
                lines.push(planned.lines);
            }
            before = Some(planned);
        }
    }
    let whole = bodies.len() == 1;
    bodies
        .into_iter()
        .enumerate()
        .map(|(index, (body, lines))| {
            let mut text = front(article, (!whole).then_some(index + 1));
            text.push_str(&body);
            let part = if index == 0 {
                String::new()
            } else {
                format!("-{}", index + 1)
            };
            let file = format!("{stem}{part}{ARTICLE_SUFFIX}");
            RenderedArticle {
                traced: Traced {
                    file: file.clone(),
                    head: article.head,
                    blocks: lines,
                    ..Traced::default()
                },
                file,
                text,
            }
        })
        .collect()
}

/// The front matter between its marks.
fn front(article: &PlannedArticle, part: Option<usize>) -> String {
    let mut text = String::from("+++\n");
    let title = plain(&article.title);
    match part {
        Some(part) => toml::field(&mut text, "title", &format!("{title}（{part}）")),
        None => toml::field(&mut text, "title", &title),
    }
    for (key, value) in [("kicker", &article.kicker), ("subtitle", &article.subtitle)] {
        if let Some(value) = value {
            toml::field(&mut text, key, &plain(value));
        }
    }
    toml::field(&mut text, "kind", article.kind);
    if !article.authors.is_empty() {
        let authors: Vec<String> = article
            .authors
            .iter()
            .map(|name| plain(name).into())
            .collect();
        toml::list(&mut text, "authors", &authors);
    }
    for (key, value) in [("source", &article.source), ("date", &article.date)] {
        if let Some(value) = value {
            toml::field(&mut text, key, &plain(value));
        }
    }
    text.push_str("+++\n");
    text
}

/// A block that fits into a file, or several.
fn pieces(block: &PlannedBlock) -> Vec<Cow<'_, PlannedBlock>> {
    if block.text.len() <= LARGEST_BLOCK {
        return vec![Cow::Borrowed(block)];
    }
    cuts(&block.text, LARGEST_BLOCK)
        .into_iter()
        .map(|range| {
            Cow::Owned(PlannedBlock {
                text: block.text[range].to_owned(),
                ..block.clone()
            })
        })
        .collect()
}

/// `text` in ranges of at most `largest` bytes, cut behind the last sentence's end in each.
fn cuts(text: &str, largest: usize) -> Vec<Range<usize>> {
    let mut cuts = Vec::new();
    let mut start = 0;
    while text.len() - start > largest {
        let limit = (0..=start + largest)
            .rev()
            .find(|&at| text.is_char_boundary(at))
            .unwrap_or(start);
        let window = &text[start..limit];
        let end = window
            .rfind(['。', '！', '？', '；', '\n'])
            .filter(|&at| at > window.len() / 2)
            .and_then(|at| Some(start + at + window[at..].chars().next()?.len_utf8()))
            .unwrap_or(limit);
        cuts.push(start..end);
        start = end;
    }
    cuts.push(start..text.len());
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_behind_a_sentence_and_whole_again_when_joined() {
        let text = format!(
            "{}。{}，{}",
            "甲".repeat(20),
            "乙".repeat(5),
            "丙".repeat(90)
        );
        let cuts = cuts(&text, 100);
        assert_eq!(&text[cuts[0].clone()], format!("{}。", "甲".repeat(20)));
        let joined: String = cuts.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(joined, text);
        assert!(cuts.iter().all(|range| range.len() <= 100));
    }
}
