//! Lines of particulars: where and when something is, whom to ask.

use super::lexicon::CharSet;

/// What words of particulars begin with.
pub(super) const PARTICULAR_FIRSTS: &str =
    "联电地时报邮附投传网聯電時关關主讲嘉票咨出列缺请參参记記";

/// Whether `text` is a line of particulars: 联系人：, 地点：.
pub(super) fn is_particular(text: &str) -> bool {
    const FIRSTS: CharSet = CharSet::of_first(&[]).and(PARTICULAR_FIRSTS);
    if !FIRSTS.begins(text) {
        return false;
    }
    [
        "联系人",
        "联系电话",
        "联系方式",
        "电话",
        "地址",
        "时间",
        "地点",
        "报名",
        "邮箱",
        "附件",
        "投稿",
        "传真",
        "关键词",
        "關鍵詞",
        "邮编",
        "网址",
        "聯絡人",
        "電話",
        "時間",
        "地點",
        "主讲",
        "主講",
        "讲师",
        "讲座",
        "嘉宾",
        "嘉賓",
        "主题",
        "主題",
        "主持",
        "票价",
        "咨询",
        "出席",
        "列席",
        "缺席",
        "请假",
        "參加人員",
        "参加人员",
        "参会人员",
    ]
    .iter()
    .any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.contains(['：', ':', '︰']))
    }) || ["记录", "記錄"].iter().any(|word| {
        // Records show many things: 记录显示：….
        text.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start_matches(['人', ' ', '　'])
                .starts_with(['：', ':', '︰'])
        })
    })
}
