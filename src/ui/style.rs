//! What a text is, and what that looks like in each theme.
//!
//! Attributes are the same in every theme and colours only add to them, with one exception: where
//! there are 256 colours a highlight is a tint and not underlined. The background is never painted
//! except under highlights and current matches. Colours are 256-colour indexes.

use ratatui::style::{Color, Modifier, Style};

use crate::config::theme::Theme;

/// What a text on the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// The name of the page.
    Masthead,
    /// A publication's heading on the shelf.
    Publication,
    /// A group's heading, a prompt's name.
    Label,
    /// The row of `_` under a masthead.
    Rule,
    /// The line above a title.
    Kicker,
    /// An article's title.
    Title,
    /// The line below a title.
    Subtitle,
    /// Authors, date, page.
    Byline,
    /// A heading in an article.
    Heading,
    /// Emphasis in running text.
    Emphasis,
    /// Running text; a list's row with something unread.
    Body,
    /// A picture's caption, a note.
    Caption,
    /// A quotation.
    Quote,
    /// A link's text.
    Link,
    /// Text that is struck out.
    Strike,
    /// A match.
    Match,
    /// The match the cursor stands on.
    CurrentMatch,
    /// The pointer and the unread dot.
    Pointer,
    /// A mark in the margin, or how many there are.
    Mark,
    /// A highlight in the text.
    Highlight,
    /// What is selected.
    Selection,
    /// A list's row with everything read.
    Read,
    /// Figures and fields of status rows.
    Status,
    /// A key in a hint.
    Key,
    /// What a key does.
    Hint,
    /// What happened.
    Notice,
    /// Something is not as it should be.
    Warning,
    /// Something failed.
    Error,
}

/// The style of `look` in `theme`.
pub fn style(theme: Theme, look: Look) -> Style {
    let base = Style::new().add_modifier(attributes(theme, look));
    let base = match theme {
        Theme::None => base,
        Theme::Sixteen => match sixteen(look) {
            Some(color) => base.fg(color),
            None => base,
        },
        Theme::Dark => colored(base, dark(look)),
        Theme::Light => colored(base, light(look)),
    };
    match (theme, look) {
        (Theme::Dark, Look::CurrentMatch) => base.bg(Color::Indexed(173)),
        (Theme::Light, Look::CurrentMatch) => base.bg(Color::Indexed(124)),
        (Theme::Dark, Look::Highlight) => base.bg(Color::Indexed(237)),
        (Theme::Light, Look::Highlight) => base.bg(Color::Indexed(230)),
        _ => base,
    }
}

/// What every theme has: bold, dim, underline, reverse.
fn attributes(theme: Theme, look: Look) -> Modifier {
    let plain = matches!(theme, Theme::None | Theme::Sixteen);
    match look {
        Look::Masthead | Look::Publication | Look::Title | Look::Heading | Look::Emphasis => {
            Modifier::BOLD
        }
        Look::Pointer | Look::Mark | Look::Warning | Look::Error => Modifier::BOLD,
        Look::Match => Modifier::BOLD | Modifier::UNDERLINED,
        Look::Link => Modifier::UNDERLINED,
        Look::Highlight if plain => Modifier::UNDERLINED,
        Look::Selection => Modifier::REVERSED,
        Look::Strike => Modifier::CROSSED_OUT,
        Look::CurrentMatch if plain => Modifier::REVERSED,
        Look::Key if plain => Modifier::BOLD,
        Look::Byline | Look::Caption | Look::Read | Look::Hint if plain => Modifier::DIM,
        Look::Label | Look::Rule if theme == Theme::Sixteen => Modifier::DIM,
        _ => Modifier::empty(),
    }
}

/// The terminal's own red, for the one accent.
fn sixteen(look: Look) -> Option<Color> {
    match look {
        Look::Kicker | Look::Match | Look::Pointer | Look::Mark | Look::Warning | Look::Error => {
            Some(Color::Red)
        }
        _ => None,
    }
}

fn dark(look: Look) -> Option<u8> {
    match look {
        Look::Label | Look::Byline | Look::Read | Look::Hint => Some(245),
        Look::Rule => Some(240),
        Look::Kicker | Look::Match | Look::Pointer | Look::Mark | Look::Warning | Look::Error => {
            Some(173)
        }
        Look::Subtitle | Look::Quote | Look::Key | Look::Notice | Look::Highlight => Some(252),
        Look::Caption | Look::Status => Some(247),
        Look::CurrentMatch => Some(16),
        _ => None,
    }
}

fn light(look: Look) -> Option<u8> {
    match look {
        Look::Label | Look::Byline | Look::Read | Look::Hint => Some(242),
        Look::Rule => Some(250),
        Look::Kicker | Look::Match | Look::Pointer | Look::Mark | Look::Warning | Look::Error => {
            Some(124)
        }
        Look::Subtitle | Look::Quote | Look::Key | Look::Notice => Some(236),
        Look::Caption | Look::Status => Some(240),
        Look::CurrentMatch => Some(231),
        Look::Highlight => Some(16),
        _ => None,
    }
}

fn colored(base: Style, color: Option<u8>) -> Style {
    match color {
        Some(index) => base.fg(Color::Indexed(index)),
        None => base,
    }
}
