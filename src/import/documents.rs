//! Notices and official texts, by what their titles end with.

use super::lexicon::CharSet;

/// Whether `title` is that of a notice, which is never a chapter.
pub(super) fn is_announcement(title: &str) -> bool {
    [
        "启事",
        "啟事",
        "通知",
        "通告",
        "公告",
        "公示",
        "声明",
        "聲明",
        "倡议书",
        "光荣榜",
        "讣告",
        "訃告",
        "鸣谢",
        "鳴謝",
        "更正",
        "招领",
        "招領",
        "寻人",
        "尋人",
        "须知",
        "通启",
        "通啟",
        "预报",
        "預報",
        "预告",
        "預告",
        "明日看点",
        "明日看點",
        "芳名",
        "芳名录",
        "芳名錄",
    ]
    .iter()
    .any(|word| title.ends_with(word))
}

/// Endings of the titles of official texts.
const DOCUMENTS: &[&str] = &[
    "倡议书",
    "倡议",
    "倡議",
    "共识",
    "共識",
    "公告",
    "通告",
    "通知",
    "名单",
    "倡議書",
    "名單",
    "声明",
    "聲明",
    "公报",
    "公約",
    "公约",
    "条例",
    "章程",
    "守则",
    "须知",
    "启事",
    "啟事",
    "决议",
    "命令",
    "宣言",
    "细则",
    "公示",
    "承诺书",
    "一览表",
    "鸣谢",
    "鳴謝",
];

/// Whether `title` is that of an official text or a set of rules.
pub(super) fn is_document(title: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(DOCUMENTS);
    let ends = |words: &[&str]| words.iter().any(|word| title.ends_with(word));
    LASTS.ends(title) && ends(DOCUMENTS)
        || (title.starts_with("关于") || title.starts_with("關於"))
            && ends(&[
                "意见", "办法", "方案", "决定", "规定", "通报", "函", "批复", "请示", "报告",
            ])
}
