//! `kanbao bookmark`: bookmarks of articles and of places in them.

use super::note::print_list;
use crate::annotation::json_ld::article_in;
use crate::annotation::{Annotation, Motivation};
use crate::cli::args::{Bookmark, BookmarkAdd, BookmarkDeed, MarkList, MarkNames};
use crate::cli::clock::seconds_since_1970;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::marks::{self, article, locate, of_article, select};
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::library::Catalogue;
use crate::store::{Mark, MarkChange, MarkStore};
use crate::text::sanitize;

/// Does what `args` ask.
///
/// # Errors
/// An article or a bookmark is not there, or something could not be read or saved.
pub(crate) fn run(
    args: &Bookmark,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    match &args.deed {
        BookmarkDeed::Add(args) => add(args, session, output),
        BookmarkDeed::Remove(args) => remove(args, session, output),
        BookmarkDeed::List(args) => list(args, session, output),
    }
}

fn add(args: &BookmarkAdd, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let catalogue = session.scan().catalogue;
    let (article, source) = article(&catalogue, &args.article, session)?;
    let selector = select(&article, args.quote.as_deref(), words)?;
    let mut store = marks::open(session)?;
    let there = bookmarks(&store, &article.meta.id)
        .into_iter()
        .find(|mark| mark.annotation.selector == selector);
    let (mark, message) = match there {
        Some(mark) => {
            let message = words.marks_already(&mark.id.to_string());
            (Some(mark), message)
        }
        None => {
            let annotation = Annotation {
                selector,
                source,
                ..Annotation::new(
                    Motivation::Bookmarking,
                    &article.meta.id,
                    seconds_since_1970(),
                )
            };
            let saved = marks::save(&mut store, &[MarkChange::Add(annotation)], words)?;
            let mark = store.marks().get(saved[0]);
            (mark, words.marks_saved(&saved[0].to_string()))
        }
    };
    if args.json {
        let located = locate(mark.into_iter().collect(), &catalogue);
        for located in &located {
            output.json(&located.to_json())?;
        }
    } else {
        output.line(message.as_clean())?;
    }
    Ok(Exit::Done)
}

fn remove(args: &MarkNames, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let mut store = marks::open(session)?;
    let catalogue = session.scan().catalogue;
    let names = args.names.iter();
    let marks = names.map(|name| named(name, &store, &catalogue, session));
    let marks: Vec<Mark> = marks.collect::<Result<_, _>>()?;
    marks::remove(marks, &mut store, args.json, session, output)
}

fn list(args: &MarkList, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let catalogue = session.scan().catalogue;
    let wanted = super::note::wanted_article(args.article.as_deref(), &catalogue, session)?;
    let store = marks::open(session)?;
    let mut marks = of_article(&store, wanted.as_deref());
    marks.retain(|mark| mark.annotation.motivation == Motivation::Bookmarking);
    let located = locate(marks, &catalogue);
    let none = session.words.marks_none_bookmarks();
    print_list(&located, args.json, none, session, output)
}

/// The bookmark that `name` means: by its id, or that of the whole article by the article's. One of a passage is only
/// meant by its id: whoever removes an article's bookmark twice has not named it.
fn named(
    name: &str,
    store: &MarkStore,
    catalogue: &Catalogue,
    session: &Session,
) -> Result<Mark, Failure> {
    let words = session.words;
    let name = article_in(name).unwrap_or(name);
    // An article that is gone from the library can still be named by its whole id.
    let article = match catalogue.find_article(name) {
        Ok(article) => Some(article.id().to_owned()),
        Err(_) if name.contains('/') => Some(name.to_owned()),
        Err(_) => None,
    };
    let Some(article) = article else {
        let mark = marks::find(store, name, words)?;
        let kind = mark.annotation.motivation;
        if !mark.annotation.is_plain_bookmark() {
            let kind = match kind {
                // One with a note, as others make them.
                Motivation::Bookmarking => Motivation::Commenting,
                kind => kind,
            };
            let id = mark.id.to_string();
            let message = words.bookmark_is_other(&id, words.motivation(kind).as_str());
            return Err(Failure::usage(message).hint(words.bookmark_is_other_hint(&id)));
        }
        return Ok(mark);
    };
    let mut bookmarks = bookmarks(store, &article);
    let whole = bookmarks
        .iter()
        .position(|mark| mark.annotation.selector.is_none());
    match whole {
        Some(whole) => Ok(bookmarks.swap_remove(whole)),
        None if bookmarks.is_empty() => {
            Err(Failure::nothing(words.mark_unknown(name)).hint(words.mark_hint_list()))
        }
        None => {
            let failure = Failure::nothing(words.bookmark_only_places(&article));
            let ids = bookmarks.iter().map(|mark| sanitize(&mark.id.to_string()));
            Err(ids.fold(failure, Failure::hint))
        }
    }
}

fn bookmarks(store: &MarkStore, article: &str) -> Vec<Mark> {
    let mut marks = store.marks().of_article(article);
    marks.retain(|mark| mark.annotation.is_plain_bookmark());
    marks
}
