//! Bookmarks, highlights and notes: what the commands say of them.

use super::Words;
use crate::annotation::Motivation;
use crate::text::Clean;

super::words! {
    marks_saved(id: &str) { zh: "已保存 {id}", en: "Saved {id}" }
    marks_already(id: &str) { zh: "早已有了 {id}", en: "Already there: {id}" }
    marks_removed(id: &str) { zh: "已删除 {id}", en: "Removed {id}" }
    marks_none() { zh: "还没有书签、划线和批注", en: "no bookmarks, highlights or notes yet" }
    marks_none_bookmarks() { zh: "还没有书签", en: "no bookmarks yet" }
    marks_none_notes() { zh: "还没有批注", en: "no notes yet" }
    mark_unknown(name: &str) { zh: "没有这个书签或批注：{name}", en: "no such mark: {name}" }
    mark_ambiguous(name: &str) { zh: "不止一个书签或批注以此开头：{name}", en: "more than one mark begins with this: {name}" }
    mark_hint_list() {
        zh: "kanbao bookmark list 和 kanbao note list --all 列出编号",
        en: "kanbao bookmark list and kanbao note list --all show the ids",
    }
    bookmark_only_places(article: &str) { zh: "全文没有书签，文中的请写编号：{article}", en: "only passages of this article are bookmarked, name their ids: {article}" }
    mark_is_orphan(id: &str) { zh: "{id} 在文章里已没有位置，原文是：", en: "{id} has no place in the article any more; it was:" }
    mark_orphan_hint(article: &str) { zh: "kanbao show {article} 看全文", en: "kanbao show {article} shows the article" }
    mark_article_gone(article: &str) { zh: "文库里已没有这篇文章：{article}", en: "the article is not in the library any more: {article}" }
    mark_orphan() { zh: "无处可放", en: "no place" }
    marks_nowhere() {
        zh: "不知道书签和批注存在哪里：没有设 HOME",
        en: "nowhere to keep marks: HOME is not set",
    }
    quote_missing(quote: &str) { zh: "文章里没有「{quote}」", en: "\"{quote}\" is not in the article" }
    quote_ambiguous(quote: &str, n: usize) {
        zh: "「{quote}」在文章里有 {n} 处",
        en: "\"{quote}\" is in the article {n} times",
    }
    quote_ambiguous_hint() { zh: "请多写几个字，写到只有一处", en: "Write more of it, until it is there once" }
    note_empty() { zh: "批注里没有文字", en: "the note is empty" }
    note_no_text() {
        zh: "没有写批注的文字。写在命令后面，或从标准输入读：... | kanbao note add 文章",
        en: "no text for the note. Write it after the article, or pipe it: ... | kanbao note add ARTICLE",
    }
    note_too_long(limit: &str) { zh: "批注超过 {limit}", en: "the note is longer than {limit}" }
    note_not_utf8() { zh: "批注的文字不是 UTF-8", en: "the note is not UTF-8" }
    marks_busy(file: &str) {
        zh: "没有保存：另一处正在写 {file}，等了 10 秒",
        en: "not saved: busy; another session kept writing {file} for 10 s",
    }
    marks_newer(file: &str) {
        zh: "没有保存：{file} 由看报的更新版本写成，这里只读",
        en: "not saved: {file} is of a newer version of kanbao and read-only here",
    }
    marks_newer_hint() { zh: "请升级看报", en: "Upgrade kanbao" }
    marks_unwritable(file: &str, why: &str) {
        zh: "没有保存：{file} 写不进去（{why}）",
        en: "not saved: cannot write {file} ({why})",
    }
    marks_unreadable(file: &str, why: &str) {
        zh: "书签和批注读不了：{file}（{why}）",
        en: "marks cannot be read: {file} ({why})",
    }
    marks_damaged(n: usize, file: &str) {
        zh: "{file} 有 {n} 行损坏，原样留着，其余完好。kanbao check 列出",
        en: "{n} damaged lines in {file} were left as they are; the rest is sound. kanbao check lists them",
        one(n): "{n} damaged line in {file} was left as it is; the rest is sound. kanbao check shows it",
    }
    marks_strange(n: usize, file: &str) {
        zh: "{file} 有 {n} 条书签或批注看不懂，没有显示，原样留着。kanbao check 列出",
        en: "{n} marks in {file} cannot be understood and are not shown; they are kept. kanbao check lists them",
        one(n): "{n} mark in {file} cannot be understood and is not shown; it is kept. kanbao check shows it",
    }
    marks_partly_newer(file: &str) {
        zh: "{file} 由看报的更新版本写成，看不懂的部分略过，原样留着",
        en: "{file} is of a newer version of kanbao; what is not understood is passed over and kept",
    }
    marks_copies(n: usize) {
        zh: "有 {n} 个同步时留下的副本，里面的书签和批注也算上了。kanbao doctor --repair 收进它们",
        en: "{n} copies left by a synchronised folder count as well. kanbao doctor --repair takes them in",
        one(n): "{n} copy left by a synchronised folder counts as well. kanbao doctor --repair takes it in",
    }
    draft_kept(file: &str) { zh: "草稿留在 {file}", en: "Draft kept in {file}" }
    draft_lost(why: &str) { zh: "草稿也没有留下：{why}", en: "No draft could be kept either: {why}" }
    marks_taken(added: usize) { zh: "收进 {added} 条", en: "{added} marks taken in", one(added): "{added} mark taken in" }
    marks_taken_restored(n: usize) { zh: "其中 {n} 条是删过的，又放了回来", en: "{n} of them had been removed and are back", one(n): "{n} of them had been removed and is back" }
    marks_taken_orphans(n: usize) {
        zh: "{n} 条在文库里没有位置，阅读时按 ' 查看",
        en: "{n} of them have no place in the library; ' shows them while reading",
        one(n): "1 of them has no place in the library; ' shows it while reading",
    }
    marks_taken_known(n: usize) { zh: "{n} 条早已有了", en: "{n} were there already", one(n): "{n} was there already" }
    marks_refused(place: usize, why: &str) { zh: "第 {place} 条没有收：{why}", en: "item {place} was not taken: {why}" }
    marks_refused_target() { zh: "没有写是哪篇文章", en: "it names no article" }
    marks_refused_article(article: &str) { zh: "不是文章编号：{article}", en: "not the id of an article: {article}" }
    marks_refused_kind() { zh: "不是一条标注", en: "it is no annotation" }
    marks_refused_selector() { zh: "选区的写法不认识", en: "its selector is of a kind that is not known here" }
    marks_refused_position(start: usize, end: usize) {
        zh: "只写了位置（{start} 到 {end}），文库的文章里没有这一段",
        en: "it says only where it stands, {start} to {end}, and no article here has that",
    }
    marks_omitted(place: usize, members: &str) {
        zh: "第 {place} 条收了，其中这些没有收：{members}",
        en: "item {place} was taken without: {members}",
    }
    bookmark_is_other(id: &str, kind: &str) { zh: "{id} 是{kind}，不是书签", en: "{id} is no bookmark: {kind}" }
    note_is_bookmark(id: &str) { zh: "{id} 是书签，不是批注", en: "{id} is a bookmark, no note" }
    note_is_bookmark_hint(id: &str) { zh: "kanbao bookmark remove {id} 删除它", en: "kanbao bookmark remove {id} removes it" }
    bookmark_is_other_hint(id: &str) { zh: "kanbao note remove {id} 删除它", en: "kanbao note remove {id} removes it" }
    tag_empty() { zh: "标签是空的", en: "a tag is empty" }
    marks_not_json(line: usize, column: usize) {
        zh: "不是 JSON，第 {line} 行第 {column} 字",
        en: "not JSON, line {line}, character {column}",
    }
    repair_copies(n: usize, taken: usize) {
        zh: "收进 {n} 个副本，其中 {taken} 条别处没有",
        en: "{n} copies taken in; {taken} records were nowhere else",
        one(n, taken): "{n} copy taken in; {taken} record was nowhere else",
        one(n): "{n} copy taken in; {taken} records were nowhere else",
        one(taken): "{n} copies taken in; {taken} record was nowhere else",
    }
    repair_newer_copy(file: &str) {
        zh: "{file} 由看报的更新版本写成，没有动",
        en: "{file} is of a newer version of kanbao and was left alone",
    }
    repair_rewritten(kept: usize, dropped: usize) {
        zh: "书签批注文件理过：留 {kept} 行，去掉过时的 {dropped} 行",
        en: "the file of marks is tidy: {kept} lines kept, {dropped} outdated ones left out",
        one(kept, dropped): "the file of marks is tidy: {kept} line kept, {dropped} outdated one left out",
        one(kept): "the file of marks is tidy: {kept} line kept, {dropped} outdated ones left out",
        one(dropped): "the file of marks is tidy: {kept} lines kept, {dropped} outdated one left out",
    }
    repair_aside(n: usize, file: &str) {
        zh: "损坏的 {n} 行移到 {file}",
        en: "{n} damaged lines moved to {file}",
        one(n): "{n} damaged line moved to {file}",
    }
    doctor_marks() { zh: "书签批注", en: "Marks" }
    motivation_bookmarking() { zh: "书签", en: "bookmark" }
    motivation_highlighting() { zh: "划线", en: "highlight" }
    motivation_commenting() { zh: "批注", en: "note" }
    motivation_tagging() { zh: "标签", en: "tag" }
    fault_damaged_line() { zh: "这一行损坏，原样留着", en: "this line is damaged; it is kept as it is" }
    fault_damaged_line_hint() {
        zh: "kanbao doctor --repair 把它移到旁边的文件",
        en: "kanbao doctor --repair moves it to a file beside this one",
    }
    fault_strange_mark() {
        zh: "这一行的书签或批注看不懂，没有显示，原样留着",
        en: "the mark on this line cannot be understood; it is not shown and is kept as it is",
    }
    fault_strange_mark_hint() {
        zh: "它的编号、来由或所替换的记录写法不对；docs/marks.md 写着格式",
        en: "Its id, motivation or links are not written as docs/marks.md says",
    }
    fault_newer_journal() { zh: "由看报的更新版本写成，这里只读", en: "of a newer version of kanbao; read-only here" }
    fault_journal_copy() {
        zh: "同步时留下的副本，里面的书签和批注也算上了",
        en: "a copy left by a synchronised folder; its marks count as well",
    }
    fault_journal_copy_hint() { zh: "kanbao doctor --repair 收进它", en: "kanbao doctor --repair takes it in" }
}

impl Words {
    /// What a mark of this motivation is called.
    pub fn motivation(self, motivation: Motivation) -> Clean {
        match motivation {
            Motivation::Bookmarking => self.motivation_bookmarking(),
            Motivation::Highlighting => self.motivation_highlighting(),
            Motivation::Commenting => self.motivation_commenting(),
            Motivation::Tagging => self.motivation_tagging(),
        }
    }
}
