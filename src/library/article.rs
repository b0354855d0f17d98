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

impl Article {
    /// Reads the text of an article's file. Whatever is wrong with it, the text is there.
    pub fn read(id: &str, text: &str, file: &Path) -> (Article, Vec<Diagnostic>) {
        let split = front_matter::split(text);
        let mut diagnostics = Vec::new();
        let mut meta = ArticleMeta {
            id: id.to_owned(),
            ..ArticleMeta::default()
        };
        let no_front_matter = split.fault == Some(Fault::MissingFrontMatter);
        if let Some(fault) = split.fault {
            diagnostics.push(Diagnostic::at_line(1, fault));
        }
        // Without front matter every key is missing; one fault says so.
        if !no_front_matter {
            diagnostics.extend(meta.read_fields(split.front, split.front_line));
        }
        let (document, faults) = parse(split.body, split.body_line);
        diagnostics.extend(faults);
        meta.han = han_count(document.text.as_str());
        let diagnostics = diagnostics
            .into_iter()
            .map(|diagnostic| diagnostic.in_file(file))
            .collect();
        (Article { meta, document }, diagnostics)
    }
}

impl ArticleMeta {
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
