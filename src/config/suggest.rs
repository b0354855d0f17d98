//! Which name was meant: the known one nearest to what was written.

/// The one of `known` that is nearest to `written`, if it is near enough to be worth naming: at
/// most a third of its letters differ (one, for short names). The first of equals.
pub(crate) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase().replace('-', "_");
    known
        .into_iter()
        .map(|name| (edits(&written, name), name))
        .filter(|(edits, name)| *edits <= (name.chars().count() / 3).max(1))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, name)| name)
}

/// The number of characters to insert, delete or replace (Levenshtein), two neighbours in the
/// wrong order counting as one (optimal string alignment).
fn edits(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in to.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == to[j - 1] && from[i - 1] == b {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found() {
        let known = ["line_down", "line_up", "page_down", "quit", "zen"];
        let cases = [
            ("line_dwon", Some("line_down")),
            ("line-down", Some("line_down")),
            ("Quit", Some("quit")),
            ("pagedown", Some("page_down")),
            ("qiut", Some("quit")),
            ("zne", Some("zen")),
            ("bookmark", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
