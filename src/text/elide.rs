//! Long texts cut to a number of cells, the cut shown by `..`.
//!
//! Two ASCII dots take the room of one Han character, so columns stay even. [`elide_end`] takes as
//! many clusters as fit beside the dots, then gives back what must not stand before a cut: white
//! space, an opening mark, a part of a number. [`elide_start`] is for paths, whose end says most.
//! The hard part is the number: `2024-06-07` cut to `2024-06..` would be another date, so a number
//! stays whole, with its sign or currency before it and its unit mark after it, or goes.

use unicode_segmentation::UnicodeSegmentation;

use super::width::{AmbiguousWidth, Cells, text_width};
use super::{Clean, CleanStr, sanitize};

/// The sign of a cut, and its width.
const DOTS: &str = "..";
const DOTS_WIDTH: Cells = 2;

/// `text` in at most `budget` cells, cut at the end if it is longer: `一张网怎样..`. Returns the
/// text and its width in cells. A budget of 1 leaves one dot of a text that does not fit, 0
/// nothing.
pub fn elide_end(text: CleanStr<'_>, budget: Cells, ambiguous: AmbiguousWidth) -> (Clean, Cells) {
    let Some(room) = room_beside_dots(text, budget, ambiguous) else {
        return whole_or_dots(text, budget, ambiguous);
    };
    let mut end = 0;
    let mut width = 0;
    for cluster in text.as_str().graphemes(true) {
        let next = width + text_width(cluster, ambiguous);
        if next > room {
            break;
        }
        end += cluster.len();
        width = next;
    }
    let end = last_fit_cut(text.as_str(), end);
    let mut cut = text.slice(0..end).to_clean();
    let width = text_width(cut.as_str(), ambiguous) + DOTS_WIDTH;
    cut.push(sanitize(DOTS).as_clean());
    (cut, width)
}

/// What was typed, as a sentence quotes it: in at most 80 cells.
pub fn elide_typed(typed: &str) -> Clean {
    const MOST: Cells = 80;
    elide_end(sanitize(typed).as_clean(), MOST, AmbiguousWidth::NARROW).0
}

/// `text` in at most `budget` cells, cut at the start if it is longer: `../简报/18.md`. Returns the
/// text and its width in cells; budgets of 0 and 1 as in [`elide_end`].
pub fn elide_start(text: CleanStr<'_>, budget: Cells, ambiguous: AmbiguousWidth) -> (Clean, Cells) {
    let Some(room) = room_beside_dots(text, budget, ambiguous) else {
        return whole_or_dots(text, budget, ambiguous);
    };
    let mut start = text.len();
    let mut width = 0;
    for cluster in text.as_str().graphemes(true).rev() {
        let next = width + text_width(cluster, ambiguous);
        if next > room {
            break;
        }
        start -= cluster.len();
        width = next;
    }
    let mut cut = sanitize(DOTS);
    cut.push(text.slice(start..text.len()));
    (cut, width + DOTS_WIDTH)
}

/// The cells left beside the dots; `None` when the text needs no cut or there is room for dots
/// only.
fn room_beside_dots(text: CleanStr<'_>, budget: Cells, ambiguous: AmbiguousWidth) -> Option<Cells> {
    if budget <= DOTS_WIDTH || text_width(text.as_str(), ambiguous) <= budget {
        return None;
    }
    Some(budget - DOTS_WIDTH)
}

fn whole_or_dots(text: CleanStr<'_>, budget: Cells, ambiguous: AmbiguousWidth) -> (Clean, Cells) {
    let width = text_width(text.as_str(), ambiguous);
    if width <= budget {
        (text.to_clean(), width)
    } else {
        let dots = budget.min(DOTS_WIDTH);
        (sanitize(&DOTS[..dots]), dots)
    }
}

/// The last place at or before `end` where `text` may be cut.
fn last_fit_cut(text: &str, end: usize) -> usize {
    let mut end = end;
    loop {
        let kept = &text[..end];
        let Some(last) = kept.chars().next_back() else {
            return 0;
        };
        if is_opener(last) || last.is_whitespace() {
            end -= last.len_utf8();
        } else if is_inside_number(kept, &text[end..]) {
            end = number_start(kept);
        } else {
            return end;
        }
    }
}

/// Whether a cut between `kept` and `rest` would tear a number.
fn is_inside_number(kept: &str, rest: &str) -> bool {
    let mut after = rest.chars();
    let (Some(last), Some(next)) = (kept.chars().next_back(), after.next()) else {
        return false;
    };
    let digit_follows = after.next().is_some_and(|c| c.is_ascii_digit());
    if last.is_ascii_digit() {
        next.is_ascii_digit() || is_suffix(next) || (is_inner(next) && digit_follows)
    } else {
        next.is_ascii_digit() && (is_inner(last) && before_last_is_digit(kept) || is_prefix(last))
    }
}

fn before_last_is_digit(kept: &str) -> bool {
    kept.chars()
        .rev()
        .nth(1)
        .is_some_and(|c| c.is_ascii_digit())
}

/// Where the number starts that `kept` ends in.
fn number_start(kept: &str) -> usize {
    let digits = kept.trim_end_matches(|c: char| c.is_ascii_digit() || is_inner(c));
    let tail = &kept[digits.len()..];
    // Marks before the first digit are no part of the number: `页: 12`.
    let marks = tail.len() - tail.trim_start_matches(is_inner).len();
    let start = if marks == tail.len() {
        digits.len()
    } else {
        digits.len() + marks
    };
    let before = &kept[..start];
    before.trim_end_matches(is_prefix).len()
}

fn is_inner(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '-')
}

fn is_prefix(c: char) -> bool {
    matches!(
        c,
        '±' | '+' | '-' | '−' | '￥' | '¥' | '$' | '€' | '£' | '№'
    )
}

fn is_suffix(c: char) -> bool {
    matches!(c, '%' | '％' | '‰' | '‱' | '°' | '℃' | '℉' | '′' | '″')
}

fn is_opener(c: char) -> bool {
    "“‘（《〈「『【〔〖［｛〝‹«([{".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn end(text: &str, budget: Cells) -> String {
        let (cut, width) = elide_end(sanitize(text).as_clean(), budget, AmbiguousWidth::NARROW);
        assert_eq!(width, text_width(cut.as_str(), AmbiguousWidth::NARROW));
        cut.as_str().to_owned()
    }

    fn start(text: &str, budget: Cells) -> String {
        elide_start(sanitize(text).as_clean(), budget, AmbiguousWidth::NARROW)
            .0
            .as_str()
            .to_owned()
    }

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(end("一张网怎样织起来", 16), "一张网怎样织起来");
        assert_eq!(start("a/b/c", 5), "a/b/c");
        assert_eq!(end("", 0), "");
    }

    #[test]
    fn the_end_is_cut_at_a_cluster() {
        assert_eq!(end("一张网怎样织起来", 15), "一张网怎样织..");
        assert_eq!(end("一张网怎样织起来", 14), "一张网怎样织..");
        assert_eq!(end("cafe\u{301}s cafe\u{301}s", 6), "cafe\u{301}..");
    }

    #[test]
    fn small_budgets_leave_dots() {
        assert_eq!(end("一张网", 0), "");
        assert_eq!(end("一张网", 1), ".");
        assert_eq!(end("一张网", 2), "..");
        assert_eq!(end("一张网", 3), "..");
        assert_eq!(end("一张网", 4), "一..");
        assert_eq!(start("一张网", 1), ".");
    }

    #[test]
    fn no_opener_or_space_before_the_cut() {
        assert_eq!(end("读《「江海》一文", 8), "读..");
        assert_eq!(end("读 （江海）一文", 7), "读..");
        assert_eq!(end("（（江海））", 6), "..");
    }

    #[test]
    fn a_number_is_never_torn() {
        assert_eq!(end("截至2024-06-07为止", 9), "截至..");
        assert_eq!(end("截至2024-06-07为止", 16), "截至2024-06-07..");
        assert_eq!(end("增长3.5%左右的样子", 9), "增长..");
        assert_eq!(end("增长3.5%左右的样子", 10), "增长3.5%..");
        assert_eq!(end("只要￥1,200元的机票", 10), "只要..");
        assert_eq!(end("第126件事", 6), "第..");
        assert_eq!(end("第12件事情", 7), "第12..");
        assert_eq!(end("2024年的事", 4), "..");
    }

    #[test]
    fn a_path_loses_its_start() {
        assert_eq!(start("/srv/paper/简报/18.md", 13), "../简报/18.md");
        assert_eq!(start("/srv/paper/简报/18.md", 11), "..报/18.md");
    }

    fn text() -> impl Strategy<Value = String> {
        let chars: Vec<char> = "一江海，。“”《》（）—… 0123456789.,:-/%￥+abcé\u{301}α①👩"
            .chars()
            .collect();
        prop::collection::vec(prop::sample::select(chars), 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn the_budget_is_never_exceeded(text in text(), budget in 0usize..40, wide: bool) {
            let ambiguous = if wide { AmbiguousWidth::WIDE } else { AmbiguousWidth::NARROW };
            let clean = sanitize(&text);
            for (cut, width) in [
                elide_end(clean.as_clean(), budget, ambiguous),
                elide_start(clean.as_clean(), budget, ambiguous),
            ] {
                prop_assert!(width <= budget);
                prop_assert_eq!(width, text_width(cut.as_str(), ambiguous));
            }
        }

        #[test]
        fn the_cut_follows_the_rules(text in text(), budget in 3usize..40) {
            let clean = sanitize(&text);
            let (cut, _) = elide_end(clean.as_clean(), budget, AmbiguousWidth::NARROW);
            if cut != clean {
                let kept = cut.as_str().strip_suffix(DOTS).expect("a cut text ends in dots");
                prop_assert!(clean.as_str().starts_with(kept));
                prop_assert!(!kept.ends_with(is_opener));
                let rest = &clean.as_str()[kept.len()..];
                prop_assert!(!(kept.ends_with(|c: char| c.is_ascii_digit())
                    && rest.starts_with(|c: char| c.is_ascii_digit())));
            }
        }
    }
}
