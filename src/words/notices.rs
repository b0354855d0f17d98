//! Notices: what happened, in the left of the status row until the next key.

super::words! {
    welcome() {
        zh: "j k 上下，Enter 打开，q 返回，? 看全部按键",
        en: "j k move, Enter opens, q goes back, ? lists every key",
    }
    welcome_reader() {
        zh: "空格翻页，J 下一篇，q 返回",
        en: "Space pages, J next article, q goes back",
    }

    read_on() { zh: "已标为已读", en: "Marked read" }
    read_off() { zh: "已标为未读", en: "Marked unread" }

    end_article() { zh: "已到末尾，J 下一篇", en: "End of the article; J for the next" }
    end_issue() { zh: "这一期读完了，q 返回", en: "End of the issue; q goes back" }
    top_issue() { zh: "这是第一篇", en: "This is the first article" }
    unread_none() { zh: "没有未读的了", en: "Nothing unread" }
    find_wrapped() { zh: "到底了，从头再找", en: "Past the end; from the top" }
    find_wrapped_up() { zh: "到顶了，从末尾再找", en: "Past the top; from the end" }
    jump_none() { zh: "没有可跳回的地方", en: "Nowhere to jump back to" }

    zen_on() { zh: "整屏阅读，z 返回", en: "Full screen; z returns" }
    measure_set(n: usize) { zh: "每行 {n} 字", en: "{n} characters a line" }
    measure_widest() { zh: "不能再宽了", en: "No wider than this" }
    measure_narrowest() { zh: "不能再窄了", en: "No narrower than this" }
    theme_dark() { zh: "深色", en: "dark" }
    theme_light() { zh: "浅色", en: "light" }
    theme_16() { zh: "十六色", en: "16 colours" }
    theme_none() { zh: "不用颜色", en: "no colours" }
    theme_set(name: &str) { zh: "配色：{name}", en: "Theme: {name}" }
    ambiguous_set(n: u8) {
        zh: "引号按 {n} 格排；歪了再按 w",
        en: "Quotes set {n} wide; w again if the text is askew",
    }

    library_changed(n: usize) {
        zh: "文库有新刊 {n} 期",
        en: "{n} new issues in the library",
        one(n): "{n} new issue in the library",
    }
    article_changed() {
        zh: "这篇的文字已更新，位置按原句找回",
        en: "This article has changed; your place was found by its sentence",
    }
    key_none(key: &str) { zh: "{key} 在这里没有作用", en: "{key} does nothing here" }
    prefix_none(key: &str, next: &str) {
        zh: "{key} 之后没有 {next}",
        en: "Nothing follows {key} with {next}",
    }
}
