//! What terminals answered, kept in the cache folder (`terminals.json`).
//!
//! The first frame never waits for a terminal's answer; with what the same kind of terminal said the
//! last time it need not be set again when the answer comes. A kind is `TERM` and the programs in
//! between (tmux answers from a table of its own). The file is only a copy of what can be asked
//! again: damage and a folder that cannot be written to cost nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::atomic;
use crate::regular::{self, Links};
use crate::text::AmbiguousWidth;

/// The file's name in the cache folder.
const FILE: &str = "terminals.json";
/// A longer file is none of ours, in bytes.
const LARGEST: u64 = 64 << 10;
/// Kinds of terminals that are remembered; whoever has more asks again.
const MOST: usize = 64;

/// What a terminal answered; `None` is what it did not answer, or not clearly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// Cells that quotes and dashes take (UAX #11, class A).
    pub punctuation: Option<u8>,
    /// Cells that symbols take.
    pub symbols: Option<u8>,
    /// Cells that letters take.
    pub letters: Option<u8>,
    /// Whether it knows synchronized updates (DEC private mode 2026).
    pub synchronized: Option<bool>,
    /// The colour of its ground: red, green, blue.
    pub ground: Option<(u8, u8, u8)>,
}

impl Answers {
    /// The widths it told of; one cell where it told none.
    pub fn widths(self) -> AmbiguousWidth {
        AmbiguousWidth {
            punctuation: self.punctuation.unwrap_or(1),
            symbols: self.symbols.unwrap_or(1),
            letters: self.letters.unwrap_or(1),
        }
    }

    /// Whether the ground is nearer to white than to black, by the luma of ITU-R BT.601.
    pub fn is_light(self) -> Option<bool> {
        let (red, green, blue) = self.ground?;
        let luma = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
        Some(luma > 127_500)
    }
}

/// The answers of all kinds of terminals this user has had.
#[derive(Debug, Default)]
pub struct Terminals {
    path: Option<PathBuf>,
    kind: String,
    known: BTreeMap<String, Answers>,
}

impl Terminals {
    /// Opens what is kept in `folder`, the cache folder, for a terminal of `kind`.
    pub fn open(folder: &Path, kind: &str) -> Terminals {
        let path = folder.join(FILE);
        let known = regular::read(&path, Links::Follow, LARGEST).ok();
        let known = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Terminals {
            path: Some(path),
            kind: kind.to_owned(),
            known: known.unwrap_or_default(),
        }
    }

    /// What a terminal of this kind answered the last time, with widths that a terminal can have.
    pub fn answers(&self) -> Option<Answers> {
        let answers = self.known.get(&self.kind)?;
        let width = |cells: Option<u8>| cells.filter(|cells| matches!(cells, 1 | 2));
        Some(Answers {
            punctuation: width(answers.punctuation),
            symbols: width(answers.symbols),
            letters: width(answers.letters),
            ..*answers
        })
    }

    /// Keeps what it answered now. What cannot be written is asked again the next time.
    pub fn keep(&mut self, answers: Answers) {
        if self.answers() == Some(answers) {
            return;
        }
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known.insert(self.kind.clone(), answers);
        if let (Some(path), Ok(bytes)) = (&self.path, serde_json::to_vec(&self.known)) {
            let folder = path.parent().unwrap_or(Path::new("."));
            let _ = fs::create_dir_all(folder);
            let _ = atomic::replace(path, &bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Answers = Answers {
        punctuation: Some(2),
        symbols: Some(2),
        letters: Some(1),
        synchronized: Some(true),
        ground: Some((255, 255, 255)),
    };

    #[test]
    fn each_kind_of_terminal_has_answers_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        Terminals::open(folder.path(), "xterm-256color").keep(WIDE);
        Terminals::open(folder.path(), "tmux-256color tmux").keep(Answers::default());
        let of = |kind| Terminals::open(folder.path(), kind).answers();
        assert_eq!(of("xterm-256color"), Some(WIDE));
        assert_eq!(of("tmux-256color tmux"), Some(Answers::default()));
        assert_eq!(of("xterm"), None);
    }

    #[test]
    fn damage_and_impossible_widths_are_no_answers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        for content in ["", "{", "[1]", r#"{"xterm":3}"#, "\u{feff}{}"] {
            fs::write(&path, content).unwrap();
            let mut terminals = Terminals::open(folder.path(), "xterm");
            assert_eq!(terminals.answers(), None, "{content}");
            terminals.keep(WIDE);
            assert_eq!(
                Terminals::open(folder.path(), "xterm").answers(),
                Some(WIDE)
            );
        }
        fs::write(&path, r#"{"xterm":{"punctuation":9,"symbols":2}}"#).unwrap();
        let answers = Terminals::open(folder.path(), "xterm").answers().unwrap();
        assert_eq!((answers.punctuation, answers.symbols), (None, Some(2)));
    }

    #[test]
    fn a_folder_that_cannot_be_made_stops_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let mut terminals = Terminals::open(&folder.path().join("file/cache"), "xterm");
        terminals.keep(WIDE);
        assert_eq!(terminals.answers(), Some(WIDE));
    }

    #[test]
    fn grounds_are_dark_or_light() {
        let of = |ground| Answers { ground, ..WIDE }.is_light();
        assert_eq!(of(None), None);
        for (ground, light) in [
            ((0, 0, 0), false),
            ((30, 30, 46), false),
            ((0, 43, 54), false),
            ((253, 246, 227), true),
            ((255, 255, 255), true),
        ] {
            assert_eq!(of(Some(ground)), Some(light), "{ground:?}");
        }
    }
}
