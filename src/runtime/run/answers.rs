//! The terminal's part in the loop: it is asked, and what it answers is used, remembered and waited for.

use std::time::{Duration, Instant};

use super::Reader;
use crate::app::event::Event;
use crate::runtime::input::{Reply, TerminalEvent};
use crate::runtime::probe::Told;
use crate::runtime::screen::{AmbiguousDrawing, Drawn};
use crate::store::terminals::Answers;

impl Reader<'_> {
    /// Uses what is remembered of the terminal, and what it has answered by now; one that was not asked yet
    /// is asked with the first frame.
    pub(super) fn begin(&mut self) {
        self.screen.assume_cursor();
        self.use_answers();
        if !self.probe.is_waiting() {
            return self.ask();
        }
        for event in self.input.wait(Some(Duration::ZERO)) {
            match event {
                TerminalEvent::Reply(reply) => self.take_reply(&reply),
                event => self.meanwhile.push(event),
            }
        }
    }

    pub(super) fn ask(&mut self) {
        let (columns, rows) = self.screen.dimensions();
        let questions = self.probe.questions(columns, rows, Instant::now());
        self.screen.ask(&questions);
        // It may be another terminal now.
        self.screen.set_margins(false);
        self.asked_margins = false;
        self.input.await_answers(true);
    }

    pub(super) fn take_reply(&mut self, reply: &Reply) {
        match self.probe.take(reply) {
            Some(Told::Abilities(answers)) => {
                (self.answers, self.learnt) = (answers, true);
                self.use_answers();
                self.write_down();
            }
            Some(Told::Tabs(column)) => self.screen.stops_answered(column),
            Some(Told::Margins(known)) => self.screen.set_margins(known),
            None => return,
        }
        self.stale = true;
        self.input.await_answers(self.probe.is_waiting());
    }

    /// Where the rows of the page begin tab stops are tried, behind a key: so the first page waits for no
    /// more than itself.
    pub(super) fn try_stops(&mut self) {
        let Some(stops) = self.application.tab_stops() else {
            return;
        };
        if self.unkept_since.is_some()
            && self.probe.may_ask_more()
            && self.screen.lacks_stops(&stops)
        {
            let question = self.probe.tabs_question(Instant::now());
            self.screen.try_stops(&stops, question);
            self.input.await_answers(true);
        }
    }

    /// Where lists stand side by side, margins are asked about, behind a key too.
    pub(super) fn try_margins(&mut self) {
        if !self.asked_margins
            && self.unkept_since.is_some()
            && self.probe.may_ask_more()
            && self.application.has_lists_side_by_side()
        {
            self.asked_margins = true;
            let question = self.probe.margins_question(Instant::now());
            self.screen.pass(question);
            self.input.await_answers(true);
        }
    }

    /// Has the terminal's answers remembered, once the first frame is on its way.
    pub(super) fn write_down(&mut self) {
        if self.drawn && std::mem::take(&mut self.learnt) {
            self.terminals.keep(self.answers);
        }
    }

    fn use_answers(&mut self) {
        let known = self.answers.synchronized.unwrap_or_default();
        self.screen.set_synchronized(known);
        self.application.take(Event::TerminalAnswered(self.answers));
    }

    /// Gives the terminal back. Where answers are still to come, what has come is thrown away: the shell
    /// would take it for typing.
    pub(super) fn give_back(&self) {
        if self.probe.is_waiting() {
            self.guard.discard_input();
        }
        self.guard.restore();
    }

    /// Waits a moment for answers that are under way, when the terminal is about to be given back:
    /// the shell would take them for typing. What else comes is there for the next wait.
    pub(super) fn await_answers(&mut self) {
        let mut urgent = false;
        let until = Instant::now() + self.probe.patience(Instant::now());
        while let left = until.saturating_duration_since(Instant::now())
            && !left.is_zero()
            && self.probe.is_waiting()
            && !urgent
        {
            for event in self.input.wait(Some(left)) {
                match event {
                    TerminalEvent::Reply(reply) => self.take_reply(&reply),
                    event => {
                        urgent |=
                            matches!(event, TerminalEvent::HangUp | TerminalEvent::Terminate(_));
                        self.meanwhile.push(event);
                    }
                }
            }
        }
    }
}

/// How the terminal draws ambiguous characters, by what it has answered.
pub(super) fn drawing(answers: Answers) -> AmbiguousDrawing {
    let drawn = |cells| match cells {
        Some(1) => Drawn::Narrow,
        Some(2) => Drawn::Wide,
        _ => Drawn::Unknown,
    };
    AmbiguousDrawing {
        punctuation: drawn(answers.punctuation),
        symbols: drawn(answers.symbols),
        letters: drawn(answers.letters),
    }
}
