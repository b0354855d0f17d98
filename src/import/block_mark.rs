//! Marks of Markdown at the start of a line, and rules right below one that make it a heading.
//!
//! Marks may come without the space that Markdown asks for. The hard part is the rule: below a paragraph it
//! parts what follows from it, and only below a title does it mark one.

use super::blank::is_blank;
use super::hints::Hints;
use super::page::{Line, Mark};

/// The longest line that a rule below makes a heading, in characters.
const LONGEST_HEADING: usize = 40;
/// The shortest rule of dashes that does: three of them part texts.
const SHORTEST_DASHES: usize = 4;

/// Marks `above`, a line of `page`, as the heading that `rule` right below makes it (setext), if it is one.
pub(super) fn underline(page: &str, above: &mut Line, rule: &str) -> bool {
    let all = |mark: u8| rule.bytes().all(|byte| byte == mark);
    let level = match rule.len() {
        3.. if all(b'=') => 1,
        SHORTEST_DASHES.. if all(b'-') => 2,
        _ => return false,
    };
    let text = &page[above.start()..above.end()];
    let is_title = matches!(above.mark, Mark::None | Mark::Bold)
        && above.chars <= LONGEST_HEADING
        && !above.hints.may(Hints::FULL_STOP)
        && !text.ends_with(['，', '；', '：', ',', ';', ':']);
    if is_title {
        above.mark = Mark::Heading(level);
    }
    is_title
}

/// How long `line` is without the marks behind it, if these close the heading that as many marks opened in the line
/// above: `##甲` over `乙##`.
pub(super) fn before_closing(line: &str, opened: usize) -> Option<usize> {
    let kept = line.trim_end_matches('#');
    let short = || kept.chars().count() <= LONGEST_HEADING && !kept.contains('。');
    let rest = kept.trim_end_matches(is_blank);
    (line.len() - kept.len() == opened && rest.ends_with(|c: char| !c.is_ascii()) && short())
        .then_some(rest.len())
}

/// A mark at the start of a line, with its length in bytes.
pub(super) fn block_mark(text: &str) -> Option<(usize, Mark)> {
    let hashes = text.bytes().take_while(|&byte| byte == b'#').count();
    let spaced = |at: usize| text[at..].starts_with([' ', '\t', '\u{3000}', '\u{A0}']);
    match hashes {
        0 => {}
        1..=6
            if text.len() > hashes
                && (spaced(hashes)
                    || hashes > 1
                    || !text[1..].starts_with(|c: char| c.is_ascii_alphanumeric())) =>
        {
            return Some((hashes, Mark::Heading(u8::try_from(hashes).unwrap_or(6))));
        }
        _ => return None,
    }
    if text.starts_with('>') {
        return Some((1, Mark::Quote));
    }
    if text.starts_with(['-', '*', '+']) && text.len() > 1 && spaced(1) {
        return Some((1, Mark::List));
    }
    None
}
