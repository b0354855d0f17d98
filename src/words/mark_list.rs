//! The list of marks.

use super::Words;
use crate::annotation::Motivation;
use crate::text::Clean;

super::words! {
    marks_title() { zh: "标记", en: "Marks" }
    marks_count(n: usize) { zh: "{n} 处", en: "{n} marks", one(n): "{n} mark" }
    marks_adrift_count(n: usize) { zh: "失位 {n}", en: "{n} adrift" }
    mark_kind_bookmark() { zh: "书签", en: "Bookmark" }
    mark_kind_highlight() { zh: "划线", en: "Highlight" }
    mark_kind_note() { zh: "批注", en: "Note" }
    mark_kind_tags() { zh: "标签", en: "Tags" }
    mark_kind_adrift() { zh: "失位", en: "Adrift" }
    mark_whole() { zh: "（全文）", en: "(whole article)" }
    mark_adrift_gone(n: usize) {
        zh: "原在第{n}段一带，新文本里没有相近的句子",
        en: "Was near paragraph {n}; the new text has no such sentence",
    }
    mark_adrift_ambiguous(n: usize) {
        zh: "原在第{n}段一带，新文本里不止一处相近",
        en: "Was near paragraph {n}; the new text has more than one like it",
    }
    mark_article_absent() { zh: "文库里已没有这篇文章", en: "The article is not in the library any more" }
    mark_around() { zh: "原文", en: "Text" }
    mark_gap() { zh: " [..] ", en: " [..] " }
    mark_title(title: &str) { zh: "《{title}》", en: "{title}" }
    marks_empty(bookmark: &str, select: &str, note: &str) {
        zh: "还没有标记。阅读时 {bookmark} 加书签，{select} 选文字，{note} 写批注",
        en: "No marks yet. In the reader {bookmark} bookmarks, {select} selects, {note} writes a note",
    }
    marks_opening() { zh: "标记还在读", en: "The marks are being read" }
    tags_prompt() { zh: "标签", en: "Tags" }
    tags_prompt_article() { zh: "全文标签", en: "Tags of the article" }
    tags_saved(undo: &str) { zh: "标签已保存，{undo} 撤销", en: "Saved: tags; {undo} undoes" }
    undo_tags() { zh: "改标签", en: "changing tags" }
    mark_none() { zh: "这篇里没有标记", en: "No marks in this article" }
    mark_none_here() { zh: "这一行没有标记", en: "No mark on this line" }
    mark_last() { zh: "后面没有标记了", en: "No more marks below" }
    mark_first() { zh: "前面没有标记了", en: "No more marks above" }
    mark_at(name: &str, n: usize, of: usize, note: &str) {
        zh: "{name} {n}/{of}  {note}",
        en: "{name} {n}/{of}  {note}",
    }
    help_marks() { zh: "标记", en: "Marks" }
}

impl Words {
    /// What a mark of this motivation is called.
    pub fn mark_kind(self, motivation: Motivation) -> Clean {
        match motivation {
            Motivation::Bookmarking => self.mark_kind_bookmark(),
            Motivation::Highlighting => self.mark_kind_highlight(),
            Motivation::Commenting => self.mark_kind_note(),
            Motivation::Tagging => self.mark_kind_tags(),
        }
    }
}
