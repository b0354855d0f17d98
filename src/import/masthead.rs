//! The head of an issue: its name, number, day and publisher; slogans and quotations beside them.
//!
//! A head is known by a number (第…期) within the first lines, or by a periodical's name above a day;
//! without them there is none, so that a first headline is never taken for it. Several fields often
//! stand in one line, divided by wide gaps: each cell is read by itself. The hard part is what
//! stands between the fields; up to the last field all of it belongs to the head.

mod alone;
mod care;
mod day;
mod extent;
mod quotation;

use super::gaps::is_spaced_out;
use super::issue_number::{
    before_number, cells, is_number_line, is_periodical, is_special, is_title_of_paper,
    issue_numbers,
};
use super::lexicon::Lexicon;
use super::page::{Line, Mark, Page};
use super::publisher::{is_publisher, is_publisher_name, is_signing};
use super::role::{Field, Omission, Role};
use super::signal::{
    End, bare, date, end, fold_width, is_numeral, is_weekday, opens_date, squeezed,
};
use super::signed::standing;
use crate::text::script::is_han;
use alone::{lone_name, sent_at};
use care::{cares, is_care};
use day::{of_year, published};
pub(super) use extent::is_slogan;
use extent::{is_beside_head, is_name_and_number, paged_day, reach};

/// How many lines of slogans, weather and prices may stand below the head.
const MOST_BESIDE: usize = 3;
/// How many lines may stand above the heading that names the issue, and how many headings stand below it.
const MOST_ABOVE: usize = 4;
const FEWEST_HEADINGS: usize = 3;
/// The longest number of an issue beside its name, in characters.
const LONGEST_NUMBER: usize = 14;
/// The longest line of who signs above a day, in characters.
const LONGEST_SIGNED: usize = 25;
/// How many lines with the name of who signs are looked at.
const MOST_SIGNED: usize = 16;
/// The longest name that is a word for a kind of periodical alone, in characters.
const LONGEST_KIND: usize = 3;
/// The longest name of a periodical, in characters.
const LONGEST_NAME: usize = 20;

/// Fields of an issue, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) publication: Option<String>,
    pub(super) number: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
}

/// Words of secrecy and care: they stand above the name.
const GUARDS: Lexicon = Lexicon::of(&[
    "内部资料",
    "内部刊物",
    "内部文件",
    "内部发行",
    "秘密",
    "机密",
    "注意保存",
    "仅供",
    "不得外传",
    "免费",
    "赠阅",
    "編號",
    "编号",
]);

/// How often a periodical comes out: no name by itself.
pub(super) const FREQUENCIES: &[&str] = &[
    "周刊",
    "週刊",
    "旬刊",
    "半月刊",
    "月刊",
    "双月刊",
    "雙月刊",
    "季刊",
    "半年刊",
    "年刊",
    "周报",
    "月报",
    "日报",
];

/// Reads the masthead and the last line; their lines get roles. `contents` is the line of the
/// contents' word, if there is one.
pub(super) fn masthead(page: &Page, roles: &mut [Option<Role>], contents: Option<usize>) -> Head {
    let mut head = Head::default();
    if let Some((first, end_of_head)) = reach(page, contents) {
        let name = publication(page, roles, end_of_head);
        let first = name.as_ref().map_or(first, |(at, _)| first.min(*at));
        if let Some((_, text)) = &name {
            head.publication = Some(text.clone());
        }
        for (line, role) in roles.iter_mut().enumerate().take(end_of_head + 1) {
            if matches!(
                role,
                Some(Role::Out(Omission::PageNumber | Omission::Navigation))
            ) {
                continue;
            }
            // A sentence above the name is what somebody wrote.
            if line < first && end(page.line(line)) == End::Sentence {
                continue;
            }
            let named = name.as_ref().is_some_and(|(at, _)| *at == line);
            *role = Some(read_line(page, line, named, &mut head));
        }
        day_below_month(page, roles, end_of_head, &mut head);
        // Slogans, the weather, the price.
        let below = (end_of_head + 1..roles.len().min(end_of_head + 1 + MOST_BESIDE))
            .take_while(|&line| is_beside_head(page, line));
        let below = below.chain(quotation::below(page, end_of_head + 1));
        for line in below {
            roles[line] = Some(Role::Out(Omission::Masthead));
        }
    }
    if head.number.is_none() && head.serial.is_none() {
        numbered_heading(page, roles, &mut head);
    }
    if head.publication.is_none() {
        lone_name(page, roles, &mut head);
    } else {
        cares(page, roles);
    }
    sent_at(page, roles, &mut head);
    closing_day(page, roles, &mut head);
    page_day(page, roles, &mut head);
    if head.number.is_none() {
        head.number = head.serial.take();
    }
    head
}

/// Reads a day that stands in large figures below its month and above the day of the week.
fn day_below_month(page: &Page, roles: &mut [Option<Role>], end: usize, head: &mut Head) {
    let Some(month) = head
        .date
        .as_ref()
        .filter(|date| date.len() == "2020-01".len())
    else {
        return;
    };
    let figures = |line: &usize| {
        let day = squeezed(page.line(*line));
        let day = day.trim_end_matches('日');
        (1..=2).contains(&day.len())
            && day.bytes().all(|byte| byte.is_ascii_digit())
            && day.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    };
    let beside = |line: &usize| {
        day_of(page.line(line - 1)).is_some_and(|(_, _, day)| day.is_none())
            && page
                .lines
                .get(line + 1)
                .is_some_and(|_| page.line(line + 1).trim_start().starts_with("星期"))
    };
    if let Some(line) = (1..=end).filter(figures).find(beside) {
        let day = squeezed(page.line(line));
        let day = day.trim_end_matches('日');
        head.date = Some(format!("{month}-{day:0>2}"));
        roles[line] = Some(Role::Meta(Field::Date));
    }
}

/// The only heading of the highest level, at the top, with the name and the number of the issue; a day may
/// stand right below it.
fn numbered_heading(page: &Page, roles: &mut [Option<Role>], head: &mut Head) {
    let is_first = |line: &usize| page.lines[*line].mark == Mark::Heading(1);
    let Some(line) = (0..roles.len().min(MOST_ABOVE)).find(is_first) else {
        return;
    };
    let text = page.line(line);
    let lower = |line: &&Line| matches!(line.mark, Mark::Heading(2..));
    let below = || page.lines[line + 1..].iter();
    if roles[line].is_some() || page.lines[line].chars > LONGEST_NAME + LONGEST_NUMBER || {
        // The others may have the same mark, where the first of them stands right below.
        let same = below().filter(|line| line.mark == Mark::Heading(1)).count();
        let right_below = below()
            .next()
            .is_some_and(|line| line.mark == Mark::Heading(1));
        let others = if right_below {
            same
        } else {
            below().filter(lower).count()
        };
        same > 0 && !right_below || others < FEWEST_HEADINGS
    } {
        return;
    }
    let (Some(number), _) = issue_numbers(text) else {
        return;
    };
    // 某刊 2021年第3期
    let name = before_number(text);
    let whole = squeezed(&text[name.len()..]) == squeezed(&number);
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || "|｜:：-—·".contains(c));
    if !whole
        || number.chars().count() > LONGEST_NUMBER
        || !(2..=LONGEST_NAME).contains(&name.chars().count())
        || name.contains(['，', '。', '？', '！', '：'])
    {
        return;
    }
    head.publication.get_or_insert(name.to_owned());
    head.number = Some(number);
    roles[line] = Some(Role::Meta(Field::Publication));
    if let Some(next) = page.lines.get(line + 1)
        && roles[line + 1].is_none()
        && next.mark == Mark::None
        && next.chars <= LONGEST_NAME + LONGEST_NUMBER
        && let text = page.line(line + 1)
        && (squeezed(text).starts_with(|c: char| c.is_ascii_digit()) && end(text) == End::Open
            || cells(text)
                .next()
                .is_some_and(|cell| is_publisher(&squeezed(cell))))
        && let Some(field) = cells(text).find_map(|cell| read_cell(cell, head))
    {
        roles[line + 1] = Some(Role::Meta(field));
    }
    for at in quotation::below(page, line + 1) {
        roles[at].get_or_insert(Role::Out(Omission::Masthead));
    }
}

/// Makes the cells of the head's lines lines of their own, where one of them is a field: a day stands
/// beside a weekday, a number beside the price.
pub(super) fn part(page: &mut Page, contents: Option<usize>) {
    quotation::part(page);
    let Some((_, end)) = reach(page, contents) else {
        return;
    };
    let mut lines = Vec::with_capacity(end + 8);
    for &line in &page.lines[..=end] {
        let text = &page.text[line.start()..line.end()];
        let mut parts: Vec<&str> = cells(text).collect();
        let mut marked = line.mark != Mark::None;
        if let Some(day) = paged_day(text) {
            // A web page marks the head of its page as a heading.
            marked &= day.start == 0;
            // The name, its section and the number of that, a space between them.
            let before = text[..day.start].trim();
            let numbered = before.split_whitespace().last().is_some_and(is_number_line);
            parts = match numbered {
                true => before.split_whitespace().collect(),
                false => cells(before).collect(),
            };
            parts.extend(cells(&text[day.clone()]).chain(cells(&text[day.end..])));
        }
        if is_name_and_number(text) {
            let name = before_number(text);
            parts = vec![name.trim(), text[name.len()..].trim()];
        }
        let fields = parts
            .iter()
            .filter(|part| is_number_line(part) || is_day(part))
            .count();
        if parts.len() < 2 || fields == 0 || marked {
            lines.push(line);
            continue;
        }
        let mut from = 0;
        for (place, part) in parts.iter().enumerate() {
            let at = from + text[from..].find(part).unwrap_or(0);
            let start = line.start() + at;
            from = at + part.len();
            lines.push(Line {
                blank: if place == 0 { line.blank } else { 0 },
                indent: if place == 0 { line.indent } else { 0 },
                mark: Mark::None,
                ..line.cut(&page.text, start..start + part.len())
            });
        }
    }
    page.lines.splice(..=end, lines);
}

/// The name of the periodical and its line: the best of the short texts in the head.
fn publication(page: &Page, roles: &[Option<Role>], end: usize) -> Option<(usize, String)> {
    let mut best: Option<(u8, usize, String)> = None;
    for (line, role) in roles.iter().enumerate().take(end + 1) {
        if matches!(role, Some(Role::Out(Omission::Navigation))) {
            continue;
        }
        let text = page.line(line);
        let named = before_number(text).split(['第', '（', '(', '总']).next();
        if GUARDS.is_in(&squeezed(text)) {
            continue;
        }
        for cell in cells(text).chain(named) {
            let short = squeezed(bare(cell));
            let chars = short.chars().count();
            if !(2..=20).contains(&chars)
                || short.contains(|c: char| "，。：:；！？、“”".contains(c) || c.is_ascii_digit())
                || is_publisher(&short) && !is_periodical(&short)
                || FREQUENCIES.contains(&&*short)
                || is_special(&short)
                || is_weekday(&short)
            {
                continue;
            }
            let score = if is_periodical(&short) {
                3
            } else if cell.trim().contains(['　', ' ']) && chars > 6 {
                0
            } else {
                1
            };
            if best.as_ref().is_none_or(|(most, ..)| score > *most) {
                let spaced = is_spaced_out(cell, 1);
                let kept = if (spaced || cell.trim().chars().count() <= 2 * chars) && chars <= 12 {
                    short
                } else {
                    bare(cell).into()
                };
                best = Some((score, line, kept.into_owned()));
            }
        }
    }
    let (_, line, name) = best?;
    // A name over two lines: whose it is, and 简讯 alone.
    if name.chars().count() <= LONGEST_KIND
        && let Some(above) = line.checked_sub(1)
        && page.lines[line].blank == 0
        && (3..=LONGEST_NAME).contains(&page.lines[above].chars)
        && page.line(above).chars().all(is_han)
        && !is_weekday(page.line(above))
    {
        return Some((line, format!("{}{name}", page.line(above))));
    }
    Some((line, name))
}

fn read_line(page: &Page, line: usize, named: bool, head: &mut Head) -> Role {
    let text = page.line(line);
    if super::editors::is_editor(text) || super::editors::is_staff(text) {
        return Role::Out(Omission::Imprint);
    }
    let mut role = named.then_some(Role::Meta(Field::Publication));
    if named && cells(text).count() == 1 && !is_number_line(text) && day_of(text).is_none() {
        return Role::Meta(Field::Publication);
    }
    let whole = [text];
    let parts: Vec<&str> = cells(text).chain(whole).collect();
    for part in parts {
        if let Some(field) = read_cell(part, head) {
            role.get_or_insert(Role::Meta(field));
        }
    }
    role.unwrap_or(Role::Out(Omission::Masthead))
}

/// Reads one field of the head.
fn read_cell(text: &str, head: &mut Head) -> Option<Field> {
    let short = squeezed(bare(text));
    let mut found = None;
    if let Some((Some(year), month, day)) = day_in(&short) {
        let day = day.map_or(String::new(), |day| format!("-{day:02}"));
        head.date
            .get_or_insert(format!("{year:04}-{month:02}{day}"));
        found = Some(Field::Date);
    }
    if is_number_line(text) {
        let (number, serial) = issue_numbers(text);
        let numbered = number.is_some();
        // 2021年第16期（8月20日出版）
        head.date = head
            .date
            .take()
            .or_else(|| of_year(&short, number.as_deref()));
        if !numbered && serial.is_none() {
            return found;
        }
        head.number = head.number.take().or(number);
        head.serial = head.serial.take().or(serial);
        return Some(if numbered {
            Field::Number
        } else {
            Field::Serial
        });
    }
    if found.is_some() {
        // 某办公室编 2023年5月18日, with one space between.
        if let Some(at) = text.find(|c: char| c.is_ascii_digit() || "二〇".contains(c)) {
            read_publisher(text[..at].trim(), head);
        }
        return found;
    }
    // 2021年第16期　8月20日出版
    if head.date.is_none()
        && let Some(day) = published(&short).and_then(|day| of_year(day, head.number.as_deref()))
    {
        head.date = Some(day);
        return Some(Field::Date);
    }
    read_publisher(text, head)
}

fn read_publisher(text: &str, head: &mut Head) -> Option<Field> {
    let short = squeezed(bare(text));
    // 内部发行 says for whom it is.
    if is_care(&short) {
        return None;
    }
    let alias = bare(text).len() < text.trim().len();
    let told = is_publisher(&short) || alias && head.publisher.is_some();
    if !told {
        // An office below the one that publishes; not how many pages there are, the day of the week,
        // or for whom the paper is.
        let is_office = short.ends_with(|c: char| "处室部科组办会局社院所站校厂司团委".contains(c));
        return (head.publisher.is_some() && (2..=8).contains(&short.chars().count()) && is_office)
            .then_some(Field::Publisher);
    }
    let mut name = bare(text).trim();
    const BEFORE: [&str; 13] = [
        "主办单位",
        "主办",
        "主管",
        "编辑",
        "编印",
        "主編",
        "主辦",
        "发行人",
        "發行人",
        "发行",
        "發行",
        "出版",
        "編印",
    ];
    // 主管、主办：某某大学
    for word in BEFORE.iter().chain(&BEFORE) {
        // 发行量 counts what is sold.
        let rest = name.strip_prefix(word);
        let rest = rest.filter(|rest| !word.ends_with('行') || rest.starts_with([':', '：', '︰']));
        name = rest.map_or(name, |rest| {
            rest.trim_start_matches([':', '：', '︰', '、', ' '])
        });
    }
    for word in [
        "出版", "主办", "主辦", "主管", "编印", "編印", "印发", "印發", "发行", "發行", "编译",
        "編譯", "编发", "编", "編", "印",
    ] {
        let kept = name.strip_suffix(word).map_or(name, str::trim_end);
        let office =
            is_publisher_name(&squeezed(kept)) || word != "印" && kept.chars().count() >= 4;
        name = if office { kept } else { name };
    }
    if !alias || head.publisher.is_none() {
        head.publisher.get_or_insert(name.to_owned());
    }
    Some(Field::Publisher)
}

/// A date of issue that stands alone as the last line.
fn closing_day(page: &Page, roles: &mut [Option<Role>], head: &mut Head) {
    let Some(line) = (0..roles.len()).rev().find(|&line| roles[line].is_none()) else {
        return;
    };
    let text = squeezed(bare(page.line(line)));
    if let Some((Some(year), month, Some(day), used)) = date(&text)
        && used == text.len()
        && !is_signed(page, line, head)
    {
        head.date
            .get_or_insert(format!("{year:04}-{month:02}-{day:02}"));
        roles[line] = Some(Role::Meta(Field::Date));
        // Who makes the paper above it.
        let above = line.checked_sub(1).filter(|&above| {
            let name = head.publisher.as_deref().map(squeezed);
            roles[above].is_none() && name.is_some_and(|name| name == squeezed(page.line(above)))
        });
        if let Some(above) = above {
            roles[above] = Some(Role::Out(Omission::Imprint));
        }
    }
}

/// Whether who signs a document or a letter stands above the day on `line`, the last one: then the day is
/// theirs. Who makes the paper signs it too, but not day by day.
fn is_signed(page: &Page, line: usize, head: &Head) -> bool {
    let Some(above) = line.checked_sub(1) else {
        return false;
    };
    let name = page.line(above).trim_end().trim_end_matches(['启', '啟']);
    if page.lines[above].chars > LONGEST_SIGNED {
        return false;
    }
    if !is_signing(name) {
        return page.is_named(above) || standing(name).is_some();
    }
    let own = head.publisher.as_deref().map(squeezed);
    let before = (0..above.saturating_sub(1)).filter(|&other| page.line(other) == name);
    own.is_none_or(|own| own != squeezed(name))
        || before
            .take(MOST_SIGNED)
            .any(|other| is_day(page.line(other + 1)))
}

/// The day that the heads of all pages name.
fn page_day(page: &Page, roles: &[Option<Role>], head: &mut Head) {
    let running = |line: &usize| roles[*line] == Some(Role::Out(Omission::RunningHead));
    if head.publication.is_none() {
        let mut names = (0..roles.len()).filter(running).filter_map(|line| {
            page.line(line)
                .split([' ', '　', '·', '|', '｜', '（', '('])
                .find(|word| (3..=12).contains(&word.chars().count()) && is_title_of_paper(word))
        });
        if let Some(name) = names.next()
            && names.all(|other| other == name)
        {
            head.publication = Some(name.to_owned());
        }
    }
    if head.date.is_some() {
        return;
    }
    let mut days = (0..roles.len())
        .filter(running)
        .filter_map(|line| day_of(page.line(line)))
        .filter(|day| day.0.is_some() && day.2.is_some());
    if head.publication.is_none() && head.date.is_none() {
        let months = (0..roles.len())
            .filter(running)
            .map(|line| squeezed(bare(page.line(line))))
            .find_map(|text| date(&text).filter(|found| found.3 == text.len()));
        if let Some((Some(year), month, None, _)) = months {
            head.date = Some(format!("{year:04}-{month:02}"));
        }
    }
    if let Some((Some(year), month, Some(day))) = days.next()
        && days.all(|other| other == (Some(year), month, Some(day)))
    {
        head.date = Some(format!("{year:04}-{month:02}-{day:02}"));
    }
}

/// The first date in squeezed `text`.
pub(super) fn day_in(text: &str) -> Option<(Option<u16>, u8, Option<u8>)> {
    text.char_indices()
        .filter(|(at, c)| is_numeral(*c) && !text[..*at].ends_with(is_numeral) || *c == '民')
        .find_map(|(at, _)| date(&text[at..]))
        .filter(|found| found.0.is_some())
        .map(|(year, month, day, _)| (year, month, day))
}

/// The first date in `text`, where a page's number may stand before it.
pub(super) fn day_of(text: &str) -> Option<(Option<u16>, u8, Option<u8>)> {
    day_in(&squeezed(text)).or_else(|| text.split_whitespace().find_map(day_in))
}

/// Whether `text` is little more than a whole date.
pub(super) fn is_day(text: &str) -> bool {
    let inner = bare(text);
    // Most texts are told apart by the first character.
    if !inner.chars().map(fold_width).next().is_some_and(opens_date) {
        return false;
    }
    let short = squeezed(inner);
    date(&short).is_some_and(|(year, _, day, used)| {
        year.is_some() && day.is_some() && used + 12 > short.len()
    })
}
