//! The full text: typed, drawn, opened, gone through.

use std::sync::Arc;

use kanbao::app::event::Event;
use kanbao::app::page::Page;
use kanbao::words::Language;

use crate::frames::{Frames, Opening};
use crate::library::Library;

/// An article of these paragraphs.
pub(crate) fn article(title: &str, paragraphs: &[&str]) -> String {
    format!(
        "+++\ntitle = \"{title}\"\n+++\n\n{}\n",
        paragraphs.join("\n\n")
    )
}

/// The library of the drawing.
pub(crate) fn drawn() -> Library {
    let library = Library::bare();
    let issue = |id: &str, publication: &str, date: &str| {
        library.issue(id, publication, &format!("date = \"{date}\""));
    };
    issue("jianghai-2024-18", "江海简报", "2024-06-07");
    issue("canyue-2019-24", "长三角参阅", "2019-12-20");
    issue("zhengwu-2022-33", "数字政务周报", "2022-08-22");
    let write = |id: &str, title: &str, paragraphs: &[&str]| {
        library.article(id, &article(title, paragraphs));
    };
    write(
        "jianghai-2024-18/01-yizhangwang",
        "一张网怎样织起来",
        &[
            "排在头一个的是货车司机老周，他要替父亲转医保关系。不到二十分钟，事情办妥了。",
            "下一步，公积金的结算也要搬到同一块屏幕上。",
            "看病的事归医保局管。医保局的人说不难。",
        ],
    );
    write(
        "jianghai-2024-18/02-sizuocheng",
        "四座城，一张医保卡",
        &[
            "从此在四城任何一家联网医院看门诊，医保当场结算，不用垫钱。",
            "去年异地门诊直接结算86万人次，医保基金支付2.4亿元。",
            "医保卡、医保码、医保窗口、医保热线，一样都不少。",
            "医保局说，医保目录要统一，医保药店要联网，医保报销要同城。",
        ],
    );
    write(
        "canyue-2019-24/01-shidian",
        "三省一市的门诊试点",
        &[
            "首批八座城市接通医保系统，先做门诊直接结算。",
            "邻县的医保卡互认，单据当场打印。",
        ],
    );
    write(
        "zhengwu-2022-33/01-yiri",
        "窗口一日",
        &["社保、医保、公积金三本账合在一处结算。"],
    );
    let filler = "渡口的灯每晚七点亮起，摆渡的人把缆绳系好，才肯回家吃饭。".repeat(8);
    for (stem, title) in [("02-zhang", "账本"), ("03-deng", "灯下")] {
        write(
            &format!("zhengwu-2022-33/{stem}"),
            title,
            &["医保和结算都写在一页纸上。", &filler],
        );
    }
    library
}

pub(crate) fn session(library: Library, size: (usize, usize), language: Language) -> Frames {
    let mut opening = Opening {
        size,
        language,
        catalogue: library.catalogue(),
        ..Opening::default()
    };
    opening
        .reading
        .read
        .insert("jianghai-2024-18/01-yizhangwang".to_owned());
    Frames::open(opening).keeping(library)
}

pub(crate) fn opened(columns: usize, rows: usize) -> Frames {
    session(drawn(), (columns, rows), Language::Chinese)
}

const DRAWN: &str = "\
00   查全文  医保 结算                                                19 处，6 篇  |
01   ____________________________________________________________________________  |
02                                                                                 |
03 > ∙ 四座城，一张医保卡                      江海简报 2024-06-07          11 处  |
04         从此在四城任何一家联网医院看门诊，医保当场结算，不用垫钱                |
05         去年异地门诊直接结算86万人次，医保基金支付2.4亿元                       |
06                                                                                 |
07     一张网怎样织起来                        江海简报 2024-06-07           3 处  |
08         他要替父亲转医保关系                                                    |
09         公积金的结算也要搬到同一块屏幕上                                        |
10                                                                                 |
11   ∙ 三省一市的门诊试点                      长三角参阅 2019-12-20         2 处  |
12         首批八座城市接通医保系统，先做门诊直接结算                              |
13         邻县的医保卡互认，单据当场打印                                          |
14                                                                                 |
15   ∙ 窗口一日                                数字政务周报 2022-08-22       1 处  |
16         社保、医保、公积金三本账合在一处结算                                    |
17                                                                                 |
18                                                                                 |
19   Enter 打开  Ctrl-t 按日期  Tab 补全  Esc 取消                            1/6  |
";

#[test]
fn drawn_as_in_2_13() {
    let mut frames = opened(80, 20).keys("s 医 保 Space 结 算");
    let picture = frames.frame();
    let rows: Vec<&str> = picture.lines().take(20).collect();
    assert_eq!(rows, DRAWN.lines().collect::<Vec<_>>());
    assert!(picture.contains("cursor 0:19\n"));
    let of = |style: &str| -> Vec<&str> {
        let cells = |line: &'_ str| line.strip_suffix(style).map(str::len);
        let lines = picture.lines().skip(20);
        lines
            .filter_map(|line| cells(line).map(|end| line[..end].trim_end()))
            .collect()
    };
    let drawn = "4:42-45 4:50-53 5:24-27 5:38-41 8:20-23 9:16-19 12:24-27 12:46-49 13:14-17 \
        16:14-17 16:40-43";
    assert_eq!(of(" bold underline").join(" "), drawn);
    for cells in [
        "3:0-0 bold",
        "3:2-2 bold",
        "11:2-2 bold",
        "15:2-2 bold",
        "7:4-19 dim",
    ] {
        assert!(
            picture.contains(&format!("\n{cells}\n")),
            "{cells}\n{picture}"
        );
    }
}

#[test]
fn found_in_the_article_as_in_2_19() {
    let library = Library::bare();
    library.issue("jianghai-2024-18", "江海简报", "date = \"2024-06-07\"");
    let before = "坐在桌后的是江海的人，屏幕那头受理的却在三百公里之外。".repeat(6);
    let paragraphs = [
        before.as_str(),
        before.as_str(),
        "## 窗口之外",
        "截至5月底，远程窗口共办件1.7万件，平均用时18分钟，群众少跑的路程加起来有350万公里。窗口多了，\
         排队反而短了——因为有三成的人在家里就把材料传了上来。",
        "> 一件事能不能在门口办，老百姓看的是结果，不看它归哪个省管。",
        "方晓岚的本子上还记着下一步：年内把公积金提取、新生儿落户也搬进屏幕，再添20个乡镇点位。",
    ];
    library.article(
        "jianghai-2024-18/01-wang",
        &article("一张网怎样织起来", &paragraphs),
    );
    library.article(
        "jianghai-2024-18/02-ka",
        &article("四座城，一张医保卡", &["医保。"]),
    );
    let mut frames =
        session(library, (80, 24), Language::Chinese).keys("Enter g g Enter G / 窗 口 Enter n");
    let drawn = "\
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
23   找  窗口  n N 下一处、上一处                                             2/3  |
";
    let picture = frames.frame();
    let rows: Vec<&str> = picture.lines().skip(13).take(11).collect();
    assert_eq!(rows, drawn.lines().collect::<Vec<_>>());
    assert!(picture.contains("cursor 14:21\n"), "{picture}");
    for cells in [
        "13:2-5 bold underline",
        "15:13-16 bold underline",
        "14:21-24 reverse",
    ] {
        assert!(
            picture.contains(&format!("\n{cells}\n")),
            "{cells}\n{picture}"
        );
    }
}

#[test]
fn every_built_in_article_with_the_word_is_listed_and_enter_lands_on_it() {
    // All of it with an English keyboard.
    let mut frames = Frames::new(80, 40).keys("s y b Tab");
    let listed = frames.rows();
    assert!(listed[0].starts_with("  查全文  医保 "), "{}", listed[0]);
    let catalogue = Arc::clone(&frames.state().catalogue);
    let mut expected = 0;
    for issue in catalogue.issues() {
        for id in &issue.articles {
            let (article, _) =
                kanbao::library::load_article(issue, id).expect("a built-in article");
            let meta = &article.meta;
            let title = meta.title.as_str();
            if format!("{title}\n{}", article.document.text).contains("医保") {
                expected += 1;
                let begins: String = title.chars().take(8).collect();
                assert!(listed.iter().any(|row| row.contains(&begins)), "{title}");
            }
        }
    }
    assert!(
        listed[0].trim_end().ends_with(&format!("，{expected} 篇")),
        "{}",
        listed[0]
    );
    let mut frames = frames.keys("Enter");
    let picture = frames.frame();
    let (row, _) = frames.cursor().expect("a cursor");
    assert!(frames.at_cursor().contains("医保"));
    assert!(
        picture.contains(&format!("\n{row}:")) && picture.contains(" reverse\n"),
        "{picture}"
    );
    assert!(frames.row(39).starts_with("找  医保"), "{}", frames.row(39));
}

#[test]
fn n_leads_through_the_hits_and_on_to_the_next_article() {
    let mut frames = opened(80, 24).keys("s 结 算 Enter");
    let title = |frames: &Frames| {
        frames
            .state()
            .reader()
            .map(|reader| reader.article.meta.title.to_string())
    };
    assert_eq!(title(&frames).as_deref(), Some("四座城，一张医保卡"));
    assert!(frames.row(23).ends_with("1/2"));
    frames = frames.keys("n");
    assert!(frames.row(23).ends_with("2/2"));
    frames = frames.keys("n");
    assert_ne!(title(&frames).as_deref(), Some("四座城，一张医保卡"));
    assert_eq!(frames.said(), "结果第 2/6 篇");
    frames = frames.keys("N");
    assert_eq!(title(&frames).as_deref(), Some("四座城，一张医保卡"));
    assert!(frames.row(23).ends_with("2/2"), "on its last hit");
    frames = frames.keys("N N");
    assert_eq!(frames.said(), "到顶了，从末尾再找");
    frames = frames.keys("n");
    assert_eq!(frames.said(), "到底了，从头再找");
    assert_eq!(title(&frames).as_deref(), Some("四座城，一张医保卡"));
    // Esc takes the marks away, n brings them back.
    let place = frames.rows()[..23].to_vec();
    frames = frames.keys("Esc");
    assert_eq!(frames.rows()[..23], place);
    assert!(!frames.frame().contains("reverse"));
    frames = frames.keys("n");
    assert!(frames.frame().contains("reverse"));
}

#[test]
fn going_back_to_an_article_of_the_results_keeps_them() {
    let mut frames = opened(80, 24).keys("s 结 算 Enter n");
    let place = frames.rows()[..23].to_vec();
    frames = frames.keys("n");
    assert_eq!(frames.said(), "结果第 2/6 篇");
    frames = frames.keys("Ctrl-o");
    assert_eq!(frames.rows()[..23], place);
    assert!(frames.frame().contains("reverse"));
    // From the first hit in sight.
    frames = frames.keys("n n");
    assert_eq!(frames.said(), "结果第 2/6 篇");
    frames = frames.keys("Ctrl-o q");
    assert!(
        frames.row(0).starts_with("查全文  结算"),
        "{}",
        frames.row(0)
    );
    // On the article that one left, not on the last one opened.
    assert!(frames.row(23).ends_with(" 1/6"), "{}", frames.row(23));
}

#[test]
fn what_is_looked_for_in_an_article_of_the_results_stays_in_it() {
    let mut frames = opened(80, 24).keys("s 结 算 Enter / 医 保 Enter");
    let title = |frames: &Frames| {
        let reader = frames.state().reader();
        reader.map(|reader| reader.article.meta.id.clone())
    };
    let article = title(&frames);
    for _ in 0..20 {
        frames = frames.keys("n");
        assert_eq!(title(&frames), article);
    }
    // Without its marks the results go on.
    frames = frames.keys("Esc n n n n");
    assert_ne!(title(&frames), article);
}

#[test]
fn leaving_an_article_comes_back_to_the_results() {
    let mut frames = opened(80, 24).keys("j j s 医 保 Down Down");
    // Short articles are read by being opened.
    let unmarked = |frames: &mut Frames| frames.rows().join("\n").replace('∙', " ");
    let results = unmarked(&mut frames);
    for back in ["q", "Ctrl-o"] {
        frames = frames.keys("Enter").keys(back);
        assert_eq!(unmarked(&mut frames), results, "{back}");
    }
    let mut frames = frames.keys("Esc");
    assert!(frames.row(0).starts_with("看报"));
    // The last results come back with their place.
    frames = frames.keys("s Enter");
    assert_eq!(unmarked(&mut frames), results);
    frames = frames.keys("Enter");
    assert!(frames.state().reader().is_some());
}

#[test]
fn results_over_an_article_lead_back_to_it() {
    let mut frames = opened(80, 24).keys("Enter Enter");
    let before = frames.rows();
    frames = frames.keys("s 结 算 Esc");
    assert_eq!(frames.rows(), before);
    frames = frames.keys("s 结 算 Down Enter q Esc");
    assert_eq!(frames.rows()[..23], before[..23]);
}

#[test]
fn pinyin_is_completed_and_another_word_comes_with_another_tab() {
    let mut frames = Frames::new(80, 24).keys("s y b");
    assert_eq!(frames.row(23), "Tab 医保");
    frames = frames.keys("Tab");
    assert!(frames.row(0).starts_with("查全文  医保 "));
    assert!(
        frames.row(23).starts_with("Tab 医保关系 "),
        "{}",
        frames.row(23)
    );
    frames = frames.keys("Tab");
    assert!(frames.row(0).starts_with("查全文  医保关系 "));
    frames = frames.keys("Ctrl-u z g s x d h");
    assert!(frames.row(23).starts_with("Tab 中国式现代化"));
    frames = frames.keys("Tab Space y b Tab");
    assert!(frames.row(0).starts_with("查全文  中国式现代化 医保"));
    frames = frames.keys("Ctrl-u Tab");
    assert_eq!(frames.said(), "没有可补的词");
}

#[test]
fn the_order_is_turned_by_a_key() {
    let mut frames = opened(80, 24).keys("s 医 保");
    let by_rank = frames.rows();
    frames = frames.keys("Ctrl-t");
    assert!(frames.row(23).contains("Ctrl-t 按相关"));
    assert!(
        frames.row(3).contains("一张网怎样织起来"),
        "{}",
        frames.row(3)
    );
    frames = frames.keys("Ctrl-t");
    assert_eq!(frames.rows(), by_rank);
}

#[test]
fn what_a_query_cannot_mean_is_said_under_its_place() {
    for (query, caret, said) in [
        ("\" 医 保", Some(10), "! 双引号没有配对"),
        (
            "/ 医 ( 保",
            Some(13),
            "! 正则不对，第 3 字：这个 ( 没有配对的 )",
        ),
        (
            "d a t e : 2 0 2 2 . . 2 0 1 9",
            Some(15),
            "! 日期先后颠倒：2022 晚于 2019",
        ),
        ("!", Some(10), "! 只有 !，没有要找的词"),
        ("医 保 Space O R", Some(15), "! OR 的前后都要有要找的词"),
    ] {
        let mut frames = opened(80, 24).keys("s").keys(query);
        let rule: Vec<char> = frames.rows()[1].chars().collect();
        let at = rule.iter().position(|c| *c == '^');
        assert_eq!(at, caret, "{query}");
        let row = frames.row(23);
        assert!(row.starts_with(said), "{query}: {row}");
        // Nothing happens, nothing is lost.
        let before = frames.rows();
        frames = frames.keys("Enter");
        assert_eq!(frames.rows(), before);
    }
    for blank in ["", "Space Space"] {
        let mut frames = opened(80, 24).keys("s").keys(blank);
        assert!(
            frames.row(23).starts_with("Enter 打开"),
            "{}",
            frames.row(23)
        );
        assert_eq!(frames.row(3), "");
        assert_eq!(frames.keys("Enter").said(), "还没有查过全文");
    }
    let mut frames = opened(80, 24).keys("s 。");
    assert!(frames.row(0).ends_with(" 篇"));
    frames = frames.keys("Ctrl-u 螃 蟹");
    assert_eq!(
        frames.row(0),
        format!("查全文  螃蟹{}0 篇", " ".repeat(80 - 4 - 12 - 4))
    );
    assert_eq!(
        frames.row(3),
        "全文里没有「螃蟹」。可少写几个字，或用 f 找篇目"
    );
}

#[test]
fn while_a_query_cannot_be_read_the_rows_stay() {
    let mut frames = opened(80, 24).keys("s 医 保");
    let rows = frames.rows()[2..22].to_vec();
    frames = frames.keys("Space \"");
    assert_eq!(frames.rows()[2..22], rows);
    assert!(frames.row(23).starts_with("! 双引号"));
    frames = frames.keys("结 算 \"");
    assert_ne!(frames.rows()[2..22], rows);
}

#[test]
fn a_pasted_book_does_no_harm() {
    let mut frames = opened(80, 24).keys("s");
    frames
        .session()
        .take(Event::Paste("医保\n\u{1b}[31m".repeat(120_000)));
    assert!(frames.said().starts_with("最多 200 字"));
    frames = frames.keys("Ctrl-u 医 保");
    assert!(frames.row(0).contains("6 篇"));
}

#[test]
fn a_regular_expression_stands_between_slashes() {
    let mut frames = opened(80, 24).keys("s / 医 保 [ 卡 码 ] /");
    assert!(frames.row(0).ends_with("，2 篇"), "{}", frames.row(0));
    frames = frames.keys("Enter");
    let hit = |frames: &mut Frames| {
        let picture = frames.frame();
        let cells = picture
            .lines()
            .find_map(|line| line.strip_suffix(" reverse"));
        let (row, cells) = cells
            .and_then(|cells| cells.split_once(':'))
            .expect("a hit");
        let (from, _) = cells.split_once('-').expect("cells");
        let row = &frames.rows()[row.parse::<usize>().expect("a row")];
        let mut at = 0;
        let from: usize = from.parse().expect("a cell");
        let shown = row.chars().skip_while(|c| {
            at += if c.is_ascii() { 1 } else { 2 };
            at <= from
        });
        shown.take(3).collect::<String>()
    };
    assert_eq!(hit(&mut frames), "医保卡");
    // The first is the one in the title.
    assert!(frames.row(23).ends_with("2/3"), "{}", frames.row(23));
    frames = frames.keys("n");
    assert_eq!(hit(&mut frames), "医保码");
    frames = frames.keys("n");
    assert_eq!(hit(&mut frames), "医保卡");
    assert_eq!(frames.said(), "结果第 2/2 篇");
}

#[test]
fn queries_come_back_with_up() {
    let mut frames = opened(80, 24).keys("s 医 保 Enter q Ctrl-u 结 算 Enter q Esc");
    frames = frames.keys("s Up");
    assert!(frames.row(0).starts_with("查全文  结算 "));
    frames = frames.keys("Up");
    assert!(frames.row(0).starts_with("查全文  医保 "));
    assert!(frames.row(0).ends_with("6 篇"));
}

#[test]
fn pages_and_ends_are_gone_to_by_article() {
    let mut frames = Frames::new(80, 24).keys("s 长 三 角");
    let total = frames
        .row(23)
        .rsplit('/')
        .next()
        .map(str::to_owned)
        .expect("a total");
    let last: usize = total.parse().expect("a number");
    let sight = match frames.state().front() {
        Some(Page::Search(page)) => page.in_sight(),
        _ => panic!("the page is in front"),
    };
    assert!(sight > 1 && sight < last - 2, "{sight} of {last}");
    for (keys, place) in [
        ("Down", 2),
        ("PgDn", 2 + sight),
        ("End", last),
        ("Up", last - 1),
        ("Home", 1),
    ] {
        frames = frames.keys(keys);
        let row = frames.row(23);
        assert!(row.ends_with(&format!(" {place}/{total}")), "{keys}: {row}");
        let pointers = frames
            .rows()
            .iter()
            .filter(|row| row.starts_with('>'))
            .count();
        assert_eq!(pointers, 1, "{keys}");
    }
    frames = frames.keys("End");
    assert!(frames.row(23).ends_with(&format!("{total}/{total}")));
    // The end of the list fills the page.
    let listed = frames.rows()[3..22]
        .iter()
        .filter(|row| row.trim().is_empty())
        .count();
    assert!(listed <= 9, "{:#?}", frames.rows());
}

#[test]
fn in_every_size_and_in_english() {
    for (columns, rows) in [(80, 24), (40, 15), (120, 40), (20, 6), (60, 15)] {
        let mut frames = opened(columns, rows).keys("s 医 保 Down");
        let picture = frames.frame();
        let shown: Vec<&str> = picture.lines().take(rows).collect();
        insta::assert_snapshot!(format!("search-{columns}x{rows}"), shown.join("\n"));
    }
    let mut frames = session(drawn(), (80, 14), Language::English).keys("s 医 保");
    let picture = frames.frame();
    let shown: Vec<&str> = picture.lines().take(14).collect();
    insta::assert_snapshot!("search-english-80x14", shown.join("\n"));
    let mut frames = session(drawn(), (80, 14), Language::English).keys("s / ( Enter");
    insta::assert_snapshot!(frames.row(13), @"! Bad pattern at character 2: this ( has no )");
}

#[test]
fn resizing_keeps_the_pointer_in_sight() {
    let mut frames = Frames::new(80, 24).keys("s 长 三 角 End Up Up");
    for (columns, rows) in [(40, 15), (20, 6), (120, 40), (80, 24), (33, 8)] {
        frames = frames.resize(columns, rows);
        let pointers = frames
            .rows()
            .iter()
            .filter(|row| row.starts_with('>'))
            .count();
        assert_eq!(pointers, 1, "{columns}x{rows}\n{:#?}", frames.rows());
    }
}

#[test]
fn what_stands_in_the_title_alone_is_marked_there() {
    let library = Library::bare();
    library.issue("b-2024", "报", "date = \"2024\"");
    library.article("b-2024/01-a", &article("渡口的灯塔", &["夜里很静。"]));
    library.article("b-2024/02-b", &article("早班船", &["灯塔还亮着。"]));
    let mut frames = session(library, (80, 24), Language::Chinese).keys("s 灯 塔");
    // In the list too: nothing else would show why it is there.
    assert!(
        frames.frame().contains("\n3:10-13 bold underline\n"),
        "{}",
        frames.frame()
    );
    frames = frames.keys("Enter");
    let picture = frames.frame();
    assert!(picture.contains("reverse\n"), "{picture}");
    assert!(frames.row(23).ends_with("1/1"));
    frames = frames.keys("n");
    assert!(frames.at_cursor().contains("灯塔还亮着"));
    // Esc takes the mark away, n brings it back and goes on.
    frames = frames.keys("N Esc n");
    assert!(frames.frame().contains("reverse\n"));
    frames = frames.keys("n");
    assert!(frames.at_cursor().contains("灯塔还亮着"));
}
