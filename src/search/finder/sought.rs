//! One term of a query while records are looked at: which of them fit, and how well.
//!
//! A term that pinyin can be begins at places. Of consonants they are known from planes alone
//! ([`super::initials`]). Of others the places where their first consonants stand are looked at,
//! or, when the query before was shorter, those of its places, since the longer term begins at some
//! of them; what is found is kept for the next key. The hard part is that a key more then costs what
//! its predecessor found, not what stands in the records.

use std::ops::Range;
use std::sync::Arc;

use super::alphabet::Alphabet;
use super::bits::Bits;
use super::column::{Column, Part, Rank};
use super::fit::{Fit, Kind, Ready, fields};
use super::found::{Found, NONE};
use super::index::Index;
use super::initials::{Begins, Initials, Parted};
use super::language::Term;
use super::planes::{Plane, has, window};
use super::spelling::{Allowed, Letters, Spelling};

/// A term with the records it can fit.
#[derive(Debug)]
pub(super) struct Sought {
    ready: Ready,
    /// As written.
    literal: Bits,
    /// By full readings, where planes do not say that.
    full: Option<Bits>,
    /// In any way. Of a term that is all of a query, more of them, if that is known sooner.
    pub(super) any: Bits,
    places: Places,
}

/// Where a term that pinyin can be begins.
#[derive(Debug)]
enum Places {
    /// It can be none.
    None,
    /// Where planes say, and nowhere else.
    Planes(Initials),
    /// The same, or in two parts.
    Parted(Parted),
    /// It has to be looked for.
    Open {
        /// Not beside these places.
        among: Among,
        /// Where it was found.
        found: Vec<u32>,
    },
}

/// The places that are looked at.
#[derive(Debug)]
enum Among {
    All,
    Initials(Initials),
    List(Begun),
}

/// The places of a term, ascending, kept to find a longer one among them.
pub(super) type Begun = Arc<Vec<u32>>;

/// How far one has come with a term. Records are looked at in their order, in parts that know nothing
/// of one another.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    /// How many of the listed places lie before the records that are looked at.
    at: usize,
    /// Where the term was found.
    found: Vec<u32>,
    begins: Begins,
}

/// Whether a term is all that is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Company {
    /// It is.
    Alone,
    /// Others look at the records it can fit.
    Others,
}

/// Fewer places than one in so many records are looked at one by one.
const FEW: usize = 4;

impl Sought {
    /// Makes `term` ready to be looked for in the records of `limit`; `before` found all of them.
    pub(super) fn new(
        term: &Term,
        index: &Index,
        limit: &Bits,
        before: Option<&Found>,
        company: Company,
    ) -> Sought {
        let letters = Letters::new(term);
        let ready = Ready::new(term, letters.as_ref(), &index.alphabet);
        let literal = index.literal(&ready, limit);
        let spelled = letters.as_ref().zip(ready.spelling.as_ref());
        let places = match spelled {
            Some((letters, spelling)) => Places::new(term, index, letters, spelling, before),
            None => Places::None,
        };
        let asks_for_full = match &places {
            Places::None | Places::Open { .. } => false,
            Places::Planes(initials) => initials.full.is_none(),
            Places::Parted(_) => true,
        };
        let full = spelled
            .filter(|(letters, _)| asks_for_full && !letters.is_one())
            .map(|(letters, spelling)| index.spelled(letters, spelling, limit, Allowed::Full));
        let by_places = match &places {
            Places::Planes(_) => true,
            Places::None | Places::Parted(_) | Places::Open { .. } => false,
        };
        let any = match spelled {
            Some(_) if by_places && company == Company::Alone => limit.clone(),
            Some((letters, spelling)) => {
                // A term as written may have an apostrophe, which is no letter; the rest are.
                index.spelled(letters, spelling, limit, Allowed::All)
            }
            None => literal.clone(),
        };
        Sought {
            ready,
            literal,
            full,
            any,
            places,
        }
    }

    /// Whether the term must not fit.
    pub(super) fn not(&self) -> bool {
        self.ready.term.not
    }

    /// Before `record`.
    pub(super) fn cursor(&self, index: &Index, record: usize) -> Cursor {
        let at = match &self.places {
            Places::Open {
                among: Among::List(list),
                ..
            } => {
                let start = index.places(record).0.start;
                list.partition_point(|place| (*place as usize) < start)
            }
            _ => 0,
        };
        Cursor {
            at,
            ..Cursor::default()
        }
    }

    /// Takes over what was found behind what was found before.
    pub(super) fn take(&mut self, cursor: Cursor) {
        if let Places::Open { found, .. } = &mut self.places {
            match found.is_empty() {
                true => *found = cursor.found,
                false => found.extend(cursor.found),
            }
        }
    }

    /// Writes into `column` how well the term fits each of `records`, at least of those in `limit`; the
    /// title counts before what stands beside it.
    pub(super) fn fill(
        &self,
        index: &Index,
        records: Range<usize>,
        limit: &Bits,
        cursor: &mut Cursor,
        column: &mut Column,
    ) {
        match &self.places {
            Places::None | Places::Parted(_) => {
                for record in self.any.each_with(limit, records) {
                    let rank = self.by_texts(index, record);
                    column.take(record, rank.map(|(rank, part)| rank.number(part)));
                }
                return;
            }
            Places::Planes(initials) => self.by_planes(index, initials, &records, cursor, column),
            Places::Open { among, .. } => {
                self.among(index, among, (&records, limit), cursor, column);
            }
        }
        for record in self.literal.each_with(limit, records.clone()) {
            let [title, beside] = self.written(index, record);
            let title = title.map(|rank| rank.number(Part::Title));
            column.take(
                record,
                title.or(beside.map(|rank| rank.number(Part::Beside))),
            );
        }
    }

    /// How well the term fits where planes say everything but which readings are full ones.
    fn by_planes(
        &self,
        index: &Index,
        initials: &Initials,
        records: &Range<usize>,
        cursor: &mut Cursor,
        column: &mut Column,
    ) {
        let places = index.places_of(records);
        let begins = &mut cursor.begins;
        initials.begin(&index.planes, places, begins);
        let hits: usize = begins
            .plane
            .iter()
            .map(|bits| bits.count_ones() as usize)
            .sum();
        if hits == 0 {
            return;
        }
        let full = initials.full.map(|full| index.planes.of_initial(full));
        if hits < records.len() / FEW {
            each_place(begins, index, records, |record, place| {
                let is_full = full.is_some_and(|full| has(full, place));
                let number = number(index, place, index.title_end(record), is_full);
                column.take(record, Some(number));
            });
        } else {
            fill_densely(index, begins, full, records, column);
        }
        if let Some((of_full, spelling)) = self.full.as_ref().zip(self.ready.spelling.as_ref()) {
            for record in of_full.each_with(of_full, records.clone()) {
                let (places, title_end) = index.places(record);
                for place in places.clone() {
                    let text = &index.symbols()[place..places.end];
                    if has(&begins.plane, place - begins.first * 64)
                        && spelling.full_at_start(text, &index.alphabet).is_some()
                    {
                        column.take(record, Some(number(index, place, title_end, true)));
                    }
                }
            }
        }
    }

    /// How well the term fits where each place has to be looked at.
    fn among(
        &self,
        index: &Index,
        among: &Among,
        (records, limit): (&Range<usize>, &Bits),
        cursor: &mut Cursor,
        column: &mut Column,
    ) {
        let Some(spelling) = &self.ready.spelling else {
            return;
        };
        let Cursor { at, found, begins } = cursor;
        let start = self.ready.term.start;
        let symbols = index.symbols();
        // The rank of the term at a place, in a record that ends there.
        let mut look = |place: usize, (title_end, end): (usize, usize)| {
            if start && !has(&index.planes.fields, place) {
                return NONE;
            }
            let Some(is_full) = spelling.stands(&symbols[place..end], &index.alphabet) else {
                return NONE;
            };
            found.push(place as u32);
            number(index, place, title_end, is_full)
        };
        match among {
            Among::All => {
                for record in self.any.each_with(limit, records.clone()) {
                    let (places, title_end) = index.places(record);
                    let ends = (title_end, places.end);
                    column.take(record, places.map(|place| look(place, ends)).min());
                }
            }
            Among::Initials(initials) => {
                initials.begin(&index.planes, index.places_of(records), begins);
                let offset = begins.first * 64;
                for record in self.any.each_with(limit, records.clone()) {
                    let (places, title_end) = index.places(record);
                    let ends = (title_end, places.end);
                    let mut best = NONE;
                    for from in places.step_by(64) {
                        let count = (ends.1 - from).min(64);
                        let mut bits = window(&begins.plane, from - offset, count);
                        while bits != 0 {
                            let place = from + bits.trailing_zeros() as usize;
                            bits &= bits - 1;
                            best = best.min(look(place, ends));
                        }
                    }
                    column.take(record, Some(best));
                }
            }
            Among::List(list) => {
                let end = index.places_of(records).end;
                let mut record = records.start;
                while let Some(&place) = list.get(*at)
                    && (place as usize) < end
                {
                    while index.end(record) <= place as usize {
                        record += 1;
                    }
                    *at += 1;
                    if self.any.has(record) {
                        let ends = (index.title_end(record), index.end(record));
                        column.take(record, Some(look(place as usize, ends)));
                    }
                }
            }
        }
    }

    /// How well a term that is no pinyin, or may be in two parts, fits the record, and where.
    fn by_texts(&self, index: &Index, record: usize) -> Option<(Rank, Part)> {
        let [title, beside] = match self.literal.has(record) || self.ready.spelling.is_none() {
            true => self.written(index, record),
            false => [None; 2],
        };
        let Places::Parted(parted) = &self.places else {
            return match title {
                Some(rank) => Some((rank, Part::Title)),
                None => Some((beside?, Part::Beside)),
            };
        };
        let [spelled_title, spelled_beside] = self.spelled(index, parted, record);
        let in_title = title.or(spelled_title);
        let [parted_title, parted_beside] =
            match in_title.is_none() && parted.may_stand(index.places(record).0) {
                true => self.in_fields(index, record, Ready::parted_fit),
                false => [None; 2],
            };
        if let Some(rank) = in_title.or(parted_title) {
            return Some((rank, Part::Title));
        }
        let beside = [beside, spelled_beside, parted_beside];
        Some((beside.into_iter().flatten().min()?, Part::Beside))
    }

    /// What is needed to say where the term stands, and to find more with it.
    pub(super) fn finish(self) -> (Ready, Option<Begun>) {
        let begun = match self.places {
            Places::Open { found, .. } => Some(Arc::new(found)),
            Places::None | Places::Planes(_) | Places::Parted(_) => None,
        };
        (self.ready, begun)
    }

    /// How the term fits the title and what stands beside it, as written or scattered.
    fn written(&self, index: &Index, record: usize) -> [Option<Rank>; 2] {
        self.in_fields(index, record, |ready, field, alphabet| {
            let literal = ready.literal_fit(field, alphabet);
            literal.or_else(|| ready.scattered_fit(field, alphabet))
        })
    }

    /// The best `fit` of the title, and, if it has none, of what stands beside it.
    fn in_fields(
        &self,
        index: &Index,
        record: usize,
        fit: impl Fn(&Ready, &[u16], &Alphabet) -> Option<Fit>,
    ) -> [Option<Rank>; 2] {
        let rank = |field: &[u16]| {
            let fit = fit(&self.ready, field, &index.alphabet)?;
            Some(Rank {
                kind: fit.kind,
                level: fit.level,
            })
        };
        let title = index.title(record);
        let in_title = rank(title);
        let text = index.record(record);
        let beside = match in_title.is_none() && title.len() < text.len() {
            true => fields(text).skip(1).filter_map(rank).min(),
            false => None,
        };
        [in_title, beside]
    }

    /// How a term that may be in two parts fits them as one.
    fn spelled(&self, index: &Index, parted: &Parted, record: usize) -> [Option<Rank>; 2] {
        let mut best: [Option<Rank>; 2] = [None; 2];
        let Some(spelling) = &self.ready.spelling else {
            return best;
        };
        let (places, title_end) = index.places(record);
        let may_be_full = self.full.as_ref().is_some_and(|full| full.has(record));
        for place in places.clone().filter(|place| has(&parted.whole, *place)) {
            let text = &index.symbols()[place..places.end];
            let is_full = may_be_full && spelling.full_at_start(text, &index.alphabet).is_some();
            let rank = Rank {
                kind: if is_full { Kind::Full } else { Kind::Initials },
                level: index.planes.level(place),
            };
            let best = &mut best[usize::from(place >= title_end)];
            if best.is_none_or(|best| rank < best) {
                *best = Some(rank);
            }
        }
        best
    }
}

impl Places {
    fn new(
        term: &Term,
        index: &Index,
        letters: &Letters,
        spelling: &Spelling,
        before: Option<&Found>,
    ) -> Places {
        let initials = match Initials::new(term, letters, spelling) {
            Some(whole) if whole.are_whole && term.may_part() => {
                return Places::Parted(whole.parted(&index.planes, index.symbols().len()));
            }
            Some(whole) if whole.are_whole => return Places::Planes(whole),
            initials => initials,
        };
        let before = before.and_then(|before| {
            let begun = before.terms.iter().zip(&before.begun);
            let mut shorter = begun.filter(|(shorter, _)| term.narrows(shorter));
            shorter.find_map(|(_, begun)| begun.clone())
        });
        let among = match (before, initials) {
            (Some(list), _) => Among::List(list),
            (None, Some(initials)) => Among::Initials(initials),
            (None, None) => Among::All,
        };
        Places::Open {
            among,
            found: Vec::new(),
        }
    }
}

/// Writes into `column`, which is empty, the best rank of each of `records` for what `begins` says; what
/// is in the plane `full` too is a full reading.
fn fill_densely(
    index: &Index,
    begins: &Begins,
    full: Option<&Plane>,
    records: &Range<usize>,
    column: &mut Column,
) {
    let planes = &index.planes;
    let offset = begins.first * 64;
    let rank = |from: usize, count: usize| {
        let begun = window(&begins.plane, from - offset, count);
        let of_full = match full {
            Some(full) if begun != 0 => begun & window(full, from, count),
            _ => 0,
        };
        let (kind, begun) = match of_full {
            0 => (Kind::Initials, begun),
            _ => (Kind::Full, of_full),
        };
        (begun != 0).then(|| {
            let words = begun & window(&planes.words, from, count);
            let fields = words & window(&planes.fields, from, count);
            let level = 2 - u8::from(words != 0) - u8::from(fields != 0);
            Rank { kind, level }
        })
    };
    // A part of a text may be longer than a number has bits.
    let best = |part: Range<usize>| {
        let parts = part.clone().step_by(64);
        parts
            .filter_map(|from| rank(from, (part.end - from).min(64)))
            .min()
    };
    let mut places = index.each_places(records);
    let words = column.hits.iter_mut().zip(column.ranks.chunks_mut(64));
    for (hits, ranks) in words {
        for (bit, (number, (places, title_end))) in ranks.iter_mut().zip(&mut places).enumerate() {
            let length = title_end - places.start;
            let in_title = match length {
                1..=64 => rank(places.start, length),
                _ => best(places.start..title_end),
            };
            let found = match in_title {
                Some(rank) => Some(rank.number(Part::Title)),
                None if title_end < places.end => {
                    let rank = best(title_end..places.end);
                    rank.map(|rank| rank.number(Part::Beside))
                }
                None => None,
            };
            if let Some(found) = found {
                *number = found;
                *hits |= 1 << bit;
            }
        }
    }
}

/// How well a term fits that begins at `place` as pinyin, in a record whose title ends there.
fn number(index: &Index, place: usize, title_end: usize, is_full: bool) -> u8 {
    let kind = if is_full { Kind::Full } else { Kind::Initials };
    let level = index.planes.level(place);
    let part = match place < title_end {
        true => Part::Title,
        false => Part::Beside,
    };
    Rank { kind, level }.number(part)
}

/// Hands over each place of `begins`, with its record of `records`, ascending.
fn each_place(
    begins: &Begins,
    index: &Index,
    records: &Range<usize>,
    mut take: impl FnMut(usize, usize),
) {
    let mut record = records.start;
    for (number, bits) in begins.plane.iter().enumerate() {
        let mut bits = *bits;
        while bits != 0 {
            let place = (begins.first + number) * 64 + bits.trailing_zeros() as usize;
            bits &= bits - 1;
            while index.end(record) <= place {
                record += 1;
            }
            take(record, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Entry, Finder, language};
    use super::*;

    proptest! {
        #[test]
        fn planes_and_places_say_what_each_text_says(
            titles in prop::collection::vec("[长三角重庆银行单于绿女嗯Cchsnz是，“》 ]{0,40}", 1..90),
            authors in prop::collection::vec("[长重庆单于CHs是，]{0,6}", 90),
            query in "[csjzhnqbyx]{1,4}|(csj|cq|yh|z|sh|n){2,4}|[a-z]{1,3}|(chang|sh|n|g)(san|j|')(jiao|c)?",
            mark in "[!^]?",
            threads in 1_usize..4,
        ) {
            let entries = titles.iter().zip(&authors);
            let finder = Finder::new(entries.map(|(title, author)| Entry {
                title,
                beside: [author, "", "", "长三角 CH"],
            }));
            let index = &finder.index;
            let mut before = None;
            for end in (1..=query.len()).filter(|end| query.is_char_boundary(*end)) {
                let typed = format!("{mark}{}", &query[..end]);
                let terms = language::terms(&typed);
                for term in &terms {
                    let all = Bits::all(index.len());
                    for company in [Company::Alone, Company::Others] {
                        let sought = Sought::new(term, index, &all, None, company);
                        let mut cursor = sought.cursor(index, 0);
                        let mut column = Column::default();
                        sought.fill(index, 0..index.len(), &all, &mut cursor, &mut column);
                        for record in 0..index.len() {
                            let expected = by_text(&sought.ready, index, record);
                            let rank = column.rank(record);
                            prop_assert_eq!(rank, expected, "{} {}", typed, record);
                        }
                    }
                }
                let mut search = finder.search(&typed, before.as_ref());
                while search.step(&finder, 7, threads) == super::super::Progress::Going {}
                let found = search.finish();
                let whole = finder.find(&typed);
                prop_assert_eq!(found.rows(0..99), whole.rows(0..99), "{}", typed);
                before = Some(found);
            }
        }
    }

    /// The same by a look at the texts alone.
    fn by_text(ready: &Ready, index: &Index, record: usize) -> Option<(Rank, Part)> {
        let fit = |field: &[u16]| {
            let fit = ready.fit(field, &index.alphabet)?;
            Some(Rank {
                kind: fit.kind,
                level: fit.level,
            })
        };
        let title = fit(index.title(record)).map(|rank| (rank, Part::Title));
        title.or_else(|| {
            let beside = fields(index.record(record)).skip(1).filter_map(fit).min()?;
            Some((beside, Part::Beside))
        })
    }
}
