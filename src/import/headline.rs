//! Which of several lines is the title, which the kicker, which the subtitle.
//!
//! Of marked lines the highest level is the title; of equals the last but a third, longer one. A line
//! of two clauses divided by a space or …… is kicker and title. Ornaments before a title are left out.

use std::ops::Range;

use super::gaps::is_spaced_out;
use super::page::Page;
use super::publisher::is_signing;
use super::signal::{DASHES, ORNAMENTS, each_letter, is_common_han, is_numeral, key, squeezed};

/// The shortest clause that can be a kicker or title of its own, in characters.
const SHORTEST_CLAUSE: usize = 6;

/// The shortest name of a series before its number in brackets, in characters.
const SHORTEST_SERIES: usize = 5;
/// The shortest of several clauses of a kicker, in characters.
const SHORTEST_GROUP: usize = 5;
/// The shortest title below it.
const SHORTEST_BELOW: usize = 10;
/// The shortest title that the contents name and other lines follow, in characters.
const SHORTEST_LISTED: usize = 8;

/// From this length on a second line is a subtitle, in characters.
const LONG_SUBTITLE: usize = 14;
/// The longest half of a title that is broken into two equal ones, in characters.
const LONGEST_HALF: usize = 10;
/// The longest line of a title whose last word stands below it, in characters.
const LONGEST_ABOVE: usize = 12;
/// The fewest characters of a line with spaces between them that goes on with another such line.
const FEWEST_SPACED: usize = 3;
/// The most offices above what they say.
const MOST_OFFICES: usize = 3;

/// What is reported again and again: the title says what is new.
const FOLLOWED: &[&str] = &[
    "追踪",
    "跟踪",
    "追蹤",
    "后续",
    "後續",
    "系列报道",
    "系列報導",
    "连续报道",
    "連續報導",
    "跟踪报道",
    "追踪报道",
    "追蹤報導",
    "后续报道",
    "後續報導",
];

/// One line above an article.
#[derive(Clone, Debug)]
pub(super) struct HeadLine {
    pub(super) span: Range<usize>,
    pub(super) level: u8,
    pub(super) marked: bool,
    /// It goes on with the line above, as the contents tell.
    pub(super) rest: bool,
    /// No blank line stands before it.
    pub(super) close: bool,
    /// The contents name it.
    pub(super) listed: bool,
}

/// The head of an article, as ranges of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    pub(super) kicker: Vec<Range<usize>>,
    pub(super) title: Vec<Range<usize>>,
    pub(super) subtitle: Vec<Range<usize>>,
}

impl Heads {
    /// Whether nothing stands above the article.
    pub(super) fn is_empty(&self) -> bool {
        self.title.is_empty() && self.kicker.is_empty() && self.subtitle.is_empty()
    }

    /// All its ranges.
    pub(super) fn each(&self) -> impl Iterator<Item = &Range<usize>> {
        let all = self.kicker.iter().chain(&self.title);
        all.chain(&self.subtitle)
    }

    /// The same, given away.
    pub(super) fn spans(self) -> impl Iterator<Item = Range<usize>> {
        self.kicker
            .into_iter()
            .chain(self.title)
            .chain(self.subtitle)
    }

    /// The first character of the title for comparing.
    pub(super) fn title_opens(&self, page: &Page) -> Option<char> {
        self.title.iter().find_map(|span| {
            let text = &page.text[span.clone()];
            let mut first = text.chars().next().filter(|&c| is_common_han(c));
            if first.is_none() {
                each_letter(text, 1, |c| first = Some(c));
            }
            first
        })
    }

    /// The title for comparing.
    pub(super) fn title_key(&self, page: &Page) -> String {
        self.title
            .iter()
            .map(|span| key(&page.text[span.clone()], 80))
            .collect()
    }
}

/// Arranges the lines above an article; the second value are ornaments.
pub(super) fn arrange(page: &Page, lines: &[HeadLine]) -> (Heads, Vec<Range<usize>>) {
    // Lines that can only be parts of one are arranged as their first one.
    let mut firsts: Vec<HeadLine> = Vec::with_capacity(lines.len());
    let mut rests: Vec<(usize, Range<usize>)> = Vec::new();
    for line in lines {
        let above = rests.last().map_or(0, |rest| rest.1.end);
        // The contents may name the number of an official paper behind its title.
        let numbers = is_paper_number(&page.text[line.span.clone()]);
        match firsts.last().filter(|_| !numbers) {
            Some(first)
                if line.rest
                    && !is_part_of_series(&squeezed(&page.text[first.span.clone()]))
                    && !begins_subtitle(page, line) =>
            {
                rests.push((first.span.end, line.span.clone()));
            }
            Some(first)
                if (line.close || line.marked && first.marked && line.level == first.level)
                    && goes_on(page, above.max(first.span.end), line) =>
            {
                rests.push((first.span.end, line.span.clone()));
            }
            _ => firsts.push(line.clone()),
        }
    }
    let (mut heads, ornaments) = arrange_whole(page, &firsts);
    if rests.is_empty() {
        return (heads, ornaments);
    }
    // Behind each part what goes on with it; both are in order.
    for place in [&mut heads.kicker, &mut heads.title, &mut heads.subtitle] {
        let parts = std::mem::take(place);
        for part in parts {
            let from = rests.partition_point(|(end, _)| *end < part.end);
            let more = rests[from..].iter();
            let more = more.take_while(|(end, _)| *end == part.end);
            place.push(part.clone());
            place.extend(more.map(|(_, span)| span.clone()));
        }
    }
    (heads, ornaments)
}

/// Whether `line` begins with a dash, as subtitles do.
fn begins_subtitle(page: &Page, line: &HeadLine) -> bool {
    let text = &page.text[line.span.clone()];
    text.starts_with(DASHES) || text.starts_with('-')
}

/// Whether the line that ends at `end` breaks off and `line` goes on with it: a bracket is open, a word
/// asks for more, or both are set with spaces between their characters.
fn goes_on(page: &Page, end: usize, line: &HeadLine) -> bool {
    let start = page.text[..end].rfind('\n').map_or(0, |at| at + 1);
    let above = page.text[start..end].trim();
    let count = |mark: char| above.matches(mark).count();
    let open = count('《') > count('》') || count('“') > count('”') || count('（') > count('）');
    let asks = [
        "关于", "關於", "的", "和", "与", "與", "暨", "及", "：", ":", "︰", "只有", "如何",
        "怎样", "为何", "怎麼", "為何",
    ]
    .iter()
    .any(|word| above.ends_with(word));
    open || asks
        || is_spaced_out(above, FEWEST_SPACED)
            && is_spaced_out(&page.text[line.span.clone()], FEWEST_SPACED)
}

/// Arranges lines that are whole.
fn arrange_whole(page: &Page, lines: &[HeadLine]) -> (Heads, Vec<Range<usize>>) {
    let mut ornaments = Vec::new();
    let mut lines: Vec<HeadLine> = lines.to_vec();
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
    let mut heads = Heads::default();
    let spans = |lines: &[HeadLine]| lines.iter().map(|line| line.span.clone()).collect();
    // A title set from top to bottom: a character or two in each line.
    let tiny = |line: &HeadLine| page.text[line.span.clone()].chars().count() <= 2;
    let spaced = |line: &HeadLine| is_spaced_out(&page.text[line.span.clone()], 2);
    let upright = lines.iter().take_while(|line| tiny(line)).count();
    // Above a title with spaces between its characters it is what that one stands under; so are two characters.
    if upright >= 2
        && lines.get(upright).is_some_and(|line| {
            let two = || upright == 2 && page.text[line.span.clone()].chars().count() > 3;
            !line.close && (spaced(line) || two())
        })
    {
        let (mut heads, more) = arrange_whole(page, &lines[upright..]);
        ornaments.extend(more);
        heads.kicker.splice(0..0, spans(&lines[..upright]));
        return (heads, ornaments);
    }
    if let Some(first) = lines.iter().position(tiny)
        && let count = lines[first..].iter().take_while(|line| tiny(line)).count()
        && (count >= 3 || count == lines.len() && count > 1)
    {
        let below = first + count;
        heads.kicker = spans(&lines[..first]);
        heads.title = spans(&lines[first..below]);
        heads.subtitle = spans(&lines[below..]);
        return (heads, ornaments);
    }
    let count = |line: &HeadLine| squeezed(&page.text[line.span.clone()]).chars().count();
    // 某某口述史之四: what the title belongs to.
    if let [series, _, ..] = lines.as_slice()
        && !series.marked
        && is_part_of_series(&squeezed(&page.text[series.span.clone()]))
    {
        let (heads, more) = arrange_whole(page, &lines[1..]);
        ornaments.extend(more);
        let mut heads = heads;
        heads.kicker.insert(0, series.span.clone());
        return (heads, ornaments);
    }
    // What the contents name is the title; a word or two above others may be what they stand under.
    if let Some(at) = lines.iter().position(|line| line.listed)
        && lines.len() > 1
        && (at > 0 || lines[0].marked || count(&lines[0]) >= SHORTEST_LISTED)
    {
        heads.kicker = spans(&lines[..at]);
        heads.title = spans(&lines[at..=at]);
        heads.subtitle = spans(&lines[at + 1..]);
        return (heads, ornaments);
    }
    let dashed = |line: &HeadLine| begins_subtitle(page, line);
    if lines.len() > 1 && !dashed(&lines[0]) && dashed(&lines[lines.len() - 1]) {
        let mut above = lines;
        let below = above.split_off(above.iter().position(dashed).unwrap_or(above.len()));
        let (mut heads, more) = arrange_whole(page, &above);
        ornaments.extend(more);
        heads
            .subtitle
            .extend(below.into_iter().map(|line| line.span));
        return (heads, ornaments);
    }
    // The number of an official paper stands between the office and the title.
    if let Some(number) = lines
        .iter()
        .position(|line| is_paper_number(&page.text[line.span.clone()]))
        && lines.len() > 1
        && !lines[number].marked
    {
        if number + 1 == lines.len() {
            let (mut heads, more) = arrange_whole(page, &lines[..number]);
            ornaments.extend(more);
            heads.subtitle.extend(spans(&lines[number..]));
            return (heads, ornaments);
        }
        heads.kicker = spans(&lines[..number]);
        heads.title = spans(&lines[number + 1..]);
        heads.subtitle = spans(&lines[number..=number]);
        return (heads, ornaments);
    }
    // A letter-spaced title over two lines.
    if let Some(first) = (1..lines.len())
        .find(|&line| lines[line].close && spaced(&lines[line - 1]) && spaced(&lines[line]))
        .map(|line| line - 1)
    {
        heads.kicker = spans(&lines[..first]);
        heads.title = spans(&lines[first..first + 2]);
        heads.subtitle = spans(&lines[first + 2..]);
        return (heads, ornaments);
    }
    let is_even = |one: &HeadLine, other: &HeadLine| {
        count(one).abs_diff(count(other)) <= 2 && count(one) <= LONGEST_HALF
    };
    // A title that is broken into two halves, between a kicker and perhaps a subtitle.
    if let [kicker, one, other, below @ ..] = lines.as_slice()
        && below.len() <= 1
        && !lines.iter().any(|line| line.marked)
        && let (over, first, second) = (count(kicker), count(one), count(other))
        && other.close
        && first.max(second) <= LONGEST_HALF + usize::from(second < first) * 3
        && second <= first + 2
        && (second <= first || over > first.max(second) + 2)
        && below.iter().all(|line| count(line) > first)
    {
        heads.kicker = spans(&lines[..1]);
        heads.title = spans(&lines[1..3]);
        heads.subtitle = spans(&lines[3..]);
        return (heads, ornaments);
    }
    let highest = lines.iter().map(|line| line.level).min().unwrap_or(1);
    let at = match lines.len() {
        0 => return (heads, ornaments),
        1 => 0,
        // Who has marked one line of several has marked the title.
        _ if lines[0].marked && lines[1..].iter().all(|line| !line.marked) => 0,
        _ if lines[0].marked && lines[0].level != lines[1].level && lines[0].level > highest => {
            lines
                .iter()
                .position(|line| line.level == highest)
                .unwrap_or(0)
        }
        // The highest mark of all stands before the title.
        _ if lines[0].marked && lines[1].marked && lines[0].level == 1 && lines[1].level > 1 => 0,
        _ => 1,
    };
    for (index, line) in lines.iter().enumerate() {
        let place = match index.cmp(&at) {
            std::cmp::Ordering::Less => &mut heads.kicker,
            std::cmp::Ordering::Equal => &mut heads.title,
            std::cmp::Ordering::Greater => &mut heads.subtitle,
        };
        place.push(line.span.clone());
    }
    // Two lines without a blank one between are one title broken in two.
    let two = lines.len() == 2 && lines[1].close && !lines[0].marked;
    // Offices and what they have to say: 某某公署 over 关于…的通知. The number of the paper is below.
    let told = |line: &HeadLine| page.text[line.span.clone()].trim();
    let says = |line: &HeadLine| told(line).starts_with("关于") || told(line).starts_with("關於");
    let says = lines.iter().take(MOST_OFFICES + 1).position(says);
    if let Some(says) = says.filter(|&says| says > 0)
        && lines[..says].iter().all(|line| is_signing(told(line)))
    {
        let below = lines.split_off(says + 1);
        heads.title = spans(&lines);
        heads.kicker.clear();
        heads.subtitle = spans(&below);
        return (heads, ornaments);
    }
    if two && clauses(page, &lines[1].span).is_some() {
        heads.title = vec![lines[0].span.clone()];
        heads.subtitle = vec![lines[1].span.clone()];
        heads.kicker.clear();
        return (heads, ornaments);
    }
    // A short line below another one, where both are as wide as a column.
    let broken = || {
        let (above, below) = (count(&lines[0]), count(&lines[1]));
        let gapped = |line: &HeadLine| {
            page.text[line.span.clone()].contains([' ', '\u{3000}', '·', '・', '：', '—'])
        };
        lines[0].close
            && above <= LONGEST_ABOVE
            && below < above
            && (3..=SHORTEST_CLAUSE).contains(&below)
            && !gapped(&lines[0])
            && !gapped(&lines[1])
    };
    let even = two && (is_even(&lines[0], &lines[1]) || broken());
    // The longer line below says what the short one is about.
    if two && !even && count(&lines[1]) >= LONG_SUBTITLE.max(count(&lines[0]) + 4) {
        heads.title = vec![lines[0].span.clone()];
        heads.subtitle = vec![lines[1].span.clone()];
        heads.kicker.clear();
        return (heads, ornaments);
    }
    // Two clauses with a gap between them, or a dash at the end: the first line is not broken off.
    let dash = |line: &HeadLine| page.text[line.span.clone()].trim_end().ends_with('—');
    let whole = |line: &HeadLine| {
        let clauses = page.text[line.span.clone()].split_whitespace();
        dash(line)
            || clauses.clone().count() >= 2
                && clauses
                    .clone()
                    .all(|clause| clause.chars().count() >= SHORTEST_GROUP)
    };
    let long = || !whole(&lines[1]) && count(&lines[1]) >= SHORTEST_BELOW;
    if two && !even && whole(&lines[0]) && (dash(&lines[0]) || long()) {
        return (heads, ornaments);
    }
    if two && (!lines[0].close || even) {
        heads.title = lines.iter().map(|line| line.span.clone()).collect();
        heads.kicker.clear();
    }
    if heads.kicker.is_empty()
        && heads.title.len() == 1
        && let Some((kicker, title)) = clauses(page, &heads.title[0])
    {
        heads.kicker = vec![kicker];
        heads.title = vec![title];
    }
    (heads, ornaments)
}

/// Whether `name` ends with its number in a series of articles: 某某口述史之四, 某地行之三, 系列报道（二）.
fn is_part_of_series(name: &str) -> bool {
    let bare = name.trim_end_matches(['）', ')']);
    let words = bare.trim_end_matches(|c: char| is_numeral(c));
    let words = match (bare.len() < name.len(), words.len() < bare.len()) {
        (true, true) => words.strip_suffix(['（', '(']).filter(|words| {
            words.chars().count() >= SHORTEST_SERIES
                || words.ends_with("系列")
                || words.ends_with("报道")
                || words.ends_with("報道")
        }),
        (false, true) => words.strip_suffix('之'),
        _ => None,
    };
    words.is_some_and(|words| words.chars().count() >= 3)
        || FOLLOWED
            .iter()
            .any(|word| name.ends_with(word) && name.chars().count() >= SHORTEST_GROUP)
}

/// Whether `text` is the number of an official paper: 某政发〔2020〕3号.
pub(super) fn is_paper_number(text: &str) -> bool {
    let text = squeezed(text);
    let Some((office, rest)) = text.split_once(['〔', '[', '［', '【', '(', '（']) else {
        return false;
    };
    let year = rest.chars().take_while(char::is_ascii_digit).count();
    let number = rest[year..]
        .trim_start_matches(['〕', ']', '］', '】', ')', '）'])
        .trim_start_matches('第');
    year == 4
        && (2..=14).contains(&office.chars().count())
        && office.chars().all(is_common_han)
        && number
            .strip_suffix(['号', '號'])
            .is_some_and(|digits| !digits.is_empty() && digits.chars().all(is_numeral))
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
