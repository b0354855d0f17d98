//! What is wrong with the syntax of a TOML file, and how it is written right.

use super::Words;
use crate::diagnostic::TomlFault;
use crate::text::Clean;

super::words! {
    toml_unclosed(close: &str) { zh: "缺少结尾的 {close}", en: "the closing {close} is missing" }
    toml_unclosed_hint(close: &str) { zh: "请补上 {close}", en: "Add {close}" }
    toml_missing_value() { zh: "等号右边没有值", en: "there is no value after =" }
    toml_missing_value_hint() { zh: "请写上值，或删去这一行", en: "Add one, or remove the line" }
    toml_value() { zh: "等号右边的值看不懂", en: "the value after = cannot be understood" }
    toml_value_hint() {
        zh: "文字放在英文双引号里，如 \"abc\"；数字、true、false 不加引号",
        en: "A text stands in straight double quotes (\"abc\"); a number, true and false stand without",
    }
    toml_missing_equals() { zh: "缺少等号", en: "= is missing" }
    toml_line_hint() { zh: "每行写成「键 = 值」", en: "A line reads key = value" }
    toml_key() { zh: "等号左边不能作键", en: "what stands before = cannot be a key" }
    toml_key_hint() {
        zh: "英文字母、数字、- 和 _ 以外的键放在双引号里",
        en: "A key of more than letters, figures, - and _ stands in double quotes",
    }
    toml_duplicate() { zh: "同一个键写了两次", en: "this key stands here for the second time" }
    toml_duplicate_hint() { zh: "请删去其中一个", en: "Remove one of the two" }
    toml_comma() { zh: "逗号少了或多了", en: "a comma is missing or too many" }
    toml_comma_hint() { zh: "各项之间用一个英文逗号", en: "One comma stands between two items" }
    toml_escape() { zh: "反斜杠后面的写法不对", en: "what follows the backslash means nothing" }
    toml_escape_hint() { zh: "反斜杠本身写成两个：\\\\", en: "A backslash itself is written twice: \\\\" }
    toml_character() { zh: "有控制字符", en: "there is a control character" }
    toml_character_hint() { zh: "请删去", en: "Remove it" }
    toml_extra() { zh: "值后面还有别的内容", en: "something follows the value" }
    toml_number() { zh: "数字写法不对", en: "this is no number" }
    toml_number_hint() {
        zh: "不用零开头；不是数字的放在双引号里",
        en: "It does not begin with a zero; what is no number stands in double quotes",
    }
    toml_date() { zh: "日期写法不对", en: "this is no date" }
    toml_date_hint() { zh: "写成 \"2024-06-01\" 或 \"2024-06\"，加双引号", en: "Write \"2024-06-01\" or \"2024-06\", in double quotes" }
    toml_too_deep() { zh: "层次太深", en: "nested too deep" }
    toml_other() { zh: "不合 TOML 的写法", en: "not valid TOML" }
}

impl TomlFault {
    /// What is wrong, without file and line.
    pub fn message(self, words: Words) -> Clean {
        match self {
            TomlFault::Unclosed { close } => words.toml_unclosed(close),
            TomlFault::MissingValue => words.toml_missing_value(),
            TomlFault::Value => words.toml_value(),
            TomlFault::MissingEquals => words.toml_missing_equals(),
            TomlFault::Key => words.toml_key(),
            TomlFault::Duplicate => words.toml_duplicate(),
            TomlFault::Comma => words.toml_comma(),
            TomlFault::Escape => words.toml_escape(),
            TomlFault::Character => words.toml_character(),
            TomlFault::Extra => words.toml_extra(),
            TomlFault::Number => words.toml_number(),
            TomlFault::Date => words.toml_date(),
            TomlFault::TooDeep => words.toml_too_deep(),
            TomlFault::Other => words.toml_other(),
        }
    }

    /// How it is written right.
    pub fn hint(self, words: Words) -> Clean {
        match self {
            TomlFault::Unclosed { close } => words.toml_unclosed_hint(close),
            TomlFault::MissingValue => words.toml_missing_value_hint(),
            TomlFault::Value => words.toml_value_hint(),
            TomlFault::Key => words.toml_key_hint(),
            TomlFault::Duplicate => words.toml_duplicate_hint(),
            TomlFault::Comma => words.toml_comma_hint(),
            TomlFault::Escape => words.toml_escape_hint(),
            TomlFault::Character => words.toml_character_hint(),
            TomlFault::Number => words.toml_number_hint(),
            TomlFault::Date => words.toml_date_hint(),
            TomlFault::TooDeep => words.fault_too_deep_hint(),
            TomlFault::MissingEquals | TomlFault::Extra | TomlFault::Other => {
                words.toml_line_hint()
            }
        }
    }
}
