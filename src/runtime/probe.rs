//! What the terminal can do and how wide it draws, found by asking it.
//!
//! One batch of questions goes out: some ambiguous characters are printed in a row, and the terminal is
//! asked where its cursor is (CPR); then whether it knows synchronized updates (DECRQM), what colour its
//! ground has (OSC 11), and last what kind of terminal it is (DA1), which every terminal answers: that
//! answer ends the batch. Of the three groups of characters one is printed once, one twice and one four
//! times, so that one place of the cursor tells the width of each.
//!
//! The first batch goes out as soon as the terminal is ours, in characters that are not shown
//! ([`CONCEALED`]): while the issues are read a terminal that is near has answered, and already the first
//! frame need not take care of what it might draw. Later ones stand in front of a complete repaint
//! ([`super::screen::Screen::ask`]), in the same write; either way the frame behind them clears what was
//! printed.
//!
//! A batch of another kind asks where tabs lead, once the page has rows that begin where a tab stop could
//! be ([`super::screen::Screen::try_stops`]): the cursor's place, and DA1. A third asks whether it knows left
//! and right margins, once two lists stand side by side: not earlier, since the first frame has no bytes to
//! spare, and never remembered, since the next terminal that calls itself the same may not know them.
//!
//! Nobody waits for the answers. They come in the order of the questions, whenever they come, so a
//! batch is finished by its DA1 however many are under way. The hard part is what may be missing:
//! a terminal that answers only some, one that answers nothing, and answers that come when the
//! program is about to leave: [`Probe::patience`] says how long its end may wait for them, since the
//! shell would take them for typing. The page is gone meanwhile; only the shell's prompt waits.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::input::{ColourSlot, Reply};
use crate::store::terminals::Answers;

/// What is printed of the groups of ambiguous characters (UAX #11, class A): punctuation once, a symbol
/// twice, a letter four times.
const GROUPS: &str = "“■■αααα";
/// The cells that they take where all are narrow.
const NARROWEST: u16 = 7;
/// What has characters not be shown (SGR 8), up to the style that the next frame begins with.
pub(super) const CONCEALED: &[u8] = b"\x1b[8m";
/// The row they are printed on, counted from 0. Not the first: an answer there looks like `F3`.
const ROW: u16 = 1;
/// The cells that all of them take at most.
const WIDEST: u16 = 2 * NARROWEST;
/// The private mode of synchronized updates.
const SYNCHRONIZED: u16 = 2026;
/// The private mode of left and right margins (DECLRMM).
const MARGINS: u16 = 69;
/// How long the end of the program may wait for an answer. With it, the program is still gone within two
/// seconds.
const PATIENCE: Duration = Duration::from_millis(1000);
/// How long after a question the answer of a terminal that is known to answer may come: there and back over
/// a slow line.
const LONGEST_WAY: Duration = Duration::from_millis(3000);

/// Where the cursor is (CPR), behind tabs that were sent already, and the end of the batch.
const WHERE_TABS_LEAD: &[u8] = b"\x1b[6n\x1b[c";
/// Whether it knows margins, and the end of the batch.
const KNOWS_MARGINS: &[u8] = b"\x1b[?69$p\x1b[c";

/// What a batch asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Batch {
    Abilities,
    Tabs,
    Margins,
}

/// What a whole batch told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told {
    /// What the terminal can do.
    Abilities(Answers),
    /// The column that tabs led to, if it said so.
    Tabs(Option<u16>),
    /// Whether it knows left and right margins.
    Margins(bool),
}

/// What was asked, and what has been answered.
#[derive(Debug, Default)]
pub(super) struct Probe {
    /// Batches that are not answered, in the order in which they were asked, and when the last went out.
    waiting: VecDeque<Batch>,
    asked: Option<Instant>,
    /// When the first batch went out that is not answered, nor any behind it.
    unheard_since: Option<Instant>,
    /// Whether terminals of this kind have answered before.
    answers: bool,
    /// Places told since the last batch was finished, column and row, and what else was.
    places: Vec<(u16, u16)>,
    coming: Answers,
    margins: bool,
    /// Whether this terminal told how wide it draws, so that it answers where its cursor is.
    tells_places: bool,
}

impl Probe {
    /// The questions for a window of `columns` by `rows`, at the time `now`.
    pub(super) fn questions(&mut self, columns: u16, rows: u16, now: Instant) -> Vec<u8> {
        self.begin(Batch::Abilities, now);
        let mut batch = Vec::new();
        if columns > WIDEST && rows > ROW {
            batch.extend_from_slice(format!("\x1b[{}H{GROUPS}\x1b[6n", ROW + 1).as_bytes());
        }
        batch.extend_from_slice(b"\x1b[?2026$p\x1b]11;?\x07\x1b[c");
        batch
    }

    /// What asks where tabs have led, at the time `now`.
    pub(super) fn tabs_question(&mut self, now: Instant) -> &'static [u8] {
        self.begin(Batch::Tabs, now);
        WHERE_TABS_LEAD
    }

    /// What asks whether the terminal knows margins, at the time `now`.
    pub(super) fn margins_question(&mut self, now: Instant) -> &'static [u8] {
        self.begin(Batch::Margins, now);
        KNOWS_MARGINS
    }

    fn begin(&mut self, batch: Batch, now: Instant) {
        self.waiting.push_back(batch);
        self.asked = Some(now);
        self.unheard_since.get_or_insert(now);
    }

    /// Takes an answer; gives what a whole batch told when it is the last of one.
    pub(super) fn take(&mut self, reply: &Reply) -> Option<Told> {
        match *reply {
            Reply::CursorPosition { column, row } => self.places.push((column, row)),
            Reply::Mode {
                mode: SYNCHRONIZED,
                state,
            } => self.coming.synchronized = Some(matches!(state, 1..=3)),
            // Set or not; where it can only be the one or the other, it is of no use.
            Reply::Mode {
                mode: MARGINS,
                state,
            } => self.margins = matches!(state, 1 | 2),
            Reply::Colour {
                slot: ColourSlot::Background,
                rgb,
            } => self.coming.ground = Some(rgb),
            Reply::DeviceAttributes(_) => {
                let batch = self.waiting.pop_front()?;
                self.unheard_since = None;
                return Some(self.finish(batch));
            }
            _ => {}
        }
        None
    }

    /// How long the end of the program may wait for answers at the time `now`; zero if none is under
    /// way or it has been waited for long enough. A terminal that had left a question without an answer
    /// for so long when it was asked again is taken for one that never answers.
    pub(super) fn patience(&self, now: Instant) -> Duration {
        let (Some(asked), true) = (self.asked, self.is_waiting()) else {
            return Duration::ZERO;
        };
        let is_silent = self
            .unheard_since
            .is_some_and(|since| asked.saturating_duration_since(since) >= PATIENCE);
        let way = match (is_silent, self.answers) {
            (true, _) => Duration::ZERO,
            (false, false) => PATIENCE,
            (false, true) => LONGEST_WAY,
        };
        PATIENCE.min(way.saturating_sub(now.saturating_duration_since(asked)))
    }

    /// Tells that terminals of this kind answer: then an answer may be a long time under way.
    pub(super) fn expect_answers(&mut self) {
        self.answers = true;
    }

    /// Whether answers are still to come.
    pub(super) fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether the terminal is known to tell where its cursor is, and has nothing left to answer.
    pub(super) fn may_ask_more(&self) -> bool {
        self.tells_places && !self.is_waiting()
    }

    fn finish(&mut self, batch: Batch) -> Told {
        let mut answers = std::mem::take(&mut self.coming);
        let places = std::mem::take(&mut self.places);
        let margins = std::mem::take(&mut self.margins);
        // Another number of answers belongs to other questions.
        match (batch, &places[..]) {
            (Batch::Tabs, &[(column, row)]) if row > 0 => return Told::Tabs(Some(column)),
            (Batch::Tabs, _) => return Told::Tabs(None),
            (Batch::Margins, _) => return Told::Margins(margins),
            (Batch::Abilities, &[(column @ NARROWEST..=WIDEST, ROW)]) => {
                let wider = column - NARROWEST;
                let cells = |weight: u16| Some(if wider & weight == 0 { 1 } else { 2 });
                answers.punctuation = cells(1);
                answers.symbols = cells(2);
                answers.letters = cells(4);
                self.tells_places = true;
            }
            (Batch::Abilities, _) => {}
        }
        Told::Abilities(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DA1: Reply = Reply::DeviceAttributes(Vec::new());

    fn at(column: u16) -> Reply {
        Reply::CursorPosition { column, row: ROW }
    }

    fn asked(batches: usize) -> Probe {
        let mut probe = Probe::default();
        for _ in 0..batches {
            probe.questions(80, 24, Instant::now());
        }
        probe
    }

    fn told(probe: &mut Probe, replies: &[Reply]) -> Vec<Answers> {
        let told = replies.iter().filter_map(|reply| probe.take(reply));
        told.map(|told| match told {
            Told::Abilities(answers) => answers,
            Told::Tabs(_) | Told::Margins(_) => panic!("nobody asked"),
        })
        .collect()
    }

    #[test]
    fn each_group_has_a_width_of_its_own() {
        let mode = Reply::Mode {
            mode: 2026,
            state: 2,
        };
        let ground = Reply::Colour {
            slot: ColourSlot::Background,
            rgb: (9, 9, 9),
        };
        let replies = [at(9), mode, ground, DA1];
        let expected = Answers {
            punctuation: Some(1),
            symbols: Some(2),
            letters: Some(1),
            synchronized: Some(true),
            ground: Some((9, 9, 9)),
        };
        assert_eq!(told(&mut asked(1), &replies), [expected]);
        for (column, cells) in [
            (7, [1, 1, 1]),
            (8, [2, 1, 1]),
            (11, [1, 1, 2]),
            (14, [2, 2, 2]),
        ] {
            let told = told(&mut asked(1), &[at(column), DA1])[0];
            let told = [told.punctuation, told.symbols, told.letters];
            assert_eq!(told, cells.map(Some), "column {column}");
        }
    }

    #[test]
    fn what_is_printed_takes_the_cells_that_are_reckoned_with() {
        use unicode_width::UnicodeWidthStr;
        assert_eq!(GROUPS.width(), usize::from(NARROWEST));
        assert_eq!(2 * GROUPS.chars().count(), usize::from(WIDEST));
    }

    #[test]
    fn what_is_not_answered_stays_unknown() {
        assert_eq!(told(&mut asked(1), &[DA1]), [Answers::default()]);
        // Nor does a place tell anything that these characters do not lead to, or a second one.
        for replies in [&[at(6), DA1][..], &[at(15), DA1], &[at(7), at(7), DA1]] {
            assert_eq!(told(&mut asked(1), replies), [Answers::default()]);
        }
        let unknown = Reply::Mode {
            mode: 2026,
            state: 0,
        };
        assert_eq!(
            told(&mut asked(1), &[unknown, DA1])[0].synchronized,
            Some(false)
        );
    }

    #[test]
    fn answers_of_two_batches_are_not_mixed() {
        let replies = [at(7), DA1, at(10), DA1];
        let answers = told(&mut asked(2), &replies);
        let widths: Vec<_> = answers.iter().map(|answers| answers.punctuation).collect();
        assert_eq!(widths, [Some(1), Some(2)]);
    }

    #[test]
    fn where_tabs_lead_is_asked_by_itself() {
        let mut probe = asked(1);
        assert!(!probe.may_ask_more());
        told(&mut probe, &[at(7), DA1]);
        assert!(probe.may_ask_more());
        let behind = Reply::CursorPosition { column: 6, row: 22 };
        for (replies, expected) in [
            (vec![behind.clone(), DA1], Some(6)),
            (vec![DA1], None),
            (vec![behind.clone(), behind, DA1], None),
            // What is said of the first row may have been a key.
            (vec![Reply::CursorPosition { column: 6, row: 0 }, DA1], None),
        ] {
            probe.tabs_question(Instant::now());
            assert!(!probe.may_ask_more());
            let told: Vec<_> = replies
                .iter()
                .filter_map(|reply| probe.take(reply))
                .collect();
            assert_eq!(told, [Told::Tabs(expected)], "{replies:?}");
        }
    }

    #[test]
    fn margins_are_asked_about_by_themselves() {
        let mut probe = asked(0);
        for (state, known) in [(0, false), (1, true), (2, true), (3, false), (4, false)] {
            probe.margins_question(Instant::now());
            let mode = MARGINS;
            assert_eq!(probe.take(&Reply::Mode { mode, state }), None);
            assert_eq!(probe.take(&DA1), Some(Told::Margins(known)), "{state}");
        }
        // A terminal that does not know the question.
        probe.margins_question(Instant::now());
        assert_eq!(probe.take(&DA1), Some(Told::Margins(false)));
    }

    #[test]
    fn what_nobody_asked_for_is_nothing() {
        assert_eq!(told(&mut asked(0), &[at(7), DA1, DA1]), []);
        let elsewhere = Reply::CursorPosition { column: 4, row: 7 };
        assert_eq!(told(&mut asked(1), &[elsewhere, DA1]), [Answers::default()]);
    }

    #[test]
    fn a_small_window_is_not_printed_on() {
        for (columns, rows) in [(14, 24), (80, 1), (1, 1)] {
            let questions = Probe::default().questions(columns, rows, Instant::now());
            assert!(!String::from_utf8(questions).unwrap().contains("6n"));
        }
    }

    #[test]
    fn the_end_waits_only_for_what_is_under_way() {
        let start = Instant::now();
        let mut probe = Probe::default();
        assert_eq!(probe.patience(start), Duration::ZERO);
        probe.questions(80, 24, start);
        assert_eq!(probe.patience(start), PATIENCE);
        assert_eq!(probe.patience(start + 2 * PATIENCE), Duration::ZERO);
        // From one that answers it may still come; but the end does not wait for longer.
        probe.expect_answers();
        assert_eq!(probe.patience(start + 2 * PATIENCE), PATIENCE);
        assert_eq!(probe.patience(start + LONGEST_WAY), Duration::ZERO);
        probe.take(&DA1);
        assert_eq!(probe.patience(start), Duration::ZERO);
    }

    #[test]
    fn a_terminal_that_never_answers_is_not_waited_for_again() {
        let start = Instant::now();
        let later = start + 2 * PATIENCE;
        let mut probe = Probe::default();
        probe.questions(80, 24, start);
        probe.questions(80, 24, later);
        assert_eq!(probe.patience(later), Duration::ZERO);
        assert!(probe.is_waiting());
        // One that has answered since is.
        probe.take(&DA1);
        assert_eq!(probe.patience(later), PATIENCE);
    }
}
