//! `kanbao show ARTICLE`: one article of the library.

use super::{ambiguous, level, measure, print};
use crate::app::geometry::Size;
use crate::app::labels;
use crate::app::view::View;
use crate::cli::args::{Format, Show};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::{find, json};
use crate::config::{Glyphs, Theme};
use crate::library::load::article_text;
use crate::library::{ReadError, load_article};
use crate::text::sanitize;
use crate::typeset::{Head, Settings, typeset};

/// Prints the article that `name` means.
pub(super) fn run(
    name: &str,
    args: &Show,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    let catalogue = session.scan().catalogue;
    let (issue, id) = find::article(&catalogue, name, words)?;
    let unreadable = |error: ReadError| Failure::of(&error.diagnostic, words);
    if args.format == Format::Md {
        let text = article_text(issue, id).map_err(unreadable)?;
        for line in text.lines() {
            output.line(sanitize(line).as_clean())?;
        }
        return Ok(Exit::Done);
    }
    let (article, _) = load_article(issue, id).map_err(unreadable)?;
    if args.json || args.format == Format::Json {
        output.json(&json::Article::whole(&article))?;
        return Ok(Exit::Done);
    }
    let meta = &article.meta;
    let settings = settings(args, session);
    let head = Head {
        kicker: meta.kicker.clone(),
        title: meta.title.clone(),
        subtitle: meta.subtitle.clone(),
        byline: labels::byline(words, meta),
    };
    let layout = typeset(Some(&head), &article.document, &settings);
    print(&layout, &article.document, session.color, output)?;
    Ok(Exit::Done)
}

/// As the reader's pane sets it in a tall window, but for what `args` ask.
fn settings(args: &Show, session: &Session) -> Settings {
    let ascii = session.settings.glyphs == Glyphs::Ascii;
    let view = View::new(session.settings.clone(), Theme::None, ascii);
    let pane = view.typeset_settings(
        session.words,
        Size {
            columns: 80,
            rows: 24,
        },
    );
    Settings {
        measure: measure(args),
        ambiguous: ambiguous(args, session),
        level: level(args).unwrap_or(pane.level),
        ..pane
    }
}
