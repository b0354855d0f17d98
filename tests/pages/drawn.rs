//! The drawings of the specification: rows come out exactly as they are drawn there.
//!
//! Left out are groups, counts and hints of what does not exist yet: drafts, clippings, marks,
//! finder, full text.

use kanbao::words::Language;

use crate::frames::{Frames, Opening};
use crate::library::{Library, drawn_reading, drawn_resumed};
use crate::opened;

/// The rows of a drawing: after the row's number and a blank, up to the bar.
fn drawing(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| line.get(3..)?.strip_suffix('|').map(str::to_owned))
        .collect()
}

fn assert_drawn(frames: &mut Frames, text: &str, cursor: (u16, u16)) {
    let (rows, wanted) = (frames.rows(), drawing(text));
    let mut faults = String::new();
    for (number, wanted) in wanted.iter().enumerate() {
        let got = rows.get(number).map_or("", String::as_str);
        if got != wanted {
            faults.push_str(&format!("{number:02} {got}|\n  -{wanted}|\n"));
        }
    }
    assert!(
        faults.is_empty(),
        "rows got, and below each the one drawn:\n{faults}"
    );
    assert_eq!(frames.cursor(), Some(cursor), "cursor");
}

fn shelf(columns: usize, rows: usize) -> Frames {
    let library = Library::drawn();
    Frames::open(Opening {
        size: (columns, rows),
        catalogue: library.catalogue(),
        reading: drawn_resumed(),
        ..Opening::default()
    })
    .keeping(library)
}

fn reader(columns: usize, rows: usize) -> Frames {
    opened(columns, rows).keys("Enter g g Enter")
}

#[test]
fn the_shelf_as_in_2_1() {
    // Publications stand by their newest issue, as the sentence below the drawing says.
    assert_drawn(
        &mut shelf(80, 24),
        "\
00   看报                                                    5 期  43 篇  未读 30  |
01   ____________________________________________________________________________  |
02                                                                                 |
03     接着读                                                                      |
04 >   一张网怎样织起来              江海简报  2024年第18期          35%  剩 1 分  |
05                                                                                 |
06     江海简报                                                  江海市发展研究室  |
07   ∙ 2024年第18期    总第96期      2024-06-07                   未读  4    9 篇  |
08   ∙ 2024年第17期    总第95期      2024-05-24                   未读  9    9 篇  |
09     2024年第16期    总第94期      2024-05-10                              8 篇  |
10                                                                                 |
11     数字政务周报                                                                |
12   ∙ 2022年第33期                  2022-08-22                   未读 10   10 篇  |
13                                                                                 |
14     长三角参阅                                                东港区域研究中心  |
15   ∙ 2019年第24期    总第44期      2019-12-20                   未读  7    7 篇  |
16                                                                                 |
17                                                                                 |
18                                                                                 |
19                                                                                 |
20                                                                                 |
21                                                                                 |
22                                                                                 |
23   Enter 打开  / 筛选  f 找篇目  s 查全文  q 退出  ? 帮助                   1/6  |
",
        (4, 0),
    );
}

#[test]
fn the_first_start_as_in_2_1() {
    let library = Library::drawn();
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        reading: drawn_reading(),
        first_start: true,
        ..Opening::default()
    });
    assert_drawn(
        &mut frames,
        "\
00   看报                                                    5 期  43 篇  未读 30  |
01   ____________________________________________________________________________  |
02                                                                                 |
03     江海简报                                                  江海市发展研究室  |
04 > ∙ 2024年第18期    总第96期      2024-06-07                   未读  4    9 篇  |
05   ∙ 2024年第17期    总第95期      2024-05-24                   未读  9    9 篇  |
06     2024年第16期    总第94期      2024-05-10                              8 篇  |
07                                                                                 |
08     数字政务周报                                                                |
09   ∙ 2022年第33期                  2022-08-22                   未读 10   10 篇  |
10                                                                                 |
11     长三角参阅                                                东港区域研究中心  |
12   ∙ 2019年第24期    总第44期      2019-12-20                   未读  7    7 篇  |
13                                                                                 |
14                                                                                 |
15                                                                                 |
16                                                                                 |
17                                                                                 |
18                                                                                 |
19                                                                                 |
20                                                                                 |
21                                                                                 |
22                                                                                 |
23   j k 上下，Enter 打开，q 返回，? 看全部按键                               1/5  |
",
        (4, 0),
    );
    let mut frames = frames.keys("j");
    assert_eq!(
        frames.rows()[23],
        "  Enter 打开  / 筛选  f 找篇目  s 查全文  q 退出  ? 帮助                   2/5  "
    );
}

#[test]
fn the_shelf_of_a_phone_as_in_2_2() {
    assert_drawn(
        &mut shelf(40, 15),
        "\
00  看报                           未读 30 |
01  ______________________________________ |
02   接着读                                |
03 > 一张网怎样织起来                  35% |
04   江海简报                              |
05  ∙第18期    2024-06-07         未读 4/9 |
06  ∙第17期    2024-05-24         未读 9/9 |
07   第16期    2024-05-10             8 篇 |
08   数字政务周报                          |
09  ∙第33期    2022-08-22       未读 10/10 |
10   长三角参阅                            |
11  ∙第24期    2019-12-20         未读 7/7 |
12                                         |
13                                         |
14  Enter 打开  q 退出  ? 帮助         1/6 |
",
        (3, 0),
    );
}

#[test]
fn shelf_and_issue_side_by_side_as_in_2_3() {
    let mut frames = shelf(120, 24).keys("j Enter j");
    assert_drawn(
        &mut frames,
        "\
00   看报                                      江海简报                                                  江海市发展研究室  |
01   5 期  43 篇                  未读 30      2024年第18期  总第96期  2024-06-07                            9 篇  未读 4  |
02   ____________________________________      __________________________________________________________________________  |
03                                                                                                                         |
04     接着读                                    要闻                                                                      |
05     一张网怎样织起来               35%      ∙ 一张网怎样织起来                                              35%   2 分  |
06                                           > ∙ 四座城，一张医保卡                                                  4 分  |
07     江海简报                                  断头路接通以后                                                      3 分  |
08 - ∙ 第18期    2024-06-07      未读 4/9                                                                                  |
09   ∙ 第17期    2024-05-24      未读 9/9        快览                                                                      |
10     第16期    2024-05-10          8 篇        江海拿到三项专利大奖                        短讯                    1 分  |
11                                               湿地保护有了贷款单                          短讯                    1 分  |
12     数字政务周报                            ∙ 第五十万台整车下线                          短讯                    1 分  |
13   ∙ 第33期    2022-08-22    未读 10/10        实验室里的年轻人                            图片                    1 分  |
14                                                                                                                         |
15     长三角参阅                                短论                                                                      |
16   ∙ 第24期    2019-12-20      未读 7/7      ∙ “通”字怎么写                                评论                    2 分  |
17                                               把九次会开成一次会                          评论                    3 分  |
18                                                                                                                         |
19                                                                                                                         |
20                                                                                                                         |
21                                                                                                                         |
22                                                                                                                         |
23   Enter 打开  q 返回  r 已读  / 筛选  f 找篇目  s 查全文  ? 帮助                                                   2/9  |
",
        (6, 42),
    );
    // With the shelf in front, the other pane keeps its pointer in the other form.
    let mut frames = frames.keys("h");
    assert_eq!(frames.cursor(), Some((8, 0)));
    assert!(frames.rows()[6].contains("- ∙ 四座城，一张医保卡"));
}

#[test]
fn an_issue_as_in_2_4() {
    assert_drawn(
        &mut shelf(80, 24).keys("j Enter j"),
        "\
00   江海简报                                                    江海市发展研究室  |
01   2024年第18期  总第96期  2024-06-07                              9 篇  未读 4  |
02   ____________________________________________________________________________  |
03                                                                                 |
04     要闻                                                                        |
05   ∙ 一张网怎样织起来                                                35%   2 分  |
06 > ∙ 四座城，一张医保卡                                                    4 分  |
07     断头路接通以后                                                        3 分  |
08                                                                                 |
09     快览                                                                        |
10     江海拿到三项专利大奖                          短讯                    1 分  |
11     湿地保护有了贷款单                            短讯                    1 分  |
12   ∙ 第五十万台整车下线                            短讯                    1 分  |
13     实验室里的年轻人                              图片                    1 分  |
14                                                                                 |
15     短论                                                                        |
16   ∙ “通”字怎么写                                  评论                    2 分  |
17     把九次会开成一次会                            评论                    3 分  |
18                                                                                 |
19                                                                                 |
20                                                                                 |
21                                                                                 |
22                                                                                 |
23   Enter 打开  q 返回  r 已读  / 筛选  f 找篇目  s 查全文  ? 帮助           2/9  |
",
        (6, 0),
    );
}

#[test]
fn an_issue_in_english_as_in_2_5() {
    let library = Library::drawn();
    let frames = Frames::open(Opening {
        size: (60, 15),
        language: Language::English,
        catalogue: library.catalogue(),
        reading: drawn_resumed(),
        ..Opening::default()
    });
    assert_drawn(
        &mut frames.keeping(library).keys("j Enter j"),
        "\
00   江海简报                                江海市发展研究室  |
01   2024 No. 18  Serial 96  2024-06-07  9 articles  4 unread  |
02   ________________________________________________________  |
03                                                             |
04     要闻                                                    |
05   ∙ 一张网怎样织起来                                 2 min  |
06 > ∙ 四座城，一张医保卡                               4 min  |
07     断头路接通以后                                   3 min  |
08                                                             |
09     快览                                                    |
10     江海拿到三项专利大奖          Brief              1 min  |
11     湿地保护有了贷款单            Brief              1 min  |
12   ∙ 第五十万台整车下线            Brief              1 min  |
13                                                             |
14   Enter open  q back  r read  ? help                   2/9  |
",
        (6, 0),
    );
}

#[test]
fn the_top_of_an_article_as_in_2_6() {
    assert_drawn(
        &mut reader(80, 24),
        "\
00                                                                                 |
01                                    长三角见闻                                   |
02                                 一张网怎样织起来                                |
03                               ——江海跨省窗口蹲点记                              |
04                                                                                 |
05                   本报记者 陈若溪 顾言    2024年6月7日  第3版                   |
06                                                                                 |
07       清晨八点半，江海市政务服务中心刚开门，三号窗口前已经坐了四个人。排在头一  |
08   个的是从宿城赶来的货车司机老周，他要替父亲转医保关系。“听说这里能办，就来碰   |
09   碰运气。”老周说。不到二十分钟，材料退回他手里，事情办妥了。                   |
10       坐在窗口里的是江海的人，屏幕那头受理的却在三百公里之外。两地各用各的系    |
11   统，中间只隔一条加密的视频线路：这边递材料，那边核身份；谁的规矩谁来管，谁的  |
12   章谁来盖。                                                                    |
13                                                                                 |
14   从“跑两趟”到“跑一次”                                                          |
15       三年前，同样的事要跑两趟：先回户籍地开证明，再到居住地交证明。2021年，江  |
16   海同相邻三市商定，把最常办的42件事列成一张单子，逐件对标准、减材料。眼下单子  |
17   已加到126件，其中九成当场办结。                                               |
18                                                                                 |
19       图：6月5日，江海市政务服务中心的远程窗口，左侧屏幕上是宿城的受理员。      |
20       （本报记者 林朔 摄）                                                      |
21                                                                                 |
22       “难的不是技术。”市数据局副局长方晓岚说，“难的是四座城对同一张表的理解不   |
23   一张网怎样织起来                                        1/9    剩 2 分    顶  |
",
        (1, 0),
    );
}

#[test]
fn the_end_of_an_article_as_in_2_7() {
    assert_drawn(
        &mut reader(80, 24).keys("G"),
        "\
00                                                                                 |
01   从“跑两趟”到“跑一次”                                                          |
02       三年前，同样的事要跑两趟：先回户籍地开证明，再到居住地交证明。2021年，江  |
03   海同相邻三市商定，把最常办的42件事列成一张单子，逐件对标准、减材料。眼下单子  |
04   已加到126件，其中九成当场办结。                                               |
05                                                                                 |
06       图：6月5日，江海市政务服务中心的远程窗口，左侧屏幕上是宿城的受理员。      |
07       （本报记者 林朔 摄）                                                      |
08                                                                                 |
09       “难的不是技术。”市数据局副局长方晓岚说，“难的是四座城对同一张表的理解不   |
10   一样。”她举了一个例子：单是“常住地址”一栏，四地就有六种填法；开了九次会，才   |
11   并成一种。                                                                    |
12                                                                                 |
13   窗口之外                                                                      |
14       截至5月底，远程窗口共办件1.7万件，平均用时18分钟，群众少跑的路程加起来有  |
15   350万公里。窗口多了，排队反而短了——因为有三成的人在家里就把材料传了上来。     |
16                                                                                 |
17       一件事能不能在门口办，老百姓看的是结果，不看它归哪个省管。                |
18                                                                                 |
19       方晓岚的本子上还记着下一步：年内把公积金提取、新生儿落户也搬进屏幕，再添  |
20   20个乡镇点位。                                                                |
21                                                                                 |
22   下一篇  四座城，一张医保卡  J                                                 |
23   一张网怎样织起来                                        1/9               完  |
",
        (1, 0),
    );
}

#[test]
fn the_reader_of_a_phone_as_in_2_8() {
    let mut frames = reader(40, 15);
    assert_drawn(
        &mut frames,
        "\
00                长三角见闻               |
01             一张网怎样织起来            |
02           ——江海跨省窗口蹲点记          |
03   本报记者 陈若溪 顾言    2024年6月7日  |
04                                         |
05      清晨八点半，江海市政务服务中心刚开 |
06  门，三号窗口前已经坐了四个人。排在头一 |
07  个的是从宿城赶来的货车司机老周，他要替 |
08  父亲转医保关系。“听说这里能办，就来碰  |
09  碰运气。”老周说。不到二十分钟，材料退  |
10  回他手里，事情办妥了。                 |
11      坐在窗口里的是江海的人，屏幕那头受 |
12  理的却在三百公里之外。两地各用各的系   |
13  统，中间只隔一条加密的视频线路：这边递 |
14  一张网怎样织起来          剩 2 分   顶 |
",
        (0, 0),
    );
    assert_drawn(
        &mut frames.keys("2 4 j"),
        "\
00      图：6月5日，江海市政务服务中心     |
01      的远程窗口，左侧屏幕上是宿城的     |
02      受理员。（本报记者 林朔 摄）       |
03                                         |
04      “难的不是技术。”市数据局副局长方晓 |
05  岚说，“难的是四座城对同一张表的理解不  |
06  一样。”她举了一个例子：单是“常住地址”  |
07  一栏，四地就有六种填法；开了九次会，才 |
08  并成一种。                             |
09                                         |
10  窗口之外                               |
11      截至5月底，远程窗口共办件1.7万件， |
12  平均用时18分钟，群众少跑的路程加起来有 |
13  350万公里。窗口多了，排队反而短了——因  |
14  一张网怎样织起来          剩 1 分  70% |
",
        (0, 0),
    );
}

#[test]
fn zen_as_in_2_9() {
    let mut frames = reader(120, 40).keys("z");
    assert_eq!(frames.rows()[39].trim(), "整屏阅读，z 返回");
    assert_drawn(
        &mut frames.keys("Ctrl-l"),
        "\
00                                                                                                                         |
01                                                        长三角见闻                                                       |
02                                                     一张网怎样织起来                                                    |
03                                                   ——江海跨省窗口蹲点记                                                  |
04                                                                                                                         |
05                                       本报记者 陈若溪 顾言    2024年6月7日  第3版                                       |
06                                                                                                                         |
07                           清晨八点半，江海市政务服务中心刚开门，三号窗口前已经坐了四个人。排在头一                      |
08                       个的是从宿城赶来的货车司机老周，他要替父亲转医保关系。“听说这里能办，就来碰                       |
09                       碰运气。”老周说。不到二十分钟，材料退回他手里，事情办妥了。                                       |
10                           坐在窗口里的是江海的人，屏幕那头受理的却在三百公里之外。两地各用各的系                        |
11                       统，中间只隔一条加密的视频线路：这边递材料，那边核身份；谁的规矩谁来管，谁的                      |
12                       章谁来盖。                                                                                        |
13                                                                                                                         |
14                       从“跑两趟”到“跑一次”                                                                              |
15                           三年前，同样的事要跑两趟：先回户籍地开证明，再到居住地交证明。2021年，江                      |
",
        (1, 20),
    );
}

#[test]
fn contents_as_in_2_10() {
    assert_drawn(
        &mut reader(80, 12).keys("1 3 j o"),
        "\
00   一张网怎样织起来                                                      小标题  |
01   ____________________________________________________________________________  |
02                                                                                 |
03     一张网怎样织起来                                                        顶  |
04 >     从“跑两趟”到“跑一次”                                                 45%  |
05       窗口之外                                                              完  |
06                                                                                 |
07                                                                                 |
08                                                                                 |
09                                                                                 |
10                                                                                 |
11   Enter 跳到  / 筛选  q 返回  ? 帮助                                       2/3  |
",
        (4, 0),
    );
}

#[test]
fn find_as_in_2_19() {
    let mut frames = reader(80, 24).keys("G / 窗 口 Enter");
    assert_eq!(
        frames.rows()[23],
        "  找  窗口  n N 下一处、上一处                                             3/6  "
    );
}

#[test]
fn help_as_in_2_20() {
    let mut frames = reader(80, 20).keys("? y i d u");
    assert_eq!(frames.cursor(), Some((0, 12)));
    let rows = frames.rows();
    assert!(rows[0].starts_with("  帮助  yidu "), "{}", rows[0]);
    assert!(
        rows[19].starts_with("  Enter 执行  Esc 取消 "),
        "{}",
        rows[19]
    );
}

#[test]
fn an_empty_library_as_in_2_22() {
    let library = Library::bare();
    let mut frames = Frames::open(Opening {
        catalogue: library.catalogue(),
        builtin_hidden: true,
        ..Opening::default()
    });
    assert_drawn(
        &mut frames,
        "\
00   看报                                                                    0 期  |
01   ____________________________________________________________________________  |
02                                                                                 |
03                                                                                 |
04                                                                                 |
05                                                                                 |
06                                                                                 |
07             文库里还没有刊物。                                                  |
08                                                                                 |
09             把原始文本整理成刊物      kanbao import FILE                        |
10             直接打开一份文本          kanbao FILE                               |
11             刊物放在                  ~/.local/share/kanbao/library             |
12           > 看看自带的五期            Enter                                     |
13                                                                                 |
14                                                                                 |
15                                                                                 |
16                                                                                 |
17                                                                                 |
18                                                                                 |
19                                                                                 |
20                                                                                 |
21                                                                                 |
22                                                                                 |
23   ? 帮助  q 退出                                                                |
",
        (12, 10),
    );
    assert!(frames.keys("Enter").rows()[0].contains("5 期  26 篇  未读 26"));
}
