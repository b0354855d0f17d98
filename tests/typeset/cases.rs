//! The format of the named cases in `tests/suite/typeset` and a way to see a layout as lines.

use kanbao::markup::{Block, BlockKind, Document};
use kanbao::text::{AmbiguousWidth, sanitize};
use kanbao::typeset::{Byline, Head, Layout, ProhibitionLevel, Settings};

/// One case: an input and what each level makes of it.
#[derive(Default)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) rule: String,
    pub(crate) why: String,
    pub(crate) input: Vec<(String, String)>,
    pub(crate) expected: Vec<(Vec<ProhibitionLevel>, Vec<String>)>,
    pub(crate) settings: Vec<(String, String)>,
}

/// The cases of one file.
///
/// # Panics
/// On a line that is not of the format: the file is part of the test.
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("--- ") {
            cases.push(parse_head(head));
            continue;
        }
        let Some(case) = cases.last_mut() else {
            assert!(line.is_empty(), "text before the first case: {line}");
            continue;
        };
        if let Some(input) = line.strip_prefix('<') {
            let (kind, content) = input
                .split_once(' ')
                .expect("an input line is `<kind text`");
            case.input.push((kind.to_owned(), unescape(content)));
        } else if let Some(levels) = line.strip_prefix("@ ") {
            if case
                .expected
                .last()
                .is_some_and(|(_, lines)| lines.is_empty())
            {
                case.expected.pop();
            }
            case.expected.push((parse_levels(levels), Vec::new()));
        } else if case.input.is_empty() {
            case.why.push_str(line);
        } else if !line.is_empty() {
            let (_, lines) = case.expected.last_mut().expect("the head gave the levels");
            lines.push(unescape(line));
        }
    }
    cases
}

fn parse_head(head: &str) -> Case {
    let mut parts = head.split(" | ");
    let mut case = Case {
        name: parts.next().unwrap_or_default().to_owned(),
        rule: parts.next().unwrap_or_default().to_owned(),
        ..Case::default()
    };
    let mut levels = vec![ProhibitionLevel::Strict];
    for part in parts {
        let (key, value) = part.split_once(' ').expect("a setting is `name value`");
        if key == "level" {
            levels = parse_levels(value);
        } else {
            case.settings.push((key.to_owned(), value.to_owned()));
        }
    }
    case.expected.push((levels, Vec::new()));
    case
}

fn parse_levels(levels: &str) -> Vec<ProhibitionLevel> {
    levels
        .split_whitespace()
        .flat_map(|level| match level {
            "loose" => vec![ProhibitionLevel::Loose],
            "normal" => vec![ProhibitionLevel::Normal],
            "strict" => vec![ProhibitionLevel::Strict],
            "all" => vec![
                ProhibitionLevel::Loose,
                ProhibitionLevel::Normal,
                ProhibitionLevel::Strict,
            ],
            other => panic!("no level is called {other}"),
        })
        .collect()
}

/// `\u{301}` written out.
fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').expect("an escape ends in }");
        out.push(
            u32::from_str_radix(code, 16)
                .ok()
                .and_then(char::from_u32)
                .expect("an escape is a code point"),
        );
        out.push_str(rest);
    }
    out
}

impl Case {
    /// The case's settings at `level`; everything is off that the case does not turn on.
    pub(crate) fn settings(&self, level: ProhibitionLevel) -> Settings {
        let mut settings = plain_settings(0);
        settings.level = level;
        for (key, value) in &self.settings {
            let on = value == "on";
            let number = || value.parse().expect("a number");
            match key.as_str() {
                "width" => settings.measure = number(),
                "indent" => settings.indent = number(),
                "ambiguous" if value == "2" => settings.ambiguous = AmbiguousWidth::WIDE,
                "hanging" => settings.hanging = on,
                "spacing" => settings.spacing = on,
                "tight" => settings.tight_numbers = on,
                "roomy" => settings.roomy = on,
                other => panic!("no setting is called {other}"),
            }
        }
        settings
    }

    /// The head, if the input has one, and the document.
    pub(crate) fn document(&self) -> (Option<Head>, Document) {
        let mut head = Head::default();
        let mut blocks = Vec::new();
        for (kind, content) in &self.input {
            let content = content.as_str();
            let kind = match kind.as_str() {
                "kicker" => {
                    head.kicker = Some(sanitize(content));
                    continue;
                }
                "title" => {
                    head.title = sanitize(content);
                    continue;
                }
                "subtitle" => {
                    head.subtitle = Some(sanitize(content));
                    continue;
                }
                "byline" => {
                    head.byline = byline(content);
                    continue;
                }
                "item" => {
                    let (marker, text) = content.split_once(' ').expect("an item is `mark text`");
                    blocks.push((
                        BlockKind::ListItem {
                            depth: 1,
                            marker: Some(sanitize(marker)),
                        },
                        text,
                    ));
                    continue;
                }
                "" => BlockKind::Paragraph,
                "heading2" => BlockKind::Heading { level: 2 },
                "heading3" => BlockKind::Heading { level: 3 },
                "quote" => BlockKind::Quote { depth: 1 },
                "caption" => BlockKind::Caption,
                "note" => BlockKind::Note,
                "verbatim" => BlockKind::Verbatim,
                other => panic!("no block is called {other}"),
            };
            blocks.push((kind, content));
        }
        let has_head = !head.title.is_empty() || head.kicker.is_some();
        (has_head.then_some(head), document(blocks))
    }
}

/// Authors, source and date with page, parted by ` | `; fields of one group by ` / `.
fn byline(content: &str) -> Byline {
    let mut groups = content
        .split(" | ")
        .map(|group| group.split(" / ").map(sanitize).collect::<Vec<_>>());
    Byline {
        authors: groups.next().unwrap_or_default(),
        source: groups.next().and_then(|mut group| group.pop()),
        when: groups.next().unwrap_or_default(),
    }
}

/// Settings with nothing turned on.
pub(crate) fn plain_settings(measure: usize) -> Settings {
    Settings {
        measure,
        ambiguous: AmbiguousWidth::NARROW,
        level: ProhibitionLevel::Strict,
        indent: 0,
        hanging: false,
        spacing: false,
        tight_numbers: false,
        caption_label: sanitize("图："),
        bullet: sanitize("∙"),
        roomy: true,
    }
}

/// A document of `blocks`.
pub(crate) fn document<'a>(blocks: impl IntoIterator<Item = (BlockKind, &'a str)>) -> Document {
    let mut document = Document::default();
    for (number, (kind, content)) in blocks.into_iter().enumerate() {
        if number > 0 {
            document.text.push_line_break();
        }
        let start = document.text.len();
        document.text.push(sanitize(content).as_clean());
        document.blocks.push(Block {
            kind,
            range: start..document.text.len(),
            line: number + 1,
        });
    }
    document
}

/// The lines as they are drawn: cells without text as spaces, `|` after the last cell, `!` on lines
/// for which a rule was given up.
pub(crate) fn draw(layout: &Layout, document: &Document) -> Vec<String> {
    let draw_line = |(index, line): (usize, &kanbao::typeset::Line)| {
        let mut drawn = String::new();
        let mut cell = 0;
        for piece in layout.pieces(document, index) {
            drawn.push_str(&" ".repeat(piece.cell.saturating_sub(cell)));
            drawn.push_str(piece.text.as_str());
            cell = piece.cell + piece.width;
        }
        format!("{drawn}|{}", if line.forced { "!" } else { "" })
    };
    layout.lines().iter().enumerate().map(draw_line).collect()
}

/// Whether the drawn line `set` is what `expected` says; `?` leaves open whether a rule was given up.
pub(crate) fn agrees(expected: &str, set: &str) -> bool {
    match expected.strip_suffix('?') {
        Some(open) => set.strip_suffix('!').unwrap_or(set) == open,
        None => expected == set,
    }
}
