//! Carrying out a query: which articles fit, and how often.
//!
//! A query is led by the clause with the longest texts: those are scanned for through the texts of many
//! articles at once, at the speed of `memmem`, and only the articles they stand in are looked at for the
//! other clauses. Without a clause of wanted texts alone every article is looked at.
//!
//! The hard part is to spend nothing on each hit: the scan walks along the articles beside the hits
//! instead of looking each one up.

use std::collections::BTreeSet;
use std::ops::Range;

use super::corpus::Corpus;
use super::fold::fold_text;
use super::kept::Kept;
use super::pattern::{Pattern, Side, Text};
use super::query::{Comparison, Condition, DateRange, Query, QueryError, Scope};

/// An article that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the corpus.
    pub article: u32,
    /// How many passages there are. Of texts that are all wanted the one that stands most often counts,
    /// for one passage may have all of them; alternatives are added up first. Passages of one text do not
    /// overlap. 0 for a query without texts.
    pub count: u32,
    /// Whether one of them stands in the title.
    pub title: bool,
}

/// A query made ready.
#[derive(Clone, Debug)]
pub struct Matcher {
    clauses: Vec<Clause>,
    /// The texts of the query, each once.
    patterns: Vec<Pattern>,
    side: Side,
    dates: DateRange,
}

/// What is known beside the texts.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The ids of the articles that have been read.
    pub read: &'a BTreeSet<String>,
    /// What was kept of them, where that is known.
    pub kept: Option<&'a Kept>,
}

/// What of one must hold.
#[derive(Clone, Debug, Default)]
struct Clause {
    /// Wanted texts, as indices of `patterns`, each once.
    texts: Vec<usize>,
    unwanted_texts: Vec<usize>,
    fields: Vec<Condition>,
    unwanted_fields: Vec<Condition>,
}

impl Matcher {
    /// Makes `query` ready.
    ///
    /// # Errors
    /// A regular expression that cannot be read.
    pub fn new(query: &Query) -> Result<Matcher, QueryError> {
        let mut made = Made {
            comparison: query.comparison,
            keys: Vec::new(),
            patterns: Vec::new(),
        };
        let mut clauses = Vec::with_capacity(query.clauses.len());
        for clause in &query.clauses {
            let mut ready = Clause::default();
            for alternative in &clause.alternatives {
                let (texts, fields) = match alternative.unwanted {
                    true => (&mut ready.unwanted_texts, &mut ready.unwanted_fields),
                    false => (&mut ready.texts, &mut ready.fields),
                };
                let taken = made.take(&alternative.condition, texts, fields);
                taken.map_err(|error| QueryError {
                    at: error.at + query.before,
                    ..error
                })?;
            }
            clauses.push(ready);
        }
        Ok(Matcher {
            clauses,
            patterns: made.patterns,
            side: Side::of(query.comparison),
            dates: query.dates,
        })
    }

    /// One text as it is written, folded: nothing in it is an operator.
    pub fn of_text(text: &str) -> Matcher {
        Matcher {
            clauses: vec![Clause {
                texts: vec![0],
                ..Clause::default()
            }],
            patterns: vec![Pattern::folded(text, Scope::Body)],
            side: Side::Folded,
            dates: DateRange::default(),
        }
    }

    /// Whether it looks for something in the texts, not only for what is known of articles.
    pub fn has_texts(&self) -> bool {
        let in_text = |pattern: &Pattern| pattern.scope != Scope::Title;
        self.patterns.iter().any(in_text)
    }

    /// Whether it asks what was read: `is:unread`.
    pub fn asks_for_read(&self) -> bool {
        self.has_field(|field| matches!(field, Condition::Unread))
    }

    /// Whether it asks for marks: `is:marked`.
    pub fn asks_for_marks(&self) -> bool {
        self.has_field(|field| matches!(field, Condition::Marked))
    }

    /// Whether it asks for notes: `note:`.
    pub fn asks_for_notes(&self) -> bool {
        self.has_field(|field| matches!(field, Condition::Note(_)))
    }

    /// Whether it asks for anything that was kept.
    pub fn asks_for_kept(&self) -> bool {
        self.asks_for_marks() || self.asks_for_notes()
    }

    fn has_field(&self, asked: impl Fn(&Condition) -> bool) -> bool {
        let mut fields = self.clauses.iter().flat_map(|clause| {
            let unwanted = clause.unwanted_fields.iter();
            clause.fields.iter().chain(unwanted)
        });
        fields.any(asked)
    }

    /// The articles of `range` that fit, in their order.
    pub fn search(&self, corpus: &Corpus<'_>, range: Range<usize>, facts: Facts<'_>) -> Vec<Hit> {
        if let Some(pattern) = self.single() {
            return self.scan(corpus, range, pattern);
        }
        let lead = self.clauses.iter().max_by_key(|clause| self.lead(clause));
        let lead = lead.filter(|clause| self.lead(clause) > 0);
        let mut candidates = vec![lead.is_none(); range.len()];
        for &text in lead.iter().flat_map(|clause| &clause.texts) {
            for hit in self.scan(corpus, range.clone(), &self.patterns[text]) {
                candidates[hit.article as usize - range.start] = true;
            }
        }
        let numbers = range.zip(candidates).filter(|(_, candidate)| *candidate);
        numbers
            .filter_map(|(article, _)| self.look(corpus, article, facts))
            .collect()
    }

    /// Calls `found` with the bytes from and to of each passage of `text`, one text of the query after
    /// the other.
    pub(super) fn passages(&self, text: Text<'_>, mut found: impl FnMut(usize, usize)) {
        for number in self.wanted() {
            self.patterns[number].each(text, &mut found);
        }
    }

    /// Whether it holds an expression, which takes its time.
    pub(super) fn has_expression(&self) -> bool {
        self.patterns.iter().any(Pattern::is_expression)
    }

    /// Whether the places of passages count in the folded text.
    pub(super) fn is_folded(&self) -> bool {
        self.side == Side::Folded
    }

    /// How many texts are wanted.
    pub(super) fn wanted_texts(&self) -> usize {
        self.wanted().len()
    }

    fn wanted(&self) -> Vec<usize> {
        let mut wanted: Vec<usize> = self
            .clauses
            .iter()
            .flat_map(|clause| clause.texts.iter().copied())
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    /// The one text that is all of the query.
    fn single(&self) -> Option<&Pattern> {
        let [clause] = &self.clauses[..] else {
            return None;
        };
        let [text] = clause.texts[..] else {
            return None;
        };
        let alone = clause.has_texts_alone() && self.dates == DateRange::default();
        let pattern = &self.patterns[text];
        (alone && pattern.finder().is_some()).then_some(pattern)
    }

    /// How well the texts of `clause` can be scanned for: the bytes of the shortest; 0 for not at all.
    fn lead(&self, clause: &Clause) -> usize {
        if !clause.has_texts_alone() {
            return 0;
        }
        let length = |text: &usize| {
            let finder = self.patterns[*text].finder();
            finder.map_or(0, |finder| finder.needle().len())
        };
        clause.texts.iter().map(length).min().unwrap_or(0)
    }

    /// The articles of `range` in which `pattern`, a text, stands.
    fn scan(&self, corpus: &Corpus<'_>, range: Range<usize>, pattern: &Pattern) -> Vec<Hit> {
        let mut hits = Vec::new();
        let Some(finder) = pattern.finder() else {
            return hits;
        };
        let mut next = range.start;
        while next < range.end {
            let run = self.run(corpus, next..range.end);
            let bytes = corpus.slice(run.bytes.clone());
            let mut article = run.articles.start;
            let mut bounds = self.bounds(corpus, article);
            let mut title = None;
            let mut current: Option<Hit> = None;
            for at in finder.find_iter(bytes) {
                let at = at + run.bytes.start;
                if at >= bounds.end {
                    hits.extend(current.take());
                    while at >= bounds.end && article + 1 < run.articles.end {
                        article += 1;
                        bounds = self.bounds(corpus, article);
                    }
                    title = None;
                }
                let title =
                    *title.get_or_insert_with(|| bounds.start + self.title(corpus, article));
                let in_title = at < title;
                let fits = match pattern.scope {
                    Scope::All => true,
                    Scope::Title => in_title,
                    Scope::Body => !in_title,
                };
                if fits {
                    let hit = current.get_or_insert(Hit {
                        article: article as u32,
                        count: 0,
                        title: false,
                    });
                    hit.count += 1;
                    hit.title |= in_title;
                }
            }
            hits.extend(current);
            next = run.articles.end;
        }
        hits
    }

    /// The first articles of `range` whose texts stand one after the other.
    fn run(&self, corpus: &Corpus<'_>, range: Range<usize>) -> Run {
        let mut bytes = self.bounds(corpus, range.start);
        let mut end = range.start + 1;
        while end < range.end {
            let next = self.bounds(corpus, end);
            if next.start != bytes.end {
                break;
            }
            bytes.end = next.end;
            end += 1;
        }
        Run {
            articles: range.start..end,
            bytes,
        }
    }

    fn bounds(&self, corpus: &Corpus<'_>, article: usize) -> Range<usize> {
        match self.side {
            Side::Folded => corpus.folded_range(article),
            Side::Plain => corpus.record(article).plain,
        }
    }

    fn title(&self, corpus: &Corpus<'_>, article: usize) -> usize {
        let record = corpus.record(article);
        match self.side {
            Side::Folded => record.folded_title,
            Side::Plain => record.plain_title,
        }
    }

    /// The text of an article that is compared.
    pub(super) fn text<'a>(&self, corpus: &Corpus<'a>, article: usize) -> Text<'a> {
        Text {
            bytes: corpus.slice(self.bounds(corpus, article)),
            title: self.title(corpus, article),
        }
    }

    /// Looks at one article for every condition.
    fn look(&self, corpus: &Corpus<'_>, article: usize, facts: Facts<'_>) -> Option<Hit> {
        if !self.dates.contains(corpus.date(article)) {
            return None;
        }
        let whole = self.text(corpus, article);
        let stands = |number: &usize| {
            let pattern = &self.patterns[*number];
            pattern.stands_in(whole)
        };
        let holds = |field: &Condition| field_holds(field, corpus, article, facts);
        let fits = |clause: &Clause| {
            clause.texts.iter().any(stands)
                || clause.fields.iter().any(holds)
                || !clause.unwanted_texts.iter().all(stands)
                || !clause.unwanted_fields.iter().all(holds)
        };
        if !self.clauses.iter().all(fits) {
            return None;
        }
        let mut hit = Hit {
            article: article as u32,
            count: 0,
            title: false,
        };
        let mut counts: Vec<Option<u32>> = vec![None; self.patterns.len()];
        for clause in &self.clauses {
            let mut together = 0;
            for &text in &clause.texts {
                together += *counts[text].get_or_insert_with(|| {
                    let mut count = 0;
                    self.patterns[text].each(whole, |from, _| {
                        count += 1;
                        hit.title |= from < whole.title;
                    });
                    count
                });
            }
            hit.count = hit.count.max(together);
        }
        Some(hit)
    }
}

impl Clause {
    /// Whether it is nothing but wanted texts.
    fn has_texts_alone(&self) -> bool {
        self.unwanted_texts.is_empty() && self.fields.is_empty() && self.unwanted_fields.is_empty()
    }
}

/// Articles whose texts stand one after the other.
struct Run {
    articles: Range<usize>,
    bytes: Range<usize>,
}

/// Patterns made so far, each text once.
struct Made<'a> {
    comparison: Comparison,
    keys: Vec<(&'a str, Scope)>,
    patterns: Vec<Pattern>,
}

impl<'a> Made<'a> {
    fn take(
        &mut self,
        condition: &'a Condition,
        texts: &mut Vec<usize>,
        fields: &mut Vec<Condition>,
    ) -> Result<(), QueryError> {
        let Condition::Text { text, scope } = condition else {
            fields.push(folded(condition));
            return Ok(());
        };
        let key = (text.as_str(), *scope);
        let number = match self.keys.iter().position(|known| *known == key) {
            Some(number) => number,
            None => {
                self.patterns
                    .push(Pattern::new(text, *scope, self.comparison)?);
                self.keys.push(key);
                self.keys.len() - 1
            }
        };
        if !texts.contains(&number) {
            texts.push(number);
        }
        Ok(())
    }
}

/// The same condition with its text folded, for comparing with folded names.
fn folded(condition: &Condition) -> Condition {
    let fold = |text: &str| fold_text(text).text;
    match condition {
        Condition::Author(text) => Condition::Author(fold(text)),
        Condition::Source(text) => Condition::Source(fold(text)),
        Condition::Publication(text) => Condition::Publication(fold(text)),
        Condition::Note(text) => Condition::Note(fold(text)),
        other => other.clone(),
    }
}

fn field_holds(field: &Condition, corpus: &Corpus<'_>, article: usize, facts: Facts<'_>) -> bool {
    let has = |name: &str, part: &str| fold_text(name).text.contains(part);
    match field {
        Condition::Text { .. } => true,
        Condition::Author(part) => has(corpus.details(article).authors, part),
        Condition::Source(part) => has(corpus.details(article).source, part),
        Condition::Publication(part) => has(corpus.publication(article), part),
        Condition::Kind(kind) => corpus.details(article).kind == kind.name(),
        Condition::Date(range) => range.contains(corpus.date(article)),
        Condition::Unread => !facts.read.contains(corpus.details(article).id),
        Condition::Marked => facts
            .kept
            .is_some_and(|kept| kept.is_marked(corpus.details(article).id)),
        Condition::Note(part) => facts
            .kept
            .is_some_and(|kept| kept.has_note(corpus.details(article).id, part)),
    }
}
