//! `kanbao import --explain`: each article with its reasons and lines, and what was left out and why.

use serde::Serialize;

use crate::cli::error::Failure;
use crate::cli::output::Output;
use crate::import::{Because, LeftOut, Omission, Plan, PlannedArticle, Reason};
use crate::runtime::raw::omission;
use crate::text::Clean;
use crate::text::sanitize;
use crate::words::Words;

/// How much of a left-out text is shown, in characters.
const SHOWN: usize = 40;

/// A plan with its reasons, as JSON: the plan's document with `reasons` in each article.
#[derive(Debug, Serialize)]
pub(crate) struct Explained<'a> {
    issue: &'a crate::import::PlannedIssue,
    articles: Vec<ExplainedArticle<'a>>,
    metadata: &'a [crate::import::Metadatum],
    left_out: &'a [LeftOut],
}

#[derive(Debug, Serialize)]
struct ExplainedArticle<'a> {
    #[serde(flatten)]
    article: &'a PlannedArticle,
    reasons: &'a [Because],
}

impl Explained<'_> {
    /// `plan` with its reasons.
    pub(crate) fn of(plan: &Plan) -> Explained<'_> {
        Explained {
            issue: &plan.issue,
            articles: plan
                .articles
                .iter()
                .map(|article| ExplainedArticle {
                    article,
                    reasons: &article.reasons,
                })
                .collect(),
            metadata: &plan.metadata,
            left_out: &plan.left_out,
        }
    }
}

/// Prints why `plan` is what it is.
///
/// # Errors
/// Standard output takes no more.
pub(crate) fn explain(plan: &Plan, words: Words, output: &mut Output) -> Result<(), Failure> {
    output.line(sanitize(&plan.issue.id).as_clean())?;
    for (index, article) in plan.articles.iter().enumerate() {
        let title = if article.title.is_empty() {
            words.import_untitled()
        } else {
            sanitize(&article.title)
        };
        let line = format!("{:>3}  {}  {title}", index + 1, article.kind);
        output.line(sanitize(&line).as_clean())?;
        for because in &article.reasons {
            let [first, last] = because.lines;
            told(
                first,
                last,
                reason(because.reason, words).as_str(),
                words,
                output,
            )?;
        }
    }
    // The running number stands beside the number, and in the issue.
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let serial = plan.issue.serial.as_deref().map(bare);
    let is_kept = |text: &str| {
        serial
            .as_ref()
            .is_some_and(|serial| bare(text).contains(serial))
    };
    // Marks alone beside a field say nothing.
    let says = |text: &str| text.contains(char::is_alphanumeric);
    let says = |entry: &&LeftOut| entry.omission != Omission::BesideField || says(&entry.text);
    let left_out = || plan.left_out.iter().filter(says);
    let serials = left_out().filter(|entry| is_kept(&entry.text));
    let serials = serials.map(|entry| (entry.line, "serial", entry.text.as_str()));
    let fields = plan.metadata.iter();
    let fields = fields.map(|entry| (entry.line, entry.field, entry.text.as_str()));
    let mut fields: Vec<_> = fields.chain(serials).collect();
    fields.sort_by_key(|(line, ..)| *line);
    if !fields.is_empty() {
        output.line(words.import_fields().as_clean())?;
        for (line, field, text) in fields {
            let text = format!("{field}: {}", start(text));
            told(line, line, &text, words, output)?;
        }
    }
    let mut left_out = left_out().filter(|entry| !is_kept(&entry.text)).peekable();
    if left_out.peek().is_some() {
        output.line(words.import_left_out().as_clean())?;
        for entry in left_out {
            let text = format!(
                "{}: {}",
                omission(entry.omission, words),
                start(&entry.text)
            );
            told(entry.line, entry.line, &text, words, output)?;
        }
    }
    Ok(())
}

fn told(
    first: usize,
    last: usize,
    text: &str,
    words: Words,
    output: &mut Output,
) -> Result<(), Failure> {
    let place = if first == last {
        words.import_line(first)
    } else {
        words.import_lines(first, last)
    };
    output.line(sanitize(&format!("     {place}  {text}")).as_clean())
}

fn start(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown
}

fn reason(reason: Reason, words: Words) -> Clean {
    match reason {
        Reason::FirstText => words.because_first_text(),
        Reason::HeadingMark => words.because_heading_mark(),
        Reason::InContents => words.because_in_contents(),
        Reason::Signed => words.because_signed(),
        Reason::SetOff => words.because_set_off(),
        Reason::Bold => words.because_bold(),
        Reason::Ornament => words.because_ornament(),
        Reason::AfterClosing => words.because_after_closing(),
        Reason::AfterCredit => words.because_after_credit(),
        Reason::AfterComment => words.because_after_comment(),
        Reason::NoteWord => words.because_note_word(),
        Reason::ChangedLayout => words.because_changed_layout(),
        Reason::TitleBelow => words.because_title_below(),
        Reason::Headlines => words.because_headlines(),
        Reason::Clauses => words.because_clauses(),
        Reason::SingleParagraph => words.because_single_paragraph(),
        Reason::BriefColumn => words.because_brief_column(),
        Reason::PhotoCredit => words.because_photo_credit(),
        Reason::DocumentItems => words.because_document_items(),
        Reason::AfterBriefs => words.because_after_briefs(),
        Reason::Jump => words.because_jump(),
        Reason::PageSource => words.because_page_source(),
        Reason::Outline => words.because_outline(),
    }
}
