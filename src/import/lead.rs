//! Bold beginnings of lines: the titles of briefs, where three or more of them follow each other.
//!
//! Cleaning cuts a line behind its bold beginning; here those are joined again that are no titles. The
//! hard part is that run-in heads inside an article look the same: they stand below its text.

use super::blank::is_blank;
use super::inline::Part;
use super::page::{Line, Mark, Page};
use super::signal::numbered;

/// The shortest text below a bold item of a list, in characters.
const SHORTEST_TEXT: usize = 12;

/// Whether the two bold marks of a line stand around everything.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bold {
    first: Option<bool>,
    last: bool,
    marks: usize,
    /// Where the first bold text ends, in the page's text.
    pub(super) lead: usize,
}

impl Bold {
    /// Takes note of `part` of the line `text`, which stands from `at` on in the page's text.
    pub(super) fn take(&mut self, part: &Part, text: &str, at: usize) {
        let strong = match part {
            Part::Strong(..) => true,
            Part::Text(a, b) if text[*a..*b].trim().is_empty() => return,
            Part::Text(..) | Part::Reference(..) => false,
            Part::Mark(..) | Part::Break(..) => return,
        };
        self.first.get_or_insert(strong);
        self.last = strong;
        self.marks += usize::from(strong);
        if strong && self.marks == 2 && self.first == Some(true) {
            self.lead = at;
        }
    }

    /// Whether they do.
    pub(super) fn whole(self) -> bool {
        self.first == Some(true) && self.last && self.marks == 2
    }
}

/// Whether the bold beginning of a line may be a title: short, no sentence, no number, no name before
/// a colon.
pub(super) fn is_lead(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    (4..=30).contains(&text.chars().count())
        && !text.ends_with(['。', '：', ':', '，', '、', '；', ')', '）'])
        && !numbered(text)
}

/// Joins bold beginnings again that are no titles of briefs: a brief is one line, and three or more
/// of them stand below each other or below short names of columns.
pub(super) fn leads(page: &mut Page) {
    let lines = &page.lines;
    if lines.iter().all(|line| line.mark != Mark::Lead) {
        return;
    }
    // A bold item of a list is a title where its text stands in the next line.
    let apart = |at: usize| {
        let next = lines.get(at + 1);
        next.is_none_or(|next| next.number() != lines[at].number())
    };
    let has_text = |at: usize| {
        let next = lines.get(at + 1);
        next.is_some_and(|next| {
            next.mark == Mark::None && next.blank == 0 && next.chars >= SHORTEST_TEXT
        })
    };
    let items: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].mark == Mark::Lead && apart(at))
        .collect();
    let bare: Vec<usize> = items
        .iter()
        .copied()
        .filter(|&at| !(has_text(at) && is_lead(page.line(at))))
        .collect();
    for at in bare {
        page.lines[at].mark = Mark::List;
    }
    let lines = &page.lines;
    let mut keep = vec![false; lines.len()];
    let (mut run, mut fresh): (Vec<usize>, bool) = (Vec::new(), true);
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let below_lead = at > 0 && lines[at - 1].mark == Mark::Lead;
        match line.mark {
            Mark::Lead if fresh || !run.is_empty() => run.push(at),
            // The name of a column: more of them may follow below it.
            Mark::Heading(_) if line.chars <= 12 => {
                fresh |= run.is_empty();
                continue;
            }
            _ if below_lead => continue,
            _ => {
                runs.push(std::mem::take(&mut run));
                fresh = false;
                continue;
            }
        }
        fresh = false;
    }
    runs.push(run);
    for run in runs.into_iter().filter(|run| run.len() >= 3) {
        for at in run {
            keep[at] = true;
        }
    }
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut rest = false;
    for (at, line) in lines.iter().enumerate() {
        if std::mem::take(&mut rest)
            && let Some(last) = joined.last_mut()
        {
            last.lengthen(&page.text, line.end());
            last.mark = Mark::None;
            continue;
        }
        let item = items.binary_search(&at).is_ok();
        rest = line.mark == Mark::Lead && !keep[at] && !item;
        joined.push(*line);
        if let Some(last) = joined.last_mut().filter(|_| item && !keep[at]) {
            last.mark = Mark::List;
        }
    }
    page.lines = joined;
}
