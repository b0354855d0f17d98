//! The full text: how one goes on from what was found, and from where nothing was.

use crate::frames::{Frames, Opening};
use crate::search::opened;

#[test]
fn the_results_go_on_from_an_article_that_was_gone_to_past_them() {
    let mut frames = opened(80, 24).keys("s 结 算 Enter J");
    // No hit is marked in what was gone to for itself.
    let beside = frames.row(23);
    assert!(!beside.contains("结算"), "{beside}");
    frames = frames.keys("N");
    let title = |frames: &Frames| {
        frames
            .state()
            .reader()
            .map(|reader| reader.article.meta.title.to_string())
    };
    let shown = title(&frames).expect("an article");
    assert!(frames.frame().contains("reverse"), "a hit in {shown}");
    frames = frames.keys("n n n n n n n n n n n n n n n n n n n n");
    assert!(!frames.said().contains("还没有要找的"), "{}", frames.said());
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
