//! A large archive of invented news, for tests and measurements: always the same for the same size.

#![expect(
    unreachable_pub,
    reason = "tests and an example include this file as a module"
)]

use std::fs;
use std::io;
use std::path::Path;

use super::dice::Dice;

/// How large an archive is made.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Issues, spread over [`PUBLICATIONS`].
    pub issues: usize,
    /// Articles in all.
    pub articles: usize,
    /// Paragraphs of each article, about 90 Han each.
    pub paragraphs: usize,
}

/// The publications: folder slug and name.
pub const PUBLICATIONS: [(&str, &str); 5] = [
    ("gangwan", "港湾日报"),
    ("hegu", "河谷晚报"),
    ("nongshi", "农事动态"),
    ("keji", "科技参阅"),
    ("jieshi", "街市简讯"),
];

const PLACES: [&str; 8] = [
    "东港", "柳河", "青坪", "白塔", "石桥", "云岭", "安渡", "南浦",
];
const THINGS: [&str; 8] = [
    "渡口",
    "夜市",
    "水库",
    "菜场",
    "书屋",
    "公交线",
    "苗圃",
    "灯塔",
];
const DEEDS: [&str; 8] = [
    "重新开放",
    "完成检修",
    "迎来新客",
    "试行预约",
    "添了座位",
    "改了班次",
    "办起展览",
    "通过验收",
];
const CLAUSES: [&str; 8] = [
    "天刚亮，头一批住户就到了门口",
    "值班的师傅说，一早上接了三十多个电话",
    "按照计划，余下的活年底前做完",
    "孩子们把画好的牌子挂在入口处",
    "据统计，上月到访的人比前月多了两成",
    "附近的店主盼着路灯早些亮起来",
    "管理处贴出告示，写明了开放的钟点",
    "雨停之后，工人又把石阶清扫了一遍",
];

/// Writes an archive into `folder`, which is made if need be. Articles are spread evenly.
pub fn write(folder: &Path, size: Size) -> io::Result<()> {
    let mut dice = Dice(20_240_601);
    for issue in 0..size.issues {
        let (slug, name) = PUBLICATIONS[issue % PUBLICATIONS.len()];
        let number = issue / PUBLICATIONS.len();
        let (year, month, day) = (2020 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
        let date = format!("{year}-{month:02}-{day:02}");
        let path = folder.join(format!("{slug}-{date}"));
        fs::create_dir_all(&path)?;
        fs::write(
            path.join("issue.toml"),
            format!(
                "publication = \"{name}\"\nnumber = \"第{}期\"\ndate = \"{date}\"\npublisher = \"{name}社\"\nlanguage = \"zh-Hans\"\n",
                number + 1
            ),
        )?;
        let articles =
            size.articles * (issue + 1) / size.issues - size.articles * issue / size.issues;
        for article in 0..articles {
            fs::write(
                path.join(format!("{:02}-pian-{}.md", article + 1, dice.below(1000))),
                article_text(&mut dice, &date, size),
            )?;
        }
    }
    Ok(())
}

fn article_text(dice: &mut Dice, date: &str, size: Size) -> String {
    let title = format!(
        "{}{}{}",
        dice.pick(&PLACES),
        dice.pick(&THINGS),
        dice.pick(&DEEDS)
    );
    let mut text = format!(
        "+++\ntitle = \"{title}\"\nkind = \"article\"\ndate = \"{date}\"\ncolumn = \"要闻\"\n+++\n"
    );
    for _ in 0..size.paragraphs {
        text.push('\n');
        for clause in 0..6 {
            text.push_str(dice.pick(&CLAUSES));
            text.push_str(if clause == 5 { "。\n" } else { "。" });
        }
    }
    text
}
