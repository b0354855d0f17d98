//! Sentences for generated issues: enough different ones that lines of a column seldom come again, as in real
//! papers. What comes again by chance is taken for what an extraction has doubled, and costs accordingly.
//!
//! A sentence is one clause or several of these: when, who and where, what was done, how many of what.

use super::super::dice::Dice;
use super::{NAMES, PLACES, THINGS};

const TIMES: [&str; 24] = [
    "天刚亮",
    "入冬以来",
    "上个月",
    "这几天",
    "雨停之后",
    "去年秋天",
    "傍晚时分",
    "开工那天",
    "据统计",
    "按照计划",
    "和往年相比",
    "到目前为止",
    "从前",
    "眼下",
    "午饭过后",
    "趁着农闲",
    "头一个星期",
    "春分前后",
    "等到船靠了岸",
    "说起这件事",
    "问到花费",
    "遇上大雾",
    "再过半年",
    "为了省时间",
];

const PEOPLE: [&str; 24] = [
    "值班的师傅",
    "附近的店主",
    "镇里的图书员",
    "管理处的职工",
    "孩子们",
    "带队的老师",
    "等车的乘客",
    "守堤的人",
    "合作社的会计",
    "供水站的电工",
    "退休教师",
    "摆渡的一家",
    "来取信的村民",
    "卖菜的摊主",
    "船上的伙计",
    "修路的工人",
    "验收的专家",
    "过路的司机",
    "几位老住户",
    "年轻的技术员",
    "对岸的果农",
    "社区的志愿者",
    "食堂的厨师",
    "夜里巡查的保安",
];

const DEEDS: [&str; 32] = [
    "把旧栏杆换成了新的",
    "连夜清掉了淤泥",
    "挨家挨户送去通知",
    "在门口排起了长队",
    "给树苗浇了头遍水",
    "试着开了两趟车",
    "把账目贴在墙上",
    "又添了一条长凳",
    "学会了看图纸",
    "省下不少来回的工夫",
    "修好了漏水的屋顶",
    "在台账上逐项签了字",
    "凑钱买来一台水泵",
    "把窗户擦得透亮",
    "说路比以前宽了",
    "盼着路灯早些亮起来",
    "记下了每天的水位",
    "抬来石料垫高了岸边",
    "商量着改一改班次",
    "第一次用上自来水",
    "坐下来喝了一碗热茶",
    "画出了新的路线",
    "把意见写进了本子",
    "没有再为停电发愁",
    "腾出一间屋子当阅览室",
    "量了又量才下锯",
    "决定先修桥后铺路",
    "拿到了盖着红章的批文",
    "终于不用绕远路",
    "挑出坏掉的零件",
    "守到后半夜才换班",
    "顺手带走了垃圾",
];

const COUNTED: [&str; 20] = [
    "盏路灯",
    "处裂缝",
    "吨水泥",
    "户人家",
    "趟班车",
    "亩菜地",
    "册旧书",
    "台机器",
    "条意见",
    "根木桩",
    "封来信",
    "米管道",
    "棵果树",
    "间教室",
    "副手套",
    "位老人",
    "名学生",
    "次检查",
    "张车票",
    "箱零件",
];

/// The next sentence, with its full stop.
pub(super) fn sentence(dice: &mut Dice) -> String {
    let mut text = String::new();
    if dice.below(2) == 0 {
        text.push_str(dice.pick(&TIMES));
        text.push('，');
    }
    text.push_str(&who(dice));
    text.push_str(dice.pick(&DEEDS));
    for _ in 0..dice.below(3) {
        text.push_str(&clause(dice));
    }
    text.push('。');
    text
}

/// Who it was, and now and then where or by name.
fn who(dice: &mut Dice) -> String {
    let people = dice.pick(&PEOPLE);
    match dice.below(6) {
        0 => format!("{}{}的{people}", dice.pick(&PLACES), dice.pick(&THINGS)),
        1 => format!("{people}{}", dice.pick(&NAMES)),
        2 => format!("{}的{people}", dice.pick(&PLACES)),
        _ => people.to_owned(),
    }
}

/// A further clause, with the mark before it: what papers write, half-width marks of their sources among it.
fn clause(dice: &mut Dice) -> String {
    let deed = dice.pick(&DEEDS);
    let counted = dice.pick(&COUNTED);
    match dice.below(12) {
        0 => format!("，一共用了{}{counted}", dice.below(400) + 12),
        1 => format!("，比前一年多了{}.{}%", dice.below(40) + 1, dice.below(10)),
        2 => format!(
            "（其中{}{}{counted}）",
            dice.pick(&PLACES),
            dice.below(90) + 3
        ),
        3 => format!("，“{}{deed}”", dice.pick(&PEOPLE)),
        4 => format!(",当天{}:30到17:00{deed}", dice.below(4) + 6),
        5 => format!(
            "；{}{}里的{counted}也{deed}",
            dice.pick(&PLACES),
            dice.pick(&THINGS)
        ),
        6 => format!(
            "，再加上{},{:03}{counted}",
            dice.below(8) + 1,
            dice.below(1000)
        ),
        7 => format!("，{}和{}", dice.pick(&PEOPLE), who(dice)) + deed,
        8 => format!("、{}", dice.pick(&DEEDS)),
        _ => format!("，{}{deed}", who(dice)),
    }
}
