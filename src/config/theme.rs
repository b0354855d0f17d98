//! Which colours: the choice only. The colours themselves are `ui`'s.

use crate::text::Clean;
use crate::words::Words;

/// A set of styles. Attributes are the same in all four; colours are added to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// 256 colours on a dark background.
    #[default]
    Dark,
    /// 256 colours on a light background.
    Light,
    /// The terminal's own sixteen colours.
    Sixteen,
    /// Attributes only.
    None,
}

impl Theme {
    /// All themes, in the order in which the theme key goes round.
    pub const ALL: [Theme; 4] = [Theme::Dark, Theme::Light, Theme::Sixteen, Theme::None];

    /// The theme that is chosen before the terminal has told its ground: `NO_COLOR` fixes the last
    /// one, then the setting, then what a terminal of this kind can draw; `None` if nothing says.
    /// `no_color` is whether the variable is set and not empty (<https://no-color.org>).
    pub fn choose(
        no_color: bool,
        setting: Option<Theme>,
        terminal: Option<Theme>,
    ) -> Option<Theme> {
        if no_color {
            Some(Theme::None)
        } else {
            setting.or(terminal)
        }
    }

    /// The theme for the kind of terminal that `TERM` names, where that is known to have no 256
    /// colours: none for those of DEC's video terminals, sixteen for those of consoles.
    pub fn of_terminal(term: Option<&str>) -> Option<Theme> {
        let term = term?;
        let kind = term.split(['-', '+']).next().unwrap_or_default();
        let is_video = kind
            .strip_prefix("vt")
            .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
        if is_video || term.ends_with("-mono") || term.ends_with("-m") {
            return Some(Theme::None);
        }
        let is_console = matches!(kind, "ansi" | "pcansi" | "linux" | "cons25" | "cygwin");
        (is_console || term.ends_with("-16color")).then_some(Theme::Sixteen)
    }

    /// The one after it; the first after the last.
    pub fn next(self) -> Theme {
        match self {
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::Sixteen,
            Theme::Sixteen => Theme::None,
            Theme::None => Theme::Dark,
        }
    }

    /// Its name in `config.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Dark => "dark",
            Theme::Light => "light",
            Theme::Sixteen => "16",
            Theme::None => "none",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// Its name for readers.
    pub fn title(self, words: Words) -> Clean {
        match self {
            Theme::Dark => words.theme_dark(),
            Theme::Light => words.theme_light(),
            Theme::Sixteen => words.theme_16(),
            Theme::None => words.theme_none(),
        }
    }
}
