//! One place where a text has changed: lines that are gone, and lines that stand there instead.
//!
//! The words tell first: a new line most of whose pairs of characters stood in one article's old lines is
//! that article's, so wrapping a paragraph otherwise changes nothing. What has no old words takes the
//! place of the articles that have no line left here; what replaces nothing is an insertion.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::agreement::agree;
use crate::import::outline::OutlinedArticle;
use crate::import::outline::claim::whole_key;

/// More articles than so many in one place are not told apart by their words.
const MOST_OWNERS: usize = 256;

/// With more articles than so many in one place the words of what stands there now are not compared.
const MOST_COMPARED: usize = 8;

/// The longest line that may be a title, in characters.
const LONGEST_TITLE: usize = 60;

/// The fewest pairs of characters in common that tell whose a line is.
const FEWEST_PAIRS: usize = 2;

/// Whose a line of the new text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// Not known yet.
    Open,
    /// In no article.
    Out,
    /// An article of the outline.
    Article(usize),
    /// An article that the program found in the new text and the old one did not have.
    Fresh(usize),
}

impl Owner {
    /// As an outline says it.
    pub(super) fn of(article: Option<usize>) -> Owner {
        article.map_or(Owner::Out, Owner::Article)
    }

    /// The number of an article that is new.
    pub(super) fn fresh(&self) -> Option<usize> {
        match self {
            Owner::Fresh(at) => Some(*at),
            _ => None,
        }
    }
}

/// What an outline says in the fields of its articles, for comparing.
#[derive(Debug, Default)]
pub(super) struct Said(HashSet<(usize, String)>);

impl Said {
    /// The fields of `articles`.
    pub(super) fn of(articles: &[OutlinedArticle]) -> Said {
        let fields = articles.iter().enumerate().flat_map(|(at, article)| {
            let fields = [&article.kicker, &article.title, &article.subtitle];
            fields
                .into_iter()
                .flatten()
                .map(move |text| (at, whole_key(text)))
        });
        Said(fields.filter(|(_, key)| !key.is_empty()).collect())
    }

    /// Whether `text` stands in a field of `article`.
    fn holds(&self, article: usize, text: &str) -> bool {
        self.0.contains(&(article, whole_key(text)))
    }
}

/// The place.
#[derive(Debug)]
pub(super) struct Hunk<'a> {
    /// The lines that are gone.
    pub(super) old: Range<usize>,
    /// The lines that stand there now.
    pub(super) new: Range<usize>,
    /// All old lines.
    pub(super) before: &'a [&'a str],
    /// All new lines.
    pub(super) after: &'a [&'a str],
    /// The article of each old line.
    pub(super) was: &'a [Option<usize>],
    /// Who has lines that are the same in both texts.
    pub(super) kept: &'a HashSet<Owner>,
    /// What the program finds by itself.
    pub(super) found: &'a Found,
}

/// The articles that the program finds by itself in the new text.
#[derive(Debug)]
pub(super) struct Found {
    /// The article of each line.
    owners: Vec<Option<usize>>,
    /// From where to where each goes, the last line included.
    extents: HashMap<usize, (usize, usize)>,
}

impl Found {
    /// The articles with these `owners`; none where they do not fit the so many lines.
    pub(super) fn of<E>(owners: Result<Vec<Option<usize>>, E>, lines: usize) -> Found {
        let owners = owners.unwrap_or_else(|_| vec![None; lines]);
        let mut extents = HashMap::new();
        for (line, owner) in owners.iter().enumerate() {
            if let Some(owner) = owner {
                extents.entry(*owner).or_insert((line, line)).1 = line;
            }
        }
        Found { owners, extents }
    }

    /// The first line of article `found`, if it has lines of `run` only.
    fn whole(&self, found: usize, run: &Range<usize>) -> Option<usize> {
        let (first, last) = *self.extents.get(&found)?;
        (run.contains(&first) && run.contains(&last)).then_some(first)
    }

    /// Takes the lines back that articles whose text was `replaced` got for it, for what is found there.
    pub(super) fn give_back(&self, replaced: &HashSet<usize>, now: &mut [Owner]) {
        if replaced.is_empty() {
            return;
        }
        let is_free = |owner: &Owner| matches!(owner, Owner::Article(at) if replaced.contains(at));
        let mut whole: HashSet<usize> = self.extents.keys().copied().collect();
        for (line, found) in self.owners.iter().enumerate() {
            if let Some(found) = found
                && now[line] != Owner::Fresh(*found)
                && now[line] != Owner::Out
                && !is_free(&now[line])
            {
                whole.remove(found);
            }
        }
        let mut left: HashSet<Owner> = HashSet::new();
        for (line, owner) in now.iter_mut().enumerate() {
            if !is_free(owner) {
                continue;
            }
            match self.owners[line] {
                Some(found) if whole.contains(&found) => {
                    left.insert(*owner);
                    *owner = Owner::Fresh(found);
                }
                _ => {}
            }
        }
        // What stands beside a text that was found is the page's.
        for (line, owner) in now.iter_mut().enumerate() {
            if self.owners[line].is_none() && left.contains(owner) {
                *owner = Owner::Out;
            }
        }
    }

    /// The articles that lie within `run`, each with its lines.
    fn within(&self, run: &Range<usize>) -> Vec<Range<usize>> {
        let mut within: Vec<Range<usize>> = Vec::new();
        for line in run.clone() {
            let begins = self.owners[line].filter(|found| self.whole(*found, run) == Some(line));
            if let Some(extent) = begins.and_then(|found| self.extents.get(&found)) {
                within.push(line..extent.1 + 1);
            }
        }
        within
    }

    /// The first line of the article that has `line`.
    fn first(&self, line: usize) -> Option<usize> {
        let found = self.owners.get(line).copied().flatten()?;
        self.extents.get(&found).map(|extent| extent.0)
    }
}

impl Hunk<'_> {
    /// Says whose the lines are that stand there now.
    pub(super) fn place(&self, now: &mut [Owner]) {
        self.by_words(now);
        let ends = self.ends();
        // Who has a line in this place.
        let known = |owner: &&Owner| **owner != Owner::Open;
        let mut left: HashSet<Owner> = now[self.new.clone()]
            .iter()
            .filter(known)
            .copied()
            .collect();
        let mut line = self.new.start;
        while line < self.new.end {
            if now[line] != Owner::Open {
                line += 1;
                continue;
            }
            let open = now[line..self.new.end].iter();
            let end = line + open.take_while(|owner| **owner == Owner::Open).count();
            let gone = self.gone(now, line..end, (&ends, &left));
            if gone.is_empty() {
                self.insert(now, line..end);
            } else if self.strangers(now, &(line..end), &gone) {
                // What is left of the lines is looked at anew.
                left.extend(now[line..end].iter().filter(known));
                continue;
            } else {
                self.replace(now, line..end, &gone);
            }
            left.extend(now[line..end].iter().filter(known));
            line = end;
        }
    }

    /// The old lines that are `said` of their article, each with the new one of the same article that says it in
    /// other words: most of the words are the same, or one line stands for each.
    pub(super) fn renamed(&self, now: &[Owner], said: &Said) -> Vec<(usize, usize)> {
        let of_owner = LazyCell::new(|| {
            let mut lines: HashMap<Owner, Vec<usize>> = HashMap::new();
            for new in self.new.clone() {
                lines.entry(now[new]).or_default().push(new);
            }
            lines
        });
        let alike = |old: usize| {
            let words: HashSet<(char, char)> = pairs(self.before[old]).collect();
            let mut best: Option<(usize, usize)> = None;
            for &new in of_owner
                .get(&Owner::of(self.was[old]))
                .into_iter()
                .flatten()
            {
                let (all, shared) = shared(self.after[new], |pair| words.contains(&pair));
                if 2 * shared >= all.max(words.len()) && shared > best.map_or(0, |best| best.0) {
                    best = Some((shared, new));
                }
            }
            best.map(|(_, new)| new)
        };
        let one_each = self.old.len() == self.new.len();
        // The first that says it counts, and the same words are asked for once.
        let mut asked: HashMap<(usize, &str), Option<usize>> = HashMap::new();
        let mut renamed = Vec::new();
        for old in self.old.clone() {
            let text = self.before[old];
            // Titles are short.
            if text.chars().nth(LONGEST_TITLE).is_some() {
                continue;
            }
            let Some(article) = self.was[old].filter(|&article| said.holds(article, text)) else {
                continue;
            };
            let opposite = self.new.start + (old - self.old.start);
            let opposite =
                Some(opposite).filter(|&new| one_each && now[new] == Owner::of(self.was[old]));
            let alike = *asked.entry((article, text)).or_insert_with(|| alike(old));
            if let Some(new) = alike.or(opposite) {
                renamed.push((old, new));
            }
        }
        renamed
    }

    /// Gives lines to the article in whose lines their words stood.
    fn by_words(&self, now: &mut [Owner]) {
        let owners: HashSet<Option<usize>> = self.was[self.old.clone()].iter().copied().collect();
        if owners.len() > MOST_OWNERS {
            return;
        }
        let mut words: HashMap<(char, char), Vec<Owner>> = HashMap::new();
        for old in self.old.clone() {
            let owner = Owner::of(self.was[old]);
            for pair in pairs(self.before[old]) {
                let owners = words.entry(pair).or_default();
                if !owners.contains(&owner) {
                    owners.push(owner);
                }
            }
        }
        let mut last = Owner::Open;
        for line in self.new.clone() {
            if now[line] != Owner::Open {
                last = now[line];
                continue;
            }
            let mut counts: Vec<(Owner, usize)> = Vec::new();
            let mut all = 0;
            for pair in pairs(self.after[line]) {
                all += 1;
                for owner in words.get(&pair).into_iter().flatten() {
                    match counts.iter_mut().find(|(known, _)| known == owner) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((*owner, 1)),
                    }
                }
            }
            let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
            if most == 0 || 2 * most < all {
                continue;
            }
            let mut best = counts.iter().filter(|(_, count)| *count == most);
            let same = best.clone().find(|(owner, _)| *owner == last);
            if let Some((owner, _)) = same.or_else(|| best.next()) {
                now[line] = *owner;
                last = *owner;
            }
        }
    }

    /// The first and the last old line of each owner.
    fn ends(&self) -> HashMap<Owner, (usize, usize)> {
        let mut ends = HashMap::new();
        for old in self.old.clone() {
            ends.entry(Owner::of(self.was[old])).or_insert((old, old)).1 = old;
        }
        ends
    }

    /// The articles, each with how many lines, that stood where the lines `run` stand now and have no
    /// line `left` in this place; `ends` has the old lines of each.
    fn gone(
        &self,
        now: &[Owner],
        run: Range<usize>,
        (ends, left): (&HashMap<Owner, (usize, usize)>, &HashSet<Owner>),
    ) -> Vec<(Owner, usize)> {
        let known = |line: usize| (now[line] != Owner::Open).then_some(now[line]);
        let above = (self.new.start..run.start).rev().find_map(known);
        let below = (run.end..self.new.end).find_map(known);
        let from = above.and_then(|owner| ends.get(&owner));
        let to = below.and_then(|owner| ends.get(&owner));
        let from = from.map_or(self.old.start, |ends| ends.1 + 1);
        let to = to.map_or(self.old.end, |ends| ends.0);
        let mut places: HashMap<Owner, usize> = HashMap::new();
        let mut gone: Vec<(Owner, usize)> = Vec::new();
        for old in from..to.max(from) {
            let owner = Owner::of(self.was[old]);
            if left.contains(&owner) {
                continue;
            }
            let place = *places.entry(owner).or_insert(gone.len());
            match gone.get_mut(place) {
                Some((_, count)) => *count += 1,
                None => gone.push((owner, 1)),
            }
        }
        gone
    }

    /// Makes new articles of what is found whole in `run` and has little of the words of those that are
    /// `gone`. Whether there are any.
    fn strangers(&self, now: &mut [Owner], run: &Range<usize>, gone: &[(Owner, usize)]) -> bool {
        if gone.len() > MOST_COMPARED {
            return false;
        }
        let text = |owner: Owner| -> String {
            let old = self.old.clone();
            let old = old.filter(|&old| Owner::of(self.was[old]) == owner);
            old.map(|old| self.before[old]).collect()
        };
        let gone: Vec<String> = gone.iter().map(|(owner, _)| text(*owner)).collect();
        let mut any = false;
        for lines in self.found.within(run) {
            let words: String = self.after[lines.clone()].concat();
            if gone.iter().any(|gone| agree(gone, &words)) {
                continue;
            }
            let found = self.found.owners[lines.start];
            for line in lines.filter(|&line| self.found.owners[line] == found) {
                now[line] = found.map_or(now[line], Owner::Fresh);
                any = true;
            }
        }
        any
    }

    /// Gives the lines `run` to the articles whose lines they replace; an article that is found among
    /// lines that are more than those is new.
    fn replace(&self, now: &mut [Owner], run: Range<usize>, gone: &[(Owner, usize)]) {
        let lines: usize = gone.iter().map(|(_, count)| *count).sum();
        let mut end = run.end;
        while end > run.start + lines
            && let Some(found) = self.found.owners[end - 1]
            && let Some(first) = self.found.whole(found, &(run.start..end))
            && first >= run.start + lines
        {
            now[first..end].fill(Owner::Fresh(found));
            end = first;
        }
        // Where they are fewer, an article that has no other line comes first.
        let alone = |(owner, _): &&(Owner, usize)| !self.kept.contains(owner);
        let fewer = end - run.start < lines && gone.iter().any(|gone| alone(&gone));
        let mut takers = gone.iter().filter(|gone| !fewer || alone(gone));
        // Line by line, the last article takes what is more; but a line goes where its words stood.
        let each = takers
            .clone()
            .flat_map(|(owner, count)| std::iter::repeat_n(*owner, *count));
        let last = takers.next_back().map_or(Owner::Out, |(owner, _)| *owner);
        let each = each.chain(std::iter::repeat(last));
        let words = self.words(gone);
        for (line, by_place) in (run.start..end).zip(each) {
            now[line] = self.nearest(line, gone, &words).unwrap_or(by_place);
        }
    }

    /// The pairs of characters in the old lines of the articles `gone`, each with the places of those that have
    /// it; none where they are not told apart.
    fn words(&self, gone: &[(Owner, usize)]) -> HashMap<(char, char), Vec<usize>> {
        let mut words: HashMap<(char, char), Vec<usize>> = HashMap::new();
        if gone.len() < 2 || gone.len() > MOST_OWNERS {
            return words;
        }
        let places = gone.iter().enumerate().map(|(at, (owner, _))| (*owner, at));
        let places: HashMap<Owner, usize> = places.collect();
        for old in self.old.clone() {
            let Some(&place) = places.get(&Owner::of(self.was[old])) else {
                continue;
            };
            for pair in pairs(self.before[old]) {
                let known = words.entry(pair).or_default();
                if !known.contains(&place) {
                    known.push(place);
                }
            }
        }
        words
    }

    /// The one of the articles `gone`, which have these `words`, with which `line` has most in common, if it has
    /// anything.
    fn nearest(
        &self,
        line: usize,
        gone: &[(Owner, usize)],
        words: &HashMap<(char, char), Vec<usize>>,
    ) -> Option<Owner> {
        if words.is_empty() {
            return None;
        }
        let mut counts = vec![0; gone.len()];
        for pair in pairs(self.after[line]) {
            for &place in words.get(&pair).into_iter().flatten() {
                counts[place] += 1;
            }
        }
        let counts = counts.into_iter().zip(gone);
        let (most, (owner, _)) = counts.max_by_key(|(count, _)| *count)?;
        (most >= FEWEST_PAIRS).then_some(*owner)
    }

    /// Gives the lines `run`, which replace nothing, to the articles around them, or makes new ones.
    fn insert(&self, now: &mut [Owner], run: Range<usize>) {
        let knows = !self.found.extents.is_empty();
        let mut last = now[..run.start]
            .iter()
            .rev()
            .find(|owner| matches!(owner, Owner::Article(_) | Owner::Fresh(_)))
            .copied();
        // What is found to begin here and to go on below begins that article.
        let below = now
            .get(run.end)
            .copied()
            .filter(|owner| matches!(owner, Owner::Article(_)));
        let begins = self.found.first(run.end);
        let begins = begins.filter(|first| run.contains(first));
        let begins = begins.unwrap_or(run.end);
        for line in run.clone() {
            let found = self.found.owners[line];
            now[line] = match (below, found) {
                (Some(below), _) if line >= begins => below,
                (_, Some(found)) if self.found.whole(found, &run).is_some() => Owner::Fresh(found),
                // What the page brought.
                (_, None) if knows => Owner::Out,
                _ => last.unwrap_or(Owner::Out),
            };
            if now[line] != Owner::Out {
                last = Some(now[line]);
            }
        }
    }
}

/// Neighbouring characters of `text`, without white space.
fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    let chars = || text.chars().filter(|c| !c.is_whitespace());
    chars().zip(chars().skip(1))
}

/// How many pairs `text` has, and how many of them are `known`.
fn shared(text: &str, known: impl Fn((char, char)) -> bool) -> (usize, usize) {
    pairs(text).fold((0, 0), |(all, shared), pair| {
        (all + 1, shared + usize::from(known(pair)))
    })
}
