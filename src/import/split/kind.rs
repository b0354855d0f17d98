//! What kind of article each one is: a document, a photo, a brief, a comment.
//!
//! The kind that the walk has given stays where nothing else tells. A later question overrules an earlier one, so
//! that a comment is one whatever its length.

use super::super::documents::is_document;
use super::super::draft::{BlockKind, Closed, Draft};
use super::super::letter::is_salutation;
use super::super::origin::tells_of_author;
use super::super::page::Page;
use super::super::reason::Reason;
use super::super::signal::{
    End, end, is_comment_title, is_label, is_note_word, is_ornament, number_style, numbered,
};
use crate::library::Kind;

/// The longest brief of three paragraphs, in bytes; one of fewer may be twice as long.
const LONG_BRIEF: usize = 900;
/// The longest text of one paragraph that is a brief beside articles of several, in bytes.
const LONGEST_SINGLE: usize = 540;
/// From how many bytes on a paragraph is no line of a poem or a list.
const WHOLE: usize = 48;
/// From how many paragraphs on an article is no brief.
const MANY: usize = 3;
/// The fewest pictures of an article that is a photo.
const MANY_PICTURES: usize = 3;
/// The fewest items of a document, and of a set of rules.
const FEWEST_ITEMS: usize = 2;
const FEWEST_RULES: usize = 3;
/// The longest row of a list in a notice, in characters, and how many make one.
const LONGEST_ROW: usize = 40;
const FEWEST_ROWS: usize = 3;

/// What the articles of a paper tell of each of them.
pub(super) struct Paper {
    /// Long articles or columns of short items stand in it: it has short ones as briefs.
    contrast: bool,
}

impl Paper {
    pub(super) fn of(drafts: &[Draft]) -> Paper {
        let item = |draft: &&Draft| draft.kind == Kind::Brief && draft.heads.is_empty();
        let long = |draft: &Draft| {
            let paragraphs = draft.blocks.iter();
            let paragraphs = paragraphs.filter(|block| block.kind == BlockKind::Paragraph);
            paragraphs
                .filter(|block| block.spans.bytes() >= WHOLE)
                .count()
                >= MANY
        };
        Paper {
            contrast: drafts.iter().filter(item).count() >= MANY || drafts.iter().any(long),
        }
    }
}

/// Gives `draft` its kind, with the reason.
pub(super) fn kind(page: &Page, paper: &Paper, draft: &mut Draft) {
    let title = draft.heads.title_key(page);
    if matches!(draft.kind, Kind::Article | Kind::Brief) && is_official(page, &title, draft) {
        draft.kind = Kind::Document;
        draft.told_at_start(page, Reason::DocumentItems);
    }
    if draft.kind == Kind::Article && is_label(&title) && has_ornaments(page, draft) {
        draft.kind = Kind::Brief;
        draft.told_at_start(page, Reason::Ornament);
    }
    if draft.kind == Kind::Article && is_of_pictures(draft) {
        draft.kind = Kind::Photo;
        draft.told_at_start(page, Reason::PhotoCredit);
    }
    if draft.kind == Kind::Brief && is_no_brief(page, draft) {
        draft.kind = Kind::Article;
    }
    if draft.kind == Kind::Article && paper.contrast && is_single(page, draft) {
        draft.kind = Kind::Brief;
        draft.told_at_start(page, Reason::SingleParagraph);
    }
    if matches!(draft.kind, Kind::Article | Kind::Brief) && is_comment(page, &title, draft) {
        draft.kind = Kind::Comment;
    }
}

/// Whether the title and the numbered items of `draft` are those of an official text, or an office signed it.
fn is_official(page: &Page, title: &str, draft: &Draft) -> bool {
    let items = || {
        let items = draft.texts(page).filter(|text| numbered(text));
        items.count() >= FEWEST_ITEMS
    };
    let rules = || {
        let rules = draft.texts(page);
        let rules = rules.filter(|text| number_style(text) == Some(2));
        rules.count() >= FEWEST_RULES
    };
    let signed =
        draft.closed == Closed::Note && draft.day.is_some() && draft.count(BlockKind::Note) > 0;
    draft.office && signed
        || is_document(title) && (signed || items() || has_rows(page, draft))
        || rules()
}

/// Whether `draft` is words of who lost or gave what, one below the other.
fn has_rows(page: &Page, draft: &Draft) -> bool {
    let rows = draft.blocks.iter().zip(draft.texts(page));
    let rows = rows.filter(|(block, text)| {
        text.starts_with(is_ornament)
            || block.kind == BlockKind::Paragraph
                && block.spans.len() == 1
                && text.chars().count() <= LONGEST_ROW
                && end(text) != End::Sentence
    });
    rows.count() >= FEWEST_ROWS
}

/// Whether several items of `draft` have an ornament each.
fn has_ornaments(page: &Page, draft: &Draft) -> bool {
    let items = draft.texts(page);
    let items = items.filter(|text| text.starts_with(is_ornament));
    items.count() >= FEWEST_ITEMS
}

/// Whether `draft` is pictures with little text between.
fn is_of_pictures(draft: &Draft) -> bool {
    let pictures = draft.count(BlockKind::Caption);
    pictures >= MANY_PICTURES && pictures > 2 * draft.count(BlockKind::Paragraph)
}

/// Whether what stands among briefs with a title is none: a letter to the editors, or long.
fn is_no_brief(page: &Page, draft: &Draft) -> bool {
    if draft.heads.is_empty() {
        return false;
    }
    let first = draft.texts(page).next();
    let bytes = draft.bytes();
    let long = draft.blocks.len() > 2 && bytes > LONG_BRIEF || bytes > 2 * LONG_BRIEF;
    first.is_some_and(is_salutation)
        || long && !draft.texts(page).any(|text| text.starts_with(is_ornament))
}

/// Whether `draft` is one short paragraph, and notes. A brief does not tell what its author is, nor does it go on
/// from another page.
fn is_single(page: &Page, draft: &Draft) -> bool {
    let mut blocks = draft.blocks.iter();
    let told = || {
        let notes = draft.blocks.iter().zip(draft.texts(page));
        let mut notes = notes.filter(|(block, _)| block.kind == BlockKind::Note);
        notes.any(|(_, text)| tells_of_author(text))
    };
    let goes_on = || draft.reasons.iter().any(|reason| reason.0 == Reason::Jump);
    blocks.all(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Note))
        && !goes_on()
        && draft.count(BlockKind::Paragraph) == 1
        && draft.bytes() <= LONGEST_SINGLE
        && !told()
}

/// Whether `draft` says what somebody thinks, as its column, its title or its first word tells.
fn is_comment(page: &Page, title: &str, draft: &Draft) -> bool {
    let noted = || match draft.blocks.as_slice() {
        [only] => page.text[only.spans[0].clone()]
            .split_once(['：', ':', '︰'])
            .is_some_and(|(word, _)| word.chars().count() <= 5 && is_note_word(word)),
        _ => false,
    };
    let told = || {
        let mut lines = draft.heads.title.iter();
        lines.any(|span| is_comment_title(&page.text[span.clone()]))
    };
    draft.opinion || is_note_word(title) || noted() || told()
}
