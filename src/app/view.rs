//! How things are shown: what a reader can change while reading.
//!
//! It starts from the settings and is changed by keys (`t`, `+ -`, `w`, `z`); nothing of it is
//! written back, so a try never spoils a configuration.

use super::geometry::Size;
use crate::config::settings::Settings;
use crate::config::theme::Theme;
use crate::store::terminals::Answers;
use crate::text::{AmbiguousWidth, Cells, Clean};
use crate::typeset;
use crate::words::Words;

/// The live part of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The colours.
    pub theme: Theme,
    /// Whether marks are drawn in ASCII.
    pub ascii: bool,
    /// The longest line of the reader, in Han.
    pub measure: usize,
    /// How wide ambiguous characters are.
    pub ambiguous: AmbiguousWidth,
    /// What the terminal answered last about them, and about its ground.
    answers: Answers,
    /// Whether the theme follows from the terminal's ground: nothing else has chosen it.
    follows_ground: bool,
    /// Text only: no status row, no side pane.
    pub zen: bool,
    /// The settings the rest is taken from.
    pub settings: Settings,
}

/// How far one press of `+` or `-` changes the measure, in Han.
const MEASURE_STEP: usize = 2;

impl View {
    /// The view to start with. Without a `theme` chosen by somebody it is the default until the
    /// terminal tells its ground.
    pub fn new(settings: Settings, theme: Option<Theme>, ascii: bool) -> View {
        View {
            theme: theme.unwrap_or_default(),
            answers: Answers::default(),
            follows_ground: theme.is_none(),
            ascii,
            measure: settings.measure,
            ambiguous: settings.ambiguous.resolve(AmbiguousWidth::NARROW),
            zen: false,
            settings,
        }
    }

    /// Takes over what the terminal answered: widths that nobody has fixed, and the theme. A choice
    /// made by a key stands until the terminal answers otherwise than before.
    pub fn take_answers(&mut self, answers: Answers) {
        let before = std::mem::replace(&mut self.answers, answers);
        if before.widths() != answers.widths() {
            self.ambiguous = self.settings.ambiguous.resolve(answers.widths());
        }
        if let Some(light) = answers.is_light().filter(|_| self.follows_ground) {
            self.theme = if light { Theme::Light } else { Theme::Dark };
        }
    }

    /// Goes round the themes: the terminal's ground chooses none any more.
    pub fn next_theme(&mut self) -> Theme {
        self.follows_ground = false;
        self.theme = self.theme.next();
        self.theme
    }

    /// The longest line, in cells.
    pub fn measure_cells(&self) -> Cells {
        self.measure * 2
    }

    /// Changes the measure by `steps` from the one that a window of `size` shows; `false` at a
    /// bound, which may be the window's.
    pub fn change_measure(&mut self, steps: isize, size: Size) -> bool {
        let Some(widest) = size.widest_measure() else {
            return false;
        };
        let bounds = Settings::MEASURES;
        let widest = (widest / 2).min(*bounds.end());
        let shown = self.measure.min(widest);
        let measure = shown
            .saturating_add_signed(steps.saturating_mul(MEASURE_STEP as isize))
            .clamp(widest.min(*bounds.start()), widest);
        let changed = measure != shown;
        if changed {
            self.measure = measure;
        }
        changed
    }

    /// Sets ambiguous punctuation and symbols to the other width; gives the new one, in cells.
    pub fn flip_ambiguous(&mut self) -> u8 {
        let letters = self.ambiguous.letters;
        let flipped = match self.ambiguous.punctuation {
            1 => AmbiguousWidth::WIDE,
            _ => AmbiguousWidth::NARROW,
        };
        self.ambiguous = AmbiguousWidth { letters, ..flipped };
        self.ambiguous.punctuation
    }

    /// How the reader sets its text in a window of `size`.
    pub fn typeset_settings(&self, words: Words, size: Size) -> typeset::Settings {
        let column = size.column(self.measure_cells(), self.zen);
        typeset::Settings {
            measure: column.measure,
            ambiguous: self.ambiguous,
            level: self.settings.level,
            indent: self.settings.indent * 2,
            // A hung mark needs the two cells of the wide margin.
            hanging: self.settings.hanging && size.columns >= 60,
            spacing: self.settings.spacing,
            tight_numbers: self.settings.tight_numbers,
            caption_label: words.caption_label(),
            // Drawn like the marks of lists; one cell at every setting (UAX #11, class N).
            bullet: if self.ascii {
                Clean::default()
            } else {
                Clean::from("\u{2219}")
            },
            roomy: size.is_roomy(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::settings::AmbiguousChoice;

    #[test]
    fn the_measure_stays_within_its_bounds() {
        let mut view = View::new(Settings::default(), Some(Theme::Dark), false);
        assert!(view.change_measure(1, size(120)));
        assert_eq!(view.measure, 40);
        assert!(view.change_measure(-100, size(120)));
        assert_eq!(view.measure, 16);
        assert!(!view.change_measure(-1, size(120)));
    }

    #[test]
    fn a_width_chosen_by_key_stands_until_the_terminal_answers_otherwise() {
        let mut view = View::new(Settings::default(), None, false);
        let answers = |cells| Answers {
            punctuation: Some(cells),
            symbols: Some(cells),
            ..Answers::default()
        };
        view.take_answers(answers(2));
        assert_eq!(view.ambiguous, AmbiguousWidth::WIDE);
        view.flip_ambiguous();
        view.take_answers(answers(2));
        assert_eq!(view.ambiguous, AmbiguousWidth::NARROW, "asked again");
        view.take_answers(answers(1));
        view.take_answers(answers(2));
        assert_eq!(view.ambiguous, AmbiguousWidth::WIDE, "another terminal");
    }

    #[test]
    fn a_setting_stands_over_the_terminal() {
        let fixed = AmbiguousChoice::fixed(AmbiguousWidth::NARROW);
        let settings = Settings {
            ambiguous: fixed,
            ..Settings::default()
        };
        let mut view = View::new(settings, Some(Theme::Sixteen), false);
        view.take_answers(Answers {
            punctuation: Some(2),
            symbols: Some(2),
            letters: Some(2),
            synchronized: None,
            ground: Some((255, 255, 255)),
        });
        assert_eq!(view.ambiguous, AmbiguousWidth::NARROW);
        assert_eq!(view.theme, Theme::Sixteen);
    }

    #[test]
    fn the_theme_follows_the_ground_until_one_is_chosen() {
        let mut view = View::new(Settings::default(), None, false);
        assert_eq!(view.theme, Theme::Dark);
        let ground = |ground| Answers {
            ground: Some(ground),
            ..Answers::default()
        };
        view.take_answers(ground((255, 255, 255)));
        assert_eq!(view.theme, Theme::Light);
        view.next_theme();
        view.take_answers(ground((0, 0, 0)));
        assert_eq!(view.theme, Theme::Sixteen);
    }

    #[test]
    fn the_measure_is_no_wider_than_the_window() {
        let mut view = View::new(Settings::default(), Some(Theme::Dark), false);
        assert!(!view.change_measure(1, size(80)));
        assert_eq!(view.measure, 38, "a wider window is as it was");
        assert!(view.change_measure(-1, size(66)));
        assert_eq!(view.measure, 29, "two less than the 31 that fit");
        assert!(!view.change_measure(-1, size(40)), "all of it is used");
    }

    fn size(columns: usize) -> Size {
        Size { columns, rows: 24 }
    }

    #[test]
    fn the_second_press_of_w_is_back_at_the_first() {
        let mut view = View::new(Settings::default(), Some(Theme::Dark), false);
        let before = view.ambiguous;
        assert_eq!(view.flip_ambiguous(), 2);
        assert_eq!(view.flip_ambiguous(), 1);
        assert_eq!(view.ambiguous, before);
    }
}
