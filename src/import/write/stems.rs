//! Which file stem each article keeps when an issue is imported again.
//!
//! Ids and marks hang on the stems, so an article whose text agrees with one that is there keeps its
//! stem, one that is word for word what an older state had before all others; after that one whose title
//! agrees and whose text is not quite another; after that one whose text stood in an older state and is back. Of
//! two parts of an article that was split, the one that has its title or its beginning is that article. Texts
//! are compared by sketches (the least hashes of their
//! runs of four characters), so that a large issue costs no more than reading it. A new article gets
//! a stem that nobody has had, and a number that sorts it behind the article before it: between `02`
//! and `03` stands `02.1`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::library::id::MAX_ID_CHARS;

/// How many hashes a sketch holds.
const SKETCH: usize = 96;
/// The characters in a run.
const RUN: usize = 4;
/// The share of common hashes from which two texts are one article: of different articles of one
/// paper it is below a tenth.
const ALIKE: f64 = 0.25;

/// An article for comparing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its file's stem.
    pub stem: String,
    /// Its title; may be empty.
    pub title: String,
    /// The first letters of its text.
    opening: String,
    sketch: Vec<u64>,
    /// A hash of all letters, of a text that is long enough to be known by it.
    whole: Option<u64>,
}

/// The share from which an article under the same title may be another state of it.
const RELATED: f64 = 0.1;

/// Texts of fewer letters are not known by them alone.
const TELLING: usize = 16;
/// How many letters the opening of a text is.
const OPENING: usize = 24;

impl Known {
    /// An article with this stem, title and text.
    pub fn new(stem: &str, title: &str, text: &str) -> Known {
        Known {
            stem: stem.to_owned(),
            title: letters(title).collect(),
            opening: letters(text).take(OPENING).collect(),
            sketch: sketch(text),
            whole: whole(text),
        }
    }

    /// Whether the text may be another state of that of `other`: they have something in common, or one of
    /// them is empty. A title alone says nothing, for columns have the same one each time.
    fn may_be(&self, other: &Known) -> bool {
        let longest = self.sketch.len().min(other.sketch.len());
        let has = |hash: &&u64| other.sketch.binary_search(hash).is_ok();
        let common = self.sketch.iter().filter(has).count();
        longest == 0 || common as f64 >= RELATED * longest as f64
    }

    /// What two articles have in common that are the same, word for word.
    fn text(&self) -> Option<(u64, &str)> {
        self.whole.map(|whole| (whole, self.title.as_str()))
    }
}

/// What there was before: the articles of the issue as it stands, and those of older states, the newest state first.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The articles that are there.
    pub standing: &'a [Known],
    /// The articles of older states.
    pub older: &'a [Known],
}

/// The stems of `new`, in their order: those of the articles `before` that they are, or new ones.
/// `taken` are stems that other files have.
pub fn assign(before: Before<'_>, new: &[Known], taken: &BTreeSet<String>) -> Vec<String> {
    let Before {
        standing: old,
        older,
    } = before;
    let mut of_new: Vec<Option<&str>> = vec![None; new.len()];
    let mut used = vec![false; old.len()];
    // What is word for word what it was: as it stands, then as it stood.
    let mut back: BTreeSet<&str> = BTreeSet::new();
    let mut same: BTreeMap<(u64, &str), VecDeque<usize>> = BTreeMap::new();
    for (at, article) in new.iter().enumerate() {
        if let Some(text) = article.text() {
            same.entry(text).or_default().push_back(at);
        }
    }
    for known in old.iter().chain(older) {
        if !back.contains(known.stem.as_str())
            && let Some(left) = known.text().and_then(|text| same.get_mut(&text))
            && let Some(at_new) = left.pop_front()
        {
            of_new[at_new] = Some(&known.stem);
            back.insert(&known.stem);
        }
    }
    for (used, known) in used.iter_mut().zip(old) {
        *used = back.contains(known.stem.as_str());
    }
    let left = open(&of_new);
    let unused = (0..old.len()).filter(|&at| !used[at]).collect::<Vec<_>>();
    for (_, at_new, at_old) in candidates((old, &unused), (new, &left)) {
        if of_new[at_new].is_none() && !used[at_old] {
            of_new[at_new] = Some(&old[at_old].stem);
            used[at_old] = true;
        }
    }
    for (at_new, article) in new.iter().enumerate() {
        if of_new[at_new].is_some() || article.title.is_empty() {
            continue;
        }
        let same = |at: &usize| {
            let known = &old[*at];
            !used[*at] && known.title == article.title && known.may_be(article)
        };
        if let Some(at_old) = (0..old.len()).find(same) {
            of_new[at_new] = Some(&old[at_old].stem);
            used[at_old] = true;
        }
    }
    // What was left out by an earlier correction, or joined with another one, is back.
    let mut given: BTreeSet<&str> = old.iter().map(|article| article.stem.as_str()).collect();
    given.extend(back);
    let left = open(&of_new);
    let gone = |at: &usize| !given.contains(older[*at].stem.as_str());
    let gone: Vec<usize> = (0..older.len()).filter(gone).collect();
    for (_, at_new, at_older) in candidates((older, &gone), (new, &left)) {
        if of_new[at_new].is_none() && given.insert(&older[at_older].stem) {
            of_new[at_new] = Some(&older[at_older].stem);
        }
    }
    // A stem that an article had is never given to another: its marks would come along.
    let mut taken = taken.clone();
    taken.extend(old.iter().chain(older).map(|article| article.stem.clone()));
    let highest = old
        .iter()
        .chain(older)
        .filter_map(|article| first_number(&article.stem));
    name(highest.max().unwrap_or(0), new, &of_new, taken)
}

/// The new articles that have no stem yet.
fn open(of_new: &[Option<&str>]) -> Vec<usize> {
    (0..of_new.len())
        .filter(|&at| of_new[at].is_none())
        .collect()
}

/// Pairs that are alike: those first that have one title or begin alike, of these the most alike. Only articles
/// at these places are compared: mostly few are left.
fn candidates(
    (old, old_places): (&[Known], &[usize]),
    (new, new_places): (&[Known], &[usize]),
) -> Vec<(Likeness, usize, usize)> {
    let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for &at in old_places {
        for hash in &old[at].sketch {
            places.entry(*hash).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for &at_new in new_places {
        let article = &new[at_new];
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for at_old in article
            .sketch
            .iter()
            .filter_map(|hash| places.get(hash))
            .flatten()
        {
            *common.entry(*at_old).or_default() += 1;
        }
        for (at_old, count) in common {
            let longest = article.sketch.len().min(old[at_old].sketch.len());
            if count as f64 >= ALIKE * longest as f64 {
                let known = &old[at_old];
                let begins = [
                    (&known.title, &article.title),
                    (&known.opening, &article.opening),
                ];
                let likeness = Likeness {
                    begins: begins
                        .iter()
                        .filter(|(one, other)| !one.is_empty() && one == other)
                        .count(),
                    share: count * 1000 / longest.max(1),
                };
                pairs.push((likeness, at_new, at_old));
            }
        }
    }
    pairs.sort_by_key(|(likeness, at_new, at_old)| (Reverse(*likeness), *at_new, *at_old));
    pairs
}

/// How alike two articles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// How many of title and opening they have in common.
    begins: usize,
    /// How many of a thousand hashes.
    share: usize,
}

/// Stems for all: kept ones, and new ones that sort behind the article before them; behind all stands what is
/// numbered from `highest` on.
fn name(
    highest: usize,
    new: &[Known],
    of_new: &[Option<&str>],
    mut taken: BTreeSet<String>,
) -> Vec<String> {
    let last_kept = of_new.iter().rposition(Option::is_some);
    let mut numbers: BTreeSet<String> = taken
        .iter()
        .map(|stem| number_of(stem).to_owned())
        .collect();
    let mut next = highest + 1;
    // The number of the last article that was kept, and how many were counted behind it.
    let (mut kept, mut count) = ("00", 0);
    let mut stems = Vec::with_capacity(new.len());
    for (index, article) in new.iter().enumerate() {
        if let Some(stem) = of_new[index] {
            (kept, count) = (number_of(stem), 0);
            stems.push(stem.to_owned());
            continue;
        }
        // The planned stem is a number and a slug.
        let slug = article.stem.split_once('-').map_or("", |(_, slug)| slug);
        let behind_all = last_kept.is_none_or(|last| index > last);
        let stem = loop {
            let number = if behind_all {
                next += 1;
                format!("{:02}", next - 1)
            } else {
                count += 1;
                format!("{kept}.{count}")
            };
            let stem = stem(&number, slug);
            if !taken.contains(&stem) && (behind_all || !numbers.contains(&number)) {
                numbers.insert(number);
                break stem;
            }
        };
        taken.insert(stem.clone());
        stems.push(stem);
    }
    stems
}

/// A stem of `number` and as much of `slug` as an id may hold.
fn stem(number: &str, slug: &str) -> String {
    let room = MAX_ID_CHARS.saturating_sub(number.chars().count() + 1);
    let end = slug
        .char_indices()
        .nth(room)
        .map_or(slug.len(), |(at, _)| at);
    match slug[..end].trim_end_matches(['-', '.', '_']) {
        "" => number.to_owned(),
        slug => format!("{number}-{slug}"),
    }
}

/// The number that a stem begins with, dots included; the whole stem without one.
fn number_of(stem: &str) -> &str {
    let end = stem
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(stem.len());
    match stem[..end].trim_end_matches('.') {
        "" => stem,
        number => number,
    }
}

fn first_number(stem: &str) -> Option<usize> {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    stem[..digits].parse().ok()
}

/// What of a text is compared: letters, digits and Han.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// A hash of all letters of `text`; `None` if they are few.
fn whole(text: &str) -> Option<u64> {
    let letters: Vec<char> = letters(text).collect();
    (letters.len() >= TELLING).then(|| hash(&letters))
}

/// The least hashes of all runs, in order.
fn sketch(text: &str) -> Vec<u64> {
    let letters: Vec<char> = letters(text).collect();
    let mut least: BTreeSet<u64> = BTreeSet::new();
    let runs = letters.windows(RUN.min(letters.len()).max(1));
    for run in runs {
        let hash = hash(run);
        if least.len() < SKETCH {
            least.insert(hash);
        } else if least.last().is_some_and(|last| hash < *last) && least.insert(hash) {
            least.pop_last();
        }
    }
    least.into_iter().collect()
}

/// FNV-1a, with a last step that spreads its bits.
fn hash(run: &[char]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for c in run {
        hash = (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::id::{compare, is_valid};

    /// Texts of different articles: each its own sequence of Han.
    fn text(seed: u32) -> String {
        (0..200u32)
            .filter_map(|at| char::from_u32(0x4E00 + (seed * 977 + at * at * 31 + at) % 8000))
            .collect()
    }

    type Articles<'a> = [(&'a str, &'a str, String)];

    fn stems(old: &Articles<'_>, new: &Articles<'_>) -> Vec<String> {
        stems_after(old, &[], new)
    }

    fn stems_after(old: &Articles<'_>, older: &Articles<'_>, new: &Articles<'_>) -> Vec<String> {
        let known = |articles: &Articles<'_>| -> Vec<Known> {
            articles
                .iter()
                .map(|(stem, title, text)| Known::new(stem, title, text))
                .collect()
        };
        let before = Before {
            standing: &known(old),
            older: &known(older),
        };
        assign(before, &known(new), &BTreeSet::from(["05-own".to_owned()]))
    }

    #[test]
    fn of_the_parts_of_an_article_the_first_is_that_article() {
        for seed in 1..40 {
            let whole = text(seed);
            let cut = whole.char_indices().nth(90).map_or(0, |(at, _)| at);
            let (first, second) = whole.split_at(cut);
            let old = [("01-a", "甲", whole.clone()), ("02-b", "乙", text(77))];
            for title in ["甲", "改题"] {
                let new = [
                    ("01-a", title, first.to_owned()),
                    ("02-x", "后一半", second.to_owned()),
                    ("03-b", "乙", text(77)),
                ];
                assert_eq!(stems(&old, &new), ["01-a", "01.1-x", "02-b"], "{seed}");
            }
        }
    }

    #[test]
    fn an_article_of_an_older_state_that_is_back_has_its_stem_again() {
        let joined = [("01-a", "甲", text(1) + &text(2)), ("03-c", "丙", text(3))];
        let older = [
            ("02-b", "乙", text(2)),
            ("02-b", "乙", text(2)),
            ("04-d", "丁", text(4)),
        ];
        let new = [
            ("01-a", "甲", text(1)),
            ("02-b", "乙", text(2)),
            ("03-c", "丙", text(3)),
            ("04-n", "新", text(9)),
        ];
        let given = stems_after(&joined, &older, &new);
        assert_eq!(given, ["01-a", "02-b", "03-c", "05-n"]);
    }

    #[test]
    fn a_title_alone_makes_no_article_of_another_text() {
        let old = [("01-a", "简讯", text(1)), ("02-b", "编后", text(2))];
        // A tenth of the text is as it was, and nothing of it.
        let some: String = text(1).chars().take(40).chain(text(5).chars()).collect();
        let new = [("01-a", "简讯", some), ("02-b", "编后", text(6))];
        assert_eq!(stems(&old, &new), ["01-a", "03-b"]);
    }

    #[test]
    fn a_text_that_is_back_word_for_word_has_its_stem_whatever_its_parts_were_called() {
        let whole = text(1) + &text(2) + &text(3);
        let parts = [
            ("01-a", "甲", text(2)),
            ("01.1-b", "乙", text(1)),
            ("01.2-c", "丙", text(3)),
        ];
        let older = [
            ("02-x", "丁", text(3) + &text(1)),
            ("01-a", "全文", whole.clone()),
        ];
        let back = [("01-n", "全文", whole.clone())];
        assert_eq!(stems_after(&parts, &older, &back), ["01-a"]);
        // Also where another part is nearer to it than the one that has the stem.
        let parts = [
            ("03-p", "全文", text(1) + &text(2)),
            ("01-a", "末", text(3)),
        ];
        assert_eq!(stems_after(&parts, &older, &back), ["01-a"]);
        // What stands is asked first.
        let both = [("07-s", "全文", whole.clone()), ("01-a", "末", text(3))];
        assert_eq!(stems_after(&both, &older, &back), ["07-s"]);
    }

    #[test]
    fn articles_keep_their_stems_by_text_then_by_title() {
        let old = [
            ("01-a", "甲", text(1)),
            ("02-b", "乙", text(2)),
            ("03-c", "丙", text(3)),
        ];
        // Retitled and shortened; mostly rewritten under the same title; a new one between them.
        let shorter: String = text(2).chars().take(150).collect();
        let rewritten: String = text(3).chars().take(40).chain(text(7).chars()).collect();
        let new = [
            ("01-x", "新", text(9)),
            ("02-b2", "改题", shorter),
            ("03-n", "插", text(8)),
            ("04-c", "丙", rewritten),
            ("05-own", "末", text(6)),
        ];
        assert_eq!(
            stems(&old, &new),
            ["00.1-x", "02-b", "02.1-n", "03-c", "04-own"]
        );
    }

    #[test]
    fn articles_put_between_others_are_counted_behind_the_one_above() {
        let slug = "duo".repeat(22);
        let planned: Vec<String> = (0..161).map(|at| format!("{:02}-{slug}", at + 2)).collect();
        let old = [
            ("01-a", "甲", text(1)),
            ("02.7-b", "乙", text(2)),
            ("03-c", "丙", text(3)),
        ];
        let mut new = vec![("01-a", "甲", text(1))];
        for (at, stem) in (0u32..).zip(&planned) {
            if at == 3 {
                new.push(("02.7-b", "乙", text(2)));
            }
            new.push((stem, "新", text(100 + at)));
        }
        new.push(("03-c", "丙", text(3)));
        let given = stems(&old, &new);
        assert_eq!(given[2], format!("01.2-{slug}"));
        assert_eq!(given[5], format!("02.7.1-{slug}"));
        assert_eq!(given[162], format!("02.7.158-{slug}"));
        assert!(
            given.is_sorted_by(|one, other| compare(one, other).is_lt()),
            "{given:?}"
        );
        assert!(given.iter().all(|stem| is_valid(stem)), "{given:?}");
    }

    #[test]
    fn a_stem_is_never_given_to_another_article() {
        let old = [("01-a", "甲", text(1)), ("02-b", "乙", text(2))];
        let new = [("01-a", "别的", text(5)), ("02-b", "另外", text(6))];
        assert_eq!(stems(&old, &new), ["03-a", "04-b"]);
        assert_eq!(stems(&old, &[("01-z", "甲", String::new())]), ["01-a"]);
    }
}
