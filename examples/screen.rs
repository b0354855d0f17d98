//! The screen layer in a program of one's own: `cargo run --example screen`.
//!
//! It draws a line that grows and a list that scrolls, by ratatui's own `Terminal`, and prints how many
//! bytes each frame took. Nothing else of kanbao is needed; a program that takes the terminal also
//! wants `runtime::terminal`, which gives it back however the program ends.

use std::io::{self, Write};

use kanbao::runtime::screen::Screen;
use ratatui::Terminal;
use ratatui::style::Style;

fn main() -> io::Result<()> {
    // Any sink will do: here it is memory, so that its bytes can be counted.
    let mut terminal = Terminal::new(Screen::new(Vec::new(), 60, 12))?;
    let mut report = String::new();
    for step in 0..12 {
        terminal.draw(|frame| {
            let buffer = frame.buffer_mut();
            buffer.set_string(2, 0, "报".repeat(step), Style::new());
            for row in 0..9 {
                let text = format!("{:>3}  第{}则", step + row, step + row);
                let y = 2 + u16::try_from(row).unwrap_or_default();
                buffer.set_string(2, y, text, Style::new());
            }
        })?;
        let sent = std::mem::take(terminal.backend_mut().sink_mut());
        report.push_str(&format!("frame {step}: {} bytes\n", sent.len()));
    }
    io::stdout().write_all(report.as_bytes())
}
