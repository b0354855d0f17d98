//! Names of places, counts, kinds, positions.

super::words! {
    app_name() { zh: "看报", en: "Kanbao" }
    shelf_resume() { zh: "接着读", en: "Continue" }
    shelf_older(n: usize) { zh: "其余 {n} 期", en: "{n} older issues", one(n): "{n} older issue" }

    count_issues(n: usize) { zh: "{n} 期", en: "{n} issues", one(n): "{n} issue" }
    count_articles(n: usize) { zh: "{n} 篇", en: "{n} articles", one(n): "{n} article" }
    count_unread(n: usize) { zh: "未读 {n}", en: "{n} unread" }
    count_unread_of(i: usize, n: usize) { zh: "未读 {i}/{n}", en: "{i}/{n} unread" }
    count_articles_column(n: usize) { zh: "{n:2} 篇", en: "{n:2} articles", one(n): "{n:2} article" }
    count_unread_column(n: usize) { zh: "未读 {n:2}", en: "{n:2} unread" }

    issue_number(year: &str, number: &str) { zh: "{year}年第{number}期", en: "{year} No. {number}" }
    issue_short(number: &str) { zh: "第{number}期", en: "No. {number}" }
    issue_serial(number: &str) { zh: "总第{number}期", en: "Serial {number}" }
    issue_unnamed() { zh: "未署期号", en: "No number" }
    page_column(number: &str) { zh: "第{number}版", en: "Page {number}" }
    date_day(year: u16, month: u8, day: u8) { zh: "{year}年{month}月{day}日", en: "{year}-{month:02}-{day:02}" }
    date_month(year: u16, month: u8) { zh: "{year}年{month}月", en: "{year}-{month:02}" }
    date_year(year: u16) { zh: "{year}年", en: "{year}" }

    kind_brief() { zh: "短讯", en: "Brief" }
    kind_photo() { zh: "图片", en: "Photo" }
    kind_comment() { zh: "评论", en: "Comment" }
    kind_document() { zh: "文件", en: "Document" }

    time_left(n: usize) { zh: "剩 {n} 分", en: "{n} min left" }
    length_none() { zh: "无正文", en: "no text" }
    time_length(n: usize) { zh: "{n} 分", en: "{n} min" }

    pos_top() { zh: "顶", en: "Top" }
    pos_end() { zh: "完", en: "End" }
    pos_percent(n: usize) { zh: "{n}%", en: "{n}%" }
    pos_of(i: usize, n: usize) { zh: "{i}/{n}", en: "{i}/{n}" }

    caption_label() { zh: "图：", en: "Photo: " }
    contents_title() { zh: "小标题", en: "Contents" }
    next_article() { zh: "下一篇", en: "Next" }

    finder_title() { zh: "找篇目", en: "Find" }
    finder_typing() { zh: "输入汉字或拼音", en: "Type Chinese or pinyin" }
    help_title() { zh: "帮助", en: "Help" }
    help_typing() { zh: "输入几个字来找", en: "Type to search" }
    help_everywhere() { zh: "到处可用", en: "Everywhere" }
    help_lists() { zh: "列表", en: "Lists" }
    help_shelf() { zh: "书架", en: "Shelf" }
    help_issue() { zh: "一期", en: "Issue" }
    help_contents() { zh: "小标题", en: "Contents" }
    help_selection() { zh: "选文字", en: "Selecting" }
    select_count(n: usize) { zh: "已选 {n} 字", en: "{n} selected" }
    help_reader() { zh: "阅读", en: "Reader" }
    help_raw() { zh: "原始行", en: "Raw lines" }
    help_query() { zh: "输入时", en: "While typing" }

    raw_title(first: usize, last: usize) { zh: "原始行 {first}-{last}", en: "Raw lines {first}-{last}" }
    raw_title_one(line: usize) { zh: "原始行 {line}", en: "Raw line {line}" }
    raw_left_out(reason: &str) { zh: "未收：{reason}", en: "Left out: {reason}" }

    find_prompt() { zh: "找", en: "Find" }
    filter_prompt() { zh: "筛选", en: "Filter" }
    find_count(i: usize, n: usize) { zh: "{i}/{n}", en: "{i}/{n}" }
}
