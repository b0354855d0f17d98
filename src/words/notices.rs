//! Notices: what happened, in the left of the status row until the next key.

super::words! {
    welcome(down: &str, up: &str, open: &str, back: &str, help: &str) {
        zh: "{down} {up} 上下，{open} 打开，{back} 返回，{help} 看全部按键",
        en: "{down} {up} move, {open} opens, {back} goes back, {help} lists every key",
    }
    welcome_reader(page: &str, next: &str, back: &str) {
        zh: "{page}翻页，{next} 下一篇，{back} 返回",
        en: "{page} pages, {next} next article, {back} goes back",
    }
    key_space() { zh: "空格", en: "Space" }

    bookmark_added() { zh: "已加书签", en: "Bookmark added" }
    bookmark_none() { zh: "先选一篇文章，再加书签", en: "Choose an article to bookmark" }
    bookmark_removed(undo: &str) { zh: "书签已去，{undo} 撤销", en: "Bookmark removed; {undo} undoes" }
    highlight_added(undo: &str) { zh: "已划线，{undo} 撤销", en: "Highlighted; {undo} undoes" }
    highlight_already() { zh: "这里已经划过线了", en: "This is highlighted already" }
    select_none() { zh: "这里没有可选的文字", en: "No text to select here" }
    select_begun(at: &str, character: &str, word: &str, sentence: &str, paragraph: &str, turn: &str) {
        zh: "从「{at}」选起：{character} 字  {word} 词  {sentence} 句  {paragraph} 段  {turn} 换头",
        en: "From \"{at}\": {character} char, {word} word, {sentence} sentence, {paragraph} paragraph, {turn} other end",
    }
    select_begun_short(at: &str) { zh: "从「{at}」选起", en: "From \"{at}\"" }
    select_attach(quote: &str, open: &str) {
        zh: "原文「{quote}」。选好新的位置，{open} 重新安放",
        en: "Was \"{quote}\". Select its new place; {open} attaches it there",
    }
    select_attach_short(open: &str) { zh: "选好新的位置，{open} 重新安放", en: "Select; {open} attaches the mark" }
    copied(n: usize) {
        zh: "已送往剪贴板：{n} 字",
        en: "Sent to the clipboard: {n} characters",
        one(n): "Sent to the clipboard: {n} character",
    }
    copied_file(file: &str) {
        zh: "太长，剪贴板放不下，已写入 {file}",
        en: "Too long for the clipboard; written to {file}",
    }
    clipboard_off(file: &str) {
        zh: "终端不收剪贴板，已写入 {file}",
        en: "The terminal takes no clipboard; written to {file}",
    }
    copy_failed(why: &str) { zh: "没有复制成：{why}", en: "Not copied: {why}" }
    copy_nowhere() { zh: "终端不收剪贴板，也没有文件夹可写", en: "The terminal takes no clipboard, and there is no folder to write to" }
    copy_none() { zh: "这里没有可复制的", en: "Nothing to copy here" }
    note_saved() { zh: "批注已保存", en: "Saved: note" }
    mark_deleted(undo: &str) { zh: "已删，{undo} 撤销", en: "Deleted; {undo} undoes" }
    mark_reattached(undo: &str) { zh: "已放到这里，{undo} 撤销", en: "Attached here; {undo} undoes" }
    undo_bookmark() { zh: "加书签", en: "bookmark" }
    undo_bookmark_removed() { zh: "去书签", en: "removing a bookmark" }
    undo_highlight() { zh: "划线", en: "highlight" }
    undo_note() { zh: "批注", en: "note" }
    undo_delete() { zh: "删标记", en: "deleting a mark" }
    undo_reattach() { zh: "重新安放", en: "attaching a mark" }
    others_changed(n: usize) {
        zh: "另一窗口改了 {n} 处标记，已更新",
        en: "Another window changed {n} marks; updated",
        one(n): "Another window changed {n} mark; updated",
    }
    library_changed(n: usize) {
        zh: "文库有新刊 {n} 期",
        en: "{n} new issues in the library",
        one(n): "{n} new issue in the library",
    }
    marks_reading() { zh: "标记还在读，稍后再按", en: "The marks are still being read; try again in a moment" }
    marks_saving() { zh: "另一处正在写标记，还在等，存好后再按", en: "Busy: another session is writing marks; try again once this is saved" }
    read_on() { zh: "已标为已读", en: "Marked read" }
    read_off() { zh: "已标为未读", en: "Marked unread" }
    read_on_issue(n: usize, undo: &str) {
        zh: "已标为已读（{n} 篇），{undo} 撤销",
        en: "Marked read: {n} articles; {undo} undoes",
        one(n): "Marked read: {n} article; {undo} undoes",
    }
    read_already() { zh: "这一期都已读过", en: "All of this issue is read" }
    undo_done(what: &str) { zh: "已撤销：{what}", en: "Undone: {what}" }
    undo_none() { zh: "没有可撤销的改动", en: "Nothing to undo" }
    undo_read_on(n: usize) {
        zh: "标为已读（{n} 篇）",
        en: "marking {n} articles read",
        one(n): "marking {n} article read",
    }
    undo_read_off(n: usize) {
        zh: "标为未读（{n} 篇）",
        en: "marking {n} articles unread",
        one(n): "marking {n} article unread",
    }

    end_article(next: &str) { zh: "已到末尾，{next} 下一篇", en: "End of the article; {next} for the next" }
    end_issue(back: &str) { zh: "这一期读完了，{back} 返回", en: "End of the issue; {back} goes back" }
    bottom_issue() { zh: "这是最后一篇", en: "This is the last article" }
    bottom_issue_unread(next: &str) {
        zh: "这是最后一篇，{next} 到未读的",
        en: "The last article; {next} goes to the unread",
    }
    top_issue() { zh: "这是第一篇", en: "This is the first article" }
    unread_none() { zh: "没有未读的了", en: "Nothing unread" }
    index_building(percent: usize) { zh: "正在编全文索引 {percent}%", en: "Indexing {percent}%" }
    query_full(n: usize) { zh: "最多 {n} 字，其余未收", en: "{n} characters at most; the rest was left out" }
    find_wrapped() { zh: "到底了，从头再找", en: "Past the end; from the top" }
    find_wrapped_up() { zh: "到顶了，从末尾再找", en: "Past the top; from the end" }
    jump_none() { zh: "没有可跳回的地方", en: "Nowhere to jump back to" }

    match_none(find: &str) { zh: "还没有要找的，{find} 开始找", en: "Nothing to look for yet; {find} begins" }
    filtered_none(filter: &str) { zh: "还没有筛选，{filter} 开始筛选", en: "Nothing was filtered yet; {filter} begins" }

    zen_on(zen: &str) { zh: "整屏阅读，{zen} 返回", en: "Full screen; {zen} returns" }
    measure_set(n: usize) { zh: "每行 {n} 字", en: "{n} characters a line" }
    measure_widest() { zh: "不能再宽了", en: "No wider than this" }
    measure_narrowest() { zh: "不能再窄了", en: "No narrower than this" }
    theme_dark() { zh: "深色", en: "dark" }
    theme_light() { zh: "浅色", en: "light" }
    theme_16() { zh: "十六色", en: "16 colours" }
    theme_none() { zh: "不用颜色", en: "no colours" }
    theme_set(name: &str) { zh: "配色：{name}", en: "Theme: {name}" }
    ambiguous_set(n: u8, again: &str) {
        zh: "引号按 {n} 格排；歪了再按 {again}",
        en: "Quotes set {n} wide; {again} again if the text is askew",
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
