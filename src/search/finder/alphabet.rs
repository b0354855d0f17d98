//! The characters that stand in texts, numbered, with what is known about each.
//!
//! A character's number, its *symbol*, takes two bytes; a text of symbols is the text itself, since
//! each character as written has its own. What is looked up for a symbol: its folded character, its
//! readings (characters with the same ones share a *set*), and whether a word may begin beside it.
//! Everything is found out once a character, not once a place.

use std::collections::BTreeMap;

use crate::search::Readings;
use crate::search::fold::fold_char;
use crate::text::script::is_han;

/// The symbol that parts the fields of a record; it fits nothing.
pub(super) const PARTING: u16 = 0;
/// The symbol of all characters beyond the 65,534th different one; it fits nothing.
const UNKNOWN: u16 = 1;

/// The characters of a collection of texts.
#[derive(Debug)]
pub(super) struct Alphabet {
    symbols: BTreeMap<char, u16>,
    facts: Vec<Facts>,
    /// The numbers of the folded characters once more, side by side: they are looked up most.
    folds: Vec<u16>,
    folded: BTreeMap<char, u16>,
    syllables: Vec<String>,
    syllable_numbers: BTreeMap<String, u16>,
    sets: Vec<Vec<u16>>,
    set_numbers: BTreeMap<Vec<u16>, u16>,
}

/// What is known about a symbol.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// The character as written.
    pub(super) written: char,
    /// The number of the folded character.
    pub(super) folded: u16,
    /// The set of its readings; the first set is empty.
    pub(super) set: u16,
    /// What it is to its neighbours.
    pub(super) part: Part,
}

/// What a character is to its neighbours: a word begins where it changes, and at each Han after
/// something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A blank, a mark, or a place between fields.
    Between,
    /// A Han.
    Han,
    /// A letter or digit.
    Letter,
}

/// An alphabet while texts are numbered by it.
pub(super) struct Numbering<'a> {
    /// The characters so far.
    pub(super) alphabet: Alphabet,
    readings: Option<&'a Readings>,
    /// The symbols of the characters up to U+FFFF, so that few are looked for in the alphabet.
    known: Vec<u16>,
}

impl<'a> Numbering<'a> {
    /// Begins; without `readings` as if no character had one. The table is for long texts.
    pub(super) fn new(readings: Option<&'a Readings>, table: bool) -> Numbering<'a> {
        Numbering {
            alphabet: Alphabet::default(),
            readings,
            known: vec![PARTING; if table { 1 << 16 } else { 0 }],
        }
    }

    /// The symbol of `c`.
    pub(super) fn symbol(&mut self, c: char) -> u16 {
        match self.known.get_mut(c as usize) {
            Some(known) => {
                if *known == PARTING {
                    *known = self.alphabet.add(c, self.readings);
                }
                *known
            }
            None => self.alphabet.add(c, self.readings),
        }
    }
}

impl Default for Alphabet {
    fn default() -> Alphabet {
        let nothing = Facts {
            written: '\u{FFFD}',
            folded: 0,
            set: 0,
            part: Part::Between,
        };
        Alphabet {
            symbols: BTreeMap::new(),
            facts: vec![nothing; 2],
            folds: vec![0; 2],
            folded: BTreeMap::new(),
            syllables: Vec::new(),
            syllable_numbers: BTreeMap::new(),
            sets: vec![Vec::new()],
            set_numbers: BTreeMap::from([(Vec::new(), 0)]),
        }
    }
}

impl Alphabet {
    /// The symbol of `c`, which becomes known if it was not; without `readings` as if it had none.
    fn add(&mut self, c: char, readings: Option<&Readings>) -> u16 {
        if let Some(symbol) = self.symbols.get(&c) {
            return *symbol;
        }
        let Ok(symbol) = u16::try_from(self.facts.len()) else {
            return UNKNOWN;
        };
        let next = self.folded.len() as u16 + 1;
        let facts = Facts {
            written: c,
            folded: *self.folded.entry(fold_char(c)).or_insert(next),
            set: readings.map_or(0, |readings| self.set(c, readings)),
            part: match c {
                _ if is_han(c) => Part::Han,
                _ if c.is_alphanumeric() => Part::Letter,
                _ => Part::Between,
            },
        };
        self.symbols.insert(c, symbol);
        self.folds.push(facts.folded);
        self.facts.push(facts);
        symbol
    }

    /// What is known about `symbol`.
    pub(super) fn facts(&self, symbol: u16) -> &Facts {
        &self.facts[usize::from(symbol)]
    }

    /// Whether `symbol` is a blank or a mark, which pinyin passes over: in one sentence of one line.
    pub(super) fn is_mark(&self, symbol: u16) -> bool {
        let facts = self.facts(symbol);
        symbol > UNKNOWN && facts.part == Part::Between && !matches!(facts.written, '\n' | '。')
    }

    /// The number of the folded character of `symbol`.
    pub(super) fn fold(&self, symbol: u16) -> u16 {
        self.folds[usize::from(symbol)]
    }

    /// What is known about all symbols, in their order.
    pub(super) fn all(&self) -> &[Facts] {
        &self.facts
    }

    /// The number of a folded character, from 1; `None` if it stands nowhere.
    pub(super) fn folded(&self, c: char) -> Option<u16> {
        self.folded.get(&c).copied()
    }

    /// How many numbers of folded characters there are, 0 included.
    pub(super) fn folded_count(&self) -> usize {
        self.folded.len() + 1
    }

    /// The syllables that are readings, without tones, in their order.
    pub(super) fn syllables(&self) -> &[String] {
        &self.syllables
    }

    /// The sets of readings, as numbers of syllables.
    pub(super) fn sets(&self) -> &[Vec<u16>] {
        &self.sets
    }

    fn set(&mut self, c: char, readings: &Readings) -> u16 {
        let mut set: Vec<u16> = Vec::new();
        let (syllables, numbers) = (&mut self.syllables, &mut self.syllable_numbers);
        let mut add = |reading: &str| {
            let number = *numbers.entry(reading.to_owned()).or_insert_with(|| {
                syllables.push(reading.to_owned());
                syllables.len() as u16 - 1
            });
            if !set.contains(&number) {
                set.push(number);
            }
        };
        readings.each(c, |reading| {
            add(reading);
            // Typed without ü: lüe and nüe are as often written lue and nue.
            if let Some(initial) = reading.strip_suffix("ve") {
                add(&format!("{initial}ue"));
            }
        });
        set.sort_unstable();
        let next = self.sets.len() as u16;
        *self.set_numbers.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            next
        })
    }
}
