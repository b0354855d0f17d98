//! A list: its rows, the pointer among them, what it is narrowed to.
//!
//! Every page made of rows holds a [`List`] and differs only in how its rows are made: the page
//! makes them, anew for each change of the filter, and [`List::set_rows`] finds the pointer's row
//! again among them. What keys do is the same for all and goes through [`AnyList`], so whoever acts
//! on the list in front need not know its rows.

mod filter;
mod pointer;
mod sight;

pub use filter::Filter;
pub use pointer::Pointer;
pub use sight::Sight;

use crate::config::action::Action;
use crate::search::fuzzy::Query;
use crate::text::Cells;

/// A row of a list.
pub trait Row {
    /// Whether the pointer can stand on it.
    fn is_stop(&self) -> bool;

    /// What the row stands for, the same number whatever the list is narrowed to.
    fn number(&self) -> Option<usize> {
        None
    }

    /// Whether both stand for the same thing, whatever is said of it.
    fn is_same(&self, other: &Self) -> bool {
        self.number().is_some() && self.number() == other.number()
    }
}

/// The rows of a page with everything keys change about them.
#[derive(Clone, Debug)]
pub struct List<R> {
    rows: Vec<R>,
    /// Where one is.
    pub pointer: Pointer,
    filter: Option<Filter>,
    /// The numbers of the rows that fitted the filter dropped last.
    found: Vec<usize>,
}

/// What keys do in a list, whatever its rows are.
pub trait AnyList {
    /// Moves the pointer as `action` says, `count` times; a page is `height` rows.
    fn move_by(&mut self, action: Action, count: Option<usize>, height: Cells);

    /// Moves by `steps` of the rows that fit the filter, or fitted the one dropped last. `false`
    /// if there was none.
    fn step_match(&mut self, steps: isize) -> bool;

    /// Brings the pointer on a stop and in sight on a page of `height` rows.
    fn settle(&mut self, height: Cells);

    /// What the list is narrowed to.
    fn filter(&self) -> Option<&Filter>;

    /// The same, to type into it; the rows must be made again after that.
    fn filter_mut(&mut self) -> Option<&mut Filter>;

    /// Lets a filter be typed, or typed on.
    fn open_filter(&mut self);

    /// Takes the filter away and remembers what fitted it; the rows must be made again after that.
    /// `false` if there was none.
    fn drop_filter(&mut self) -> bool;

    /// The pointer's place among the stops, from 1, and how many there are.
    fn place(&self) -> (usize, usize);

    /// Whether characters are typed into the filter now.
    fn is_typing(&self) -> bool {
        self.filter().is_some_and(|filter| filter.typing)
    }
}

impl<R> Default for List<R> {
    fn default() -> List<R> {
        List {
            rows: Vec::new(),
            pointer: Pointer::default(),
            filter: None,
            found: Vec::new(),
        }
    }
}

impl<R: Row> List<R> {
    /// An empty list that is narrowed by what is typed from its first moment.
    pub fn typed() -> List<R> {
        let mut list = List::default();
        list.open_filter();
        list
    }

    /// What is shown.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The row under the pointer, if it can stand there.
    pub fn current(&self) -> Option<&R> {
        self.rows.get(self.pointer.row).filter(|row| row.is_stop())
    }

    /// Shows other rows; the pointer stays on the same thing at the same height where it is still
    /// there. Where it is not, it stays in its row, but while a filter is typed it goes to the first: that is what
    /// fits best, or at least no row that nobody looked at.
    pub fn set_rows(&mut self, rows: Vec<R>) {
        let above = self.pointer.row.saturating_sub(self.pointer.top);
        let found = self
            .current()
            .and_then(|current| rows.iter().position(|row| row.is_same(current)));
        self.rows = rows;
        if let Some(row) = found {
            self.pointer = Pointer {
                row,
                top: row.saturating_sub(above),
            };
        } else if self.is_typing() {
            self.pointer = Pointer::default();
        }
        self.pointer.land(&self.rows);
    }

    /// Puts the pointer on the first row that `is_wanted`. `false` if there is none.
    pub fn point_at(&mut self, is_wanted: impl Fn(&R) -> bool) -> bool {
        let found = self.rows.iter().position(is_wanted);
        self.pointer.row = found.unwrap_or(self.pointer.row);
        found.is_some()
    }

    /// Puts the pointer on the first stop.
    pub fn to_start(&mut self) {
        self.pointer = Pointer::default();
        self.pointer.to_end(&self.rows, false);
    }

    /// Forgets which rows fitted the filter dropped last: their numbers mean something else now.
    pub fn forget_found(&mut self) {
        self.found.clear();
    }

    /// What was typed, ready to be matched; `None` if nothing was.
    pub fn query(&self) -> Option<Query> {
        let filter = self.filter.as_ref()?;
        (!filter.prompt.is_empty()).then(|| filter.query())
    }
}

impl<R: Row> AnyList for List<R> {
    fn move_by(&mut self, action: Action, count: Option<usize>, height: Cells) {
        let (pointer, rows) = (&mut self.pointer, &self.rows);
        let times = count.unwrap_or(1).min(rows.len().max(1)) as isize;
        let page = (height.max(1) as isize).saturating_mul(times);
        match action {
            Action::LineDown => pointer.step(rows, times),
            Action::LineUp => pointer.step(rows, -times),
            Action::PageDown => pointer.jump_rows(rows, page),
            Action::PageUp => pointer.jump_rows(rows, -page),
            Action::HalfPageDown => pointer.jump_rows(rows, (page / 2).max(1)),
            Action::HalfPageUp => pointer.jump_rows(rows, -(page / 2).max(1)),
            Action::First | Action::Last => {
                pointer.to_end(rows, action == Action::Last && count.is_none());
                pointer.step(
                    rows,
                    count.map_or(0, |count| count.min(rows.len()) as isize - 1),
                );
            }
            _ => {}
        }
    }

    fn step_match(&mut self, steps: isize) -> bool {
        if self.filter.is_some() {
            let most = self.rows.len() as isize;
            self.pointer.step(&self.rows, steps.clamp(-most, most));
            return true;
        }
        self.pointer.step_found(&self.rows, &self.found, steps);
        !self.found.is_empty()
    }

    fn settle(&mut self, height: Cells) {
        self.pointer.settle(&self.rows, height);
    }

    fn filter(&self) -> Option<&Filter> {
        self.filter.as_ref()
    }

    fn filter_mut(&mut self) -> Option<&mut Filter> {
        self.filter.as_mut()
    }

    fn open_filter(&mut self) {
        let before = self.pointer.row;
        let filter = self.filter.get_or_insert_with(|| Filter {
            before,
            ..Filter::default()
        });
        filter.typing = true;
    }

    fn drop_filter(&mut self) -> bool {
        let Some(filter) = self.filter.take() else {
            return false;
        };
        if !filter.prompt.is_empty() {
            self.found = self.rows.iter().filter_map(Row::number).collect();
        }
        if self.rows.is_empty() {
            // Nothing fitted: the pointer goes back to where it was.
            self.pointer.row = filter.before;
        }
        true
    }

    fn place(&self) -> (usize, usize) {
        self.pointer.place(&self.rows)
    }
}
