//! An article (篇): one Markdown file with TOML front matter.

use super::issue::PartialDate;
use crate::markup::Document;
use crate::text::Clean;

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
