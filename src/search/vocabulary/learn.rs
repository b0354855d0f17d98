//! Which strings of Han are words of a text, found by counting alone: no dictionary is asked.
//!
//! All strings of two to eight Han that stand often enough are counted, the longer ones from the
//! shorter: one can only be frequent if both strings that it has of one character less are. A string
//! is taken for a word, or a phrase in use, if two things hold (the measures go back to Harris and to
//! Church and Hanks):
//!
//! - *it holds together*: wherever it is cut in two, the halves stand together far more often than
//!   they would by chance (the least pointwise mutual information of its cuts);
//! - *it is free on both sides*: what stands before and after it varies (the entropy of either
//!   neighbour); a beginning of a longer phrase has but one neighbour behind it.
//!
//! The hard part is memory: occurrences are numbers of eight bytes (string so far, next character,
//! place), and one sort of them is a whole level. A longer text is sampled before it comes here.

use crate::text::script::is_han;

/// The most Han that are counted; a place must fit into [`PLACE_BITS`].
pub const MOST_HAN: usize = 1_500_000;
/// The longest word, in characters.
pub const LONGEST: usize = 8;

const PLACE_BITS: u32 = 21;
const CHAR_BITS: u32 = 16;
/// What stands between runs of Han.
const GAP: u16 = 0;
/// A place at which no frequent string begins.
const NONE: u32 = u32::MAX;

/// How much holding together is asked for, in nats: by chance it would be 0.
const HOLDS: f64 = 3.6;
/// How much freedom on the poorer side, in nats: two neighbours in turn have 0.69, of three two that
/// are the same 0.64.
const FREE: f64 = 0.66;

/// A word and how often it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub text: String,
    /// How often it stands in what was counted.
    pub count: u32,
}

/// A frequent string of one length.
#[derive(Clone, Copy, Debug)]
struct Gram {
    count: u32,
    /// The string without its last character, and without its first: their numbers among those of
    /// one character less; for two characters, these themselves.
    prefix: u32,
    suffix: u32,
    /// Where it stands once.
    at: u32,
    /// The sum of count times logarithm of count over its frequent neighbours, before and behind.
    before: f64,
    behind: f64,
}

/// The counting, which can be interrupted between the lengths of strings.
#[derive(Debug)]
pub struct Learning {
    chars: Vec<u16>,
    total: usize,
    least: usize,
    /// For each place the number of the string of the last length that begins there.
    begins: Vec<u32>,
    levels: Vec<Vec<Gram>>,
}

impl Learning {
    /// Begins with `texts`. Han beyond [`MOST_HAN`] are not looked at.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Learning {
        let (chars, total) = runs(texts);
        let begins = chars
            .iter()
            .map(|&c| if c == GAP { NONE } else { u32::from(c) })
            .collect();
        Learning {
            least: match total {
                0..100_000 => 2,
                100_000..1_000_000 => 3,
                _ => 4,
            },
            chars,
            total,
            begins,
            levels: Vec::new(),
        }
    }

    /// Counts the strings of the next length. Whether there may be longer ones.
    pub fn step(&mut self) -> bool {
        let length = self.levels.len() + 2;
        if length > LONGEST + 1 {
            return false;
        }
        let shorter = self.levels.last_mut();
        let grams = level(&self.chars, &mut self.begins, length, self.least, shorter);
        let any = !grams.is_empty();
        if any {
            self.levels.push(grams);
        }
        any
    }

    /// The words among what was counted, the most frequent first.
    pub fn words(&self) -> Vec<Word> {
        let mut singles = vec![0_u32; 1 << CHAR_BITS];
        for &c in self.chars.iter().filter(|c| **c != GAP) {
            singles[usize::from(c)] += 1;
        }
        let counts = Counts {
            singles: &singles,
            levels: &self.levels,
            total: f64::from(u32::try_from(self.total.max(1)).unwrap_or(u32::MAX)),
        };
        let mut words: Vec<Word> = Vec::new();
        for (number, grams) in self.levels.iter().enumerate().take(LONGEST - 1) {
            let length = number + 2;
            for gram in grams {
                if gram.freedom() >= FREE && counts.hold(gram, length) >= HOLDS {
                    let at = gram.at as usize;
                    let text = self.chars[at..at + length]
                        .iter()
                        .filter_map(|c| char::from_u32(u32::from(*c)))
                        .collect();
                    words.push(Word {
                        text,
                        count: gram.count,
                    });
                }
            }
        }
        words.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        words
    }
}

/// The words of `texts`, the most frequent first, counted without a pause.
pub fn words<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Word> {
    let mut learning = Learning::of(texts);
    while learning.step() {}
    learning.words()
}

/// The Han of `texts` with a gap after each run, and how many they are.
fn runs<'a>(texts: impl Iterator<Item = &'a str>) -> (Vec<u16>, usize) {
    let mut chars = vec![GAP];
    let mut total = 0;
    for c in texts.flat_map(|text| text.chars().chain(std::iter::once('\n'))) {
        match u16::try_from(u32::from(c)) {
            Ok(number) if is_han(c) => {
                chars.push(number);
                total += 1;
            }
            _ if chars.last() != Some(&GAP) => chars.push(GAP),
            _ => {}
        }
        if chars.len() + 2 > MOST_HAN {
            break;
        }
    }
    chars.push(GAP);
    (chars, total)
}

/// The strings of `length` characters that stand `least` times. `begins` has for each place the
/// number of the string of one character less that begins there, and gets those of this level;
/// `shorter`, the level before, learns its neighbours.
fn level(
    chars: &[u16],
    begins: &mut [u32],
    length: usize,
    least: usize,
    mut shorter: Option<&mut Vec<Gram>>,
) -> Vec<Gram> {
    let mut occurrences: Vec<u64> = Vec::with_capacity(match length {
        2 => chars.len(),
        _ => 0,
    });
    for at in 0..chars.len().saturating_sub(length) {
        let next = chars[at + length - 1];
        if begins[at] != NONE && begins[at + 1] != NONE && next != GAP {
            let string = u64::from(begins[at]) << (PLACE_BITS + CHAR_BITS);
            occurrences.push(string | u64::from(next) << PLACE_BITS | at as u64);
        }
    }
    occurrences.sort_unstable();
    let place = |occurrence: u64| (occurrence & ((1 << PLACE_BITS) - 1)) as usize;
    let mut grams = Vec::new();
    let mut places: Vec<(u32, u32)> = Vec::new();
    for same in occurrences.chunk_by(|a, b| a >> PLACE_BITS == b >> PLACE_BITS) {
        if same.len() < least {
            continue;
        }
        let at = place(same[0]);
        let gram = Gram {
            count: same.len() as u32,
            prefix: begins[at],
            suffix: begins[at + 1],
            at: at as u32,
            before: 0.0,
            behind: 0.0,
        };
        if let Some(shorter) = &mut shorter {
            let weight = f64::from(gram.count) * f64::from(gram.count).ln();
            shorter[gram.prefix as usize].behind += weight;
            shorter[gram.suffix as usize].before += weight;
        }
        let number = grams.len() as u32;
        places.extend(same.iter().map(|&one| (place(one) as u32, number)));
        grams.push(gram);
    }
    begins.fill(NONE);
    for (place, number) in places {
        begins[place as usize] = number;
    }
    grams
}

impl Gram {
    /// The entropy of its neighbours on the side where it is less. Rare neighbours, and the ends of
    /// a run, count as different from each other.
    fn freedom(&self) -> f64 {
        let count = f64::from(self.count);
        count.ln() - self.before.max(self.behind) / count
    }
}

/// How often everything shorter stands.
struct Counts<'a> {
    singles: &'a [u32],
    levels: &'a [Vec<Gram>],
    total: f64,
}

impl Counts<'_> {
    /// How a string of `length` characters holds together at its weakest cut.
    fn hold(&self, gram: &Gram, length: usize) -> f64 {
        let prefixes = self.shorter(gram.prefix, length - 1, |gram| gram.prefix);
        let suffixes = self.shorter(gram.suffix, length - 1, |gram| gram.suffix);
        // What was counted twice may be chance: the count less its standard deviation is believed.
        let count = f64::from(gram.count);
        let together = (count - count.sqrt()) * self.total;
        // A prefix of so many characters and the suffix of the others.
        let cuts = prefixes.iter().rev().zip(&suffixes);
        cuts.map(|(prefix, suffix)| (together / (prefix * suffix)).ln())
            .fold(f64::INFINITY, f64::min)
    }

    /// The counts of the string `number` of `length` characters and of what `next` makes of it, down
    /// to one character.
    fn shorter(&self, mut number: u32, length: usize, next: fn(&Gram) -> u32) -> Vec<f64> {
        let mut counts = Vec::with_capacity(length);
        for length in (2..=length).rev() {
            let gram = &self.levels[length - 2][number as usize];
            counts.push(f64::from(gram.count));
            number = next(gram);
        }
        counts.push(f64::from(self.singles[number as usize]));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(texts: &[&str]) -> Vec<String> {
        let words = words(texts.iter().copied());
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_word_holds_together_and_is_free_on_both_sides() {
        // Among enough other Han that standing together is no chance.
        let others: String = ('\u{4E00}'..'\u{5000}').collect();
        let texts = [
            "老街的螺蛳粉开张",
            "买螺蛳粉去",
            "一碗螺蛳粉三块",
            "说到螺蛳粉大家都笑",
            &others,
        ];
        // Its parts have but one neighbour.
        assert_eq!(learnt(&texts), ["螺蛳粉"]);
    }

    #[test]
    fn what_stands_once_or_on_two_lines_is_no_word() {
        assert!(learnt(&["螺蛳粉", "螺\n蛳粉", "螺，蛳粉店"]).is_empty());
        assert!(learnt(&[]).is_empty());
        assert!(learnt(&["", "abc", "字"]).is_empty());
    }

    #[test]
    fn a_long_text_is_counted_up_to_its_limit() {
        let text = "山水之间有人家".repeat(300_000);
        assert!(words(std::iter::once(text.as_str())).len() < 10);
    }
}
