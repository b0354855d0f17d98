//! The list of all marks, newest first: what was marked, what was noted, in which article.
//!
//! There may be a hundred thousand marks. Opening the page sorts what is known of each without reading what
//! it says; rows are made when they come in sight, and what the filter looks through when something is
//! typed. A mark takes several rows on the screen, so which ones are in sight is found out from the
//! pointer's on. Whether a mark has lost its place is known once its article was read: that is asked for
//! before its row is drawn, so that no row grows under the pointer.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::annotation::{MarkId, Orphaned};
use crate::app::calendar::Calendar;
use crate::app::kept::MarkKind;
use crate::app::list::{AnyList as _, List, Row, Sight};
use crate::app::placed::Standing;
use crate::app::prompt::Prompt;
use crate::app::trail::Location;
use crate::library::Catalogue;
use crate::search::fuzzy::Query;
use crate::store::{Mark, Marks};
use crate::text::{Cells, Clean};
use crate::words::Words;

/// The state of the page.
#[derive(Clone, Debug, Default)]
pub struct MarksPage {
    /// The marks that fit the filter.
    pub list: List<MarkStop>,
    /// Where leaving goes: to the page below if not told.
    pub below: Option<Location>,
    /// The tags of a mark while they are typed.
    pub tagging: Option<Tagging>,
    of: Option<Arc<Marks>>,
    /// All marks, the newest first.
    order: Vec<MarkId>,
    /// What the filter looks through, in the order of `order`; made when something is typed.
    texts: Option<Vec<MarkText>>,
    /// How the marks of articles stand that were looked at.
    articles: HashMap<String, Standing>,
    /// The rows in sight, by their place in the list.
    rows: BTreeMap<usize, MarkRow>,
    sight: Sight,
}

/// A mark's tags while they are typed.
#[derive(Clone, Debug)]
pub struct Tagging {
    /// The mark.
    pub mark: Mark,
    /// What is typed.
    pub prompt: Prompt,
}

/// A mark in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkStop {
    /// The mark.
    pub id: MarkId,
    /// Its place among all marks.
    number: usize,
}

impl Row for MarkStop {
    fn is_stop(&self) -> bool {
        true
    }

    fn number(&self) -> Option<usize> {
        Some(self.number)
    }

    fn is_same(&self, other: &MarkStop) -> bool {
        self.id == other.id
    }
}

/// A mark as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkRow {
    /// What it is drawn as; `None` for one that has no place.
    pub kind: Option<MarkKind>,
    /// What it is called.
    pub name: Clean,
    /// Its quotation; the whole article for a mark without one.
    pub quote: Clean,
    /// The first line of its note.
    pub note: Clean,
    /// Why it has no place.
    pub why: Option<Clean>,
    /// What stood before and after a passage that has no place any more.
    pub around: Option<(Clean, Clean)>,
    /// Its article's title.
    pub title: Clean,
    /// Its tags.
    pub tags: Clean,
    /// When it was made.
    pub time: Clean,
    /// The bytes of quotation, note and title that the filter found.
    pub matched: [Vec<Range<usize>>; 3],
}

impl MarkRow {
    /// How many rows of the screen it takes.
    pub fn height(&self) -> Cells {
        let further = [
            !self.note.is_empty(),
            self.why.is_some(),
            self.around.is_some(),
        ];
        2 + further.into_iter().filter(|further| *further).count()
    }
}

/// What the filter looks through of one mark: its parts, one behind the other.
#[derive(Clone, Debug, Default)]
struct MarkText {
    whole: String,
    /// Where quotation, note and title stand in it.
    parts: [Range<usize>; 3],
}

/// The most characters of a quotation or a note that are looked through and shown.
const LONGEST: usize = 1000;

/// What rows are made with.
#[derive(Clone, Copy, Debug)]
pub struct RowSource<'a> {
    /// The wordings.
    pub words: Words,
    /// The articles there are.
    pub catalogue: &'a Catalogue,
    /// The times.
    pub calendar: &'a Calendar,
}

impl MarksPage {
    /// The page over all `marks`.
    pub fn new(marks: Option<&Arc<Marks>>, words: Words) -> MarksPage {
        let mut page = MarksPage::default();
        page.take(marks, words);
        page
    }

    /// Takes the marks as they are now, if they have changed.
    pub fn take(&mut self, marks: Option<&Arc<Marks>>, words: Words) {
        let same = |of: &Arc<Marks>| marks.is_some_and(|marks| Arc::ptr_eq(of, marks));
        let Some(marks) = marks.filter(|_| !self.of.as_ref().is_some_and(same)) else {
            return;
        };
        let mut entries: Vec<(i64, MarkId)> = marks
            .entries()
            .map(|entry| (entry.created, entry.id))
            .collect();
        entries.sort_unstable_by(|one, other| other.cmp(one));
        self.order = entries.into_iter().map(|(_, id)| id).collect();
        self.of = Some(Arc::clone(marks));
        self.texts = None;
        self.articles.clear();
        self.list.forget_found();
        self.rebuild(words);
    }

    /// How many marks there are; `None` as long as they are not read.
    pub fn total(&self) -> Option<usize> {
        self.of.as_ref().map(|_| self.order.len())
    }

    /// The mark under the pointer.
    pub fn current(&self) -> Option<Mark> {
        self.of.as_ref()?.get(self.list.current()?.id)
    }

    /// Puts the pointer on the mark `id`, if it is in the list.
    pub fn point_at(&mut self, id: MarkId) {
        self.list.point_at(|stop| stop.id == id);
    }

    /// Whether the mark under the pointer has no place.
    pub fn is_current_adrift(&self) -> bool {
        let row = self.rows.get(&self.list.pointer.row);
        row.is_some_and(|row| row.kind.is_none())
    }

    /// Makes the list again, for the filter.
    pub fn rebuild(&mut self, words: Words) {
        self.rows.clear();
        let stop = |(number, &id): (usize, &MarkId)| MarkStop { id, number };
        let Some(query) = self.query() else {
            let stops = self.order.iter().enumerate().map(stop).collect();
            self.list.set_rows(stops);
            return;
        };
        self.make_texts(words);
        let texts = self.texts.as_deref().unwrap_or_default();
        let fitting = self.order.iter().zip(texts).enumerate();
        let fitting = fitting.filter(|(_, (_, text))| query.matches(&text.whole).is_some());
        let stops = fitting.map(|(number, (id, _))| stop((number, id)));
        let stops = stops.collect();
        self.list.set_rows(stops);
    }

    /// What was typed. Han are looked for as they stand: in a note of many lines, scattered ones would
    /// stand nearly everywhere.
    fn query(&self) -> Option<Query> {
        let filter = self.list.filter()?;
        let typed = filter.prompt.as_str();
        let terms = typed.split_whitespace().map(|term| {
            let is_plain = !term.starts_with(['\'', '^', '!']);
            match is_plain && !term.contains(|c: char| c.is_ascii_alphabetic()) {
                true => format!("'{term}"),
                false => term.to_owned(),
            }
        });
        let query = Query::new(&terms.collect::<Vec<_>>().join(" "));
        (!query.is_blank()).then_some(query)
    }

    fn make_texts(&mut self, words: Words) {
        let Some(marks) = self.of.as_ref().filter(|_| self.texts.is_none()) else {
            return;
        };
        let text = |&id: &MarkId| {
            let mark = marks.get(id);
            mark.map_or_else(MarkText::default, |mark| mark_text(&mark, words))
        };
        self.texts = Some(self.order.iter().map(text).collect());
    }

    /// How the marks of these articles stand was found out.
    pub fn stand(&mut self, found: Vec<(String, Standing)>) {
        self.articles.extend(found);
        self.rows.clear();
    }

    /// The rows in sight with their places in the list, from the top of the page.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &MarkRow)> {
        let rows = self.rows.range(self.sight.top..self.sight.end);
        rows.map(|(index, row)| (*index, row))
    }

    /// How many marks are in sight as a whole.
    pub fn in_sight(&self) -> usize {
        self.sight.whole().max(1)
    }

    /// Makes the rows in sight on a page of `height` rows. Gives the articles that have to be read before:
    /// whether their marks have a place decides how many rows they take.
    pub fn show_rows(&mut self, source: RowSource<'_>, height: Cells) -> Vec<String> {
        let mut lacking = Vec::new();
        let query = self.query();
        let (stops, pointer) = (self.list.rows(), self.list.pointer.row);
        let (rows, articles, texts) = (&mut self.rows, &self.articles, self.texts.as_deref());
        let Some(marks) = &self.of else {
            return lacking;
        };
        self.sight.find((pointer, stops.len()), height, |index| {
            if let Some(row) = rows.get(&index) {
                return row.height();
            }
            let Some(mark) = stops.get(index).and_then(|stop| marks.get(stop.id)) else {
                return 0;
            };
            let article = &mark.annotation.article;
            let is_there = source.catalogue.article(article).is_some();
            let standing = articles.get(article);
            if is_there && mark.annotation.selector.is_some() && standing.is_none() {
                if !lacking.contains(article) {
                    lacking.push(article.clone());
                }
                return 2;
            }
            let mut row = make_row(&mark, standing, is_there, source);
            let text = stops[index].number;
            let text = texts.and_then(|texts| texts.get(text));
            if let (Some(query), Some(text)) = (&query, text) {
                mark_matches(&mut row, text, query);
            }
            let height = row.height();
            rows.insert(index, row);
            height
        });
        let sight = self.sight;
        self.rows
            .retain(|index, _| (sight.top..sight.end).contains(index));
        lacking
    }
}

/// `text` as one line, no longer than is shown.
fn one_line(text: &str) -> Clean {
    let line: String = text
        .trim()
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    Clean::from(line.as_str())
}

/// The tags as they are shown and filtered.
fn tags(tags: &[String]) -> Clean {
    let tags: Vec<String> = tags.iter().map(|tag| format!("#{tag}")).collect();
    one_line(&tags.join(" "))
}

fn mark_text(mark: &Mark, words: Words) -> MarkText {
    let annotation = &mark.annotation;
    let source = &annotation.source;
    let mut text = MarkText {
        whole: words.mark_kind(annotation.motivation).to_string(),
        ..MarkText::default()
    };
    let parts = [
        annotation.exact(),
        annotation.text.as_str(),
        source.title.as_str(),
    ];
    for (number, part) in parts.into_iter().enumerate() {
        text.whole.push('\n');
        let start = text.whole.len();
        text.whole.push_str(one_line(part).as_str());
        text.parts[number] = start..text.whole.len();
    }
    for part in [
        tags(&annotation.tags),
        one_line(&source.publication),
        one_line(&source.issue),
        one_line(&source.date),
    ] {
        text.whole.push('\n');
        text.whole.push_str(part.as_str());
    }
    text
}

/// Notes in `row` what of it `query` finds.
fn mark_matches(row: &mut MarkRow, text: &MarkText, query: &Query) {
    let found = query.matches(&text.whole).unwrap_or_default();
    let lengths = [row.quote.len(), row.note.len(), usize::MAX];
    for (number, part) in text.parts.iter().enumerate() {
        let inside = found
            .iter()
            .filter(|range| part.start <= range.start && range.end <= part.end);
        let inside = inside.map(|range| range.start - part.start..range.end - part.start);
        let shown = inside.filter(|range| range.end <= lengths[number]);
        row.matched[number] = shown.collect();
    }
    if row.quote.as_str() != &text.whole[text.parts[0].clone()] {
        // A mark of the whole article quotes nothing.
        row.matched[0].clear();
    }
}

fn make_row(
    mark: &Mark,
    standing: Option<&Standing>,
    is_there: bool,
    source: RowSource<'_>,
) -> MarkRow {
    let (annotation, words) = (&mark.annotation, source.words);
    let note = annotation.text.trim();
    let mut row = MarkRow {
        kind: Some(MarkKind::from(annotation.motivation)),
        name: words.mark_kind(annotation.motivation),
        quote: match &annotation.selector {
            Some(selector) => one_line(&selector.quote.exact),
            None => words.mark_whole(),
        },
        note: one_line(note.lines().next().unwrap_or_default()),
        title: match annotation.source.title.trim() {
            "" => one_line(&annotation.article),
            title => one_line(title),
        },
        tags: tags(&annotation.tags),
        time: source.calendar.short(annotation.created),
        ..MarkRow::default()
    };
    let adrift = match standing {
        Some(Standing::Found(adrift)) => adrift.get(&mark.id),
        Some(Standing::Unreadable) | None => None,
    };
    row.why = match (is_there, adrift) {
        (false, _) => Some(words.mark_article_absent()),
        (true, None) => None,
        (true, Some(adrift)) => Some(match adrift.why {
            Orphaned::Gone => words.mark_adrift_gone(adrift.paragraph),
            Orphaned::Ambiguous => words.mark_adrift_ambiguous(adrift.paragraph),
        }),
    };
    if row.why.is_some() {
        row.kind = None;
        row.name = words.mark_kind_adrift();
        if let Some(selector) = &annotation.selector {
            let quote = &selector.quote;
            row.around = Some((one_line(&quote.prefix), one_line(&quote.suffix)));
        }
    }
    row
}
