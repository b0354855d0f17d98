//! `kanbao note`: notes on articles and on passages of them.
//!
//! What was written is never thrown away: a note that could not be saved is kept as a draft, which the
//! reader offers at its next start.

use std::io::{self, IsTerminal as _, Read as _};

use crate::annotation::json_ld::article_in;
use crate::annotation::{Annotation, Motivation};
use crate::cli::args::{MarkNames, Note, NoteAdd, NoteDeed, NoteList, NoteShow};
use crate::cli::clock::seconds_since_1970;
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::find;
use crate::cli::json;
use crate::cli::marks::{self, Located, article, locate, of_article, select};
use crate::cli::output::{Emphasis, Output, stdout_columns};
use crate::cli::session::Session;
use crate::cli::table::Table;
use crate::library::Catalogue;
use crate::store::drafts::{Draft, Drafts};
use crate::store::{Mark, MarkChange, MarkStore, StoreError};
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// The longest note, in bytes.
const LONGEST: u64 = 16 << 20;

/// Does what `args` ask.
///
/// # Errors
/// An article or a note is not there, or something could not be read or saved.
pub(crate) fn run(args: &Note, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    match &args.deed {
        NoteDeed::Add(args) => add(args, session, output),
        NoteDeed::Show(args) => show(args, session, output),
        NoteDeed::Remove(args) => remove(args, session, output),
        NoteDeed::List(args) => list(args, session, output),
    }
}

fn add(args: &NoteAdd, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    if args.tag.iter().any(|tag| tag.trim().is_empty()) {
        return Err(Failure::usage(words.tag_empty()));
    }
    let catalogue = session.scan().catalogue;
    let (article, source) = article(&catalogue, &args.article, session)?;
    let selector = select(&article, args.quote.as_deref(), words)?;
    let text = text(&args.text, words)?;
    let annotation = Annotation {
        selector,
        source,
        text,
        tags: args.tag.clone(),
        ..Annotation::new(
            Motivation::Commenting,
            &article.meta.id,
            seconds_since_1970(),
        )
    };
    let saved = marks::open(session).and_then(|mut store| {
        let change = [MarkChange::Add(annotation.clone())];
        let saved = marks::save(&mut store, &change, words)?;
        Ok((store, saved[0]))
    });
    let (store, id) = match saved {
        Ok(saved) => saved,
        Err(failure) => return Err(kept_as_draft(failure, annotation, session)),
    };
    if args.json {
        let mark: Vec<Mark> = store.marks().get(id).into_iter().collect();
        for located in &locate(mark, &catalogue) {
            output.json(&located.to_json())?;
        }
    } else {
        output.line(words.marks_saved(&id.to_string()).as_clean())?;
    }
    Ok(Exit::Done)
}

fn show(args: &NoteShow, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let store = marks::open(session)?;
    let mark = marks::find(&store, &args.name, words)?;
    let located = locate(vec![mark], &session.scan().catalogue);
    for located in &located {
        if args.json {
            output.json(&located.to_json())?;
        } else {
            print_whole(located, session, output)?;
        }
    }
    Ok(Exit::Done)
}

fn remove(args: &MarkNames, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let mut store = marks::open(session)?;
    let find = |name: &String| {
        let mark = marks::find(&store, name, words)?;
        if mark.annotation.is_plain_bookmark() {
            let id = mark.id.to_string();
            let message = words.note_is_bookmark(&id);
            return Err(Failure::usage(message).hint(words.note_is_bookmark_hint(&id)));
        }
        Ok(mark)
    };
    let marks: Vec<Mark> = args.names.iter().map(find).collect::<Result<_, _>>()?;
    marks::remove(marks, &mut store, args.json, session, output)
}

fn list(args: &NoteList, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let catalogue = session.scan().catalogue;
    let wanted = wanted_article(args.article.as_deref(), &catalogue, session)?;
    let store = marks::open(session)?;
    let mut marks = of_article(&store, wanted.as_deref());
    marks.retain(|mark| match mark.annotation.motivation {
        Motivation::Bookmarking => !mark.annotation.text.is_empty(),
        Motivation::Commenting => true,
        Motivation::Highlighting | Motivation::Tagging => {
            args.all || !mark.annotation.text.is_empty()
        }
    });
    let located = locate(marks, &catalogue);
    let none = session.words.marks_none_notes();
    print_list(&located, args.json, none, session, output)
}

/// The id of the article that a list is limited to. One that is gone from the library may still have
/// marks: its whole id names it.
///
/// # Errors
/// No article, or more than one, is meant.
pub(super) fn wanted_article(
    name: Option<&str>,
    catalogue: &Catalogue,
    session: &Session,
) -> Result<Option<String>, Failure> {
    let Some(name) = name else {
        return Ok(None);
    };
    match find::article(catalogue, name, session.words) {
        Ok((_, id)) => Ok(Some(id.to_owned())),
        Err(failure) => {
            let name = article_in(name).unwrap_or(name);
            let place = session.marks_place().map(MarkStore::open);
            let has_marks =
                place.is_some_and(|store| store.marks().entries_of(name).next().is_some());
            has_marks.then(|| Some(name.to_owned())).ok_or(failure)
        }
    }
}

/// Prints `located` as a list or as one JSON document; `none` is said where there is nothing.
///
/// # Errors
/// There is none, or standard output takes no more.
pub(super) fn print_list(
    located: &[Located],
    json: bool,
    none: Clean,
    session: &Session,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let words = session.words;
    if json {
        let marks: Vec<json::Mark<'_>> = located.iter().map(Located::to_json).collect();
        output.json(&marks)?;
        return Ok(if marks.is_empty() {
            Exit::Nothing
        } else {
            Exit::Done
        });
    }
    if located.is_empty() {
        return Err(Failure::nothing(none));
    }
    let mut table = Table::default();
    for located in located {
        let annotation = &located.mark.annotation;
        let day: String = crate::annotation::time::to_text(annotation.created)
            .chars()
            .take("YYYY-MM-DD".len())
            .collect();
        let orphan = if located.is_orphan() {
            words.mark_orphan()
        } else {
            Clean::default()
        };
        table.push(vec![
            sanitize(&located.mark.id.to_string()),
            words.motivation(annotation.motivation),
            sanitize(&day),
            sanitize(&annotation.article),
            orphan,
            beginning(&annotation.text),
            beginning(annotation.exact()),
        ]);
    }
    const TEXTS: [usize; 3] = [6, 5, 3];
    if let Some(columns) = stdout_columns() {
        table.fit(columns, &TEXTS);
    }
    for line in table.lines("") {
        output.line(line.as_clean())?;
    }
    Ok(Exit::Done)
}

/// As much of a text as a list has room for.
fn beginning(text: &str) -> Clean {
    const MOST: usize = 30;
    let mut chars = text.chars();
    let mut shown: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() {
        shown.push_str("..");
    }
    sanitize(shown.trim())
}

/// Prints a mark: where it belongs, the quotation, the note as it was written.
fn print_whole(located: &Located, session: &Session, output: &mut Output) -> Result<(), Failure> {
    let words = session.words;
    let annotation = &located.mark.annotation;
    let source = &annotation.source;
    let parts = [
        source.title.as_str(),
        &source.publication,
        &source.issue,
        &source.date,
        &annotation.article,
    ];
    let head: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    output.styled(
        sanitize(&head.join("  ")).as_clean(),
        Emphasis::Strong,
        session.color,
    )?;
    if located.is_orphan() {
        let told = words.mark_is_orphan(&located.mark.id.to_string());
        output.styled(told.as_clean(), Emphasis::Faint, session.color)?;
    }
    for line in annotation.exact().lines() {
        output.line(sanitize(&format!("> {line}")).as_clean())?;
    }
    for line in annotation.text.lines() {
        output.line(sanitize(line).as_clean())?;
    }
    if !annotation.tags.is_empty() {
        let tags = annotation.shown_tags().into_iter();
        let tags: Vec<String> = tags.map(|tag| format!("#{tag}")).collect();
        output.line(sanitize(&tags.join(" ")).as_clean())?;
    }
    Ok(())
}

/// The text of a new note: the arguments, or standard input for none and for `-`.
fn text(words_given: &[String], words: Words) -> Result<String, Failure> {
    let text = match words_given {
        [] if io::stdin().is_terminal() => return Err(Failure::usage(words.note_no_text())),
        [] => standard_input(words)?,
        [dash] if dash == "-" => standard_input(words)?,
        given => given.join(" "),
    };
    if text.len() as u64 > LONGEST {
        return Err(too_long(words));
    }
    if text.trim().is_empty() {
        return Err(Failure::usage(words.note_empty()));
    }
    Ok(text)
}

/// Standard input without its last line ends.
fn standard_input(words: Words) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::disk(words.input_failed(words.system_error(&error).as_str())))?;
    if bytes.len() as u64 > LONGEST {
        return Err(too_long(words));
    }
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage(words.note_not_utf8()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(text.replace("\r\n", "\n").trim_end_matches('\n').to_owned())
}

fn too_long(words: Words) -> Failure {
    Failure::usage(words.note_too_long(&format!("{} MiB", LONGEST >> 20)))
}

/// Keeps what could not be saved, and says where.
fn kept_as_draft(failure: Failure, annotation: Annotation, session: &Session) -> Failure {
    let words = session.words;
    let Some(paths) = &session.paths else {
        return failure;
    };
    let draft = Draft {
        article: annotation.article,
        source: annotation.source,
        selector: annotation.selector,
        mark: None,
        heads: Vec::new(),
        tags: annotation.tags,
        text: annotation.text,
        at: annotation.created,
    };
    let keep = || -> Result<String, StoreError> {
        let open = Drafts::new(&paths.state).begin()?;
        match open.keep(&draft) {
            Ok(()) => Ok(open.path().to_string_lossy().into_owned()),
            Err(error) => {
                // Nothing is left of a draft that is none.
                let _ = open.finish();
                Err(error)
            }
        }
    };
    failure.hint(match keep() {
        Ok(file) => words.draft_kept(&file),
        Err(error) => {
            let why = error.cause().map(|cause| words.system_error(cause));
            words.draft_lost(why.unwrap_or_default().as_str())
        }
    })
}
