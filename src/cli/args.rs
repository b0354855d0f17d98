//! The arguments as written on the command line.
//!
//! The doc comments are the help in English; [`super::help`] puts the Chinese in their place.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// What stands below the help of the whole.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 nothing found, or check and doctor found faults; \
    2 wrong usage or bad input; 3 could not read or write.";

/// Reads Chinese-language periodicals in the terminal.
///
/// Without a command the reader opens: on the library, or on the issues, articles and raw texts named.
/// A command's name wins over a file's; `./list` is a file.
#[derive(Debug, Parser)]
#[command(
    name = "kanbao",
    version,
    after_help = EXIT_CODES,
    disable_help_subcommand = true,
    subcommand_precedence_over_arg = true
)]
pub(crate) struct Arguments {
    /// What holds for every command.
    #[command(flatten)]
    pub(crate) global: Global,
    /// What to do; without it, read.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Issue folders, articles, raw texts or folders of these to read, - for standard input; the whole library without
    pub(crate) paths: Vec<PathBuf>,
}

/// Options that hold for every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    /// Folder of config.toml, keymap.toml and the marks; what was read stays where it is
    #[arg(long, global = true, value_name = "DIR", display_order = 100)]
    pub(crate) config_dir: Option<PathBuf>,
    /// Library folder in place of the default library, those of the settings and the built-in issues;
    /// may be given again
    #[arg(long, global = true, value_name = "DIR", display_order = 100)]
    pub(crate) library: Vec<PathBuf>,
    /// Language of the interface; without, as set, else from the locale
    #[arg(long, global = true, value_name = "LANG", display_order = 100)]
    pub(crate) lang: Option<Lang>,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        display_order = 100
    )]
    pub(crate) color: Color,
    /// File at whose end the reader writes what it does
    #[arg(long, global = true, value_name = "FILE", display_order = 100)]
    pub(crate) log: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the issues, or the articles of one
    List(List),
    /// Prints an article as the reader sets it, or sets any text
    Show(Show),
    /// Finds a text in the articles, or titles by what one can type
    Search(Search),
    /// Lists every fault of issues, settings and keymap with its file and line; ends with 1 if any
    Check(Check),
    /// Makes issues and articles of raw text, or takes marks in
    Import(Import),
    /// Adds, removes and lists bookmarks; safe while the reader is open
    Bookmark(Bookmark),
    /// Adds, shows, removes and lists notes; safe while the reader is open
    Note(Note),
    /// Prints bookmarks, highlights and notes for other programs
    Export(Export),
    /// Prints the table of keys
    Keys(Keys),
    /// Tells how terminal, folders and library are; ends with 1 if something is wrong
    Doctor(Doctor),
    /// Prints the completions of a shell
    Completions(Completions),
    /// Prints the man page
    Man,
}

/// The names of the commands, for finding out which one was meant.
pub(crate) const COMMANDS: &[&str] = &[
    "list",
    "show",
    "search",
    "check",
    "import",
    "bookmark",
    "note",
    "export",
    "keys",
    "doctor",
    "completions",
    "man",
];

/// Lists the issues, or the articles of one.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Issue: its id or the beginning of it
    pub(crate) issue: Option<String>,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints an article as the reader sets it, or sets any text.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Article: its id, the beginning of it, or ISSUE/N for the N-th; or the id of a mark, to begin there
    #[arg(required_unless_present = "raw")]
    pub(crate) article: Option<String>,
    /// Any text to set, - for standard input: each line a paragraph, nothing indented. Tabs become
    /// blanks, control characters are shown as ^[ and the like, emoji sequences and flags are
    /// simplified, blanks at line ends go; bytes that are not UTF-8 are replaced and told
    #[arg(long, value_name = "FILE", conflicts_with_all = ["article", "format", "json"])]
    pub(crate) raw: Option<PathBuf>,
    /// Cells in a line, 4 to 65535; without, as the window has room for, at most 76
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(4..))]
    pub(crate) width: Option<u16>,
    /// Cells of quotes, dashes and what else terminals disagree about; without, as set
    #[arg(long, value_name = "CELLS")]
    pub(crate) ambiguous: Option<Ambiguous>,
    /// Which marks are kept from a line's edges; without, as set, for --raw strict
    #[arg(long, value_name = "LEVEL")]
    pub(crate) level: Option<Level>,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// Finds a text in the articles, or titles by what one can type.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to find: words (all of them), "a phrase", one OR another (of the two beside it), -not (whatever
    /// else is asked), title:, author:, source:, publication:, kind:, date:2019..2022, is:unread, is:marked,
    /// note:, or /a regular expression/
    #[arg(required = true)]
    pub(crate) query: Vec<String>,
    /// Where to look
    #[arg(long = "in", value_name = "WHERE", default_value = "all")]
    pub(crate) place: SearchIn,
    /// Finds titles, also by pinyin (csj, changsanjiao), the best first
    #[arg(long, conflicts_with_all = ["place", "regex", "literal"])]
    pub(crate) fuzzy: bool,
    /// Takes the query as a regular expression, in either case
    #[arg(long)]
    pub(crate) regex: bool,
    /// Tells apart what counts as the same: case, width, traditional and simplified, digits
    #[arg(long)]
    pub(crate) literal: bool,
    /// The first date: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// The last date
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// The most articles to print
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Answers from the search text of the last time, without looking what has changed since
    #[arg(long)]
    pub(crate) cached: bool,
    /// Prints the ids alone, one a line
    #[arg(long, conflicts_with = "json")]
    pub(crate) ids: bool,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where `search` looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchIn {
    /// The title.
    Title,
    /// The text of all blocks.
    Body,
    /// Notes.
    Notes,
    /// Title and body.
    All,
}

/// Lists every fault of issues, settings and keymap with its file and line.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Issue folders, articles, raw texts or folders of these; without, the library, the settings and the keymap
    pub(crate) paths: Vec<PathBuf>,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Makes issues and articles of raw text.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Raw texts, folders of them, patterns such as '2024/*.txt', issue folders; - is standard input
    #[arg(required_unless_present = "marks")]
    pub(crate) paths: Vec<PathBuf>,
    /// Takes in bookmarks, highlights and notes: Web Annotations as JSON-LD, - for standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "dry_run", "explain", "into", "outline", "update", "keep_punctuation"])]
    pub(crate) marks: Option<PathBuf>,
    /// Tells what would be written and writes nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Tells why: each article with its reasons and lines, and what was left out
    #[arg(long)]
    pub(crate) explain: bool,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
    /// Library folder to import into; the default library without
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
    /// Outline to obey: which lines each article has, and what stands over it
    #[arg(long, value_name = "FILE")]
    pub(crate) outline: Option<PathBuf>,
    /// Replaces an issue whose text or outline has changed; its files go to revisions/
    #[arg(long)]
    pub(crate) update: bool,
    /// Leaves punctuation as it is
    #[arg(long)]
    pub(crate) keep_punctuation: bool,
}

/// Adds, removes and lists bookmarks.
#[derive(Debug, Args)]
pub(crate) struct Bookmark {
    /// What to do.
    #[command(subcommand)]
    pub(crate) deed: BookmarkDeed,
}

/// What can be done with bookmarks.
#[derive(Debug, Subcommand)]
pub(crate) enum BookmarkDeed {
    /// Bookmarks an article, or a place in it
    Add(BookmarkAdd),
    /// Removes a bookmark
    Remove(MarkNames),
    /// Lists the bookmarks
    List(MarkList),
}

/// Adds, shows, removes and lists notes.
#[derive(Debug, Args)]
pub(crate) struct Note {
    /// What to do.
    #[command(subcommand)]
    pub(crate) deed: NoteDeed,
}

/// What can be done with notes.
#[derive(Debug, Subcommand)]
pub(crate) enum NoteDeed {
    /// Writes a note on an article, or on a passage of it
    Add(NoteAdd),
    /// Prints a note
    Show(NoteShow),
    /// Removes notes and highlights
    Remove(MarkNames),
    /// Lists the notes
    List(NoteList),
}

/// Bookmarks an article, or a place in it.
#[derive(Debug, Args)]
pub(crate) struct BookmarkAdd {
    /// Article: its id, the beginning of it, or ISSUE/N for the N-th
    pub(crate) article: String,
    /// Where in the article: words that stand there once
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: Option<String>,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Writes a note on an article, or on a passage of it.
#[derive(Debug, Args)]
pub(crate) struct NoteAdd {
    /// Article: its id, the beginning of it, or ISSUE/N for the N-th
    pub(crate) article: String,
    /// Text of the note; without it, or with -, standard input. Before a text that begins with a dash,
    /// write --
    pub(crate) text: Vec<String>,
    /// Passage the note is about: words that stand in the article once
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: Option<String>,
    /// Tag; may be given again
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Marks by their names.
#[derive(Debug, Args)]
pub(crate) struct MarkNames {
    /// Mark: its id or the beginning of it; for a bookmark also its article
    #[arg(required = true)]
    pub(crate) names: Vec<String>,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints a note.
#[derive(Debug, Args)]
pub(crate) struct NoteShow {
    /// Mark: its id or the beginning of it
    pub(crate) name: String,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Lists bookmarks.
#[derive(Debug, Args)]
pub(crate) struct MarkList {
    /// Only those of this article
    pub(crate) article: Option<String>,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Lists notes.
#[derive(Debug, Args)]
pub(crate) struct NoteList {
    /// Only those of this article
    pub(crate) article: Option<String>,
    /// Lists highlights and tags as well
    #[arg(long)]
    pub(crate) all: bool,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints bookmarks, highlights and notes for other programs.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Only those of this article
    pub(crate) article: Option<String>,
    /// What to print; json is JSON-LD, which import --marks takes back
    #[arg(long, value_name = "FORMAT", default_value = "md")]
    pub(crate) format: ExportFormat,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Markdown.
    Md,
    /// Org.
    Org,
    /// CSV with a header.
    Csv,
    /// Web Annotations as JSON-LD.
    Json,
}

/// Prints the table of keys.
#[derive(Debug, Args)]
pub(crate) struct Keys {
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Tells how terminal, folders and library are.
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Takes copies of marks in that a synchronised folder has made, and tidies their file
    #[arg(long)]
    pub(crate) repair: bool,
    /// Prints one JSON document
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints the completions of a shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell that reads them
    pub(crate) shell: clap_complete::Shell,
}

/// The languages of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Cells of an ambiguous character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ambiguous {
    /// One cell.
    #[value(name = "1")]
    Narrow,
    /// Two cells.
    #[value(name = "2")]
    Wide,
}

/// Which marks are kept from the line's edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// The fewest prohibitions.
    Loose,
    /// GB/T 15834.
    Normal,
    /// CLREQ strict.
    Strict,
}

/// What `show` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The article as the reader sets it.
    Text,
    /// The article's file.
    Md,
    /// One JSON document.
    Json,
}
