//! How far the head of an issue reaches: from the first line that is a field for certain down to the last.
//!
//! A story that were taken for a head would be lost: in doubt there is none. What stands right below (a
//! slogan, the weather, the price) belongs to it as well.

use std::ops::Range;

use super::super::contact::is_way_and_number;
use super::super::credit::credit;
use super::super::dateline::dateline;
use super::super::editors::is_editor;
use super::super::gaps::is_spaced_out;
use super::super::hints::Hints;
use super::super::issue_number::{
    before_number, cells, is_latin_number, is_number_line, is_periodical, is_title_of_paper,
    names_periodical,
};
use super::super::mail::is_header as is_mail_header;
use super::super::page::{Mark, Page};
use super::super::page_heads::PAGE_LETTERS;
use super::super::people::is_name;
use super::super::publisher::{is_publisher, is_signing};
use super::super::signal::{End, bare, date, end, ends_inside, is_numeral, is_weekday, squeezed};
use super::super::signed::bare_names;
use super::{GUARDS, LONGEST_NAME, day_of, is_day};
use crate::text::script::is_han;

/// How many lines a masthead may reach down.
const DEEPEST: usize = 24;

/// The most words of a line with a day and a page.
const MOST_WORDS: usize = 10;

/// What offices put out, by the last word of its title.
const DOCUMENTS: &[&str] = &[
    "通知", "通报", "通報", "通告", "公告", "决定", "決定", "意见", "意見", "批复", "批復", "命令",
    "复函", "復函", "方案", "规定", "規定", "办法", "辦法",
];
/// The most offices above the title of a document.
const MOST_OFFICES: usize = 3;

/// How many lines below a number are looked at for the next one of a list.
const LONGEST_LIST: usize = 40;

/// The longest line of a masthead, in characters.
const LONGEST: usize = 60;

/// The longest sentence that may be a slogan beside the name, in characters.
const LONGEST_SLOGAN: usize = 20;

/// The longest name that says by no word that it is one, in characters.
const LONGEST_BARE_NAME: usize = 6;

/// How many words of two characters a motto has.
const FEWEST_IN_MOTTO: usize = 3;
const MOST_IN_MOTTO: usize = 6;
/// The longest group of words in a slogan, in characters.
const LONGEST_GROUP: usize = 8;
/// The shortest clause of a kicker that is no motto, in characters.
const SHORTEST_CLAUSE: usize = 6;

/// The first line of the head that is a field for certain, and the last line of the head. A story
/// that were taken for a head would be lost: in doubt there is none.
pub(super) fn reach(page: &Page, contents: Option<usize>) -> Option<(usize, usize)> {
    let limit = page.lines.len().min(DEEPEST);
    let limit = contents.map_or(limit, |line| line.min(limit));
    let numbered = (0..limit.min(15))
        .take_while(|&line| line == 0 || !is_story(page, line - 1))
        .find(|&line| {
            let text = page.line(line);
            is_number_line(text) && !is_mail_header(text) || line == 0 && is_alone(page, line)
        })
        .filter(|&line| contents.is_some() || is_beside_name(page, line))
        .filter(|&line| !is_counted_out(page, line));
    let dated = || {
        (0..limit.min(8))
            .take_while(|&line| line == 0 || !is_story(page, line - 1))
            .find(|&line| {
                let named = |at: usize| {
                    page.lines[at].chars <= 12 && is_periodical(&squeezed(page.line(at)))
                };
                let text = page.line(line);
                let paged = paged_day(text);
                let is_named = paged.as_ref().is_some_and(|day| day.start > 0);
                is_named
                    || (is_day(text) || paged.is_some()) && (0..line).any(named)
                    || paged.is_some() && line == 0 && (1..limit.min(4)).any(named)
            })
    };
    let first = numbered.or_else(dated)?;
    let mut end = first;
    let (mut numbers, mut days) = (0, 0);
    for line in first..limit {
        let text = page.line(line);
        if is_story(page, line)
            || line > first
                && (is_above_story(page, line, contents) || is_over_document(page, line))
        {
            break;
        }
        // A second day or number belongs to the head only right below it.
        let (number, day) = (is_number_line(text), is_day(text));
        let again = number && numbers >= 2 || day && days >= 1 && !number;
        // A cell of the line that was read last.
        if numbered.is_none() && line == end + 1 && are_cells(page, end, line) {
            end = line;
            continue;
        }
        let beside = line == end + 1 && numbered.is_none() && is_paper(text);
        if (is_head_line(text) || beside) && (!again || line == end + 1 || contents.is_some()) {
            end = line;
            numbers += usize::from(number);
            days += usize::from(day);
        } else if line > end + 2 && contents.is_none() {
            break;
        }
    }
    // The cells beside the last field.
    while end + 1 < page.lines.len()
        && [first, end]
            .iter()
            .any(|&line| are_cells(page, line, end + 1))
    {
        end += 1;
    }
    if contents.is_some() && (end..limit).all(|line| !is_story(page, line)) {
        end = limit.saturating_sub(1);
    }
    Some((first, end))
}

/// Whether the number on `line` is the first of a list, which counts on below: NO.1, NO.2.
fn is_counted_out(page: &Page, line: usize) -> bool {
    let text = page.line(line);
    is_latin_number(text)
        && (line + 1..page.lines.len().min(line + LONGEST_LIST))
            .map(|below| page.line(below))
            .any(|below| below != text && is_latin_number(below))
}

/// Whether lines `one` and, behind it, `other` are cells of one line of the text. A web page has many lines in
/// one of its source.
fn are_cells(page: &Page, one: usize, other: usize) -> bool {
    let (one, other) = (&page.lines[one], &page.lines[other]);
    one.row == other.row && !page.text[one.end()..other.start()].contains('\n')
}

/// Who makes a paper: named right below its head.
const MAKERS: [&str; 10] = [
    "發行人",
    "发行人",
    "社長",
    "社长",
    "總編輯",
    "总编辑",
    "主編",
    "主编",
    "督印人",
    "編輯",
];

/// Where a paper is reached: the same.
const ADDRESSES: [&str; 10] = [
    "社址",
    "地址",
    "通讯处",
    "通訊處",
    "电话",
    "電話",
    "邮编",
    "郵編",
    "邮箱",
    "信箱",
];

/// Whether `line`, right below the head, says what papers say there: a slogan, the weather, the price.
pub(super) fn is_beside_head(page: &Page, line: usize) -> bool {
    const WORDS: &[&str] = &[
        "今日天气",
        "天气预报",
        "天气：",
        "农历",
        "農曆",
        "免費",
        "贈閱",
        "逢星期",
        "零售",
        "每份",
        "定价",
        "非卖品",
        "免费",
        "赠阅",
        "仅供",
        "所载内容",
        "内部资料",
        "内部刊物",
        "国内统一",
        "准印证",
        "邮发代号",
        "新闻热线",
        "网址",
        "校训",
        "厂训",
        "院训",
    ];
    let (text, here) = (page.line(line), &page.lines[line]);
    if here.mark != Mark::None || here.chars > LONGEST || end(text) == End::Sentence {
        return false;
    }
    if text.contains(['℃', '°']) || text.contains("气温") && text.contains(['风', '晴', '云', '雨'])
    {
        return true;
    }
    if MAKERS.iter().chain(&ADDRESSES).any(|word| {
        text.trim_start()
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(['：', ':', '︰']))
    }) || here.hints.may(Hints::COLON) && is_way_and_number(text)
        || is_hotline(text)
    {
        return true;
    }
    let short = squeezed(bare(text));
    let framed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    WORDS
        .iter()
        .any(|word| short.starts_with(word) || (framed || here.chars <= 30) && short.contains(word))
        || here.blank <= 1
            && (is_slogan(text) || is_motto(text))
            && !page.lines.get(line + 1).is_some_and(|next| {
                let below = page.line(line + 1);
                // The first of several headlines, or one with a byline.
                here.blank == 1
                    && next.blank == 0
                    && next.chars <= LONGEST_SLOGAN
                    && !is_slogan(below)
                    || names_writers(below)
                    || is_over_title(page, line)
            })
}

/// Whether clauses as long as those of headlines stand on `line`, right over a title with its byline or with the
/// indented text: a kicker, in a paper that leaves no room between its head and its headlines.
fn is_over_title(page: &Page, line: usize) -> bool {
    let [clauses, title, below, ..] = &page.lines[line..] else {
        return false;
    };
    let long = |clause: &str| clause.chars().count() >= SHORTEST_CLAUSE;
    clauses.blank == 0
        && title.blank == 0
        && below.blank == 0
        && title.chars <= LONGEST_SLOGAN
        && page.end(line + 1) == End::Open
        && page.line(line).split_whitespace().all(long)
        && !is_slogan(page.line(line + 1))
        && (names_writers(page.line(line + 2)) || title.indent == 0 && below.indent >= 2)
}

/// Whether `text` says at which number the paper is called: 本刊热线 555-0123456.
fn is_hotline(text: &str) -> bool {
    const FIGURES: usize = 7;
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    text.trim_start().starts_with('本')
        && figures >= FIGURES
        && ["热线", "熱線", "电话", "電話"]
            .iter()
            .any(|word| text.contains(word))
}

/// Whether `text` names those who wrote what stands below it.
fn names_writers(text: &str) -> bool {
    bare_names(text).is_some() || credit(text).is_some_and(|credit| !credit.names.is_empty())
}

/// `text` without the name in Latin letters that may stand behind that of a paper.
fn without_latin(text: &str) -> &str {
    let name = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    if name.is_empty() { text } else { name }
}

/// Whether `text` is two or more short groups of equal length: 安全第一　预防为主.
pub(in crate::import) fn is_slogan(text: &str) -> bool {
    let groups: Vec<usize> = text
        .split_whitespace()
        .map(|group| group.chars().count())
        .collect();
    (2..=4).contains(&groups.len())
        && text.chars().all(|c| is_han(c) || c.is_whitespace())
        && groups
            .iter()
            .all(|&count| (4..=LONGEST_GROUP).contains(&count))
        && groups
            .iter()
            .max()
            .zip(groups.iter().min())
            .is_some_and(|(most, least)| most - least <= if groups.len() > 2 { 2 } else { 0 })
}

/// Whether `text` is what a school or a hospital lives by, in words of two characters: 明德 求实 勤学 创新. As many
/// names are who wrote the text below.
fn is_motto(text: &str) -> bool {
    let words = || text.split_whitespace();
    let names = words().filter(|word| is_name(word)).count();
    (FEWEST_IN_MOTTO..=MOST_IN_MOTTO).contains(&words().count())
        && words().all(|word| word.chars().count() == 2 && word.chars().all(is_han))
        && names * 2 <= words().count()
}

/// Whether `line` belongs to a story and to no head: a marked heading that names no periodical, a
/// long sentence, a byline.
fn is_story(page: &Page, line: usize) -> bool {
    let text = page.line(line);
    let chars = page.lines[line].chars;
    let named = line == 0 && chars <= LONGEST_NAME && is_full_field(page, 1);
    let heading = matches!(page.lines[line].mark, Mark::Heading(_))
        && !named
        && !is_number_line(text)
        && !is_periodical(&squeezed(without_latin(bare(text))))
        && !is_over_number(page, line);
    heading
        || chars > LONGEST
        || chars > LONGEST_SLOGAN && (end(text) == End::Sentence || ends_inside(text))
        || dateline(text).is_some()
        || credit(text).is_some_and(|credit| !credit.names.is_empty())
            && !is_publisher(&squeezed(bare(text)))
            && !is_editor(text)
}

/// Whether a short word with a heading mark stands at the very top, the number of the issue right below
/// it: the name of the periodical, whatever it is.
fn is_over_number(page: &Page, line: usize) -> bool {
    let text = page.line(line);
    // A few words of the web page may stand above it.
    let first = (0..line).all(|above| {
        page.lines[above].mark == Mark::None && page.lines[above].chars <= LONGEST_SLOGAN
    });
    line <= 3
        && first
        && page.lines[line].chars <= 2 * LONGEST_BARE_NAME
        && end(text) == End::Open
        && !text.contains(['，', '、', '：', ':', '；'])
        && (line + 1..page.lines.len().min(line + 3))
            .any(|below| cells(page.line(below)).any(is_number_line))
}

/// Whether `line` has the number of an issue and beside it a day or who publishes: no story has both.
fn is_full_field(page: &Page, line: usize) -> bool {
    page.lines
        .get(line)
        .is_some_and(|here| here.chars <= LONGEST)
        && {
            let text = page.line(line);
            is_number_line(text)
                && cells(text).any(|cell| {
                    !is_number_line(cell) && (is_day(cell) || is_publisher(&squeezed(bare(cell))))
                })
        }
}

/// Whether `line` stands alone over a story: a headline, though it may end as an office does.
fn is_above_story(page: &Page, line: usize, contents: Option<usize>) -> bool {
    let text = page.line(line);
    contents.is_none()
        && page.lines[line].blank > 0
        && day_of(text).is_none()
        && !is_number_line(text)
        && !text.trim_end().ends_with(['编', '編', '办', '印'])
        && page
            .lines
            .get(line + 1)
            .is_some_and(|next| next.chars > LONGEST || is_story(page, line + 1))
}

/// Whether offices stand on `line` and perhaps below it, and then what they have to say: 某某局 over
/// 关于…的通知. They belong to that title.
fn is_over_document(page: &Page, line: usize) -> bool {
    let offices = page.lines[line..].iter().take(MOST_OFFICES + 1);
    let offices = offices.take_while(|line| {
        let text = bare(&page.text[line.start()..line.end()]);
        line.chars <= LONGEST_NAME && !text.contains(['：', ':', '︰']) && is_signing(text)
    });
    let below = line + offices.count();
    let says = |text: &str| text.starts_with("关于") || text.starts_with("關於");
    (line + 1..=line + MOST_OFFICES).contains(&below)
        && page.lines.get(below).is_some_and(|next| {
            // With room between them the office may have published what somebody wrote.
            let title = bare(page.line(below));
            let orders = || DOCUMENTS.iter().any(|word| title.ends_with(word));
            says(title) && (next.blank == 0 || next.blank == 1 && orders())
        })
}

/// Whether the number on `line` stands beside a name: a periodical's above, in or right below it, or
/// a short word of its own at the very start.
fn is_beside_name(page: &Page, line: usize) -> bool {
    if line <= 4 && line > 0 && is_full_field(page, line) {
        return true;
    }
    let named = |at: usize| {
        let text = without_latin(page.line(at));
        let whole = squeezed(bare(text));
        end(text) != End::Sentence
            && (whole.chars().count() <= LONGEST_NAME && is_periodical(&whole)
                || cells(text).any(|cell| {
                    let short = squeezed(bare(cell));
                    short.chars().count() <= LONGEST_NAME && is_periodical(&short)
                }))
    };
    let head = |at: &usize| is_head_line(page.line(*at));
    let last = page.lines.len();
    let word = page.line(0);
    let lone = page.lines[0].chars <= 2 * LONGEST_BARE_NAME
        && (page.lines[0].mark == Mark::None || is_over_number(page, 0))
        && end(word) == End::Open
        && !word.contains(['，', '、', '：', ':']);
    // A name set with a space behind each character.
    let is_spaced = |word: &str| is_spaced_out(word, 3);
    let spaced = is_spaced(word);
    // 某洲　第1106期 below the day, and the name alone above its number, which begins the head too.
    let short = |word: &str| {
        (2..=LONGEST_BARE_NAME).contains(&word.chars().count()) && word.chars().all(is_han)
    };
    let below_day = line <= 4 && is_day(word) && {
        // The cells of a line may be lines of their own by now.
        let beside = cells(page.line(line)).nth(1).is_some();
        let name = if beside { line } else { line.saturating_sub(1) };
        let words = || cells(page.line(name)).next();
        name > 0
            && words().is_some_and(|word| short(word) && !is_weekday(word))
            && (1..name).all(|between| is_weekday(page.line(between)))
    };
    let twice = line == 2 && short(page.line(1)) && cells(word).next() == Some(page.line(1));
    // Below who makes the paper.
    let below_maker = line == 2 && head(&0) && is_spaced(page.line(1));
    // 第212期 beside the day in one line, below the name.
    let beside_day = || {
        (line.saturating_sub(2)..line)
            .any(|at| at > 0 && is_day(page.line(at)) && are_cells(page, at, line))
    };
    (0..(line + 3).min(last)).any(named)
        || line == 0 && is_alone(page, line)
        || lone && line <= 4 && beside_day()
        || line > 0
            && line <= 5
            && (line.saturating_sub(2)..line).any(|at| {
                matches!(page.lines[at].mark, Mark::Heading(_)) && is_over_number(page, at)
            })
        || spaced && lone && line <= 2
        || below_maker
        || below_day
        || twice
        || names_periodical(page.line(line))
        || line == 1 && lone && page.lines[0].chars <= LONGEST_BARE_NAME
        || line == 0 && (1..last.min(3)).any(|at| head(&at))
        || line <= 3 && lone && (line + 1..last.min(line + 4)).any(|at| head(&at))
}

/// Whether a name and a number stand in one line without a mark, alone over what follows.
fn is_alone(page: &Page, line: usize) -> bool {
    page.lines[line].mark == Mark::None && is_name_and_number(page.line(line))
}

/// Whether `text` is a short name and behind a gap the year and number of an issue, and nothing else: 某地水务
/// 2020年第6期.
pub(super) fn is_name_and_number(text: &str) -> bool {
    let name = before_number(text);
    let number = text[name.len()..].trim_end();
    (2..=LONGEST_BARE_NAME).contains(&name.trim().chars().count())
        && name.trim().chars().all(is_han)
        && name.ends_with(char::is_whitespace)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.contains('年')
        && number.ends_with(['期', '号', '號', '辑'])
        && is_number_line(number)
}

/// Where the day stands in `text`, where it is a whole one and nothing is beside it but what papers print
/// there: 2024年3月12日 星期二 第02版 要闻, 某某日报 2024.3.12 02 要闻.
pub(super) fn paged_day(text: &str) -> Option<Range<usize>> {
    if text.chars().count() > LONGEST || !text.contains(|c: char| c.is_ascii_digit() || c == '二')
    {
        return None;
    }
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let whole = |words: &[&str]| {
        let joined = words.concat();
        date(&joined).is_some_and(|(year, _, day, used)| {
            let rest = &joined[used..];
            year.is_some() && day.is_some() && (rest.is_empty() || is_weekday(rest))
        })
    };
    let (first, behind) = (0..words.len()).find_map(|first| {
        let mut ends = first + 1..=words.len();
        let behind = ends.find(|&behind| whole(&words[first..behind]))?;
        Some((first, behind))
    })?;
    let name = words[..first].concat();
    let is_paper = |name: &str| name.chars().count() <= 12 && is_title_of_paper(name);
    // 某某日报 副刊·某某 第1206期: its section and the number of that stand beside the name.
    let numbered = || {
        matches!(&words[..first], [paper, .., number]
            if first <= 3 && is_paper(paper) && is_number_line(number))
    };
    if !(name.is_empty() || is_paper(&name) || numbered()) {
        return None;
    }
    let mut paged = false;
    for word in words[behind..]
        .iter()
        .flat_map(|word| word.split(['：', ':']))
    {
        let is_section =
            || paged && (2..=6).contains(&word.chars().count()) && word.chars().all(is_han);
        let lunar = ["农历", "農曆"].iter().any(|begin| word.starts_with(begin));
        if !(is_weekday(word) || is_page(word) || lunar || is_section()) {
            return None;
        }
        paged |= is_page(word);
    }
    // The day of the week stands with the day.
    let weekday = words.get(behind).is_some_and(|word| is_weekday(word));
    let last = words[behind - usize::from(!weekday)];
    Some(at(words[first])..at(last) + last.len())
}

/// Whether `text` is the name of a paper.
fn is_paper(text: &str) -> bool {
    let short = squeezed(bare(text));
    short.chars().count() <= 12 && is_title_of_paper(&short)
}

/// 第02版, 02版, A02, 第3版, 02.
fn is_page(word: &str) -> bool {
    let ordinal = word.strip_prefix('第');
    let rest = ordinal.unwrap_or(word);
    let number = rest.strip_suffix(['版', '页', '頁']).unwrap_or(rest);
    let digits = number.strip_prefix(PAGE_LETTERS).unwrap_or(number);
    let marked = digits.len() < word.len();
    (1..=3).contains(&digits.chars().count())
        && (digits.bytes().all(|byte| byte.is_ascii_digit()) && (marked || digits.starts_with('0'))
            || number.len() < rest.len() && digits.chars().all(is_numeral))
}

fn is_head_line(text: &str) -> bool {
    let short = squeezed(bare(text));
    is_number_line(text)
        || is_publisher(&short)
        || is_day(text)
        || date(&short).is_some_and(|(year, _, _, used)| year.is_some() && used + 12 > short.len())
        || cells(text).count() > 1 && cells(text).any(is_day)
        || text.split_whitespace().any(is_day)
            && text
                .split_whitespace()
                .any(|word| is_publisher(&squeezed(word)))
        || ["刊号", "准印证", "邮发代号", "ISSN", "总编", "网址", "今日"]
            .iter()
            .any(|word| short.contains(word))
            && short.contains(|c: char| c.is_ascii_digit())
        || GUARDS.begins(&short)
}
