//! `kanbao search`: the full text, or the titles by what one can type.
//!
//! The cache is opened if the library is as it was, else brought up to date; should it turn out to
//! be damaged, it is made anew and the search done again.

mod notes;
mod titles;

use std::cell::OnceCell;
use std::num::NonZero;
use std::thread::available_parallelism;

use crate::cli::args::{Search, SearchIn};
use crate::cli::error::Failure;
use crate::cli::exit::Exit;
use crate::cli::fault::notices;
use crate::cli::json;
use crate::cli::output::{Output, Stretch, complain};
use crate::cli::session::Session;
use crate::diagnostic::QueryFault;
use crate::library::{Scan, Source};
use crate::search::archive::{self, Archive, Attempt, Refresh};
use crate::search::kept::Lack;
use crate::search::query::{Settings, Slashes};
use crate::search::{
    Corpus, DateRange, Facts, Hit, Kept, Matcher, Order, QueryError, Scope, Snippet, parse,
};
use crate::text::width::text_width;
use crate::text::{AmbiguousWidth, Clean, elide_typed, sanitize};
use crate::words::Words;

/// How many snippets an article has in the JSON document, and among lines.
const SNIPPETS_IN_JSON: usize = 3;
const SNIPPETS_IN_LINES: usize = 2;

/// Prints the articles in which the query stands, with passages.
///
/// # Errors
/// The query means nothing, nothing is found, or standard output takes no more.
pub(crate) fn run(args: &Search, session: &Session, output: &mut Output) -> Result<Exit, Failure> {
    let words = session.words;
    let query = args.query.join(" ");
    let dates = dates(args, words)?;
    if args.fuzzy {
        let library = Library::new(session, args.cached);
        let (archive, _) = library.sound(|archive| archive.has_sound_titles().then_some(()));
        let exit = titles::run(&query, dates, &archive.corpus(), args, session, output)?;
        library.tell_faults(&archive, output)?;
        return Ok(exit);
    }
    let scope = match args.place {
        SearchIn::All => Scope::All,
        SearchIn::Title => Scope::Title,
        // Of notes, too, the body: what is above them is the article's title.
        SearchIn::Body | SearchIn::Notes => Scope::Body,
    };
    let settings = Settings {
        scope,
        literal: args.literal,
        regex: args.regex,
        slashes: Slashes::Around,
        dates,
    };
    let ready = parse(&query, &settings).and_then(|query| Matcher::new(&query));
    let matcher = match ready {
        Ok(matcher) => matcher,
        Err(error) => return Err(refuse(&error, &query, words)),
    };
    let kept = match matcher.asks_for_kept() {
        true => notes::kept(session)?,
        false => Kept::default(),
    };
    let reading = session.reading();
    let most = match (args.json, args.ids) {
        (true, _) => SNIPPETS_IN_JSON,
        (_, true) => 0,
        _ => SNIPPETS_IN_LINES,
    };
    let facts = Facts {
        read: &reading.read,
        kept: Some(&kept),
    };
    let library = Library::new(session, args.cached);
    let look = |archive: &Archive| look(archive, &matcher, facts, args.limit, most);
    let (archive, found) = match args.place {
        SearchIn::Notes => match notes::archive(session, library.threads)? {
            Some(archive) => {
                let found = look(&archive);
                (archive, found)
            }
            None => {
                if args.json {
                    print_json(&Corpus::default(), &Found::default(), output)?;
                }
                return Err(Failure::nothing(words.query_no_notes()));
            }
        },
        SearchIn::Title | SearchIn::Body | SearchIn::All => library.sound(look),
    };
    let found = found.unwrap_or_default();
    let corpus = archive.corpus();
    if args.json {
        print_json(&corpus, &found, output)?;
    } else if args.ids {
        print_ids(&corpus, found.hits.iter().map(|hit| hit.article), output)?;
    } else {
        print_lines(&corpus, &found, session, output)?;
    }
    if found.articles == 0 {
        return Err(match kept.lack(&matcher) {
            Some(Lack::Marks) => Failure::nothing(words.query_no_marks()),
            Some(Lack::Notes) => Failure::nothing(words.query_no_notes()),
            None if !matcher.has_texts() => Failure::nothing(words.search_none_fields()),
            None => Failure::nothing(words.search_none(elide_typed(&query).as_str()))
                .hint(words.search_none_hint()),
        });
    }
    if args.place != SearchIn::Notes {
        library.tell_faults(&archive, output)?;
    }
    Ok(Exit::Done)
}

/// The library of a session, and where its full text is kept.
struct Library<'a> {
    session: &'a Session,
    sources: Vec<Source>,
    threads: usize,
    /// Whether the search text of the last time is asked for.
    cached: bool,
    scan: OnceCell<Scan>,
}

impl<'a> Library<'a> {
    fn new(session: &'a Session, cached: bool) -> Library<'a> {
        Library {
            session,
            cached,
            sources: session.sources(),
            threads: available_parallelism().map_or(1, NonZero::get),
            scan: OnceCell::new(),
        }
    }

    /// The issues, listed at the first need.
    fn scan(&self) -> &Scan {
        self.scan.get_or_init(|| self.session.scan())
    }

    /// Tells, when all that was found in `archive` stands there, that it is not all there is.
    fn tell_faults(&self, archive: &Archive, output: &mut Output) -> Result<(), Failure> {
        if archive.is_of_faultless() {
            return Ok(());
        }
        output.flush()?;
        for notice in notices(self.scan(), self.session.words) {
            complain(&notice, &[]);
        }
        Ok(())
    }

    /// An archive and what `look` finds in it; `look` gives `None` where the cache is damaged.
    fn sound<T>(&self, look: impl Fn(&Archive) -> Option<T>) -> (Archive, Option<T>) {
        let open = |attempt| match attempt {
            Attempt::AsItIs => self.open(),
            Attempt::Anew => self.rebuild(true),
            Attempt::InMemory => self.rebuild(false),
        };
        archive::sound(open, look)
    }

    fn settings(&self, cached: bool) -> archive::Settings<'_> {
        let paths = self.session.paths.as_ref().filter(|_| cached);
        archive::Settings {
            sources: &self.sources,
            cache: paths.map(|paths| paths.cache.as_path()),
            threads: self.threads,
        }
    }

    /// The archive as the library is now, or as it was the last time.
    fn open(&self) -> Archive {
        let settings = self.settings(true);
        let kept = if self.cached {
            Archive::open_unseen(settings)
        } else {
            Archive::open(settings)
        };
        kept.unwrap_or_else(|| {
            let refresh = Refresh::begin(settings);
            refresh.of(self.scan(), &|_, _| ())
        })
    }

    /// The same, whatever is in the cache.
    fn rebuild(&self, cached: bool) -> Archive {
        Archive::rebuild(self.settings(cached), self.scan(), &|_, _| ())
    }
}

/// What is printed.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    snippets: Vec<Vec<Snippet>>,
    /// In how many articles there are how many hits, those that are not printed too.
    articles: usize,
    total: usize,
}

/// The articles that fit and their snippets; `None` if the cache is damaged.
fn look(
    archive: &Archive,
    matcher: &Matcher,
    facts: Facts<'_>,
    limit: Option<usize>,
    most: usize,
) -> Option<Found> {
    let mut hits = archive.search(matcher, facts, Order::Relevance).ok()?;
    let articles = hits.len();
    let total = hits.iter().map(|hit| hit.count as usize).sum();
    hits.truncate(limit.unwrap_or(usize::MAX));
    let snippets = match most {
        0 => Vec::new(),
        most => archive.snippets(matcher, &hits, most).ok()?,
    };
    Some(Found {
        hits,
        snippets,
        articles,
        total,
    })
}

fn print_json(corpus: &Corpus<'_>, found: &Found, output: &mut Output) -> Result<(), Failure> {
    let hits: Vec<json::Hit<'_>> = found
        .hits
        .iter()
        .zip(&found.snippets)
        .map(|(hit, snippets)| json::Hit::new(corpus, *hit, snippets))
        .collect();
    output.json(&hits)
}

/// One id a line, for other programs.
fn print_ids(
    corpus: &Corpus<'_>,
    articles: impl Iterator<Item = u32>,
    output: &mut Output,
) -> Result<(), Failure> {
    for article in articles {
        output.line(sanitize(corpus.id(article as usize)).as_clean())?;
    }
    Ok(())
}

fn print_lines(
    corpus: &Corpus<'_>,
    found: &Found,
    session: &Session,
    output: &mut Output,
) -> Result<(), Failure> {
    let words = session.words;
    for (hit, snippets) in found.hits.iter().zip(&found.snippets) {
        let index = hit.article as usize;
        // A query of fields alone has no passages.
        let count = match hit.count {
            0 => Clean::default(),
            count => words.search_count(count as usize),
        };
        print_head(corpus, index, count.as_str(), session, output)?;
        for snippet in snippets {
            let stretches = stretches(&snippet.text, &snippet.matches);
            output.marked("    ", &stretches, session.color)?;
        }
    }
    let shown = found.hits.len();
    let articles = found.articles;
    let line = match (found.total, articles > shown) {
        _ if articles == 0 => return Ok(()),
        // A query of fields alone has no passages.
        (0, true) => words.hits_articles_shown(articles, shown),
        (0, false) => words.hits_articles(articles),
        (total, true) => words.search_total_shown(total, articles, shown),
        (total, false) => words.search_total(total, articles),
    };
    output.line(line.as_clean())?;
    Ok(())
}

/// The line of an article: id, title, publication, date, and what is to be said at its end.
fn print_head(
    corpus: &Corpus<'_>,
    index: usize,
    end: &str,
    session: &Session,
    output: &mut Output,
) -> Result<(), Failure> {
    let details = corpus.details(index);
    let title = corpus.title(index);
    let none = session.words.title_none();
    let parts = [
        details.id,
        if title.is_empty() {
            none.as_str()
        } else {
            title
        },
        corpus.publication(index),
        details.date,
        end,
    ];
    let line = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ");
    output.line(sanitize(&line).as_clean())
}

/// `text` in stretches with and without a match; `matches` are in code points.
fn stretches(text: &str, matches: &[[usize; 2]]) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut chars = text.chars();
    let mut at = 0;
    let mut take = |to: usize, marked: bool, at: &mut usize| {
        let part: String = chars.by_ref().take(to.saturating_sub(*at)).collect();
        *at = to.max(*at);
        if !part.is_empty() {
            stretches.push(Stretch {
                text: sanitize(&part),
                marked,
            });
        }
    };
    for &[from, to] in matches {
        take(from, false, &mut at);
        take(to, true, &mut at);
    }
    take(usize::MAX, false, &mut at);
    stretches
}

/// The dates asked for.
///
/// # Errors
/// One is no date, or the first is after the last.
fn dates(args: &Search, words: Words) -> Result<DateRange, Failure> {
    let limit = |option: &str, date: &Option<String>, range: fn(&str) -> String| {
        let Some(date) = date else {
            return Ok(DateRange::default());
        };
        let read = match date.contains("..") {
            true => None,
            false => parse::date_range(&range(date)).ok(),
        };
        read.ok_or_else(|| {
            let hint = words.fault_expected_date();
            Failure::usage(words.usage_value_bad(option, date)).hint(hint)
        })
    };
    let range = limit("--since", &args.since, |date| format!("{date}.."))?.and(limit(
        "--until",
        &args.until,
        |date| format!("..{date}"),
    )?);
    if range.is_backwards() {
        let [first, last] = [&args.since, &args.until].map(|date| date.clone().unwrap_or_default());
        let fault = QueryFault::DatesBackwards { first, last };
        return Err(Failure::usage(fault.message(words)));
    }
    Ok(range)
}

/// Says what is wrong with the query, with a caret under the place where one is known.
fn refuse(error: &QueryError, query: &str, words: Words) -> Failure {
    let mut failure = Failure::usage(error.fault.message(words));
    let placed = !matches!(error.fault, QueryFault::Empty | QueryFault::TooLong { .. });
    if placed {
        // A long query is shown from a little before the fault.
        let shown = sanitize(query);
        let first = error.at.saturating_sub(30);
        let line: String = shown.chars().skip(first).take(60).collect();
        let before: String = line.chars().take(error.at - first).collect();
        let column = text_width(&before, AmbiguousWidth::NARROW);
        failure = failure
            .hint(sanitize(&line))
            .hint(sanitize(&format!("{:column$}^", "")));
    }
    match error.fault.hint(words) {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}
