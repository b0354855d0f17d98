//! What a reader can ask for: the closed list of user intents, and the contexts keys act in.
//!
//! An [`Action`] is what a key means; what happened and what to do about it are other enums, in
//! `app`. Names are the ones written in `keymap.toml`. Each action explains itself through the
//! words layer; help, `keys` and `keys --json` show that one line.

use serde::{Deserialize, Serialize};

use crate::text::Clean;
use crate::words::Words;

/// Writes the actions once: variant, name in `keymap.toml`, its line and its label
/// in the words layer.
macro_rules! actions {
    ($( $(#[$doc:meta])* $variant:ident $name:literal $word:ident $label:ident, )*) => {
        /// A user intent. Serialized as its name in `keymap.toml` (snake case).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Action {
            $( $(#[$doc])* $variant, )*
        }

        impl Action {
            /// All actions, in the order of this list.
            pub const ALL: &[Action] = &[ $( Action::$variant, )* ];

            /// Its name in `keymap.toml` and in `keys --json`.
            pub fn name(self) -> &'static str {
                match self { $( Action::$variant => $name, )* }
            }

            /// What it does, in one line.
            pub fn description(self, words: Words) -> Clean {
                match self { $( Action::$variant => words.$word(), )* }
            }

            /// What it does, in a word or two: where the keys that may follow a prefix are listed.
            pub fn label(self, words: Words) -> Clean {
                match self { $( Action::$variant => words.$label(), )* }
            }
        }
    };
}

actions! {
    /// One row down in a list, one line down in a text.
    LineDown "line_down" action_line_down label_line_down,
    /// One row or line up.
    LineUp "line_up" action_line_up label_line_up,
    /// One page down.
    PageDown "page_down" action_page_down label_page_down,
    /// One page up.
    PageUp "page_up" action_page_up label_page_up,
    /// Half a page down.
    HalfPageDown "half_page_down" action_half_page_down label_half_page_down,
    /// Half a page up.
    HalfPageUp "half_page_up" action_half_page_up label_half_page_up,
    /// To the first row or line; with a count, to that one.
    First "first" action_first label_first,
    /// To the last row or line.
    Last "last" action_last label_last,
    /// To the next paragraph.
    NextParagraph "next_paragraph" action_next_paragraph label_next_paragraph,
    /// To the paragraph before.
    PreviousParagraph "previous_paragraph" action_previous_paragraph label_previous_paragraph,
    /// In the shelf, to the next publication.
    NextPublication "next_publication" action_next_publication label_next_publication,
    /// In the shelf, to the publication before.
    PreviousPublication "previous_publication" action_previous_publication label_previous_publication,
    /// Opens the row under the pointer; runs the action chosen in help; accepts what was typed.
    Open "open" action_open label_open,
    /// To the page above; nothing at the shelf.
    Back "back" action_back label_back,
    /// Ends the program, at once and without asking.
    Quit "quit" action_quit label_quit,
    /// Opens the next article of the issue.
    NextArticle "next_article" action_next_article label_next_article,
    /// Opens the article before.
    PreviousArticle "previous_article" action_previous_article label_previous_article,
    /// To the next unread article.
    NextUnread "next_unread" action_next_unread label_next_unread,
    /// To the unread article before.
    PreviousUnread "previous_unread" action_previous_unread label_previous_unread,
    /// Marks the article read or unread; on the shelf, all of an issue read.
    ToggleRead "toggle_read" action_toggle_read label_toggle_read,
    /// Takes back the last change to marks.
    Undo "undo" action_undo label_undo,
    /// Bookmarks the article, or in it the paragraph; again takes that away.
    Bookmark "bookmark" action_bookmark label_bookmark,
    /// Begins to select text, and ends it.
    Select "select" action_select label_select,
    /// Copies the paragraph, what is selected, or in a list the title and id.
    Copy "copy" action_copy label_copy,
    /// The list of all marks.
    Marks "marks" action_marks label_marks,
    /// Deletes the mark or the draft under the pointer, or the mark at the cursor.
    Delete "delete" action_delete label_delete,
    /// Changes the tags of the mark under the pointer.
    Tag "tag" action_tag label_tag,
    /// To the next mark of the article.
    NextMark "next_mark" action_next_mark label_next_mark,
    /// To the mark before.
    PreviousMark "previous_mark" action_previous_mark label_previous_mark,
    /// While selecting: to the last character of the word, or of the next one.
    NextWord "next_word" action_next_word label_next_word,
    /// While selecting: to the first character of the word, or of the one before.
    PreviousWord "previous_word" action_previous_word label_previous_word,
    /// While selecting: to the end of the sentence, or of the next one.
    NextSentence "next_sentence" action_next_sentence label_next_sentence,
    /// While selecting: to the beginning of the sentence, or of the one before.
    PreviousSentence "previous_sentence" action_previous_sentence label_previous_sentence,
    /// While selecting: the other end moves from now on.
    OtherEnd "other_end" action_other_end label_other_end,
    /// Writes a note on the article; in it, on what is selected or marked there.
    Note "note" action_note label_note,
    /// Back over the last jump, also over pages.
    JumpBack "jump_back" action_jump_back label_jump_back,
    /// The headings of the article.
    Contents "contents" action_contents label_contents,
    /// The raw lines behind the paragraph, and back.
    RawLines "raw_lines" action_raw_lines label_raw_lines,
    /// Narrows a list as one types.
    Filter "filter" action_filter label_filter,
    /// Finds in the article as one types.
    Find "find" action_find label_find,
    /// The finder over all titles.
    FindTitle "find_title" action_find_title label_find_title,
    /// To the next match.
    NextMatch "next_match" action_next_match label_next_match,
    /// To the match before.
    PreviousMatch "previous_match" action_previous_match label_previous_match,
    /// Text only, and back.
    Zen "zen" action_zen label_zen,
    /// A measure wider by two Han.
    Wider "wider" action_wider label_wider,
    /// A measure narrower by two Han.
    Narrower "narrower" action_narrower label_narrower,
    /// Ambiguous characters one or two cells wide.
    AmbiguousWidth "ambiguous_width" action_ambiguous_width label_ambiguous_width,
    /// The next theme: dark, light, 16 colours, none.
    Theme "theme" action_theme label_theme,
    /// Draws everything again.
    Redraw "redraw" action_redraw label_redraw,
    /// The searchable list of keys.
    Help "help" action_help label_help,
    /// Opens the command line, in which an action is called by its name.
    Command "command" action_command label_command,
    /// All that was said in the status row since the start.
    Messages "messages" action_messages label_messages,
    /// Drops what is pending: a count, a prefix, a query, a filter, marked matches.
    Cancel "cancel" action_cancel label_cancel,
    /// Gives the shell its terminal back until `fg`.
    Suspend "suspend" action_suspend label_suspend,
    /// While typing: takes back the last character.
    Erase "erase" action_erase label_erase,
    /// While typing: takes back the last word.
    EraseWord "erase_word" action_erase_word label_erase_word,
    /// While typing: clears what was typed.
    EraseAll "erase_all" action_erase_all label_erase_all,
    /// Searches the full text.
    SearchText "search_text" action_search_text label_search_text,
    /// While typing a full-text query: a word in the place of its pinyin.
    Complete "complete" action_complete label_complete,
    /// While typing a full-text query: by relevance or by date.
    Order "order" action_order label_order,
    /// While typing: takes away the character after the cursor.
    EraseForward "erase_forward" action_erase_forward label_erase_forward,
    /// While typing: the cursor one character to the left.
    CursorLeft "cursor_left" action_cursor_left label_cursor_left,
    /// While typing: the cursor one character to the right.
    CursorRight "cursor_right" action_cursor_right label_cursor_right,
    /// While a note is written: saves it.
    Save "save" action_save label_save,
    /// While a note is written: opens it in another editor.
    ExternalEditor "external_editor" action_external_editor label_external_editor,
    /// While a note is written: begins another line.
    NewLine "new_line" action_new_line label_new_line,
    /// While a note is written: does again what was taken back.
    Redo "redo" action_redo label_redo,
    /// While a note is written: takes away what stands behind the cursor in its line.
    EraseToEnd "erase_to_end" action_erase_to_end label_erase_to_end,
    /// While a note is written: the cursor to the start of the row.
    RowStart "row_start" action_row_start label_row_start,
    /// While a note is written: the cursor to the end of the row.
    RowEnd "row_end" action_row_end label_row_end,
}

impl Action {
    /// What it does in `context`, in one line: on the shelf rows are issues.
    pub fn description_in(self, context: Context, words: Words) -> Clean {
        match (self, context) {
            (Action::NextUnread, Context::Shelf) => words.action_next_unread_issue(),
            (Action::PreviousUnread, Context::Shelf) => words.action_previous_unread_issue(),
            (Action::ToggleRead, Context::Shelf) => words.action_read_issue(),
            (Action::Open, Context::Marks) => words.action_open_mark(),
            (Action::Delete, Context::Shelf) => words.action_delete_draft(),
            (Action::Delete, Context::Reader) => words.action_delete_here(),
            (Action::Note, Context::Marks) => words.action_edit_note(),
            (Action::Open, Context::Selection) => words.action_highlight(),
            (Action::Cancel, Context::Selection) => words.action_drop_selection(),
            (Action::SearchText, Context::Selection) => words.action_search_selection(),
            (Action::CursorRight, Context::Selection) => words.action_next_character(),
            (Action::CursorLeft, Context::Selection) => words.action_previous_character(),
            (Action::NextParagraph, Context::Selection) => words.action_paragraph_end(),
            (Action::PreviousParagraph, Context::Selection) => words.action_paragraph_start(),
            (Action::Copy, Context::Selection) => words.action_copy_selection(),
            (Action::Copy, Context::Messages) => words.action_copy_message(),
            (Action::Copy, Context::Reader) => words.action_copy_paragraph(),
            (Action::LineUp, Context::Query) => words.action_line_up_query(),
            (Action::Undo, Context::Note) => words.action_undo_typing(),
            (Action::Cancel, Context::Note) => words.action_leave_note(),
            _ => self.description(words),
        }
    }

    /// Whether it does something where keys act in `context` itself or in one that takes its keys
    /// over. While text is typed a list is moved in, and what was typed is changed.
    pub fn acts_in(self, context: Context) -> bool {
        use Context::{
            Contents, Everywhere, Issue, Lists, Marks, Messages, Note, Query, Raw, Reader,
            Selection, Shelf,
        };
        let (pages, lists) = (
            [Shelf, Issue, Contents, Marks, Messages, Reader, Raw],
            [Shelf, Issue, Contents, Marks, Messages],
        );
        let acts = |page: Context| match self {
            Action::Quit
            | Action::Theme
            | Action::AmbiguousWidth
            | Action::Redraw
            | Action::Cancel
            | Action::Suspend
            | Action::LineDown
            | Action::LineUp
            | Action::PageDown
            | Action::PageUp => true,
            Action::JumpBack
            | Action::Help
            | Action::HalfPageDown
            | Action::HalfPageUp
            | Action::First
            | Action::Last => page != Note,
            Action::Erase | Action::EraseForward | Action::EraseWord => {
                matches!(page, Query | Note)
            }
            Action::EraseAll | Action::Complete | Action::Order => page == Query,
            Action::CursorLeft | Action::CursorRight => matches!(page, Query | Selection | Note),
            Action::NextWord
            | Action::PreviousWord
            | Action::NextSentence
            | Action::PreviousSentence
            | Action::OtherEnd => page == Selection,
            Action::Select => matches!(page, Reader | Selection),
            Action::Save
            | Action::ExternalEditor
            | Action::NewLine
            | Action::Redo
            | Action::EraseToEnd
            | Action::RowStart
            | Action::RowEnd => page == Note,
            Action::Command => pages.contains(&page) || page == Selection,
            Action::Messages => pages.contains(&page) && page != Messages || page == Selection,
            Action::Note => page == Selection || pages.contains(&page) && page != Raw,
            Action::FindTitle => pages.contains(&page),
            Action::SearchText => pages.contains(&page) || page == Selection,
            Action::Open => {
                lists.contains(&page) && page != Messages || matches!(page, Query | Selection)
            }
            Action::Undo => pages.contains(&page) || page == Note,
            Action::Marks => pages.contains(&page) && !matches!(page, Marks | Raw),
            Action::Delete => matches!(page, Shelf | Marks | Reader),
            Action::Tag => matches!(page, Marks | Reader),
            Action::NextMark | Action::PreviousMark => page == Reader,
            Action::Back => pages.contains(&page) && page != Shelf,
            Action::Filter | Action::Find => pages.contains(&page) && page != Raw,
            Action::NextMatch | Action::PreviousMatch => pages.contains(&page) && page != Raw,
            Action::Bookmark => matches!(page, Shelf | Issue | Reader),
            Action::Copy => matches!(page, Shelf | Issue | Messages | Reader | Selection),
            Action::ToggleRead | Action::NextUnread | Action::PreviousUnread => {
                matches!(page, Shelf | Issue | Reader)
            }
            Action::NextPublication | Action::PreviousPublication => page == Shelf,
            Action::RawLines => matches!(page, Reader | Raw),
            Action::NextParagraph | Action::PreviousParagraph => matches!(page, Reader | Selection),
            Action::NextArticle
            | Action::PreviousArticle
            | Action::Contents
            | Action::Zen
            | Action::Wider
            | Action::Narrower => page == Reader,
        };
        match context {
            Everywhere => pages.into_iter().chain([Query, Selection, Note]).any(acts),
            Lists => lists.into_iter().any(acts),
            Shelf | Issue | Contents | Marks | Messages | Reader | Selection | Raw | Query
            | Note => acts(context),
        }
    }

    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

/// Where keys act. A context takes over the keys of its [`parent`](Context::parent) and may bind
/// them otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Context {
    /// On every page.
    Everywhere,
    /// On every page that is a list.
    Lists,
    /// The shelf: publications and issues.
    Shelf,
    /// The articles of an issue.
    Issue,
    /// The headings of an article.
    Contents,
    /// The list of all marks.
    Marks,
    /// All that was said.
    Messages,
    /// The reader.
    Reader,
    /// Selecting text in the reader.
    Selection,
    /// The raw lines behind a paragraph.
    Raw,
    /// A line in which text is typed: help's filter, `/` in a list, `/` in the reader. Plain
    /// characters are text there and never keys.
    Query,
    /// A note that is written: plain characters are text there too.
    Note,
}

impl Context {
    /// All contexts, parents first.
    pub const ALL: &[Context] = &[
        Context::Everywhere,
        Context::Lists,
        Context::Shelf,
        Context::Issue,
        Context::Contents,
        Context::Marks,
        Context::Messages,
        Context::Reader,
        Context::Selection,
        Context::Raw,
        Context::Query,
        Context::Note,
    ];

    /// The context whose keys also act here.
    pub fn parent(self) -> Option<Context> {
        match self {
            Context::Everywhere => None,
            Context::Lists
            | Context::Reader
            | Context::Selection
            | Context::Raw
            | Context::Query
            | Context::Note => Some(Context::Everywhere),
            Context::Shelf
            | Context::Issue
            | Context::Contents
            | Context::Marks
            | Context::Messages => Some(Context::Lists),
        }
    }

    /// The context itself, its parent, and so on up to [`Context::Everywhere`].
    pub fn chain(self) -> impl Iterator<Item = Context> {
        std::iter::successors(Some(self), |context| context.parent())
    }

    /// Whether plain characters are text here.
    pub fn takes_text(self) -> bool {
        matches!(self, Context::Query | Context::Note)
    }

    /// Its name: the table's name in `keymap.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Context::Everywhere => "everywhere",
            Context::Lists => "lists",
            Context::Shelf => "shelf",
            Context::Issue => "issue",
            Context::Contents => "contents",
            Context::Marks => "marks",
            Context::Messages => "messages",
            Context::Reader => "reader",
            Context::Selection => "selection",
            Context::Raw => "raw",
            Context::Query => "query",
            Context::Note => "note",
        }
    }

    /// The context of that name.
    pub fn from_name(name: &str) -> Option<Context> {
        Context::ALL
            .iter()
            .copied()
            .find(|context| context.name() == name)
    }

    /// Its heading in help.
    pub fn title(self, words: Words) -> Clean {
        match self {
            Context::Everywhere => words.help_everywhere(),
            Context::Lists => words.help_lists(),
            Context::Shelf => words.help_shelf(),
            Context::Issue => words.help_issue(),
            Context::Contents => words.help_contents(),
            Context::Marks => words.help_marks(),
            Context::Messages => words.help_messages(),
            Context::Reader => words.help_reader(),
            Context::Selection => words.help_selection(),
            Context::Raw => words.help_raw(),
            Context::Query => words.help_query(),
            Context::Note => words.help_note(),
        }
    }
}
