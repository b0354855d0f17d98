//! What is known of the terminal, and a ruler for the eye.
//!
//! A terminal's answers can be wrong: some count one cell and draw two. So the ruler sets the same
//! number of characters of each kind as kanbao would, with a bar behind them; where a bar stands out
//! of its column, what is drawn is not what was answered, and the setting decides.

use std::time::Duration;

use crate::cli::json;
use crate::cli::output::stdout_is_terminal;
use crate::cli::session::Session;
use crate::runtime::asking::{self, Asked};
use crate::runtime::terminal::stdout_size;
use crate::text::{Clean, sanitize};
use crate::words::Words;

/// How long the terminal may take to answer: the slowest lines need a third of it.
const PATIENCE: Duration = Duration::from_millis(1500);
/// Characters in each line of the ruler.
const SAMPLE: usize = 10;
/// Cells left of the ruler's bars: the samples at two cells each.
const BAR: usize = 2 * SAMPLE;

/// The terminal, by the environment and by its answers.
///
/// # Errors
/// The signal that asked the program to end while the terminal was asked.
pub(super) fn examine(session: &Session) -> Result<json::Terminal, i32> {
    let environment = &session.environment;
    let stdout = stdout_is_terminal();
    // A dumb terminal would print the questions.
    let asked = stdout && !matches!(environment.term.as_deref(), None | Some("" | "dumb"));
    let answers = match asked.then(|| asking::ask(PATIENCE)) {
        Some(Ok(Asked::Answered(answers))) => Some(answers),
        Some(Ok(Asked::Ended(signal))) => return Err(signal),
        Some(Ok(Asked::Silent) | Err(_)) | None => None,
    };
    let used = session
        .settings
        .ambiguous
        .resolve(answers.unwrap_or_default().widths());
    Ok(json::Terminal {
        name: environment.term.clone(),
        program: environment.term_program.clone(),
        locale: environment.character_locale().map(str::to_owned),
        stdout,
        size: stdout_size().map(|(columns, rows)| [columns, rows]),
        ascii: session
            .settings
            .glyphs
            .ascii(environment.character_locale(), environment.term.as_deref()),
        no_color: environment.no_color,
        answers,
        ambiguous: json::Ambiguous {
            punctuation: used.punctuation,
            symbols: used.symbols,
            letters: used.letters,
        },
    })
}

/// Rows of the report about its answers, each a name, a value and what it means. None where it could
/// not be asked: standard output is no terminal.
pub(super) fn rows(terminal: &json::Terminal, session: &Session) -> Vec<[Clean; 3]> {
    if !terminal.stdout {
        return Vec::new();
    }
    let words = session.words;
    let choice = session.settings.ambiguous;
    let answers = terminal.answers.unwrap_or_default();
    let used = &terminal.ambiguous;
    let width = |used: u8, fixed: Option<u8>, answered: Option<u8>| match (fixed, answered) {
        (Some(fixed), Some(answered)) if fixed != answered => {
            words.doctor_width_fixed_otherwise(answered)
        }
        (Some(_), _) => words.doctor_width_fixed(),
        (None, Some(answered)) if answered != used => words.doctor_width_letters(answered),
        (None, Some(_)) => words.doctor_width_answered(),
        (None, None) => words.doctor_width_unanswered(),
    };
    let cells = |cells: u8| words.doctor_cells(cells);
    let mut rows = vec![
        [
            words.doctor_punctuation(),
            cells(used.punctuation),
            width(used.punctuation, choice.punctuation, answers.punctuation),
        ],
        [
            words.doctor_symbols(),
            cells(used.symbols),
            width(used.symbols, choice.symbols, answers.symbols),
        ],
        [
            words.doctor_letters(),
            cells(used.letters),
            width(used.letters, choice.letters, answers.letters),
        ],
    ];
    let updates = match answers.synchronized {
        Some(true) => words.doctor_synchronized_known(),
        Some(false) => words.doctor_synchronized_unknown(),
        None => words.doctor_unanswered(),
    };
    rows.push([words.doctor_synchronized(), updates, Clean::default()]);
    let ground = match (answers.ground, answers.is_light()) {
        (Some((red, green, blue)), Some(light)) => [
            words.doctor_ground(),
            sanitize(&format!("#{red:02x}{green:02x}{blue:02x}")),
            if light {
                words.doctor_ground_light()
            } else {
                words.doctor_ground_dark()
            },
        ],
        _ => [
            words.doctor_ground(),
            words.doctor_unanswered(),
            Clean::default(),
        ],
    };
    rows.push(ground);
    rows
}

/// Lines whose bars stand in one column if the terminal draws as kanbao sets; none where standard
/// output is no terminal.
pub(super) fn ruler(terminal: &json::Terminal, words: Words) -> Vec<Clean> {
    if !terminal.stdout {
        return Vec::new();
    }
    let used = &terminal.ambiguous;
    let line = |sample: &str, cells: u8| {
        let taken = SAMPLE * usize::from(cells);
        let text = sample.chars().cycle().take(SAMPLE).collect::<String>();
        sanitize(&format!("  {text}{:1$}|", "", BAR.saturating_sub(taken)))
    };
    vec![
        Clean::default(),
        words.doctor_ruler(),
        line("1234567890", 1),
        line("看报", 2),
        line("“”…—", used.punctuation),
        line("■①℃", used.symbols),
        line("αЯ", used.letters),
        words.doctor_ruler_cure(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::terminals::Answers;
    use crate::text::AmbiguousWidth;
    use crate::text::width::text_width;
    use crate::words::Language;

    fn terminal(used: AmbiguousWidth) -> json::Terminal {
        json::Terminal {
            name: None,
            program: None,
            locale: None,
            stdout: true,
            size: None,
            ascii: false,
            no_color: false,
            answers: Some(Answers::default()),
            ambiguous: json::Ambiguous {
                punctuation: used.punctuation,
                symbols: used.symbols,
                letters: used.letters,
            },
        }
    }

    #[test]
    fn the_bars_of_the_ruler_stand_in_one_column_where_the_widths_are_right() {
        for used in [
            AmbiguousWidth::NARROW,
            AmbiguousWidth::WIDE,
            AmbiguousWidth {
                punctuation: 1,
                symbols: 2,
                letters: 2,
            },
        ] {
            let lines = ruler(&terminal(used), Words::new(Language::Chinese));
            let bars: Vec<_> = lines
                .iter()
                .filter_map(|line| line.as_str().strip_suffix('|'))
                .map(|before| text_width(before, used))
                .collect();
            assert_eq!(bars, [BAR + 2; 5], "{used:?}");
        }
    }
}
