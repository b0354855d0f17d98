//! The list of all marks, newest first: what was marked, what was noted, in which article.
//!
//! There may be a hundred thousand marks. Opening the page sorts what is known of each without reading what
//! it says; rows are made when they come in sight. Which marks fit what is typed is the worker's to find
//! ([`mark_texts`](crate::app::mark_texts)): the page *asks* and shows what it was answered last until the
//! next answer comes, and keys that mean a row wait for it. A mark takes several rows on the screen, so
//! which ones are in sight is found out from the pointer's on. Whether a mark has lost its place is known
//! once its article was read: that is asked for before its row is drawn, so that no row grows under the
//! pointer; of all others the worker finds it out meanwhile
//! ([`Standings`]).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::annotation::{MarkId, Orphaned};
use crate::app::asked::Asked;
use crate::app::calendar::Calendar;
use crate::app::kept::MarkKind;
use crate::app::list::{AnyList as _, List, Row, Sight};
use crate::app::mark_texts::{MarkText, mark_text, one_line, query, tags};
use crate::app::placed::Adrift;
use crate::app::standings::Standings;
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
    /// Which marks fit what is typed: what was asked, and whether it was answered.
    pub asked: Asked<()>,
    of: Option<Arc<Marks>>,
    /// All marks, the newest first.
    order: Arc<[MarkId]>,
    /// The mark that the pointer is to stand on once it is known to fit.
    sought: Option<MarkId>,
    /// The rows in sight, by their place in the list.
    rows: BTreeMap<usize, MarkRow>,
    sight: Sight,
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

/// What rows are made with.
#[derive(Clone, Copy, Debug)]
pub struct RowSource<'a> {
    /// The wordings.
    pub words: Words,
    /// The articles there are.
    pub catalogue: &'a Catalogue,
    /// The times.
    pub calendar: &'a Calendar,
    /// How marks stand, as far as it is known.
    pub standings: &'a Standings,
}

impl MarksPage {
    /// The page over all `marks`.
    pub fn new(marks: Option<&Arc<Marks>>) -> MarksPage {
        let mut page = MarksPage::default();
        page.take(marks);
        page
    }

    /// Takes the marks as they are now, if they have changed. Those that fitted what is typed stay in the
    /// list as far as they are still there, until it is asked again which fit.
    pub fn take(&mut self, marks: Option<&Arc<Marks>>) {
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
        self.rows.clear();
        self.list.forget_found();
        if !self.is_narrowed() {
            return self.show_all();
        }
        let mut shown = self.list.rows().iter().map(|stop| stop.id).peekable();
        let mut still = Vec::new();
        for (number, &id) in self.order.iter().enumerate() {
            // Both are in the same order; one that is gone stands in nobody's way.
            while shown
                .next_if(|shown| marks.entry_of(*shown).is_none())
                .is_some()
            {}
            if shown.next_if_eq(&id).is_some() {
                still.push(MarkStop { id, number });
            }
        }
        self.list.set_rows(still);
        self.asked.outdate();
    }

    /// Whether something is typed that marks have to fit.
    pub fn is_narrowed(&self) -> bool {
        !self.typed().is_empty() && !query(self.typed()).is_blank()
    }

    /// What is typed into the filter.
    pub fn typed(&self) -> &str {
        let filter = self.list.filter();
        filter.map_or("", |filter| filter.prompt.as_str())
    }

    /// Whether the rows are not those of what is typed, or of the marks as they are.
    pub fn is_waiting(&self, newest: u64) -> bool {
        self.asked.is_open() || self.asked.must_ask_again(newest)
    }

    /// All marks, and their order.
    pub fn all(&self) -> Option<(Arc<Marks>, Arc<[MarkId]>)> {
        Some((Arc::clone(self.of.as_ref()?), Arc::clone(&self.order)))
    }

    /// Shows all marks.
    pub fn show_all(&mut self) {
        self.asked.settle(None);
        let stop = |(number, &id): (usize, &MarkId)| MarkStop { id, number };
        let stops = self.order.iter().enumerate().map(stop).collect();
        self.rows.clear();
        self.list.set_rows(stops);
    }

    /// These marks, by their places in the order, are the answer to `question`. Whether it was asked here.
    pub fn show_found(&mut self, question: u64, found: &[u32]) -> bool {
        if !self.asked.take(question, ()) {
            return false;
        }
        let stop = |&number: &u32| {
            let number = number as usize;
            let id = self.order.get(number)?;
            Some(MarkStop { id: *id, number })
        };
        let stops = found.iter().filter_map(stop).collect();
        self.rows.clear();
        self.list.set_rows(stops);
        if let Some(sought) = self.sought.take() {
            self.list.point_at(|stop| stop.id == sought);
        }
        true
    }

    /// How many marks there are; `None` as long as they are not read.
    pub fn total(&self) -> Option<usize> {
        self.of.as_ref().map(|_| self.order.len())
    }

    /// The mark under the pointer.
    pub fn current(&self) -> Option<Mark> {
        self.of.as_ref()?.get(self.list.current()?.id)
    }

    /// Puts the pointer on the mark `id`, if it is in the list, or is found to fit what is typed.
    pub fn point_at(&mut self, id: MarkId) {
        let is_there = self.list.point_at(|stop| stop.id == id);
        self.sought = Some(id).filter(|_| !is_there && self.is_narrowed());
    }

    /// Whether the mark under the pointer has no place.
    pub fn is_current_adrift(&self) -> bool {
        let row = self.rows.get(&self.list.pointer.row);
        row.is_some_and(|row| row.kind.is_none())
    }

    /// Another mark may have lost its place, or got one: the rows are made again.
    pub fn forget_rows(&mut self) {
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

    /// Makes the rows in sight on a page of `height` rows. Gives the marks whose articles have to be read
    /// before: whether they have a place decides how many rows they take.
    pub fn show_rows(&mut self, source: RowSource<'_>, height: Cells) -> Vec<MarkId> {
        let mut lacking = Vec::new();
        // Only where a row is made is it found out what of it fits.
        let mut typed: Option<Query> = None;
        let narrowed = self.is_narrowed().then(|| self.typed().to_owned());
        let (stops, pointer) = (self.list.rows(), self.list.pointer.row);
        let rows = &mut self.rows;
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
            let is_there = source.catalogue.article(&mark.annotation.article).is_some();
            let adrift = source.standings.of(&mark);
            if is_there && mark.annotation.selector.is_some() && adrift.is_none() {
                lacking.push(mark.id);
                return 2;
            }
            let mut row = make_row(&mark, adrift.flatten(), is_there, source);
            if let Some(narrowed) = &narrowed {
                let query = typed.get_or_insert_with(|| query(narrowed));
                mark_matches(&mut row, &mark_text(&mark, source.words), query);
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
    adrift: Option<&Adrift>,
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
        tags: tags(annotation),
        time: source.calendar.short(annotation.created),
        ..MarkRow::default()
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
