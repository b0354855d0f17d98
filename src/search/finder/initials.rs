//! A term of initials as planes: where it begins, some thousand places at a time.
//!
//! Each consonant of the term is a step: a character whose reading begins with it, or, for zh, ch and
//! sh, one step of two letters. From the last step to the first, a plane cut down to where the rest of
//! the term follows says where that much of the term begins; 64 places are one number. Of a term with
//! vowels the steps before the first longer part of a reading say where it can begin, and nowhere
//! else.
//!
//! The hard part is what stands between characters: a mark is passed over, so what is reached before
//! it is what is reached behind it, and the end of a field stops everything.

use std::ops::Range;

use super::language::{PART, Term};
use super::planes::{CONSONANTS, Plane, Planes, TWO, window};
use super::spelling::{Letters, Spelling};

/// The initials of a term.
#[derive(Clone, Debug)]
pub(super) struct Initials {
    steps: Vec<Step>,
    /// Whether they are the whole term, and not only how it begins.
    pub(super) are_whole: bool,
    /// The plane of what stands for the whole term by a full reading, if there is one: as much of a
    /// reading as has been typed, two letters of it, counts as a full one.
    pub(super) full: Option<usize>,
    /// Whether the term must stand at the beginning of a field.
    at_start: bool,
}

/// What a letter of a term may be: the numbers of the planes of characters it stands for alone, and
/// with the next.
#[derive(Clone, Copy, Debug)]
struct Step {
    one: usize,
    two: Option<usize>,
}

/// Where a term begins among some places, and what is needed to find that out.
#[derive(Debug, Default)]
pub(super) struct Begins {
    /// The number of the first 64 places.
    pub(super) first: usize,
    /// A bit for each place from there on, with a number to spare.
    pub(super) plane: Vec<u64>,
    /// Where the steps behind the one that is looked at follow, and those behind the next.
    next: Vec<u64>,
    after: Vec<u64>,
}

/// The places of a term that may stand in two parts.
#[derive(Debug)]
pub(super) struct Parted {
    /// Where it begins as a whole.
    pub(super) whole: Plane,
    /// Where one of its last parts begins.
    last: Plane,
}

impl Parted {
    /// Whether a last part begins in `places`.
    pub(super) fn may_stand(&self, places: Range<usize>) -> bool {
        let end = places.end;
        let mut from = places.step_by(64);
        from.any(|from| window(&self.last, from, (end - from).min(64)) != 0)
    }
}

impl Initials {
    /// The initials of `term`; `None` if it does not begin with a consonant.
    pub(super) fn new(term: &Term, letters: &Letters, spelling: &Spelling) -> Option<Initials> {
        let letters = &letters.letters;
        let at_end = 1 << (letters.len() - 1);
        // From where a character takes two letters as an initial, and from where more of a reading.
        let (mut two, mut longer) = (0, 0);
        for steps in &spelling.syllables {
            two |= steps.two;
            longer |= steps.unfinished & !(at_end | steps.two);
            longer |= steps.full[1..].iter().fold(0, |all, full| all | full);
        }
        let plane = |from: usize| {
            let letter = letters.get(from)?;
            CONSONANTS.iter().position(|c| char::from(*c) == *letter)
        };
        let mut initials = Initials {
            steps: Vec::with_capacity(letters.len()),
            are_whole: false,
            full: None,
            at_start: term.start,
        };
        for from in 0..letters.len() {
            let Some(one) = plane(from) else {
                break;
            };
            let two = TWO
                .iter()
                .position(|c| char::from(*c) == letters[from] && two >> from & 1 != 0)
                .map(|two| CONSONANTS.len() + two);
            initials.steps.push(Step { one, two });
            if longer >> from & 1 != 0 {
                // Whatever is read so begins with these letters.
                let h = two.and(plane(from + 1));
                initials.steps.extend(h.map(|one| Step { one, two: None }));
                break;
            }
            initials.are_whole = from + 1 == letters.len();
        }
        if let (true, [Step { two, .. }, _]) = (initials.are_whole, &initials.steps[..]) {
            initials.full = two.filter(|_| spelling.is_open());
        }
        (!initials.steps.is_empty()).then_some(initials)
    }

    /// Finds out where they begin among `places`, which end with a record.
    pub(super) fn begin(&self, planes: &Planes, places: Range<usize>, begins: &mut Begins) {
        self.begin_each(planes, places, begins, |_, _| {});
    }

    /// Where the whole term, and where a last part of it, begins among the first `places`.
    pub(super) fn parted(&self, planes: &Planes, places: usize) -> Parted {
        let mut begins = Begins::default();
        let mut last = vec![0; places / 64 + 2];
        let parts = PART..(self.steps.len() + 1).saturating_sub(PART);
        self.begin_each(planes, 0..places, &mut begins, |number, plane| {
            if parts.contains(&number) {
                last.iter_mut()
                    .zip(plane)
                    .for_each(|(last, part)| *last |= part);
            }
        });
        Parted {
            whole: begins.plane,
            last,
        }
    }

    /// The same as [`Initials::begin`]; `take` is given where the term from each letter on begins.
    fn begin_each(
        &self,
        planes: &Planes,
        places: Range<usize>,
        begins: &mut Begins,
        mut take: impl FnMut(usize, &[u64]),
    ) {
        let words = places.start / 64..places.end.div_ceil(64).max(places.start / 64);
        let count = words.len();
        begins.first = words.start;
        begins.plane.clear();
        begins.plane.resize(count + 1, 0);
        begins.next.resize(count, 0);
        begins.after.resize(count, 0);
        let Some(last) = self.steps.len().checked_sub(1) else {
            return;
        };
        let of = |number: usize| &planes.initials[number][words.clone()];
        for (number, step) in self.steps.iter().enumerate().rev() {
            if number == last {
                begins.plane[..count].copy_from_slice(of(step.one));
            } else {
                let both = of(step.one).iter().zip(&begins.next);
                for (plane, (one, next)) in begins.plane.iter_mut().zip(both) {
                    *plane = one & next;
                }
            }
            if let Some(two) = step.two {
                // Nothing has to follow the end.
                let anything = if number + 1 < last { 0 } else { u64::MAX };
                let both = of(two).iter().zip(&begins.after);
                for (plane, (two, after)) in begins.plane.iter_mut().zip(both) {
                    *plane |= two & (after | anything);
                }
            }
            take(number, &begins.plane);
            if number > 0 {
                std::mem::swap(&mut begins.next, &mut begins.after);
                let (fields, marks) = (&planes.fields[words.clone()], &planes.marks[words.clone()]);
                behind(&begins.plane[..count], fields, marks, &mut begins.next);
            }
        }
        if self.at_start {
            for (plane, fields) in begins.plane.iter_mut().zip(&planes.fields[words.clone()]) {
                *plane &= fields;
            }
        }
        if let Some(first) = begins.plane.first_mut() {
            *first &= u64::MAX << (places.start % 64);
        }
        if !places.end.is_multiple_of(64) && count > 0 {
            begins.plane[count - 1] &= (1 << (places.end % 64)) - 1;
        }
    }
}

/// Writes to `reached` the places behind which something of `begins` stands in the same field, at
/// once or after marks.
fn behind(begins: &[u64], fields: &[u64], marks: &[u64], reached: &mut [u64]) {
    let mut carry = 0;
    let given = begins.iter().zip(fields).zip(marks);
    for (((begins, fields), marks), reached) in given.zip(reached).rev() {
        // Over the beginning of a field nothing is reached.
        let (begins, marks) = (begins & !fields, marks & !fields);
        let mut all = begins >> 1 | carry << 63;
        let mut passed = marks & all;
        while passed != 0 {
            let more = passed >> 1 & !all;
            all |= more;
            passed = marks & more;
        }
        *reached = all;
        carry = (begins | marks & all) & 1;
    }
}
