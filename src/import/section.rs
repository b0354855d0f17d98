//! Heads of single pages and the names of their sections: 理论, 读者来信, the day and the page's number.
//!
//! A running head that stands once or twice is not found by counting. Here a line belongs to it when it
//! stands next to a page's number or another line of a head and is a day, a weekday, the name of a
//! paper that comes again, or one of the names that sections have. Such a name alone above a title is
//! no title either.

mod own;

use std::borrow::Cow;
use std::cell::{Cell, LazyCell};
use std::collections::HashMap;

use super::hints::Hints;
use super::issue_number::{is_number_line, is_periodical, is_title_of_paper};
use super::lexicon::CharSet;
use super::masthead::{day_of, is_day};
use super::page::{Mark, Page};
use super::page_heads::POINTS;
use super::publisher::{is_publisher_name, is_signing};
use super::role::{Omission, Role};
use super::signal::{
    End, bare, date, is_common_han, is_letter, is_numeral, is_weekday, key, squeezed,
};
use super::sums::{recurring, sum};
pub(super) use own::own_heads;

/// How far from the number of its page a line of the head may stand, in lines.
const NEAR: usize = 3;
/// The longest head that names the paper, in characters.
const LONGEST_HEAD: usize = 60;
/// The longest name of a section, in characters.
const LONGEST_SECTION: usize = 12;
/// How many texts are looked for in all of the page, before the sums of all its lines are made.
const FEW_LOOKED_FOR: usize = 16;
/// The shortest line that is running text for certain, in characters.
const SHORTEST_LINE: usize = 10;
/// The shortest name of a paper, in characters.
const SHORTEST_PAPER: usize = 3;
/// How many lines the head of the issue has, about.
const HEAD_OF_ISSUE: usize = 6;

/// The longest name of a section in one word, in characters.
const LONGEST_WORD: usize = 6;

/// The longest name of a section and its part, in characters.
const LONGEST_PARTS: usize = 8;

/// What the texts of a section are.
const GENRES: [&str; 8] = [
    "散文", "诗歌", "詩歌", "小说", "小說", "随笔", "隨筆", "杂文",
];

/// What stands between a section and its part.
const POINTS_BETWEEN: [char; 3] = ['·', '•', '・'];

/// Names of sections that are whole words.
const SECTIONS: &[&str] = &[
    "要闻",
    "综合",
    "理论",
    "影像",
    "副刊",
    "专题",
    "时政",
    "体坛",
    "体育",
    "财经",
    "社会",
    "国际",
    "国内",
    "民生",
    "城事",
    "文化",
    "文艺",
    "人物",
    "特稿",
    "专栏",
    "观察",
    "封面故事",
    "封面報道",
    "封面报道",
    "本期专题",
    "本期特稿",
    "来信",
    "來信",
    "来函",
    "來函",
    "读者来信",
    "读者之声",
    "读者信箱",
    "来信照登",
    "社区论坛",
    "百家论坛",
    "图片新闻",
    "新闻图片",
    "光影",
    "视界",
    "摄影",
    "编读往来",
    "言论",
    "特别报道",
    "特別報道",
    "特别策划",
    "专题报道",
    "深度报道",
    "调查报道",
    "数读",
    "数说",
    "图说",
    "图解",
    "聚焦",
    "关注",
    "热点",
    "焦点",
    "深度",
    "特写",
    "专访",
    "访谈",
    "连线",
    "讲述",
    "观点",
    "教育",
    "科技",
    "健康",
    "法治",
    "生活",
    "旅游",
    "时事",
    "产业",
    "市场",
    "楼市",
    "金融",
    "时评",
    "思想",
    "学术",
    "僑社新聞",
    "本地新聞",
    "國際新聞",
    "要聞",
    "綜合",
    "理論",
    "讀者來信",
    "核心提示",
    "阅读提示",
    "內容提要",
];

/// Endings of the names of columns.
const COLUMNS: &[&str] = &[
    "论坛", "論壇", "手记", "手記", "随笔", "隨筆", "絮语", "絮語", "札记", "札記", "回聲", "回声",
    "回音", "茶座", "来信", "來信", "信箱", "副刊", "专栏", "專欄", "视点", "视窗", "观点", "觀點",
];

/// Whether `text` is the name of a section, perhaps with its English name or a page's number beside it;
/// `hints` are those of a line that has it.
pub(super) fn is_section(text: &str, hints: Hints) -> bool {
    let inner = bare(text);
    // One long word is none.
    if !hints.may(Hints::SPACE) && inner.len() > 4 * LONGEST_WORD {
        return false;
    }
    if text.chars().nth(3 * LONGEST_SECTION).is_some() {
        return false;
    }
    let told = |word: &&str| !word.is_ascii() && !is_page(word);
    let words: Cow<'_, str> = match hints.may(Hints::SPACE) {
        true => inner.split_whitespace().filter(told).collect(),
        false => Some(inner).filter(told).unwrap_or_default().into(),
    };
    // 某某副刊　第 12 期
    let words = ["第期", "第号"]
        .iter()
        .find_map(|number| words.strip_suffix(number))
        .unwrap_or(&words);
    let count = words.chars().count();
    const FIRSTS: CharSet = CharSet::of_first(SECTIONS);
    FIRSTS.begins(words) && SECTIONS.contains(&words)
        || hints.may(Hints::POINT) && is_part_of_section(words)
        || (3..=6).contains(&count)
            && words.chars().all(is_letter)
            && COLUMNS.iter().any(|end| words.ends_with(end))
}

/// Whether `words` are the name of a section, and behind or before a point that of its part: 副刊·江花.
fn is_part_of_section(words: &str) -> bool {
    let Some((one, other)) = words.split_once(POINTS_BETWEEN) else {
        return false;
    };
    let part =
        |name: &str| (2..=4).contains(&name.chars().count()) && name.chars().all(is_common_han);
    let section = |name: &str| SECTIONS.contains(&name) || GENRES.contains(&name);
    part(one) && part(other) && (section(one) || section(other))
}

/// A page's name beside a section: B3, A07, 第3版.
fn is_page(word: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(&[]).and("ABCDETＡＢＣＤＥＴ");
    if !FIRSTS.begins(word.trim_start()) {
        return false;
    }
    let word = squeezed(word);
    let rest = word.strip_prefix(['A', 'B', 'C', 'D', 'E', 'T']);
    rest.is_some_and(|rest| {
        (1..=2).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether `text` is the name of a section, perhaps with that of its part, and the name of a page, one space
/// between them: 产业·公司 B2.
fn is_section_and_page(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), Some(last), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let is_name = |word: &str| {
        (2..=LONGEST_PARTS).contains(&word.chars().count())
            && word
                .split(['·', '•', '・'])
                .all(|part| part.chars().all(is_letter))
            && !word.is_ascii()
    };
    is_page(last) && is_name(first) || is_page(first) && is_name(last)
}

/// Whether `cells` are the name of a paper, its characters perhaps set apart, and the number of a page:
/// 溪 山 日 报　　　第二版.
fn is_paper_and_page<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut cells = cells.filter(|cell| !cell.trim().is_empty());
    let (Some(one), Some(other), None) = (cells.next(), cells.next(), cells.next()) else {
        return false;
    };
    let page = |cell: &str| {
        let number = cell.trim().strip_prefix('第');
        let number = number.and_then(|rest| rest.strip_suffix(['版', '页', '頁']));
        number.is_some_and(|number| {
            (1..=3).contains(&number.chars().count()) && number.chars().all(is_numeral)
        })
    };
    let paper = |cell: &str| {
        let name = squeezed(cell);
        (3..=8).contains(&name.chars().count()) && name.ends_with(['报', '報', '刊', '讯', '訊'])
    };
    paper(one) && page(other) || page(one) && paper(other)
}

/// Finds the lines of pages' heads that stand next to those that are known. Undecided lines get roles.
pub(super) fn page_heads(page: &Page, roles: &mut [Option<Role>]) {
    let plain = |line: usize| page.lines[line].mark == Mark::None && page.lines[line].chars <= 30;
    // Asked for few lines, if any.
    let twice = LazyCell::new(|| {
        let lines = (0..page.lines.len()).filter(|&line| plain(line));
        let mut sums: Vec<(u64, usize)> = lines.map(|line| (sum(page.line(line)), line)).collect();
        recurring(&mut sums);
        let again = |same: &[(u64, usize)]| same.len() > 1;
        let same = sums.chunk_by(|one, other| one.0 == other.0);
        same.filter(|same| again(same))
            .flatten()
            .copied()
            .collect::<Vec<_>>()
    });
    // The first few texts are looked for themselves: in most papers none of them comes again.
    let looked_for = Cell::new(0);
    let stands_once = |text: &str| {
        looked_for.set(looked_for.get() + 1);
        looked_for.get() <= FEW_LOOKED_FOR
            && memchr::memmem::find_iter(page.text.as_bytes(), text)
                .nth(1)
                .is_none()
    };
    let comes_again = |text: &str| {
        if stands_once(text) {
            return [].as_slice();
        }
        let (sum, twice) = (sum(text), &*twice);
        let from = twice.partition_point(|&(other, _)| other < sum);
        let to = twice.partition_point(|&(other, _)| other <= sum);
        &twice[from..to]
    };
    for (line, role) in roles.iter_mut().enumerate() {
        let hints = page.lines[line].hints;
        if role.is_some() || !hints.may(Hints::WEEKDAY.and(Hints::SPACE)) || !plain(line) {
            continue;
        }
        let text = page.line(line);
        let gap = || {
            text.contains(['\u{3000}', '\t']) || text.as_bytes().windows(2).any(|two| two == b"  ")
        };
        let paged = || {
            if !gap() {
                return is_section_and_page(text);
            }
            let cells = text
                .split(['\u{3000}', '\t'])
                .flat_map(|part| part.split("  "));
            cells.clone().count() >= 2
                && (cells.clone().next().is_some_and(is_page)
                    || cells.clone().last().is_some_and(is_page)
                    || is_paper_and_page(cells))
        };
        let dated = || {
            (line >= HEAD_OF_ISSUE || !hints.may_date())
                && hints.may(Hints::NUMERAL)
                && is_dated_page(text)
        };
        let weekday =
            || page.lines[line].chars <= LONGEST_SECTION && is_weekday(&squeezed(bare(text)));
        if hints.may(Hints::WEEKDAY) && weekday() || hints.may(Hints::SPACE) && (paged() || dated())
        {
            *role = Some(Role::Out(Omission::RunningHead));
        }
    }
    let known = |role: Option<Role>| {
        matches!(
            role,
            Some(Role::Out(Omission::RunningHead | Omission::PageNumber))
        )
    };
    let turns = |roles: &[Option<Role>], line: usize| {
        let role = roles.get(line).copied().flatten();
        known(role) || role == Some(Role::Editor)
    };
    // Lines that stand beside a head, and of those the ones that were none: they will be none the next time.
    let mut close = vec![false; roles.len() + 2];
    let stand = |close: &mut [bool], line: usize| {
        close[line.saturating_sub(1)] = true;
        close[line + 1] = true;
    };
    for line in (0..roles.len()).filter(|&line| turns(roles, line)) {
        stand(&mut close, line);
    }
    let mut asked = vec![false; roles.len()];
    // How many of the lines with one sum stand beside such lines or are such: what does so goes on to do so.
    let mut beside_each: HashMap<u64, usize> = HashMap::new();
    for _ in 0..NEAR {
        let mut found = false;
        for line in 0..roles.len() {
            if line > 0 && (!close[line] || asked[line]) || roles[line].is_some() || !plain(line) {
                continue;
            }
            asked[line] = true;
            let beside = line > 0 && known(roles[line - 1])
                || roles.get(line + 1).is_some_and(|role| known(*role));
            let near = close[line];
            let (text, hints) = (page.line(line), page.lines[line].hints);
            let opens = line == 0
                && is_section(text, hints)
                && page.lines.len() > 1
                && roles[1].is_none()
                && is_month_or_day(page.line(1));
            let again = || {
                let first = text
                    .split(['·', '•', ' ', '\u{3000}'])
                    .next()
                    .unwrap_or(text);
                // The head of the first page may stand in two lines.
                is_title_of_paper(first) && (line == 0 || !comes_again(text).is_empty())
            };
            // Whatever stands right beside the number of the page or those who made it, each time.
            let mut each_time = || {
                let glued = |line: usize| {
                    let close = |line: usize| page.lines.get(line).is_some_and(|l| l.blank == 0);
                    (line > 0 && close(line) && turns(roles, line - 1))
                        || close(line + 1) && turns(roles, line + 1)
                };
                let words = (page.lines[line].chars <= LONGEST_SECTION || text.is_ascii())
                    && text
                        .chars()
                        .all(|c| is_letter(c) || c.is_whitespace() || POINTS.contains(c));
                if line < HEAD_OF_ISSUE || !words || !glued(line) {
                    return false;
                }
                let same = comes_again(text);
                let others = &same[same.partition_point(|&(_, line)| line < HEAD_OF_ISSUE)..];
                let Some(&(sum, _)) = others.get(1) else {
                    return false;
                };
                let known = beside_each.entry(sum).or_default();
                let more = others[*known..].iter();
                let more = more.take_while(|&&(_, line)| roles[line].is_some() || glued(line));
                *known += more.count();
                *known == others.len()
            };
            // The day on which an office signed stands below its name.
            let signs = || {
                line > 0 && roles[line - 1].is_none() && {
                    let above = page.line(line - 1);
                    page.lines[line].blank == 0
                        && above.chars().count() <= 16
                        && (is_signing(above) || is_publisher_name(above))
                }
            };
            let day = || hints.may_date() && is_month_or_day(text) && !signs();
            if opens
                || beside && (is_section(text, hints) || day() || again())
                || near && each_time()
            {
                roles[line] = Some(Role::Out(Omission::RunningHead));
                stand(&mut close, line);
                found = true;
            }
        }
        if !found {
            break;
        }
    }
}

/// Those who made a page that ends inside a sentence: nothing ends there. They stand beside a line of its
/// head, or the same ones made several pages.
pub(super) fn turned_pages(page: &Page, roles: &mut [Option<Role>]) {
    let furniture = |role: Option<&Option<Role>>| {
        matches!(
            role,
            Some(Some(Role::Out(
                Omission::RunningHead | Omission::PageNumber
            )))
        )
    };
    // Those of each page alike.
    let editors = (0..roles.len()).filter(|&line| roles[line] == Some(Role::Editor));
    let mut alike: Vec<(u64, usize)> = editors.map(|line| (sum(page.line(line)), line)).collect();
    alike.sort_unstable();
    for same in alike
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|same| same.len() > 1)
    {
        for &(_, line) in same {
            roles[line] = Some(Role::Out(Omission::Imprint));
        }
    }
    let mut text = None;
    for line in 0..roles.len() {
        if roles[line].is_none() {
            text = Some(line);
        }
        let beside =
            || line > 0 && furniture(roles.get(line - 1)) || furniture(roles.get(line + 1));
        let open =
            |above: usize| page.lines[above].chars >= SHORTEST_LINE && page.end(above) == End::Open;
        if roles[line] == Some(Role::Editor) && beside() && text.is_some_and(open) {
            roles[line] = Some(Role::Out(Omission::Imprint));
        }
    }
}

/// Whether `text` is a day and a page's number, and beside them nothing but weekdays, names and numbers of
/// issues: 综合新闻 2022年8月26日 2. The name of the paper may stand in the place of the day.
fn is_dated_page(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || "|｜·•/".contains(c));
    let mut count = [0usize; 3];
    let mut paper = false;
    let fits = words.all(|word| {
        let number = word.trim_matches(['第', '版', '页', '頁', '-', '—', '─', '－']);
        let page = (1..=3).contains(&number.chars().count()) && number.chars().all(is_numeral);
        let name = || {
            (2..=LONGEST_SECTION).contains(&word.chars().count()) && word.chars().all(is_common_han)
        };
        let place = if word.is_empty() || is_weekday(bare(word)) {
            return true;
        } else if page || is_page(word) {
            0
        } else if is_day(word) && day_of(word).is_some_and(|day| day.2.is_some()) {
            1
        } else if name() || is_number_line(word) {
            2
        } else {
            return false;
        };
        count[place] += 1;
        paper |= place == 2 && is_periodical(word) && word.chars().count() >= SHORTEST_PAPER;
        true
    });
    // 2 要闻 某某报: the paper's name in the place of the day.
    let [pages, days, names] = count;
    fits && pages == 1
        && (days == 1 && names <= 3
            || days == 0 && paper && names == 2 && text.contains('\u{3000}'))
}

/// Whether the text begins with the number of an official document (某办〔2024〕12号): then who receives
/// it may be told at its end.
pub(super) fn is_official(page: &Page) -> bool {
    (0..page.lines.len().min(12)).any(|line| is_file_number(page.line(line)))
}

/// 某办〔2024〕12号 alone.
fn is_file_number(text: &str) -> bool {
    let short = squeezed(text);
    let Some(open) = short.find(['〔', '[', '（', '(', '【']) else {
        return false;
    };
    let (name, rest) = short.split_at(open);
    let year: String = rest.chars().skip(1).take(4).collect();
    let number: String = rest.chars().skip(6).collect();
    (2..=10).contains(&name.chars().count())
        && name.chars().all(is_letter)
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && number.strip_suffix(['号', '號']).is_some_and(|digits| {
            let digits = digits.trim_start_matches('第');
            (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// The title of a web page's window, printed above the article: the article's title and the site's name.
pub(super) fn window_title(page: &Page, roles: &mut [Option<Role>]) {
    for line in 0..roles.len().min(8) {
        let text = page.line(line);
        let Some(at) = text
            .rfind([' ', '_', '|', '—', '-'])
            .filter(|_| roles[line].is_none())
        else {
            continue;
        };
        let whole = key(text, 120);
        let again = (line + 1..roles.len().min(line + 12)).any(|below| {
            let title = key(page.line(below), 120);
            matches!(page.lines[below].mark, Mark::Heading(_))
                && title.chars().count() >= 6
                && whole.len() > title.len()
                && whole.starts_with(&title)
                && key(&text[at..], 120).len() <= whole.len() - title.len()
        });
        if again && text.contains(['-', '_', '|', '—']) {
            roles[line] = Some(Role::Out(Omission::Navigation));
        }
    }
}

/// Whether `text` is a day with its year, or a year and a month, and nothing else.
pub(super) fn is_month_or_day(text: &str) -> bool {
    let short = squeezed(bare(text));
    is_day(text)
        || date(&short).is_some_and(|(year, _, _, used)| year.is_some() && used == short.len())
}
