//! The plan of an import: what would be written, as values that become JSON unchanged.

use std::ops::Range;

use serde::Serialize;

use super::Options;
use super::conserve::Broken;
use super::draft::{Articles, BlockKind, Draft};
use super::given::{Given, joined};
use super::masthead::Head;
use super::outline::{Outline, outline, stretches};
use super::page::Page;
use super::reason::Because;
use super::role::Omission;
use super::years::Years;

/// What an import would write; field names are the contract of `import --dry-run --json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The issue.
    pub issue: PlannedIssue,
    /// Its articles in reading order.
    pub articles: Vec<PlannedArticle>,
    /// Source strings that were read into fields.
    pub metadata: Vec<Metadatum>,
    /// Source strings that stand in no article.
    pub left_out: Vec<LeftOut>,
    /// The same for people to set right.
    #[serde(skip)]
    pub outline: Outline,
}

/// The fields of the issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlannedIssue {
    /// Its folder's name.
    pub id: String,
    /// The publication.
    pub publication: Option<String>,
    /// The number as written.
    pub number: Option<String>,
    /// The running number as written.
    #[serde(skip)]
    pub serial: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlannedArticle {
    /// `<issue-id>/<file stem>`.
    pub id: String,
    /// The title; empty where the source has none.
    pub title: String,
    /// The line above it.
    pub kicker: Option<String>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// `article`, `brief`, `photo`, `comment` or `document`.
    pub kind: &'static str,
    /// Names.
    pub authors: Vec<String>,
    /// Paper or agency.
    pub source: Option<String>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// Its blocks.
    pub blocks: Vec<PlannedBlock>,
    /// The first and last source line behind title, kicker and subtitle, from 1; `None` without.
    #[serde(skip)]
    pub head: Option<[usize; 2]>,
    /// Why it begins where it does and is what it is; told on demand only.
    #[serde(skip)]
    pub reasons: Vec<Because>,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedBlock {
    /// `paragraph`, `heading`, `caption`, `quote`, `list_item`, `note` or `verbatim`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The level of a heading.
    pub level: Option<u8>,
    /// Its text.
    pub text: String,
    /// The first and last source line behind it, from 1.
    pub lines: [usize; 2],
}

/// A source string read into a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Metadatum {
    /// Its line, from 1.
    pub line: usize,
    /// The string.
    pub text: String,
    /// The field.
    pub field: &'static str,
}

/// A source string that stands in no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its line, from 1.
    pub line: usize,
    /// The string.
    pub text: String,
    /// Why.
    #[serde(rename = "reason")]
    pub omission: Omission,
}

impl Plan {
    /// What is left out, without what stands beside a name, number or date on its line: that line is
    /// told of by its field.
    pub fn set_aside(&self) -> impl Iterator<Item = &LeftOut> {
        let held = |line: usize| {
            let entries = &self.metadata;
            entries
                .binary_search_by_key(&line, |entry| entry.line)
                .is_ok()
        };
        let entries = self.left_out.iter();
        entries.filter(move |entry| entry.omission != Omission::BesideField || !held(entry.line))
    }
}

/// Makes the plan. What it is made of goes as soon as it is not needed: in a large text all of it together is
/// what takes most memory.
///
/// # Errors
/// [`Broken`] where a text would be given out with other characters than its ranges have.
pub(super) fn plan(
    mut whole: Page,
    articles: Articles,
    head: Head,
    options: &Options,
) -> Result<Plan, Broken> {
    let lines = stretches(&whole, &articles);
    whole.number_only();
    let page = &whole;
    let mut given = Given::new(page, options.keep_punctuation);
    let years = Years::of(head.date.as_deref(), &page.text);
    let mut plan = Plan {
        issue: PlannedIssue {
            id: super::slug::issue(&head, &options.stem, (page, &articles)),
            publication: head.publication,
            number: head.number,
            serial: head.serial,
            date: head.date,
            publisher: head.publisher,
        },
        ..Plan::default()
    };
    plan.articles.reserve_exact(articles.drafts.len());
    for (index, draft) in articles.drafts.into_iter().enumerate() {
        let stem = super::slug::article(index, &joined(page, &draft.heads.title));
        let id = [&plan.issue.id, "/", &stem].concat();
        plan.articles
            .push(article(page, draft, id, years, &mut given));
    }
    let (metadata, beside) = super::attest::attest(page, &articles.metadata, &plan, years)?;
    plan.metadata = metadata;
    plan.left_out = left_out(page, articles.left_out, beside);
    plan.metadata.sort_by_key(|entry| entry.line);
    given.proved()?;
    drop(whole);
    plan.outline = outline(lines, &plan);
    Ok(plan)
}

/// What stands at `spans`, and `beside` fields on their lines, from the first line on.
fn left_out(
    page: &Page,
    mut spans: Vec<super::draft::LeftOut>,
    mut beside: Vec<LeftOut>,
) -> Vec<LeftOut> {
    // The ranges are sorted, not the entries: sorting those would take as much memory again.
    spans
        .sort_by_cached_key(|(span, _)| u32::try_from(page.number(span.start)).unwrap_or(u32::MAX));
    beside.sort_by_key(|entry| entry.line);
    let mut left_out = Vec::with_capacity(spans.len() + beside.len());
    let mut beside = beside.into_iter().peekable();
    for (span, omission) in spans {
        let line = page.number(span.start);
        left_out.extend(std::iter::from_fn(|| {
            beside.next_if(|entry| entry.line < line)
        }));
        left_out.push(LeftOut {
            line,
            text: page.text[span].to_owned(),
            omission,
        });
    }
    left_out.extend(beside);
    left_out
}

/// Puts the reader's own words over those that were found.
pub(super) fn correct(plan: &mut Plan, wanted: &Outline) {
    let set = |field: &mut Option<String>, wanted: &Option<String>| {
        if let Some(text) = wanted {
            *field = Some(text.clone()).filter(|text| !text.is_empty());
        }
    };
    let issue = &mut plan.issue;
    set(&mut issue.publication, &wanted.issue.publication);
    set(&mut issue.number, &wanted.issue.number);
    set(&mut issue.serial, &wanted.issue.serial);
    set(&mut issue.date, &wanted.issue.date);
    set(&mut issue.publisher, &wanted.issue.publisher);
    if let Some(id) = &wanted.issue.id {
        issue.id.clone_from(id);
    }
    for article in &mut plan.articles {
        if let Some((_, stem)) = article.id.split_once('/') {
            article.id = format!("{}/{stem}", issue.id);
        }
    }
    let articles = plan.articles.iter_mut().zip(&wanted.articles);
    for (index, (article, wanted)) in articles.enumerate() {
        if let Some(title) = &wanted.title {
            article.title.clone_from(title);
        }
        set(&mut article.kicker, &wanted.kicker);
        set(&mut article.subtitle, &wanted.subtitle);
        set(&mut article.date, &wanted.date);
        let stem = super::slug::article(index, &article.title);
        article.id = format!("{}/{stem}", issue.id);
    }
    // The lines are the reader's own; what was not written is as it is now.
    for (outlined, wanted) in plan.outline.articles.iter_mut().zip(&wanted.articles) {
        outlined.lines.clone_from(&wanted.lines);
    }
    let outlined = &mut plan.outline;
    outlined.issue.id = Some(issue.id.clone());
    outlined.issue.publication.clone_from(&issue.publication);
    outlined.issue.number.clone_from(&issue.number);
    outlined.issue.serial.clone_from(&issue.serial);
    outlined.issue.date.clone_from(&issue.date);
    outlined.issue.publisher.clone_from(&issue.publisher);
    for (outlined, article) in outlined.articles.iter_mut().zip(&plan.articles) {
        outlined.title = Some(article.title.clone());
        outlined.kicker.clone_from(&article.kicker);
        outlined.subtitle.clone_from(&article.subtitle);
        outlined.date.clone_from(&article.date);
    }
}

/// All ranges of the page that the plan holds.
pub(super) fn spans(articles: &Articles) -> Vec<Range<usize>> {
    let blocks = articles.drafts.iter().flat_map(|draft| &draft.blocks);
    let count = blocks.map(|block| block.spans.len()).sum::<usize>()
        + articles.metadata.len()
        + articles.left_out.len();
    let mut spans = Vec::with_capacity(count + 4 * articles.drafts.len());
    for draft in &articles.drafts {
        spans.extend(draft.heads.each().cloned());
        spans.extend(
            draft
                .blocks
                .iter()
                .flat_map(|block| block.spans.iter().cloned()),
        );
    }
    spans.extend(articles.metadata.iter().map(|(span, _)| span.clone()));
    spans.extend(articles.left_out.iter().map(|(span, _)| span.clone()));
    spans
}

fn article(
    page: &Page,
    draft: Draft,
    id: String,
    years: Years,
    given: &mut Given<'_>,
) -> PlannedArticle {
    let mut line = |spans: &[Range<usize>]| (!spans.is_empty()).then(|| given.title(spans));
    let title = line(&draft.heads.title).unwrap_or_default();
    let kicker = line(&draft.heads.kicker);
    let subtitle = line(&draft.heads.subtitle);
    let lines = draft.heads.each().map(|span| page.number(span.start));
    let head = lines.fold(None, |head: Option<[usize; 2]>, line| {
        let [first, last] = head.unwrap_or([line, line]);
        Some([first.min(line), last.max(line)])
    });
    PlannedArticle {
        id,
        title,
        kicker,
        subtitle,
        kind: draft.kind.name(),
        authors: draft.authors,
        source: draft.source,
        date: draft.day.and_then(|(own, month, day)| {
            let year = own.or(years.in_month(month))?;
            Some(match day {
                Some(day) => format!("{year:04}-{month:02}-{day:02}"),
                None => format!("{year:04}-{month:02}"),
            })
        }),
        head,
        blocks: draft
            .blocks
            .into_iter()
            .map(|block| PlannedBlock {
                kind: match block.kind {
                    BlockKind::Paragraph => "paragraph",
                    BlockKind::Heading(_) => "heading",
                    BlockKind::Caption => "caption",
                    BlockKind::Quote => "quote",
                    BlockKind::ListItem => "list_item",
                    BlockKind::Note => "note",
                    BlockKind::Verbatim => "verbatim",
                },
                level: match block.kind {
                    BlockKind::Heading(level) => Some(level),
                    _ => None,
                },
                text: match block.kind {
                    BlockKind::Heading(_) => given.title(&block.spans),
                    BlockKind::Verbatim => given.verbatim(&block.spans),
                    _ => given.block(&block.spans),
                },
                lines: [
                    block
                        .spans
                        .first()
                        .map_or(1, |span| page.number(span.start)),
                    block
                        .spans
                        .last()
                        .map_or(1, |span| page.number(span.end.saturating_sub(1))),
                ],
            })
            .collect(),
        reasons: draft
            .reasons
            .iter()
            .map(|&(reason, first, last)| Because {
                reason,
                lines: [first, last],
            })
            .collect(),
    }
}
