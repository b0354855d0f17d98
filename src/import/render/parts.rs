//! An article as one file, or as several where one would be larger than the library reads.
//!
//! Parts are cut between blocks; a block that is itself too large is cut behind the end of a sentence,
//! else between two characters. Each part has the article's front matter, its number behind the title.

use std::borrow::Cow;
use std::ops::Range;

use super::markdown::{block, is_tight, plain, push_block};
use super::toml;
use super::{RenderedArticle, Traced};
use crate::import::outline::{OutlinedArticle, Spot, Stretch};
use crate::import::plan::{Plan, PlannedArticle, PlannedBlock};
use crate::library::file::MAX_ARTICLE;
use crate::library::load::ARTICLE_SUFFIX;

/// The largest body of one file, in bytes; front matter has its place beside it.
const LARGEST_BODY: usize = MAX_ARTICLE as usize - (1 << 20);
/// The largest text of one block, in bytes: backslashes may double it.
const LARGEST_BLOCK: usize = LARGEST_BODY / 3;

/// `plan` as it is written: an article that becomes several files is several there too, each with its number
/// behind the title.
pub fn as_written(plan: &Plan) -> Cow<'_, Plan> {
    let parts: Vec<Option<Vec<PlannedArticle>>> = plan.articles.iter().map(parted).collect();
    if parts.iter().all(Option::is_none) {
        return Cow::Borrowed(plan);
    }
    let mut written = plan.clone();
    written.articles.clear();
    let outlined = std::mem::take(&mut written.outline.articles);
    let mut outlined = outlined.into_iter();
    for (article, parts) in plan.articles.iter().zip(parts) {
        let shown = outlined.next().unwrap_or_default();
        let Some(parts) = parts else {
            written.articles.push(article.clone());
            written.outline.articles.push(shown);
            continue;
        };
        for part in parts {
            let at = |line| Spot { line, piece: None };
            let first = part.blocks.first().map(|block| block.lines[0]);
            let last = part.blocks.last().map(|block| block.lines[1]);
            let lines = first.zip(last).map(|(first, last)| Stretch {
                first: at(first),
                last: at(last),
            });
            written.outline.articles.push(OutlinedArticle {
                lines: lines.into_iter().collect(),
                ..shown.clone()
            });
            written.articles.push(part);
        }
    }
    Cow::Owned(written)
}

/// Adds the files of `article` to `files`.
pub(super) fn article(article: &PlannedArticle, files: &mut Vec<RenderedArticle>) {
    match parted(article) {
        Some(parts) => files.extend(parts.iter().map(file)),
        None => files.push(file(article)),
    }
}

/// The parts of `article`, each of which fits into a file; `None` where it does as a whole.
fn parted(article: &PlannedArticle) -> Option<Vec<PlannedArticle>> {
    // Marks and backslashes at most double a text.
    let most = article.blocks.iter().map(|block| 2 * block.text.len() + 16);
    if most.sum::<usize>() <= LARGEST_BODY {
        return None;
    }
    let mut bodies: Vec<Vec<PlannedBlock>> = vec![Vec::new()];
    let mut size = 0;
    for planned in &article.blocks {
        let mut row = planned.lines[0];
        for piece in pieces(planned) {
            let Some(text) = block(&piece) else { continue };
            if size + text.len() > LARGEST_BODY {
                bodies.push(Vec::new());
                size = 0;
            }
            size += text.len() + 1;
            let mut piece = piece.into_owned();
            if piece.kind == "verbatim" {
                let rows = piece.text.lines().count().max(1);
                piece.lines = [row, row + rows - 1];
                row += rows;
            }
            bodies.last_mut()?.push(piece);
        }
    }
    if bodies.len() == 1 {
        return None;
    }
    let parts = bodies.into_iter().enumerate().map(|(index, blocks)| {
        let number = index + 1;
        PlannedArticle {
            id: match index {
                0 => article.id.clone(),
                _ => format!("{}-{number}", article.id),
            },
            title: format!("{}（{number}）", plain(&article.title)),
            kicker: article.kicker.clone(),
            subtitle: article.subtitle.clone(),
            kind: article.kind,
            authors: article.authors.clone(),
            source: article.source.clone(),
            date: article.date.clone(),
            head: article.head,
            reasons: match index {
                0 => article.reasons.clone(),
                _ => Vec::new(),
            },
            blocks,
        }
    });
    Some(parts.collect())
}

/// The one file of `article`.
fn file(article: &PlannedArticle) -> RenderedArticle {
    let stem = article.id.rsplit('/').next().unwrap_or(&article.id);
    let most = article.blocks.iter().map(|block| block.text.len() + 8);
    let most = most.sum::<usize>().min(LARGEST_BODY);
    let mut text = String::with_capacity(USUAL_FRONT + most);
    push_front(&mut text, article);
    let mut lines = Vec::with_capacity(article.blocks.len());
    let mut before: Option<&PlannedBlock> = None;
    for planned in &article.blocks {
        let end = text.len();
        if !before.is_some_and(|before| is_tight(before, planned)) {
            text.push('\n');
        }
        if !push_block(&mut text, planned) {
            text.truncate(end);
            continue;
        }
        if planned.kind == "verbatim" {
            // Each of its lines is read back as a block.
            let row = planned.lines[0];
            let rows = planned.text.lines().count();
            lines.extend((row..row + rows).map(|line| [line, line]));
        } else {
            lines.push(planned.lines);
        }
        before = Some(planned);
    }
    let file = [stem, ARTICLE_SUFFIX].concat();
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
}

/// How long front matter is at most as a rule, in bytes.
const USUAL_FRONT: usize = 512;

/// Appends the front matter between its marks.
fn push_front(text: &mut String, article: &PlannedArticle) {
    text.push_str("+++\n");
    toml::field(text, "title", &plain(&article.title));
    for (key, value) in [("kicker", &article.kicker), ("subtitle", &article.subtitle)] {
        if let Some(value) = value {
            toml::field(text, key, &plain(value));
        }
    }
    toml::field(text, "kind", article.kind);
    if !article.authors.is_empty() {
        let authors = article.authors.iter().map(|name| plain(name));
        toml::list(text, "authors", &authors.collect::<Vec<_>>());
    }
    for (key, value) in [("source", &article.source), ("date", &article.date)] {
        if let Some(value) = value {
            toml::field(text, key, &plain(value));
        }
    }
    text.push_str("+++\n");
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
