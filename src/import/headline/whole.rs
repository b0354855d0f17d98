//! Which of the lines above an article that are whole is the title.
//!
//! A setting that is sure comes first: a title from top to bottom, a series, the contents, a dash, the number
//! of an official paper. Else of marked lines the highest level is the title; of equals the last but a third,
//! longer one. A line of two clauses divided by a space or …… is kicker and title. Ornaments before a title are
//! left out.

use std::ops::Range;

use super::super::gaps::is_spaced_out;
use super::super::page::Page;
use super::super::paper_number::is_paper_number;
use super::super::publisher::is_signing;
use super::super::series::is_part_of_series;
use super::super::signal::{ORNAMENTS, is_common_han, squeezed};
use super::{HeadLine, Heads, begins_subtitle, spans};

/// The shortest clause that can be a kicker or title of its own, in characters.
const SHORTEST_CLAUSE: usize = 6;
/// The shortest of several clauses of a kicker, in characters.
const SHORTEST_GROUP: usize = 5;
/// The shortest title below it.
const SHORTEST_BELOW: usize = 10;
/// The shortest title that the contents name and other lines follow, in characters.
const SHORTEST_LISTED: usize = 8;

/// From this length on a second line is a subtitle, in characters.
const LONG_SUBTITLE: usize = 14;
/// The longest half of a title that is broken into two equal ones, in characters.
const LONGEST_HALF: usize = 8;
/// The longest line of a title whose last word stands below it, in characters.
const LONGEST_ABOVE: usize = 12;
/// The most offices above what they say.
const MOST_OFFICES: usize = 3;

/// Arranges lines that are whole; the ornaments they are set with go to `ornaments`.
pub(super) fn arrange_whole(
    page: &Page,
    lines: &[HeadLine],
    ornaments: &mut Vec<Range<usize>>,
) -> Heads {
    let lines = without_ornaments(page, lines, ornaments);
    let whole = Whole {
        page,
        lines: &lines,
    };
    if let Some(upright) = whole.upright_above() {
        let mut heads = arrange_whole(page, &lines[upright..], ornaments);
        heads.kicker.splice(0..0, spans(&lines[..upright]));
        return heads;
    }
    if let Some(title) = whole.upright() {
        return Heads::around(&lines, title);
    }
    // 某某口述史之四: what the title belongs to.
    if whole.begins_with_series() {
        let mut heads = arrange_whole(page, &lines[1..], ornaments);
        heads.kicker.insert(0, lines[0].span.clone());
        return heads;
    }
    if let Some(title) = whole.listed() {
        return Heads::around(&lines, title..title + 1);
    }
    if let Some(subtitle) = whole.dashed() {
        let mut heads = arrange_whole(page, &lines[..subtitle], ornaments);
        heads.subtitle.extend(spans(&lines[subtitle..]));
        return heads;
    }
    // The number of an official paper stands between the office and the title.
    if let Some(number) = whole.paper_number() {
        if number + 1 == lines.len() {
            let mut heads = arrange_whole(page, &lines[..number], ornaments);
            heads.subtitle.push(lines[number].span.clone());
            return heads;
        }
        return Heads {
            kicker: spans(&lines[..number]),
            title: spans(&lines[number + 1..]),
            subtitle: vec![lines[number].span.clone()],
        };
    }
    match whole.spaced().or_else(|| whole.broken_in_two()) {
        Some(title) => Heads::around(&lines, title),
        None => whole.by_marks(),
    }
}

/// The lines without ornaments around their texts, which go to `ornaments`.
fn without_ornaments(
    page: &Page,
    lines: &[HeadLine],
    ornaments: &mut Vec<Range<usize>>,
) -> Vec<HeadLine> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        let text = &page.text[line.span.clone()];
        // ▶ points to a picture where it begins a caption, and to the text below where it begins a title.
        let ornament = |c: char| ORNAMENTS.contains(&c) || matches!(c, '▶' | '►' | '▸');
        let kept = text.trim_start_matches(|c: char| c.is_whitespace() || ornament(c));
        let kept = ["原标题：", "原標題：", "原标题:"]
            .iter()
            .find_map(|word| kept.strip_prefix(word))
            .map_or(kept, str::trim_start);
        let skipped = text.len() - kept.len();
        // ◆某某◆
        let closed = kept.trim_end_matches(ORNAMENTS).trim_end();
        if skipped > 0 && !closed.is_empty() && closed.len() < kept.len() {
            let end = line.span.start + skipped + closed.len();
            ornaments.push(end..line.span.end);
            line.span.end = end;
        }
        if skipped > 0 && !kept.is_empty() {
            ornaments.push(line.span.start..line.span.start + skipped);
            line.span.start += skipped;
        }
    }
    lines
}

/// Lines that are whole, and their page.
struct Whole<'a> {
    page: &'a Page,
    lines: &'a [HeadLine],
}

impl<'a> Whole<'a> {
    fn text(&self, line: &HeadLine) -> &'a str {
        &self.page.text[line.span.clone()]
    }

    /// The characters of `line`, spaces aside.
    fn count(&self, line: &HeadLine) -> usize {
        squeezed(self.text(line)).chars().count()
    }

    /// Whether `line` is part of a title set from top to bottom: a character or two.
    fn is_tiny(&self, line: &HeadLine) -> bool {
        self.text(line).chars().nth(2).is_none()
    }

    fn is_spaced(&self, line: &HeadLine) -> bool {
        is_spaced_out(self.text(line), 2)
    }

    /// How many tiny lines stand above a title with spaces between its characters, which stands under them; so
    /// does any other one under two.
    fn upright_above(&self) -> Option<usize> {
        let tiny = self.lines.iter().take_while(|line| self.is_tiny(line));
        let upright = tiny.count();
        let below = self.lines.get(upright).filter(|line| !line.close)?;
        let two = || upright == 2 && self.text(below).chars().nth(3).is_some();
        (upright >= 2 && (self.is_spaced(below) || two())).then_some(upright)
    }

    /// The lines of a title set from top to bottom.
    fn upright(&self) -> Option<Range<usize>> {
        let first = self.lines.iter().position(|line| self.is_tiny(line))?;
        let tiny = self.lines[first..]
            .iter()
            .take_while(|line| self.is_tiny(line));
        let count = tiny.count();
        let all = count == self.lines.len() && count > 1;
        (count >= 3 || all).then(|| first..first + count)
    }

    fn begins_with_series(&self) -> bool {
        matches!(self.lines, [series, _, ..]
            if !series.marked && is_part_of_series(&squeezed(self.text(series))))
    }

    /// The line that the contents name; a word or two above others may be what they stand under.
    fn listed(&self) -> Option<usize> {
        let at = self.lines.iter().position(|line| line.listed)?;
        let first = &self.lines[0];
        (self.lines.len() > 1 && (at > 0 || first.marked || self.count(first) >= SHORTEST_LISTED))
            .then_some(at)
    }

    /// The first line with a dash, where the last one has one and the first one none.
    fn dashed(&self) -> Option<usize> {
        let dashed = |line: &HeadLine| begins_subtitle(self.page, line);
        let last = self.lines.last().filter(|line| dashed(line));
        let at = last.and_then(|_| self.lines.iter().position(dashed));
        at.filter(|&at| at > 0)
    }

    /// The line that is the number of an official paper.
    fn paper_number(&self) -> Option<usize> {
        let mut lines = self.lines.iter();
        let at = lines.position(|line| is_paper_number(self.text(line)))?;
        (self.lines.len() > 1 && !self.lines[at].marked).then_some(at)
    }

    /// A letter-spaced title over two lines.
    fn spaced(&self) -> Option<Range<usize>> {
        let mut pairs = self.lines.windows(2);
        let first = pairs.position(|pair| {
            pair[1].close && self.is_spaced(&pair[0]) && self.is_spaced(&pair[1])
        })?;
        Some(first..first + 2)
    }

    /// A title that is broken into two halves, between a kicker and perhaps a subtitle.
    fn broken_in_two(&self) -> Option<Range<usize>> {
        let [kicker, one, other, below @ ..] = self.lines else {
            return None;
        };
        if below.len() > 1 || !other.close || self.lines.iter().any(|line| line.marked) {
            return None;
        }
        let (over, first, second) = (self.count(kicker), self.count(one), self.count(other));
        (first.max(second) <= LONGEST_HALF + usize::from(second < first) * 3
            && second <= first + 2
            && (second <= first || over > first.max(second) + 2)
            && below.iter().all(|line| self.count(line) > first))
        .then_some(1..3)
    }

    /// Which line is the title by its mark and its place, and what else the lines are.
    fn by_marks(&self) -> Heads {
        let Some(at) = self.highest() else {
            return Heads::default();
        };
        if let Some(title) = self.below_offices() {
            return Heads::around(self.lines, title);
        }
        // Two lines without a blank one between are one title broken in two.
        if let [first, second] = self.lines
            && second.close
            && !first.marked
        {
            return Heads::around(self.lines, self.of_two(first, second));
        }
        let mut heads = Heads::around(self.lines, at..at + 1);
        if at == 0
            && let Some((kicker, title)) = clauses(self.page, &heads.title[0])
        {
            heads.kicker = vec![kicker];
            heads.title = vec![title];
        }
        heads
    }

    /// The line of the highest mark, or the second one where marks do not tell.
    fn highest(&self) -> Option<usize> {
        let (first, rest) = self.lines.split_first()?;
        let Some(second) = rest.first() else {
            return Some(0);
        };
        if !first.marked {
            return Some(1);
        }
        let highest = self.lines.iter().map(|line| line.level).min();
        // Who has marked one line of several has marked the title.
        if rest.iter().all(|line| !line.marked) {
            return Some(0);
        }
        if first.level != second.level && Some(first.level) > highest {
            let mut lines = self.lines.iter();
            return lines.position(|line| Some(line.level) == highest);
        }
        // The highest mark of all stands before the title.
        let above_all = second.marked && first.level == 1 && second.level > 1;
        Some(usize::from(!above_all))
    }

    /// Offices and what they have to say: 某某公署 over 关于…的通知. The number of the paper is below.
    fn below_offices(&self) -> Option<Range<usize>> {
        let mut first = self.lines.iter().take(MOST_OFFICES + 1);
        let says = first.position(|line| self.says(line));
        let says = says.filter(|&says| says > 0)?;
        let mut offices = self.lines[..says].iter();
        offices
            .all(|line| is_signing(self.text(line).trim()))
            .then_some(0..says + 1)
    }

    /// Whether `line` begins as what an office has to say: 关于….
    fn says(&self, line: &HeadLine) -> bool {
        let text = self.text(line).trim();
        text.starts_with("关于") || text.starts_with("關於")
    }

    /// The title of two lines without a mark or a blank line between.
    fn of_two(&self, first: &HeadLine, second: &HeadLine) -> Range<usize> {
        if clauses(self.page, &second.span).is_some() {
            return 0..1;
        }
        let (above, below) = (self.count(first), self.count(second));
        let even = above.abs_diff(below) <= 2 && (above <= LONGEST_HALF || self.acts(first))
            || self.is_broken(first, second);
        if even {
            return 0..2;
        }
        // The longer line below says what the short one is about.
        if below >= LONG_SUBTITLE.max(above + 4) {
            return 0..1;
        }
        // Two clauses with a gap between them, or a dash at the end: the first line is not broken off.
        let dash = |line: &HeadLine| self.text(line).trim_end().ends_with('—');
        let long = || !self.is_group(second) && !dash(second) && below >= SHORTEST_BELOW;
        if dash(first) || self.is_group(first) && long() {
            return 1..2;
        }
        let halves =
            above.min(below) <= LONGEST_HALF && (below <= above + 2 || above < SHORTEST_CLAUSE);
        if !first.close && (halves || self.says(second)) {
            0..2
        } else {
            1..2
        }
    }

    /// Whether `line` is who does what the line below says: an office, and no meeting or what it is about.
    fn acts(&self, line: &HeadLine) -> bool {
        let text = self.text(line).trim();
        self.count(line) <= LONGEST_ABOVE
            && text.ends_with(['组', '組', '局', '委', '厅', '府', '队', '隊'])
            && text.chars().all(is_common_han)
            && is_signing(text)
    }

    /// Whether `second` is the rest of `first`, a short one, where both are as wide as a column.
    fn is_broken(&self, first: &HeadLine, second: &HeadLine) -> bool {
        let (above, below) = (self.count(first), self.count(second));
        let gapped = |line: &HeadLine| {
            self.text(line)
                .contains([' ', '\u{3000}', '·', '・', '：', '—'])
        };
        first.close
            && above <= LONGEST_ABOVE
            && below < above
            && (3..=SHORTEST_CLAUSE).contains(&below)
            && !gapped(first)
            && !gapped(second)
    }

    /// Whether `line` is several clauses with gaps between them.
    fn is_group(&self, line: &HeadLine) -> bool {
        let mut clauses = self.text(line).split_whitespace();
        clauses.clone().count() >= 2
            && clauses.all(|clause| clause.chars().count() >= SHORTEST_GROUP)
    }
}

/// Kicker and title in one line.
fn clauses(page: &Page, span: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let text = &page.text[span.clone()];
    if is_spaced_out(text, 2) {
        return None;
    }
    let (cut, _) = text.char_indices().rev().find(|(at, c)| {
        (*c == ' ' || *c == '\u{3000}') && {
            let (before, after) = (text[..*at].trim(), text[*at..].trim());
            let long = |part: &str| {
                part.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_CLAUSE
            };
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            long(before)
                && long(after)
                && !latin(before.chars().next_back())
                && !latin(after.chars().next())
        }
    })?;
    let kicker = text[..cut].trim_end().len();
    let title = text[cut..].len() - text[cut..].trim_start().len();
    Some((
        span.start..span.start + kicker,
        span.start + cut + title..span.end,
    ))
}
