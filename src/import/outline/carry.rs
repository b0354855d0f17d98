//! An outline for one source, carried over to another state of that source.
//!
//! Equal lines ([`matches`]) keep their article, also where they were moved. What stands between them
//! was changed ([`hunk`]): a line that has the words of an article's old ones stays with it, one that
//! replaces lines of an article belongs to it, and one that is only new to the article of the line
//! before it, unless the program finds that it begins the article below or one of its own. What was said
//! of an article holds for its text only ([`agreement`]): where another one stands in its place, that is
//! read as the program finds it. An article whose text is gone is told; it is never dropped in silence.

mod agreement;
mod hunk;
mod matches;

use std::collections::{BTreeSet, HashMap, HashSet};

use self::agreement::agree;
use self::hunk::{Found, Hunk, Owner, Said};
use super::apply::owners;
use super::claim::whole_key;
use super::{Outline, OutlinedArticle, Stretch};
use crate::import::page::Page;
use crate::import::{Refused, Survey, survey};

/// What became of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The outline for the new text.
    pub outline: Outline,
    /// The articles whose text is gone.
    pub lost: Vec<Lost>,
}

/// An article of an outline that is not obeyed any more, since its text is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it is called: the title, else the first line.
    pub title: String,
    /// Its line in `outline.toml`, from 1.
    pub place: usize,
    /// Whether another text stands in its place.
    pub replaced: bool,
}

/// `outline`, made for the bytes `old`, for the bytes `new`, in which the program by itself finds the
/// articles of `found`.
///
/// # Errors
/// The outline does not fit the old text, or one of the texts cannot be read without loss.
pub fn carry(
    outline: &Outline,
    old: &[u8],
    new: &[u8],
    found: &Outline,
) -> Result<Carried, Refused> {
    if outline.articles.is_empty() {
        return Ok(Carried {
            outline: outline.clone(),
            lost: Vec::new(),
        });
    }
    let (old, new) = (survey(old)?, survey(new)?);
    let was = owners(&old.page, outline, old.last_line).map_err(Refused::Outline)?;
    let (before, after) = (texts(&old), texts(&new));
    let to_new = matches::matches(&before, &after);
    // Nothing is said of lines where what was found does not fit.
    let found = Found::of(owners(&new.page, found, new.last_line), after.len());
    let mut now = unmoved(&was, &to_new, after.len());
    moved(&before, &after, &was, &to_new, &mut now);
    let kept: HashSet<Owner> = now.iter().copied().collect();
    // What the new text says instead of old lines, by article.
    let said = Said::of(&outline.articles);
    let mut renamed: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
    for hunk in hunks(&to_new, after.len()) {
        let hunk = Hunk {
            old: hunk.0,
            new: hunk.1,
            before: &before,
            after: &after,
            was: &was,
            kept: &kept,
            found: &found,
        };
        hunk.place(&mut now);
        for (old, new) in hunk.renamed(&now, &said) {
            if let Some(article) = was[old] {
                renamed.entry(article).or_default().push((old, new));
            }
        }
    }
    let replaced = replaced(&Texts {
        before: &before,
        after: &after,
        was: &was,
        to_new: &to_new,
        now: &now,
    });
    found.give_back(&replaced, &mut now);
    let mut carried = Carried {
        outline: outline.clone(),
        lost: Vec::new(),
    };
    carried.outline.articles.clear();
    let mut stretches = stretches(&new.page, &now);
    let mut firsts: HashMap<usize, usize> = HashMap::new();
    for (line, owner) in was.iter().enumerate() {
        if let Some(owner) = owner {
            firsts.entry(*owner).or_insert(line);
        }
    }
    for (at, article) in outline.articles.iter().enumerate() {
        let lines = stretches.remove(&Owner::Article(at));
        let is_replaced = replaced.contains(&at);
        if lines.is_none() || is_replaced {
            let title = article.title.clone().filter(|title| !title.is_empty());
            let name = title.or_else(|| firsts.get(&at).map(|&line| before[line].to_owned()));
            carried.lost.extend(name.map(|title| Lost {
                title,
                place: article.place,
                replaced: is_replaced,
            }));
        }
        let Some(lines) = lines else {
            continue;
        };
        if is_replaced {
            // Where it stands is all that is known of the other text.
            carried.outline.articles.push(OutlinedArticle {
                lines,
                ..OutlinedArticle::default()
            });
            continue;
        }
        let mut article = OutlinedArticle {
            lines,
            ..article.clone()
        };
        for field in [
            &mut article.kicker,
            &mut article.title,
            &mut article.subtitle,
        ] {
            rename(field, renamed.get(&at), &before, &after);
        }
        carried.outline.articles.push(article);
    }
    let fresh: BTreeSet<usize> = now.iter().filter_map(Owner::fresh).collect();
    for at in fresh {
        // All but its lines is as found.
        let article = OutlinedArticle {
            lines: stretches.remove(&Owner::Fresh(at)).unwrap_or_default(),
            ..OutlinedArticle::default()
        };
        insert(&mut carried.outline, article);
    }
    Ok(carried)
}

/// Two states of a text, line by line.
struct Texts<'a> {
    before: &'a [&'a str],
    after: &'a [&'a str],
    /// The article of each old line.
    was: &'a [Option<usize>],
    /// Where each old line stands now.
    to_new: &'a [Option<usize>],
    /// Whose each new line is.
    now: &'a [Owner],
}

/// The articles whose lines hold another text now.
fn replaced(texts: &Texts<'_>) -> HashSet<usize> {
    let changed = texts.was.iter().zip(texts.to_new);
    let changed = changed.filter(|(_, to_new)| to_new.is_none());
    let changed: HashSet<usize> = changed.filter_map(|(was, _)| *was).collect();
    let mut states: HashMap<usize, (String, String)> = HashMap::new();
    for (line, owner) in texts.was.iter().enumerate() {
        if let Some(at) = owner.filter(|at| changed.contains(at)) {
            states.entry(at).or_default().0.push_str(texts.before[line]);
        }
    }
    for (line, owner) in texts.now.iter().enumerate() {
        if let Owner::Article(at) = owner
            && let Some(states) = states.get_mut(at)
        {
            states.1.push_str(texts.after[line]);
        }
    }
    // A line that stands there still says more than words.
    let mut same: HashMap<usize, usize> = HashMap::new();
    for (line, to_new) in texts.to_new.iter().enumerate() {
        if let (Some(at), Some(_)) = (texts.was[line], to_new) {
            *same.entry(at).or_default() += texts.before[line].len();
        }
    }
    let is_other = |at: &usize| {
        let Some((before, after)) = states.get(at) else {
            return false;
        };
        let same = same.get(at).copied().unwrap_or(0);
        let kept = 2 * same >= before.len().min(after.len());
        !after.is_empty() && !kept && !agree(before, after)
    };
    changed.into_iter().filter(is_other).collect()
}

/// The lines of the page as texts.
fn texts(survey: &Survey) -> Vec<&str> {
    let page = &survey.page;
    (0..page.lines.len()).map(|line| page.line(line)).collect()
}

/// The owners of so many new lines, as far as they stood in the old text.
fn unmoved(was: &[Option<usize>], to_new: &[Option<usize>], lines: usize) -> Vec<Owner> {
    let mut now = vec![Owner::Open; lines];
    for (old, new) in to_new.iter().enumerate() {
        if let Some(new) = new {
            now[*new] = Owner::of(was[old]);
        }
    }
    now
}

/// Gives lines that stand elsewhere now to the article that had them; what is repeated on all pages
/// and was in no article stays in none.
fn moved(
    before: &[&str],
    after: &[&str],
    was: &[Option<usize>],
    to_new: &[Option<usize>],
    now: &mut [Owner],
) {
    // The one owner of each text that is not in its place any more, or is in no article.
    let mut owners: HashMap<&str, Option<Owner>> = HashMap::new();
    for (line, text) in before.iter().enumerate() {
        let owner = Owner::of(was[line]);
        if to_new[line].is_some() && owner != Owner::Out {
            owners.insert(text, None);
            continue;
        }
        owners
            .entry(text)
            .and_modify(|known| *known = known.filter(|known| *known == owner))
            .or_insert(Some(owner));
    }
    for (line, owner) in now.iter_mut().enumerate() {
        if *owner == Owner::Open
            && let Some(Some(known)) = owners.get(after[line])
        {
            *owner = *known;
        }
    }
}

/// The stretches between equal lines: which old lines, and which of so many new ones stand there now.
fn hunks(
    to_new: &[Option<usize>],
    lines: usize,
) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let mut hunks = Vec::new();
    let (mut old, mut new) = (0, 0);
    let ends = to_new.iter().enumerate();
    let ends = ends.filter_map(|(at, to)| to.map(|to| (at, to)));
    for (old_at, new_at) in ends.chain([(to_new.len(), lines)]) {
        if new < new_at {
            hunks.push((old..old_at, new..new_at));
        }
        (old, new) = (old_at + 1, new_at + 1);
    }
    hunks
}

/// The lines of `page` that each owner has, as `now` tells.
fn stretches(page: &Page, now: &[Owner]) -> HashMap<Owner, Vec<Stretch>> {
    let mut stretches: HashMap<Owner, Vec<Stretch>> = HashMap::new();
    let mut first = 0;
    for same in now.chunk_by(|one, other| one == other) {
        let lines = first..first + same.len();
        first = lines.end;
        if !matches!(same[0], Owner::Out | Owner::Open) {
            let stretch = super::write::stretch(page, &lines);
            stretches.entry(same[0]).or_default().push(stretch);
        }
    }
    stretches
}

/// Puts `article` before the first that stands below it.
fn insert(outline: &mut Outline, article: OutlinedArticle) {
    let begin = |article: &OutlinedArticle| article.lines.first().map(|lines| lines.first.line);
    let below = |other: &OutlinedArticle| begin(other) > begin(&article);
    let at = outline.articles.iter().position(below);
    let at = at.unwrap_or(outline.articles.len());
    outline.articles.insert(at, article);
}

/// A title that said what the text said is what the text says now.
fn rename(
    field: &mut Option<String>,
    renamed: Option<&Vec<(usize, usize)>>,
    before: &[&str],
    after: &[&str],
) {
    let Some(text) = field else {
        return;
    };
    let said = whole_key(text);
    let mut renamed = renamed.into_iter().flatten();
    if !said.is_empty()
        && let Some((_, new)) = renamed.find(|(old, _)| whole_key(before[*old]) == said)
    {
        after[*new].clone_into(text);
    }
}

#[cfg(test)]
mod tests;
