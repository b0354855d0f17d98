//! Clippings: the paper and the day of each text in a line of its own, 《某报》1984年11月21日.
//!
//! One such line may be the head of a page; where several name different papers, each is where the text
//! beside it comes from.

use super::hints::Hints;
use super::origin::Origin;
use super::page::{Mark, Page};
use super::role::Role;
use super::signal::{date, fold_width, is_numeral, squeezed};

/// The longest line of a clipping, in characters.
const LONGEST: usize = 36;

/// Reads a paper in its marks with a whole day behind it, perhaps the page, and nothing else.
pub(super) fn clipped(text: &str) -> Option<Origin> {
    let (paper, behind) = text.trim().strip_prefix('《')?.split_once('》')?;
    if !(2..=16).contains(&paper.chars().count()) || text.chars().count() > LONGEST {
        return None;
    }
    let behind: String = squeezed(behind).chars().map(fold_width).collect();
    let (year, month, day, used) = date(&behind)?;
    let rest = behind[used..].trim_start_matches(['，', ',', '日']);
    let page = rest.trim_start_matches('第');
    let counted = page.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_uppercase());
    let told = rest.is_empty() || counted.len() < page.len() && ["版", "页"].contains(&counted);
    (told && year.is_some()).then(|| Origin {
        source: Some(paper.to_owned()),
        date: Some((year, month, day)),
        page_wide: false,
    })
}

/// Gives such lines their role where they name two papers or more.
pub(super) fn clippings(page: &Page, roles: &mut [Option<Role>]) {
    let may = |line: &usize| {
        let here = &page.lines[*line];
        here.chars <= LONGEST
            && here.hints.may(Hints::OPENS_MARK)
            && here.mark == Mark::None
            && page.line(*line).starts_with('《')
    };
    let found: Vec<(usize, Option<String>)> = (0..page.lines.len())
        .filter(may)
        .filter_map(|line| Some((line, clipped(page.line(line))?.source)))
        .collect();
    let papers = found.windows(2).any(|two| two[0].1 != two[1].1);
    if papers {
        for (line, _) in found {
            roles[line] = Some(Role::Source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_and_a_whole_day_are_a_clipping() {
        let read = |text| clipped(text).and_then(|found| found.date);
        let day = |year, month, day| Some((Some(year), month, Some(day)));
        assert_eq!(read("《溪山农民报》1982年4月6日第2版"), day(1982, 4, 6));
        assert_eq!(read("《溪山农民报》1982．4．6"), day(1982, 4, 6));
        assert_eq!(read("《溪山农民报》创刊于1982年4月6日"), None);
        assert_eq!(read("《溪山农民报》1982年4月6日的报道"), None);
    }
}
