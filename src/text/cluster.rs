//! Extended grapheme clusters (UAX #29): what is drawn, counted and stepped over as one.
//!
//! Nearly every cluster of Chinese text is one character, and the class table knows which
//! characters can join a neighbour at all; only beside those is `unicode-segmentation` asked.
//!
//! The hard part is a cluster in which several characters take cells of their own (ำ, का, ｶﾞ): most
//! terminals add them up, some draw the whole in one or two. Such a cluster is parted before each
//! further character with cells, so what is counted is what is sent, character by character.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::class::{CharClass, LineBreakClass, WidthClass, char_class};
use super::width::{AmbiguousWidth, Cells, WidthTable};

/// One cluster of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Where it starts, in bytes of the text.
    pub offset: usize,
    /// Its characters.
    pub text: &'a str,
    /// Its width in cells: that of its base character, the only one with cells of its own; 2 for an
    /// emoji sequence.
    pub width: Cells,
    /// What its base character is.
    pub(crate) class: CharClass,
}

impl Cluster<'_> {
    /// Its base character; the text of a cluster is never empty.
    pub fn base(&self) -> char {
        self.text.chars().next().unwrap_or('\u{FFFD}')
    }
}

/// The clusters of `text`, in order.
pub fn clusters(text: &str, ambiguous: AmbiguousWidth) -> Clusters<'_> {
    Clusters {
        text,
        offset: 0,
        widths: WidthTable::new(ambiguous),
    }
}

/// The iterator of [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    text: &'a str,
    offset: usize,
    widths: WidthTable,
}

impl Clusters<'_> {
    /// The first byte not passed yet.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    #[inline]
    fn next(&mut self) -> Option<Cluster<'a>> {
        let rest = &self.text[self.offset..];
        let mut chars = rest.chars();
        let class = char_class(chars.next()?);
        let length = rest.len() - chars.as_str().len();
        let joined = class.is(LineBreakClass::Mark)
            || chars
                .next()
                .is_some_and(|next| char_class(next).is(LineBreakClass::Mark));
        let cluster = if joined {
            let text = rest.graphemes(true).next().unwrap_or(&rest[..length]);
            let text = &text[..drawn_together(text)];
            Cluster {
                offset: self.offset,
                text,
                width: joined_width(text, class, &self.widths),
                class,
            }
        } else {
            Cluster {
                offset: self.offset,
                text: &rest[..length],
                width: self.widths.of(class),
                class,
            }
        };
        self.offset += cluster.text.len();
        Some(cluster)
    }
}

/// How many bytes of a cluster of UAX #29 stand before its second character with cells of its own.
fn drawn_together(text: &str) -> usize {
    if is_emoji_sequence(text) {
        return text.len();
    }
    let mut further = text.char_indices().skip(1);
    further
        .find(|(_, c)| char_class(*c).width() != WidthClass::Zero)
        .map_or(text.len(), |(at, _)| at)
}

/// Whether a cluster has a variation selector 16, a joiner, a keycap, a skin tone, or is a flag.
fn is_emoji_sequence(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(
            c,
            '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F3FB}'..='\u{1F3FF}'
        )
    })
}

/// The width of a cluster that may have several characters. Emoji sequences take the two cells that
/// UTS #51 asks for, whatever their base.
fn joined_width(text: &str, class: CharClass, widths: &WidthTable) -> Cells {
    if is_emoji_sequence(text) {
        text.width().min(2)
    } else {
        widths.of(class)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_has_the_width_of_its_base_and_a_sequence_two() {
        for (text, width) in [
            ("e\u{301}", 1),
            ("葛\u{E0100}", 2),
            ("👨\u{200D}👩\u{200D}👧", 2),
            ("🇨🇳", 2),
            ("👍🏽", 2),
            ("☀\u{FE0F}", 2),
            ("1\u{FE0F}\u{20E3}", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2),
            ("한", 2),
            ("\u{301}", 0),
        ] {
            let found: Vec<_> = clusters(text, AmbiguousWidth::NARROW).collect();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].width, width, "{text}");
        }
    }

    #[test]
    fn a_cluster_of_several_characters_with_cells_is_parted_before_each() {
        let cases: [(&str, &[&str], Cells); 8] = [
            (
                "\u{1100}\u{1100}\u{1100}가",
                &["\u{1100}", "\u{1100}", "\u{1100}", "가"],
                8,
            ),
            (
                "\u{0E01}\u{0E33}\u{0E33}",
                &["\u{0E01}", "\u{0E33}", "\u{0E33}"],
                3,
            ),
            ("ｶ\u{FF9E}\u{FF9E}", &["ｶ", "\u{FF9E}", "\u{FF9E}"], 3),
            ("中\u{FF9E}文", &["中", "\u{FF9E}", "文"], 5),
            ("का\u{93E}", &["क", "\u{93E}", "\u{93E}"], 3),
            (
                "क\u{301}\u{302}ा\u{301}",
                &["क\u{301}\u{302}", "ा\u{301}"],
                2,
            ),
            ("क्षि", &["क्", "ष", "ि"], 3),
            ("ক\u{9BE}", &["ক", "\u{9BE}"], 2),
        ];
        for (text, parts, width) in cases {
            let found: Vec<_> = clusters(text, AmbiguousWidth::NARROW).collect();
            let texts: Vec<&str> = found.iter().map(|cluster| cluster.text).collect();
            assert_eq!(texts, parts, "{text}");
            let sum: Cells = found.iter().map(|cluster| cluster.width).sum();
            assert_eq!(sum, width, "{text}");
        }
    }

    #[test]
    fn other_clusters_are_those_of_uax_29() {
        let text =
            "看e\u{301}报🇨🇳🇯🇵👨\u{200D}👩a\u{301}\u{302}。क\u{941}\u{1112}\u{1161}각\u{11A8}，1";
        let ours: Vec<&str> = clusters(text, AmbiguousWidth::NARROW)
            .map(|cluster| cluster.text)
            .collect();
        assert_eq!(ours, text.graphemes(true).collect::<Vec<_>>());
    }

    #[test]
    fn every_pair_of_unjoined_characters_parts() {
        let sample: Vec<char> = (0..0x3000)
            .chain(0xA000..0xAC10)
            .chain(0x1F1E0..0x1F200)
            .filter_map(char::from_u32)
            .step_by(7)
            .collect();
        for &before in &sample {
            for after in [
                'a', '看', '\u{200D}', '각', '\u{1161}', '🇦', '👍', '\u{600}', 'क',
            ] {
                let text: String = [before, after].iter().collect();
                let ours: Vec<&str> = clusters(&text, AmbiguousWidth::NARROW)
                    .map(|c| c.text)
                    .collect();
                let whole: Vec<&str> = text.graphemes(true).collect();
                let has_cells = char_class(after).width() != WidthClass::Zero;
                if whole.len() == 1 && has_cells && !is_emoji_sequence(&text) {
                    assert_eq!(ours, [before.to_string(), after.to_string()], "{text:?}");
                } else {
                    assert_eq!(ours, whole, "{text:?}");
                }
            }
        }
    }
}
