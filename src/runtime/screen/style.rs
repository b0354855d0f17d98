//! Styles as numbers, and the shortest SGR sequence from one to another (ECMA-48 8.3.117).

use std::collections::HashMap;

use ratatui::style::{Color, Modifier};

/// Everything SGR can say about a cell.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Look {
    pub(super) foreground: Color,
    pub(super) background: Color,
    pub(super) underline: Color,
    pub(super) modifier: Modifier,
}

impl Look {
    pub(super) const PLAIN: Look = Look {
        foreground: Color::Reset,
        background: Color::Reset,
        underline: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// What of this look can be seen on a blank cell.
    ///
    /// Blanks that look the same get the same style; so fewer SGR sequences are sent, and more
    /// tails of rows can be erased instead of written.
    pub(super) fn on_blank(self) -> Look {
        if !self.modifier.intersects(VISIBLE_ON_BLANK) {
            Look {
                background: self.background,
                ..Look::PLAIN
            }
        } else {
            // Bold may brighten the colour that reverse video turns into the ground: keep all.
            self
        }
    }
}

const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// The looks in use; number 0 is always plain.
#[derive(Debug)]
pub(super) struct StyleTable {
    looks: Vec<Look>,
    /// For each look the number of the same look on a blank cell.
    on_blank: Vec<u16>,
    numbers: HashMap<Look, u16>,
    last: (Look, u16),
}

impl Default for StyleTable {
    fn default() -> Self {
        StyleTable {
            looks: vec![Look::PLAIN],
            on_blank: vec![0],
            numbers: HashMap::from([(Look::PLAIN, 0)]),
            last: (Look::PLAIN, 0),
        }
    }
}

impl StyleTable {
    /// The number of `look`. Cells come in runs of one style, so the last one is asked first.
    #[inline]
    pub(super) fn number(&mut self, look: Look) -> u16 {
        if self.last.0 == look {
            return self.last.1;
        }
        self.look_up(look)
    }

    fn look_up(&mut self, look: Look) -> u16 {
        let number = match self.numbers.get(&look) {
            Some(&number) => number,
            None => self.add(look),
        };
        self.last = (look, number);
        number
    }

    fn add(&mut self, look: Look) -> u16 {
        // A screen of 2^16 different looks cannot be: the table is swept long before. Should it
        // be, plain text is the honest answer.
        let Ok(number) = u16::try_from(self.looks.len()) else {
            return 0;
        };
        self.looks.push(look);
        self.on_blank.push(number);
        self.numbers.insert(look, number);
        let blank = look.on_blank();
        if blank != look {
            let blank_number = self.look_up(blank);
            self.on_blank[usize::from(number)] = blank_number;
        }
        number
    }

    pub(super) fn look(&self, number: u16) -> &Look {
        &self.looks[usize::from(number)]
    }

    /// The number of the same look as seen on a blank.
    pub(super) fn on_blank(&self, number: u16) -> u16 {
        self.on_blank[usize::from(number)]
    }

    pub(super) fn len(&self) -> usize {
        self.looks.len()
    }
}

/// Appends the shortest SGR sequence that leads from `from` (`None`: not known) to `to`.
pub(super) fn push_change(out: &mut Vec<u8>, from: Option<&Look>, to: &Look) {
    if from == Some(to) {
        return;
    }
    let mut anew = Vec::new();
    if *to != Look::PLAIN {
        anew.push(b'0');
        push_difference(&mut anew, &Look::PLAIN, to);
    }
    out.extend_from_slice(b"\x1b[");
    let Some(from) = from else {
        out.extend_from_slice(&anew);
        out.push(b'm');
        return;
    };
    let mut changed = Vec::new();
    push_difference(&mut changed, from, to);
    out.extend_from_slice(if changed.len() <= anew.len() {
        &changed
    } else {
        &anew
    });
    out.push(b'm');
}

/// Attributes: on, off, what "off" also takes along.
const ATTRIBUTES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

fn push_difference(out: &mut Vec<u8>, from: &Look, to: &Look) {
    let mut kept = from.modifier;
    for (attribute, _, off) in ATTRIBUTES {
        if kept.contains(attribute) && !to.modifier.contains(attribute) {
            push_code(out, off);
            // Bold and dim share their "off", and so do the two kinds of blinking.
            for (other, _, other_off) in ATTRIBUTES {
                if other_off == off {
                    kept.remove(other);
                }
            }
        }
    }
    for (attribute, on, _) in ATTRIBUTES {
        if to.modifier.contains(attribute) && !kept.contains(attribute) {
            push_code(out, on);
        }
    }
    if from.foreground != to.foreground {
        push_colour(out, to.foreground, 30);
    }
    if from.background != to.background {
        push_colour(out, to.background, 40);
    }
    if from.underline != to.underline {
        push_colour(out, to.underline, 50);
    }
}

fn push_code(out: &mut Vec<u8>, code: &str) {
    if !out.is_empty() {
        out.push(b';');
    }
    out.extend_from_slice(code.as_bytes());
}

/// `base` is 30 for the foreground, 40 for the background, 50 for underlines.
fn push_colour(out: &mut Vec<u8>, colour: Color, base: u8) {
    let named = match colour {
        Color::Reset => return push_code(out, &(base + 9).to_string()),
        Color::Indexed(index) => return push_code(out, &format!("{};5;{index}", base + 8)),
        Color::Rgb(red, green, blue) => {
            return push_code(out, &format!("{};2;{red};{green};{blue}", base + 8));
        }
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    if base == 50 {
        // Underlines have no short form of the sixteen colours.
        let index = if named >= 60 { named - 52 } else { named };
        push_code(out, &format!("58;5;{index}"));
    } else {
        push_code(out, &(base + named).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Option<Look>, to: Look) -> String {
        let mut out = Vec::new();
        push_change(&mut out, from.as_ref(), &to);
        String::from_utf8(out).unwrap()
    }

    const BOLD: Look = Look {
        modifier: Modifier::BOLD,
        ..Look::PLAIN
    };
    const DIM: Look = Look {
        modifier: Modifier::DIM,
        ..Look::PLAIN
    };

    #[test]
    fn changes_are_as_short_as_they_can_be() {
        let grey = Look {
            foreground: Color::Indexed(245),
            ..Look::PLAIN
        };
        let accent = Look {
            foreground: Color::Indexed(3),
            ..BOLD
        };
        let cases = [
            (Some(Look::PLAIN), Look::PLAIN, ""),
            (None, Look::PLAIN, "\x1b[m"),
            (Some(accent), Look::PLAIN, "\x1b[m"),
            (Some(Look::PLAIN), grey, "\x1b[38;5;245m"),
            (Some(Look::PLAIN), accent, "\x1b[1;38;5;3m"),
            (Some(accent), BOLD, "\x1b[39m"),
            (Some(grey), BOLD, "\x1b[0;1m"),
            (None, BOLD, "\x1b[0;1m"),
            (Some(BOLD), DIM, "\x1b[0;2m"),
            (
                Some(Look {
                    foreground: Color::Red,
                    ..Look::PLAIN
                }),
                grey,
                "\x1b[38;5;245m",
            ),
            (
                Some(Look::PLAIN),
                Look {
                    background: Color::LightRed,
                    ..Look::PLAIN
                },
                "\x1b[101m",
            ),
        ];
        for (from, to, expected) in cases {
            assert_eq!(change(from, to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn off_for_bold_gives_dim_back() {
        let both = Look {
            modifier: Modifier::BOLD | Modifier::DIM,
            foreground: Color::Indexed(245),
            ..Look::PLAIN
        };
        let dim = Look {
            modifier: Modifier::DIM,
            ..both
        };
        assert_eq!(change(Some(both), dim), "\x1b[22;2m");
    }

    #[test]
    fn a_blank_shows_its_background_and_lines_only() {
        let mut table = StyleTable::default();
        let bold_grey = table.number(Look {
            foreground: Color::Indexed(245),
            ..BOLD
        });
        assert_eq!(table.on_blank(bold_grey), 0);
        let reversed = Look {
            modifier: Modifier::REVERSED,
            foreground: Color::Red,
            ..Look::PLAIN
        };
        let number = table.number(reversed);
        assert_eq!(table.on_blank(number), number);
    }
}
