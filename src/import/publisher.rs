//! Offices: what publishes papers and signs documents is known by its ending.

use super::lexicon::CharSet;
use super::signal::{date, squeezed};

/// Endings of the names of offices.
const OFFICES: &[&str] = &[
    "办事处",
    "公所",
    "局",
    "厅",
    "部",
    "委",
    "院",
    "处",
    "办",
    "办公室",
    "辦公室",
    "编辑部",
    "編輯部",
    "委员会",
    "委員會",
    "研究室",
    "研究所",
    "理事会",
    "理事會",
    "中心",
    "報社",
    "报社",
    "杂志社",
    "协会",
    "協會",
    "学会",
    "學會",
    "公司",
    "集团",
    "学校",
    "中学",
    "小学",
    "大学",
    "政府",
    "联合会",
    "工会",
    "总工会",
    "分会",
    "商会",
    "支部",
    "总支",
];

/// The fewest figures of a telephone.
const FEWEST_OF_TELEPHONE: usize = 7;

/// Whether squeezed `short` says who publishes: an office, or an office and what it does.
pub(super) fn is_publisher(short: &str) -> bool {
    let chars = short.chars().count();
    if ["出版", "主办", "主编", "编辑", "编印", "主管", "承办"].contains(&short) {
        return false;
    }
    if !(2..=34).contains(&chars) || short.contains(['。', '，', '！', '？']) {
        return false;
    }
    // 热线 5550123: how it is reached.
    if short.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_OF_TELEPHONE {
        return false;
    }
    // 逢一日、十五日出版, 4月30日出版: how often or when, and not who.
    if short.starts_with(['逢', '每']) || date(short).is_some() {
        return false;
    }
    let name = short.trim_end_matches(['编', '印', '編']);
    (name.len() < short.len() && name.chars().count() >= 4)
        || is_publisher_name(name)
        || ["编译", "編譯", "编发", "编制", "发行", "發行", "編印"]
            .iter()
            .any(|end| short.strip_suffix(end).is_some_and(is_publisher_name))
        || ["主办", "主辦", "主编", "主編", "出版", "编印", "承办"]
            .iter()
            .any(|end| short.ends_with(end))
        || ["主办", "主管", "编辑", "主辦"]
            .iter()
            .any(|start| short.starts_with(start))
}

/// What the names of others who sign end with.
const SIGNING_LASTS: &str = "会會馆館厂廠队隊社组組站团團班室处處科";

/// Whether `text` may be the name of those who sign a document.
pub(super) fn is_signing(text: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(OFFICES).and(SIGNING_LASTS).and("业");
    // Most texts are told apart by the last character, which has one width.
    if !LASTS.ends(text.trim_end()) {
        return false;
    }
    let name = squeezed(text);
    is_publisher_name(&name)
        || name.ends_with(|c| SIGNING_LASTS.contains(c))
        || name.ends_with("物业")
        || name.chars().count() >= 5
            && ["理所", "务所", "卫所", "出所", "生所"]
                .iter()
                .any(|end| name.ends_with(end))
}

/// Whether `name` ends as the names of offices do.
pub(super) fn is_publisher_name(name: &str) -> bool {
    const LASTS: CharSet = CharSet::of_last(OFFICES);
    LASTS.ends(name) && OFFICES.iter().any(|end| name.ends_with(end))
}
