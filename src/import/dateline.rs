//! Datelines at the start of a report: 本报讯（记者 甲）, 某社某地6月1日电, 【本报记者甲某地报道】.
//!
//! The agency before 电 or 讯 is the source, the names in the bracket behind it are the authors.

use super::credit::{Credit, credit};
use super::lexicon::{CharSet, begins_with};
use super::people::names;
use super::signal::{is_common_han, is_numeral, squeezed};
use crate::text::script::is_han;

/// Words that begin a report of the paper's own.
pub(super) const OWN: &[&str] = &[
    "本报讯",
    "本刊讯",
    "本報訊",
    "本刊訊",
    "本报专讯",
    "本報專訊",
    "本网讯",
    "本站讯",
    "本台讯",
    "本台消息",
    "本报电",
    "本报北京",
    "本校讯",
    "本社讯",
    "本社訊",
    "特讯",
];

/// Sorts of papers, by which they call themselves.
pub(super) const PAPER_SORTS: &[&str] = &[
    "日报",
    "晚报",
    "晨报",
    "早报",
    "商报",
    "时报",
    "快报",
    "都市报",
    "日報",
    "晚報",
    "晨報",
    "早報",
    "商報",
    "時報",
    "快報",
    "都市報",
];

/// How long the longest of them is with 讯 behind it.
const LONGEST_SORT: usize = 4;

/// How far into a text a dateline is looked for, in characters.
const LONGEST_HEAD: usize = 60;

/// Last characters of agencies, and how far from the start of a report their names end, in bytes.
const AGENCIES: [char; 3] = ['社', '网', '網'];
const FARTHEST_AGENCY: usize = 18;

/// What else tells that a text may begin with a dateline.
pub(super) const DATELINE_MARKS: &str = "电電讯訊道導访訪";

/// The longest word between 本 and 日讯, and the shortest text behind a reporter's name in brackets, in
/// characters.
const LONGEST_BEFORE_DAY: usize = 12;
const SHORTEST_BEHIND: usize = 12;

/// The start of `本报讯（记者 甲）`, `新华社北京6月1日电`: names and source.
pub(super) fn dateline(text: &str) -> Option<Credit> {
    const HINTS: CharSet = CharSet::of_first(OWN).and(DATELINE_MARKS);
    // Most texts begin with a Han that begins no word of the paper's own, and name no agency near it.
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    let opens = |c: char| !is_common_han(c) || matches!(c, '据' | '據' | '本' | '特');
    let mut near = chars.clone().take(FARTHEST_AGENCY + 1);
    let mut sort = chars.clone().take(LONGEST_SORT);
    if chars.next().is_some_and(|c| !opens(c))
        && !near.any(|c| AGENCIES.contains(&c))
        && !sort.any(|c| matches!(c, '讯' | '訊'))
    {
        return None;
    }
    let mut head = text;
    if text.len() > LONGEST_HEAD {
        let end = text.char_indices().nth(LONGEST_HEAD);
        head = end.map_or(text, |(at, _)| &text[..at]);
    }
    if !HINTS.is_in(head) {
        return bracketed_reporter(text);
    }
    if let Some(found) = framed_dateline(head) {
        return Some(found);
    }
    let squeezed_head = squeezed(head);
    let squeezed_head = squeezed_head
        .strip_prefix(['据', '據'])
        .unwrap_or(&squeezed_head);
    let squeezed_head = squeezed_head
        .trim_start_matches(['【', '[', '（', '(', '■', '●', '▲', '◆', '□', '△', '○', '★']);
    let own = OWN
        .iter()
        .find(|word| begins_with(squeezed_head, word))
        .copied()
        .or_else(|| own_report(squeezed_head));
    // 某某通讯社 has the character in its name.
    let sent = squeezed_head.match_indices(['电', '電', '讯', '訊']);
    let agency = sent
        .map(|(at, _)| at)
        .find(|&at| {
            at < 60
                && (squeezed_head[at..]
                    .chars()
                    .nth(1)
                    .is_some_and(|c| "(—-:：".contains(c) || c == '（')
                    || squeezed_head[..at].ends_with(['日', '号', '號']))
        })
        .and_then(|at| {
            let place = &squeezed_head[..at];
            AGENCIES.iter().find_map(|paper| {
                let usual = |end: &usize| (3..=FARTHEST_AGENCY).contains(end);
                let end = place.find(*paper).filter(usual)?;
                Some(place[..end + paper.len_utf8()].to_owned())
            })
        });
    if own.is_none() && agency.is_none() {
        return reporter(text).or_else(|| bracketed_reporter(text));
    }
    let mut found = Credit {
        source: agency,
        ..Credit::default()
    };
    let open = head
        .find(['（', '('])
        .filter(|&at| head[..at].chars().count() <= 20);
    if let Some(open) = open {
        let inside = &head[open..];
        let close = inside.find(['）', ')']).unwrap_or(inside.len());
        let inside = inside[..close].trim_start_matches(['（', '(']);
        if let Some(credit) = credit(inside) {
            found.names = credit.names;
            found.source = found.source.or(credit.source);
        } else if own.is_some() || head[..open].trim_end().ends_with(['电', '電', '讯', '訊']) {
            found.names = names(inside.trim()).unwrap_or_default();
        }
    } else if let Some(rest) = own.and_then(|own| squeezed_head.strip_prefix(own)) {
        let rest = rest.trim_start_matches(['】', ']', '）', ')', ':', '：', '—', '-']);
        let end = ["报道", "報導", "报导", "，", ",", "。"]
            .iter()
            .filter_map(|word| rest.find(word))
            .min()
            .unwrap_or(0);
        if ["记者", "記者", "通讯员", "通訊員", "见习记者"]
            .iter()
            .any(|word| rest.starts_with(word))
            && let Some(credit) = credit(&rest[..end])
        {
            found.names = credit.names;
        }
    }
    Some(found)
}

/// 本会讯, 本厂讯, 本报某地5月6日讯 at the start of `text`: a word for the paper's own, and that it reports.
fn own_report(text: &str) -> Option<&str> {
    // 晚报讯: papers call themselves by what sort they are.
    let end = text
        .find(['讯', '訊'])
        .filter(|&end| PAPER_SORTS.contains(&&text[..end]));
    if let Some(end) = end {
        return Some(&text[..end + '讯'.len_utf8()]);
    }
    let rest = text.strip_prefix('本')?;
    let at = rest.find(['讯', '訊'])?;
    // 本报通讯员
    if rest[at + '讯'.len_utf8()..].starts_with(['员', '員', '社']) {
        return None;
    }
    let between = &rest[..at];
    let dated = between.ends_with('日')
        && between.chars().count() <= LONGEST_BEFORE_DAY
        && between.starts_with(['报', '報', '刊', '台', '网', '網', '社', '站']);
    let word = &text[..'本'.len_utf8() + at + '讯'.len_utf8()];
    let short = (1..=2 * '本'.len_utf8()).contains(&at) && word.chars().all(is_han);
    let sent = dated && word.chars().all(|c| is_han(c) || c.is_ascii_digit());
    (short || sent).then_some(word)
}

/// `（记者 甲）` right before the text: nothing else says who reports.
fn bracketed_reporter(text: &str) -> Option<Credit> {
    let inner = text.strip_prefix(['（', '('])?;
    let is_reporter = ["记者", "記者", "本报记者", "本報記者", "通讯员", "通訊員"]
        .iter()
        .any(|word| inner.starts_with(word));
    let (who, behind) = inner.split_once(['）', ')']).filter(|_| is_reporter)?;
    let is_text = behind.chars().nth(SHORTEST_BEHIND).is_some();
    credit(who).filter(|found| is_text && !found.names.is_empty())
}

/// `【本报记者甲某地报道】`, `（某社某地三日电）`, `【本会讯】`: a dateline in brackets of its own.
fn framed_dateline(text: &str) -> Option<Credit> {
    let inner = text.strip_prefix(['【', '［', '〔', '（', '('])?;
    let inner = squeezed(&inner[..inner.find(['】', '］', '〕', '）', ')'])?]);
    // Who reports may stand in brackets behind it.
    if OWN.contains(&&*inner) {
        return None;
    }
    let (head, report) = [
        "报道", "報道", "报导", "報導", "专访", "專訪", "专电", "專電", "外電", "讯", "訊", "电",
        "電",
    ]
    .iter()
    .find_map(|end| Some((inner.strip_suffix(end)?, *end)))?;
    // 【本報訊／記者甲報導】
    let head = match head.split_once('/') {
        Some((own, rest)) if OWN.contains(&own) => rest,
        Some(_) => return None,
        None => head,
    };
    if inner.chars().count() > 24 || inner.contains([',', '。', '∕', '《']) {
        return None;
    }
    let mut found = Credit::default();
    if let Some(at) = ["记者", "記者", "通讯员", "通訊員"]
        .iter()
        .find_map(|word| Some(head.find(word)? + word.len()))
    {
        // The name, and behind it the place.
        let rest = &head[at..];
        let name = [3, 2, 4]
            .into_iter()
            .map(|count| rest.chars().take(count).collect::<String>())
            .find(|name| names(name).is_some())?;
        found.names = vec![name];
        return Some(found);
    }
    let agency = head.find('社').filter(|_| !head.starts_with('本'));
    found.source = agency.map(|at| head[..at + '社'.len_utf8()].to_owned());
    let short = matches!(report, "讯" | "訊") && (1..=6).contains(&head.chars().count());
    let sent = found.source.is_some() && head.contains(is_numeral);
    (short || sent || found.source.is_some()).then_some(found)
}

/// The start of `【本報記者甲／某地報導】`, `【甲／某地訊】`: who reports from where, in one bracket.
fn reporter(text: &str) -> Option<Credit> {
    let inner = text.strip_prefix(['【', '［', '〔'])?;
    let inner = &inner[..inner.find(['】', '］', '〕'])?];
    let (who, place) = inner.split_once(['／', '/', '∕', '　'])?;
    let reports = [
        "報導", "报道", "報道", "专电", "專電", "訊", "讯", "電", "电", "特稿",
    ]
    .iter()
    .any(|end| place.ends_with(end));
    if !reports || inner.chars().count() > 24 {
        return None;
    }
    let people = names(who)
        .or_else(|| credit(who).map(|found| found.names))
        .or_else(|| behind_office(who))?;
    Some(Credit {
        names: people,
        ..Credit::default()
    })
}

/// The name right behind the office of its bearer: 推广部甲.
fn behind_office(who: &str) -> Option<Vec<String>> {
    const ENDS: [char; 14] = [
        '部', '科', '处', '處', '室', '局', '站', '组', '組', '会', '會', '社', '系', '院',
    ];
    let (at, end) = who.char_indices().rev().find(|(_, c)| ENDS.contains(c))?;
    let (office, name) = who.split_at(at + end.len_utf8());
    (office.chars().count() >= 2).then(|| names(name)).flatten()
}
