//! The settings of `config.toml`, with their defaults.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use super::theme::Theme;
use crate::text::AmbiguousWidth;
use crate::typeset::ProhibitionLevel;
use crate::words::Language;

/// What the user may set. Every field has a default; a bad value keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `language = "zh" | "en"`: the interface language; from the locale where absent.
    pub language: Option<Language>,
    /// `theme = "dark" | "light" | "16" | "none"`; dark where absent.
    pub theme: Option<Theme>,
    /// `libraries = ["~/papers", ..]`: folders of issues beside the default one. `~/` is the home
    /// folder, a relative path is taken from the folder of `config.toml`.
    pub libraries: Vec<PathBuf>,
    /// `builtin = true | false`: whether the built-in issues are shown.
    pub builtin: bool,
    /// `measure = 16..60`: Han in a full line of the reader.
    pub measure: usize,
    /// `ambiguous = "auto" | 1 | 2`, or a table of groups.
    pub ambiguous: AmbiguousChoice,
    /// `level = "loose" | "normal" | "strict"`: which marks are kept from line edges.
    pub level: ProhibitionLevel,
    /// `indent = 0..4`: Han of first-line indent.
    pub indent: usize,
    /// `hanging = true | false`: whether a pause or stop mark may hang right of the measure.
    pub hanging: bool,
    /// `spacing = true | false`: whether a cell stands between Han and Latin letters or digits.
    pub spacing: bool,
    /// `tight_numbers = true | false`: whether a digit and the measure word after it stay together.
    pub tight_numbers: bool,
    /// `han_per_minute = 50..2000`: the reading speed behind minutes left.
    pub han_per_minute: usize,
    /// `glyphs = "auto" | "ascii" | "unicode"`: the marks drawn in margins and lists.
    pub glyphs: Glyphs,
    /// `escape_wait_ms = 1..1000`: milliseconds until a lone ESC byte is the Esc key.
    pub escape_wait_ms: u64,
}

impl Settings {
    /// The bounds of [`measure`](Settings::measure), in Han.
    pub const MEASURES: RangeInclusive<usize> = 16..=60;
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            language: None,
            theme: None,
            libraries: Vec::new(),
            builtin: true,
            measure: 38,
            ambiguous: AmbiguousChoice::default(),
            level: ProhibitionLevel::Strict,
            indent: 2,
            hanging: false,
            spacing: false,
            tight_numbers: true,
            han_per_minute: 400,
            glyphs: Glyphs::Auto,
            escape_wait_ms: 50,
        }
    }
}

/// The widths of ambiguous characters the user fixed, group by group; `None` is what the terminal
/// answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct AmbiguousChoice {
    /// Quotes and dashes: 1 or 2 cells.
    pub punctuation: Option<u8>,
    /// Symbols: 1 or 2 cells.
    pub symbols: Option<u8>,
    /// Letters: 1 or 2 cells; 1 where absent, whatever the terminal answers.
    pub letters: Option<u8>,
}

impl AmbiguousChoice {
    /// Every group as in `width`.
    pub fn fixed(width: AmbiguousWidth) -> AmbiguousChoice {
        AmbiguousChoice {
            punctuation: Some(width.punctuation),
            symbols: Some(width.symbols),
            letters: Some(width.letters),
        }
    }

    /// The widths to set text with, where the terminal answered `measured`
    /// ([`AmbiguousWidth::NARROW`] while it has not).
    pub fn resolve(self, measured: AmbiguousWidth) -> AmbiguousWidth {
        AmbiguousWidth {
            punctuation: self.punctuation.unwrap_or(measured.punctuation),
            symbols: self.symbols.unwrap_or(measured.symbols),
            letters: self.letters.unwrap_or(1),
        }
    }

    /// Whether the terminal's answer could change anything.
    pub fn asks(self) -> bool {
        self.punctuation.is_none() || self.symbols.is_none()
    }
}

/// Which marks are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// By the locale and the kind of terminal.
    #[default]
    Auto,
    /// ASCII only.
    Ascii,
    /// The characters of WGL4.
    Unicode,
}

impl Glyphs {
    /// Whether to draw ASCII marks, given the locale that holds (the value of `LC_ALL`, `LC_CTYPE`
    /// or `LANG`, the first that is set) and `TERM`.
    pub fn ascii(self, locale: Option<&str>, term: Option<&str>) -> bool {
        match self {
            Glyphs::Ascii => true,
            Glyphs::Unicode => false,
            Glyphs::Auto => {
                let plain = matches!(term, Some("dumb" | "vt100" | "vt220"));
                plain || !is_utf8(locale)
            }
        }
    }
}

/// Whether a locale, as the variables name it, writes characters in UTF-8.
pub fn is_utf8(locale: Option<&str>) -> bool {
    let locale = locale.unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}
