//! Heads of single pages and the names of their sections: 理论, 读者来信, the day and the page's number.
//!
//! A running head that stands once or twice is not found by counting. Here a line belongs to it when it
//! stands next to a page's number or another line of a head and is a day, a weekday, the name of a
//! paper that comes again, or one of the names that sections have. Such a name alone above a title is
//! no title either.

mod beside;
mod own;
mod paged;

use std::borrow::Cow;

use super::hints::Hints;
use super::lexicon::CharSet;
use super::masthead::is_day;
use super::page::{Mark, Page};
use super::paper_number::is_paper_number;
use super::role::{Omission, Role};
use super::signal::{End, bare, date, is_common_han, is_letter, key, squeezed};
use super::sums::sum;
use beside::leave_out_beside;
pub(super) use own::own_heads;
use paged::{is_page, leave_out_paged};

/// The longest head that names the paper, in characters.
const LONGEST_HEAD: usize = 60;
/// The longest line of a page's head, in characters.
const LONGEST_LINE: usize = 30;
/// The longest name of a section, in characters.
const LONGEST_SECTION: usize = 12;
/// The shortest line that is running text for certain, in characters.
const SHORTEST_LINE: usize = 10;
/// How many lines the head of the issue has, about.
const HEAD_OF_ISSUE: usize = 6;

/// The longest name of a section in one word, in characters.
const LONGEST_WORD: usize = 6;

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

/// Finds the lines of pages' heads: those that name their page, and what stands beside them. Undecided lines get
/// roles.
pub(super) fn page_heads(page: &Page, roles: &mut [Option<Role>]) {
    leave_out_paged(page, roles);
    leave_out_beside(page, roles);
}

/// Whether `line` has no mark and is short enough for one of a page's head.
fn is_plain(page: &Page, line: usize) -> bool {
    page.lines[line].mark == Mark::None && page.lines[line].chars <= LONGEST_LINE
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

/// Whether the text begins with the number of an official document (某办〔2024〕12号): then who receives
/// it may be told at its end.
pub(super) fn is_official(page: &Page) -> bool {
    (0..page.lines.len().min(12)).any(|line| is_paper_number(page.line(line)))
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
