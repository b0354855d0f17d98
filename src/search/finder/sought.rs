//! One term of a query while records are looked at: whether a record fits, and how well.
//!
//! A term that pinyin can be begins at places. Of consonants they are known beforehand
//! ([`super::planes`]). Of others each place is looked at, or, when the query before was shorter, each
//! of its places, since the longer term begins at some of them. The places found are kept for the
//! next key. The hard part is that a key more then costs what its predecessor found, not what stands
//! in the records.

use std::ops::Range;
use std::sync::Arc;

use super::alphabet::Alphabet;
use super::bits::Bits;
use super::fit::{Fit, Kind, Ready, fields};
use super::found::Found;
use super::index::Index;
use super::language::Term;
use super::planes::{Begins, Plane, has, window};
use super::spelling::{Allowed, Letters, Spelling};

/// A term with the records it can fit in each way.
#[derive(Debug)]
pub(super) struct Sought {
    ready: Ready,
    literal: Bits,
    /// By full readings; `None` for a term that is no pinyin.
    full: Option<Bits>,
    /// In any way.
    pub(super) any: Bits,
    places: Places,
}

/// Where a term that pinyin can be begins.
#[derive(Debug)]
enum Places {
    /// It can be none.
    None,
    /// At these and nowhere else.
    Known(Begins),
    /// It has to be looked for.
    Open {
        /// Not beside these places.
        among: Among,
        /// Where it was found.
        found: Vec<u32>,
    },
}

/// How far one has come with a term. Records are looked at in their order, in parts that know nothing
/// of one another.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    /// How many of the listed places lie before the record that is looked at.
    at: usize,
    /// Where the term was found.
    found: Vec<u32>,
}

/// The places of a term, kept to find a longer one among them. Clones share them.
#[derive(Clone, Debug)]
pub(super) enum Begun {
    /// A bit for each place.
    Plane(Arc<Plane>),
    /// The places, ascending.
    List(Arc<Vec<u32>>),
}

/// The places that are looked at.
#[derive(Debug)]
enum Among {
    All,
    Fields,
    Plane(Arc<Plane>),
    List(Arc<Vec<u32>>),
}

/// How well a record fits; the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How.
    pub(super) kind: Kind,
    /// How far from the beginning of a word, as in [`Fit::level`].
    pub(super) level: u8,
}

/// Where in a record a term fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// In the title.
    Title,
    /// In what stands beside it.
    Beside,
}

impl Part {
    /// Whether it is not the title.
    pub(super) fn is_beside(self) -> bool {
        self == Part::Beside
    }
}

impl Sought {
    /// Makes `term` ready to be looked for in the records of `limit`; `before` found all of them.
    pub(super) fn new(term: &Term, index: &Index, limit: &Bits, before: Option<&Found>) -> Sought {
        let letters = Letters::new(term);
        let ready = Ready::new(term, letters.as_ref(), &index.alphabet);
        let literal = index.literal(&ready, limit);
        let spelled = letters.as_ref().zip(ready.spelling.as_ref());
        let full = spelled
            .filter(|(letters, _)| !letters.is_one())
            .map(|(letters, spelling)| index.spelled(letters, spelling, limit, Allowed::Full));
        let any = match spelled {
            Some((letters, spelling)) => {
                // A term as written may have an apostrophe, which is no letter; the rest are.
                index.spelled(letters, spelling, limit, Allowed::All)
            }
            None => literal.clone(),
        };
        let places = match spelled {
            Some((letters, spelling)) => Places::new(term, index, letters, spelling, before),
            None => Places::None,
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
            found: Vec::new(),
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

    /// How well the term fits the record, and where; the title counts before what stands beside it.
    pub(super) fn rank(
        &self,
        index: &Index,
        record: usize,
        cursor: &mut Cursor,
    ) -> Option<(Rank, Part)> {
        if !self.any.has(record) {
            return None;
        }
        let [title, beside] = match self.literal.has(record) || self.ready.spelling.is_none() {
            true => self.written(index, record),
            false => [None; 2],
        };
        let [spelled_title, spelled_beside] = self.spelled(index, record, cursor);
        let in_title = title.or(spelled_title);
        let [parted_title, parted_beside] = match in_title.is_none() && self.may_part(index, record)
        {
            true => self.in_fields(index, record, Ready::parted_fit),
            false => [None; 2],
        };
        if let Some(rank) = in_title.or(parted_title) {
            return Some((rank, Part::Title));
        }
        let beside = [beside, spelled_beside, parted_beside];
        Some((beside.into_iter().flatten().min()?, Part::Beside))
    }

    /// Whether the record may fit in two parts.
    fn may_part(&self, index: &Index, record: usize) -> bool {
        let (places, _) = index.places(record);
        match &self.places {
            Places::Known(begins) => begins
                .last_part
                .as_ref()
                .is_some_and(|last| index.planes.best_level(last, places).is_some()),
            Places::Open { .. } => self.ready.term.may_part(),
            Places::None => false,
        }
    }

    /// What is needed to say where the term stands, and to find more with it.
    pub(super) fn finish(self) -> (Ready, Option<Begun>) {
        let begun = match self.places {
            Places::None => None,
            Places::Known(begins) => Some(Begun::Plane(Arc::new(begins.any))),
            Places::Open { found, .. } => Some(Begun::List(Arc::new(found))),
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

    /// How it fits them as pinyin.
    fn spelled(&self, index: &Index, record: usize, cursor: &mut Cursor) -> [Option<Rank>; 2] {
        let Some(spelling) = &self.ready.spelling else {
            return [None; 2];
        };
        let (places, title_end) = index.places(record);
        let (title, beside) = (places.start..title_end, title_end..places.end);
        let may_be_full = self.full.as_ref().is_some_and(|full| full.has(record));
        let text = |place: usize| &index.symbols()[place..places.end];
        let kind = |place: usize| {
            let is_full = may_be_full
                && spelling
                    .full_at_start(text(place), &index.alphabet)
                    .is_some();
            if is_full { Kind::Full } else { Kind::Initials }
        };
        let mut best: [Option<Rank>; 2] = [None; 2];
        let mut take = |place: usize| {
            let rank = Rank {
                kind: kind(place),
                level: index.planes.level(place),
            };
            let best = &mut best[usize::from(place >= title_end)];
            if best.is_none_or(|best| rank < best) {
                *best = Some(rank);
            }
        };
        match &self.places {
            Places::None => {}
            Places::Known(begins) => {
                if begins.full.is_none() && may_be_full {
                    (places.start..places.end)
                        .filter(|place| has(&begins.any, *place))
                        .for_each(take);
                    return best;
                }
                let level = |plane: &Plane, part: &Range<usize>| {
                    index.planes.best_level(plane, part.clone())
                };
                for (best, part) in best.iter_mut().zip([&title, &beside]) {
                    let full = begins.full.as_ref();
                    let full = full.and_then(|full| level(full, part));
                    *best = match full {
                        Some(level) => Some((Kind::Full, level)),
                        None => level(&begins.any, part).map(|level| (Kind::Initials, level)),
                    }
                    .map(|(kind, level)| Rank { kind, level });
                    if best.is_some() {
                        break;
                    }
                }
            }
            Places::Open { among, .. } => {
                let Cursor { at, found } = cursor;
                let begins = |place: &usize| {
                    let text = text(*place);
                    let length = spelling.at_start(text, &index.alphabet, Allowed::All);
                    length.is_some()
                };
                among.each(index, record, at, |place| {
                    if spelling.begins(index.symbols()[place]) && begins(&place) {
                        found.push(place as u32);
                        take(place);
                    }
                });
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
        if let Some(mut begins) = index.planes.begins(term, letters, spelling) {
            if term.start {
                begins.leave(&index.planes.fields);
            }
            return Places::Known(begins);
        }
        let before = before.and_then(|before| {
            let begun = before.terms.iter().zip(&before.begun);
            let mut shorter = begun.filter(|(shorter, _)| term.narrows(shorter));
            shorter.find_map(|(_, begun)| begun.as_ref())
        });
        let among = match before {
            // A field has one beginning: no list is shorter.
            _ if term.start => Among::Fields,
            Some(Begun::Plane(plane)) => Among::Plane(plane.clone()),
            Some(Begun::List(list)) => Among::List(list.clone()),
            None => Among::All,
        };
        Places::Open {
            among,
            found: Vec::new(),
        }
    }
}

impl Among {
    /// Hands over the places in `record`, ascending; records have to be asked for in their order. `at` is
    /// how many places lie before it.
    fn each(&self, index: &Index, record: usize, at: &mut usize, mut take: impl FnMut(usize)) {
        let (places, _) = index.places(record);
        match self {
            Among::All => places.for_each(take),
            Among::Fields => places
                .filter(|place| has(&index.planes.fields, *place))
                .for_each(take),
            Among::Plane(plane) => {
                for from in places.clone().step_by(64) {
                    let mut bits = window(plane, from, (places.end - from).min(64));
                    while bits != 0 {
                        take(from + bits.trailing_zeros() as usize);
                        bits &= bits - 1;
                    }
                }
            }
            Among::List(list) => {
                while let Some(&place) = list.get(*at)
                    && (place as usize) < places.end
                {
                    if place as usize >= places.start {
                        take(place as usize);
                    }
                    *at += 1;
                }
            }
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
                    let sought = Sought::new(term, index, &Bits::all(index.len()), None);
                    let mut cursor = sought.cursor(index, 0);
                    for record in 0..index.len() {
                        let expected = by_text(&sought.ready, index, record);
                        prop_assert_eq!(sought.rank(index, record, &mut cursor), expected, "{} {}", typed, record);
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
