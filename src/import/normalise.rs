//! Half-width marks between Han become full-width ones; nothing else changes.
//!
//! The rules are those of `docs/typography.md`. The original stays in `original.*`, so this can be
//! taken back. The hard part is what must stay: 3.5, 1,000, 12:30, addresses, and brackets around
//! Latin alone.

use crate::text::script::is_han;

/// How far a closing bracket is looked for, in characters.
const BRACKET: usize = 80;

/// `text` with its marks in their usual width.
pub(super) fn normalise(text: &str) -> String {
    if !text.contains([
        ',', ';', ':', '?', '!', '(', ')', '.', '-', '─', '⸺', ' ', '\u{3000}', '"', '。',
    ]) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    let quotes = chars.iter().filter(|&&c| c == '"').count();
    let mut quote_opens = true;
    let mut latin_bracket = false;
    let mut address = false;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        let wide = |c: Option<char>| {
            c.is_some_and(|c| is_han(c) || "，。、；：？！“”‘’（）《》「」『』【】…—".contains(c))
        };
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if c.is_whitespace() || is_han(c) {
            address = false;
        } else if c == ':' && chars[at..].starts_with(&[':', '/', '/']) || c == '@' {
            address = true;
        }
        let near = (wide(before) || wide(after)) && !(digit(before) && digit(after)) && !address;
        let run = chars[at..].iter().take_while(|&&other| other == c).count();
        match c {
            ',' if near => out.push('，'),
            ';' if near => out.push('；'),
            ':' if near => out.push('：'),
            '?' if near => out.push('？'),
            '!' if near => out.push('！'),
            '(' => {
                let inside = chars[at + 1..].iter().take(BRACKET).position(|&c| c == ')');
                latin_bracket = inside
                    .is_some_and(|end| chars[at + 1..at + 1 + end].iter().all(char::is_ascii));
                out.push(if near && !latin_bracket { '（' } else { '(' });
            }
            ')' => {
                out.push(if near && !latin_bracket { '）' } else { ')' });
                latin_bracket = false;
            }
            '.' | '。' if run >= 3 && (c == '。' || run <= 6) && !address => {
                out.push_str("……");
                at += run;
                continue;
            }
            '.' if wide(before)
                && before.is_some_and(is_han)
                && (after.is_none() || wide(after) || after == Some(' ')) =>
            {
                out.push('。');
            }
            '-' | '─' if run == 2 && (wide(before) || wide(chars.get(at + 2).copied())) => {
                out.push_str("——");
                at += 2;
                continue;
            }
            '⸺' => out.push_str("——"),
            '"' if quotes.is_multiple_of(2) && text.chars().any(is_han) => {
                out.push(if quote_opens { '“' } else { '”' });
                quote_opens = !quote_opens;
            }
            c if c.is_whitespace() && before.is_some_and(is_han) && after.is_some_and(is_han) => {}
            c => out.push(c),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn only_marks_beside_han_change() {
        for (text, normal) in [
            ("好,不好?好!", "好，不好？好！"),
            ("增长3.5,达1,000人", "增长3.5，达1,000人"),
            ("时间12:30开始:请到", "时间12:30开始：请到"),
            ("公司(ABC)与学校(西区)", "公司(ABC)与学校（西区）"),
            ("见http://a.cn/b,c?d 说", "见http://a.cn/b,c?d 说"),
            ("他说\"好\"就走了", "他说“好”就走了"),
            ("等等...还有。。。", "等等……还有……"),
            ("城市--乡村", "城市——乡村"),
            ("断 开 的 字 and more", "断开的字 and more"),
        ] {
            assert_eq!(normalise(text), normal);
        }
    }
}
