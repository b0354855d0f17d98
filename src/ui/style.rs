//! What a text is, and what that looks like in each theme.
//!
//! Attributes are the same in every theme and colours only add to them, with one exception: where
//! there are 256 colours a highlight is a tint and not underlined. The background is never painted
//! except under highlights and current matches. Colours are 256-colour indexes.

use ratatui::style::{Color, Modifier, Style};

use crate::config::theme::Theme;

/// What a text on the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
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

/// The style of `role` in `theme`.
pub fn style(theme: Theme, role: Role) -> Style {
    let base = Style::new().add_modifier(attributes(theme, role));
    let base = match theme {
        Theme::None => base,
        Theme::Sixteen => match sixteen(role) {
            Some(color) => base.fg(color),
            None => base,
        },
        Theme::Dark => colored(base, dark(role)),
        Theme::Light => colored(base, light(role)),
    };
    match (theme, role) {
        (Theme::Dark, Role::CurrentMatch) => base.bg(Color::Indexed(173)),
        (Theme::Light, Role::CurrentMatch) => base.bg(Color::Indexed(124)),
        _ => base,
    }
}

/// What every theme has: bold, dim, underline, reverse.
fn attributes(theme: Theme, role: Role) -> Modifier {
    let plain = matches!(theme, Theme::None | Theme::Sixteen);
    match role {
        Role::Masthead | Role::Publication | Role::Title | Role::Heading | Role::Emphasis => {
            Modifier::BOLD
        }
        Role::Pointer | Role::Warning | Role::Error => Modifier::BOLD,
        Role::Match => Modifier::BOLD | Modifier::UNDERLINED,
        Role::Link => Modifier::UNDERLINED,
        Role::Strike => Modifier::CROSSED_OUT,
        Role::CurrentMatch if plain => Modifier::REVERSED,
        Role::Key if plain => Modifier::BOLD,
        Role::Byline | Role::Caption | Role::Read | Role::Hint if plain => Modifier::DIM,
        Role::Label | Role::Rule if theme == Theme::Sixteen => Modifier::DIM,
        _ => Modifier::empty(),
    }
}

/// The terminal's own red, for the one accent.
fn sixteen(role: Role) -> Option<Color> {
    match role {
        Role::Kicker | Role::Match | Role::Pointer | Role::Warning | Role::Error => {
            Some(Color::Red)
        }
        _ => None,
    }
}

fn dark(role: Role) -> Option<u8> {
    match role {
        Role::Label | Role::Byline | Role::Read | Role::Hint => Some(245),
        Role::Rule => Some(240),
        Role::Kicker | Role::Match | Role::Pointer | Role::Warning | Role::Error => Some(173),
        Role::Subtitle | Role::Quote | Role::Key | Role::Notice => Some(252),
        Role::Caption | Role::Status => Some(247),
        Role::CurrentMatch => Some(16),
        _ => None,
    }
}

fn light(role: Role) -> Option<u8> {
    match role {
        Role::Label | Role::Byline | Role::Read | Role::Hint => Some(242),
        Role::Rule => Some(250),
        Role::Kicker | Role::Match | Role::Pointer | Role::Warning | Role::Error => Some(124),
        Role::Subtitle | Role::Quote | Role::Key | Role::Notice => Some(236),
        Role::Caption | Role::Status => Some(240),
        Role::CurrentMatch => Some(231),
        _ => None,
    }
}

fn colored(base: Style, color: Option<u8>) -> Style {
    match color {
        Some(index) => base.fg(Color::Indexed(index)),
        None => base,
    }
}
