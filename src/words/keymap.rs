//! What is wrong in a keymap, and what to do about it.

super::words! {
    fault_action_unknown(name: &str) { zh: "没有这个动作：{name}", en: "No such action: {name}" }
    fault_context_unknown(name: &str) { zh: "没有这个场合：{name}", en: "No such context: {name}" }
    fault_key_bad(key: &str) { zh: "看不懂的按键：{key}", en: "Not a key: {key}" }
    fault_key_twice(key: &str) { zh: "同一个键绑了两次：{key}", en: "The key is bound twice: {key}" }
    fault_key_shadows(key: &str, longer: &str) {
        zh: "{key} 会挡住 {longer}，没有采用",
        en: "{key} would hide {longer}; it is left out",
    }
    fault_key_reserved(key: &str) {
        zh: "{key} 留作退出，不能改",
        en: "{key} always quits and cannot be changed",
    }
    fault_key_digit(key: &str) {
        zh: "{key} 开头是数字，数字用来表示次数",
        en: "{key} starts with a digit, and digits are counts",
    }
    fault_key_text(key: &str) {
        zh: "{key} 在输入时就是文字，不能绑定",
        en: "{key} is text while typing and cannot be bound there",
    }
    hint_did_you_mean(name: &str) { zh: "是不是 {name}", en: "Did you mean {name}?" }
    hint_actions() { zh: "kanbao keys 列出全部动作", en: "kanbao keys lists every action" }
    hint_contexts(names: &str) { zh: "可用：{names}", en: "One of: {names}" }
    hint_key_syntax() {
        zh: "写法如 j、G、gg、Ctrl-d、PgDn、Space、Shift-Tab",
        en: "Write j, G, gg, Ctrl-d, PgDn, Space, Shift-Tab",
    }
    hint_unbind(key: &str) {
        zh: "要用它，先写 \"{key}\" = \"none\"",
        en: "To use it, unbind the other first: \"{key}\" = \"none\"",
    }
}
