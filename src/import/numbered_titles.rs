//! Numbered titles: 一、…, 2．…, [3] …, 04 / … over articles that each say where they come from.
//!
//! A number begins a chapter as a rule. Where the numbers go on from one through the issue, and the texts between
//! them end with their own source or signature, or begin with it, they count articles: no chapter has a source
//! of its own. So they do where nothing but the head of the issue stands above the first one, and several are
//! notices, or each heading with a mark has one: a document with chapters has a title.

use super::documents::is_announcement;
use super::hints::Hints;
use super::page::{Mark, Page};
use super::role::Role;
use super::signal::{End, end, is_numeral, key, numeral};

/// The fewest of them.
const FEWEST: usize = 3;
/// The longest and the shortest title behind its number, in characters.
const LONGEST: usize = 40;
const SHORTEST: usize = 4;
/// The shortest one with a heading's mark.
const SHORTEST_MARKED: usize = 2;
/// What the headings of a plan's chapters end with: 总体要求, 主要任务, 保障措施.
const OF_PLANS: [&str; 18] = [
    "要求", "任务", "措施", "原则", "目标", "意义", "安排", "步骤", "思想", "机制", "领导", "建议",
    "打算", "情况", "问题", "成效", "做法", "保障",
];
/// How many titles of notices, or texts that an office signs, tell that no document has these chapters.
const NOTICES: usize = 2;
/// The longest name of a section between an article and the next title, in characters.
const LONGEST_SECTION: usize = 10;

/// How a number is written: the mark of the line, the bracket in front of it, whether it is a figure, the mark
/// behind it.
type Style = (Mark, Option<char>, bool, char);

/// Makes such titles [`Role::Listed`], which no chapter is.
pub(super) fn numbered_titles(page: &Page, roles: &mut [Role]) {
    for line in marked_titles(page, roles) {
        roles[line] = Role::Listed;
    }
    let mut rows: Vec<(Style, Vec<usize>)> = Vec::new();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for line in 0..page.lines.len() {
        let Some((style, number)) = title(page, line) else {
            continue;
        };
        let at = rows.iter().position(|(known, _)| *known == style);
        let row = match at {
            Some(at) => &mut rows[at].1,
            None if number == 1 => {
                rows.push((style, Vec::new()));
                let last = rows.len() - 1;
                &mut rows[last].1
            }
            None => continue,
        };
        if number == 1 {
            found.push(std::mem::take(row));
        }
        if usize::from(number) == row.len() + 1 {
            row.push(line);
        }
    }
    found.extend(rows.into_iter().map(|(_, row)| row));
    found.retain(|row| row.len() >= FEWEST);
    if found.is_empty() {
        return;
    }
    let texts = texts_above(page, roles);
    for row in found {
        if are_of_articles(page, roles, (&row, &texts)) || are_notices(page, roles, &row) {
            for line in row {
                roles[line] = Role::Listed;
            }
        }
    }
}

/// The headings with marks, where they count on from one right below the head of an issue and all have one level.
fn marked_titles(page: &Page, roles: &[Role]) -> Vec<usize> {
    let is_head = |role: &Role| matches!(role, Role::Out(_) | Role::Meta(_));
    let above = roles.iter().take_while(|role| is_head(role));
    let named = above.clone().any(|role| matches!(role, Role::Meta(_)));
    let Some(&first @ Role::Marked(_)) = roles.get(above.count()).filter(|_| named) else {
        return Vec::new();
    };
    let mut titles = Vec::new();
    for (line, role) in roles.iter().enumerate() {
        if !matches!(role, Role::Marked(_)) {
            continue;
        }
        let (style, number) = title(page, line).unzip();
        let goes_on = number.map(usize::from) == Some(titles.len() + 1)
            && titles.first().is_none_or(|(_, known)| style == *known);
        if !goes_on || *role != first {
            return Vec::new();
        }
        titles.push((line, style));
    }
    let of_plan = |line: usize| OF_PLANS.iter().any(|end| page.line(line).ends_with(end));
    let plans = titles.iter().filter(|(line, _)| of_plan(*line)).count();
    if titles.len() < FEWEST || plans * 2 >= titles.len() {
        return Vec::new();
    }
    titles.into_iter().map(|(line, _)| line).collect()
}

/// The number before the title in `line`, if it may be one.
fn title(page: &Page, line: usize) -> Option<(Style, u16)> {
    let here = &page.lines[line];
    let may = here.hints.may(Hints::OPENS_NUMBER.and(Hints::OPENS_FRAME));
    if !may || here.chars > LONGEST || !matches!(here.mark, Mark::None | Mark::Heading(_)) {
        return None;
    }
    let text = page.line(line).trim_start();
    let inner = text.strip_prefix(['[', '［', '【', '〔', '(', '（']);
    let open = inner.and_then(|_| text.chars().next());
    let text = inner.unwrap_or(text);
    let length = text.find(|c| !is_numeral(c))?;
    let (number, rest) = text.split_at(length);
    // 01 / …, 01｜…
    let apart = rest.trim_start();
    let slashed = apart.starts_with(['/', '／', '|', '｜', '丨']);
    let rest = if slashed { apart } else { rest };
    let mark = rest.chars().next()?;
    let fits = match open {
        Some(_) => matches!(mark, ']' | '］' | '】' | '〕' | ')' | '）'),
        None => slashed || matches!(mark, '、' | '．' | '.'),
    };
    let name = rest[mark.len_utf8()..].trim();
    let shortest = match here.mark {
        Mark::None => SHORTEST,
        _ => SHORTEST_MARKED,
    };
    let is_title = name.chars().count() >= shortest
        && (end(name) == End::Open || name.ends_with(['？', '?', '！', '!', '》', '”']));
    let figure = number.starts_with(|c: char| c.is_ascii_digit());
    (fits && is_title).then_some(((here.mark, open, figure, mark), numeral(number)?))
}

/// For each line the nearest one above that is neither left out nor the name of a section.
fn texts_above(page: &Page, roles: &[Role]) -> Vec<Option<usize>> {
    let passed = |line: usize| {
        matches!(roles[line], Role::Out(_) | Role::Label)
            || page.lines[line].chars <= LONGEST_SECTION && page.end(line) != End::Sentence
    };
    let mut last = None;
    let above = |line: usize| {
        let above = last;
        if !passed(line) {
            last = Some(line);
        }
        above
    };
    (0..page.lines.len()).map(above).collect()
}

/// Whether the texts below the titles of `row` each have a source or a signature of their own; `above` has the
/// line of a text above each line.
fn are_of_articles(
    page: &Page,
    roles: &[Role],
    (row, above): (&[usize], &[Option<usize>]),
) -> bool {
    let opened = row.iter().filter(|&&line| {
        let below = roles.get(line + 1);
        below.is_some_and(|role| matches!(role, Role::Byline | Role::Source))
    });
    let closed = row[1..]
        .iter()
        .filter(|&&line| above[line].is_some_and(|above| is_closed_by(page, roles, above)));
    let together = row.windows(2).any(|two| two[0] + 1 == two[1]);
    let most = |count: usize, of: usize| count * 10 >= of * 7;
    !together && (most(opened.count(), row.len()) || most(closed.count(), row.len() - 1))
}

/// Whether the titles of `row` are all headings of their level, nothing but the head of the issue stands above
/// them, and several are notices or stand below what an office has signed.
fn are_notices(page: &Page, roles: &[Role], row: &[usize]) -> bool {
    let above = |role: &Role| matches!(role, Role::Out(_) | Role::Meta(_) | Role::Label);
    if !roles[..row[0]].iter().all(above) {
        return false;
    }
    let heading = |line: &usize| match (roles[row[0]], roles[*line]) {
        (Role::Marked(level), Role::Marked(other)) => other <= level,
        (_, role) => matches!(role, Role::Head | Role::Marked(_)),
    };
    let below = row[0]..roles.len();
    if !row.iter().all(heading) || below.filter(heading).count() > row.len() {
        return false;
    }
    let signed = row[1..].iter();
    let signed = signed.filter(|&&line| roles[line - 1] == Role::SignOff);
    let named = row
        .iter()
        .filter(|&&line| is_announcement(&key(page.line(line), LONGEST)));
    signed.count() + named.count() >= NOTICES
}

/// Whether `line` says where the text above it comes from.
fn is_closed_by(page: &Page, roles: &[Role], line: usize) -> bool {
    let text = page.line(line).trim();
    matches!(roles[line], Role::Source | Role::Closing | Role::Signature)
        || text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
}
