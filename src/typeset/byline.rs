//! Who wrote it, where it stood and when: one line where there is room, else lines of whole fields.
//!
//! Groups (authors, source, date with page) stand four cells apart, two where four are too many;
//! authors one, as papers name them. Where all do not fit on one line, lines are filled with whole
//! fields, so that no name and no date is torn. A low page spares no row for the date: what costs a
//! row there goes, the page first.

use super::Byline;
use crate::text::{AmbiguousWidth, Cells, Clean, text_width};

/// Between two authors.
const BETWEEN_AUTHORS: Cells = 1;
/// Between the fields of one group, and between groups where room is short.
const BETWEEN_FIELDS: Cells = 2;
/// Between groups.
const BETWEEN_GROUPS: Cells = 4;

/// Blanks to take gaps from.
const BLANKS: &str = "    ";

#[derive(Clone, Copy)]
struct Field<'a> {
    text: &'a Clean,
    width: Cells,
    /// How far it stands from the field before it where there is room.
    gap: Cells,
}

/// The lines of `byline` in `full` cells; none if it has no field. A field wider than that has a
/// line of its own. With `date_needs_room`, date and page must not cost a line.
pub(super) fn byline_lines(
    byline: &Byline,
    full: Cells,
    date_needs_room: bool,
    ambiguous: AmbiguousWidth,
) -> Vec<Clean> {
    let groups: [(&[Clean], Cells); 3] = [
        (&byline.authors, BETWEEN_AUTHORS),
        (byline.source.as_slice(), BETWEEN_FIELDS),
        (&byline.when, BETWEEN_FIELDS),
    ];
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut dates = 0;
    for (index, (group, gap)) in groups.into_iter().enumerate() {
        let filled = group
            .iter()
            .filter(|field| !field.as_str().trim().is_empty());
        for (place, text) in filled.enumerate() {
            fields.push(Field {
                text,
                width: text_width(text.as_str(), ambiguous),
                gap: if place == 0 { BETWEEN_GROUPS } else { gap },
            });
            dates += usize::from(index == 2);
        }
    }
    let mut lines = fill(&fields, full);
    let people = fields.len() - dates;
    if date_needs_room && people > 0 {
        let rows = fill(&fields[..people], full).len();
        while lines.len() > rows {
            fields.pop();
            lines = fill(&fields, full);
        }
    }
    lines
        .iter()
        .map(|(line, most)| joined(line, *most))
        .collect()
}

/// Lines of whole fields, each with the widest gap it may have. Gaps are narrowed only where that
/// brings all on one line.
fn fill<'a, 'b>(fields: &'b [Field<'a>], full: Cells) -> Vec<(&'b [Field<'a>], Cells)> {
    for most in [BETWEEN_GROUPS, BETWEEN_FIELDS] {
        if !fields.is_empty() && width(fields, most) <= full {
            return vec![(fields, most)];
        }
    }
    let mut lines = Vec::new();
    let mut rest = fields;
    while !rest.is_empty() {
        let mut taken = 1;
        while taken < rest.len() && width(&rest[..=taken], BETWEEN_GROUPS) <= full {
            taken += 1;
        }
        let (line, below) = rest.split_at(taken);
        lines.push((line, BETWEEN_GROUPS));
        rest = below;
    }
    lines
}

fn width(fields: &[Field<'_>], most: Cells) -> Cells {
    let gaps = fields.iter().skip(1).map(|field| field.gap.min(most));
    fields.iter().map(|field| field.width).sum::<Cells>() + gaps.sum::<Cells>()
}

fn joined(fields: &[Field<'_>], most: Cells) -> Clean {
    let blanks = Clean::from(BLANKS);
    let mut line = Clean::default();
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            line.push(blanks.as_clean().slice(0..field.gap.min(most)));
        }
        line.push(field.text.as_clean().trim());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(full: Cells, low: bool) -> Vec<String> {
        let clean = |texts: &[&str]| texts.iter().map(|&text| Clean::from(text)).collect();
        let byline = Byline {
            authors: clean(&["许望舒", "江越"]),
            source: Some(Clean::from("白沙晚报")),
            when: clean(&["2023年4月9日", "第2版"]),
        };
        byline_lines(&byline, full, low, AmbiguousWidth::NARROW)
            .iter()
            .map(|line| line.as_str().to_owned())
            .collect()
    }

    #[test]
    fn groups_stand_apart() {
        assert_eq!(
            lines(76, false),
            ["许望舒 江越    白沙晚报    2023年4月9日  第2版"]
        );
        assert_eq!(
            lines(42, false),
            ["许望舒 江越  白沙晚报  2023年4月9日  第2版"]
        );
    }

    #[test]
    fn no_field_is_torn() {
        assert_eq!(
            lines(36, false),
            ["许望舒 江越    白沙晚报", "2023年4月9日  第2版"]
        );
        assert_eq!(
            lines(12, false),
            ["许望舒 江越", "白沙晚报", "2023年4月9日", "第2版"]
        );
    }

    #[test]
    fn on_a_low_page_the_date_stays_where_it_costs_no_row() {
        assert_eq!(lines(76, true), lines(76, false));
        assert_eq!(lines(39, true), ["许望舒 江越    白沙晚报    2023年4月9日"]);
        assert_eq!(lines(30, true), ["许望舒 江越    白沙晚报"]);
        assert_eq!(lines(12, true), ["许望舒 江越", "白沙晚报"]);
    }

    #[test]
    fn a_date_alone_is_always_shown() {
        let byline = Byline {
            when: vec![Clean::from("2023年4月9日")],
            ..Byline::default()
        };
        let lines = byline_lines(&byline, 10, true, AmbiguousWidth::NARROW);
        assert_eq!(lines.len(), 1);
        assert!(byline_lines(&Byline::default(), 10, true, AmbiguousWidth::NARROW).is_empty());
    }
}
