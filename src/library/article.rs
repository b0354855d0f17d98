//! An article (篇): one Markdown file with TOML front matter.

use std::path::Path;

use super::issue::{PartialDate, read_date};
use crate::diagnostic::{Diagnostic, Expected, Fault};
use crate::markup::fields::Fields;
use crate::markup::{Document, front_matter, parse};
use crate::text::Clean;
use crate::text::script::han_count;

/// What lists show of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleMeta {
    /// `<issue-id>/<file stem>`.
    pub id: String,
    /// `title`; may be empty.
    pub title: Clean,
    /// `kicker`, the line above the title.
    pub kicker: Option<Clean>,
    /// `subtitle`, the line below it.
    pub subtitle: Option<Clean>,
    /// `kind`.
    pub kind: Kind,
    /// `authors`: names only.
    pub authors: Vec<Clean>,
    /// `source`: paper or agency.
    pub source: Option<Clean>,
    /// `date`.
    pub date: Option<PartialDate>,
    /// `page`, the page (版) as written (`3`, `A02`).
    pub page: Option<Clean>,
    /// `column` (栏目).
    pub column: Option<Clean>,
    /// `tags`.
    pub tags: Vec<Clean>,
    /// Han in the body, marks aside: the measure of its length.
    pub han: usize,
    /// How the text begins, of an article without a title: what lists call it by.
    pub opening: Clean,
}

/// An article with its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its front matter.
    pub meta: ArticleMeta,
    /// Its body.
    pub document: Document,
}

/// The kinds of article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 文章
    #[default]
    Article,
    /// 短讯
    Brief,
    /// 图片
    Photo,
    /// 评论
    Comment,
    /// 文件
    Document,
}

impl Kind {
    /// The names of the kinds in front matter and JSON, in the order of [`Kind`].
    pub const NAMES: &'static [&'static str] =
        &["article", "brief", "photo", "comment", "document"];

    /// The name in front matter and JSON.
    pub fn name(self) -> &'static str {
        Kind::NAMES[self as usize]
    }

    /// The kind of this name.
    pub fn from_name(name: &str) -> Option<Kind> {
        let kinds = [
            Kind::Article,
            Kind::Brief,
            Kind::Photo,
            Kind::Comment,
            Kind::Document,
        ];
        kinds.into_iter().find(|kind| kind.name() == name)
    }
}

/// The most characters kept of how a text begins.
const OPENING: usize = 60;
/// The most bytes that are read for it.
const OPENING_BYTES: usize = 2048;

impl Article {
    /// Reads the text of an article's file. Whatever is wrong with it, the text is there.
    pub fn read(id: &str, text: &str, file: &Path) -> (Article, Vec<Diagnostic>) {
        let split = front_matter::split(text);
        let (mut meta, mut diagnostics) = ArticleMeta::of_front(id, &split);
        let (document, faults) = parse(split.body, split.body_line);
        diagnostics.extend(faults);
        meta.han = han_count(document.text.as_str());
        meta.open_with(&document);
        let diagnostics = diagnostics
            .into_iter()
            .map(|diagnostic| diagnostic.in_file(file))
            .collect();
        (Article { meta, document }, diagnostics)
    }
}

impl ArticleMeta {
    /// Reads what lists show of an article's file, without its body: that is only looked through
    /// for Han, so those in link targets and comments count as well.
    pub fn skim(id: &str, text: &str, file: &Path) -> (ArticleMeta, Vec<Diagnostic>) {
        let split = front_matter::split(text);
        let (mut meta, mut diagnostics) = ArticleMeta::of_front(id, &split);
        meta.han = han_count(split.body);
        if meta.title.is_empty() {
            let end = (0..=split.body.len().min(OPENING_BYTES))
                .rev()
                .find(|&at| split.body.is_char_boundary(at))
                .unwrap_or(0);
            meta.open_with(&parse(&split.body[..end], split.body_line).0);
        }
        for diagnostic in &mut diagnostics {
            diagnostic.file = Some(file.to_owned());
        }
        (meta, diagnostics)
    }

    /// What the front matter says.
    fn of_front(id: &str, split: &front_matter::Split<'_>) -> (ArticleMeta, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut meta = ArticleMeta {
            id: id.to_owned(),
            ..ArticleMeta::default()
        };
        if let Some(fault) = &split.fault {
            diagnostics.push(Diagnostic::at_line(1, fault.clone()));
        }
        // Without front matter every key is missing; one fault says so.
        if split.fault != Some(Fault::MissingFrontMatter) {
            diagnostics.extend(meta.read_fields(split.front, split.front_line));
        }
        (meta, diagnostics)
    }

    /// Keeps the beginning of the first paragraph, if there is no title.
    fn open_with(&mut self, document: &Document) {
        if !self.title.is_empty() {
            return;
        }
        let text = document.text.as_str();
        let end = text.find('\n').unwrap_or(text.len());
        let end = text[..end]
            .char_indices()
            .nth(OPENING)
            .map_or(end, |(at, _)| at);
        self.opening = document.text.as_clean().slice(0..end).to_clean();
    }

    fn read_fields(&mut self, text: &str, first_line: usize) -> Vec<Diagnostic> {
        let mut fields = Fields::parse(text, first_line);
        self.title = fields.required_text("title").unwrap_or_default();
        self.kicker = fields.text("kicker").filter(|text| !text.is_empty());
        self.subtitle = fields.text("subtitle").filter(|text| !text.is_empty());
        self.kind = read_kind(&mut fields);
        self.authors = fields.texts("authors");
        self.source = fields.text("source").filter(|text| !text.is_empty());
        self.date = read_date(&mut fields, "date");
        self.page = fields
            .text_or_number("page")
            .filter(|text| !text.is_empty());
        self.column = fields.text("column").filter(|text| !text.is_empty());
        self.tags = fields.texts("tags");
        fields.finish().1
    }
}

fn read_kind(fields: &mut Fields<'_>) -> Kind {
    let Some(field) = fields.name("kind", Kind::NAMES) else {
        return Kind::default();
    };
    Kind::from_name(&field.text)
        .or_else(|| fields.bad("kind", field.line, Expected::OneOf(Kind::NAMES)))
        .unwrap_or_default()
}
