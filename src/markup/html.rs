//! HTML tags inside running text: those of HTML go, what only looks like one stays.

/// Elements whose tags are dropped, their content staying. `<T>` or `<作者>` is text.
const ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "big", "br", "center", "cite", "code", "del", "dfn", "div", "em", "font",
    "i", "ins", "kbd", "label", "mark", "p", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
];

/// The name of the HTML element that `tag` opens or closes, if it is one that may be dropped.
pub(super) fn element(tag: &str) -> Option<&'static str> {
    let name = tag.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let name = &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    ELEMENTS
        .iter()
        .copied()
        .find(|element| element.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_elements_of_html_are_dropped() {
        for (tag, name) in [
            ("<b>", Some("b")),
            ("</SPAN>", Some("span")),
            ("<br/>", Some("br")),
            ("<a href=\"x\">", Some("a")),
            ("<T>", None),
            ("<!-- 注 -->", None),
            ("<img alt=\"图\">", None),
        ] {
            assert_eq!(element(tag), name, "{tag}");
        }
    }
}
