//! The events of the CommonMark parser, walked once, block by block.
//!
//! Extensions are off except tables, so that what they would mark (`~~`, `[^1]`, `$`) stays visible.
//! Containers (quotations, lists) are a stack; the innermost one names the kind of a paragraph in
//! it. Three things are hard. A tight list item has text without a paragraph, so a leaf is opened
//! by its first text. A line that holds only pictures is a caption, which is known at its end. And
//! the parser swallows link definitions, among them lines like `[注]: 文字` that are meant to be
//! read: whatever lies between the blocks is looked at by [`super::swallowed`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::collect::{Collector, Raw};
use super::document::{BlockKind, Document, InlineStyle};
use super::leaf::Leaf;
use super::lines::Lines;
use super::list::{Container, List};
use super::nesting::MAX_NESTING;
use super::{html, swallowed, verbatim};
use crate::diagnostic::{Diagnostic, Fault};
use crate::text::sanitize;

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
        emphasis: 0,
        links: 0,
        link_empty: None,
        note: false,
        covered: 0,
        too_deep: None,
    };
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
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
    emphasis: usize,
    links: usize,
    /// The target of the open link, as long as it has no text.
    link_empty: Option<String>,
    /// Whether the open link is the mark of a note. Links do not nest.
    note: bool,
    /// Everything before this offset has been read or looked at.
    covered: usize,
    /// The first line that nests too deep.
    too_deep: Option<usize>,
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
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text, range),
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
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }, range),
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
            Tag::TableHead | Tag::TableRow => {
                self.begin_block(&(range.start..range.start));
                self.leaf = Some(Leaf::new(BlockKind::Verbatim));
            }
            Tag::TableCell => self.with_leaf(range, |leaf, _| leaf.begin_cell()),
            Tag::BlockQuote(_) => {
                self.close_leaf();
                self.uncover(range.start);
                self.quotes += 1;
                self.enter(Container::Quote, range);
            }
            Tag::List(first) => {
                self.close_leaf();
                self.uncover(range.start);
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
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.begin_text(range);
                self.links += 1;
                self.link_empty = Some(dest_url.to_string());
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
                self.link_empty = None;
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
            TagEnd::Link => {
                if std::mem::take(&mut self.note) {
                    self.text("]", range);
                } else {
                    if let Some(target) = self.link_empty.take() {
                        self.text(&target, range);
                    }
                    self.links -= 1;
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

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.link_empty = None;
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
        } else {
            (self.emphasis > 0).then_some(InlineStyle::Emphasis)
        }
    }

    /// Lets `act` work on the open leaf, after opening one of the kind that belongs here.
    fn with_leaf(&mut self, range: &Range<usize>, act: impl FnOnce(&mut Leaf, &mut Collector)) {
        if self.leaf.is_none() {
            self.uncover(range.start);
            let kind = self.kind_of_text();
            self.leaf = Some(Leaf::new(kind));
        }
        self.covered = self.covered.max(range.end);
        if let Some(leaf) = &mut self.leaf {
            act(leaf, &mut self.collector);
        }
    }

    fn close_leaf(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            leaf.close(&mut self.collector);
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
            _ => BlockKind::Paragraph,
        }
    }

    /// Sets the number of a list item by itself when no text of its own can carry it.
    fn release_mark(&mut self, range: &Range<usize>) {
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

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}
