//! An independent judge of set lines: lists every fault against the rules of typography.
//!
//! Written from the rules with plain sets of characters and slow code; it shares no table and no
//! decision with the library. Each boundary between two clusters gets a [`Rank`]: a break there is
//! demanded by rule A1, left open, or prohibited, and prohibitions are ordered as fallback F1 gives
//! them up. A line is right when its break has the lowest rank among all places that fit, and among
//! places of that rank is the last. What the rules do not mention is [`Rank::Open`]: never a fault,
//! never demanded.

#[path = "rules/characters.rs"]
mod characters;

use kanbao::markup::{Block, BlockKind, Document};
use kanbao::text::{AmbiguousWidth, Cells};
use kanbao::typeset::{Layout, Line, ProhibitionLevel, Role, Settings};
use unicode_segmentation::UnicodeSegmentation;

use characters::{cluster_width, is_han, is_letter, is_word, takes_spacing};

/// What goes at a line's edge; other white space is set as it stands.
const SPACES: [char; 2] = [' ', '\u{3000}'];
const PAUSES: &str = "。．，、：；？！｡､‼⁇⁈⁉";
const ASCII_PAUSES: &str = ",.;:?!";
const CLOSERS: &str = "”’）》〉」』】〕〗］｝〞›»)]}";
const WIDE_CLOSERS: &str = "）》〉」』】〕〗］｝";
const OPENERS: &str = "“‘（《〈「『【〔〖［｛〝‹«([{";
const WIDE_OPENERS: &str = "（《〈「『【〔〖［｛";
const ITERATION: &str = "々〻";
const INTERPUNCTS: &str = "·•‧・";
const CONNECTORS: &str = "–～〜";
const PAIRED: &str = "—…⋯";
const SUFFIXES: &str = "%％‰‱°℃℉′″";
const PREFIXES: &str = "±+−￥¥$€£№-";
/// Only the measure words about which nobody can differ.
const MEASURES: &str = "年月日号时分秒点万亿元件版期个人次";

/// How little a break at some place is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Rule A1: must be allowed.
    Demanded,
    /// No rule speaks of it.
    Open,
    /// N4: between digit and measure word.
    Measure,
    /// S7.
    Dash,
    /// S4 to S6.
    Connector,
    /// L2: inside a URL, where it may part if it does not fit.
    Url,
    /// L1, N1 to N3.
    Word,
    /// U1: at an even place of a run.
    Run,
    /// S1 to S3, E1.
    Mark,
    /// U1: between the halves of a pair.
    Pair,
}

/// One cluster of a block.
struct Cluster {
    start: usize,
    base: char,
    width: Cells,
}

/// A document with all that judging its layouts at one ambiguous width needs.
pub(crate) struct Judge<'a> {
    document: &'a Document,
    blocks: Vec<Passage<'a>>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(document: &'a Document, ambiguous: AmbiguousWidth) -> Judge<'a> {
        let passage = |block: &'a Block| Passage::new(document, block, ambiguous);
        Judge {
            document,
            blocks: document.blocks.iter().map(passage).collect(),
        }
    }

    /// Every fault of `layout`, which is of this document.
    pub(crate) fn faults(&self, layout: &Layout, settings: &Settings) -> Vec<String> {
        let mut faults = Vec::new();
        let mut lines_of: Vec<Vec<(usize, &Line)>> = vec![Vec::new(); self.blocks.len()];
        let limit = settings.measure + if settings.hanging { 2 } else { 0 };
        for (index, line) in layout.lines().iter().enumerate() {
            if line.start + line.width > limit {
                faults.push(format!(
                    "line {index}: {} cells of {}",
                    line.start + line.width,
                    settings.measure
                ));
            }
            check_pieces(self.document, layout, index, settings, &mut faults);
            if let Some(block) = line.block {
                lines_of[block].push((index, line));
            }
        }
        for (passage, lines) in self.blocks.iter().zip(&lines_of) {
            passage.check_text(lines, &mut faults);
            passage.check_starts(lines, settings, &mut faults);
            if !matches!(passage.kind, BlockKind::Verbatim | BlockKind::Rule) {
                passage.check_breaks(lines, settings, &mut faults);
            }
        }
        faults
    }
}

/// The lines' pieces are the text of their range less white space at its end, side by side.
fn check_pieces(
    document: &Document,
    layout: &Layout,
    index: usize,
    settings: &Settings,
    faults: &mut Vec<String>,
) {
    let line = &layout.lines()[index];
    let Some(block) = line.block.map(|block| &document.blocks[block]) else {
        return;
    };
    if line.role == Role::Rule {
        return;
    }
    let text = document.text.as_str();
    let shown = text[line.range.clone()].trim_end_matches(SPACES);
    let mut stripped = 0;
    if block.range.start == line.range.start && strips_start(&block.kind, settings) {
        stripped = shown.len() - shown.trim_start_matches(SPACES).len();
    }
    let mut offset = line.range.start + stripped;
    let mut cell = line.start;
    for piece in layout.pieces(document, index) {
        let Some(at) = piece.offset else {
            continue;
        };
        let end = at + piece.text.len();
        if at != offset || text.get(at..end) != Some(piece.text.as_str()) {
            faults.push(format!(
                "line {index}: piece {:?} at {at}, expected at {offset}",
                piece.text.as_str()
            ));
        }
        if piece.cell < cell || piece.cell > cell + 1 {
            faults.push(format!(
                "line {index}: piece {:?} in cell {}, not {cell}",
                piece.text.as_str(),
                piece.cell
            ));
        }
        offset = end;
        cell = piece.cell + piece.width;
    }
    if offset != line.range.start + shown.len() {
        faults.push(format!(
            "line {index}: shows {} bytes of {:?}",
            offset - line.range.start,
            shown
        ));
    }
    if !shown.is_empty() && cell != line.start + line.width {
        faults.push(format!(
            "line {index}: pieces end in cell {cell}, the line in {}",
            line.start + line.width
        ));
    }
}

/// White space at the start of a block goes, but for rows that are set as they stand: code, tables
/// and raw text, whose paragraphs have no indent.
fn strips_start(kind: &BlockKind, settings: &Settings) -> bool {
    match kind {
        BlockKind::Verbatim => false,
        BlockKind::Paragraph => settings.indent > 0,
        _ => true,
    }
}

/// One block's text with what is needed to judge breaks in it.
struct Passage<'a> {
    text: &'a str,
    range: std::ops::Range<usize>,
    kind: &'a BlockKind,
    clusters: Vec<Cluster>,
    /// The cells before each cluster, from the block's start; then the same for spacing.
    cells: Vec<Cells>,
    gaps: Vec<Cells>,
    /// URLs as ranges of clusters.
    urls: Vec<(usize, usize)>,
}

impl<'a> Passage<'a> {
    fn new(document: &'a Document, block: &'a Block, ambiguous: AmbiguousWidth) -> Passage<'a> {
        let text = document.text.as_str();
        let range = block.range.clone();
        let clusters: Vec<Cluster> = text[range.clone()]
            .grapheme_indices(true)
            .map(|(at, cluster)| Cluster {
                start: range.start + at,
                base: cluster.chars().next().unwrap_or(' '),
                width: cluster_width(cluster, ambiguous),
            })
            .collect();
        let (mut cells, mut gaps) = (vec![0], vec![0]);
        for (at, cluster) in clusters.iter().enumerate() {
            cells.push(cells[at] + cluster.width);
            let gap = clusters
                .get(at + 1)
                .is_some_and(|next| takes_spacing(cluster.base, next.base));
            gaps.push(gaps[at] + usize::from(gap));
        }
        let urls = find_urls(&clusters, &text[range.clone()]);
        Passage {
            text,
            range,
            kind: &block.kind,
            clusters,
            cells,
            gaps,
            urls,
        }
    }

    /// The lines joined are the block, less white space at its start.
    fn check_text(&self, lines: &[(usize, &Line)], faults: &mut Vec<String>) {
        let stripped = self.text[self.range.clone()].trim_start_matches(SPACES);
        let first = self.range.end - stripped.len();
        let mut at = lines
            .first()
            .map_or(self.range.start, |(_, line)| line.range.start);
        if at < self.range.start || at > first {
            faults.push(format!("block at {}: starts with {at}", self.range.start));
        }
        for (index, line) in lines {
            if line.range.start != at {
                faults.push(format!(
                    "line {index}: text lost or doubled, {at} to {}",
                    line.range.start
                ));
            }
            at = line.range.end;
        }
        if !lines.is_empty()
            && at != self.range.end
            && !self.text[at..self.range.end].trim().is_empty()
        {
            faults.push(format!(
                "block at {}: ends with {at} of {}",
                self.range.start, self.range.end
            ));
        }
        if lines.is_empty() && !stripped.trim().is_empty() {
            faults.push(format!("block at {}: lost", self.range.start));
        }
    }

    /// Paragraphs have their indent, quotations and captions are set in on both sides, list items
    /// hang. Where the measure is narrower than six indents less may do.
    fn check_starts(
        &self,
        lines: &[(usize, &Line)],
        settings: &Settings,
        faults: &mut Vec<String>,
    ) {
        for (place, (index, line)) in lines.iter().enumerate() {
            let expected = match self.kind {
                BlockKind::Paragraph if place == 0 => settings.indent,
                // A heading of the title's own level stands in the middle, as the title does.
                BlockKind::Heading { level: 1 } => settings.measure.saturating_sub(line.width) / 2,
                BlockKind::Paragraph | BlockKind::Heading { level: 0 | 2 } => 0,
                BlockKind::Quote { depth: 1 } | BlockKind::ListItem { depth: 1, .. } => 4,
                BlockKind::Caption if place > 0 => 4,
                BlockKind::Heading { level: 3 } => 4,
                _ => continue,
            };
            let may_be_less = settings.measure < 24;
            if line.start != expected && !(may_be_less && line.start < expected) {
                faults.push(format!(
                    "line {index}: starts in cell {}, not {expected}",
                    line.start
                ));
            }
        }
    }

    /// Every line but the last of its block ends in the best place that fits.
    fn check_breaks(
        &self,
        lines: &[(usize, &Line)],
        settings: &Settings,
        faults: &mut Vec<String>,
    ) {
        for (place, (index, line)) in lines.iter().enumerate() {
            let mut first = self.cluster_at(line.range.start);
            let strips = place == 0 && strips_start(self.kind, settings);
            while strips && first < self.clusters.len() && self.is_space(first) {
                first += 1;
            }
            let width = self.width_between(first, self.cluster_at(line.range.end), settings);
            if width != line.width {
                faults.push(format!(
                    "line {index}: {} cells, counted {width}",
                    line.width
                ));
            }
            if place + 1 == lines.len() {
                continue;
            }
            let room = self.room(line, settings);
            let chosen = self.cluster_at(line.range.end);
            let is_boundary =
                |at: usize, offset| self.clusters.get(at).is_some_and(|c| c.start == offset);
            if !is_boundary(chosen, line.range.end) {
                faults.push(format!("line {index}: a cluster is torn"));
                continue;
            }
            if self.is_space(chosen) {
                faults.push(format!(
                    "line {index}: white space left at the start of the next line"
                ));
                continue;
            }
            let rank = self.rank(chosen, settings);
            let shown = || format!("{:?} | {:?}", self.tail(line), self.head(line.range.end));
            if rank > Rank::Measure && !line.forced {
                faults.push(format!(
                    "line {index}: {rank:?} given up without need or notice, {}",
                    shown()
                ));
            }
            if rank == Rank::Demanded && line.forced {
                faults.push(format!(
                    "line {index}: a plain break is marked as forced, {}",
                    shown()
                ));
            }
            // Weaker rules are looked for in the whole line, an equal one only behind the break.
            let from = if rank > Rank::Open {
                first + 1
            } else {
                chosen + 1
            };
            for end in from..self.clusters.len() {
                if self.is_space(end) || end == chosen {
                    continue;
                }
                if self.width_between(first, end, settings) > room {
                    break;
                }
                let other = self.rank(end, settings);
                let better = other < rank && rank > Rank::Open && other != Rank::Open;
                let later = end > chosen
                    && (other == Rank::Demanded || (other == rank && rank > Rank::Measure));
                if better || later {
                    let cut: String = self.text[self.clusters[end].start..]
                        .chars()
                        .take(4)
                        .collect();
                    faults.push(format!(
                        "line {index}: {rank:?} at {}, but {other:?} before {cut:?}",
                        shown()
                    ));
                    break;
                }
            }
        }
    }

    /// The cells there are for the text of `line`.
    fn room(&self, line: &Line, settings: &Settings) -> Cells {
        let inset = match self.kind {
            BlockKind::Quote { .. } | BlockKind::Caption if settings.measure >= 24 => 4,
            // How far a narrow measure is set in is not said: what is set tells it.
            BlockKind::Quote { .. } | BlockKind::Caption | BlockKind::Note => return line.width,
            BlockKind::Heading { level: 1 } => return settings.measure,
            _ => 0,
        };
        settings.measure.saturating_sub(line.start + inset)
    }

    /// The cells of a line made of these clusters, white space at its end dropped.
    fn width_between(&self, from: usize, to: usize, settings: &Settings) -> Cells {
        let mut to = to;
        while to > from && self.is_space(to - 1) {
            to -= 1;
        }
        let spaced = settings.spacing && settings.measure >= 40 && to > from;
        self.cells[to] - self.cells[from]
            + if spaced {
                self.gaps[to - 1] - self.gaps[from]
            } else {
                0
            }
    }

    /// The first cluster that starts at `offset` or after it.
    fn cluster_at(&self, offset: usize) -> usize {
        self.clusters
            .partition_point(|cluster| cluster.start < offset)
    }

    fn is_space(&self, at: usize) -> bool {
        SPACES.contains(&self.clusters[at].base)
    }

    fn base(&self, at: usize) -> char {
        self.clusters.get(at).map_or(' ', |cluster| cluster.base)
    }

    fn tail(&self, line: &Line) -> String {
        let shown: Vec<char> = self.text[line.range.clone()].chars().collect();
        shown[shown.len().saturating_sub(4)..].iter().collect()
    }

    fn head(&self, from: usize) -> String {
        self.text[from..self.range.end].chars().take(4).collect()
    }

    /// The rank of a break before cluster `at` (not white space).
    fn rank(&self, at: usize, settings: &Settings) -> Rank {
        let mut before = at;
        while before > 0 && self.is_space(before - 1) {
            before -= 1;
        }
        if before == 0 {
            return Rank::Open;
        }
        before -= 1;
        let glued = before + 1 == at;
        let (a, b) = (self.base(before), self.base(at));
        let level = settings.level;
        // The marks of a URL are not marks of the sentence.
        if self.urls.iter().any(|&(from, to)| from < at && at < to) {
            return if "/?&=.".contains(a) && b != '/' {
                Rank::Url
            } else {
                Rank::Word
            };
        }
        if CLOSERS.contains(b) || PAUSES.contains(b) || ITERATION.contains(b) || OPENERS.contains(a)
        {
            return Rank::Mark;
        }
        if glued && ASCII_PAUSES.contains(b) {
            return Rank::Mark;
        }
        if glued && a == b && PAIRED.contains(a) {
            return self.rank_in_run(at);
        }
        // No rule says to which side a straight quote or a no-break space belongs.
        if glued && ("\"'\u{a0}".contains(a) || "\"'\u{a0}".contains(b)) {
            return Rank::Open;
        }
        if level == ProhibitionLevel::Strict
            && (b == '⸺' || (PAIRED.contains(b) && self.base(at + 1) == b))
        {
            return Rank::Dash;
        }
        let single_dash = b == '—' && self.base(at + 1) != '—';
        let solidus = a == '／' || b == '／';
        let glued_solidus = glued && ((b == '/' && is_word(a)) || (a == '/' && is_word(b)));
        // A number's own solidus or hyphen is S5 and S6 as well as N1; the weaker is given up.
        let starts = "/-".contains(b) && a.is_ascii_digit() && is_word(self.base(at + 1));
        let ends = a == '/' && b.is_ascii_digit() && before > 0 && is_word(self.base(before - 1));
        let inside_number = glued && (starts || ends);
        if inside_number && level != ProhibitionLevel::Loose {
            return Rank::Connector;
        }
        if glued && self.is_in_word(before, at) {
            return Rank::Word;
        }
        if level != ProhibitionLevel::Loose {
            let hyphen = glued && b == '-' && is_word(a) && is_word(self.base(at + 1));
            if INTERPUNCTS.contains(b)
                || CONNECTORS.contains(b)
                || single_dash
                || solidus
                || glued_solidus
                || hyphen
            {
                return Rank::Connector;
            }
        }
        self.rank_allowed(before, at, glued, settings)
    }

    /// Inside a run of dashes or dots: pairs stay together, and they part last but one.
    fn rank_in_run(&self, at: usize) -> Rank {
        let mark = self.base(at);
        let before = (0..at).rev().take_while(|&i| self.base(i) == mark).count();
        if before.is_multiple_of(2) {
            Rank::Run
        } else {
            Rank::Pair
        }
    }

    fn is_in_word(&self, before: usize, at: usize) -> bool {
        let (a, b) = (self.base(before), self.base(at));
        let earlier = if before == 0 {
            ' '
        } else {
            self.base(before - 1)
        };
        let later = self.base(at + 1);
        (is_word(a) && is_word(b))
            || (a.is_ascii_digit() && SUFFIXES.contains(b))
            || (PREFIXES.contains(a) && b.is_ascii_digit())
            || (".,:/-".contains(a) && earlier.is_ascii_digit() && b.is_ascii_digit())
            || ("/-".contains(b) && a.is_ascii_digit() && later.is_ascii_digit())
            || ("&.’".contains(a) && is_letter(earlier) && is_letter(b))
            || (b == '&' && is_letter(a) && is_letter(later))
    }

    /// Nothing prohibits a break here: does rule A1 demand it?
    fn rank_allowed(&self, before: usize, at: usize, glued: bool, settings: &Settings) -> Rank {
        let (a, b) = (self.base(before), self.base(at));
        let tight = settings.tight_numbers && settings.measure >= 24;
        if !glued {
            return if (is_han(a) || is_word(a)) && (is_han(b) || is_word(b)) {
                Rank::Demanded
            } else {
                Rank::Open
            };
        }
        if tight && is_han(b) && a.is_ascii_digit() {
            return if MEASURES.contains(b) {
                Rank::Measure
            } else {
                Rank::Open
            };
        }
        // The measure word of a number may be of several characters (N4).
        let number_before = (1..=6)
            .map_while(|back| before.checked_sub(back))
            .find(|&place| !is_han(self.base(place)))
            .is_some_and(|place| self.base(place).is_ascii_digit());
        if tight && ((a == '第' && b.is_ascii_digit()) || (is_han(a) && number_before)) {
            return Rank::Open;
        }
        let after_pair = PAIRED.contains(a) && before > 0 && self.base(before - 1) == a;
        let after_mark = PAUSES.contains(a) || WIDE_CLOSERS.contains(a) || after_pair;
        let demanded = match () {
            () if is_han(b) => {
                is_han(a) || is_word(a) || after_mark || "”’".contains(a) || "%％".contains(a)
            }
            () if "“‘".contains(b) => is_han(a) || after_mark,
            () if WIDE_OPENERS.contains(b) => {
                is_han(a) || is_word(a) || after_mark || "”’".contains(a)
            }
            () if is_word(b) => is_han(a) || after_mark,
            // S7 is the strict level's only: below it a dash or an ellipsis may start a line.
            () if PAIRED.contains(b) && self.base(at + 1) == b => is_han(a),
            () if INTERPUNCTS.contains(b) || CONNECTORS.contains(b) => is_han(a),
            () => false,
        };
        if demanded { Rank::Demanded } else { Rank::Open }
    }
}

fn find_urls(clusters: &[Cluster], text: &str) -> Vec<(usize, usize)> {
    let Some(origin) = clusters.first().map(|cluster| cluster.start) else {
        return Vec::new();
    };
    let mut urls = Vec::new();
    for (at, _) in text.match_indices("http").chain(text.match_indices("www.")) {
        let rest = &text[at..];
        if !(rest.starts_with("http://")
            || rest.starts_with("https://")
            || rest.starts_with("www."))
        {
            continue;
        }
        let is_part = |c: char| c.is_ascii_graphic();
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let place =
            |offset: usize| clusters.partition_point(|cluster| cluster.start < origin + offset);
        // Letters that stand before it make one word with it.
        let glued = text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        urls.push((place(at - glued), place(at + length)));
    }
    urls
}
