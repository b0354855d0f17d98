//! Messages: what was said in the status row since the start, in full, the last one first.
//!
//! Each line of a sentence is a row the pointer can stand on, so that one longer than the window can be
//! read to its end. The rows are set anew when the width changes or something more is said.

use crate::app::geometry::Size;
use crate::app::list::{List, Row};
use crate::app::notice::{Notice, Notices, Urgency};
use crate::app::view::View;
use crate::text::{AmbiguousWidth, Cells, Clean};
use crate::typeset;

/// The state of the page.
#[derive(Clone, Debug, Default)]
pub struct MessagesPage {
    /// What was said, the last one first, each with its number.
    told: Vec<(usize, Notice)>,
    /// What the rows are made of.
    made_of: Option<MadeOf>,
    /// The lines of those that fit the filter.
    pub list: List<MessageRow>,
}

/// What the rows depend on, the filter aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MadeOf {
    tellings: usize,
    measure: Cells,
    ambiguous: AmbiguousWidth,
}

/// A line of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Its text.
    pub text: Clean,
    /// How urgent the sentence is.
    pub urgency: Urgency,
    /// Which line of its sentence it is, from 0.
    pub line: usize,
    /// The number of its sentence.
    message: usize,
    /// The bytes of the line that the filter stands for.
    pub matched: Vec<std::ops::Range<usize>>,
}

impl Row for MessageRow {
    fn is_stop(&self) -> bool {
        true
    }

    fn number(&self) -> Option<usize> {
        (self.line == 0).then_some(self.message)
    }

    fn is_same(&self, other: &MessageRow) -> bool {
        (self.message, self.line) == (other.message, other.line)
    }
}

impl MessagesPage {
    /// Makes the rows for a window of this size, if they are others than those there are.
    pub fn prepare(&mut self, notices: &Notices, view: &View, size: Size) {
        let pane = size.pane();
        let wanted = MadeOf {
            tellings: notices.tellings(),
            measure: pane.right.saturating_sub(pane.text()),
            ambiguous: view.ambiguous,
        };
        if self.made_of != Some(wanted) {
            self.told = notices.told().cloned().collect();
            self.made_of = Some(wanted);
            self.rebuild();
        }
    }

    /// Makes the rows again, for the filter.
    pub fn rebuild(&mut self) {
        let Some(made_of) = self.made_of else {
            return;
        };
        let query = self.list.query().unwrap_or_default();
        let mut rows = Vec::new();
        for (number, notice) in &self.told {
            if query.matches(notice.text.as_str()).is_none() {
                continue;
            }
            let lines = typeset::sentence(&notice.text, made_of.measure, made_of.ambiguous);
            rows.extend(
                lines
                    .into_iter()
                    .enumerate()
                    .map(|(line, text)| MessageRow {
                        matched: query.matches(text.as_str()).unwrap_or_default(),
                        text,
                        urgency: notice.urgency,
                        line,
                        message: *number,
                    }),
            );
        }
        self.list.set_rows(rows);
    }

    /// How many sentences there are.
    pub fn total(&self) -> usize {
        self.told.len()
    }

    /// The sentence under the pointer.
    pub fn current(&self) -> Option<&Notice> {
        let row = self.list.current()?;
        let mut told = self.told.iter();
        let (_, notice) = told.find(|(number, _)| *number == row.message)?;
        Some(notice)
    }
}
