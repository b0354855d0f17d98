//! The hints of the status row: a key and what it does there.
//!
//! The words are here, the key shown comes from the keymap: [`Hint::with_key`] puts the key a
//! reader has really bound in the place of the default one.

use super::Words;
use crate::text::sanitize::sanitize;
use crate::text::{Clean, CleanStr};

/// A hint: the key is drawn in another role than the text, one blank cell between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key, as the default keymap has it.
    pub key: Clean,
    /// What it does, in a word or two.
    pub text: Clean,
}

impl Hint {
    /// The same hint for the key that is bound.
    pub fn with_key(self, key: CleanStr<'_>) -> Hint {
        Hint {
            key: key.to_clean(),
            ..self
        }
    }

    /// The same hint with another text.
    pub fn with_text(self, text: Clean) -> Hint {
        Hint { text, ..self }
    }
}

/// Writes `name("key") { zh: "..", en: ".." }` as methods of [`Words`] that give a [`Hint`].
macro_rules! hints {
    ($( $name:ident ( $key:literal ) { zh: $zh:literal, en: $en:literal } )*) => {
        impl Words {
            $(
                #[doc = concat!("`", $key, " ", $zh, "` or `", $key, " ", $en, "`.")]
                pub fn $name(self) -> Hint {
                    let text = match self.language {
                        super::Language::Chinese => $zh,
                        super::Language::English => $en,
                    };
                    Hint { key: sanitize($key), text: sanitize(text) }
                }
            )*
        }

        /// The entries of this file.
        pub(super) const TABLE: &[super::Entry] = &[
            $( super::Entry { name: stringify!($name), chinese: $zh, english: $en, english_one: &[] }, )*
        ];
    };
}

hints! {
    hint_open("Enter") { zh: "打开", en: "open" }
    hint_unfold("Enter") { zh: "展开", en: "show all" }
    hint_back("q") { zh: "返回", en: "back" }
    hint_quit("q") { zh: "退出", en: "quit" }
    hint_filter("/") { zh: "筛选", en: "filter" }
    hint_find_title("f") { zh: "找篇目", en: "find" }
    hint_help("?") { zh: "帮助", en: "help" }
    hint_search("s") { zh: "查全文", en: "search" }
    hint_complete("Tab") { zh: "补全", en: "complete" }
    hint_by_date("Ctrl-t") { zh: "按日期", en: "by date" }
    hint_by_rank("Ctrl-t") { zh: "按相关", en: "by relevance" }
    hint_next_hit("n N") { zh: "下一处、上一处", en: "next, previous" }
    hint_cancel("Esc") { zh: "取消", en: "cancel" }
    hint_read("r") { zh: "已读", en: "read" }
    hint_jump("Enter") { zh: "跳到", en: "go there" }
    hint_clean("gr") { zh: "回整理稿", en: "clean text" }
    hint_highlight("Enter") { zh: "划线", en: "highlight" }
    hint_note("a") { zh: "批注", en: "note" }
    hint_reattach("Enter") { zh: "重新安放", en: "reattach" }
    hint_copy("y") { zh: "复制", en: "copy" }
    hint_edit("a") { zh: "改", en: "edit" }
    hint_delete("d") { zh: "删", en: "delete" }
    hint_undo("u") { zh: "撤销", en: "undo" }
    hint_tags("#") { zh: "标签", en: "tags" }
    hint_search_selection("*") { zh: "查", en: "search" }
    hint_run("Enter") { zh: "执行", en: "do it" }
    hint_resume_note("Enter") { zh: "接着写", en: "go on writing" }
    hint_save("Ctrl-s") { zh: "存", en: "save" }
    hint_leave("Esc") { zh: "离开", en: "leave" }
    hint_undo_edit("Ctrl-u") { zh: "撤销", en: "undo" }
    hint_redo_edit("Ctrl-r") { zh: "重做", en: "redo" }
    hint_editor("Ctrl-e") { zh: "外部编辑器", en: "editor" }
    hint_answer_save("s") { zh: "存", en: "save" }
    hint_answer_discard("d") { zh: "丢弃", en: "discard" }
    hint_answer_stay("Enter") { zh: "接着写", en: "go on" }
}
