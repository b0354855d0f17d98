//! How much two passages share their words: whether they are likely about one thing.
//!
//! Chinese content words are mostly of two characters, so pairs of Han stand for words; pairs with a
//! grammatical or counting character are passed over. Parts of one article share some pairs in a
//! hundred at least, articles of a mixed page hardly any. It says something only where both passages are
//! long enough.

use super::lexicon::ExactSet;
use crate::text::script::is_han;

/// Characters that stand in every text.
const COMMON: &str = "的了在是和有不人这那一二三四五六七八九十年月日个中上下也就都而及与或为以到从把被对我他她你们来去说要会能可等将于其并还但更最多大小好着过给让向這個們來說會將於還對從為與後前里裡時間间者所之此每各";

/// The different pairs of Han of one passage, in order: the first one in the upper half, the second one in the lower.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs(Vec<u32>);

/// What stands for a character beyond the basic plane: one of the places that no character has, by its last bits.
/// Such Han are rare, two of them in one place rarer.
const fn beyond(c: u32) -> u32 {
    0xD800 | (c & 0x7FF)
}

impl Pairs {
    /// Those of a passage, which is given as its pieces; it is looked at as far as `longest` characters.
    pub(super) fn of<'a>(pieces: impl Iterator<Item = &'a str>, longest: usize) -> Pairs {
        static TELLING: ExactSet = ExactSet::han_but(COMMON);
        // Whether two characters are a pair cannot be foreseen, so each two are written down, and the next
        // ones over them where they are none. No Han is 0.
        let mut pairs = vec![0; longest];
        let (mut count, mut before, mut left) = (0, 0, longest);
        let mut add = |here: u32| {
            pairs[count] = before << 16 | here;
            count += usize::from((before != 0) & (here != 0));
            before = here;
        };
        for mut piece in pieces {
            while left > 0 {
                // Han and the marks beside them, three bytes each.
                let mut wide = 0;
                for &[lead, second, third] in piece.as_bytes().as_chunks::<3>().0.iter().take(left)
                {
                    let c = u32::from(lead & 15) << 12
                        | u32::from(second & 63) << 6
                        | u32::from(third & 63);
                    if !matches!(lead, 0xE0..=0xEF) {
                        break;
                    }
                    add(c * u32::from(TELLING.has(c)));
                    wide += 1;
                }
                left -= wide;
                let mut rest = piece[3 * wide..].chars();
                let Some(c) = rest.next().filter(|_| left > 0) else {
                    break;
                };
                // Those of the basic plane are in the set.
                let rare = u32::from(c) > 0xFFFF && is_han(c);
                add(beyond(u32::from(c)) * u32::from(rare));
                left -= 1;
                piece = rest.as_str();
            }
            if left == 0 {
                break;
            }
        }
        pairs.truncate(count);
        pairs.sort_unstable();
        pairs.dedup();
        // A text may have a hundred thousand sections.
        pairs.shrink_to_fit();
        Pairs(pairs)
    }

    /// All of them.
    pub(super) fn pairs(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The share of pairs that the smaller of two passages has in common with the other; nothing where
    /// one of them has fewer than `fewest` different pairs.
    pub(super) fn shared(&self, other: &Pairs, fewest: usize) -> Option<f32> {
        let (few, many) = if self.0.len() < other.0.len() {
            (&self.0, &other.0)
        } else {
            (&other.0, &self.0)
        };
        if few.len() < fewest {
            return None;
        }
        let shared = few
            .iter()
            .filter(|pair| many.binary_search(pair).is_ok())
            .count();
        #[expect(clippy::cast_precision_loss, reason = "at most some thousands")]
        Some(shared as f32 / few.len() as f32)
    }
}

/// The same for the first characters of two short texts.
pub(super) fn cohesion(one: &str, other: &str, fewest: usize) -> Option<f32> {
    const LONGEST: usize = 400;
    let pairs = |text| Pairs::of(std::iter::once(text), LONGEST);
    pairs(one).shared(&pairs(other), fewest)
}
