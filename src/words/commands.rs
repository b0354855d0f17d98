//! What the commands print and complain about.

super::words! {
    output_failed(why: &str) {
        zh: "写不到标准输出：{why}",
        en: "cannot write to standard output: {why}",
    }
    input_failed(why: &str) {
        zh: "读不了标准输入：{why}",
        en: "cannot read standard input: {why}",
    }
    file_fault(file: &str, message: &str) { zh: "{file}: {message}", en: "{file}: {message}" }
    command_unknown(name: &str) {
        zh: "没有这个命令，也没有这个文件：{name}",
        en: "no such command or file: {name}",
    }
    hint_command(name: &str) { zh: "是不是 kanbao {name}", en: "Did you mean kanbao {name}?" }
    start_fault(place: &str, message: &str) {
        zh: "{place}: {message}；已用默认值",
        en: "{place}: {message}; the default is used",
    }
    start_faults(place: &str, message: &str, more: usize) {
        zh: "{place}: {message}；另有 {more} 处，已用默认值，kanbao check 列出",
        en: "{place}: {message}; and {more} more; defaults are used, kanbao check lists them",
    }
    article_unread() { zh: "未读", en: "unread" }
    article_unknown(id: &str) { zh: "没有这篇文章：{id}", en: "no such article: {id}" }
    article_ambiguous(id: &str) { zh: "不止一篇以此开头：{id}", en: "more than one article begins with this: {id}" }
    issue_unknown(id: &str) { zh: "没有这一期：{id}", en: "no such issue: {id}" }
    issue_ambiguous(id: &str) { zh: "不止一期以此开头：{id}", en: "more than one issue begins with this: {id}" }
    article_number_unknown(issue: &str, count: usize) {
        zh: "{issue} 只有 {count} 篇",
        en: "{issue} has {count} articles",
        one(count): "{issue} has {count} article",
    }
    hint_more(n: usize) { zh: "另有 {n} 个", en: "and {n} more" }
    hint_list_issues() { zh: "kanbao list 列出各期", en: "kanbao list shows the issues" }
    hint_list_articles(issue: &str) {
        zh: "kanbao list {issue} 列出其中各篇",
        en: "kanbao list {issue} shows its articles",
    }
    hint_list_empty(folder: &str) { zh: "刊物放在 {folder}", en: "Issues live in {folder}" }
    raw_line_too_long(line: usize, limit: usize) {
        zh: "第 {line} 行超过 {limit} MiB，从这里起没有排",
        en: "line {line} is longer than {limit} MiB; nothing was set from there on",
    }
    raw_pipe_hint() {
        zh: "管道的内容从标准输入读：... | kanbao show --raw -",
        en: "Read a pipe from standard input: ... | kanbao show --raw -",
    }
    raw_not_utf8(line: usize) {
        zh: "第 {line} 行起有字节不是 UTF-8，已换成替代符；别的编码请先用 iconv 转换",
        en: "from line {line} on there are bytes that are not UTF-8; they were replaced. Use iconv for other encodings",
    }
    check_sound(issues: usize, articles: usize) {
        zh: "没有问题：{issues} 期，{articles} 篇",
        en: "No faults: {issues} issues, {articles} articles",
        one(issues, articles): "No faults: {issues} issue, {articles} article",
        one(issues): "No faults: {issues} issue, {articles} articles",
        one(articles): "No faults: {issues} issues, {articles} article",
    }
    untitled_beginning(text: &str) { zh: "（无题）{text}", en: "(untitled) {text}" }
    check_faults(n: usize) { zh: "{n} 处问题", en: "{n} faults", one(n): "{n} fault" }
    keys_unbound() { zh: "没有键的动作", en: "Actions without a key" }
    doctor_version() { zh: "版本", en: "Version" }
    doctor_terminal() { zh: "终端", en: "Terminal" }
    doctor_size() { zh: "窗口", en: "Window" }
    doctor_locale() { zh: "语言环境", en: "Locale" }
    doctor_locale_not_utf8() {
        zh: "不是 UTF-8，汉字可能显示不出；可设 LC_ALL=C.UTF-8",
        en: "not UTF-8: Chinese may not be shown. LC_ALL=C.UTF-8 helps",
    }
    locale_not_utf8(name: &str) {
        zh: "语言环境 {name} 不是 UTF-8，汉字可能显示不出；可设 LC_ALL=C.UTF-8",
        en: "The locale {name} is not UTF-8: Chinese may not be shown. LC_ALL=C.UTF-8 helps",
    }
    doctor_language() { zh: "界面语言", en: "Language" }
    doctor_glyphs() { zh: "符号", en: "Glyphs" }
    doctor_glyphs_ascii() { zh: "只用 ASCII", en: "ASCII only" }
    doctor_glyphs_unicode() { zh: "Unicode", en: "Unicode" }
    doctor_colour() { zh: "颜色", en: "Colour" }
    doctor_colour_off() { zh: "NO_COLOR 已设，不用颜色", en: "NO_COLOR is set: none" }
    doctor_colour_on() { zh: "用", en: "in use" }
    doctor_punctuation() { zh: "引号、破折号宽度", en: "Quotes, dashes" }
    doctor_symbols() { zh: "图形符号宽度", en: "Symbols" }
    doctor_letters() { zh: "希腊、俄文字母宽度", en: "Greek, Cyrillic" }
    doctor_cells(n: u8) { zh: "{n} 格", en: "{n} cells", one(n): "{n} cell" }
    doctor_width_fixed() { zh: "设置里定的", en: "fixed in the settings" }
    doctor_width_fixed_otherwise(n: u8) {
        zh: "设置里定的，终端画 {n} 格：行尾会错位",
        en: "fixed in the settings, but the terminal draws {n}: line ends will shift",
    }
    doctor_width_answered() { zh: "终端所答", en: "answered by the terminal" }
    doctor_width_unanswered() { zh: "终端没有答，暂按此排", en: "not answered, taken for this" }
    doctor_width_letters(n: u8) {
        zh: "终端画 {n} 格；设置里没有定，按 1 格排",
        en: "the terminal draws {n}; not fixed in the settings, so set as 1",
    }
    doctor_synchronized() { zh: "同步更新", en: "Synchronized updates" }
    doctor_synchronized_known() { zh: "支持，整屏一次换", en: "known: a screen changes at once" }
    doctor_synchronized_unknown() { zh: "不支持，没有妨碍", en: "not known, which does no harm" }
    doctor_ground() { zh: "底色", en: "Ground" }
    doctor_ground_dark() { zh: "深", en: "dark" }
    doctor_ground_light() { zh: "浅", en: "light" }
    doctor_unanswered() { zh: "终端没有答", en: "not answered" }
    doctor_ruler() {
        zh: "下面各行的竖线应当对齐。哪一行不齐，终端画的宽度就和 kanbao 用的不一样：",
        en: "The bars below should stand in one column. Where one does not, the terminal draws",
    }
    doctor_ruler_cure() {
        zh: "阅读时按 w 换一种，或在设置里写 ambiguous（见 docs/ssh.md）。",
        en: "otherwise than kanbao sets: press w in the reader, or set ambiguous (docs/ssh.md).",
    }
    doctor_no_terminal() { zh: "标准输出不是终端", en: "standard output is not a terminal" }
    doctor_unset() { zh: "未设", en: "not set" }
    doctor_config() { zh: "设置", en: "Settings" }
    doctor_keymap() { zh: "按键设置", en: "Keymap" }
    doctor_state() { zh: "阅读记录", en: "Reading state" }
    doctor_cache() { zh: "缓存", en: "Cache" }
    doctor_library() { zh: "文库", en: "Library" }
    doctor_contents() { zh: "内容", en: "Contents" }
    doctor_faults(n: usize) { zh: "{n} 处问题，见下", en: "{n} faults, see below", one(n): "{n} fault, see below" }
    doctor_present() { zh: "正常", en: "fine" }
    doctor_absent() { zh: "还没有，用到时再建", en: "not there yet; made when needed" }
    doctor_unreadable() { zh: "读不了", en: "cannot be read" }
    doctor_readonly() { zh: "只读", en: "read-only" }
    doctor_wrong() { zh: "种类不对", en: "not what should stand there" }
}
