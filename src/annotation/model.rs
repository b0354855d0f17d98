//! What one mark says.

use serde::{Deserialize, Serialize};

use super::selector::Selector;

/// Why a mark was made: the motivations of the Web Annotation vocabulary (3.3.5) that readers have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Motivation {
    /// To come back: of an article or of a place in it.
    Bookmarking,
    /// To set a passage off.
    Highlighting,
    /// To say something about a passage or an article.
    Commenting,
    /// To sort an article or a passage under names.
    Tagging,
}

impl Motivation {
    /// All of them.
    pub const ALL: [Motivation; 4] = [
        Motivation::Bookmarking,
        Motivation::Highlighting,
        Motivation::Commenting,
        Motivation::Tagging,
    ];

    /// The name in the vocabulary, in the store and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Motivation::Bookmarking => "bookmarking",
            Motivation::Highlighting => "highlighting",
            Motivation::Commenting => "commenting",
            Motivation::Tagging => "tagging",
        }
    }

    /// The motivation of this name.
    pub fn from_name(name: &str) -> Option<Motivation> {
        Motivation::ALL
            .into_iter()
            .find(|motivation| motivation.name() == name)
    }
}

/// What the article was called when the mark was made: for people, and for finding an article whose
/// id has changed. All of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The article's title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The publication.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub publication: String,
    /// The issue's number as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issue: String,
    /// The article's date, else its issue's: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
}

/// A mark: why, where, what was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Annotation {
    /// Why it was made.
    pub motivation: Motivation,
    /// The article's id, `<issue-id>/<file stem>`.
    pub article: String,
    /// The part of the article's text; `None` means the whole article.
    pub selector: Option<Selector>,
    /// What the article was called.
    pub source: Source,
    /// The note; may be empty, may have many lines.
    pub text: String,
    /// The tags, in the order given.
    pub tags: Vec<String>,
    /// When it was made, in seconds since 1970-01-01 UTC.
    pub created: i64,
    /// When it was last changed, likewise.
    pub modified: i64,
}

/// Whether `c` stands between two tags where several are written in one line, and so in none of them.
pub fn parts_tags(c: char) -> bool {
    c.is_whitespace() || matches!(c, '#' | '＃' | ',' | '，' | '、')
}

impl Annotation {
    /// A mark made at `at`, without a word.
    pub fn new(motivation: Motivation, article: &str, at: i64) -> Annotation {
        Annotation {
            motivation,
            article: article.to_owned(),
            selector: None,
            source: Source::default(),
            text: String::new(),
            tags: Vec::new(),
            created: at,
            modified: at,
        }
    }

    /// The same mark with another note. Whatever gets a note is a comment from then on, a comment on a passage that
    /// loses its note a highlight: a text never hangs on something that a key takes away as a bookmark.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Annotation {
        self.text = text.to_owned();
        self.motivation = match (self.motivation, text.is_empty()) {
            (_, false) => Motivation::Commenting,
            (Motivation::Commenting, true) if self.selector.is_some() => Motivation::Highlighting,
            (motivation, _) => motivation,
        };
        self
    }

    /// Whether it is a bookmark and nothing else: what puts and takes away bookmarks means these.
    pub fn is_plain_bookmark(&self) -> bool {
        self.motivation == Motivation::Bookmarking && self.text.is_empty()
    }

    /// The quotation; empty for a mark of the whole article.
    pub fn exact(&self) -> &str {
        self.selector
            .as_ref()
            .map_or("", |selector| selector.quote.exact.as_str())
    }

    /// The tags as they are shown and exported: one stands behind another, so each is one word.
    pub fn shown_tags(&self) -> Vec<String> {
        let shown = |tag: &String| tag.trim().replace(parts_tags, "_");
        self.tags.iter().map(shown).collect()
    }

    /// Whether both say the same, whenever they did.
    pub fn says_the_same(&self, other: &Annotation) -> bool {
        let said = |annotation: &Annotation| Annotation {
            created: 0,
            modified: 0,
            ..annotation.clone()
        };
        said(self) == said(other)
    }
}
