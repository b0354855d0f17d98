//! Tags of HTML: what between `<` and `>` is a mark, and what is text.
//!
//! A paper writes `<` for less, for books, around addresses. So only elements of HTML are tags, and only with attributes
//! that have a value or need none: `a <b and c> d` says something. An address in brackets (an autolink of
//! Markdown) is text, brackets and all: heads of letters write it so too, and nobody reads it as a mark.

/// The elements of HTML, in order: those of the standard, those it calls obsolete, the marks of pictures inside a
/// page that are no words, and Word's own paragraph.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "clippath",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "defs",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "keygen",
    "label",
    "legend",
    "li",
    "lineargradient",
    "link",
    "listing",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "multicol",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "o:p",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "plaintext",
    "polygon",
    "polyline",
    "pre",
    "progress",
    "q",
    "radialgradient",
    "rb",
    "rect",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "selectedcontent",
    "slot",
    "small",
    "source",
    "spacer",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tspan",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// Attributes that often stand without a value.
const BARE: &[&str] = &[
    "allowfullscreen",
    "alt",
    "async",
    "autofocus",
    "autoplay",
    "border",
    "checked",
    "class",
    "compact",
    "contenteditable",
    "controls",
    "crossorigin",
    "default",
    "defer",
    "disabled",
    "download",
    "draggable",
    "hidden",
    "href",
    "id",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nomodule",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "selected",
    "src",
    "style",
    "target",
    "title",
];
/// What the names of others begin with: those that programs give to elements.
const BARE_FIRSTS: [&str; 4] = ["data-", "v-", "aria-", "_ng"];

/// A tag of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, in small letters.
    pub(super) name: &'static str,
    /// It is a start tag.
    pub(super) opens: bool,
}

/// The element whose tag `text` is, from `<` to `>`.
pub(super) fn element(text: &str) -> Option<Element> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let (inside, opens) = match inside.strip_prefix('/') {
        Some(inside) => (inside, false),
        None => (inside, true),
    };
    let end = inside
        .find(|c: char| c.is_ascii_whitespace() || c == '/')
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    let name = known(name)?;
    let whole = if opens {
        are_attributes(rest)
    } else {
        rest.trim_ascii().is_empty()
    };
    whole.then_some(Element { name, opens })
}

/// The element of this name.
fn known(name: &str) -> Option<&'static str> {
    let order = |element: &&str| {
        let letters = name.bytes().map(|byte| byte.to_ascii_lowercase());
        element.bytes().cmp(letters)
    };
    let at = ELEMENTS.binary_search_by(order).ok()?;
    Some(ELEMENTS[at])
}

/// Whether `rest`, behind the name of an element, is attributes and nothing else.
fn are_attributes(mut rest: &str) -> bool {
    let between = |c: char| c.is_ascii_whitespace() || c == '/';
    loop {
        rest = rest.trim_start_matches(between);
        if rest.is_empty() {
            return true;
        }
        let end = rest
            .find(|c: char| between(c) || c == '=')
            .unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let Some(value) = behind.trim_ascii_start().strip_prefix('=') else {
            if !is_bare(name) {
                return false;
            }
            rest = behind;
            continue;
        };
        // No attribute has a name with Han in it: <AI与新闻> is a book, a<b且c>d says something.
        let first = name.bytes().next();
        let begins =
            first.is_some_and(|byte| byte.is_ascii_alphabetic() || b"_:@#".contains(&byte));
        if !begins || !name.is_ascii() {
            return false;
        }
        let value = value.trim_ascii_start();
        rest = match value.strip_prefix(['"', '\'']) {
            Some(quoted) => match quoted.split_once(&value[..1]) {
                Some((_, rest)) => rest,
                None => return false,
            },
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace());
                let (value, rest) = value.split_at(end.unwrap_or(value.len()));
                if !value.is_ascii() || value.contains(['"', '\'']) {
                    return false;
                }
                rest
            }
        };
    }
}

/// Whether an attribute needs no value.
fn is_bare(name: &str) -> bool {
    let same = |known: &&str| known.eq_ignore_ascii_case(name);
    BARE.iter().any(same) || BARE_FIRSTS.iter().any(|first| name.starts_with(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_are_in_order() {
        assert!(ELEMENTS.is_sorted());
        assert!(ELEMENTS.iter().all(|name| known(name) == Some(name)));
    }

    #[test]
    fn only_elements_of_html_are_tags() {
        for text in [
            "<b>",
            "<BR/>",
            "</p >",
            "<p class=\"a\">",
            "<font color=red size='2'>",
            "<img src=\"a\"alt=\"甲\" />",
            "<a href = \"b\" title=\"甲 乙\">",
            "<td nowrap>",
            "<div data-v-1a2b>",
            "<p _ngcontent-a=\"\">",
            "<o:p>",
        ] {
            assert!(element(text).is_some(), "{text}");
        }
        for text in [
            "<>",
            "</>",
            "<hello>",
            "<b and c>",
            "<b 且>",
            "<p 甲=\"1\">",
            "<b =1>",
            "<b 3=4>",
            "</b and c>",
            "<a href=\"b>",
            "<a href=甲>",
            "<a href=a\"b\">",
            "<https://a.example/b>",
            "<wang@example.com>",
            "<!b>",
            "<bb>",
        ] {
            assert_eq!(element(text), None, "{text}");
        }
    }
}
