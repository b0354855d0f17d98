//! `kanbao export`: bookmarks, highlights and notes for other programs.

use super::note::wanted_article;
use crate::annotation::export::{Exported, csv, markdown, org};
use crate::annotation::json_ld;
use crate::cli::args::{Export, ExportFormat};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::marks::{self, Located, locate, of_article};
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::text::sanitize;

/// Prints the marks in the form that `args` ask for.
///
/// # Errors
/// There are none, they cannot be read, or standard output takes no more. Where those of another device cannot be read,
/// all others are printed, and the exit code is that of what could not be read.
pub(crate) fn run(args: &Export, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let catalogue = session.scan().catalogue;
    let wanted = wanted_article(args.article.as_deref(), &catalogue, session)?;
    let store = marks::open(session)?;
    // What could not be read was told; who keeps what is printed must know that some is not there.
    let whole = store.errors().is_empty();
    let done = |exit: Exit| if whole { exit } else { Exit::Disk };
    let located = locate(of_article(&store, wanted.as_deref()), &catalogue);
    if args.json || args.format == ExportFormat::Json {
        let superseded = store.marks().superseded_by_mark();
        let annotations: Vec<serde_json::Value> = located
            .iter()
            .map(|Located { mark, .. }| {
                let foreign = store.marks().foreign(&mark.heads);
                let records = json_ld::Records {
                    holding: &mark.heads,
                    replaced: superseded.get(&mark.id).map_or(&[], Vec::as_slice),
                };
                json_ld::write(mark.id, records, &mark.annotation, foreign)
            })
            .collect();
        output.json(&annotations)?;
        return Ok(done(match annotations.is_empty() {
            true => Exit::Nothing,
            false => Exit::Done,
        }));
    }
    if located.is_empty() {
        let mut failure = Failure::nothing(session.words.marks_none());
        failure.exit = done(failure.exit);
        return Err(failure);
    }
    let exported: Vec<Exported> = located
        .into_iter()
        .map(|located| Exported {
            orphan: located.is_orphan(),
            id: located.mark.id,
            annotation: located.mark.annotation,
        })
        .collect();
    let text = match args.format {
        ExportFormat::Org => org(&exported),
        ExportFormat::Csv => csv(&exported),
        ExportFormat::Md | ExportFormat::Json => markdown(&exported),
    };
    for line in text.lines() {
        output.line(sanitize(line).as_clean())?;
    }
    Ok(done(Exit::Done))
}
