//! Where things stand on the screen: panes, list areas, the reader's text area.
//!
//! Pages scroll by what fits, and drawing puts it there; both ask this module, so that a page
//! never scrolls to a row that is not drawn. Everything here is arithmetic on the window's size
//! (`Size`, in cells) and saturates: no size is too small to be asked about.

use crate::text::Cells;

/// The window, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Width.
    pub columns: Cells,
    /// Height.
    pub rows: Cells,
}

/// How much a row has room for: the columns of the table "what goes first when it gets narrower".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breadth {
    /// Below 40 columns.
    Scant,
    /// 40 to 59 columns, or a side pane.
    Narrow,
    /// 60 to 79 columns.
    Medium,
    /// 80 columns and more.
    Wide,
}

/// A column of the screen that holds one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pane {
    /// Its first cell: the pointer's.
    pub left: Cells,
    /// The cell after its last one.
    pub right: Cells,
    /// From `left` to where headings and mastheads begin.
    pub margin: Cells,
    /// What its rows have room for.
    pub breadth: Breadth,
}

/// Where a list stands in its pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The pane.
    pub pane: Pane,
    /// The first row of the list.
    pub top: Cells,
    /// How many rows it has.
    pub rows: Cells,
    /// Rows of the masthead, the first at the top of the screen; the rule is below them.
    pub masthead: Cells,
}

/// The one or two panes of the shelf and the issue page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panes {
    /// One page at a time.
    One(Pane),
    /// Shelf at the left, issue at the right (from 100 columns).
    Two {
        /// The shelf.
        side: Pane,
        /// The issue.
        main: Pane,
    },
}

/// What stands beside the finder's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The cell in which it begins.
    pub left: Cells,
    /// Its cells.
    pub measure: Cells,
    /// Its first row.
    pub top: Cells,
    /// Its rows.
    pub rows: Cells,
    /// The window.
    pub window: Size,
}

/// The text column of the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The cell in which the text begins.
    pub left: Cells,
    /// Its measure.
    pub measure: Cells,
    /// The cell of the margin marks and of the cursor.
    pub mark: Cells,
    /// Rows of text.
    pub rows: Cells,
}

/// The raw lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawColumn {
    /// The cell after the last one of numbers.
    pub number: Cells,
    /// The cell in which lines begin.
    pub left: Cells,
    /// The cell after their last one.
    pub right: Cells,
    /// The most cells of a row.
    pub measure: Cells,
    /// Rows of text.
    pub rows: Cells,
}

/// The smallest window that is drawn.
pub const SMALLEST: Size = Size {
    columns: 20,
    rows: 6,
};
/// From this width on shelf and issue stand side by side.
pub const SIDE_BY_SIDE: Cells = 100;
/// The most an issue pane beside the shelf takes.
const WIDEST_MAIN: Cells = 96;
/// The most a preview beside the finder takes.
const WIDEST_PREVIEW: Cells = 56;
/// Blank cells between two panes.
const GAP: Cells = 4;

impl Size {
    /// Whether only the sentence `too_small` can be shown.
    pub fn is_too_small(self) -> bool {
        self.columns < SMALLEST.columns || self.rows < SMALLEST.rows
    }

    /// Whether lists give up their blank rows (a phone's window).
    pub fn is_compact(self) -> bool {
        self.rows < 20 && self.columns < 60
    }

    /// Whether the reader's head block keeps its blank rows and the date.
    pub fn is_roomy(self) -> bool {
        self.rows >= 20
    }

    /// Whether pages still have a masthead and a rule (a phone with its keyboard open has not).
    pub fn has_masthead(self) -> bool {
        self.rows >= 10
    }

    /// The outer margin, in cells.
    pub fn margin(self) -> Cells {
        if self.columns < 60 { 1 } else { 2 }
    }

    /// A pane over the whole width.
    pub fn pane(self) -> Pane {
        let breadth = match self.columns {
            0..40 => Breadth::Scant,
            40..60 => Breadth::Narrow,
            60..80 => Breadth::Medium,
            _ => Breadth::Wide,
        };
        Pane {
            left: 0,
            right: self.columns.saturating_sub(self.margin()),
            margin: self.margin(),
            breadth,
        }
    }

    /// The panes of the shelf and the issue page.
    pub fn panes(self) -> Panes {
        if self.columns < SIDE_BY_SIDE {
            return Panes::One(self.pane());
        }
        let side = if self.columns < 120 { 32 } else { 38 };
        let left = side + GAP;
        Panes::Two {
            side: Pane {
                left: 0,
                right: side,
                margin: 2,
                breadth: Breadth::Narrow,
            },
            main: Pane {
                left,
                right: (self.columns - 2).min(left + WIDEST_MAIN),
                margin: 2,
                breadth: Breadth::Wide,
            },
        }
    }

    /// Where the shelf's list stands. Its masthead has a second row beside that of the issue.
    pub fn shelf_area(self) -> Area {
        let panes = self.panes();
        let masthead = if panes.are_two() { 2 } else { 1 };
        self.area(panes.shelf(), masthead)
    }

    /// Where an issue's list stands, under the publication and the issue.
    pub fn issue_area(self) -> Area {
        self.area(self.panes().issue(), 2)
    }

    /// Where the list of a page over the whole width stands, under its title.
    pub fn page_area(self) -> Area {
        self.area(self.pane(), 1)
    }

    /// The same for a page made of a query: its row stays where mastheads go.
    pub fn query_area(self) -> Area {
        let mut area = self.page_area();
        if !self.has_masthead() {
            area.top += 1;
            area.rows = area.rows.saturating_sub(1);
        }
        area
    }

    /// Where the finder's list stands: over the whole width, or at the left of the preview.
    pub fn finder_area(self) -> Area {
        let mut area = self.query_area();
        if let Some(beside) = self.beside_finder() {
            area.pane.right = beside.left - GAP;
        }
        area
    }

    /// How many passages an article shows among the results of a full-text search.
    pub fn clips(self) -> usize {
        if self.columns < 60 { 1 } else { 2 }
    }

    /// Where the preview stands beside the finder's list, if it does.
    pub fn beside_finder(self) -> Option<Beside> {
        if self.columns < SIDE_BY_SIDE {
            return None;
        }
        let area = self.query_area();
        let measure = even((self.columns - 8) / 2).min(WIDEST_PREVIEW);
        Some(Beside {
            left: area.pane.right - measure,
            measure,
            top: area.top,
            rows: area.rows,
            window: self,
        })
    }

    /// A list under `masthead` rows, their rule and the blank row; a blank row parts it from the
    /// status row, except where rows are dear.
    fn area(self, pane: Pane, masthead: Cells) -> Area {
        let top = match (self.has_masthead(), self.is_compact()) {
            (false, _) => 0,
            (true, true) => masthead + 1,
            (true, false) => masthead + 2,
        };
        let below = 1 + usize::from(self.has_masthead() && !self.is_compact());
        Area {
            pane,
            top,
            rows: self.rows.saturating_sub(top + below),
            masthead: masthead.min(top),
        }
    }

    /// The widest measure of the reader in cells, where a reader can choose one: a narrow window
    /// always uses all it has.
    pub fn widest_measure(self) -> Option<Cells> {
        (self.columns >= 60).then(|| even(self.columns - 4))
    }

    /// Where raw lines stand, the numbers of `lines` of them before them.
    pub fn raw_column(self, lines: usize) -> RawColumn {
        let margin = self.margin();
        let digits = lines.max(1).ilog10() as usize + 1;
        let least = if self.columns < 60 { 3 } else { 5 };
        let number = margin + digits.max(least);
        let left = number + margin;
        let right = self.columns.saturating_sub(margin).max(left + 2);
        RawColumn {
            number,
            left,
            right,
            measure: right - left,
            rows: self.rows.saturating_sub(1).max(1),
        }
    }

    /// The reader's text column for at most `maximum` cells a line; `zen` takes the status row.
    pub fn column(self, maximum: Cells, zen: bool) -> Column {
        let rows = self.rows.saturating_sub(usize::from(!zen)).max(1);
        if self.columns < 60 {
            let measure = even(self.columns.saturating_sub(2)).max(4);
            return Column {
                left: 1,
                measure,
                mark: 0,
                rows,
            };
        }
        let measure = even((self.columns - 4).min(maximum));
        let left = (self.columns - measure) / 2;
        Column {
            left,
            measure,
            mark: left - 2,
            rows,
        }
    }
}

impl Pane {
    /// Where the text of its rows begins.
    pub fn text(self) -> Cells {
        self.left + 2 * self.margin
    }

    /// Where passages stand under the title of their article.
    pub fn clip(self) -> Cells {
        let further = if self.breadth >= Breadth::Medium {
            4
        } else {
            2
        };
        self.text() + further
    }

    /// Where the unread dot stands.
    pub fn dot(self) -> Cells {
        self.left + self.margin
    }

    /// Where mastheads and rules begin.
    pub fn head(self) -> Cells {
        self.left + self.margin
    }
}

impl Panes {
    /// The pane of the shelf; with one pane, that one.
    pub fn shelf(self) -> Pane {
        match self {
            Panes::One(pane) | Panes::Two { side: pane, .. } => pane,
        }
    }

    /// The pane of the issue page; with one pane, that one.
    pub fn issue(self) -> Pane {
        match self {
            Panes::One(pane) | Panes::Two { main: pane, .. } => pane,
        }
    }

    /// Whether both stand side by side.
    pub fn are_two(self) -> bool {
        matches!(self, Panes::Two { .. })
    }
}

fn even(cells: Cells) -> Cells {
    cells - cells % 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(columns: Cells, rows: Cells) -> Size {
        Size { columns, rows }
    }

    #[test]
    fn the_reader_centres_its_measure() {
        assert_eq!(
            size(80, 24).column(76, false),
            Column {
                left: 2,
                measure: 76,
                mark: 0,
                rows: 23
            }
        );
        assert_eq!(
            size(120, 40).column(76, true),
            Column {
                left: 22,
                measure: 76,
                mark: 20,
                rows: 40
            }
        );
        assert_eq!(
            size(40, 15).column(76, false),
            Column {
                left: 1,
                measure: 38,
                mark: 0,
                rows: 14
            }
        );
        assert_eq!(size(61, 20).column(76, false).measure, 56);
    }

    #[test]
    fn two_panes_from_a_hundred_columns() {
        assert!(!size(99, 24).panes().are_two());
        let panes = size(120, 40).panes();
        assert_eq!(
            (
                panes.shelf().right,
                panes.issue().left,
                panes.issue().text(),
                panes.issue().right
            ),
            (38, 42, 46, 118)
        );
        assert_eq!(size(100, 24).panes().issue().left, 36);
    }

    #[test]
    fn no_size_panics() {
        for columns in 0..130 {
            for rows in 0..30 {
                let size = size(columns, rows);
                let column = size.column(76, false);
                assert!(column.measure >= 4 && column.rows >= 1);
                for area in [
                    size.shelf_area(),
                    size.issue_area(),
                    size.page_area(),
                    size.query_area(),
                ] {
                    assert!(area.rows <= rows);
                }
                let _ = size.pane().text();
            }
        }
    }
}
