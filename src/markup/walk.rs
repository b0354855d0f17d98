//! The events of the CommonMark parser, walked once, block by block.
//!
//! Of the extensions tables, footnotes, task lists and `~~` are on; others are off, so that what they
//! would mark (`$`, `==`) stays visible.
//! Containers (quotations, lists) are a stack; the innermost one names the kind of a paragraph in
//! it. Three things are hard. A tight list item has text without a paragraph, so a leaf is opened
//! by its first text. A line that holds only pictures is a caption, which is known at its end. And
//! the parser swallows link definitions, among them lines like `[注]: 文字` that are meant to be
//! read: whatever lies between the blocks is looked at by [`super::swallowed`].

use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::collect::{Collector, Raw};
use super::document::{BlockKind, CellAlignment, Document, InlineStyle};
use super::leaf::Leaf;
use super::lines::Lines;
use super::list::{Container, List};
use super::nesting::MAX_NESTING;
use super::{address, html, swallowed, verbatim};
use crate::diagnostic::{Diagnostic, Fault};
use crate::text::sanitize;

const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_STRIKETHROUGH);

/// Walks `body`, which starts on line `first_line` of its file. The diagnostic tells the first
/// place where containers nest too deep.
pub(super) fn walk(body: &str, first_line: usize) -> (Document, Option<Diagnostic>) {
    let mut walker = Walker {
        body,
        lines: Lines::new(body, first_line),
        collector: Collector::default(),
        containers: Vec::new(),
        quotes: 0,
        lists: 0,
        leaf: None,
        block: None,
        row: None,
        alignments: Vec::new(),
        emphasis: 0,
        strikes: Vec::new(),
        struck: 0,
        links: 0,
        link: None,
        note: false,
        covered: 0,
        too_deep: None,
    };
    for (event, range) in Parser::new_ext(body, EXTENSIONS).into_offset_iter() {
        walker.take(event, &range);
    }
    walker.close_leaf();
    walker.uncover(body.len());
    let too_deep = walker
        .too_deep
        .map(|line| Diagnostic::at_line(line, Fault::TooDeep { limit: MAX_NESTING }));
    (walker.collector.finish(), too_deep)
}

struct Walker<'a> {
    body: &'a str,
    lines: Lines<'a>,
    collector: Collector,
    containers: Vec<Container>,
    quotes: usize,
    lists: usize,
    /// The block of running text that is open.
    leaf: Option<Leaf>,
    /// The block of code or HTML that is open.
    block: Option<Verbatim>,
    /// Whether the open leaf is a row of a table, and whether its head.
    row: Option<bool>,
    /// The alignments of the open table's columns.
    alignments: Vec<CellAlignment>,
    emphasis: usize,
    /// For each open `~`: whether there are two, so that it strikes out.
    strikes: Vec<bool>,
    /// How many of them strike out.
    struck: usize,
    links: usize,
    /// The open link.
    link: Option<OpenLink>,
    /// Whether the open link is the mark of a note. Links do not nest.
    note: bool,
    /// Everything before this offset has been read or looked at.
    covered: usize,
    /// The first line that nests too deep.
    too_deep: Option<usize>,
}

/// A link: where it leads and what has been read of its text.
struct OpenLink {
    target: String,
    text: String,
}

/// A block of code or HTML: its text so far, and the line on which that starts.
struct Verbatim {
    info: Option<String>,
    text: String,
    line: Option<usize>,
}

impl Walker<'_> {
    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Html(text) if self.block.is_some() => {
                let line = self.lines.at(range.start);
                if let Some(block) = &mut self.block {
                    block.line.get_or_insert(line);
                    block.text.push_str(&text);
                }
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text, range),
            Event::FootnoteReference(label) => self.text(&format!("[{label}]"), range),
            Event::InlineHtml(tag) => match html::element(&tag) {
                Some("br") => self.hard_break(range),
                Some(_) => {}
                None => self.text(&tag, range),
            },
            Event::SoftBreak => self.with_leaf(range, Leaf::soft_break),
            Event::HardBreak => self.hard_break(range),
            Event::Rule => {
                self.begin_block(range);
                let line = self.lines.at(range.start);
                self.collector.add_empty(BlockKind::Rule, line);
            }
            Event::TaskListMarker(done) => self.task(if done { "[x]" } else { "[ ]" }, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.begin_block(range);
                self.leaf = Some(Leaf::new(BlockKind::Heading {
                    level: level_number(level),
                }));
            }
            Tag::CodeBlock(kind) => {
                self.begin_block(range);
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.trim().to_owned()),
                    CodeBlockKind::Indented => None,
                };
                self.block = Some(Verbatim {
                    info,
                    text: String::new(),
                    line: None,
                });
            }
            Tag::HtmlBlock => {
                self.begin_block(range);
                self.block = Some(Verbatim {
                    info: None,
                    text: String::new(),
                    line: None,
                });
            }
            Tag::Table(alignments) => {
                self.alignments = alignments.into_iter().map(alignment).collect();
            }
            Tag::TableHead | Tag::TableRow => {
                self.begin_block(&(range.start..range.start));
                self.row = Some(tag == Tag::TableHead);
                self.leaf = Some(Leaf::new(BlockKind::Verbatim));
            }
            Tag::FootnoteDefinition(label) => {
                self.close_leaf();
                self.uncover(range.start);
                // The label is read from here, not from the source.
                let source = &self.body[range.clone()];
                let label_end = source.find("]:").map_or(0, |at| at + "]:".len());
                self.covered = self.covered.max(range.start + label_end);
                let mark = Some(format!("[{label}] "));
                self.containers.push(Container::Footnote { mark });
            }
            Tag::TableCell => self.with_leaf(range, |leaf, _| leaf.begin_cell()),
            Tag::BlockQuote(_) => {
                self.close_leaf();
                self.uncover(range.start);
                self.release_footnote(range);
                self.quotes += 1;
                self.enter(Container::Quote, range);
            }
            Tag::List(first) => {
                self.close_leaf();
                self.uncover(range.start);
                self.release_footnote(range);
                self.lists += 1;
                self.enter(Container::List(List::new(first)), range);
            }
            Tag::Item => {
                let mark = match self.containers.last_mut() {
                    Some(Container::List(list)) => list.next_mark(&self.body[range.clone()]),
                    _ => String::new(),
                };
                self.containers.push(Container::Item { mark: Some(mark) });
            }
            Tag::Paragraph => self.begin_text(range),
            Tag::Emphasis | Tag::Strong => {
                self.begin_text(range);
                self.emphasis += 1;
            }
            Tag::Strikethrough => {
                // One `~` is how many write from … to (3~5公里): it stays, two strike out.
                let strikes = self.body[range.clone()].starts_with("~~");
                self.begin_text(range);
                self.strikes.push(strikes);
                if strikes {
                    self.struck += 1;
                } else {
                    self.text("~", range);
                }
            }
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.begin_text(range);
                self.links += 1;
                self.link = Some(OpenLink {
                    target: dest_url.to_string(),
                    text: String::new(),
                });
                // A note's mark stays one; what it points at is shown where it stands.
                let inline = matches!(
                    link_type,
                    LinkType::Inline | LinkType::Autolink | LinkType::Email
                );
                if !inline && swallowed::is_note(&self.body[range.start..], &dest_url) {
                    self.note = true;
                    self.links -= 1;
                    self.text("[", range);
                }
            }
            Tag::Image { title, .. } => {
                self.begin_text(range);
                if let Some(link) = &mut self.link {
                    link.text.push('!');
                }
                self.with_leaf(range, |leaf, _| leaf.begin_image(&title));
            }
            // The extensions that would make other tags are off; a table is its rows.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow => {
                if matches!(tag, TagEnd::TableHead | TagEnd::TableRow) {
                    self.rest_of_row(range);
                }
                self.close_leaf();
                self.covered = self.covered.max(range.end);
            }
            TagEnd::TableCell => self.covered = self.covered.max(range.end),
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                let line = self.lines.at(range.start);
                if let Some(block) = self.block.take() {
                    let line = block.line.unwrap_or(line);
                    verbatim::add(
                        &mut self.collector,
                        block.info.as_deref(),
                        &block.text,
                        line,
                    );
                }
                self.covered = self.covered.max(range.end);
            }
            TagEnd::BlockQuote(_) => {
                self.leave(range);
                self.quotes -= 1;
            }
            TagEnd::List(_) => {
                self.leave(range);
                self.lists -= 1;
            }
            TagEnd::Item => {
                self.close_leaf();
                self.uncover(range.end);
                self.release_mark(range);
                self.containers.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => self.emphasis -= 1,
            TagEnd::Strikethrough => {
                if self.strikes.pop() == Some(true) {
                    self.struck -= 1;
                } else {
                    self.text("~", range);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.release_footnote(range);
                self.leave(range);
            }
            TagEnd::Link => {
                let link = self.link.take();
                if std::mem::take(&mut self.note) {
                    self.text("]", range);
                } else if let Some(link) = link {
                    if link.text.is_empty() {
                        self.text(&link.target, range);
                        self.links -= 1;
                    } else {
                        self.links -= 1;
                        if let Some(address) = address::hidden(&link.target, &link.text) {
                            self.text(&format!("（{address}）"), range);
                        }
                    }
                }
            }
            TagEnd::Image => {
                let style = self.style();
                let line = self.lines.at(range.start);
                self.with_leaf(range, |leaf, _| leaf.end_image(style, line));
            }
            _ => {}
        }
    }

    /// A task's box takes the place of a bullet; beside a number it is text.
    fn task(&mut self, mark: &str, range: &Range<usize>) {
        match self.containers.last_mut() {
            Some(Container::Item { mark: Some(bullet) }) if bullet == "-" => {
                mark.clone_into(bullet);
                self.begin_text(range);
            }
            _ => self.text(&format!("{mark} "), range),
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(link) = &mut self.link {
            link.text.push_str(text);
        }
        let style = self.style();
        let line = self.lines.at(range.start);
        self.with_leaf(range, |leaf, collector| {
            leaf.text(text, style, line, collector);
        });
    }

    fn hard_break(&mut self, range: &Range<usize>) {
        self.with_leaf(range, Leaf::hard_break);
    }

    fn style(&self) -> Option<InlineStyle> {
        if self.links > 0 {
            Some(InlineStyle::Link)
        } else if self.struck > 0 {
            Some(InlineStyle::Strike)
        } else {
            (self.emphasis > 0).then_some(InlineStyle::Emphasis)
        }
    }

    /// Lets `act` work on the open leaf, after opening one of the kind that belongs here.
    fn with_leaf(&mut self, range: &Range<usize>, act: impl FnOnce(&mut Leaf, &mut Collector)) {
        if self.leaf.is_none() {
            self.uncover(range.start);
            let kind = self.kind_of_text();
            let mut leaf = Leaf::new(kind);
            if let Some(Container::Footnote { mark }) = self.containers.last_mut()
                && let Some(mark) = mark.take()
            {
                let line = self.lines.at(range.start);
                leaf.text(&mark, None, line, &mut self.collector);
            }
            self.leaf = Some(leaf);
        }
        self.covered = self.covered.max(range.end);
        if let Some(leaf) = &mut self.leaf {
            act(leaf, &mut self.collector);
        }
    }

    fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        match self.row.take() {
            Some(head) => leaf.close_row(head, &self.alignments, &mut self.collector),
            None => leaf.close(&mut self.collector),
        }
    }

    /// Looks at what lies before running text, which opens its leaf later.
    fn begin_text(&mut self, range: &Range<usize>) {
        self.uncover(range.start);
        self.covered = self.covered.max(range.end);
    }

    /// Makes room for a block that is no running text.
    fn begin_block(&mut self, range: &Range<usize>) {
        self.close_leaf();
        self.uncover(range.start);
        self.release_mark(range);
        self.covered = self.covered.max(range.end);
    }

    fn enter(&mut self, container: Container, range: &Range<usize>) {
        self.containers.push(container);
        if self.quotes + self.lists > MAX_NESTING {
            let line = self.lines.at(range.start);
            self.too_deep.get_or_insert(line);
        }
    }

    fn leave(&mut self, range: &Range<usize>) {
        self.close_leaf();
        self.uncover(range.end);
        self.containers.pop();
    }

    /// What running text is here, by its innermost container. Takes the mark of a list item.
    fn kind_of_text(&mut self) -> BlockKind {
        // Capped at 100, so the cast cannot cut.
        let level = |depth: usize| depth.min(MAX_NESTING) as u8;
        match self.containers.last_mut() {
            Some(Container::Item { mark }) => BlockKind::ListItem {
                depth: level(self.lists),
                marker: mark
                    .take()
                    .filter(|mark| !mark.is_empty())
                    .map(|mark| sanitize(&mark)),
            },
            Some(Container::Quote) => BlockKind::Quote {
                depth: level(self.quotes),
            },
            Some(Container::Footnote { .. }) => BlockKind::Note,
            _ => BlockKind::Paragraph,
        }
    }

    /// Sets the mark of a footnote by itself when no text of its own can carry it.
    fn release_footnote(&mut self, range: &Range<usize>) {
        if let Some(Container::Footnote { mark: Some(_) }) = self.containers.last() {
            self.with_leaf(range, |_, _| {});
            self.close_leaf();
        }
    }

    /// Sets the number of a list item or the mark of a footnote by itself when no text of its own
    /// can carry it.
    fn release_mark(&mut self, range: &Range<usize>) {
        self.release_footnote(range);
        let numbered = match self.containers.last() {
            Some(Container::Item { mark: Some(mark) }) => {
                mark.starts_with(|c: char| c.is_ascii_digit())
            }
            _ => false,
        };
        if numbered {
            let kind = self.kind_of_text();
            let line = self.lines.at(range.start);
            self.collector.add_empty(kind, line);
        }
    }

    /// Shows what the parser passed over before `end` and what is meant to be read.
    fn uncover(&mut self, end: usize) {
        if self.covered >= end {
            return;
        }
        let gap = self.covered..end;
        self.covered = end;
        for line in swallowed::readable_lines(&self.body[gap.clone()]) {
            let number = self.lines.at(gap.start + line.start);
            let text = &self.body[gap.start + line.start..gap.start + line.end];
            let mut raw = Raw::default();
            raw.push(text, None);
            let kind = self.kind_of_text();
            self.collector.add(kind, number, &raw);
        }
    }

    /// Cells of a row beyond those of the table's head, which the parser passes over.
    fn rest_of_row(&mut self, range: &Range<usize>) {
        let end = range.end.min(self.body.len());
        if self.covered >= end || self.leaf.is_none() {
            return;
        }
        let rest = self.covered..end;
        let line = self.lines.at(rest.start);
        self.covered = end;
        for cell in self.body[rest]
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
        {
            if let Some(leaf) = &mut self.leaf {
                leaf.begin_cell();
                leaf.text(cell, None, line, &mut self.collector);
            }
        }
    }
}

fn alignment(alignment: Alignment) -> CellAlignment {
    match alignment {
        Alignment::None | Alignment::Left => CellAlignment::Left,
        Alignment::Center => CellAlignment::Centre,
        Alignment::Right => CellAlignment::Right,
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}
