//! Raw text of a newspaper to an issue with its articles: a pure pipeline.
//!
//! Bytes are decoded, lines cleaned, page furniture, masthead and contents found, every line given a
//! role, repeated passages taken out, lines joined to paragraphs and paragraphs to articles. The
//! outcome is a [`Plan`]; nothing here touches a file. Every stage passes on ranges of one text, so
//! the end can prove that each character stands exactly once.
//!
//! The hard part is that all signals are weak: a title is known by what stands around it. Rules look
//! at marks, lengths and words of the trade, never at a document's own words.

mod account;
mod any_byte;
mod asked;
mod attest;
mod blank;
mod block_mark;
mod caption;
mod classify;
mod clean;
mod clipping;
mod cohesion;
mod colophon;
mod conserve;
mod contact;
mod contents;
mod credit;
mod dateline;
pub mod decode;
mod documents;
mod draft;
mod editors;
mod encoding_guess;
mod fence;
mod field;
mod frame;
mod furniture;
mod gaps;
mod given;
mod glued;
mod headline;
mod headword;
mod hidden;
mod hints;
mod imprint;
mod inline;
mod issue_number;
mod jump;
mod layout;
mod lead;
mod letter;
mod lexicon;
mod line_end;
mod links;
mod lookalike;
mod looks;
mod mail;
mod masthead;
mod menu;
mod normalise;
mod numbered_titles;
mod numbers;
mod origin;
pub mod outline;
mod page;
mod page_heads;
mod paper_number;
mod paragraph;
mod particular;
mod people;
mod plan;
mod publisher;
mod reason;
mod record;
mod related;
pub mod render;
mod role;
mod row;
mod run_in;
mod section;
mod series;
mod signal;
mod signed;
mod slug;
mod source;
mod spacing;
mod spans;
mod split;
mod sums;
mod table;
mod tag;
mod torn;
mod verse;
pub mod write;
mod years;

pub use conserve::Broken;
pub use outline::Outline;
pub use plan::{LeftOut, Metadatum, Plan, PlannedArticle, PlannedBlock, PlannedIssue};
pub use reason::{Because, Reason};
pub use render::render;
pub use role::Omission;
pub use source::{SourceText, source};

use crate::diagnostic::{Diagnostic, Fault, OutlineFault};

/// How a text is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The source file's stem, for the issue's id where the text gives none.
    pub stem: String,
    /// Leaves half-width marks as they are.
    pub keep_punctuation: bool,
}

/// Imports `bytes`. Never fails: what could not be read as meant is told beside the plan.
///
/// # Errors
/// [`Broken`] where the proof of conservation fails; then the plan must not be used.
pub fn import(bytes: &[u8], options: &Options) -> Result<(Plan, Vec<Diagnostic>), Broken> {
    let found = divide(survey(bytes)?)?;
    let plan = plan::plan(found.page, found.articles, found.head, options)?;
    Ok(told(plan, found.diagnostics))
}

/// Why an import with an outline was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The proof of conservation failed.
    Broken(Broken),
    /// The outline does not fit the text; the lines are those of the outline.
    Outline(Vec<Diagnostic>),
}

impl From<Broken> for Refused {
    fn from(broken: Broken) -> Refused {
        Refused::Broken(broken)
    }
}

/// Imports `bytes` as `wanted` says, as far as it says anything; the articles are as found where it names
/// none.
///
/// # Errors
/// [`Refused`]: an outline that does not fit, and what [`import`] refuses.
pub fn outlined(
    bytes: &[u8],
    options: &Options,
    wanted: &Outline,
) -> Result<(Plan, Vec<Diagnostic>), Refused> {
    if wanted.articles.is_empty() {
        let (mut plan, diagnostics) = import(bytes, options)?;
        plan::correct(&mut plan, wanted);
        return Ok((plan, diagnostics));
    }
    let mut first = survey(bytes)?;
    let owners =
        outline::apply::owners(&first.page, wanted, first.last_line).map_err(Refused::Outline)?;
    outline::apply::free(&owners, &mut first.roles, &mut first.head);
    let mut found = divide(first)?;
    let holes = outline::apply::holes(&found.page, &found.articles, &owners);
    if !holes.is_empty() {
        let mut second = survey(bytes)?;
        outline::apply::free(&owners, &mut second.roles, &mut second.head);
        for line in holes {
            second.roles[line] = Some(role::Role::Out(Omission::Outline));
        }
        found = divide(second)?;
    }
    let articles = outline::apply::apply(&found.page, found.articles, wanted, &owners);
    conserve::planned(&found.page, plan::spans(&articles))?;
    let mut plan = plan::plan(found.page, articles, found.head, options)?;
    plan::correct(&mut plan, wanted);
    plan.outline.keep_denials(wanted);
    Ok(told(plan, found.diagnostics))
}

/// Reads the text of an outline for the text `bytes`, where that is known. With any fault nothing of it
/// should be obeyed; all are told, in the order of their lines, also where it does not fit.
pub fn read_outline(text: &str, bytes: Option<&[u8]>) -> (Outline, Vec<Diagnostic>) {
    let (outline, mut faults) = outline::read(text);
    if let Some(bytes) = bytes {
        let whole = faults.is_empty();
        // Of an article whose lines were not all understood nobody knows what it lacks.
        let holds =
            |fault: &Diagnostic| whole || fault.fault != Fault::Outline(OutlineFault::NoText);
        faults.extend(misfits(bytes, &outline).into_iter().filter(holds));
        faults.sort_by_key(|fault| fault.line);
    }
    (outline, faults)
}

/// Where `wanted` does not fit the text `bytes`; the lines are those of the outline.
pub fn misfits(bytes: &[u8], wanted: &Outline) -> Vec<Diagnostic> {
    let Ok(survey) = survey(bytes) else {
        // The import itself refuses such a text, whatever the outline is.
        return Vec::new();
    };
    let owners = outline::apply::owners(&survey.page, wanted, survey.last_line);
    owners.err().unwrap_or_default()
}

/// A text whose lines are known that belong to the page or the issue, and to no article.
struct Survey {
    page: page::Page,
    roles: Vec<Option<role::Role>>,
    head: masthead::Head,
    contents: contents::Contents,
    diagnostics: Vec<Diagnostic>,
    /// How many lines the source has.
    last_line: usize,
}

/// What the stages made of a text.
struct Recognised {
    page: page::Page,
    articles: draft::Articles,
    head: masthead::Head,
    diagnostics: Vec<Diagnostic>,
}

/// The first stages: lines, and which of them are no article's.
fn survey(bytes: &[u8]) -> Result<Survey, Broken> {
    let decoded = decode::decode(bytes);
    let mut diagnostics = decoded.diagnostics;
    let (mut page, reduced, last_line) = clean::clean(&decoded.text)?;
    diagnostics.extend(reduced);
    drop(decoded.text);
    mail::unquote(&mut page);
    spacing::close_up(&mut page);
    let records = record::part(&mut page);
    let known = match records.is_empty() {
        true => headword::part(&mut page),
        false => records,
    };
    run_in::part(&mut page);
    // Credits and notes behind the last sentence become lines of their own.
    paragraph::cut(&mut page);
    // What the page brought, the head of the issue, the contents.
    let word = contents::word(&page);
    let top = |word: Option<usize>| word.filter(|&line| line < contents::DEEPEST);
    masthead::part(&mut page, top(word));
    page.remember();
    let mut found = furniture::furniture(&page);
    clipping::clippings(&page, &mut found);
    record::roles(&page, &known, &mut found);
    mail::headers(&page, &mut found);
    section::page_heads(&page, &mut found);
    section::window_title(&page, &mut found);
    let official = section::is_official(&page);
    let word = contents::word(&page);
    let mut head = masthead::masthead(&page, &mut found, top(word));
    mail::subject(&page, &mut found, &mut head);
    section::own_heads(&page, &mut found, &head);
    section::turned_pages(&page, &mut found);
    let contents = contents::contents(&page, &mut found, word);
    let has_head = official || head.number.is_some() || head.publication.is_some();
    contact::contact(&page, &mut found);
    menu::menu(&page, &mut found);
    imprint::imprint(&page, &mut found, has_head);
    colophon::colophon(&page, &mut found, has_head);
    // A title is none of the page's lines, though it has the words of one.
    record::roles(&page, &known, &mut found);
    let (publication, day) = record::common(&page, &known);
    head.publication = head.publication.or(publication);
    head.date = head.date.or(day);
    Ok(Survey {
        page,
        roles: found,
        head,
        contents,
        diagnostics,
        last_line,
    })
}

/// The stages after them: what each line is, paragraphs, articles.
fn divide(survey: Survey) -> Result<Recognised, Broken> {
    let Survey {
        page,
        roles: found,
        head,
        contents,
        diagnostics,
        ..
    } = survey;
    // What each line is, which ones stand twice, which belong together.
    let layout = layout::Layout::of(&page, &found);
    let mut roles = classify::classify(&page, &found, &layout, &contents);
    numbered_titles::numbered_titles(&page, &mut roles);
    paragraph::duplicates(&page, &mut roles);
    let (parts, out) = paragraph::join(&page, &roles, &layout);
    drop((roles, found));
    // Articles, and the proof that all of it is there.
    let mut articles = split::split(&page, &layout, &parts, &contents, &out);
    articles.left_out.extend(out);
    let hidden = page.hidden.iter();
    let hidden = hidden.map(|hidden| (hidden.start..hidden.end, Omission::Unseen));
    articles.left_out.extend(hidden);
    articles.left_out.shrink_to_fit();
    drop((parts, layout));
    conserve::planned(&page, plan::spans(&articles))?;
    Ok(Recognised {
        page,
        articles,
        head,
        diagnostics,
    })
}

/// The plan with what is to be told of it.
fn told(plan: Plan, mut diagnostics: Vec<Diagnostic>) -> (Plan, Vec<Diagnostic>) {
    if plan.articles.is_empty() {
        diagnostics.push(Diagnostic::at_line(1, Fault::NoArticleFound));
    }
    (plan, diagnostics)
}
