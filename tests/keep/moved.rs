//! An issue is imported anew with text in other articles: marks go along with what really went there.

use crate::home::Home;

/// What every issue here begins with; the articles are unlike each other.
const FIRST: &str = "渡口在城东，清早五点开第一班船，风大就停航，雨天照常。\n\n\
    摆渡的老周说，今年水位比去年高了半米，船靠岸要多绕一道弯。";
const SECOND: &str = "夜市新添了三十个座位，馄饨摊前排起了长队，卖糖水的把灯笼挂到了树上。\n\n\
    摊主把账本翻给客人看，一笔一笔都记得清楚，连送人的几碗也没有漏。";

/// The rows of a list, one article of each paper has some.
fn row(day: &str, sky: &str, high: &str) -> String {
    format!("{day}日，{sky}，最高气温{high}度，最低气温2度。")
}

struct Paper {
    home: Home,
}

impl Paper {
    fn of(articles: &[(&str, String)]) -> Paper {
        let paper = Paper { home: Home::new() };
        paper.import(articles);
        paper
    }

    /// Imports `articles`, each a title and a text, and gives what was said.
    fn import(&self, articles: &[(&str, String)]) -> String {
        let articles = articles
            .iter()
            .map(|(title, text)| format!("# {title}\n\n{text}\n\n"));
        self.home.write("bao.txt", articles.collect::<String>());
        let arguments = ["import", "bao.txt", "--update", "--into", "library"];
        let ended = self.home.run(&arguments);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        ended.stderr
    }

    fn articles(&self) -> Vec<String> {
        let list = self.home.json(&["list", "bao", "--json"]);
        let list = list.as_array().expect("articles").iter();
        let id = |article: &serde_json::Value| article["id"].as_str().expect("an id").to_owned();
        list.map(id).collect()
    }

    /// Marks the `number`th `words` of the article at `at`, by their place alone.
    fn mark(&self, at: usize, words: &str, number: usize) {
        let article = &self.articles()[at];
        let text = self.text(article);
        let (byte, _) = text
            .match_indices(words)
            .nth(number)
            .expect("they are there");
        let start = text[..byte].chars().count();
        let annotation = serde_json::json!({
            "type": "Annotation", "bodyValue": "记",
            "target": {"source": article, "selector": {
                "type": "TextPositionSelector", "start": start, "end": start + words.chars().count(),
            }},
        });
        self.home.write("mark.json", annotation.to_string());
        self.home.prints(&["import", "--marks", "mark.json"]);
    }

    fn text(&self, article: &str) -> String {
        let document = self.home.json(&["show", article, "--json"]);
        let blocks = document["blocks"].as_array().expect("blocks").iter();
        let texts = blocks.map(|block| block["text"].as_str().expect("a text"));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// The article the mark stands in, and the text from there on; `None` for an orphan.
    fn stands(&self) -> Option<(String, String)> {
        let note = self.home.json(&["note", "list", "--all", "--json"])[0].clone();
        let start = note["start"].as_u64()? as usize;
        let article = note["article"].as_str().expect("an article").to_owned();
        let behind = self.text(&article).chars().skip(start).collect();
        Some((article, behind))
    }
}

#[test]
fn a_mark_whose_words_are_gone_does_not_go_to_where_the_same_words_always_stood() {
    let rows = |high: &str| {
        let rows = [
            row("5", "晴", "14"),
            row("6", "晴", "12"),
            row("7", "晴", high),
            row("8", "多云", "11"),
            row("9", "阴", "15"),
        ];
        format!("{FIRST}\n\n{}", rows.concat())
    };
    let others = [
        row("1", "小雨", "15"),
        row("2", "多云", "10"),
        row("3", "小雨", "19"),
    ];
    let others = format!("{SECOND}\n\n{}", others.concat());
    for words in ["最高气温15度", "气温15度，最低", "15度"] {
        let paper = Paper::of(&[("渡口天气", rows("15")), ("夜市天气", others.clone())]);
        paper.mark(0, words, 0);
        let told = paper.import(&[("渡口天气", rows("16")), ("夜市天气", others.clone())]);
        assert_eq!(paper.stands(), None, "{words}: {told}");
        assert!(told.contains("1 mark has no place"), "{words}: {told}");
    }
}

#[test]
fn a_sentence_that_is_gone_is_not_taken_for_the_same_in_an_article_that_did_not_change() {
    let said = "会议强调，要推进依法治理，取得新进展。";
    let second = ("夜市添座", format!("{SECOND}{said}"));
    // The update replaces the first article alone; the second stands where it stood.
    let paper = Paper::of(&[("渡口开船", format!("{FIRST}{said}")), second.clone()]);
    paper.mark(0, said, 0);
    paper.import(&[("渡口开船", FIRST.to_owned()), second]);
    assert_eq!(paper.stands(), None);
}

#[test]
fn a_mark_does_not_go_to_words_that_another_article_got_in_another_row() {
    let rows = |high: &str| {
        let rows = [
            row("7", "晴", high),
            row("8", "多云", "11"),
            row("9", "阴", "15"),
        ];
        rows.concat()
    };
    let paper = |first: &str, second: &str| {
        [
            ("渡口天气", format!("{FIRST}\n\n{}", rows(first))),
            (
                "夜市天气",
                format!("{SECOND}\n\n{}{}", row("1", "晴", second), rows("12")),
            ),
        ]
    };
    let imported = Paper::of(&paper("13", "19"));
    imported.mark(0, "最高气温13度", 0);
    // A figure is corrected in one article, and in the other one to what this one was.
    imported.import(&paper("16", "13"));
    assert_eq!(imported.stands(), None);
}

#[test]
fn a_sentence_that_is_unlike_all_others_is_found_in_the_article_it_went_to() {
    let lines = |text: &str| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>();
    let third = "看塔的人把旧灯送进了县里的展览馆，新灯夜里十里以外都看得见。";
    let (first, second) = (lines(FIRST), lines(SECOND));
    for words in ["看塔的人把旧灯", "十里以外"] {
        // It is the whole of a paragraph that goes to another article, between others there.
        let before = [
            ("渡口开船", [&*first[0], third, &first[1]].join("\n\n")),
            ("夜市添座", SECOND.to_owned()),
        ];
        let after = [
            ("渡口开船", FIRST.to_owned()),
            ("夜市添座", [&*second[0], third, &second[1]].join("\n\n")),
        ];
        let paper = Paper::of(&before);
        paper.mark(0, words, 0);
        let told = paper.import(&after);
        let articles = paper.articles();
        let (article, behind) = paper.stands().expect("it is there");
        assert_eq!(article, articles[1], "{told}");
        assert!(behind.starts_with(words), "{behind}");
        assert!(told.contains("1 mark went with its text"), "{told}");
    }
    // A title parts the article before it.
    let whole = [("渡口开船", format!("{FIRST}\n\n{third}\n\n{SECOND}"))];
    let paper = Paper::of(&whole);
    paper.mark(0, "看塔的人把旧灯", 0);
    paper.import(&[
        ("渡口开船", FIRST.to_owned()),
        ("灯塔换了新灯", format!("{third}\n\n{SECOND}")),
    ]);
    let (article, behind) = paper.stands().expect("it is there");
    assert_eq!(article, paper.articles()[1]);
    assert!(behind.starts_with("看塔的人把旧灯"), "{behind}");
}

#[test]
fn a_sentence_of_a_pattern_that_another_article_got_is_not_taken_for_the_one_that_is_gone() {
    let formula = |what: &str| format!("会议强调，要{what}，取得新进展。");
    let [gone, kept, other] = ["推进依法治理", "深化河道整治", "办好民生实事"].map(formula);
    let before = [
        ("渡口开船", format!("{FIRST}{gone}{kept}")),
        ("夜市添座", format!("{SECOND}{other}")),
    ];
    let after = [
        ("渡口开船", format!("{FIRST}{kept}")),
        ("夜市添座", format!("{SECOND}{gone}{other}")),
    ];
    let paper = Paper::of(&before);
    paper.mark(0, &gone, 0);
    paper.import(&after);
    // Nothing beside it came along: it may be said anew there.
    assert_eq!(paper.stands(), None);
    // A sentence that stays and is repeated elsewhere word for word stays.
    let told_by = "看塔的人把旧灯送进了县里的展览馆，新灯夜里十里以外都看得见。";
    let paper = Paper::of(&[
        ("渡口开船", format!("{FIRST}{told_by}")),
        ("夜市添座", SECOND.to_owned()),
    ]);
    paper.mark(0, told_by, 0);
    paper.import(&[
        (
            "渡口开船",
            format!("{FIRST}{}", told_by.replace("旧灯", "旧的灯")),
        ),
        ("夜市添座", format!("{SECOND}{told_by}")),
    ]);
    let stands = paper.stands();
    assert!(
        stands
            .as_ref()
            .is_none_or(|(article, _)| *article == paper.articles()[0]),
        "{stands:?}"
    );
}
