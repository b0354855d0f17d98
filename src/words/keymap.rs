//! What is wrong in a keymap, and what to do about it.

use super::Words;
use crate::diagnostic::KeymapFault;
use crate::text::Clean;

super::words! {
    keymap_action_not_text() { zh: "动作应是双引号里的名字", en: "an action is a name in double quotes" }
    keymap_unknown_action(name: &str) { zh: "没有 {name} 这个动作", en: "there is no action {name}" }
    keymap_unknown_context(name: &str) { zh: "没有 {name} 这个场合", en: "there is no context {name}" }
    keymap_not_a_table(name: &str) { zh: "{name} 应是一张表", en: "{name} should be a table" }
    keymap_bad_key(key: &str) { zh: "看不懂按键 {key}", en: "{key} is not a key" }
    keymap_bound_twice(key: &str) { zh: "{key} 绑了两次，后一次没有采用", en: "{key} is bound twice; the later line is left out" }
    keymap_shadows(key: &str, longer: &str, left_out: &str) {
        zh: "{key} 会挡住 {longer}，{left_out} 没有采用",
        en: "{key} would hide {longer}; {left_out} is left out",
    }
    keymap_reserved(key: &str) { zh: "{key} 留作退出，不能改", en: "{key} always quits and cannot be changed" }
    keymap_is_count(key: &str) {
        zh: "{key} 开头是数字，数字表示次数",
        en: "{key} begins with a digit, and digits are counts",
    }
    keymap_is_text(key: &str) {
        zh: "{key} 在输入时就是文字，不能绑定",
        en: "{key} is text while typing and cannot be bound there",
    }
    keymap_no_effect(action: &str, context: &str) {
        zh: "{action} 在 {context} 里没有作用，没有采用",
        en: "{action} does nothing in {context}; the line is left out",
    }
    keymap_no_way_out(key: &str, context: &str) {
        zh: "{key} 没有采用：不然 {context} 里没有键可以离开",
        en: "{key} is left out: {context} would have no key to leave by",
    }
    keymap_hint_way_out(context: &str, action: &str) {
        zh: "先在 [{context}] 里给 {action} 绑一个键",
        en: "First bind another key to {action} in [{context}]",
    }
    keymap_hint_actions() { zh: "kanbao keys 列出全部动作", en: "kanbao keys lists every action" }
    keymap_hint_contexts() {
        zh: "可用 everywhere, lists, shelf, issue, contents, marks, messages, reader, selection, raw, query, note",
        en: "One of everywhere, lists, shelf, issue, contents, marks, messages, reader, selection, raw, query, note",
    }
    keymap_hint_table(name: &str) { zh: "写成 [{name}]，下面每行一个键", en: "Write [{name}] and below it one key a line" }
    keymap_hint_keys() {
        zh: "写法如 j、G、gg、Ctrl-d、PgDn、Space、Shift-Tab",
        en: "Write j, G, gg, Ctrl-d, PgDn, Space, Shift-Tab",
    }
    keymap_hint_twice() { zh: "请删去其中一行", en: "Remove one of the two lines" }
    keymap_hint_unbind(key: &str) {
        zh: "两个只能留一个，不要的写 \"{key}\" = \"none\"",
        en: "Only one of them can stay; unbind the other: \"{key}\" = \"none\"",
    }
    keymap_hint_remove() { zh: "请换一个键", en: "Take another key" }
}

impl KeymapFault {
    /// What is wrong.
    pub fn message(&self, words: Words) -> Clean {
        match self {
            KeymapFault::UnknownContext { name, .. } => words.keymap_unknown_context(name),
            KeymapFault::NotATable { name } => words.keymap_not_a_table(name),
            KeymapFault::BadKey { key } => words.keymap_bad_key(key),
            KeymapFault::UnknownAction { name, .. } => words.keymap_unknown_action(name),
            KeymapFault::ActionNotText => words.keymap_action_not_text(),
            KeymapFault::BoundTwice { key } => words.keymap_bound_twice(key),
            KeymapFault::Shadows {
                key,
                longer,
                left_out,
            } => words.keymap_shadows(key, longer, left_out),
            KeymapFault::Reserved { key } => words.keymap_reserved(key),
            KeymapFault::IsCount { key } => words.keymap_is_count(key),
            KeymapFault::IsText { key } => words.keymap_is_text(key),
            KeymapFault::NoEffect { action, context } => words.keymap_no_effect(action, context),
            KeymapFault::NoWayOut { key, context, .. } => words.keymap_no_way_out(key, context),
        }
    }

    /// What to do about it.
    pub fn hint(&self, words: Words) -> Clean {
        match self {
            KeymapFault::UnknownContext {
                nearest: Some(name),
                ..
            }
            | KeymapFault::UnknownAction {
                nearest: Some(name),
                ..
            } => words.fault_nearest_hint(name),
            KeymapFault::UnknownContext { nearest: None, .. } => words.keymap_hint_contexts(),
            KeymapFault::UnknownAction { nearest: None, .. }
            | KeymapFault::ActionNotText
            | KeymapFault::NoEffect { .. } => words.keymap_hint_actions(),
            KeymapFault::NoWayOut {
                context, action, ..
            } => words.keymap_hint_way_out(context, action),
            KeymapFault::NotATable { name } => words.keymap_hint_table(name),
            KeymapFault::BadKey { .. } => words.keymap_hint_keys(),
            KeymapFault::BoundTwice { .. } => words.keymap_hint_twice(),
            KeymapFault::Shadows {
                key,
                longer,
                left_out,
            } => words.keymap_hint_unbind(if left_out == key { longer } else { key }),
            KeymapFault::Reserved { .. }
            | KeymapFault::IsCount { .. }
            | KeymapFault::IsText { .. } => words.keymap_hint_remove(),
        }
    }
}
