//! Texts found although some characters differ.
//!
//! [`find`] is Sellers' dynamic programming over the edit distance with Ukkonen's cut-off: only the
//! rows that can still end within the bound are computed, about as many as errors are allowed, so it
//! takes the length of the text times the bound. [`align`] goes back through one match and says which
//! character came from which; [`agreement`] compares what stands beside two places.

/// An end of the pattern in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The place behind the last character.
    pub at: usize,
    /// The edit distance of the pattern from the best passage that ends there.
    pub errors: usize,
}

/// Which part of the text each character of a pattern stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alignment {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

/// Where passages end that differ from `pattern` by at most `most` insertions, deletions and
/// substitutions: of neighbouring ends the best ones alone, in the order of the text.
pub fn find(pattern: &[char], text: &[char], most: usize) -> Vec<End> {
    let rows = pattern.len();
    // `column[i]` is the distance of the first `i` characters from the best passage ending here; what
    // stands below row `last` is larger than `most` and not kept.
    let mut column: Vec<usize> = (0..=rows).collect();
    let mut last = most.min(rows);
    let mut ends = Vec::new();
    for (at, &c) in text.iter().enumerate() {
        let mut diagonal = 0;
        for row in 1..=last {
            let left = column[row];
            column[row] = if pattern[row - 1] == c {
                diagonal
            } else {
                1 + diagonal.min(left).min(column[row - 1])
            };
            diagonal = left;
        }
        if last < rows {
            column[last + 1] = if pattern[last] == c {
                diagonal
            } else {
                1 + diagonal.min(column[last])
            };
            last += 1;
        }
        while column[last] > most {
            last -= 1;
        }
        if last == rows {
            ends.push(End {
                at: at + 1,
                errors: column[rows],
            });
        }
    }
    best_of_neighbours(&ends)
}

/// The characters of `pattern` in the passage of `text` that ends at `end`, where it differs by at
/// most `most`.
pub fn align(pattern: &[char], text: &[char], end: usize, most: usize) -> Alignment {
    let rows = pattern.len();
    let first = end.saturating_sub(rows + most);
    let text = &text[first..end];
    let width = text.len() + 1;
    let mut table = vec![0; (rows + 1) * width];
    for row in 1..=rows {
        table[row * width] = row;
        for column in 1..width {
            let here = row * width + column;
            table[here] = if pattern[row - 1] == text[column - 1] {
                table[here - width - 1]
            } else {
                1 + table[here - width - 1]
                    .min(table[here - width])
                    .min(table[here - 1])
            };
        }
    }
    let (mut row, mut column) = (rows, width - 1);
    let mut alignment = Alignment {
        starts: vec![first; rows],
        ends: vec![first; rows],
    };
    while row > 0 {
        let here = row * width + column;
        let same = column > 0 && pattern[row - 1] == text[column - 1];
        let diagonal = column > 0 && table[here] == table[here - width - 1] + usize::from(!same);
        let from_text = column > 0 && !diagonal && table[here] == table[here - 1] + 1;
        if from_text {
            column -= 1;
            continue;
        }
        row -= 1;
        alignment.ends[row] = first + column;
        column -= usize::from(diagonal);
        alignment.starts[row] = first + column;
    }
    alignment
}

/// The edit distance of two texts: insertions, deletions and substitutions count one each.
pub fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.iter().enumerate() {
        let mut diagonal = at;
        row[0] = at + 1;
        for (place, d) in other.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = if c == d {
                diagonal
            } else {
                1 + diagonal.min(above).min(row[place])
            };
            diagonal = above;
        }
    }
    row[other.len()]
}

/// How many characters of `expected` agree with the beginning of `actual`: its length less the edit
/// distance from the nearest beginning.
pub fn agreement<'a>(
    expected: impl ExactSizeIterator<Item = &'a char>,
    actual: impl Iterator<Item = &'a char>,
) -> usize {
    let length = expected.len();
    let expected: Vec<char> = expected.copied().collect();
    let mut column: Vec<usize> = (0..=length).collect();
    let mut best = length;
    for (at, &c) in actual.take(length + length / 4).enumerate() {
        let mut diagonal = at;
        column[0] = at + 1;
        for row in 1..=length {
            let left = column[row];
            column[row] = if expected[row - 1] == c {
                diagonal
            } else {
                1 + diagonal.min(left).min(column[row - 1])
            };
            diagonal = left;
        }
        best = best.min(column[length]);
    }
    length - best
}

impl Alignment {
    /// The part of the text that the characters `from..to` of the pattern stand for.
    pub fn range(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let start = self.starts[from];
        start..self.ends[to - 1].max(start)
    }
}

/// Ends beside which there is no better one.
fn best_of_neighbours(ends: &[End]) -> Vec<End> {
    let better = |other: Option<&End>, end: &End, by: usize| {
        other.is_some_and(|other| other.at.abs_diff(end.at) == 1 && other.errors + by <= end.errors)
    };
    (0..ends.len())
        .filter(|&index| {
            let before = index.checked_sub(1).map(|before| &ends[before]);
            // Of equal ones the first stands for all.
            !better(before, &ends[index], 0) && !better(ends.get(index + 1), &ends[index], 1)
        })
        .map(|index| ends[index])
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The edit distance of `pattern` from the nearest passage ending at each place, without tricks.
    fn slow(pattern: &[char], text: &[char]) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        text.iter()
            .map(|&c| {
                let mut next = vec![0];
                for row in 1..=pattern.len() {
                    let differs = usize::from(pattern[row - 1] != c);
                    let best = (column[row - 1] + differs)
                        .min(column[row] + 1)
                        .min(next[row - 1] + 1);
                    next.push(best);
                }
                column = next;
                column[pattern.len()]
            })
            .collect()
    }

    #[test]
    fn a_corrected_passage_is_found_and_aligned() {
        let text = chars("前文照旧。渡口昨日重新开放，旅客很多。");
        let pattern = chars("渡口昨曰重开放");
        assert_eq!(find(&pattern, &text, 2), [End { at: 13, errors: 2 }]);
        let alignment = align(&pattern, &text, 13, 3);
        assert_eq!(alignment.range(0, pattern.len()), 5..13);
        assert_eq!(alignment.range(2, 4), 7..9);
    }

    #[test]
    fn distances_are_those_of_levenshtein() {
        for (one, other, expected) in [
            ("", "渡口", 2),
            ("渡口", "渡口", 0),
            ("kitten", "sitting", 3),
            ("甲乙丙丁", "乙丙丁甲", 2),
        ] {
            assert_eq!(distance(&chars(one), &chars(other)), expected);
            assert_eq!(distance(&chars(other), &chars(one)), expected);
        }
    }

    #[test]
    fn agreement_counts_from_the_near_end() {
        let (expected, actual) = (chars("重新开放了"), chars("重薪开放了，旅客"));
        assert_eq!(agreement(expected.iter(), actual.iter()), 4);
        assert_eq!(
            agreement(expected.iter(), chars("别的事情全不同").iter()),
            0
        );
        assert_eq!(agreement(expected.iter(), [].iter()), 0);
    }

    proptest! {
        #[test]
        fn the_cut_off_changes_nothing(
            pattern in "[ab甲]{1,12}",
            text in "[ab甲]{0,60}",
            most in 0usize..6,
        ) {
            let (pattern, text) = (chars(&pattern), chars(&text));
            let all = slow(&pattern, &text);
            for end in find(&pattern, &text, most) {
                prop_assert_eq!(all[end.at - 1], end.errors);
            }
            let best = all.iter().copied().min().filter(|&best| best <= most);
            let found = find(&pattern, &text, most).iter().map(|end| end.errors).min();
            prop_assert_eq!(best, found);
        }

        #[test]
        fn an_alignment_runs_forward(
            pattern in "[ab甲]{1,12}",
            text in "[ab甲]{0,60}",
        ) {
            let (pattern, text) = (chars(&pattern), chars(&text));
            for end in find(&pattern, &text, 4) {
                let alignment = align(&pattern, &text, end.at, 4);
                prop_assert!(alignment.starts.is_sorted());
                prop_assert!(alignment.ends.is_sorted());
                prop_assert!(alignment.range(0, pattern.len()).end <= end.at);
            }
        }
    }
}
