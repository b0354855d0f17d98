//! What is wrong with issues, articles and settings, and what to do about it.
//!
//! File and line stand before the sentence and are put there by whoever prints it.

use std::path::Path;

use super::Words;
use crate::diagnostic::{Expected, Fault, Unreadable};
use crate::text::Clean;

super::words! {
    fault_unknown_key(key: &str) { zh: "不认识的键 {key}，原样保留", en: "unknown key {key}; it is kept" }
    fault_unknown_key_hint() { zh: "请核对拼写", en: "Check the spelling" }
    fault_unknown_setting(key: &str) { zh: "没有 {key} 这项设置", en: "there is no setting {key}" }
    fault_nearest_hint(name: &str) { zh: "是不是 {name}", en: "Perhaps {name}" }
    fault_missing_key(key: &str) { zh: "缺少 {key}", en: "{key} is missing" }
    fault_missing_key_hint(key: &str) { zh: "请加一行 {key} = \"...\"", en: "Add a line {key} = \"...\"" }
    fault_bad_value(key: &str) { zh: "{key} 的值不对", en: "the value of {key} is not usable" }
    fault_expected_text() { zh: "应是双引号里的文字", en: "Expected a text in double quotes" }
    fault_expected_texts() { zh: "应是一组文字，如 [\"甲\", \"乙\"]", en: "Expected a list of texts, such as [\"one\", \"two\"]" }
    fault_expected_date() {
        zh: "应是日期：YYYY-MM-DD、YYYY-MM 或 YYYY",
        en: "Expected a date: YYYY-MM-DD, YYYY-MM or YYYY",
    }
    fault_expected_one_of(names: &str) { zh: "应是其中之一：{names}", en: "Expected one of {names}" }
    fault_expected_number(from: i64, to: i64) { zh: "应是 {from} 到 {to} 的整数", en: "Expected a whole number from {from} to {to}" }
    fault_expected_switch() { zh: "应是 true 或 false", en: "Expected true or false" }
    fault_not_utf8() { zh: "不是 UTF-8 文字，读不出的字节以替代符显示", en: "not UTF-8; replacement marks stand for the bytes that are not" }
    fault_not_utf8_hint() { zh: "请转为 UTF-8 再保存", en: "Save it as UTF-8" }
    fault_bad_bytes(column: usize) { zh: "第 {column} 字起有字节不成字，以替代符显示", en: "bytes that are no text, first at character {column}; replacement marks stand for them" }
    fault_more_lines(count: usize) {
        zh: "到这一行，还有 {count} 行同样",
        en: "{count} more lines like that, up to here",
        one(count): "{count} more line like that, this one",
    }
    fault_nul_bytes() { zh: "有空字节，已略去", en: "NUL bytes; they are left out" }
    fault_control_sequence() { zh: "有控制字符或控制序列，控制符已略去", en: "control characters or sequences; the control characters are left out" }
    fault_tiny_lines() { zh: "行太碎，不成版面，从这里起几行并作一行", en: "lines too short for lines of a page; from here on several are joined to one" }
    fault_look_alikes(count: usize) {
        zh: "有 {count} 个部首或兼容字，已换成相应的汉字",
        en: "{count} radicals or compatibility characters; the Han they look like stand for them",
        one(count): "{count} radical or compatibility character; the Han it looks like stands for it",
    }
    fault_empty_text() { zh: "里面没有文字", en: "there is no text in it" }
    fault_binary_file() { zh: "不是文字", en: "not a text" }
    fault_binary_file_hint() { zh: "可导入的是 UTF-8、UTF-16、GB18030 或 Big5 的文字", en: "Texts in UTF-8, UTF-16, GB18030 or Big5 can be imported" }
    fault_not_conserved() { zh: "核对时原文有字对不上，没有导入", en: "the check found characters of the source missing or doubled; not imported" }
    fault_not_conserved_hint() { zh: "这是程序的错，请把这个文件报给作者", en: "This is a fault of the program; please report it with the file" }
    fault_no_article_found() { zh: "没有认出文章：里面只有标题、刊头一类，没有正文", en: "no article was found: it has titles, a masthead and the like, and no text below" }
    fault_import_panicked() { zh: "整理时程序出错，没有导入", en: "the program failed on it; not imported" }
    fault_not_a_folder() { zh: "不是文件夹", en: "not a folder" }
    fault_not_a_folder_hint() {
        zh: "请写文件夹；要读一个文件，写 kanbao 和它的名字",
        en: "Name a folder; to read one file, write kanbao and its name",
    }
    fault_missing_front_matter() {
        zh: "开头没有 +++ 之间的篇目信息，全文照常显示",
        en: "no front matter between +++ lines; all of it is shown as text",
    }
    fault_missing_front_matter_hint() {
        zh: "请在文件开头加三行：+++，title = \"...\"，+++",
        en: "Begin the file with three lines: +++, title = \"...\", +++",
    }
    fault_unclosed_front_matter() { zh: "篇目信息没有结尾的 +++", en: "the front matter has no closing +++" }
    fault_unclosed_front_matter_hint() { zh: "请在篇目信息之后加一行 +++", en: "Add a line +++ after it" }
    fault_too_deep(limit: usize) {
        zh: "引文或列表超过 {limit} 层，更深的按第 {limit} 层排",
        en: "quotations or lists nested deeper than {limit}; what is deeper is set at level {limit}",
    }
    fault_too_deep_hint() { zh: "请减少层次", en: "Use fewer levels" }
    fault_too_large(size: &str) { zh: "文件超过 {size}，没有读", en: "larger than {size}; not read" }
    fault_too_large_hint() { zh: "请分成几个文件", en: "Split it into several files" }
    fault_not_regular_file() { zh: "不是普通文件，没有读", en: "not a regular file; not read" }
    fault_not_regular_file_hint() {
        zh: "只读普通文件，不读链接、管道、设备；管道里的文字可从标准输入读，文件名写 -",
        en: "Only regular files are read, no links, pipes or devices; text from a pipe is read on standard input, named -",
    }
    fault_not_found() { zh: "找不到", en: "not found" }
    fault_not_found_hint() { zh: "请核对路径", en: "Check the path" }
    fault_denied() { zh: "没有读取权限", en: "no permission to read it" }
    fault_denied_hint() { zh: "请检查文件权限", en: "Check its permissions" }
    fault_loop() { zh: "链接互相指着，没有尽头", en: "the links lead to each other and to no file" }
    fault_device() { zh: "设备出错，读不出", en: "the device failed; it could not be read" }
    fault_unreadable(message: &str) { zh: "读不出：{message}", en: "could not be read: {message}" }
    fault_bad_name(name: &str) { zh: "名称 {name} 不能作编号，没有读", en: "the name {name} cannot be an id; not read" }
    fault_bad_name_hint() {
        zh: "只用字母、数字、汉字和 . _ -，不以 . 开头，最多 80 字",
        en: "Use letters, digits, Han and . _ - only, not beginning with ., at most 80 characters",
    }
    fault_duplicate_issue(id: &str, first: &str) {
        zh: "编号 {id} 已有 {first}，只显示那一期",
        en: "the id {id} is taken by {first}; only that issue is shown",
    }
    fault_duplicate_built_in(id: &str) {
        zh: "编号 {id} 与内置的一期相同，只显示那一期",
        en: "the id {id} is taken by a built-in issue; only that one is shown",
    }
    fault_duplicate_issue_hint() { zh: "请给其中一个文件夹改名", en: "Rename one of the two folders" }
    fault_duplicate_built_in_hint() {
        zh: "请给这个文件夹改名，或在设置里写 builtin = false，不显示内置的各期",
        en: "Rename this folder, or hide the built-in issues with the setting builtin = false",
    }
    fault_no_articles() { zh: "这一期没有文章", en: "no articles in this issue" }
    fault_no_articles_hint() {
        zh: "文章是同一文件夹里以 .md 结尾的文件",
        en: "Articles are the files ending in .md in its folder",
    }
    fault_no_issue_file() { zh: "这个文件夹没有 issue.toml，没有当作一期", en: "this folder has no issue.toml and is not read as an issue" }
    fault_no_issue_file_hint() {
        zh: "请加 issue.toml，写一行 publication = \"...\"；原始文本用 kanbao import；若其中是多期，请把它写进设置 libraries",
        en: "Add an issue.toml with a line publication = \"...\"; kanbao import takes raw texts; name a folder of issues in the setting libraries",
    }
    fault_dead_link() { zh: "链接指向的地方不存在", en: "this link leads nowhere" }
    fault_dead_link_hint() { zh: "请改正或删去链接", en: "Correct or remove it" }
    fault_stray_text() { zh: "原始文本还没有导入，没有读", en: "a raw text that was not imported; not read" }
    fault_stray_text_hint() { zh: "kanbao import 把它整理成一期", en: "kanbao import makes an issue of it" }
    fault_stray_article() { zh: "这篇文章不在任何一期里，没有读", en: "this article lies in no issue; not read" }
    fault_stray_article_hint() {
        zh: "请移进一期的文件夹（含 issue.toml）",
        en: "Put it into the folder of an issue (one with an issue.toml)",
    }
    fault_stray_file() { zh: "文库里放的是各期文件夹，这个文件没有读", en: "a library holds folders of issues; this file is not read" }
    fault_stray_file_hint() { zh: "请移走，或让名称以 . 开头", en: "Put it elsewhere, or begin its name with ." }
    fault_not_an_article() { zh: "不以 .md 结尾，没有当作文章", en: "does not end in .md and is not read as an article" }
    fault_not_an_article_hint() {
        zh: "文章请以 .md 结尾；原始文本用 kanbao import",
        en: "An article ends in .md; kanbao import takes raw texts",
    }
    fault_not_an_issue() {
        zh: "里面没有可读的：没有一期，没有一篇，也没有文本",
        en: "nothing to read in it: no issue, no article, no text",
    }
    fault_not_an_issue_hint() {
        zh: "一期是含 issue.toml 的文件夹，文本是 .txt .md .html 文件",
        en: "An issue is a folder with an issue.toml; texts end in .txt, .md or .html",
    }
}

impl Fault {
    /// What is wrong, without file and line.
    pub fn message(&self, words: Words) -> Clean {
        match self {
            Fault::TomlSyntax(fault) => fault.message(words),
            Fault::Outline(fault) => fault.message(words),
            Fault::UnknownKey { key } => words.fault_unknown_key(key),
            Fault::MissingKey { key } => words.fault_missing_key(key),
            Fault::BadValue { key, .. } => words.fault_bad_value(key),
            Fault::NotUtf8 => words.fault_not_utf8(),
            Fault::BadBytes { column } => words.fault_bad_bytes(*column),
            Fault::MoreLines { count } => words.fault_more_lines(*count),
            Fault::NulBytes => words.fault_nul_bytes(),
            Fault::ControlSequence => words.fault_control_sequence(),
            Fault::TinyLines => words.fault_tiny_lines(),
            Fault::LookAlikes { count } => words.fault_look_alikes(*count),
            Fault::EmptyText => words.fault_empty_text(),
            Fault::BinaryFile => words.fault_binary_file(),
            Fault::NotConserved => words.fault_not_conserved(),
            Fault::NoArticleFound => words.fault_no_article_found(),
            Fault::ImportPanicked => words.fault_import_panicked(),
            Fault::NotAFolder => words.fault_not_a_folder(),
            Fault::MissingFrontMatter => words.fault_missing_front_matter(),
            Fault::UnclosedFrontMatter => words.fault_unclosed_front_matter(),
            Fault::TooDeep { limit } => words.fault_too_deep(*limit),
            Fault::TooLarge { limit } => words.fault_too_large(&size(*limit)),
            Fault::NotRegularFile => words.fault_not_regular_file(),
            Fault::Unreadable { reason } => match reason {
                Unreadable::NotFound => words.fault_not_found(),
                Unreadable::Denied => words.fault_denied(),
                Unreadable::Loop => words.fault_loop(),
                Unreadable::Device => words.fault_device(),
                Unreadable::Other(message) => words.fault_unreadable(message),
            },
            Fault::BadName { name } => words.fault_bad_name(name),
            Fault::DuplicateIssue { id, first } => {
                match first.as_deref().map(Path::to_string_lossy) {
                    Some(first) => words.fault_duplicate_issue(id, &first),
                    None => words.fault_duplicate_built_in(id),
                }
            }
            Fault::NoArticles => words.fault_no_articles(),
            Fault::NoIssueFile => words.fault_no_issue_file(),
            Fault::DeadLink => words.fault_dead_link(),
            Fault::StrayText => words.fault_stray_text(),
            Fault::StrayArticle => words.fault_stray_article(),
            Fault::StrayFile => words.fault_stray_file(),
            Fault::NotAnArticle => words.fault_not_an_article(),
            Fault::NotAnIssue => words.fault_not_an_issue(),
            Fault::UnknownSetting { key, .. } => words.fault_unknown_setting(key),
            Fault::DamagedLine => words.fault_damaged_line(),
            Fault::StrangeMark => words.fault_strange_mark(),
            Fault::NewerJournal => words.fault_newer_journal(),
            Fault::JournalCopy => words.fault_journal_copy(),
            Fault::Keymap(fault) => fault.message(words),
            Fault::Query(fault) => fault.message(words),
        }
    }

    /// What to do about it, where there is something to say.
    pub fn hint(&self, words: Words) -> Option<Clean> {
        Some(match self {
            Fault::TomlSyntax(fault) => fault.hint(words),
            Fault::Outline(fault) => fault.hint(words),
            Fault::UnknownKey { .. } => words.fault_unknown_key_hint(),
            Fault::MissingKey { key } => words.fault_missing_key_hint(key),
            Fault::BadValue { expected, .. } => match *expected {
                Expected::Text => words.fault_expected_text(),
                Expected::Texts => words.fault_expected_texts(),
                Expected::Date => words.fault_expected_date(),
                Expected::OneOf(names) => words.fault_expected_one_of(&names.join(", ")),
                Expected::Number(from, to) => words.fault_expected_number(from, to),
                Expected::Switch => words.fault_expected_switch(),
            },
            Fault::NotUtf8 => words.fault_not_utf8_hint(),
            Fault::BadBytes { .. }
            | Fault::MoreLines { .. }
            | Fault::NulBytes
            | Fault::ControlSequence
            | Fault::TinyLines
            | Fault::LookAlikes { .. }
            | Fault::NoArticleFound
            | Fault::EmptyText => {
                return None;
            }
            Fault::BinaryFile => words.fault_binary_file_hint(),
            Fault::NotConserved | Fault::ImportPanicked => words.fault_not_conserved_hint(),
            Fault::NotAFolder => words.fault_not_a_folder_hint(),
            Fault::MissingFrontMatter => words.fault_missing_front_matter_hint(),
            Fault::UnclosedFrontMatter => words.fault_unclosed_front_matter_hint(),
            Fault::TooDeep { .. } => words.fault_too_deep_hint(),
            Fault::TooLarge { .. } => words.fault_too_large_hint(),
            Fault::NotRegularFile => words.fault_not_regular_file_hint(),
            Fault::Unreadable { reason } => match reason {
                Unreadable::NotFound => words.fault_not_found_hint(),
                Unreadable::Denied => words.fault_denied_hint(),
                Unreadable::Loop => words.fault_dead_link_hint(),
                Unreadable::Device | Unreadable::Other(_) => return None,
            },
            Fault::BadName { .. } => words.fault_bad_name_hint(),
            Fault::DuplicateIssue { first: None, .. } => words.fault_duplicate_built_in_hint(),
            Fault::DuplicateIssue { .. } => words.fault_duplicate_issue_hint(),
            Fault::NoArticles => words.fault_no_articles_hint(),
            Fault::NoIssueFile => words.fault_no_issue_file_hint(),
            Fault::DeadLink => words.fault_dead_link_hint(),
            Fault::StrayText => words.fault_stray_text_hint(),
            Fault::StrayArticle => words.fault_stray_article_hint(),
            Fault::StrayFile => words.fault_stray_file_hint(),
            Fault::NotAnArticle => words.fault_not_an_article_hint(),
            Fault::NotAnIssue => words.fault_not_an_issue_hint(),
            Fault::UnknownSetting { nearest, .. } => match nearest {
                Some(name) => words.fault_nearest_hint(name),
                None => words.fault_unknown_key_hint(),
            },
            Fault::DamagedLine => words.fault_damaged_line_hint(),
            Fault::StrangeMark => words.fault_strange_mark_hint(),
            Fault::NewerJournal => words.marks_newer_hint(),
            Fault::JournalCopy => words.fault_journal_copy_hint(),
            Fault::Keymap(fault) => fault.hint(words),
            Fault::Query(fault) => return fault.hint(words),
        })
    }
}

/// `bytes` in the largest unit that it fills.
fn size(bytes: u64) -> String {
    match bytes {
        bytes if bytes >= 1 << 20 => format!("{} MiB", bytes >> 20),
        bytes if bytes >= 1 << 10 => format!("{} KiB", bytes >> 10),
        bytes => format!("{bytes} B"),
    }
}
