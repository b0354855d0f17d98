//! Where drawing happens: a buffer with the theme and the widths in force.
//!
//! Every text is [`CleanStr`] and is placed by cells; what does not fit is cut with `..` before it is
//! drawn, so nothing runs into its neighbour at any size.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::cells;
use super::style::{Look, style};
use crate::app::kept::MarkKind;
use crate::app::view::View;
use crate::text::elide::elide_end;
use crate::text::width::text_width;
use crate::text::{AmbiguousWidth, Cells, CleanStr};

/// A buffer to draw on.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    view: &'a View,
}

impl<'a> Canvas<'a> {
    /// Draws on `buffer` as `view` says.
    pub fn new(buffer: &'a mut Buffer, view: &'a View) -> Canvas<'a> {
        Canvas { buffer, view }
    }

    /// How wide ambiguous characters are drawn.
    pub fn ambiguous(&self) -> AmbiguousWidth {
        self.view.ambiguous
    }

    /// The width of `text`.
    pub fn width(&self, text: CleanStr<'_>) -> Cells {
        text_width(text.as_str(), self.view.ambiguous)
    }

    /// Draws `text` from cell `x` of row `y`; gives the cell after it.
    pub fn text(&mut self, x: Cells, y: Cells, text: CleanStr<'_>, look: Look) -> Cells {
        let style = style(self.view.theme, look);
        let at = (narrow(x), narrow(y));
        debug_assert!(
            self.is_free(x, y, text),
            "{text:?} at {y}:{x} over another text"
        );
        Cells::from(cells::put_str(
            self.buffer,
            at,
            text,
            style,
            self.view.ambiguous,
        ))
    }

    /// Blanks a row, with the looks of what stood there.
    pub fn clear_row(&mut self, y: Cells) {
        for x in 0..self.buffer.area.width {
            if let Some(cell) = self.buffer.cell_mut((x, narrow(y))) {
                cell.reset();
            }
        }
    }

    /// Whether nothing stands where `text` is to be drawn, or it is there to blank that.
    fn is_free(&self, x: Cells, y: Cells, text: CleanStr<'_>) -> bool {
        let is_blank = |x| {
            self.buffer
                .cell((narrow(x), narrow(y)))
                .is_none_or(|cell| cell.symbol() == " ")
        };
        (x..x + self.width(text)).all(is_blank) || text.as_str().trim().is_empty()
    }

    /// Draws `text` from cell `x`, cut to end before `limit`; gives the cell after it.
    pub fn text_within(
        &mut self,
        x: Cells,
        limit: Cells,
        y: Cells,
        text: CleanStr<'_>,
        look: Look,
    ) -> Cells {
        let budget = limit.saturating_sub(x);
        if self.width(text) <= budget {
            return self.text(x, y, text, look);
        }
        let (cut, _) = elide_end(text, budget, self.view.ambiguous);
        self.text(x, y, cut.as_clean(), look)
    }

    /// Draws `text` so that it ends before cell `right`; gives the cell it starts in.
    pub fn text_right(&mut self, right: Cells, y: Cells, text: CleanStr<'_>, look: Look) -> Cells {
        let x = right.saturating_sub(self.width(text));
        self.text(x, y, text, look);
        x
    }

    /// Draws `text` like [`Canvas::text_within`], with its bytes in `matched` as matches.
    pub fn text_matched(
        &mut self,
        x: Cells,
        limit: Cells,
        y: Cells,
        text: CleanStr<'_>,
        look: Look,
        matched: &[Range<usize>],
    ) -> Cells {
        if matched.is_empty() {
            return self.text_within(x, limit, y, text, look);
        }
        let budget = limit.saturating_sub(x);
        let (cut, _) = elide_end(text, budget, self.view.ambiguous);
        // The cut text is a prefix of the whole with two dots after it.
        let whole = self.width(text) <= budget;
        let shown = if whole {
            text.as_str().len()
        } else {
            cut.as_str()
                .len()
                .saturating_sub(2)
                .min(text.as_str().len())
        };
        let (mut at, mut x) = (0, x);
        for range in matched {
            let (start, end) = (range.start.min(shown), range.end.min(shown));
            x = self.text(x, y, text.slice(at..start), look);
            x = self.text(x, y, text.slice(start..end), Look::Match);
            at = end;
        }
        x = self.text(x, y, text.slice(at..shown), look);
        if whole {
            x
        } else {
            self.text(
                x,
                y,
                cut.as_clean()
                    .slice(cut.as_str().len() - 2..cut.as_str().len()),
                look,
            )
        }
    }

    /// Draws the rule under a masthead.
    pub fn rule(&mut self, range: Range<Cells>, y: Cells) {
        let style = style(self.view.theme, Look::Rule);
        for x in range {
            self.put(x, y, '_', style);
        }
    }

    /// Draws one of the glyphs of the marks table, in its ASCII form where that was asked for.
    pub fn glyph(&mut self, x: Cells, y: Cells, glyph: Glyph) {
        let look = match glyph {
            Glyph::Pointer | Glyph::OtherPointer | Glyph::Unread | Glyph::LeftOut => Look::Pointer,
            Glyph::Bookmark | Glyph::Note | Glyph::Highlight | Glyph::Draft | Glyph::Adrift => {
                Look::Mark
            }
        };
        let style = style(self.view.theme, look);
        self.put(x, y, glyph.character(self.view.ascii), style);
    }

    /// Puts a caret under what is at fault, in the place of a cell of the rule.
    pub fn caret(&mut self, x: Cells, y: Cells) {
        let style = style(self.view.theme, Look::Error);
        self.put(x, y, '^', style);
    }

    /// Puts one of this program's own characters, one cell wide, into a cell of the buffer.
    fn put(&mut self, x: Cells, y: Cells, character: char, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((narrow(x), narrow(y))) {
            cell.set_char(character).set_style(style);
        }
    }
}

/// The glyphs for states: all one cell at both ambiguous widths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// The current row of the focused pane.
    Pointer,
    /// The current row of the other pane.
    OtherPointer,
    /// Something unread.
    Unread,
    /// A raw line that stands in no article.
    LeftOut,
    /// A bookmark.
    Bookmark,
    /// A note.
    Note,
    /// A highlight, or what is selected.
    Highlight,
    /// A note that was left unsaved.
    Draft,
    /// A mark that has no place.
    Adrift,
}

impl Glyph {
    /// Its character; the ASCII one where fonts or locale have no other.
    pub fn character(self, ascii: bool) -> char {
        match (self, ascii) {
            (Glyph::Pointer, _) => '>',
            (Glyph::OtherPointer | Glyph::LeftOut, _) => '-',
            (Glyph::Unread, false) => '\u{2219}',
            (Glyph::Unread, true) => '*',
            (Glyph::Bookmark, false) => '\u{25ba}',
            (Glyph::Bookmark, true) => '#',
            (Glyph::Note, false) => '\u{bb}',
            (Glyph::Note, true) => '+',
            (Glyph::Highlight, false) => '\u{2590}',
            (Glyph::Highlight, true) => '|',
            (Glyph::Draft, _) => '~',
            (Glyph::Adrift, _) => '?',
        }
    }
}

impl From<MarkKind> for Glyph {
    fn from(kind: MarkKind) -> Glyph {
        match kind {
            MarkKind::Note => Glyph::Note,
            MarkKind::Bookmark => Glyph::Bookmark,
            MarkKind::Highlight => Glyph::Highlight,
        }
    }
}

/// A cell's number as ratatui has it; what is beyond any screen stays beyond it.
fn narrow(cells: Cells) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
