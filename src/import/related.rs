//! Links to other texts below an article of a web page, under a word that says what they are.
//!
//! The words are known. Some of them stand over boxes in papers too (相关链接); a box has sentences, and links
//! have none.

use super::hints::Hints;
use super::lexicon::CharSet;
use super::looks::is_box_word;
use super::page::{Mark, Page};
use super::role::{Omission, Role};
use super::signal::{End, bare, squeezed};

/// The longest link to another text, in characters.
const LONGEST_LINK: usize = 40;
/// The longest line of an advertisement, in characters, and the fewest figures of a telephone.
const LONGEST_ADVERTISEMENT: usize = 80;
const FEWEST_FIGURES: usize = 6;
/// The most of them below one word.
const MOST_LINKS: usize = 12;

/// What stands above links to other texts.
pub(super) const RELATED: &[&str] = &[
    "往期推荐",
    "往期回顾",
    "往期精彩",
    "相关阅读",
    "相关新闻",
    "相关报道",
    "相关文章",
    "推荐阅读",
    "热门文章",
    "更多新闻",
    "猜你喜欢",
    "相關新聞",
    "相關報導",
];

/// Links below the word for related ones.
pub(super) fn related(page: &Page, roles: &mut [Option<Role>]) {
    let (mut below, mut items, mut bullet) = (false, 0, None);
    const BEGINS: Hints = Hints::OPENS_RELATED.and(Hints::OPENS_FRAME);
    for line in 0..roles.len() {
        let begins = page.lines[line].hints.may(BEGINS);
        if !begins && !below {
            continue;
        }
        let text = page.line(line);
        if begins && (is_related(text) || is_box_word(text) && stands_over_links(page, roles, line))
        {
            (below, items, bullet) = (true, 0, None);
        } else if below {
            let here = &page.lines[line];
            // Behind a gap a line that is set otherwise is no link.
            let apart = items > 0
                && here.blank > 0
                && roles[line].is_none()
                && here.blank > page.lines[line - 1].blank
                && bullet.is_none_or(|bullet| !text.starts_with(bullet));
            // Nor are words in bold right below the word and above a sentence.
            let heads = || {
                let next = page.lines.get(line + 1);
                here.mark == Mark::Bold
                    && next.is_some_and(|next| next.mark == Mark::None)
                    && page.end(line + 1) == End::Sentence
            };
            let apart = apart || items <= 1 && roles[line].is_none() && heads();
            let other = !matches!(roles[line], Some(Role::Out(Omission::Navigation)))
                && (here.chars > LONGEST_LINK
                    || text.ends_with(['。', '！', '”'])
                    || matches!(here.mark, Mark::Heading(_)));
            below = !(apart || other);
        }
        if below && roles[line].is_none() {
            let first = text.chars().next().filter(|c| !c.is_alphanumeric());
            bullet = if items == 0 { first } else { bullet };
            items += 1;
            roles[line] = Some(Role::Out(Omission::Navigation));
        }
    }
}

/// What is sold below the word that says so: one line with a telephone.
pub(super) fn advertisements(page: &Page, roles: &mut [Option<Role>]) {
    for line in 1..roles.len() {
        if roles[line - 1] != Some(Role::Out(Omission::Navigation)) || roles[line].is_some() {
            continue;
        }
        let above = squeezed(bare(page.line(line - 1)));
        let here = &page.lines[line];
        let called = || {
            let text = page.line(line);
            let figures = text.chars().filter(char::is_ascii_digit).count();
            figures >= FEWEST_FIGURES
                && ["电话", "電話", "热线", "熱線"]
                    .iter()
                    .any(|word| text.contains(word))
        };
        if ["广告", "廣告"].contains(&above.trim_matches(['<', '>', '＜', '＞']))
            && here.blank == 0
            && here.chars <= LONGEST_ADVERTISEMENT
            && page.end(line) != End::Sentence
            && called()
        {
            roles[line] = Some(Role::Out(Omission::Navigation));
        }
    }
}

/// Whether short lines without an end mark stand below `line`, two at least, and no sentence behind them:
/// links. A box of the same name has sentences.
fn stands_over_links(page: &Page, roles: &[Option<Role>], line: usize) -> bool {
    let mut count = 0;
    for (below, role) in roles.iter().enumerate().skip(line + 1) {
        let here = &page.lines[below];
        if role.is_some() || matches!(here.mark, Mark::Heading(_)) {
            break;
        }
        if here.chars > LONGEST_LINK || page.end(below) != End::Open || count == MOST_LINKS {
            return false;
        }
        count += 1;
    }
    count >= 2
}

/// Whether `text` is such a word alone.
fn is_related(text: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(RELATED);
    let inner = bare(text);
    FIRSTS.begins(inner) && RELATED.contains(&squeezed(inner).trim_end_matches([':', '：']))
}
