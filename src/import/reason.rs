//! Why an article is what the importer says: a closed list, told with the lines that show it.
//!
//! The decisions give their reasons while they are taken, so that an explanation is never worked out
//! afterwards. Wording is a matter of the layers above.

use serde::Serialize;

/// Why an article begins where it does, is of its kind, or has a part of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The text begins here.
    #[default]
    FirstText,
    /// Its title has a heading mark.
    HeadingMark,
    /// Its title is named by the contents.
    InContents,
    /// A byline or dateline stands below its title.
    Signed,
    /// Its title is a short line set off from a finished text, with full text below it.
    SetOff,
    /// Its title is all bold.
    Bold,
    /// An ornament or a number marks each item of its kind here.
    Ornament,
    /// A note or a source line closed the article above.
    AfterClosing,
    /// A photo's credit closed the article above.
    AfterCredit,
    /// An editors' comment closed the article above, or ended with it.
    AfterComment,
    /// A word begins an editors' comment or correction (编后, 编者按, 更正).
    NoteWord,
    /// Columns of short lines end and a new lead begins.
    ChangedLayout,
    /// Its title stands below its text.
    TitleBelow,
    /// Several lines stand over it: kicker, title, subtitle.
    Headlines,
    /// Kicker and title stand in one line.
    Clauses,
    /// It stands below the name of a column of briefs.
    BriefColumn,
    /// It is one short paragraph, in a paper with articles of several.
    SingleParagraph,
    /// A photo's credit ends a short text.
    PhotoCredit,
    /// Its title and its numbered items are those of a document.
    DocumentItems,
    /// Its text goes on after briefs that stand inside it.
    AfterBriefs,
    /// Its text goes on behind a jump line.
    Jump,
    /// Its source is said for the whole page.
    PageSource,
    /// The reader's outline says so.
    Outline,
}

/// A reason with the source lines that show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Because {
    /// The reason.
    pub reason: Reason,
    /// The first and last source line, from 1.
    pub lines: [usize; 2],
}
