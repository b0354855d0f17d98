//! Blank lines that mean nothing: text extracted with a blank line behind each line.
//!
//! Where most lines that break off in mid-sentence are followed by a blank line, that line is only how the
//! text was extracted. It is taken out of the count, so that what is left parts paragraphs and articles.
//! A file may be so in one stretch and not in another, so each line is judged by those around it. The hard
//! part is text whose lines are uneven as well: there blank lines may be all that parts paragraphs, so only
//! lines of one width count.

use super::hints::Hints;
use super::page::{Line, Mark, Page};
use super::signal::End;

/// How many lines are judged together, and how many on either side of them tell how they are set.
const TOGETHER: usize = 16;
const AROUND: usize = 24;
/// The fewest broken lines that tell it.
const FEWEST: usize = 6;
/// The same beside headings.
const MANY: usize = 12;
/// How much lines of one width differ, in characters of full width.
const EVEN: usize = 2;
/// The widest line that was broken off at a page's width, in the same.
const WIDEST: usize = 60;
/// The narrowest.
const NARROWEST: usize = 10;

/// Takes away the blank lines that stand between all lines of a stretch.
pub(super) fn close_up(page: &mut Page) {
    if may_be_spaced(page) {
        close_up_stretches(page);
    }
}

fn close_up_stretches(page: &mut Page) {
    let broken: Vec<Option<(usize, bool)>> = (0..page.lines.len())
        .map(|line| broken(page, line))
        .collect();
    for from in (0..broken.len()).step_by(TOGETHER) {
        let to = broken.len().min(from + TOGETHER);
        let around = from.saturating_sub(AROUND)..broken.len().min(to + AROUND);
        if is_spaced(&broken[around.clone()], &page.lines[around]) {
            for line in &mut page.lines[from.max(1)..to] {
                line.blank = line.blank.saturating_sub(1);
                line.spaced = true;
            }
        }
    }
    close_up_narrow(page, &broken);
}

/// Whether enough blank lines stand inside sentences for [`is_spaced`], in any stretch of those that it is asked of:
/// so many lines that are judged together, or lines with a blank one between all of them. Most texts have hardly any.
fn may_be_spaced(page: &Page) -> bool {
    const MOST: usize = TOGETHER + 2 * AROUND;
    const COUNT: usize = (FEWEST * 8).div_ceil(10);
    let lines = &page.lines;
    let apart = (1..lines.len()).filter(|&next| lines[next].blank == 1);
    let apart = apart.filter(|next| matches!(broken(page, next - 1), Some((_, true))));
    let apart: Vec<usize> = apart.collect();
    apart.windows(COUNT).any(|apart| {
        let (first, last) = (apart[0], apart[COUNT - 1]);
        last - first < MOST || lines[first..=last].iter().all(|line| line.blank == 1)
    })
}

/// How wide `line` is, if it breaks off in mid-sentence, and whether a blank line follows.
fn broken(page: &Page, line: usize) -> Option<(usize, bool)> {
    let next = page.lines.get(line + 1)?;
    let here = &page.lines[line];
    let wide = here.wide() + usize::from(here.indent) / 2;
    let open = (NARROWEST..=WIDEST).contains(&wide)
        && here.mark == Mark::None
        && next.mark == Mark::None
        && next.blank <= 1
        && page.end(line) == End::Open;
    open.then_some((wide, next.blank == 1))
}

/// The same for lines close together that are narrower than what stands around them: one text of several on a
/// page, its lines broken inside sentences.
fn close_up_narrow(page: &mut Page, broken: &[Option<(usize, bool)>]) {
    let mut from = 0;
    while from < page.lines.len() {
        let mut to = from + 1;
        while to < page.lines.len() && page.lines[to].blank == 1 && !page.lines[to].spaced {
            to += 1;
        }
        let lines = from..to;
        from = to;
        if lines.len() < FEWEST || page.lines[lines.start].spaced {
            continue;
        }
        let inside = lines.start..to - 1;
        let paused = lines
            .clone()
            .filter(|&line| page.lines[line].hints.may(Hints::COMMA))
            .count();
        if paused * 3 < lines.len()
            || !is_spaced(&broken[inside.clone()], &page.lines[lines.clone()])
        {
            continue;
        }
        let longest = widest(&page.lines[lines]);
        // What stands over the text is shorter.
        let full = |&line: &usize| broken[line].is_some_and(|(wide, _)| wide + 2 * EVEN >= longest);
        let Some(first) = inside.clone().find(full) else {
            continue;
        };
        for line in &mut page.lines[first + 1..to] {
            line.blank = 0;
            line.spaced = true;
        }
    }
}

/// How wide the widest of `lines` is.
fn widest(lines: &[Line]) -> usize {
    lines.iter().map(Line::wide).max().unwrap_or(0)
}

/// Whether nearly all broken lines are of one width and followed by a blank line; `lines` are all around
/// them, broken or not.
fn is_spaced(broken: &[Option<(usize, bool)>], lines: &[Line]) -> bool {
    let (mut count, mut spaced) = (0, 0);
    for &(_, is) in broken.iter().flatten() {
        count += 1;
        spaced += usize::from(is);
    }
    if count < FEWEST || spaced * 10 < count * 8 {
        return false;
    }
    let lengths = broken.iter().flatten().map(|&(length, _)| length);
    let mut lengths: Vec<usize> = lengths.collect();
    lengths.sort_unstable();
    // Headings are much shorter than all other lines, where no line is longer than those.
    let most = lengths[count * 9 / 10];
    // Titles among paragraphs of a line each are no longer than they need be.
    let wider = lines.iter().filter(|line| line.wide() > most + 2 * EVEN);
    if wider.count() > count {
        return false;
    }
    let first = if widest(lines) <= most + 2 * EVEN {
        lengths.partition_point(|&length| length * 10 < most * 6)
    } else {
        0
    };
    let full = &lengths[first..];
    if full.len() < if first > 0 { MANY } else { FEWEST } || full.len() * 2 < count {
        return false;
    }
    let median = full[full.len() / 2];
    let even = full.iter().filter(|length| length.abs_diff(median) <= EVEN);
    even.count() * 10 >= full.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::clean::clean;

    #[test]
    fn what_cannot_be_spaced_would_stay_as_it_is() {
        let line = "三月底水渠修到了山顶，山上四百亩旱地\n";
        let (mut passed, mut closed) = (0, 0);
        for together in 1..9 {
            for whole in [0, 1, 9, 40, 80] {
                for apart in ["", "\n"] {
                    let sentence = format!("水渠修到了山顶。\n{apart}");
                    let stretch = format!("{line}\n").repeat(together);
                    let text = format!("{stretch}{}", sentence.repeat(whole)).repeat(6);
                    let (mut page, _, _) = clean(&text).expect("nothing is lost");
                    let may = may_be_spaced(&page);
                    close_up_stretches(&mut page);
                    let any = page.lines.iter().any(|line| line.spaced);
                    assert!(may || !any, "{together} {whole}");
                    passed += usize::from(!may);
                    closed += usize::from(any);
                }
            }
        }
        assert!(passed > 0 && closed > 0, "{passed} {closed}");
    }

    #[test]
    fn one_text_of_several_may_have_a_blank_line_behind_each_line() {
        let long = "三月底水渠修到了山顶，山上四百亩旱地今年可以种稻子，等这一天等了二十年。\n\n";
        let narrow = [
            "我到山里去，常有养蜂种茶的人家拉",
            "住我问，哪里有讲得明白的书？书店",
            "里摆着小说，讲技术的书又厚又贵，",
            "翻开来不懂，合上去更不懂，有个人",
            "走了六十里路进城，站着抄了半天，",
            "抄了三张纸，回来贴在蜂箱上，天天",
            "看，看了一年，蜂箱多了四只。",
        ];
        let wrapped = "三月底水渠修到了山顶，山上四百亩旱地今年可以种\n".repeat(8);
        let text = format!("{wrapped}\n\n\n{}\n\n\n\n{long}{long}", narrow.join("\n\n"));
        let (mut page, _, _) = clean(&text).expect("nothing is lost");
        close_up(&mut page);
        let spaced: Vec<bool> = page.lines.iter().map(|line| line.spaced).collect();
        assert_eq!(spaced[..9], [false; 9]);
        assert_eq!(spaced[9..15], [true; 6]);
        assert_eq!(spaced[15..], [false; 2]);
    }
}
