//! `kanbao show`: an article as the reader sets it, its file, or its JSON; or any text, set as it
//! stands.
//!
//! The lines come from the same layout as the reader's pane. Raw text is set line by line as it is
//! read, each line a paragraph, so the memory needed is that of the longest line.

mod article;
mod raw;

use crate::cli::args::{Ambiguous, Level, Show};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::output::{Emphasis, Output, stdout_columns};
use crate::cli::session::Session;
use crate::markup::Document;
use crate::text::{AmbiguousWidth, Cells, CleanStr};
use crate::typeset::{Layout, ProhibitionLevel, Role};

/// The width where none is asked for and standard output is no terminal: 38 Han.
const DEFAULT_WIDTH: Cells = 76;

/// Prints what `args` names.
///
/// # Errors
/// There is no such article or file, it cannot be read, or standard output takes no more.
pub(crate) fn run(args: &Show, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    match (&args.raw, &args.article) {
        (Some(path), _) => raw::run(path, args, session, output),
        (None, Some(name)) => article::run(name, args, session, output),
        // clap asks for one of the two.
        (None, None) => Err(Failure::usage(
            session.words.usage_argument_missing("ARTICLE"),
        )),
    }
}

/// The measure in cells: as asked, else what the terminal has beside a margin, at most 76.
fn measure(args: &Show) -> Cells {
    match args.width {
        Some(width) => Cells::from(width),
        None => stdout_columns().map_or(DEFAULT_WIDTH, |columns| {
            let even = columns.saturating_sub(4) & !1;
            even.clamp(4, DEFAULT_WIDTH)
        }),
    }
}

/// The width of ambiguous characters: as asked, else as set; 1 where only a terminal could tell.
fn ambiguous(args: &Show, session: &Session) -> AmbiguousWidth {
    match args.ambiguous {
        Some(Ambiguous::Narrow) => AmbiguousWidth::NARROW,
        Some(Ambiguous::Wide) => AmbiguousWidth::WIDE,
        None => session.settings.ambiguous.resolve(AmbiguousWidth::NARROW),
    }
}

fn level(args: &Show) -> Option<ProhibitionLevel> {
    args.level.map(|level| match level {
        Level::Loose => ProhibitionLevel::Loose,
        Level::Normal => ProhibitionLevel::Normal,
        Level::Strict => ProhibitionLevel::Strict,
    })
}

/// Prints the lines of `layout` from `first` on, each without spaces at its end.
fn print(
    layout: &Layout,
    first: usize,
    document: &Document,
    color: bool,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut pieces: Vec<(Cells, CleanStr<'_>)> = Vec::new();
    for (index, line) in layout.lines().iter().enumerate().skip(first) {
        pieces.clear();
        let mut filled = 0;
        for piece in layout.pieces(document, index) {
            pieces.push((piece.cell.saturating_sub(filled), piece.text));
            filled = piece.cell + piece.width;
        }
        let emphasis = match line.role {
            Role::Title | Role::Heading { .. } | Role::TableHead if color => Emphasis::Strong,
            Role::Byline | Role::Caption | Role::Note if color => Emphasis::Faint,
            _ => Emphasis::Plain,
        };
        output.pieces(&pieces, emphasis)?;
    }
    Ok(())
}
