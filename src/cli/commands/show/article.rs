//! `kanbao show ARTICLE`: one article of the library; of a mark, its article from the line on that it
//! begins in.

use super::{ambiguous, level, measure, print};
use crate::annotation::ArticleText;
use crate::annotation::json_ld::mark_in;
use crate::app::geometry::Size;
use crate::app::labels;
use crate::app::view::View;
use crate::cli::args::{Format, Show};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::marks::{self, Located, Place, locate_in};
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::{find, json};
use crate::config::{Glyphs, Theme};
use crate::library::catalogue::ArticleRef;
use crate::library::load::article_text;
use crate::library::{ReadError, load_article};
use crate::store::{Mark, MarkStore};
use crate::text::sanitize;
use crate::typeset::{Head, Settings, typeset};
use crate::words::Words;

/// Prints the article that `name` means, from the passage on if it is the name of a mark.
pub(super) fn run(
    name: &str,
    args: &Show,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    let catalogue = session.scan().catalogue;
    let mark = match mark_in(name) {
        Some(_) => Some(marks::find(&marks::open(session)?, name, words)?),
        None => None,
    };
    let (name, mark) = match (mark, find::article(&catalogue, name, words)) {
        (Some(mark), _) => (mark.annotation.article.clone(), Some(mark)),
        (None, Ok((_, id))) => (id.to_owned(), None),
        (None, Err(failure)) => {
            let mark = mark_named(name, session).ok_or(failure)?;
            (mark.annotation.article.clone(), Some(mark))
        }
    };
    let Some(ArticleRef { issue, index }) = catalogue.article(&name) else {
        return Err(Failure::nothing(words.mark_article_gone(&name)));
    };
    let id = issue.articles[index].as_str();
    let unreadable = |error: ReadError| Failure::of(&error.diagnostic, words);
    if args.format == Format::Md {
        let text = article_text(issue, id).map_err(unreadable)?;
        for line in text.lines() {
            output.line(sanitize(line).as_clean())?;
        }
        return Ok(Exit::Done);
    }
    let (article, _) = load_article(issue, id).map_err(unreadable)?;
    let mark = mark.map(|mark| {
        let text = ArticleText::new(article.document.text.as_str());
        let place = locate_in(&mark, &text);
        Located { mark, place }
    });
    if args.json || args.format == Format::Json {
        output.json(&json::Article {
            mark: mark.as_ref().map(Located::to_json),
            ..json::Article::whole(&article)
        })?;
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
    let first = match mark.as_ref().map(|located| &located.place) {
        None | Some(Place::Article) => 0,
        Some(Place::Text(range)) => {
            let mut places = article.document.text.as_str().char_indices();
            let byte = places.nth(range.start).map_or(0, |(byte, _)| byte);
            layout.line_of(byte)
        }
        Some(Place::Orphan) => return Err(orphan(mark.as_ref(), words)),
    };
    print(&layout, first, &article.document, session.color, output)?;
    Ok(Exit::Done)
}

/// The mark whose name begins with `name`, if there is exactly one.
fn mark_named(name: &str, session: &Session) -> Option<Mark> {
    let store = MarkStore::open(session.marks_place()?);
    match store.marks().beginning_with(name)[..] {
        [id] if !name.is_empty() => store.marks().get(id),
        _ => None,
    }
}

/// What is left of a mark that has no place: its quotation.
fn orphan(mark: Option<&Located>, words: Words) -> Failure {
    let (id, exact, article) = mark.map_or_else(Default::default, |Located { mark, .. }| {
        let annotation = &mark.annotation;
        (
            mark.id.to_string(),
            annotation.exact(),
            annotation.article.as_str(),
        )
    });
    let failure = Failure::nothing(words.mark_is_orphan(&id));
    let failure = exact
        .lines()
        .fold(failure, |failure, line| failure.hint(sanitize(line)));
    failure.hint(words.mark_orphan_hint(article))
}

/// As the reader's pane sets it in a tall window, but for what `args` ask.
fn settings(args: &Show, session: &Session) -> Settings {
    let ascii = session.settings.glyphs == Glyphs::Ascii;
    let view = View::new(session.settings.clone(), Some(Theme::None), ascii);
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
