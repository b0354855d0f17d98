//! What only the whole shows: a title at the end, the source of a page, documents.

use super::super::caption::taken_by;
use super::super::draft::{Articles, BlockKind, Closed, Draft, DraftBlock};
use super::super::letter::is_salutation;
use super::super::lexicon::CharSet;
use super::super::origin::tells_of_author;
use super::super::reason::Reason;
use super::super::signal::{
    is_comment_title, is_label, is_note_word, is_ornament, number_style, numbered,
};
use super::Walk;
use crate::library::Kind;
use std::ops::Range;

/// The longest brief of three paragraphs, in bytes.
const LONGEST_BRIEF: usize = 900;

/// The longest text of one paragraph that is a brief beside articles of several, in bytes.
const LONGEST_SINGLE: usize = 540;
/// From how many bytes on a paragraph is no line of a poem or a list.
const WHOLE: usize = 48;
/// From how many paragraphs on an article is no brief.
const MANY: usize = 3;

/// How many paragraphs `draft` has.
fn paragraphs(draft: &Draft) -> usize {
    let blocks = draft.blocks.iter();
    blocks
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem))
        .count()
}

impl Walk<'_> {
    /// What only the whole shows: titles at the end, sources of the page, kinds, years.
    pub(super) fn finish(mut self) -> Articles {
        let page = self.page;
        self.titles_below();
        let count = self.made.drafts.len();
        // A paper with long articles or columns of short items has short ones as briefs.
        let item = |draft: &Draft| draft.kind == Kind::Brief && draft.heads.is_empty();
        let items = self.made.drafts.iter().filter(|draft| item(draft)).count();
        let contrast = items >= MANY
            || self.made.drafts.iter().any(|draft| {
                let whole = |block: &&DraftBlock| {
                    let length = block.spans.iter().map(Range::len).sum::<usize>();
                    block.kind == BlockKind::Paragraph && length >= WHOLE
                };
                draft.blocks.iter().filter(whole).count() >= MANY
            });
        for (index, draft) in self.made.drafts.iter_mut().enumerate() {
            // Only the articles of its page, unless nearly all stand above it.
            if let Some((found, line, articles)) = &self.sources.page
                && (articles.contains(&index) || articles.start == 0 && count <= articles.end + 1)
            {
                if draft.source.is_none() && found.source.is_some() {
                    draft.source.clone_from(&found.source);
                    draft.reasons.push((Reason::PageSource, *line, *line));
                }
                draft.day = draft.day.or(found.date);
            }
            // The contents may say who wrote what is not signed.
            if draft.authors.is_empty()
                && let Some(title) = draft.heads.title.first()
            {
                let line = page
                    .lines
                    .partition_point(|line| line.start() <= title.start);
                let people = self.contents.writers(line.saturating_sub(1));
                draft.authors.extend_from_slice(people.unwrap_or_default());
            }
            // So may the words of a picture.
            if draft.authors.is_empty() {
                let pictures = draft.blocks.iter();
                let pictures = pictures.filter(|block| block.kind == BlockKind::Caption);
                let last = pictures.filter_map(|block| block.spans.last());
                let names = last.filter_map(|span| taken_by(&page.text[span.clone()]));
                draft.authors.extend(names.map(str::to_owned));
            }
            let title = draft.heads.title_key(page);
            let items = draft
                .blocks
                .iter()
                .filter(|block| numbered(&page.text[block.spans[0].clone()]))
                .count();
            let document = is_document(&title);
            let rules = draft
                .blocks
                .iter()
                .filter(|block| number_style(&page.text[block.spans[0].clone()]) == Some(2))
                .count();
            let signed = draft.closed == Closed::Note
                && draft.day.is_some()
                && draft
                    .blocks
                    .iter()
                    .any(|block| block.kind == BlockKind::Note);
            let official =
                document && (items >= 2 || signed) || rules >= 3 || draft.office && signed;
            if official && matches!(draft.kind, Kind::Article | Kind::Brief) {
                draft.kind = Kind::Document;
                let line = draft.first_line(page);
                draft.reasons.push((Reason::DocumentItems, line, line));
            }
            let ornamented = draft
                .blocks
                .iter()
                .filter(|block| page.text[block.spans[0].clone()].starts_with(is_ornament))
                .count();
            if draft.kind == Kind::Article && is_label(&title) && ornamented >= 2 {
                draft.kind = Kind::Brief;
                let line = draft.first_line(page);
                draft.reasons.push((Reason::Ornament, line, line));
            }
            let noted = || match draft.blocks.as_slice() {
                [only] => page.text[only.spans[0].clone()]
                    .split_once(['：', ':', '︰'])
                    .is_some_and(|(word, _)| word.chars().count() <= 5 && is_note_word(word)),
                _ => false,
            };
            let count = |kind: BlockKind| {
                draft
                    .blocks
                    .iter()
                    .filter(|block| block.kind == kind)
                    .count()
            };
            let captions = count(BlockKind::Caption);
            if draft.kind == Kind::Article
                && captions >= 3
                && captions > 2 * count(BlockKind::Paragraph)
            {
                draft.kind = Kind::Photo;
                let line = draft.first_line(page);
                draft.reasons.push((Reason::PhotoCredit, line, line));
            }
            let chars = || {
                let blocks = draft.blocks.iter().flat_map(|block| &block.spans);
                blocks.map(Range::len).sum::<usize>()
            };
            // A letter to the editors is no brief.
            let salutes = || {
                let first = draft.blocks.first().and_then(|block| block.spans.first());
                first.is_some_and(|span| is_salutation(&page.text[span.clone()]))
            };
            if draft.kind == Kind::Brief && !draft.heads.is_empty() && salutes() {
                draft.kind = Kind::Article;
            }
            if draft.kind == Kind::Brief
                && !draft.heads.is_empty()
                && (draft.blocks.len() > 2 && chars() > LONGEST_BRIEF
                    || chars() > 2 * LONGEST_BRIEF)
                && !draft
                    .blocks
                    .iter()
                    .any(|block| page.text[block.spans[0].clone()].starts_with(is_ornament))
            {
                draft.kind = Kind::Article;
            }
            if draft.kind == Kind::Article
                && contrast
                && draft
                    .blocks
                    .iter()
                    .all(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Note))
                && paragraphs(draft) == 1
                && chars() <= LONGEST_SINGLE
                // A brief does not tell what its author is.
                && !draft.blocks.iter().any(|block| {
                    block.kind == BlockKind::Note
                        && tells_of_author(&page.text[block.spans[0].clone()])
                })
            {
                draft.kind = Kind::Brief;
                let line = draft.first_line(page);
                draft.reasons.push((Reason::SingleParagraph, line, line));
            }
            let told = || {
                let lines = draft.heads.title.iter();
                lines
                    .map(|span| &page.text[span.clone()])
                    .any(is_comment_title)
            };
            if matches!(draft.kind, Kind::Article | Kind::Brief)
                && (draft.opinion || is_note_word(&title) || noted() || told())
            {
                draft.kind = Kind::Comment;
            }
            if draft.reasons.is_empty() {
                let line = draft.first_line(page);
                draft.reasons.push((Reason::FirstText, line, line));
            }
            let mut seen = std::collections::BTreeSet::new();
            draft.authors.retain(|name| seen.insert(name.clone()));
        }
        // A source or byline alone is no article: what it names is in no field then, and left out.
        let stands = |draft: &Draft| !draft.heads.is_empty() || !draft.blocks.is_empty();
        self.made.drafts.retain(stands);
        self.made
    }
}

/// Whether `title` is that of a notice, which is never a chapter.
pub(in crate::import) fn is_announcement(title: &str) -> bool {
    [
        "启事",
        "啟事",
        "通知",
        "通告",
        "公告",
        "公示",
        "声明",
        "聲明",
        "倡议书",
        "光荣榜",
        "讣告",
        "訃告",
        "鸣谢",
        "鳴謝",
        "更正",
        "须知",
        "通启",
        "通啟",
        "预报",
        "预告",
        "預告",
        "明日看点",
        "明日看點",
        "芳名",
        "芳名录",
        "芳名錄",
    ]
    .iter()
    .any(|word| title.ends_with(word))
}

/// Endings of the titles of official texts.
const DOCUMENTS: &[&str] = &[
    "倡议书",
    "倡议",
    "倡議",
    "共识",
    "共識",
    "公告",
    "通告",
    "通知",
    "名单",
    "倡議書",
    "名單",
    "声明",
    "聲明",
    "公报",
    "公約",
    "公约",
    "条例",
    "章程",
    "守则",
    "须知",
    "启事",
    "啟事",
    "决议",
    "命令",
    "宣言",
    "细则",
    "公示",
    "承诺书",
    "一览表",
];

/// Whether `title` is that of an official text or a set of rules.
fn is_document(title: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(DOCUMENTS);
    let ends = |words: &[&str]| words.iter().any(|word| title.ends_with(word));
    LASTS.ends(title) && ends(DOCUMENTS)
        || (title.starts_with("关于") || title.starts_with("關於"))
            && ends(&[
                "意见", "办法", "方案", "决定", "规定", "通报", "函", "批复", "请示", "报告",
            ])
}
