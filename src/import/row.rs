//! Rows of HTML tables, words with what is told of them, and items of lists: short cells beside each other are one line, as on paper.
//!
//! Pages were laid out with tables too. There a cell holds whole paragraphs, and what stands beside it
//! belongs to something else; so only short cells that are closed on the same line are taken together.

/// The longest cell of a row, in characters.
const LONGEST_CELL: usize = 24;

/// Whether `mark` is the end of a cell, `above` what stands in its line so far and `rest` what stands behind
/// the mark: another short cell.
pub(super) fn goes_on(mark: &str, above: &str, rest: &str) -> bool {
    let Some(name) = mark
        .strip_prefix("</")
        .map(|mark| mark.trim_end_matches('>'))
    else {
        return false;
    };
    let term = name.eq_ignore_ascii_case("dt");
    if !(is_cell(name) || term) || above.chars().nth(4 * LONGEST_CELL).is_some() {
        return false;
    }
    let last = above.rsplit(GAP).next().unwrap_or(above);
    let Some(next) = rest
        .trim_start()
        .strip_prefix('<')
        .filter(|next| if term { is_told(next) } else { is_cell(next) })
    else {
        return false;
    };
    let Some((_, content)) = next.split_once('>') else {
        return false;
    };
    let end = content
        .find("</")
        .filter(|&end| is_cell(&content[end + 2..]) || term && is_told(&content[end + 2..]));
    let short = |cell: &str| cell.chars().nth(LONGEST_CELL).is_none();
    short(last) && end.is_some_and(|end| short(&content[..end]))
}

/// Whether `mark` opens a cell, or a word of a list or what is told of it.
pub(super) fn opens_cell(mark: &str) -> bool {
    let name = mark.strip_prefix('<');
    name.is_some_and(|name| is_cell(name) || is_told(name) || is_tag(name, b"dt"))
}

/// Whether what follows the tag `mark` is an item of a list; `None` where the tag does not tell.
pub(super) fn begins_item(mark: &str) -> Option<bool> {
    let name = mark.strip_prefix('<')?;
    let (name, opens) = name
        .strip_prefix('/')
        .map_or((name, true), |name| (name, false));
    let end = name.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = &name[..end];
    let is_item = name.eq_ignore_ascii_case("li");
    let is_list = ["ul", "ol"]
        .iter()
        .any(|list| name.eq_ignore_ascii_case(list));
    (is_item || is_list).then_some(is_item && opens)
}

/// What stands between two cells.
pub(super) const GAP: char = '\u{3000}';

/// Whether a tag that begins with `name` is one of a cell.
fn is_cell(name: &str) -> bool {
    is_tag(name, b"td") || is_tag(name, b"th")
}

/// Whether a tag that begins with `name` is one of what is told of a word in a list.
fn is_told(name: &str) -> bool {
    is_tag(name, b"dd")
}

/// Whether a tag that begins with `name` is one of `wanted`.
fn is_tag(name: &str, wanted: &[u8; 2]) -> bool {
    let bytes = name.as_bytes();
    let same = bytes
        .get(..2)
        .is_some_and(|name| name.eq_ignore_ascii_case(wanted));
    same && bytes
        .get(2)
        .is_none_or(|next| matches!(next, b'>' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_cells_beside_each_other_are_one_row() {
        let long = "字".repeat(LONGEST_CELL + 1);
        for (mark, above, rest, expected) in [
            ("</td>", "桥名", "<td>建于</td></tr>", true),
            ("</TH>", "桥名", " <th class='a'>建于</th>", true),
            ("</td>", "桥名", "</tr>", false),
            ("</dt>", "桥名", "<dd>建于</dd>", true),
            ("</dd>", "建于", "<dt>桥名</dt>", false),
            ("</dt>", "桥名", "<td>建于</td>", false),
            ("</td>", "桥名", "<td><p>建于</p></td>", false),
            ("</p>", "桥名", "<td>建于</td>", false),
            ("</td>", &long, "<td>建于</td>", false),
            ("</td>", "桥名", &format!("<td>{long}</td>"), false),
        ] {
            assert_eq!(
                goes_on(mark, above, rest),
                expected,
                "{mark} {above} {rest}"
            );
        }
        for (mark, expected) in [
            ("<li>", Some(true)),
            ("<LI class='a'>", Some(true)),
            ("</li>", Some(false)),
            ("</ul>", Some(false)),
            ("<link>", None),
            ("<p>", None),
        ] {
            assert_eq!(begins_item(mark), expected, "{mark}");
        }
        assert!(opens_cell("<td>") && opens_cell("<TH x>") && !opens_cell("<thead>"));
    }
}
