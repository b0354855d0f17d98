//! The outline of what was found, and its file with a word on how to use it.

use std::ops::Range;

use super::{Outline, OutlinedArticle, OutlinedIssue, Spot, Stretch};
use crate::import::draft::Articles;
use crate::import::page::Page;
use crate::import::plan::Plan;
use crate::import::render::toml;
use crate::import::role::Field;
use crate::library::Kind;

/// How to use the file, in both languages of the interface.
const HEADER: &str = "\
# 这是导入时认出的篇目。认得不对，就改这个文件，再运行：
#     kanbao import --update 原文件
# lines 是各篇在原文件里的行号，如 [\"3-9\", \"14\"]；一行里有几段时写作 1.2（第 1 行第 2 段）。
# 移动边界就改行号，合并就删去一篇、把行号并给另一篇，拆分就多写一篇。
# 不属于任何一篇的行不排，但仍在原文件里。没写的项目照程序认出的，写成 \"\" 表示没有。
#
# This is the outline the import found. To set it right, change this file, then run:
#     kanbao import --update SOURCE
# lines are line numbers of the source, such as [\"3-9\", \"14\"]; 1.2 is the second piece of line 1.
# Move a boundary by its numbers, merge by giving one article the lines of another and deleting that
# one, split by writing one more. Lines of no article are left out. What is not written is as found;
# \"\" means none. kind is article, brief, photo, comment or document.
";

impl Outline {
    /// The text of `outline.toml`.
    pub fn write(&self) -> String {
        let mut text = HEADER.to_owned();
        text.push_str("\n[issue]\n");
        let issue = &self.issue;
        for (key, value) in [
            ("id", &issue.id),
            ("publication", &issue.publication),
            ("number", &issue.number),
            ("serial", &issue.serial),
            ("date", &issue.date),
            ("publisher", &issue.publisher),
        ] {
            if let Some(value) = value {
                toml::field(&mut text, key, value);
            }
        }
        for article in &self.articles {
            text.push_str("\n[[article]]\n");
            push_lines(&mut text, &article.lines);
            for (key, value) in [
                ("kicker", &article.kicker),
                ("title", &article.title),
                ("subtitle", &article.subtitle),
            ] {
                if let Some(value) = value {
                    toml::field(&mut text, key, value);
                }
            }
            if let Some(kind) = article.kind {
                toml::field(&mut text, "kind", kind.name());
            }
            if let Some(authors) = &article.authors {
                toml::list(&mut text, "authors", authors);
            }
            for (key, value) in [("source", &article.source), ("date", &article.date)] {
                if let Some(value) = value {
                    toml::field(&mut text, key, value);
                }
            }
        }
        text
    }
}

impl Outline {
    /// Says of each article what `wanted`, whose articles these are, says there is none of: what is not written
    /// is as it is found the next time.
    pub(in crate::import) fn keep_denials(&mut self, wanted: &Outline) {
        let denied = |now: &mut Option<String>, wanted: &Option<String>| {
            if now.is_none() && wanted.as_deref() == Some("") {
                now.clone_from(wanted);
            }
        };
        let issue = (&mut self.issue, &wanted.issue);
        denied(&mut issue.0.publication, &issue.1.publication);
        denied(&mut issue.0.number, &issue.1.number);
        denied(&mut issue.0.serial, &issue.1.serial);
        denied(&mut issue.0.date, &issue.1.date);
        denied(&mut issue.0.publisher, &issue.1.publisher);
        for (now, wanted) in self.articles.iter_mut().zip(&wanted.articles) {
            denied(&mut now.kicker, &wanted.kicker);
            denied(&mut now.subtitle, &wanted.subtitle);
            denied(&mut now.source, &wanted.source);
            denied(&mut now.date, &wanted.date);
            if now.authors.is_none() && wanted.authors.as_ref().is_some_and(Vec::is_empty) {
                now.authors.clone_from(&wanted.authors);
            }
        }
    }
}

/// Appends `lines = ["3-9", ...]` as one line, as [`toml::list`] would.
fn push_lines(text: &mut String, lines: &[Stretch]) {
    text.push_str("lines = [");
    for (index, Stretch { first, last }) in lines.iter().enumerate() {
        text.push_str(if index > 0 { ", \"" } else { "\"" });
        push_spot(text, *first);
        if first != last {
            text.push('-');
            push_spot(text, *last);
        }
        text.push('"');
    }
    text.push_str("]\n");
}

fn push_spot(text: &mut String, spot: Spot) {
    toml::number(text, spot.line);
    if let Some(piece) = spot.piece {
        text.push('.');
        toml::number(text, piece);
    }
}

/// The lines of each of `articles`.
pub(in crate::import) fn stretches(page: &Page, articles: &Articles) -> Vec<Vec<Stretch>> {
    let mut stretches: Vec<Vec<Range<usize>>> = vec![Vec::new(); articles.drafts.len()];
    let mut last = None;
    for (line, owner) in owners(page, articles).into_iter().enumerate() {
        match owner {
            Owner::Article(owner) => {
                match stretches[owner as usize].last_mut() {
                    Some(stretch) if last == Some(owner) => stretch.end = line + 1,
                    _ => stretches[owner as usize].push(line..line + 1),
                }
                last = Some(owner);
            }
            Owner::Issue => last = None,
            // What is named is in the article; a byline between two of its lines is.
            Owner::Nobody => {}
        }
    }
    stretches
        .into_iter()
        .map(|stretches| stretches.iter().map(|lines| stretch(page, lines)).collect())
        .collect()
}

/// The outline of `plan`, whose articles have these lines.
pub(in crate::import) fn outline(stretches: Vec<Vec<Stretch>>, plan: &Plan) -> Outline {
    let issue = &plan.issue;
    Outline {
        issue: OutlinedIssue {
            id: Some(issue.id.clone()),
            publication: issue.publication.clone(),
            number: issue.number.clone(),
            serial: issue.serial.clone(),
            date: issue.date.clone(),
            publisher: issue.publisher.clone(),
        },
        articles: plan
            .articles
            .iter()
            .zip(stretches)
            .map(|(article, lines)| OutlinedArticle {
                lines,
                kicker: article.kicker.clone(),
                title: Some(article.title.clone()),
                subtitle: article.subtitle.clone(),
                kind: Kind::from_name(article.kind),
                authors: Some(article.authors.clone()).filter(|authors| !authors.is_empty()),
                source: article.source.clone(),
                date: article.date.clone(),
                place: 0,
            })
            .collect(),
    }
}

/// Whom a line of the page belongs to.
#[derive(Clone, Copy)]
enum Owner {
    /// Neither of the others.
    Nobody,
    /// No article: it is left out, or holds a field of the issue.
    Issue,
    /// The article with this index.
    Article(u32),
}

/// Whom each line of the page belongs to: the first article that has something of it, whatever else stands there.
fn owners(page: &Page, articles: &Articles) -> Vec<Owner> {
    let mut owners = vec![Owner::Nobody; page.lines.len()];
    let mut near = 0;
    for (index, draft) in (0..).zip(&articles.drafts) {
        let mut own = |spans: &[Range<usize>]| {
            for span in spans {
                let owner = owners.get_mut(page.line_near(span.start, &mut near));
                if let Some(owner @ Owner::Nobody) = owner {
                    *owner = Owner::Article(index);
                }
            }
        };
        let heads = &draft.heads;
        for spans in [&heads.kicker, &heads.title, &heads.subtitle] {
            own(spans);
        }
        for block in &draft.blocks {
            own(&block.spans);
        }
    }
    let left_out = articles.left_out.iter().map(|(span, _)| span);
    let fields = articles.metadata.iter();
    let fields = fields.filter(|(_, field)| !matches!(field, Field::Authors | Field::Source));
    near = 0;
    for span in left_out.chain(fields.map(|(span, _)| span)) {
        let owner = owners.get_mut(page.line_near(span.start, &mut near));
        if let Some(owner @ Owner::Nobody) = owner {
            *owner = Owner::Issue;
        }
    }
    owners
}

/// The lines `lines` of the page as lines of the source.
pub(super) fn stretch(page: &Page, lines: &Range<usize>) -> Stretch {
    let spot = |line: usize, whole: bool| Spot {
        line: page.lines[line].number(),
        piece: (!whole).then(|| super::apply::piece_of(page, line)),
    };
    let (first, last) = (lines.start, lines.end - 1);
    let number = |line: usize| page.lines[line].number();
    let begins = first == 0 || number(first - 1) != number(first);
    let ends = last + 1 == page.lines.len() || number(last + 1) != number(last);
    // A piece named at one end of a line is named at the other too.
    let whole = begins && ends || number(first) != number(last);
    Stretch {
        first: spot(first, begins && whole),
        last: spot(last, ends && whole),
    }
}
