//! JSON as others read it: the documents' types, apart from the program's own, and the writer.
//!
//! Field names are a contract and only ever get more. Each `--json` command prints one document on
//! one line. The writer escapes as `\uXXXX` every character that could act on a terminal or hide
//! text: C0, DEL, C1, bidi controls, tags, line separators, other format characters, private use,
//! code points that are not assigned, and marks heaped on one base. So a document can be looked at
//! with `cat`, and a parser still gives back what was put in.
//!
//! | command | document |
//! |---|---|
//! | `list` | array of [`Issue`] |
//! | `list ISSUE` | array of [`Article`] without `blocks` |
//! | `show` | [`Article`] with `blocks` |
//! | `search` | array of [`Hit`] |
//! | `bookmark list`, `note list` | array of [`Mark`] |
//! | `bookmark add`, `note add`, `note show` | [`Mark`] |
//! | `import --marks` | [`MarksTaken`] |
//! | `check` | [`Check`] |
//! | `keys` | [`Keys`] |
//! | `doctor` | [`Doctor`] |

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::library::{self, ArticleMeta};
use crate::markup::BlockKind;
use crate::search::{self, Corpus};
use crate::store::terminals::Answers;
use crate::text::Clean;
use crate::text::repertoire::{is_mark, is_other};
use crate::text::sanitize::MARKS_ON_ONE_BASE;

/// An issue in `list`.
#[derive(Debug, Serialize)]
pub(crate) struct Issue<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// The publication; the id where the issue does not name one.
    pub(crate) publication: &'a str,
    /// The number as written.
    pub(crate) number: Option<&'a str>,
    /// The running number as written.
    pub(crate) serial: Option<&'a str>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub(crate) date: Option<String>,
    /// The publisher.
    pub(crate) publisher: Option<&'a str>,
    /// A BCP 47 tag.
    pub(crate) language: Option<&'a str>,
    /// How many articles it has.
    pub(crate) articles: usize,
    /// How many of them are unread.
    pub(crate) unread: usize,
}

impl<'a> Issue<'a> {
    /// An issue of the library.
    pub(crate) fn new(issue: &'a library::Issue, unread: usize) -> Issue<'a> {
        Issue {
            id: &issue.id,
            publication: issue.publication.as_str(),
            number: text(&issue.number),
            serial: text(&issue.serial),
            date: issue.date.map(|date| date.to_string()),
            publisher: text(&issue.publisher),
            language: text(&issue.language),
            articles: issue.articles.len(),
            unread,
        }
    }
}

/// An article in `list ISSUE` and `show`.
#[derive(Debug, Serialize)]
pub(crate) struct Article<'a> {
    /// `<issue-id>/<file stem>`.
    pub(crate) id: &'a str,
    /// The title; may be empty.
    pub(crate) title: &'a str,
    /// The line above the title.
    pub(crate) kicker: Option<&'a str>,
    /// The line below it.
    pub(crate) subtitle: Option<&'a str>,
    /// `article`, `brief`, `photo`, `comment` or `document`.
    pub(crate) kind: &'static str,
    /// Names.
    pub(crate) authors: Vec<&'a str>,
    /// Paper or agency.
    pub(crate) source: Option<&'a str>,
    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub(crate) date: Option<String>,
    /// The page as written.
    pub(crate) page: Option<&'a str>,
    /// The column.
    pub(crate) column: Option<&'a str>,
    /// Tags.
    pub(crate) tags: Vec<&'a str>,
    /// Han in the body.
    pub(crate) han: usize,
    /// Whether it is unread; only in `list`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unread: Option<bool>,
    /// The body; only in `show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) blocks: Option<Vec<Block<'a>>>,
    /// The mark it was named by; only in `show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mark: Option<Mark<'a>>,
}

impl<'a> Article<'a> {
    /// An article in a list.
    pub(crate) fn listed(meta: &'a ArticleMeta, unread: bool) -> Article<'a> {
        Article {
            unread: Some(unread),
            ..Article::new(meta)
        }
    }

    /// An article with its body.
    pub(crate) fn whole(article: &'a library::Article) -> Article<'a> {
        let document = &article.document;
        let blocks = document.blocks.iter().map(|block| Block {
            kind: match block.kind {
                BlockKind::Paragraph => "paragraph",
                BlockKind::Heading { .. } => "heading",
                BlockKind::Quote { .. } => "quote",
                BlockKind::ListItem { .. } => "list_item",
                BlockKind::Caption => "caption",
                BlockKind::Note => "note",
                BlockKind::TableRow(_) => "table_row",
                BlockKind::Verbatim => "verbatim",
                BlockKind::Rule => "rule",
            },
            level: match block.kind {
                BlockKind::Heading { level } => Some(level),
                _ => None,
            },
            text: &document.text.as_str()[block.range.clone()],
        });
        Article {
            blocks: Some(blocks.collect()),
            ..Article::new(&article.meta)
        }
    }

    fn new(meta: &'a ArticleMeta) -> Article<'a> {
        Article {
            id: &meta.id,
            title: meta.title.as_str(),
            kicker: text(&meta.kicker),
            subtitle: text(&meta.subtitle),
            kind: meta.kind.name(),
            authors: meta.authors.iter().map(Clean::as_str).collect(),
            source: text(&meta.source),
            date: meta.date.map(|date| date.to_string()),
            page: text(&meta.page),
            column: text(&meta.column),
            tags: meta.tags.iter().map(Clean::as_str).collect(),
            han: meta.han,
            unread: None,
            blocks: None,
            mark: None,
        }
    }
}

fn text(field: &Option<Clean>) -> Option<&str> {
    field.as_ref().map(Clean::as_str)
}

/// A block of an article.
#[derive(Debug, Serialize)]
pub(crate) struct Block<'a> {
    /// `paragraph`, `heading`, `caption`, `quote`, `list_item`, `note`, `verbatim` or `rule`.
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    /// The level of a heading; null for all else.
    pub(crate) level: Option<u8>,
    /// Its text, without marks of Markdown.
    pub(crate) text: &'a str,
}

/// An article in `search`.
#[derive(Debug, Serialize)]
pub(crate) struct Hit<'a> {
    /// `<issue-id>/<file stem>`.
    pub(crate) id: &'a str,
    /// The title; may be empty.
    pub(crate) title: &'a str,
    /// The publication.
    pub(crate) publication: &'a str,
    /// Its date, else that of its issue: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub(crate) date: Option<&'a str>,
    /// How many passages there are, those of the title included.
    pub(crate) count: usize,
    /// The first passages; of the body if there are any there.
    pub(crate) snippets: Vec<Snippet<'a>>,
}

/// A piece of text in which the query stands.
#[derive(Debug, Serialize)]
pub(crate) struct Snippet<'a> {
    /// The text as it stands in the article.
    pub(crate) text: &'a str,
    /// Where in it the query stands, from and to, in code points.
    pub(crate) matches: &'a [[usize; 2]],
    /// Where it begins, in code points of the article's text, or of its title.
    pub(crate) offset: usize,
    /// `body` or `title`.
    pub(crate) field: &'static str,
}

impl<'a> Hit<'a> {
    /// An article in which the query stands.
    pub(crate) fn new(
        corpus: &Corpus<'a>,
        hit: search::Hit,
        snippets: &'a [search::Snippet],
    ) -> Hit<'a> {
        Hit {
            count: hit.count as usize,
            ..Hit::titled(corpus, hit.article as usize, snippets)
        }
    }

    /// An article whose title fits; as many passages as its snippets have matches.
    pub(crate) fn titled(
        corpus: &Corpus<'a>,
        index: usize,
        snippets: &'a [search::Snippet],
    ) -> Hit<'a> {
        let details = corpus.details(index);
        Hit {
            id: details.id,
            title: corpus.title(index),
            publication: corpus.publication(index),
            date: Some(details.date).filter(|date| !date.is_empty()),
            count: snippets.iter().map(|snippet| snippet.matches.len()).sum(),
            snippets: snippets
                .iter()
                .map(|snippet| Snippet {
                    text: &snippet.text,
                    matches: &snippet.matches,
                    offset: snippet.offset,
                    field: if snippet.body { "body" } else { "title" },
                })
                .collect(),
        }
    }
}

/// A bookmark, highlight or note.
#[derive(Debug, Serialize)]
pub(crate) struct Mark<'a> {
    /// Its id.
    pub(crate) id: String,
    /// The article's id.
    pub(crate) article: &'a str,
    /// `bookmarking`, `highlighting`, `commenting` or `tagging`.
    pub(crate) motivation: &'static str,
    /// The quotation; null for a mark of the whole article.
    pub(crate) exact: Option<&'a str>,
    /// The note; may be empty.
    pub(crate) text: &'a str,
    /// The tags.
    pub(crate) tags: &'a [String],
    /// When it was made, in UTC.
    pub(crate) created: String,
    /// When it was last changed.
    pub(crate) modified: String,
    /// Whether it has no place in the library any more.
    pub(crate) orphan: bool,
    /// Where it stands now, in code points of the article's text; null for an orphan and for a mark of
    /// the whole article.
    pub(crate) start: Option<usize>,
    /// The place behind its last code point.
    pub(crate) end: Option<usize>,
    /// The article's title when the mark was made.
    pub(crate) title: &'a str,
    /// The publication.
    pub(crate) publication: &'a str,
    /// The issue's number as written.
    pub(crate) issue: &'a str,
    /// The article's date, else its issue's.
    pub(crate) date: &'a str,
}

/// What `import --marks` did.
#[derive(Debug, Serialize)]
pub(crate) struct MarksTaken {
    /// Marks that are there now and were not before.
    pub(crate) added: usize,
    /// How many of them had been removed here.
    pub(crate) restored: usize,
    /// Marks that were there already.
    pub(crate) known: usize,
    /// How many of those that are there now have no place in the library.
    pub(crate) orphans: usize,
    /// Items that were not taken, from 1, with the reason.
    pub(crate) refused: Vec<MarkRefused>,
    /// Items that were taken without some of what they say.
    pub(crate) omitted: Vec<MarkOmitted>,
}

/// What of an item was not taken.
#[derive(Debug, Serialize)]
pub(crate) struct MarkOmitted {
    /// Its place in the document, from 1.
    pub(crate) item: usize,
    /// The names of the members that have no place in a mark.
    pub(crate) members: Vec<String>,
}

/// An item that was not taken.
#[derive(Debug, Serialize)]
pub(crate) struct MarkRefused {
    /// Its place in the document, from 1.
    pub(crate) item: usize,
    /// Why, in the interface's language.
    pub(crate) reason: String,
}

/// What `check` found.
#[derive(Debug, Serialize)]
pub(crate) struct Check {
    /// How many issues were looked at.
    pub(crate) issues: usize,
    /// How many articles.
    pub(crate) articles: usize,
    /// The faults, file by file.
    pub(crate) faults: Vec<Fault>,
}

/// One fault.
#[derive(Debug, Serialize)]
pub(crate) struct Fault {
    /// The file, where there is one.
    pub(crate) file: Option<String>,
    /// The line in it, from 1.
    pub(crate) line: Option<usize>,
    /// `error` or `warning`.
    pub(crate) severity: &'static str,
    /// What is wrong, in the interface's language.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
}

/// The table of keys.
#[derive(Debug, Serialize)]
pub(crate) struct Keys {
    /// What is bound, context by context.
    pub(crate) keys: Vec<Binding>,
    /// Actions without a key anywhere.
    pub(crate) unbound: Vec<Unbound>,
}

/// One action in one context.
#[derive(Debug, Serialize)]
pub(crate) struct Binding {
    /// The context's name in `keymap.toml`.
    pub(crate) context: &'static str,
    /// The action's name in `keymap.toml`.
    pub(crate) action: &'static str,
    /// Its key sequences as written in `keymap.toml`.
    pub(crate) keys: Vec<String>,
    /// What it does, in the interface's language.
    pub(crate) description: String,
}

/// An action that no key means.
#[derive(Debug, Serialize)]
pub(crate) struct Unbound {
    /// The action's name in `keymap.toml`.
    pub(crate) action: &'static str,
    /// What it does, in the interface's language.
    pub(crate) description: String,
}

/// The state of terminal, folders and library.
#[derive(Debug, Serialize)]
pub(crate) struct Doctor {
    /// The program's version.
    pub(crate) version: &'static str,
    /// The terminal, by the environment and, where it can be asked, by its own answers.
    pub(crate) terminal: Terminal,
    /// The interface's language: `zh` or `en`.
    pub(crate) language: &'static str,
    /// The folders and files, each with its state.
    pub(crate) places: Vec<Place>,
    /// Issues in the library.
    pub(crate) issues: usize,
    /// Articles in the library.
    pub(crate) articles: usize,
    /// What is wrong with the journal of reading places, in the interface's language.
    pub(crate) reading: Vec<String>,
    /// Everything that is wrong, as in `check`.
    pub(crate) faults: Vec<Fault>,
}

/// What is known of the terminal.
#[derive(Debug, Serialize)]
pub(crate) struct Terminal {
    /// The value of `TERM`.
    pub(crate) name: Option<String>,
    /// The program that draws it, where it says so (`TERM_PROGRAM`).
    pub(crate) program: Option<String>,
    /// The locale that holds for characters.
    pub(crate) locale: Option<String>,
    /// Whether standard output is one.
    pub(crate) stdout: bool,
    /// Columns and rows, where standard output is one.
    pub(crate) size: Option<[u16; 2]>,
    /// Whether marks are drawn in ASCII.
    pub(crate) ascii: bool,
    /// Whether `NO_COLOR` is set.
    pub(crate) no_color: bool,
    /// What it answers; `null` where it does not, or cannot be asked.
    pub(crate) answers: Option<Answers>,
    /// Cells kanbao sets ambiguous characters in, by group.
    pub(crate) ambiguous: Ambiguous,
}

/// Cells for characters of ambiguous width (UAX #11, class A), by group.
#[derive(Debug, Serialize)]
pub(crate) struct Ambiguous {
    /// Quotes and dashes.
    pub(crate) punctuation: u8,
    /// Symbols.
    pub(crate) symbols: u8,
    /// Letters.
    pub(crate) letters: u8,
}

/// A folder or file that kanbao uses.
#[derive(Debug, Serialize)]
pub(crate) struct Place {
    /// What it is for.
    pub(crate) purpose: Purpose,
    /// Where it is.
    pub(crate) path: String,
    /// How it is.
    pub(crate) state: PlaceState,
    /// How many of the faults lie in it.
    pub(crate) faults: usize,
}

/// What a folder or file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Purpose {
    /// `config.toml`.
    Config,
    /// `keymap.toml`.
    Keymap,
    /// Bookmarks, highlights and notes.
    Marks,
    /// Reading places and read marks.
    State,
    /// What can be made again.
    Cache,
    /// Issues.
    Library,
}

/// How a folder or file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PlaceState {
    /// It is there.
    Present,
    /// It is not there, which is fine: it is made when it is needed.
    Absent,
    /// The permissions forbid reading it.
    Unreadable,
    /// The permissions forbid writing where kanbao writes.
    ReadOnly,
    /// A folder where a file should be, or the other way round.
    Wrong,
}

/// Writes `document` to `writer`, escaped as the head of this module says.
///
/// # Errors
/// The writer takes no more.
pub(crate) fn write(writer: impl io::Write, document: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(writer, Visible(CompactFormatter));
    document.serialize(&mut serializer).map_err(io::Error::from)
}

/// The compact form, with what acts or hides escaped.
struct Visible(CompactFormatter);

impl Formatter for Visible {
    fn write_string_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        // How many marks the last base has; `None` where there is none that could bear any.
        let mut marks = None;
        for (at, c) in fragment.char_indices() {
            let stands = if is_mark(c) && !acts_or_hides(c) {
                marks = marks.map(|marks: usize| marks + 1);
                marks.is_some_and(|marks| marks <= MARKS_ON_ONE_BASE)
            } else {
                marks = (!c.is_whitespace() && !acts_or_hides(c)).then_some(0);
                !acts_or_hides(c)
            };
            if stands {
                continue;
            }
            self.0.write_string_fragment(writer, &fragment[plain..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        self.0.write_string_fragment(writer, &fragment[plain..])
    }
}

/// What has no shape of its own (general categories C and Z but spaces), and the variation selectors
/// of plane 14.
fn acts_or_hides(c: char) -> bool {
    is_other(c) || matches!(c, '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::{is_other, write};

    fn written(text: &str) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes, &text).expect("memory takes everything");
        String::from_utf8(bytes).expect("JSON is UTF-8")
    }

    #[test]
    fn what_acts_or_hides_is_escaped_and_comes_back() {
        let cases = [
            ("报纸 “引号”", r#""报纸 “引号”""#),
            ("a\u{1b}[31m\u{7f}", r#""a\u001b[31m\u007f""#),
            ("\u{9b}2J\u{85}", r#""\u009b2J\u0085""#),
            ("\u{202e}\u{2066}x\u{2069}", r#""\u202e\u2066x\u2069""#),
            ("\u{e0041}字\u{feff}", r#""\udb40\udc41字\ufeff""#),
            ("行\u{2028}\n\t\"\\", r#""行\u2028\n\t\"\\""#),
            // Not assigned, in two planes; no character; private use.
            ("a\u{378}b\u{50000}c", r#""a\u0378b\ud900\udc00c""#),
            ("\u{fdd0}\u{ffff}\u{1fffe}", r#""\ufdd0\uffff\ud83f\udffe""#),
            ("\u{e000}字\u{f0000}", r#""\ue000字\udb80\udc00""#),
            // A heap, and marks with nothing to stand on.
            ("字\u{301}\u{302}\u{303}尾", "\"字\u{301}\u{302}\\u0303尾\""),
            ("\u{301}a \u{302}", r#""\u0301a \u0302""#),
            ("ไม้ หิ่ง é", r#""ไม้ หิ่ง é""#),
        ];
        for (text, expected) in cases {
            assert_eq!(written(text), expected);
            assert_eq!(
                serde_json::from_str::<String>(expected).expect("valid JSON"),
                text
            );
        }
    }

    #[test]
    fn no_character_without_a_shape_stands_raw() {
        for c in (0..=0x10_FFFF)
            .filter_map(char::from_u32)
            .filter(|c| is_other(*c))
        {
            let written = written(&c.to_string());
            assert!(written.is_ascii(), "{c:?} stands raw in {written:?}");
        }
    }
}
