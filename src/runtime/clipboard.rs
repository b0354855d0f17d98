//! The clipboard of the machine in front of which the reader sits: OSC 52, through however many lines.
//!
//! A terminal does not say whether it took a text, so nothing here promises that. What is known to
//! be in vain is not tried: terminals without a clipboard, and texts longer than some terminals
//! take. Those texts are written to a file, whose name is told.
//!
//! The hard part is what stands in between. tmux takes a text only if its `set-clipboard` is `on`, and
//! hands sequences of others on only if its `allow-passthrough` is; so both forms are sent, and a
//! terminal that gets the same text twice has it once. screen hands on what is wrapped, in pieces.

use std::path::{Path, PathBuf};

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

use crate::app::event;
use crate::store::atomic;
use crate::store::error::StoreError;
use crate::text::{AmbiguousWidth, clusters, sanitize};
use crate::words::Words;

/// The longest text that is sent, in bytes. Some terminals take 74,994 (xterm), some less; and no more
/// than 64 KiB shall be under way on a slow line, in both forms for tmux.
pub const LONGEST: usize = 24 << 10;
/// The name of the file for texts that cannot be sent.
const FILE: &str = "copied.txt";
/// The longest piece that screen hands on, in bytes.
const SCREEN_PIECE: usize = 512;

/// Where texts go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clipboard {
    way: Way,
    /// The folder of the file for texts that cannot be sent.
    folder: Option<PathBuf>,
}

/// How the terminal with the clipboard is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// Not at all.
    #[default]
    None,
    /// Nothing stands in between that would not hand a sequence on.
    Plain,
    /// Through tmux.
    Tmux,
    /// Through GNU screen.
    Screen,
}

/// What became of a text.
#[derive(Debug)]
enum Copied {
    /// To be sent to the terminal, these bytes.
    Sent(Vec<u8>),
    /// Too long to be sent: it stands in this file.
    TooLong(PathBuf),
    /// The terminal has no clipboard: it stands in this file.
    Written(PathBuf),
    /// It could be neither sent nor written.
    Failed(StoreError),
    /// It could not be sent, and there is no folder to write it to.
    Nowhere,
}

impl Clipboard {
    /// For a terminal named `term`, behind `multiplexer` (`tmux`, `screen`, …). What cannot be sent is
    /// written to a file in `folder`.
    pub fn new(term: Option<&str>, multiplexer: Option<&str>, folder: Option<&Path>) -> Clipboard {
        // Consoles without a clipboard; some print what they do not know.
        let none = ["dumb", "linux", "vt100", "vt102", "vt220", "cons25", "ansi"];
        let way = match (term, multiplexer) {
            (None, _) => Way::None,
            (Some(term), _) if none.contains(&term) => Way::None,
            (_, Some("tmux")) => Way::Tmux,
            (_, Some("screen")) => Way::Screen,
            _ => Way::Plain,
        };
        Clipboard {
            way,
            folder: folder.map(Path::to_owned),
        }
    }

    /// Nowhere to put anything.
    pub fn none() -> Clipboard {
        Clipboard::new(None, None, None)
    }

    /// Puts `text` where it can be taken from. What is to be said of it, and what is to be sent to the
    /// terminal for it.
    pub fn copy(&self, text: &str, words: Words) -> (event::Copied, Vec<u8>) {
        let named = |file: PathBuf| sanitize(&file.to_string_lossy());
        let told = match self.put(text) {
            Copied::Sent(sequence) => {
                let all = clusters(text, AmbiguousWidth::NARROW);
                let visible = all.filter(|cluster| !cluster.text.trim().is_empty());
                return (event::Copied::Sent(visible.count()), sequence);
            }
            Copied::TooLong(file) => event::Copied::TooLong(named(file)),
            Copied::Written(file) => event::Copied::Written(named(file)),
            Copied::Failed(error) => {
                let why = error.cause().map(|cause| words.system_error(cause));
                let file = error.path().to_string_lossy();
                event::Copied::Failed(words.file_fault(&file, why.unwrap_or_default().as_str()))
            }
            Copied::Nowhere => event::Copied::Nowhere,
        };
        (told, Vec::new())
    }

    fn put(&self, text: &str) -> Copied {
        if self.way != Way::None && text.len() <= LONGEST {
            return Copied::Sent(self.sequence(text));
        }
        let Some(folder) = &self.folder else {
            return Copied::Nowhere;
        };
        let file = folder.join(FILE);
        let written =
            atomic::make_folder(folder).and_then(|()| atomic::replace(&file, text.as_bytes()));
        match written {
            Err(error) => Copied::Failed(error),
            Ok(()) if self.way == Way::None => Copied::Written(file),
            Ok(()) => Copied::TooLong(file),
        }
    }

    /// The sequence that puts `text` into the clipboard (xterm's OSC 52).
    fn sequence(&self, text: &str) -> Vec<u8> {
        let mut plain = String::new();
        CopyToClipboard::to_clipboard_from(text)
            .write_ansi(&mut plain)
            .expect("a string takes everything");
        match self.way {
            Way::None => Vec::new(),
            Way::Plain => plain.into_bytes(),
            Way::Tmux => {
                let wrapped = format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"));
                [plain, wrapped].concat().into_bytes()
            }
            Way::Screen => {
                // The string's end would end the wrapping; xterm takes BEL for it too.
                let plain = plain.replace("\x1b\\", "\x07").into_bytes();
                let pieces = plain.chunks(SCREEN_PIECE);
                pieces
                    .flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat())
                    .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `看报` in UTF-8 and base64.
    const BASE64: &str = "55yL5oql";

    fn sent(term: &str, multiplexer: Option<&str>) -> String {
        match Clipboard::new(Some(term), multiplexer, None).put("看报") {
            Copied::Sent(bytes) => String::from_utf8(bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_text_is_wrapped_for_whatever_stands_in_between() {
        let plain = format!("\x1b]52;c;{BASE64}\x1b\\");
        assert_eq!(sent("xterm-256color", None), plain);
        assert_eq!(sent("xterm-256color", Some("zellij")), plain);
        assert_eq!(
            sent("tmux-256color", Some("tmux")),
            format!("{plain}\x1bPtmux;\x1b\x1b]52;c;{BASE64}\x1b\x1b\\\x1b\\")
        );
        assert_eq!(
            sent("screen-256color", Some("screen")),
            format!("\x1bP\x1b]52;c;{BASE64}\x07\x1b\\")
        );
    }

    #[test]
    fn screen_gets_a_long_text_in_pieces() {
        let clipboard = Clipboard::new(Some("screen"), Some("screen"), None);
        let Copied::Sent(bytes) = clipboard.put(&"报".repeat(1000)) else {
            panic!("not sent");
        };
        let text = String::from_utf8(bytes).unwrap();
        let pieces: Vec<&str> = text.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 7);
        for piece in &pieces {
            assert!(piece.starts_with("\x1bP") && piece.len() <= SCREEN_PIECE + 2);
        }
        let joined: String = pieces.iter().map(|piece| &piece[2..]).collect();
        assert!(joined.starts_with("\x1b]52;c;") && joined.ends_with('\x07'));
    }

    #[test]
    fn what_cannot_be_sent_is_written_to_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("state");
        let long = "长".repeat(LONGEST / 3 + 1);
        let xterm = Clipboard::new(Some("xterm"), None, Some(&below));
        match xterm.put(&long) {
            Copied::TooLong(file) => assert_eq!(std::fs::read_to_string(file).unwrap(), long),
            other => panic!("{other:?}"),
        }
        let console = Clipboard::new(Some("linux"), Some("tmux"), Some(&below));
        match console.put("短") {
            Copied::Written(file) => assert_eq!(std::fs::read_to_string(file).unwrap(), "短"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(Clipboard::none().put("短"), Copied::Nowhere));
        let file = below.join(FILE).join("no folder");
        let refused = Clipboard::new(Some("linux"), None, Some(&file));
        assert!(matches!(refused.put("短"), Copied::Failed(_)));
    }

    #[test]
    fn no_more_than_a_slow_line_bears_is_sent() {
        let tmux = Clipboard::new(Some("tmux"), Some("tmux"), None);
        let Copied::Sent(bytes) = tmux.put(&"x".repeat(LONGEST)) else {
            panic!("not sent");
        };
        assert!(bytes.len() <= (64 << 10) + 64, "{}", bytes.len());
    }
}
