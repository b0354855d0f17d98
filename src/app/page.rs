//! The pages that can be open over the shelf.

use super::pages::contents::ContentsPage;
use super::pages::finder::FinderPage;
use super::pages::help::HelpPage;
use super::pages::marks::MarksPage;
use super::pages::messages::MessagesPage;
use super::pages::note::NotePage;
use super::pages::raw::RawPage;
use super::pages::reader::ReaderPage;
use super::pages::search::SearchPage;

/// A page over the shelf.
#[derive(Clone, Debug)]
pub enum Page {
    /// An issue's articles; its state is kept by id, so that it is found again as it was left.
    Issue(String),
    /// An article.
    Reader(Box<ReaderPage>),
    /// The headings of the article below.
    Contents(ContentsPage),
    /// The raw lines behind a paragraph of the article below.
    Raw(Box<RawPage>),
    /// All marks, over whatever page it was opened on.
    Marks(Box<MarksPage>),
    /// All that was said, over whatever page it was opened on.
    Messages(MessagesPage),
    /// The finder, over whatever page it was opened on.
    Finder(Box<FinderPage>),
    /// The full text, over whatever page it was opened on.
    Search(Box<SearchPage>),
    /// The note editor, over whatever page it was opened on.
    Note(Box<NotePage>),
    /// The keys of the page below.
    Help(HelpPage),
}

impl Page {
    /// Whether the page may stand over an article and goes when another place of it is opened. A note does
    /// not: what is written there must be kept first.
    pub(crate) const fn stands_over_reader(&self) -> bool {
        match self {
            Self::Contents(_)
            | Self::Raw(_)
            | Self::Marks(_)
            | Self::Messages(_)
            | Self::Finder(_)
            | Self::Search(_)
            | Self::Help(_) => true,
            Self::Issue(_) | Self::Reader(_) | Self::Note(_) => false,
        }
    }
}
