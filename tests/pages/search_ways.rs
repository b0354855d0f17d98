//! The full text: how one goes on from what was found, and from where nothing was.

use crate::frames::{Frames, Opening};
use crate::search::opened;

#[test]
fn the_results_go_on_from_an_article_that_was_gone_to_past_them() {
    let title = |frames: &Frames| {
        let reader = frames.state().reader();
        let title = reader.map(|reader| reader.article.meta.title.to_string());
        title.expect("an article")
    };
    let mut frames = opened(80, 24).keys("s 门 诊 Enter");
    let first = title(&frames);
    assert_eq!(first, "三省一市的门诊试点");
    frames = frames.keys("n n");
    while title(&frames) == first {
        frames = frames.keys("n");
    }
    let left = title(&frames);
    assert_eq!(left, "四座城，一张医保卡");
    // Past the results: the article before it has none of them.
    frames = frames.keys("K");
    assert_eq!(title(&frames), "一张网怎样织起来");
    assert!(!frames.frame().contains("reverse"));
    frames = frames.keys("N");
    assert_eq!(title(&frames), left, "back to the hits that were left");
    assert!(frames.frame().contains("reverse"));
    frames = frames.keys("K n");
    assert_eq!(title(&frames), first, "on to the next of the results");
    assert_eq!(frames.said(), "到底了，从头再找");
}

#[test]
fn whoever_opens_a_hit_first_is_told_how_to_come_to_the_next() {
    let newcomer = Opening {
        first_start: true,
        ..Opening::default()
    };
    let mut frames = Frames::open(newcomer).keys("s 医 保 Enter");
    let row = frames.row(23);
    assert!(row.contains("医保") && row.contains("n N"), "{row}");
    // The first steps are told where nothing else is.
    frames = frames.keys("Esc J");
    assert!(frames.row(23).contains("翻页"), "{}", frames.row(23));
}

#[test]
fn where_nothing_is_found_the_page_says_what_helps() {
    for (query, said) in [
        ("y b", "全文里没有「yb」。Tab 补成「医保」"),
        ("d a t e : 1 9 0 1", "没有合这些条件的文章"),
        ("t i t l e : 螃 蟹", "没有合这些条件的文章"),
        (
            "d a t e : a b c",
            "如 2024、2024-06-07、2019..2022、2019-05..",
        ),
        ("\" 医 保", "短语前后各一个双引号"),
    ] {
        let mut frames = Frames::new(80, 24).keys("s").keys(query);
        assert_eq!(frames.row(3).trim_start(), said, "{query}");
    }
    let mut frames = opened(80, 24).keys("s f o o : b a r");
    let known = frames.rows()[3..6].join("");
    for field in ["title:", "author:", "date:", "note:", "is:"] {
        assert!(known.contains(field), "{field} in {known}");
    }
    let mut frames = opened(80, 24).keys("s i s : x x");
    assert!(frames.row(3).contains("unread"), "{}", frames.row(3));
}

#[test]
fn fields_are_completed_by_the_names_that_the_library_has_there() {
    for (typed, offered) in [
        ("a u t h o r : z x l", "Tab 张贤良"),
        ("a u t h o r : z h a n g x i a n l i a n g", "Tab 张贤良"),
        ("s o u r c e : a h r b", "Tab 安徽日报"),
        ("- p u b l i c a t i o n : l l w z", "Tab 理论文摘"),
        ("t i t l e : y b", "Tab 医保"),
    ] {
        let mut frames = Frames::new(80, 24).keys("s").keys(typed);
        let row = frames.row(23);
        assert!(row.starts_with(offered), "{typed}: {row}");
    }
    let mut frames = Frames::new(80, 24).keys("s a u t h o r : z x l Tab");
    assert!(
        frames.row(0).starts_with("查全文  author:张贤良 "),
        "{}",
        frames.row(0)
    );
    assert!(frames.row(0).ends_with("1 篇"), "{}", frames.row(0));
    let mut frames = Frames::new(80, 24).keys("s i s : u n");
    assert!(!frames.row(23).starts_with("Tab 因"), "{}", frames.row(23));
}

#[test]
fn what_is_spelled_out_is_offered_even_if_it_is_no_word_by_counting() {
    let mut frames = Frames::new(80, 24).keys("s z h o n g g u o");
    assert!(frames.row(23).starts_with("Tab 中国"), "{}", frames.row(23));
    frames = frames.keys("Tab");
    assert!(
        frames.row(0).starts_with("查全文  中国 "),
        "{}",
        frames.row(0)
    );
    // An apostrophe ends a syllable: neither 项 nor 现 is meant.
    let mut frames = Frames::new(80, 24).keys("s x i ' a n");
    let row = frames.row(23);
    assert!(!row.contains('项') && !row.contains('现'), "{row}");
}

#[test]
fn as_many_hits_are_walked_through_as_the_list_says() {
    let mut frames = opened(80, 24).keys("s 医 保");
    let row = frames.row(3);
    let listed: usize = row
        .rsplit_once(' ')
        .and_then(|(before, _)| before.rsplit(' ').next())
        .and_then(|count| count.parse().ok())
        .unwrap_or_else(|| panic!("a count in {row}"));
    frames = frames.keys("Enter");
    let row = frames.row(23);
    assert!(row.ends_with(&format!("/{listed}")), "{row}");
    // The first of the text, behind the one in the title, which is one step back.
    assert!(row.ends_with(&format!(" 2/{listed}")), "{row}");
    frames = frames.keys("N");
    let row = frames.row(23);
    assert!(row.ends_with(&format!(" 1/{listed}")), "{row}");
    let title = frames.rows()[..4].join("\n");
    assert!(title.contains("医保卡"), "{title}");
    for _ in 1..listed {
        frames = frames.keys("n");
    }
    let row = frames.row(23);
    assert!(row.ends_with(&format!(" {listed}/{listed}")), "{row}");
    frames = frames.keys("n");
    assert_eq!(frames.said(), "结果第 2/6 篇");
}
