//! What the page brought, not the text: running heads, page numbers, stray signs.

use std::cell::LazyCell;

use super::editors::is_editor;
use super::field;
use super::hints::Hints;
use super::imprint::{is_menu, is_navigation, may_navigate};
use super::issue_number::{cells, issue_number};
use super::jump::{JUMP_FROM, JUMP_TO, arrow_jump, jump};
use super::lexicon::Lexicon;
use super::masthead::{day_of, is_day};
use super::origin::{closing, facts, origin};
use super::page::{Mark, Page};
use super::page_heads::{self, PAGE_LETTERS};
use super::role::{Omission, Role};
use super::series::series_number;
use super::signal::{
    End, end, fold_width, is_common_han, is_common_mark, is_letter, is_numeral, key, names_weekday,
    squeezed, starts_inside,
};
use super::sums::{NO_SUM, add, add_han, add_last_han, are_one, recurring};

/// The longest head of a page, in characters.
const LONGEST_PAGE_HEAD: usize = 80;

/// The longest line that says when a program gave out the text, in characters.
const LONGEST_TIME: usize = 30;

/// The shortest line that a story may begin with, in characters.
const SHORTEST_STORY: usize = 15;

/// Words for those who make a page.
const EDITED: Lexicon = Lexicon::of(&[
    "责编", "責編", "编辑", "編輯", "校对", "校對", "版式", "美编",
]);

/// Finds furniture. Lines that are none stay undecided.
pub(super) fn furniture(page: &Page) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = (0..page.lines.len())
        .map(|line| match page.lines[line].mark {
            Mark::Verbatim => Some(Role::Verbatim),
            _ if page.lines[line].linked => Some(Role::Out(Omission::Navigation)),
            _ => alone(page, line),
        })
        .collect();
    stray_strokes(page, &mut roles);
    page_heads::page_heads(page, &mut roles);
    // Lines with the same letters stand next to each other, in their order. Few have the first and the last
    // ones in common with any other.
    let ends = |text: &str| text.ends_with(['。', '，', '！', '？', '”']);
    let mut alike: Vec<(u64, usize)> = (0..page.lines.len())
        .filter(|&line| page.lines[line].chars <= 30)
        .filter_map(|line| {
            let text = page.line(line);
            let inside = page.lines[line].hints.may(Hints::PUNCTUATION) && ends(text)
                || page_heads::is_clause_of_column(page, line);
            let ends = if inside { None } else { both_ends(text) };
            ends.map(|ends| (ends, line))
        })
        .collect();
    recurring(&mut alike);
    let mut shapes: Vec<(u64, usize)> = alike
        .into_iter()
        .map(|(_, line)| (shape(page.line(line)), line))
        .collect();
    recurring(&mut shapes);
    for same in shapes.chunk_by(|(one, _), (other, _)| one == other) {
        running_heads(page, same, &mut roles);
    }
    roles
}

/// 一 alone is a stroke that the scanner saw where no 二 follows it.
fn stray_strokes(page: &Page, roles: &mut [Option<Role>]) {
    let alone =
        |line: &usize, c: char| page.lines[*line].chars == 1 && page.line(*line).starts_with(c);
    let lines = 0..page.lines.len();
    let Some(first) = lines.clone().find(|line| alone(line, '一')) else {
        return;
    };
    if lines.clone().any(|line| alone(&line, '二')) {
        return;
    }
    for line in lines.skip(first).filter(|line| alone(line, '一')) {
        let inside = line > 0 && page.end(line - 1) == End::Open;
        let free = roles[line].is_none() && page.lines[line].blank > 0 && !inside;
        if free && page.lines.get(line + 1).is_some_and(|next| next.blank > 0) {
            roles[line] = Some(Role::Out(Omission::Stray));
        }
    }
}

/// Decides on `lines` that have the same letters: how often they come again, and how often with a
/// numeral.
fn running_heads(page: &Page, same: &[(u64, usize)], roles: &mut [Option<Role>]) {
    let lines = || same.iter().map(|(_, line)| *line);
    let count = same.len();
    if count < 2 {
        return;
    }
    let numeral = |line: &usize| {
        let text = page.line(*line);
        // 一 alone is a word as well.
        let counts = || {
            text.contains([
                '第', '版', '期', '年', '月', '日', '页', '頁', '卷', '號', '号',
            ])
        };
        page.lines[*line].hints.may(Hints::NUMERAL)
            && (text.bytes().any(|byte| byte.is_ascii_digit())
                || counts() && text.contains(is_numeral))
    };
    let digits = lines().filter(numeral).count();
    let often = count >= 3 && (digits >= 2 || count >= 4);
    let beside_number = lines().any(|line| page_heads::is_beside_number(page, roles, line));
    if !(often || count == 2 && digits == 2 || beside_number) {
        return;
    }
    // A number of an issue is the same on all its pages: where it changes it counts something else.
    let number = |line: usize| {
        let ordinal = page.lines[line].hints.may(Hints::ORDINAL);
        // The number of the page stands in a cell of its own.
        let told = |cell: &str| cell.contains('第').then(|| issue_number(cell)).flatten();
        ordinal
            .then(|| cells(page.line(line)).find_map(told))
            .flatten()
    };
    let first = lines().next().and_then(number);
    if lines().skip(1).any(|line| number(line) != first) {
        return;
    }
    // Days that differ are those of papers and letters, not of the issue.
    let day = |line: usize| {
        let dated = page.lines[line].hints.may_date() && is_day(page.line(line));
        dated.then(|| day_of(page.line(line)))
    };
    let first_day = lines().next().and_then(day);
    if first_day.is_some() && lines().skip(1).any(|line| day(line) != first_day) {
        return;
    }
    if digits == 0 && signs_documents(page, same) || field::are_of_texts(page, same, roles) {
        return;
    }
    if digits == count && (are_titles(page, same) || are_marked_titles(page, same))
        || are_columns(page, same)
    {
        return;
    }
    // Many of them are the same to the last character, or but for their figures.
    let mut known: Option<(&str, bool)> = None;
    for line in lines() {
        if roles[line].is_some() {
            continue;
        }
        let text = page.line(line);
        let is_head = known
            .filter(|(above, _)| are_one(above, text, count))
            .map_or_else(
                || {
                    let hints = page.lines[line].hints;
                    // 编辑同志： stands over each letter.
                    let addresses = text.ends_with(['：', ':', '︰']);
                    (often || beside_number || is_numbered(text, hints))
                        && !addresses
                        && !says_who(page, line)
                },
                |(_, is)| is,
            );
        known = Some((text, is_head));
        if is_head {
            roles[line] = Some(Role::Out(Omission::RunningHead));
        }
    }
}

/// Whether days stand right below some of these lines, and not one and the same: an office signs its papers.
fn signs_documents(page: &Page, same: &[(u64, usize)]) -> bool {
    let mut days = same.iter().filter_map(|&(_, line)| {
        let below = page.lines.get(line + 1).filter(|below| below.blank == 0)?;
        let dated = below.hints.may_date() && is_day(page.line(line + 1));
        dated.then(|| day_of(page.line(line + 1))).flatten()
    });
    let first = days.next();
    first.is_some() && days.any(|day| Some(day) != first)
}

/// Whether the lines of one shape are titles that count something: inside each stands another number, in
/// ascending order, and below each a text begins. The number of a page stands at the end of its head,
/// and as often as not inside a sentence.
fn are_titles(page: &Page, same: &[(u64, usize)]) -> bool {
    let mut last = None;
    let ascending = same.iter().all(|(_, line)| {
        let number = series_number(page.line(*line));
        let goes_on = number.is_some() && number > last;
        last = number;
        goes_on
    });
    ascending && same.iter().all(|(_, line)| starts_a_story(page, *line))
}

/// Whether the lines of one shape are headings with marks, each with another number or day among its words
/// and the beginning of a text below. What names a page or an issue is its head.
fn are_marked_titles(page: &Page, same: &[(u64, usize)]) -> bool {
    let text = |at: usize| page.line(same[at].1);
    let differ = (1..same.len()).all(|at| text(at - 1) != text(at));
    differ
        && same.iter().all(|&(_, line)| {
            let text = page.line(line);
            let below = page.lines.get(line + 1);
            matches!(page.lines[line].mark, Mark::Heading(_))
                && text.ends_with(is_common_han)
                && !text.ends_with(['日', '月', '年', '版', '期', '号', '號', '页', '頁'])
                && !text.contains(['版', '页', '頁'])
                && issue_number(text).is_none()
                && starts_a_story(page, line)
                && below.is_some_and(|below| below.mark == Mark::None)
        })
}

/// Whether the lines of one shape are headings with marks, each between a complete text and the beginning of another: a column that comes again, or the same chapter of several
/// articles. The head of a page stands inside a sentence or above a title as often as not.
fn are_columns(page: &Page, same: &[(u64, usize)]) -> bool {
    same.iter().all(|&(_, line)| {
        let below = page.lines.get(line + 1);
        matches!(page.lines[line].mark, Mark::Heading(_) | Mark::Bold)
            && issue_number(page.line(line)).is_none()
            && starts_a_story(page, line)
            && below.is_some_and(|below| below.mark == Mark::None)
            && !starts_inside(page.line(line + 1))
    })
}

/// Whether what stands above `line` is complete and a text begins below, perhaps behind its byline.
fn starts_a_story(page: &Page, line: usize) -> bool {
    let above = line.checked_sub(1).map(|above| page.line(above));
    let closed = above.is_none_or(|text| end(text) != End::Open || is_day(text));
    let signed = page.credited(line + 1).is_some();
    let below = page.lines.get(line + 1 + usize::from(signed));
    closed && below.is_some_and(|below| below.chars >= SHORTEST_STORY)
}

/// Whether `line` names people, papers or sources: then it belongs to an article, however often it
/// stands there.
fn says_who(page: &Page, line: usize) -> bool {
    let (text, hints) = (page.line(line), page.lines[line].hints);
    hints.may(Hints::CREDIT) && page.credited(line).is_some()
        || page.is_named(line)
        || hints.may(Hints::ORIGIN) && origin(text).is_some()
        || hints.may(Hints::COLON) && facts(text).is_some()
        || hints.may(Hints::OPENS_FRAME) && closing(text).is_some()
}

/// Whether `text` names a page, a number or a day of issue.
fn is_numbered(text: &str, hints: Hints) -> bool {
    text.contains('版')
        || issue_number(text).is_some()
        || hints.may_date() && day_of(text).is_some()
}

/// `c` in its usual width, where it is one of the letters by which lines are alike.
fn shaping(c: char) -> Option<char> {
    if is_common_han(c) {
        return Some(c);
    }
    let c = if is_common_mark(c) { c } else { fold_width(c) };
    (!is_common_mark(c) && c.is_alphabetic()).then_some(c)
}

/// The sum of the first four letters of `text` and the last two, where there are four at least: lines of the
/// same shape have the same.
fn both_ends(text: &str) -> Option<u64> {
    // Most lines begin with four Han.
    let (mut sum, han, passed) = add_han(NO_SUM, text, 4);
    let mut letters = text[passed..].chars().filter_map(shaping);
    for _ in han..4 {
        sum = add(sum, letters.next()?);
    }
    // And end with two.
    if let Some(sum) = add_last_han(sum, text) {
        return Some(sum);
    }
    let mut letters = text.chars().rev().filter_map(shaping);
    for _ in 0..2 {
        sum = add(sum, letters.next()?);
    }
    Some(sum)
}

/// The sum of the letters of `text`.
fn shape(text: &str) -> u64 {
    let (mut sum, mut rest) = (NO_SUM, text);
    loop {
        let passed;
        (sum, _, passed) = add_han(sum, rest, usize::MAX);
        let mut chars = rest[passed..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        if let Some(c) = shaping(c) {
            sum = add(sum, c);
        }
    }
    sum
}

/// One of these is in each line of four Han at least that is furniture by itself.
const OF_A_PAGE: Hints = Hints::JUMP
    .and(Hints::PAGE)
    .and(Hints::SPACE)
    .and(Hints::OPENS_EDITOR)
    .and(Hints::OPENS_FRAME)
    .and(Hints::NAVIGATION)
    .and(Hints::NUMERAL);

/// One of these, or what opens a link, is in each of them that is as wide as a column and has a clause.
const OF_A_CLAUSE: Hints = Hints::JUMP.and(Hints::OPENS_EDITOR).and(Hints::OPENS_FRAME);

/// What a line is by itself.
fn alone(page: &Page, line: usize) -> Option<Role> {
    let (text, chars, hints) = (
        page.line(line),
        page.lines[line].chars,
        page.lines[line].hints,
    );
    if chars > 60 {
        return (chars <= LONGEST_PAGE_HEAD && is_page_head(text, hints))
            .then_some(Role::Out(Omission::RunningHead));
    }
    let han = hints.may(Hints::HAN);
    if !han && !text.chars().any(is_letter) {
        // The rest of a sentence that a line's end has cut, perhaps with what is counted: 5.6 / %。
        if chars <= 4
            && text
                .chars()
                .all(|c| "。！？；，、：”’」』）)》…%％‰℃℉°㎡㎥㎞㎝㎜㎏㎎".contains(c))
            && !text.contains('…')
        {
            return None;
        }
        let dots = text
            .chars()
            .filter(|c| matches!(c, '…' | '.' | '。' | '·'))
            .count();
        return Some(
            if dots == chars && text.contains('…') || text.contains("...") {
                Role::Dots
            } else {
                Role::Out(Omission::Stray)
            },
        );
    }
    if han && chars > 1 && !hints.may(OF_A_PAGE) {
        return None;
    }
    let letter = || text.chars().map(fold_width).find(|&c| is_letter(c));
    if han
        && page_heads::is_clause_of_column(page, line)
        && !hints.may(OF_A_CLAUSE)
        && !may_navigate(hints, letter())
    {
        return None;
    }
    if chars <= LONGEST_TIME && hints.may(Hints::NUMERAL) && page_heads::is_export_time(text) {
        return Some(Role::Out(Omission::Navigation));
    }
    // Most lines are told apart without it.
    let short = LazyCell::new(|| squeezed(text));
    let first = || text.trim_start().chars().next().map(fold_width);
    if !han && matches!(first(), Some('u' | 'U' | 'n' | 'N' | '[')) && is_lost(&short)
        || !han && text.trim_start().starts_with("```")
    {
        return Some(Role::Out(Omission::Stray));
    }
    if let Some(role) = (!han).then(|| arrow_jump(text)).flatten() {
        return Some(role);
    }
    // A word of three letters at most.
    let few = || text.chars().filter(|&c| is_letter(c)).nth(3).is_none();
    if !han && few() && is_end_mark(&short) {
        return Some(Role::Editor);
    }
    if hints.may(Hints::JUMP)
        && (letter().is_some_and(|c| JUMP_TO.holds(c) || JUMP_FROM.holds(c))
            || text.starts_with(['（', '(']))
        && let Some(role) = jump(&short)
    {
        return Some(role);
    }
    // When, where and who of one text: no head of a page.
    let told = || hints.may(Hints::COLON) && hints.may(Hints::ORIGIN) && facts(text).is_some();
    if hints.may(Hints::PAGE) && (is_page_head(text, hints) || is_page_label(text)) && !told() {
        return Some(Role::Out(Omission::RunningHead));
    }
    if hints.may(Hints::SPACE) && page_heads::is_head_by_itself(text, hints) && !told() {
        return Some(Role::Out(Omission::RunningHead));
    }
    let may_edit = || {
        hints.may(Hints::OPENS_EDITOR.and(Hints::OPENS_FRAME))
            || hints.may(Hints::ORDINAL) && text.starts_with('第')
    };
    if may_edit() && is_editor(text) {
        return Some(Role::Editor);
    }
    // A heading of one word names a part: 图片.
    let named = matches!(page.lines[line].mark, Mark::Heading(_)) && chars <= 2;
    if hints.may(Hints::NAVIGATION)
        && !named
        && may_navigate(hints, letter())
        && (is_navigation(&short, hints) || chars <= 60 && is_menu(text))
    {
        return Some(Role::Out(Omission::Navigation));
    }
    let counts = |c: char| is_numeral(c) || c == '第' || PAGE_LETTERS.contains(&c);
    // A figure in a table is what the table says.
    if page.is_cell(line) && chars <= 24 && !key(text, 1).is_empty() {
        return None;
    }
    if hints.may(Hints::NUMERAL)
        && letter().is_some_and(counts)
        && !text.ends_with(['。', '，', '、', '；'])
        && may_be_page_number(text)
        && is_page_number(&short)
    {
        return Some(Role::Out(Omission::PageNumber));
    }
    if chars == 1 && "丶丨丿乀亅".contains(text) {
        return Some(Role::Out(Omission::Stray));
    }
    if chars == 1 {
        return Some(Role::Out(Omission::Stray))
            .filter(|_| key(text, 1).is_empty() || text.is_ascii());
    }
    None
}

/// `—— END ——`, `·完·`: a word for the end between marks.
fn is_end_mark(short: &str) -> bool {
    let bare = short.trim_matches(|c: char| !is_letter(c));
    bare.len() < short.len()
        && !short.starts_with(['（', '('])
        && ["END", "end", "End", "完", "全文完"].contains(&bare)
}

/// Each word of the head of a page has one of them.
pub(super) const PAGE_MARKS: &str = "星礼周版頁页责編编校ABCDT";

/// What stands beside a page's number, and words for those who make a page, have one of them.
pub(super) const PAGED_MARKS: &str = "版頁页责責编編校ABCDT";

/// Whether `text` is a word that stands where an extraction has lost a text.
pub(super) fn is_lost(text: &str) -> bool {
    const WORDS: [&str; 5] = ["undefined", "null", "nan", "[object", "none"];
    let text = text.trim();
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `2020年5月2日 星期六 要闻 第二版`, `A03 综合 2020-05-02`: a day or weekday beside a page's number; `hints`
/// are those of `text`.
fn is_page_head(text: &str, hints: Hints) -> bool {
    let paged = hints.may(Hints::PAGED);
    let beside = paged && hints.may(Hints::NUMERAL.and(Hints::WEEKDAY));
    if !(beside || hints.may(Hints::WEEKDAY) && hints.may_date()) {
        return false;
    }
    let short = squeezed(text);
    let short = &*short;
    // （《某报》2020年5月2日第2版）: where a text comes from.
    let clipped = || text.starts_with(['（', '(']) && text.contains('《');
    if short.chars().count() > LONGEST_PAGE_HEAD
        || text.contains(['。', '，', '！', '？'])
        || clipped()
    {
        return false;
    }
    let dated = || day_of(text).is_some_and(|day| day.2.is_some());
    let weekday = names_weekday(short);
    let paged = short.match_indices(['版', '頁', '页']).any(|(at, _)| {
        let before: Vec<char> = short[..at].chars().rev().take(3).collect();
        before
            .first()
            .copied()
            .is_some_and(|c| is_numeral(c) || c == '：' || c == ':')
    }) || ["A0", "B0", "C0", "T0", "A1", "B1"]
        .iter()
        .any(|word| short.starts_with(word) || short.ends_with(word))
        || ["版次", "责任编辑", "责编", "版式"]
            .iter()
            .any(|word| short.contains(word));
    let edited = EDITED.is_in(short);
    let is_lettered = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|c| PAGE_LETTERS.contains(&c))
            && letters.next().is_some_and(|c| c.is_ascii_digit())
    };
    let lettered = is_lettered(short);
    let numbered = lettered || short.starts_with(is_numeral);
    // Behind the name of the paper and of the section.
    let lettered_inside = || edited && text.split_whitespace().skip(1).any(is_lettered);
    weekday && paged
        || (numbered || lettered_inside()) && edited
        || (paged || weekday || lettered) && dated()
}

/// `第2版 经济`, `A03版：要闻`: a page's number and what the page is about.
fn is_page_label(text: &str) -> bool {
    // Without the word only a letter may begin it.
    if text.starts_with(is_common_han) && !text.contains('版') {
        let numbered = text.trim_end().ends_with(|c: char| c.is_ascii_digit());
        return numbered && page_heads::is_page_behind_name(text);
    }
    if is_lettered_page(text) {
        return true;
    }
    // A1版：头版 A3版：民生, the links to all pages.
    let mut words = text.split_whitespace();
    let pages = words.clone().count();
    if pages >= 2 && words.all(|word| word.contains(['：', ':']) && is_page_label(word)) {
        return true;
    }
    let Some((page, about)) = text.split_once('版') else {
        return false;
    };
    let page = squeezed(page);
    let number = page.strip_prefix('第').unwrap_or(&page);
    let number = number.trim_start_matches(PAGE_LETTERS);
    let about_it =
        about.trim_start_matches(|c: char| c.is_whitespace() || "：:·・|｜-—".contains(c));
    let name = squeezed(about_it);
    (1..=3).contains(&number.chars().count())
        && number.chars().all(is_numeral)
        && about_it.len() < about.len()
        && (2..=6).contains(&name.chars().filter(|&c| c != '·').count())
        && name.chars().all(|c| is_common_han(c) || c == '·')
}

/// `A2 | 要闻`, `B03 副刊`: a page's letter and number and what the page is about.
fn is_lettered_page(text: &str) -> bool {
    if text.starts_with(is_common_han) {
        return false;
    }
    let short = squeezed(text);
    let Some(rest) = short.strip_prefix(PAGE_LETTERS) else {
        return false;
    };
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - name.len();
    let about = name.trim_start_matches(|c: char| !is_letter(c));
    (1..=2).contains(&digits)
        && (name.len() > about.len() || text.contains(char::is_whitespace))
        && (2..=8).contains(&about.chars().count())
        && about.chars().all(|c| is_common_han(c) || c == '·')
}

/// What stands behind a page's number and a slash: how many pages there are, or nothing.
fn is_count(text: &str) -> bool {
    text.trim_end_matches(['页', '頁', '版'])
        .trim_start_matches(['共', '第'])
        .chars()
        .all(is_numeral)
}

/// Whether numerals at the start of `text` have behind them what numbers of pages have, if not always: the
/// same is asked as in [`is_page_number`], of a text as it stands.
fn may_be_page_number(text: &str) -> bool {
    let chars = text.chars().filter(|c| !c.is_whitespace()).map(fold_width);
    let mut chars = chars.skip_while(|&c| !is_letter(c)).peekable();
    chars.next_if_eq(&'第');
    chars.next_if(|c| PAGE_LETTERS.contains(c));
    let behind = chars.find(|&c| !is_numeral(c));
    behind.is_none_or(|c| !is_letter(c) || matches!(c, '页' | '頁' | '版'))
}

/// `3`, `-3-`, `第3页`, `第3版`, `共8页`, `3/8`, `A02`.
fn is_page_number(short: &str) -> bool {
    let bare = short.trim_matches(|c: char| !is_letter(c));
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let lettered = bare.strip_prefix(PAGE_LETTERS);
    // T04: the pages of a special have two figures.
    let special = || bare.strip_prefix('T').filter(|page| page.len() == 2);
    let bare = lettered.or_else(special).unwrap_or(bare);
    let digits = bare
        .chars()
        .take_while(|&c| is_numeral(c))
        .map(char::len_utf8)
        .sum::<usize>();
    let rest = &bare[digits..];
    let decorated = short.len() != bare.len() || !rest.is_empty();
    (1..=12).contains(&digits)
        && bare[..digits].chars().count() <= 4
        && (matches!(rest, "页" | "頁" | "版")
            || rest.is_empty()
            || rest.starts_with("页共")
            || rest.strip_prefix('/').is_some_and(is_count))
        && (decorated || bare.bytes().all(|byte| byte.is_ascii_digit()))
}
