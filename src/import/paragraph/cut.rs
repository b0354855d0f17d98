//! Credits, notes and jump lines that are glued to sentences: they become lines of their own.

use super::super::caption::is_credited_caption;
use super::super::glued::glued;
use super::super::hints::Hints;
use super::super::jump::jump;
use super::super::page::{Line, Mark, Page};
use super::super::role::Role;
use super::super::signal::squeezed;

/// Cuts credits, notes and jump lines off the sentences they are glued to.
pub(in crate::import) fn cut(page: &mut Page) {
    let text = &page.text;
    let glued = |line: &Line| in_two(text, line).is_some();
    // Most texts have none, and need no second list of lines.
    let Some(first) = page.lines.iter().position(glued) else {
        return;
    };
    for line in page.lines.split_off(first) {
        match in_two(text, &line) {
            Some(two) => page.lines.extend(two),
            None => page.lines.push(line),
        }
    }
}

/// The sentence and what is glued to it, as two lines.
fn in_two(page: &str, line: &Line) -> Option<[Line; 2]> {
    let text = &page[line.start()..line.end()];
    let bracketed = line.hints.may(Hints::JUMP) && line.hints.may(Hints::BRACKET);
    let jump = bracketed.then(|| glued_jump(text));
    let (at, is_jump) = match jump.flatten() {
        Some(at) => (at, true),
        None if line.hints.may(Hints::CLOSES_GLUED)
            && line.mark == Mark::None
            && line.chars > 6
            && !is_credited_caption(text) =>
        {
            (glued(text)?, false)
        }
        None => return None,
    };
    let piece = |from: usize, to: usize| {
        let inside = &text[from..to];
        let skipped = inside.len() - inside.trim_start().len();
        let end = from + inside.trim_end().len();
        line.cut(page, line.start() + from + skipped..line.start() + end)
    };
    let rest = piece(at, text.len());
    let rest = Line {
        blank: 0,
        indent: 0,
        glued: !is_jump,
        ruled: is_jump && rest.ruled,
        pictured: is_jump && rest.pictured,
        ..rest
    };
    Some([piece(0, at), rest])
}

/// Where a jump line that is glued to the end or the start of `text` parts from it.
fn glued_jump(text: &str) -> Option<usize> {
    const CLOSES: [char; 2] = ['）', ')'];
    if text.ends_with(CLOSES)
        && let Some(open) = text.rfind(['（', '(']).filter(|&at| at > 0)
        && names_page(&text[open..])
        && jump(&squeezed(&text[open..])).is_some()
    {
        return Some(open);
    }
    if !text.starts_with(['（', '(']) {
        return None;
    }
    let close = text.find(CLOSES)?;
    let end = close + text[close..].chars().next().map_or(1, char::len_utf8);
    (end < text.len()
        && names_page(&text[..end])
        && jump(&squeezed(&text[..end])) == Some(Role::JumpFrom))
    .then_some(end)
}

/// Whether `text` names a page: 第三版, 2版, A03.
fn names_page(text: &str) -> bool {
    text.contains(['版', '页', '頁']) || text.contains(|c: char| c.is_ascii_digit())
}
