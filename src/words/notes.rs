//! The note editor, and drafts.

super::words! {
    note_title() { zh: "批注", en: "Note" }
    note_on(quote: &str) { zh: "于「{quote}」", en: "on \"{quote}\"" }
    note_on_article() { zh: "于全文", en: "on the article" }
    note_length(n: usize) { zh: "{n} 字", en: "{n} chars", one(n): "{n} char" }
    note_leave_ask() { zh: "批注改过，还没存。", en: "The note has changed and is not saved." }
    note_full(limit: usize) {
        zh: "编辑框最多 {limit} 字，这些没有写进去；更长的用 kanbao note add 从文件写",
        en: "The editor takes {limit} characters; these were not put in. kanbao note add takes longer ones from a file",
    }
    note_large(n: usize, limit: usize, id: &str) {
        zh: "这条批注有 {n} 字，编辑框最多 {limit} 字，这里改不了；内容完好，kanbao note show {id} 看全文",
        en: "This note has {n} characters, the editor takes {limit}: it cannot be changed here and stays as it is; kanbao note show {id} prints it",
    }
    draft_large(n: usize) {
        zh: "已保存：草稿有 {n} 字，编辑框放不下，直接存成了批注",
        en: "Saved: the draft has {n} characters, more than the editor takes; it is a note now",
    }
    note_unwritten() { zh: "什么也没写，没有存", en: "Nothing was written, nothing is saved" }
    note_visible() {
        zh: "有控制字符，换成了看得见的写法",
        en: "Control characters were put in as visible signs",
    }
    note_met() {
        zh: "批注已保存；别处也改了这条，两份都在",
        en: "Saved: note; it was changed elsewhere too, and both are there",
    }
    note_changed_elsewhere() {
        zh: "别处也改了这条批注；存的时候两份都留",
        en: "This note was changed elsewhere too; saving keeps both",
    }
    note_removed_elsewhere() {
        zh: "别处删了这条批注；存了就又有了",
        en: "This note was removed elsewhere; saving brings it back",
    }
    note_saved_slowly() {
        zh: "批注已保存；存得慢，其间按的键都没有算",
        en: "Saved: note; it took a while, and keys pressed meanwhile were dropped",
    }
    undo_left_alone() {
        zh: "别处又改过，没有撤销",
        en: "It was changed elsewhere since; nothing is undone",
    }
    undo_removed() {
        zh: "已在别处删除，没有撤销",
        en: "It was removed elsewhere; nothing is undone",
    }
    mark_not_deleted() {
        zh: "没有删：别处改了这条",
        en: "Not deleted: it was changed elsewhere",
    }
    mark_gone_already() {
        zh: "已在别处删除",
        en: "It was removed elsewhere already",
    }
    mark_removed_elsewhere() {
        zh: "没有保存：这条已在别处删除",
        en: "Not saved: it was removed elsewhere",
    }
    mark_revived() {
        zh: "已保存；别处删过这条，又放了回来",
        en: "Saved; it had been removed elsewhere and is back",
    }
    note_lost() {
        zh: "没存下的批注全文在下面，别处都没有，请复制下来",
        en: "The note that was not saved follows; it is kept nowhere else, so copy it",
    }
    note_none() { zh: "先选一篇文章，再写批注", en: "Choose an article to write a note on" }

    saving_slowly() { zh: "正在存 ..", en: "Saving .." }
    unsaved_note_full(save: &str) {
        zh: "没存下：磁盘已满。草稿还在；腾出空间后再按 {save}",
        en: "Not saved: the disk is full. The draft is kept; free some space, then {save}",
    }
    unsaved_note_readonly(file: &str, save: &str) {
        zh: "没存下：{file} 只读。草稿还在；改好权限后再按 {save}",
        en: "Not saved: {file} is read-only. The draft is kept; mend the permissions, then {save}",
    }
    unsaved_note_busy(save: &str) {
        zh: "没存下：另一处正在写，等了 10 秒。草稿还在；再按 {save} 重试",
        en: "Not saved: busy; another session kept writing for 10 s. The draft is kept; {save} tries again",
    }
    unsaved_note_newer() {
        zh: "没存下：标记由看报的更新版本写成，这里只读。草稿还在；升级后再存",
        en: "Not saved: the marks are of a newer version of kanbao and read-only here. The draft is kept; upgrade to save it",
    }
    unsaved_note_io(file: &str, why: &str, save: &str) {
        zh: "没存下：{file} 写不进去（{why}）。草稿还在；再按 {save} 重试",
        en: "Not saved: cannot write {file} ({why}). The draft is kept; {save} tries again",
    }
    unsaved_note_nowhere() {
        zh: "没存下：不知道书签和批注存在哪里，没有设 HOME。选中文字复制出去",
        en: "Not saved: nowhere to keep marks, HOME is not set. Copy the text out",
    }
    draft_at(file: &str) { zh: "（草稿 {file}）", en: " (draft: {file})" }
    draft_io(why: &str) {
        zh: "草稿也写不进去（{why}）。先别关窗口，选中文字复制出去",
        en: "The draft cannot be written either ({why}). Keep this window; copy the text out",
    }
    draft_unwritable(why: &str) {
        zh: "草稿写不进去（{why}）。写好就存，别关窗口",
        en: "The draft cannot be written ({why}). Save what you write and keep this window",
    }

    draft_kept_at_end() { zh: "草稿留着，下次打开还在", en: "Draft kept; it will be here next time" }
    unsaved_at_end() {
        zh: "没存下：另一处正在写，没有等它",
        en: "Not saved: busy; another session was writing and was not waited for",
    }
    drafts_found(n: usize) {
        zh: "上次有 {n} 条批注没存，草稿在最上面",
        en: "{n} notes were left unsaved; the Drafts are at the top",
        one(n): "{n} note was left unsaved; the Draft is at the top",
    }
    draft_damaged(file: &str) {
        zh: "有一份草稿损坏，读不了：{file}",
        en: "A draft is damaged and cannot be read: {file}",
    }
    draft_resumed() { zh: "接着写上次的草稿", en: "Draft: going on with the one left here" }
    draft_deleted(undo: &str) { zh: "草稿已丢弃，{undo} 找回", en: "Draft discarded; {undo} brings it back" }
    draft_elsewhere() {
        zh: "这份草稿正在另一处写，或已经写完",
        en: "This draft is being written elsewhere, or was finished",
    }
    draft_unremovable(why: &str) {
        zh: "草稿丢不掉（{why}）",
        en: "The draft cannot be discarded ({why})",
    }
    note_discarded(undo: &str) { zh: "批注没有存，{undo} 找回", en: "Note not saved; {undo} brings it back" }
    undo_draft() { zh: "丢弃草稿", en: "discarding a draft" }
    shelf_drafts() { zh: "草稿", en: "Drafts" }

    editor_none(key: &str) {
        zh: "没有设外部编辑器。设 EDITOR 后再按 {key}",
        en: "No editor is set. Set EDITOR, then {key}",
    }
    editor_failed(code: &str) {
        zh: "外部编辑器出错退出（{code}），文字没有改动",
        en: "The editor failed ({code}); the text is unchanged",
    }
    editor_failed_kept(code: &str, file: &str) {
        zh: "外部编辑器出错退出（{code}），它写的留在 {file}，这里的文字没有改动",
        en: "The editor failed ({code}); what it wrote is kept in {file}, the text here is unchanged",
    }
    editor_missing(name: &str, why: &str) {
        zh: "外部编辑器 {name} 启动不了（{why}），文字没有改动",
        en: "The editor {name} cannot be started ({why}); the text is unchanged",
    }
    editor_unreadable(file: &str, why: &str) {
        zh: "外部编辑器写的文字读不了：{file}（{why}）。文件留着，这里的文字没有改动",
        en: "What the editor wrote cannot be read: {file} ({why}). The file is kept; the text here is unchanged",
    }
    editor_gone(file: &str) {
        zh: "外部编辑器退出时文件已不在：{file}。这里的文字没有改动",
        en: "The editor left no file: {file}. The text here is unchanged",
    }
    editor_large(limit: usize, file: &str) {
        zh: "外部编辑器写的超过 {limit} 字，留在 {file}，这里的文字没有改动",
        en: "The editor wrote more than {limit} characters; they are in {file}, the text here is unchanged",
    }
    system_signal(number: i32) { zh: "信号 {number}", en: "signal {number}" }
    system_not_text() { zh: "不是 UTF-8 文字", en: "it is not UTF-8 text" }

    help_note() { zh: "写批注时", en: "While writing a note" }
}
