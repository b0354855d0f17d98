//! Lines of particulars: where and when something is, whom to ask.

use super::lexicon::CharSet;

/// What words of particulars begin with.
pub(super) const PARTICULAR_FIRSTS: &str =
    "联电地时报邮附投传网聯電時关關主讲嘉票咨出列缺请請參参记記";

/// What minutes say of those who were at a meeting.
const OF_MEETINGS: [&str; 10] = [
    "出席", "列席", "缺席", "请假", "請假", "参加", "參加", "参会", "记录", "記錄",
];

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
    ]
    .iter()
    .any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.contains(['：', ':', '︰']))
    }) || OF_MEETINGS.iter().any(|word| {
        // Others are said to do so in a sentence: 记录显示：….
        text.strip_prefix(word).is_some_and(|rest| {
            let rest =
                rest.trim_start_matches(['人', '员', '員', '单', '單', '位', ' ', '\u{3000}']);
            rest.starts_with(['：', ':', '︰'])
        })
    })
}
