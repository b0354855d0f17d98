//! Where a link leads, shown to readers who have nothing to click on.

/// Beginnings of addresses that lead out of the library; others (`#x`, `b.md`) say nothing to a
/// reader.
const SCHEMES: [&str; 4] = ["http://", "https://", "ftp://", "mailto:"];

/// The address to show behind a link's `text`, unless that shows it already.
pub(super) fn hidden<'a>(target: &'a str, text: &str) -> Option<&'a str> {
    let is_outside = SCHEMES.iter().any(|scheme| {
        target
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let is_shown = bare(target) == bare(text);
    let shown = target.strip_prefix("mailto:").unwrap_or(target);
    (is_outside && !is_shown).then_some(shown)
}

/// An address as people write it.
fn bare(address: &str) -> &str {
    let address = address.trim();
    let address = SCHEMES
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .unwrap_or(address);
    address.trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_once() {
        for (target, text, expected) in [
            ("https://a.example/b", "第三版", Some("https://a.example/b")),
            ("https://a.example/", "a.example", None),
            ("https://a.example/b", "https://a.example/b", None),
            ("mailto:bao@a.example", "bao@a.example", None),
            ("mailto:bao@a.example", "编辑部", Some("bao@a.example")),
            ("b.md", "上一篇", None),
            ("#x", "上文", None),
        ] {
            assert_eq!(hidden(target, text), expected, "{target} {text}");
        }
    }
}
