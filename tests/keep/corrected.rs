//! A text is imported, marked, corrected in three paragraphs of ten, and imported again: marks go along.

use serde_json::Value;

use crate::home::Home;

const PARAGRAPHS: usize = 40;
/// Sentences of a paragraph.
const SENTENCES: usize = 3;

const WHO: [&str; 7] = [
    "码头的石阶",
    "东门的茶馆",
    "上游的浮桥",
    "老街的货栈",
    "岸边的灯塔",
    "北岸的堤坝",
    "对面的仓库",
];
const DID: [&str; 5] = [
    "昨天清早重新量过",
    "上个月才换了新的木板",
    "由三个老船工轮流照看",
    "在入冬以前要再修一回",
    "让过路的学生停下来看了很久",
];
const THEN: [&str; 4] = [
    "镇里打算把经验记下来",
    "来往的人都说方便了",
    "账目每月贴在墙上",
    "下一步还要看天气",
];

/// The `number`th sentence; many are much alike.
fn sentence(number: usize) -> String {
    let (who, did, then) = (
        WHO[number * 5 % WHO.len()],
        DID[number * 3 % DID.len()],
        THEN[number / 2 % THEN.len()],
    );
    format!("{who}{did}，第{}号记录写得清楚，{then}。", number + 100)
}

/// The sentences of each paragraph, by their numbers, with what they say.
type Paragraphs = Vec<Vec<(usize, String)>>;

fn paragraphs() -> Paragraphs {
    let sentence = |number| (number, sentence(number));
    (0..PARAGRAPHS)
        .map(|paragraph| paragraph * SENTENCES)
        .map(|first| (first..first + SENTENCES).map(sentence).collect())
        .collect()
}

/// Corrects three paragraphs of ten, each in another way.
fn correct(paragraphs: &mut Paragraphs) {
    for number in (0..PARAGRAPHS).rev().filter(|number| number % 10 < 3) {
        let paragraph = &mut paragraphs[number];
        match number / 10 * 3 + number % 10 {
            0 | 6 => {
                let text = &mut paragraph[0].1;
                *text = text.replace("记录", "纪录").replace("清楚", "明白");
            }
            1 | 7 => drop(paragraph.remove(1)),
            2 | 8 => paragraph[2].1 = "整段另写：当天无船，渡口关闭，余事不记。".to_owned(),
            3 | 9 => paragraph.insert(1, (usize::MAX, "编者按：以下数字已经核对。".to_owned())),
            4 | 10 => paragraph.swap(0, 2),
            _ => {
                for (_, text) in paragraph.iter_mut() {
                    *text = text
                        .replace("写得清楚", "另有说明，待查后再记")
                        .replace("第1", "第9");
                }
            }
        }
    }
    // And a paragraph that was left out before all others.
    paragraphs.insert(
        0,
        vec![(usize::MAX, "本报讯，以下是各处修缮的情形。".to_owned())],
    );
}

fn write(home: &Home, paragraphs: &Paragraphs) {
    let mut text = "港湾日报\n2024年6月7日\n\n各处修缮记\n\n".to_owned();
    for paragraph in paragraphs {
        let sentences: String = paragraph.iter().map(|(_, text)| text.as_str()).collect();
        text.push_str(&format!("　　{sentences}\n\n"));
    }
    home.write("paper.txt", text);
}

/// The text of `article` that places are counted in.
fn text_of(home: &Home, article: &str) -> Vec<char> {
    let document = home.json(&["show", article, "--json"]);
    let blocks = document["blocks"].as_array().expect("blocks").iter();
    let texts = blocks.map(|block| block["text"].as_str().expect("a text"));
    texts.collect::<Vec<_>>().join("\n").chars().collect()
}

/// Where a mark stands in `text`; `None` for an orphan.
fn stands(text: &[char], mark: &Value) -> Option<String> {
    if mark["orphan"] == true {
        return None;
    }
    let at = |name: &str| mark[name].as_u64().expect("a place") as usize;
    Some(text[at("start")..at("end")].iter().collect())
}

#[test]
fn marks_on_unchanged_sentences_stand_and_none_stands_on_another() {
    let home = Home::new();
    let library = home.path("library");
    let library = library.to_string_lossy();
    let mut paragraphs = paragraphs();
    write(&home, &paragraphs);
    let imported = home.run(&["import", "paper.txt", "--into", &library]);
    assert_eq!(imported.status, Some(0), "{imported:?}");
    let issue = "gangwanribao-2024-06-07";
    let article = home.json(&["list", issue, "--json"])[0]["id"].clone();
    let article = article.as_str().expect("one article");
    // One sentence of each paragraph, another one in the next; its number is the note.
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let (number, text) = &paragraph[index % SENTENCES];
        home.saves(&["note", "add", article, &number.to_string(), "--quote", text]);
    }
    let before = text_of(&home, article);
    correct(&mut paragraphs);
    write(&home, &paragraphs);
    let updated = home.run(&["import", "--update", "paper.txt", "--into", &library]);
    assert_eq!(updated.status, Some(0), "{updated:?}");
    let after = text_of(&home, article);
    assert_ne!(after, before);
    let marks = home.json(&["note", "list", article, "--json"]);
    let marks = marks.as_array().expect("a list");
    assert_eq!(marks.len(), PARAGRAPHS, "none is lost");
    let mut unchanged = 0;
    for mark in marks {
        let number: usize = mark["text"]
            .as_str()
            .and_then(|text| text.parse().ok())
            .expect("a number");
        let now = paragraphs
            .iter()
            .flatten()
            .find(|(other, _)| *other == number);
        let found = stands(&after, mark);
        match now {
            Some((_, text)) if *text == sentence(number) => {
                assert_eq!(found.as_ref(), Some(text), "{number} is where it was");
                unchanged += 1;
            }
            // Corrected, it stands in that sentence or nowhere.
            Some((_, text)) => {
                let stands_there = found
                    .as_ref()
                    .is_none_or(|found| text.contains(found.trim_end_matches('。')));
                assert!(stands_there, "{number}: {found:?} instead of {text}");
            }
            None => assert_eq!(found, None, "{number} is gone"),
        }
    }
    assert!((28..PARAGRAPHS).contains(&unchanged), "{unchanged}");
    // One that was taken out says what it was.
    let is_gone = |mark: &&Value| mark["text"] == "4";
    let gone = marks
        .iter()
        .find(is_gone)
        .expect("the mark of that sentence");
    assert_eq!(gone["orphan"], true);
    assert_eq!(gone["exact"], sentence(4).as_str());
}

const THREE: &str = "# 渡口开船\n\n\
    渡口在城东，清早五点开第一班船，风大就停航，雨天照常；乡下来卖菜的人挑着担子，天不亮就在石阶上排队。\n\n\
    摆渡的老周说，今年水位比去年高了半米，船靠岸要多绕一道弯，多花十来分钟，好在大家都肯等，没有人催。\n\n\
    # 夜市添座\n\n\
    夜市新添了三十个座位，馄饨摊前排起了长队，卖糖水的把灯笼挂到了树上，河边纳凉的人坐到半夜也不愿走。\n\n\
    摊主把账本翻给客人看，一笔一笔都记得清楚，从春天记到秋天，连送人的几碗也没有漏，上个月多卖了两成。\n\n\
    # 灯塔换灯\n\n\
    灯塔换了新灯，夜里十里以外都看得见，晚归的渔船不用再敲锣问路，孩子们说海上像多了一颗低低的星星。\n\n\
    看塔的人说，旧灯送进了县里的展览馆。\n";

/// Imports THREE under an outline that gives each title the lines of its article.
fn outlined(home: &Home, articles: &[(&str, &str)]) -> String {
    let mut outline = String::new();
    for (title, lines) in articles {
        let [first, last] = [lines.split('-').next(), lines.split('-').next_back()];
        let (first, last) = (first.expect("a line"), last.expect("a line"));
        outline.push_str(&format!(
            "\n[[article]]\ntitle = \"{title}\"\nlines = [\"{first}-{last}\"]\n"
        ));
    }
    home.write("outline.toml", &outline);
    let ended = home.run(&[
        "import",
        "tap.txt",
        "--outline",
        "outline.toml",
        "--update",
        "--into",
        "library",
    ]);
    assert_eq!(ended.status, Some(0), "{ended:?}\n{outline}");
    ended.stderr
}

#[test]
fn marks_go_with_their_text_where_articles_are_joined_and_parted_and_come_back() {
    let home = Home::new();
    home.write("tap.txt", THREE);
    home.prints(&["import", "tap.txt", "--into", "library"]);
    let articles = || -> Vec<String> {
        let articles = home.json(&["list", "tap", "--json"]);
        let articles = articles.as_array().expect("articles").iter();
        let id = |article: &Value| article["id"].as_str().expect("an id").to_owned();
        articles.map(id).collect()
    };
    let before = articles();
    assert_eq!(before.len(), 3, "{before:?}");
    let quotes = [
        ("摆渡的老周说", 0),
        ("夜市新添了三十个座位", 1),
        ("上个月多卖了两成", 1),
        ("旧灯送进了县里的展览馆", 2),
    ];
    for (quote, at) in quotes {
        home.saves(&["note", "add", &before[at], "记", "--quote", quote]);
    }
    let whole = home.saves(&["bookmark", "add", &before[1]]);
    let places = || -> Vec<(String, String, bool)> {
        let list = home.json(&["note", "list", "--json"]);
        let list = list.as_array().expect("a list").iter();
        let text = |note: &Value, name: &str| note[name].as_str().expect("a text").to_owned();
        let mut places: Vec<_> = list
            .map(|note| {
                (
                    text(note, "exact"),
                    text(note, "article"),
                    note["orphan"] == true,
                )
            })
            .collect();
        places.sort();
        places
    };
    let expected = |articles: &[String], at: [usize; 4]| -> Vec<(String, String, bool)> {
        let mut expected: Vec<_> = quotes
            .iter()
            .zip(at)
            .map(|((quote, _), at)| ((*quote).to_owned(), articles[at].clone(), false))
            .collect();
        expected.sort();
        expected
    };
    assert_eq!(places(), expected(&before, [0, 1, 1, 2]));

    // The second is taken for a part of the first.
    let told = outlined(&home, &[("渡口开船", "1-11"), ("灯塔换灯", "13-17")]);
    assert!(told.contains("2 marks went with their text"), "{told}");
    assert!(told.contains("1 mark has no place"), "{told}");
    let joined = articles();
    assert_eq!(joined, [before[0].clone(), before[2].clone()]);
    assert_eq!(places(), expected(&joined, [0, 0, 0, 1]));

    // It is an article again: under its old id, with its marks, that on the whole of it too.
    let told = outlined(
        &home,
        &[
            ("渡口开船", "1-5"),
            ("夜市添座", "7-11"),
            ("灯塔换灯", "13-17"),
        ],
    );
    assert!(told.contains("2 marks went with their text"), "{told}");
    assert_eq!(articles(), before);
    assert_eq!(places(), expected(&before, [0, 1, 1, 2]));
    let list = home.json(&["bookmark", "list", "--json"]);
    assert_eq!(
        (&list[0]["id"], &list[0]["orphan"]),
        (&Value::from(whole), &Value::from(false))
    );

    // The first is parted: the part that has its title keeps its id.
    outlined(
        &home,
        &[
            ("渡口开船", "1-3"),
            ("水位高了", "5-5"),
            ("夜市添座", "7-11"),
            ("灯塔换灯", "13-17"),
        ],
    );
    let parted = articles();
    assert_eq!((&parted[0], &parted[2..]), (&before[0], &before[1..]));
    assert_eq!(places(), expected(&parted, [1, 2, 2, 3]));

    // And all is as it was at first.
    outlined(
        &home,
        &[
            ("渡口开船", "1-5"),
            ("夜市添座", "7-11"),
            ("灯塔换灯", "13-17"),
        ],
    );
    assert_eq!(
        (articles(), places()),
        (before.clone(), expected(&before, [0, 1, 1, 2]))
    );
}

#[test]
fn a_mark_on_a_paragraph_that_was_taken_out_is_not_put_on_its_neighbour() {
    let home = Home::new();
    let county = |name: &str| format!("{name}县今年粮食产量稳步增长，群众十分满意。\n\n");
    let all = ["甲", "乙", "丙"].map(county);
    let write = |rows: &[String]| {
        let text = format!(
            "# 各县消息\n\n各县的消息今天到齐了。\n\n{}编辑部整理。\n",
            rows.concat()
        );
        home.write("xian.txt", text);
        let ended = home.run(&["import", "xian.txt", "--update", "--into", "library"]);
        assert_eq!(ended.status, Some(0), "{ended:?}");
        ended.stderr
    };
    write(&all);
    let list = home.json(&["list", "xian", "--json"]);
    let article = list[0]["id"].as_str().expect("an id").to_owned();
    home.saves(&[
        "note",
        "add",
        &article,
        "核对",
        "--quote",
        "甲县今年粮食产量稳步增长",
    ]);
    let told = write(&all[1..]);
    assert!(told.contains("1 mark has no place"), "{told}");
    let list = home.json(&["note", "list", "--json"]);
    assert_eq!(
        (&list[0]["orphan"], &list[0]["start"]),
        (&Value::from(true), &Value::Null)
    );
    write(&all);
    let list = home.json(&["note", "list", "--json"]);
    assert_eq!(list[0]["orphan"], false);
}
