//! What a line can be, and why something is left out.

use serde::{Serialize, Serializer};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, or a part of it.
    Text,
    /// A paragraph with a number or an ornament of its own.
    Item,
    /// A quotation.
    Quote,
    /// A line of dots.
    Dots,
    /// Fenced code.
    Verbatim,
    /// A heading with a mark, of this level.
    Marked(u8),
    /// A heading by its looks.
    Head,
    /// A title that the contents name.
    Listed,
    /// It goes on here.
    ListedRest,
    /// The bold title of a brief that stands in one line with its text.
    Lead,
    /// The word that begins a comment.
    NoteWord,
    /// The name of a column.
    Label,
    /// A byline.
    Byline,
    /// A photo's credit.
    Credit,
    /// Who edited the page or the article; it closes the article.
    Editor,
    /// Names in brackets behind the text: its authors; it closes the article.
    Signature,
    /// The office and the day at the end of a document.
    SignOff,
    /// A note that closes an article.
    Closing,
    /// Where the article comes from.
    Source,
    /// Where the article below it comes from.
    SourceBelow,
    /// Where all articles come from.
    PageSource,
    /// A caption.
    Caption,
    /// The article goes on elsewhere.
    JumpTo,
    /// It goes on here.
    JumpFrom,
    /// No part of any article.
    Out(Omission),
    /// A field of the issue.
    Meta(Field),
}

/// Why a line stands in no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Omission {
    /// The contents list.
    Contents,
    /// The head of the issue: slogans, imprint.
    Masthead,
    /// A line that comes again on every page.
    RunningHead,
    /// A page's number.
    PageNumber,
    /// 下转, 上接.
    Jump,
    /// A line without any letter, or a word that a failed extraction left.
    Stray,
    /// A passage that stands elsewhere too.
    Duplicate,
    /// The name of a column.
    Label,
    /// An ornament before a title.
    Ornament,
    /// Who made, printed, received the issue: editors, addresses, distribution, copies.
    Imprint,
    /// Links and buttons of a web page.
    Navigation,
    /// What a web page holds and does not show: style sheets, scripts, its title, comments.
    Unseen,
    /// The reader's outline gives it to no article.
    Outline,
    /// What stands beside a string that was read into a field: the words of a byline, brackets.
    BesideField,
}

impl Omission {
    const ALL: [Omission; 14] = [
        Omission::Contents,
        Omission::Masthead,
        Omission::RunningHead,
        Omission::PageNumber,
        Omission::Jump,
        Omission::Stray,
        Omission::Duplicate,
        Omission::Label,
        Omission::Ornament,
        Omission::Imprint,
        Omission::Navigation,
        Omission::Unseen,
        Omission::Outline,
        Omission::BesideField,
    ];

    /// The one of this name, as in `provenance.toml`; `None` if there is none.
    pub fn from_name(name: &str) -> Option<Omission> {
        Omission::ALL
            .into_iter()
            .find(|omission| omission.name() == name)
    }

    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Omission::Contents => "contents",
            Omission::Masthead => "masthead",
            Omission::RunningHead => "running_head",
            Omission::PageNumber => "page_number",
            Omission::Jump => "jump",
            Omission::Stray => "stray",
            Omission::Duplicate => "duplicate",
            Omission::Label => "label",
            Omission::Ornament => "ornament",
            Omission::Imprint => "imprint",
            Omission::Navigation => "navigation",
            Omission::Unseen => "unseen",
            Omission::Outline => "outline",
            Omission::BesideField => "beside_field",
        }
    }
}

impl Serialize for Omission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A field that a source string was read into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The publication.
    Publication,
    /// Its number.
    Number,
    /// Its running number.
    Serial,
    /// Its date.
    Date,
    /// Its publisher.
    Publisher,
    /// An article's authors.
    Authors,
    /// An article's source.
    Source,
}

impl Field {
    /// The name in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Publication => "publication",
            Field::Number => "number",
            Field::Serial => "serial",
            Field::Date => "date",
            Field::Publisher => "publisher",
            Field::Authors => "authors",
            Field::Source => "source",
        }
    }
}
