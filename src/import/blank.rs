//! White space, and characters that are as good as none.

/// White space, and what is as good as none.
pub(super) fn is_blank(c: char) -> bool {
    // Nearly all text stands here, and none of it is blank.
    if matches!(c, '\u{3001}'..='\u{D7FF}') {
        return false;
    }
    c.is_whitespace() || is_dropped(c)
}

/// Controls and format characters (general categories Cc and Cf) that carry no text.
pub(super) fn is_dropped(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}'
        )
}

/// Where a line begins behind its indent, and how many cells that has.
pub(super) fn indent(source: &str, start: usize, end: usize) -> (usize, u8) {
    // Most lines begin with a Han.
    if matches!(source.as_bytes()[start..end], [0xE4..=0xED, ..]) {
        return (start, 0);
    }
    let mut cells = 0u8;
    let mut at = start;
    for c in source[start..end].chars().take_while(|&c| is_blank(c)) {
        cells = cells.saturating_add(match c {
            '\u{3000}' => 2,
            '\t' => 4,
            c if is_dropped(c) => 0,
            _ => 1,
        });
        at += c.len_utf8();
    }
    (at, cells)
}

/// `text` without the white space that it ends with.
pub(super) fn before_blank(text: &str) -> &str {
    // Most lines end with a Han or the mark of a clause.
    if matches!(
        text.as_bytes(),
        [.., 0xE4..=0xED, _, _] | [.., 0xEF, 0xBC, _]
    ) {
        return text;
    }
    text.trim_end_matches(is_blank)
}

/// How many bytes of white space `text` begins with.
pub(super) fn blank_prefix(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// A thematic break: three or more of one mark.
pub(super) fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let Some(first @ ('-' | '*' | '_' | '=' | '~')) = marks.next() else {
        return false;
    };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}
