//! Why the import reads a text as it does.

super::words! {
    import_running_one(file: &str) { zh: "正在整理 {file}", en: "Importing {file}" }
    import_running(file: &str, percent: usize) { zh: "正在整理 {file}  {percent}%", en: "Importing {file}  {percent}%" }
    import_lines(first: usize, last: usize) { zh: "第 {first}-{last} 行", en: "lines {first}-{last}" }
    import_line(line: usize) { zh: "第 {line} 行", en: "line {line}" }
    import_untitled() { zh: "（无标题）", en: "(no title)" }
    import_left_out() { zh: "略去", en: "Left out" }
    import_fields() { zh: "读作篇目信息", en: "Read as fields" }
    because_first_text() { zh: "文本从这里开始", en: "the text begins here" }
    because_heading_mark() { zh: "标题前有标记", en: "its title has a heading mark" }
    because_in_contents() { zh: "目录里有这个标题", en: "the contents name its title" }
    because_signed() { zh: "标题下有署名或电头", en: "a byline or dateline stands below its title" }
    because_set_off() { zh: "短行独立，没有句末标点，下接正文", en: "a short line without an end mark, set off, with text below" }
    because_bold() { zh: "整行加粗", en: "the whole line is bold" }
    because_ornament() { zh: "各条之前有同一个符号", en: "the same ornament stands before each item" }
    because_after_closing() { zh: "上一篇已有文末附注或来源", en: "a note or source line closed the article above" }
    because_after_credit() { zh: "上一篇已有图片署名", en: "a photo credit closed the article above" }
    because_after_comment() { zh: "上面的编者评论到此为止", en: "the editors' comment above ends here" }
    because_note_word() { zh: "有编后、编者按、更正一类字样", en: "a word begins an editors' comment or correction" }
    because_changed_layout() { zh: "窄栏到此为止，下面是新的导语", en: "narrow columns end and a new lead begins" }
    because_title_below() { zh: "标题排在正文之后", en: "its title stands below its text" }
    because_headlines() { zh: "上面有几行标题：引题、主题、副题", en: "several headlines stand over it" }
    because_clauses() { zh: "引题和主题排在一行", en: "kicker and title stand in one line" }
    because_single_paragraph() { zh: "只有短短一段", en: "it is one short paragraph" }
    because_brief_column() { zh: "在简讯栏目之下", en: "it stands below the name of a column of briefs" }
    because_photo_credit() { zh: "短文之后有图片署名", en: "a photo credit ends a short text" }
    because_document_items() { zh: "标题和编号条款像一份文件", en: "its title and numbered items are those of a document" }
    because_after_briefs() { zh: "简讯之后，接回原来的文章", en: "its text goes on after briefs inside it" }
    because_jump() { zh: "转版之后在这里接上", en: "its text goes on behind a jump line" }
    because_page_source() { zh: "来源是全版的", en: "its source is said for the whole page" }
    because_outline() { zh: "纲要里这样写", en: "the outline says so" }
    omitted_contents() { zh: "目录", en: "contents list" }
    omitted_masthead() { zh: "刊头、口号、版权", en: "masthead, slogan or imprint" }
    omitted_running_head() { zh: "书眉", en: "running head" }
    omitted_page_number() { zh: "页码", en: "page number" }
    omitted_jump() { zh: "转版提示", en: "jump line" }
    omitted_stray() { zh: "没有内容的残留", en: "a rest without content" }
    omitted_duplicate() { zh: "重复", en: "stands elsewhere too" }
    omitted_label() { zh: "栏目名", en: "name of a column" }
    omitted_imprint() { zh: "编辑、发送、印数", en: "editors, distribution, copies" }
    omitted_navigation() { zh: "网页的链接和按钮", en: "links and buttons of a web page" }
    omitted_unseen() { zh: "网页里不显示的样式、脚本、标题、注释", en: "style, script, title or comment of a web page" }
    omitted_ornament() { zh: "标题前的装饰", en: "ornament before a title" }
    omitted_beside_field() { zh: "署名、期号等旁边的文字", en: "beside a name, number or date" }
    omitted_outline() { zh: "纲要里不属于任何一篇", en: "of no article in the outline" }
}
