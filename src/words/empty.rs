//! What stands where there is nothing: why, and what to do.

super::words! {
    library_empty() { zh: "文库里还没有刊物", en: "The library is empty" }
    library_empty_page() { zh: "文库里还没有刊物。", en: "The library is empty." }
    library_empty_where() { zh: "刊物放在", en: "Issues live in" }
    library_empty_import() { zh: "把原始文本整理成刊物", en: "Make an issue of raw text" }
    library_empty_open() { zh: "直接打开一份文本", en: "Open a text as it is" }
    library_empty_builtin() { zh: "看看自带的五期", en: "Read the five built-in issues" }
    issue_empty(id: &str) {
        zh: "这一期没有文章。kanbao check {id} 可查原因",
        en: "No articles in this issue. kanbao check {id} tells why",
    }
    article_missing(id: &str) {
        zh: "找不到这篇文章：{id}。可能已移走或改名",
        en: "Article not found: {id}. It may have moved or been renamed",
    }
    article_unreadable_file(file: &str) { zh: "打不开这篇文章：{file}", en: "Cannot open this article: {file}" }
    article_unreadable_why(why: &str) { zh: "原因：{why}。", en: "Why: {why}." }
    article_unreadable_hint(hint: &str) { zh: "可以这样：{hint}。", en: "What to do: {hint}." }
    article_unreadable_check(issue: &str) {
        zh: "kanbao check {issue} 列出这一期的全部问题。",
        en: "kanbao check {issue} lists every fault of this issue.",
    }
    article_missing_hint() { zh: "文件可能已移走或改名", en: "The file may have been moved or renamed" }
    title_none() { zh: "（无题）", en: "(untitled)" }
    article_empty() { zh: "这篇没有正文", en: "This article has no text" }
    raw_none() { zh: "这篇没有留存原始文本", en: "The raw text of this article was not kept" }
    contents_empty() { zh: "这篇没有小标题", en: "This article has no headings" }
    find_none(query: &str, search: &str) {
        zh: "本篇没有「{query}」，{search} 查全库",
        en: "\"{query}\" is not in this article; {search} searches the library",
    }
    finder_none(keys: &str) { zh: "没有合适的篇目。{keys} 查全文", en: "No title fits. {keys} searches the full text" }
    filter_none(all: &str) { zh: "没有匹配的行，{all} 看全部", en: "No row fits; {all} shows all" }
    too_small(width: u16, height: u16) {
        zh: "窗口 {width}x{height}，太小。放大到 20x6 即可，位置不会丢",
        en: "Window {width}x{height} is too small. 20x6 is enough; your place is kept",
    }
}
