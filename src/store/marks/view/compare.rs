//! Two views of the marks, an earlier and a later one: what has changed between them, and how a change that
//! was made of the earlier one meets the later one.

use std::collections::HashMap;

use super::{Group, IdHash, Mark, Marks, join};
use crate::annotation::{Annotation, MarkId};
use crate::store::marks::record;
use crate::store::marks::save::MarkChange;

/// What becomes of a text that is written where another one was written meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnMeeting {
    /// It becomes a mark of its own on the same place.
    KeepBoth,
    /// It was one that is only brought back: what others wrote stays, and nothing else.
    LeaveTheirs,
}

impl Marks {
    /// How many marks are there, or say something, here and not in `earlier`, or the other way round.
    pub fn differing(&self, earlier: &Marks) -> usize {
        let before: HashMap<MarkId, &Group, IdHash> = earlier
            .marks
            .iter()
            .map(|group| (group.id, group))
            .collect();
        let heads = |marks: &Marks, group: &Group| {
            let mut heads: Vec<MarkId> = marks
                .heads(group)
                .filter(|record| record.motivation.is_some())
                .map(|record| record.id)
                .collect();
            heads.sort_unstable();
            heads
        };
        let changed = self.marks.iter().filter(|group| {
            let now = heads(self, group);
            let then = before.get(&group.id);
            then.map_or(!now.is_empty(), |then| heads(earlier, then) != now)
        });
        let lost = earlier
            .marks
            .iter()
            .filter(|group| self.group_of(group.id).is_none() && !heads(earlier, group).is_empty());
        changed.count() + lost.count()
    }

    /// Whether `article` has the same marks here and there, and each says the same.
    pub fn is_same_in(&self, other: &Marks, article: &str) -> bool {
        self.heads_in(article).eq(other.heads_in(article))
    }

    /// The records that hold of the marks that were ever in `article`.
    fn heads_in(&self, article: &str) -> impl Iterator<Item = MarkId> {
        let known = self.by_article.get(article);
        let groups = known.map_or(&[][..], |&known| &self.articles[known as usize].groups);
        let groups = groups.iter().map(|&group| &self.marks[group as usize]);
        groups.flat_map(|group| self.heads(group).map(|record| record.id))
    }

    /// What a change that was made of marks as they were seen does to them as they are now: what was done
    /// to the same mark elsewhere meanwhile stays. Where both have written a text, `on_meeting` says what
    /// becomes of this one; `None` if nothing is left of the change.
    pub fn meet(&self, change: MarkChange, on_meeting: OnMeeting) -> Option<MarkChange> {
        let (mark, heads, wanted) = match change {
            MarkChange::Add(_) | MarkChange::Adopt { .. } => return Some(change),
            // What others made of it since covers the removal; what was seen and still stands goes.
            MarkChange::Remove(ref seen) => {
                let now = self.get(seen.id)?;
                let still = now.heads.iter().any(|head| seen.heads.contains(head));
                return still.then_some(change);
            }
            MarkChange::Restore(ref seen) => {
                let is_back = self.get(seen.id).is_some();
                return (!is_back).then_some(change);
            }
            MarkChange::Edit {
                mark,
                heads,
                annotation,
            } => (mark, heads, annotation),
        };
        if self.get(mark).is_none() {
            // Only a text that was written brings a removed mark back; tags and places do not, and neither
            // does what is only taken back.
            let seen = self.said_by(&heads);
            let has_written = seen.is_none_or(|seen| seen.text != wanted.text);
            if on_meeting == OnMeeting::LeaveTheirs || !has_written || wanted.text.is_empty() {
                return None;
            }
        }
        let unseen = |now: &Mark| now.heads.iter().any(|head| !heads.contains(head));
        let now = self.get(mark).filter(unseen);
        let seen = self.said_by(&heads);
        if now.is_some() && seen.is_none() && on_meeting == OnMeeting::LeaveTheirs {
            // A rewrite left out what was seen: nobody can tell what is only brought back.
            return None;
        }
        let met = now.zip(seen);
        let Some((now, seen)) = met else {
            return Some(MarkChange::Edit {
                mark,
                heads,
                annotation: wanted,
            });
        };
        let there = &now.annotation;
        let both_wrote = wanted.text != seen.text && there.text != seen.text;
        let is_lost = both_wrote && wanted.text != there.text;
        if is_lost && !wanted.text.is_empty() {
            return (on_meeting == OnMeeting::KeepBoth).then_some(MarkChange::Add(wanted));
        }
        let mut annotation = there.clone();
        // Taking a text away covers only the text that was seen.
        if wanted.text != seen.text && !is_lost {
            annotation.text = wanted.text;
            annotation.motivation = wanted.motivation;
        }
        if wanted.selector != seen.selector {
            annotation.selector = wanted.selector;
        }
        let given_up = |tag: &String| seen.tags.contains(tag) && !wanted.tags.contains(tag);
        annotation.tags.retain(|tag| !given_up(tag));
        for tag in wanted.tags {
            if !seen.tags.contains(&tag) && !annotation.tags.contains(&tag) {
                annotation.tags.push(tag);
            }
        }
        Some(now.edited(annotation))
    }

    /// What the records `heads` say together; `None` if one of them is not known any more.
    pub fn said_by(&self, heads: &[MarkId]) -> Option<Annotation> {
        let mut said = heads.iter().map(|head| {
            let record = &self.records[*self.by_id.get(head)? as usize];
            record::content(&self.json(record)?)
        });
        let first = said.next()??;
        said.try_fold(first, |said, next| Some(join(said, next?)))
    }
}
