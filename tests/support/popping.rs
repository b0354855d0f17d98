//! An emulator that keeps places in a stack, as some do: going back to one (`DECRC`) takes it away, and
//! with none left the cursor goes home. What is right here is right where there is but one place as well,
//! so whoever goes back twice to what was kept once is seen.

/// A place with its style: row, column, and the sequences that set the style.
type Place = (u16, u16, String);

/// The places that are kept.
#[derive(Debug, Default)]
pub(crate) struct Popping {
    kept: Vec<Place>,
    /// Whether the bytes so far end in an ESC.
    escaped: bool,
}

impl Popping {
    /// Has `parser` show what `bytes` draw, in any portions.
    pub(crate) fn process(&mut self, parser: &mut vt100::Parser, bytes: &[u8]) {
        let mut from = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            match byte {
                b'7' if self.escaped => {
                    parser.process(&bytes[from..=at]);
                    from = at + 1;
                    let (row, column) = parser.screen().cursor_position();
                    let style = parser.screen().attributes_formatted();
                    self.kept.push((row, column, style));
                }
                b'8' if self.escaped => {
                    // The ESC may have gone out before; CAN gives it up.
                    parser.process(&bytes[from..at]);
                    parser.process(b"\x18");
                    from = at + 1;
                    let (row, column, style) = self.kept.pop().unwrap_or_default();
                    parser.process(format!("\x1b[{};{}H", row + 1, column + 1).as_bytes());
                    parser.process(style.as_bytes());
                }
                _ => {}
            }
            self.escaped = byte == b'\x1b';
        }
        parser.process(&bytes[from..]);
    }
}

#[test]
fn what_was_kept_once_is_gone_back_to_once() {
    let size = |value| std::num::NonZeroU16::new(value).expect("more than nothing");
    let mut parser = vt100::Parser::new(size(4), size(20), 0);
    let mut popping = Popping::default();
    let place = |parser: &vt100::Parser| parser.screen().cursor_position();
    popping.process(&mut parser, b"\x1b[2;5H\x1b[1m\x1b7\x1b[m\x1b[4;4H\x1b");
    popping.process(&mut parser, b"8a");
    assert_eq!(place(&parser), (1, 5));
    assert!(parser.screen().cell(1, 4).is_some_and(vt100::Cell::bold));
    popping.process(&mut parser, b"\x1b8");
    assert_eq!(place(&parser), (0, 0));
}
