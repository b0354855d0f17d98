//! The head of an issue and its contents list.
//!
//! A head is known by a number (第…期) within the first lines; without one there is none, so that a
//! first headline is never taken for it. A contents list is known by its word or by lines that come
//! again later; it is the best oracle for titles in a text without marks.

use std::collections::HashMap;

use super::page::Page;
use super::role::{Field, Omission, Role};
use super::signal::{bare, date, is_numeral, key, squeezed};

/// How many lines a masthead may reach down.
const DEEPEST: usize = 24;

/// Fields of an issue, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) publication: Option<String>,
    pub(super) number: Option<String>,
    pub(super) serial: Option<String>,
    pub(super) date: Option<String>,
    pub(super) publisher: Option<String>,
}

/// Reads the masthead and the last line; their lines get roles.
pub(super) fn masthead(page: &Page, roles: &mut [Option<Role>]) -> Head {
    let mut head = Head::default();
    let last = roles.len();
    let limit = last.min(DEEPEST);
    let contents = (0..limit).find(|&line| is_contents_word(page.line(line)));
    let reach = contents.unwrap_or(limit.min(15));
    let numbers: Vec<usize> = (0..reach)
        .filter(|&line| page.lines[line].chars <= 40 && issue_number(page.line(line)).is_some())
        .collect();
    if let Some(&first) = numbers.first() {
        // Everything short up to the last line that names a number, a day or a publisher.
        let mut end = first;
        for line in first..reach {
            if page.lines[line].chars > 40 || page.line(line).ends_with('。') {
                break;
            }
            if is_head_line(page.line(line)) {
                end = line;
            } else if line > end + 2 && contents.is_none() {
                break;
            }
        }
        if contents.is_some() && (end..reach).all(|line| page.lines[line].chars <= 40) {
            end = reach.saturating_sub(1);
        }
        for (line, role) in roles.iter_mut().enumerate().take(end + 1) {
            *role = Some(read_line(page, line, &mut head));
        }
    }
    if let Some(line) = (0..last).rev().find(|&line| roles[line].is_none()) {
        let text = squeezed(bare(page.line(line)));
        if let Some((Some(year), month, Some(day), used)) = date(&text)
            && used == text.len()
        {
            head.date
                .get_or_insert(format!("{year:04}-{month:02}-{day:02}"));
            roles[line] = Some(Role::Meta(Field::Date));
        }
    }
    head
}

fn read_line(page: &Page, line: usize, head: &mut Head) -> Role {
    let text = page.line(line);
    let short = squeezed(bare(text));
    let day = (0..short.len())
        .filter(|&at| {
            short.is_char_boundary(at)
                && short[at..].starts_with(is_numeral)
                && !short[..at].ends_with(is_numeral)
        })
        .find_map(|at| date(&short[at..]).filter(|found| found.0.is_some()));
    if let Some((Some(year), month, found_day, _)) = day {
        let day = found_day.map_or(String::new(), |day| format!("-{day:02}"));
        head.date
            .get_or_insert(format!("{year:04}-{month:02}{day}"));
    }
    if let Some(number) = issue_number(text) {
        let serial = short.find("总第").or_else(|| short.find("總第"));
        match serial {
            Some(0) => {
                head.serial.get_or_insert(number);
                return Role::Meta(Field::Serial);
            }
            _ => {
                head.number.get_or_insert(number);
                return Role::Meta(Field::Number);
            }
        }
    }
    if day.is_some() {
        return Role::Meta(Field::Date);
    }
    if is_publisher(&short) || head.publisher.is_some() && bare(text).len() < text.len() {
        let name = bare(text);
        if bare(text).len() == text.len() || head.publisher.is_none() {
            head.publisher.get_or_insert(name.to_owned());
        }
        return Role::Meta(Field::Publisher);
    }
    if head.publication.is_none()
        && page.lines[line].chars <= 20
        && !text.contains(['，', '。', '：', ':'])
    {
        head.publication = Some(if page.lines[line].chars <= 12 {
            squeezed(text)
        } else {
            text.to_owned()
        });
        return Role::Meta(Field::Publication);
    }
    if head.publisher.is_some() && page.lines[line].chars <= 12 {
        return Role::Meta(Field::Publisher);
    }
    Role::Out(Omission::Masthead)
}

fn is_head_line(text: &str) -> bool {
    let short = squeezed(bare(text));
    issue_number(text).is_some()
        || is_publisher(&short)
        || date(&short).is_some_and(|(year, _, _, used)| year.is_some() && used + 12 > short.len())
}

fn is_publisher(short: &str) -> bool {
    let short = short.trim_end_matches(['编', '印', '編']);
    [
        "办事处",
        "局",
        "部",
        "委",
        "办公室",
        "编辑部",
        "主办",
        "主編",
        "主编",
        "委员会",
        "研究院",
        "研究室",
        "中心",
        "報社",
        "报社",
        "协会",
        "学会",
        "出版",
    ]
    .iter()
    .any(|end| short.ends_with(end))
        || short.starts_with("主办")
        || short.starts_with("主管")
        || short.starts_with("编辑")
}

/// 第 n 期 with a year before it and the running number behind it, in squeezed form.
fn issue_number(text: &str) -> Option<String> {
    let short = squeezed(bare(text));
    let at = short.find('第')?;
    let rest = &short[at + '第'.len_utf8()..];
    let digits: usize = rest
        .chars()
        .take_while(|&c| is_numeral(c))
        .map(char::len_utf8)
        .sum();
    let after = rest[digits..].chars().next()?;
    if digits == 0 || !matches!(after, '期' | '號' | '号' | '辑' | '輯') {
        return None;
    }
    let end = at + '第'.len_utf8() + digits + after.len_utf8();
    let mut start = at;
    for prefix in ["总", "總"] {
        if short[..start].ends_with(prefix) {
            start -= prefix.len();
        }
    }
    if let Some(year) = short[..start].strip_suffix('年') {
        let digits: usize = year
            .chars()
            .rev()
            .take_while(|&c| is_numeral(c))
            .map(char::len_utf8)
            .sum();
        start = year.len() - digits;
    }
    Some(short[start..end].to_owned())
}

/// Whether `text` is the word above a contents list.
fn is_contents_word(text: &str) -> bool {
    let short = squeezed(bare(text));
    matches!(
        short.trim_end_matches([':', '：']),
        "目录"
            | "目錄"
            | "要目"
            | "导读"
            | "導讀"
            | "本期目录"
            | "本期要目"
            | "本期导读"
            | "内容提要"
            | "目次"
            | "本期内容"
    )
}

/// Finds the contents list; gives the keys of its entries.
pub(super) fn contents(page: &Page, roles: &mut [Option<Role>]) -> Vec<String> {
    let Some(word) = (0..roles.len().min(60)).find(|&line| is_contents_word(page.line(line)))
    else {
        return Vec::new();
    };
    // What stands as a line of its own further down.
    let mut later: HashMap<String, usize> = HashMap::new();
    for line in word + 1..roles.len() {
        if page.lines[line].chars <= 60 {
            *later.entry(entry_key(page.line(line))).or_insert(0) += 1;
        }
    }
    let mut entries = Vec::new();
    let mut end = word;
    for line in word + 1..roles.len().min(word + 200) {
        if page.lines[line].chars > 60 {
            break;
        }
        let entry = entry_key(page.line(line));
        if entries.contains(&entry) {
            break;
        }
        let comes_again = later.get(&entry).copied().unwrap_or(0) >= 2;
        let listed = has_page_number(page.line(line));
        if comes_again || listed {
            end = line;
        } else if line > end + 3 {
            break;
        }
        entries.push(entry);
    }
    entries.truncate(end - word);
    if end > word {
        for role in &mut roles[word..=end] {
            *role = Some(Role::Out(Omission::Contents));
        }
    }
    entries
}

/// A line's key without list marks, dots and page number.
pub(super) fn entry_key(text: &str) -> String {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || "…．.·;；、()（）-—●■◆★▲△○P".contains(c)
    });
    key(text, 80)
}

fn has_page_number(text: &str) -> bool {
    let trimmed = text.trim_end_matches([')', '）']);
    let digits = trimmed
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .count();
    (1..=3).contains(&digits) && {
        let before = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
        before.ends_with(['…', '.', '·', ' ', '\u{3000}', '(', '（', '\t'])
    }
}
