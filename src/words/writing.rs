//! What an import did, and why it did not.

use super::Words;
use crate::diagnostic::OutlineFault;
use crate::text::Clean;

super::words! {
    import_imported(id: &str, n: usize, file: &str) {
        zh: "已导入 {id}：{n} 篇（{file}）",
        en: "imported {id}: {n} articles ({file})",
        one(n): "imported {id}: {n} article ({file})",
    }
    import_updated(id: &str, n: usize, kept: usize, file: &str) {
        zh: "已更新 {id}：{n} 篇，其中 {kept} 篇沿用编号（{file}）",
        en: "updated {id}: {n} articles, {kept} of them under their old ids ({file})",
        one(n, kept): "updated {id}: {n} article, under its old id ({file})",
        one(n): "updated {id}: {n} article, under a new id ({file})",
        one(kept): "updated {id}: {n} articles, {kept} of them under its old id ({file})",
    }
    import_marks_moved(id: &str, n: usize) {
        zh: "{id}：{n} 处标记随文字移到了别的篇目",
        en: "{id}: {n} marks went with their text into another article",
        one(n): "{id}: 1 mark went with its text into another article",
    }
    import_marks_adrift(id: &str, n: usize) {
        zh: "{id}：{n} 处标记在新文本里没有位置，阅读时按 ' 查看",
        en: "{id}: {n} marks have no place in the new text; ' shows them while reading",
        one(n): "{id}: 1 mark has no place in the new text; ' shows it while reading",
    }
    import_unchanged(id: &str, file: &str) {
        zh: "没有变化 {id}：原文已经导入过（{file}）",
        en: "unchanged {id}: this text is imported already ({file})",
    }
    import_copied(id: &str, file: &str) { zh: "已复制 {id}（{file}）", en: "copied {id} ({file})" }
    import_would_copy(id: &str, file: &str) {
        zh: "{id} 已是一期，会原样复制（{file}）",
        en: "{id} is an issue and would be copied ({file})",
    }
    import_outline_waits(id: &str) {
        zh: "{id} 的 outline.toml 改过，加 --update 才照它重排",
        en: "outline.toml of {id} was changed; --update obeys it",
    }
    import_summary(imported: usize, updated: usize, unchanged: usize, refused: usize) {
        zh: "导入 {imported}，更新 {updated}，没有变化 {unchanged}，未能导入 {refused}",
        en: "{imported} imported, {updated} updated, {unchanged} unchanged, {refused} refused",
    }
    import_exists(file: &str, folder: &str) {
        zh: "{file}: 没有导入：{folder} 已有，原文不同",
        en: "{file}: not imported: {folder} is there, from another text",
    }
    import_outline_needs_update(file: &str, folder: &str) {
        zh: "{file}: 没有重排：{folder} 已有",
        en: "{file}: not imported again: {folder} is there",
    }
    import_exists_hint() {
        zh: "同一期改过的原文加 --update 更新它，旧文件移到其中的 revisions/；另一份则用 --outline 另给 [issue] id",
        en: "Where it is the same issue --update replaces it: its files go to revisions/ in it; else give another [issue] id with --outline",
    }
    import_foreign(file: &str, folder: &str) {
        zh: "{file}: 没有导入：{folder} 已有，但不是导入得来的",
        en: "{file}: not imported: {folder} is there and no import made it",
    }
    import_foreign_hint() {
        zh: "给它改名，或用 --into 另指一个文件夹",
        en: "Rename it, or name another folder with --into",
    }
    import_no_folder(file: &str, folder: &str) {
        zh: "{file}: 没有导入：{folder} 是链接或不是文件夹，不跟随",
        en: "{file}: not imported: {folder} is a link or no folder; it is not followed",
    }
    import_taken(file: &str, id: &str, other: &str) {
        zh: "{file}: 没有导入：编号 {id} 这次已给了 {other}",
        en: "{file}: not imported: {other} has the id {id} in this run",
    }
    import_taken_hint() {
        zh: "编号取自报头的名称、日期和版次，没有报头才取文件名：写一个文件，[issue] 下写 id = \"...\"，用 --outline 导入",
        en: "Ids come from the masthead, without one from the file's name: write [issue] and id = \"...\" into a file for --outline",
    }
    import_write_failed(file: &str, path: &str, why: &str) {
        zh: "{file}: 没有导入：{path} 写不进去（{why}）",
        en: "{file}: not imported: cannot write {path} ({why})",
    }
    import_library_failed(folder: &str, why: &str) {
        zh: "没有导入：文库文件夹 {folder} 不能用（{why}）",
        en: "nothing was imported: the library folder {folder} cannot be used ({why})",
    }
    import_library_hint() {
        zh: "请核对 --into、--library 或 HOME，以及那里的权限",
        en: "Check --into, --library or HOME, and the permissions there",
    }
    import_library_busy(folder: &str) {
        zh: "没有导入：另一处正在写 {folder}，等了 10 秒",
        en: "nothing was imported: another session kept writing {folder} for 10 s",
    }
    import_busy(file: &str, path: &str) {
        zh: "{file}: 没有导入：另一处正在写 {path}，等了 10 秒",
        en: "{file}: not imported: another session kept writing {path} for 10 s",
    }
    import_no_library() {
        zh: "不知道文库在哪里：没有 HOME",
        en: "there is no library to import into: HOME is not set",
    }
    import_no_library_hint() { zh: "用 --into 指定文件夹", en: "Name a folder with --into" }
    import_swept(n: usize) {
        zh: "清除了 {n} 个上次导入中断留下的文件夹",
        en: "removed {n} folders that interrupted imports left",
        one(n): "removed {n} folder that an interrupted import left",
    }
    import_overtaken(id: &str, file: &str, revision: &str) {
        zh: "{id}: {file} 你改过，新的原文也改了；你的在 {revision}",
        en: "{id}: {file} was changed by hand and by the new text; yours is in {revision}",
    }
    import_dropped(id: &str, article: &str, revision: &str) {
        zh: "{id}: 新的原文里没有 {article}；它在 {revision}",
        en: "{id}: the new text has no {article}; it is in {revision}",
    }
    import_outline_lost(id: &str, title: &str) {
        zh: "{id}: 新的原文里没有《{title}》的任何一行，outline.toml 不再有这一篇",
        en: "{id}: the new text has no line of {title}; outline.toml has it no more",
    }
    import_outline_lost_hint(line: usize) {
        zh: "它在旧纲要的第 {line} 行；更新后旧纲要在 revisions/ 里",
        en: "It stood on line {line} of the old one; an update keeps the old one in revisions/",
    }
    import_outline_replaced(id: &str, line: usize, title: &str) {
        zh: "{id}: outline.toml 第 {line} 行的《{title}》，原来的文字换成了别的，没有照它改",
        en: "{id}: line {line} of outline.toml: another text stands in place of {title}; not obeyed there",
    }
    import_outline_replaced_hint() {
        zh: "那里照程序认出的排，不合意再改新的 outline.toml；更新后旧的在 revisions/ 里",
        en: "It is set as found; correct it in the new outline.toml. An update keeps the old one in revisions/",
    }
    import_skipped(folder: &str, n: usize, names: &str) {
        zh: "{folder}: 跳过 {n} 个不是原文的文件或链接：{names}",
        en: "{folder}: skipped {n} files or links that are no texts: {names}",
        one(n): "{folder}: skipped {n} file or link that is no text: {names}",
    }
    import_left_behind(folder: &str, names: &str) {
        zh: "{folder}: 链接和特殊文件没有复制：{names}",
        en: "{folder}: links and special files were not copied: {names}",
    }
    import_no_texts(folder: &str) {
        zh: "{folder}: 里面没有可导入的文本",
        en: "{folder}: there is no text to import in it",
    }
    import_no_texts_hint() {
        zh: "原文以 .txt、.md、.html 结尾；别的文件请写明名字",
        en: "Texts end in .txt, .md or .html; name other files one by one",
    }
    import_no_match(pattern: &str) { zh: "{pattern}: 没有匹配的文件", en: "{pattern}: no file matches" }
    import_bad_pattern(pattern: &str) { zh: "{pattern}: 通配符写法不对", en: "{pattern}: not a usable pattern" }
    import_one_outline() {
        zh: "--outline 只能配一个原文",
        en: "--outline goes with one text",
    }
    import_summary_rest(rest: usize) { zh: "，没有轮到 {rest}", en: ", {rest} not reached" }
    read_kept(id: &str) {
        zh: "这份文本已导入，读的是文库里的 {id}",
        en: "This text is imported already; this is {id} of the library",
    }
    read_corrected(id: &str) {
        zh: "按 {id} 改过的 outline.toml 排。kanbao import --update 写进文库",
        en: "Set as the changed outline.toml of {id} says. kanbao import --update puts it into the library",
    }
    read_older(id: &str) {
        zh: "文库里的 {id} 出自这份文本的旧稿，篇目改过。kanbao import --update 照着重排",
        en: "{id} of the library was corrected, from an earlier state of this text. kanbao import --update carries that over",
    }
    import_not_reached(file: &str) {
        zh: "{file}: 没有导入：还没轮到它就停了",
        en: "{file}: not imported: the import ended before its turn",
    }
    import_stopped(rest: usize, names: &str) {
        zh: "已停止，还有 {rest} 个没有导入：{names}",
        en: "stopped; {rest} not imported: {names}",
    }
    import_stopped_at_end() { zh: "已停止，全部都已做完", en: "stopped; everything was done by then" }
    import_disk_full(rest: usize, names: &str) {
        zh: "磁盘已满，其余 {rest} 个不再导入：{names}",
        en: "the disk is full; the other {rest} are not imported: {names}",
    }
    outline_unknown_key(key: &str) { zh: "没有 {key} 这个键", en: "there is no key {key}" }
    outline_unknown_key_hint(known: &str) { zh: "这里可写 {known}", en: "Known here: {known}" }
    outline_bad_id(id: &str) { zh: "{id} 不能作编号", en: "{id} cannot be an id" }
    outline_not_utf8() { zh: "不是 UTF-8 文字", en: "not UTF-8" }
    outline_no_text() { zh: "这一篇的行里没有字", en: "the lines of this article have no text" }
    outline_no_piece(line: usize, last: usize) {
        zh: "原文第 {line} 行只有 {last} 段",
        en: "line {line} of the source has {last} pieces only",
        one(last): "line {line} of the source has one piece only",
    }
    outline_not_a_table(key: &str) { zh: "{key} 的写法不对", en: "{key} is not written as it should be" }
    outline_not_a_table_hint() { zh: "写成一行 [issue] 或 [[article]]", en: "Write a line [issue] or [[article]]" }
    outline_no_articles() { zh: "里面没有文章", en: "there are no articles in it" }
    outline_no_lines() { zh: "这一篇没有写行号", en: "this article does not say its lines" }
    outline_lines_hint() { zh: "如 lines = [\"3-9\", \"14\"]", en: "For instance lines = [\"3-9\", \"14\"]" }
    outline_bad_lines(text: &str) { zh: "{text} 不是行号", en: "{text} names no lines" }
    outline_beyond_end(line: usize, last: usize) {
        zh: "原文没有第 {line} 行，只有 {last} 行",
        en: "the source has no line {line}, only {last}",
    }
    outline_count_hint() {
        zh: "行号从 1 数起，空行也算一行；阅读时按 gr 可看原文和行号",
        en: "Lines count from 1, blank ones too; gr in the reader shows the source with its numbers",
    }
    outline_overlap(line: usize) {
        zh: "原文第 {line} 行已属于上面的一篇",
        en: "line {line} of the source belongs to an article above",
    }
    outline_overlap_hint() { zh: "一行只能属于一篇", en: "A line belongs to one article" }
}

impl OutlineFault {
    /// What is wrong, without file and line.
    pub fn message(&self, words: Words) -> Clean {
        match self {
            OutlineFault::UnknownKey { key, .. } => words.outline_unknown_key(key),
            OutlineFault::BadId { id } => words.outline_bad_id(id),
            OutlineFault::NotUtf8 => words.outline_not_utf8(),
            OutlineFault::NoText => words.outline_no_text(),
            OutlineFault::NoPiece { line, last } => words.outline_no_piece(*line, *last),
            OutlineFault::NotATable { key } => words.outline_not_a_table(key),
            OutlineFault::NoArticles => words.outline_no_articles(),
            OutlineFault::NoLines => words.outline_no_lines(),
            OutlineFault::BadLines { text } => words.outline_bad_lines(text),
            OutlineFault::BeyondEnd { line, last } => words.outline_beyond_end(*line, *last),
            OutlineFault::Overlap { line } => words.outline_overlap(*line),
        }
    }

    /// What to do about it.
    pub fn hint(&self, words: Words) -> Clean {
        match self {
            OutlineFault::UnknownKey { known, .. } => {
                words.outline_unknown_key_hint(&known.join(", "))
            }
            OutlineFault::BadId { .. } => words.fault_bad_name_hint(),
            OutlineFault::NotUtf8 => words.fault_not_utf8_hint(),
            OutlineFault::NotATable { .. } | OutlineFault::NoArticles => {
                words.outline_not_a_table_hint()
            }
            OutlineFault::NoLines | OutlineFault::BadLines { .. } => words.outline_lines_hint(),
            OutlineFault::NoText
            | OutlineFault::NoPiece { .. }
            | OutlineFault::BeyondEnd { .. } => words.outline_count_hint(),
            OutlineFault::Overlap { .. } => words.outline_overlap_hint(),
        }
    }
}
