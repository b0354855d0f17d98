//! `import --outline`: what the reader sets right is obeyed, kept, and checked.

use std::fs;

use crate::import::again;
use crate::run::{Run, kanbao};

/// Two articles and a note; the second title is easily missed.
pub(crate) const PAPER: &str = "# 河边的树\n\n河边的树有三棵，都是前年春天种下的。\n\n如今已经长得很高。\n\n\
    # 新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路。\n\n早晚各省半个小时。\n";

pub(crate) fn imported() -> Run {
    let run = kanbao("import river.txt").file("river.txt", PAPER);
    run.prints();
    run
}

pub(crate) fn outline(run: &Run) -> String {
    fs::read_to_string(run.path(".local/share/kanbao/library/river/outline.toml"))
        .expect("the outline stands beside the issue")
}

pub(crate) fn articles(run: &Run) -> Vec<(String, String)> {
    let list = again(run, "list river --json");
    let articles: Vec<serde_json::Value> =
        serde_json::from_str(&list.stdout).expect("it is one document");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    articles
        .iter()
        .map(|article| (text(&article["id"]), text(&article["title"])))
        .collect()
}

pub(crate) fn body(run: &Run, id: &str) -> String {
    again(run, &format!("show {id} --format md")).stdout
}

#[test]
fn an_edited_outline_is_obeyed_by_an_update_and_survives_the_next_one() {
    let run = imported();
    let ids = articles(&run);
    // Another title, another kind, authors, and a paragraph that goes to the article above.
    let edited = outline(&run)
        .replace(
            "title = \"新桥通车\"",
            "title = \"桥通了\"\nauthors = [\"王小河\"]",
        )
        .replace("lines = [\"1-5\"]", "lines = [\"1-5\", \"11\"]")
        .replace("lines = [\"7-11\"]", "lines = [\"7-9\"]");
    assert_ne!(edited, outline(&run));
    let path = ".local/share/kanbao/library/river/outline.toml";
    let run = run.file(path, &edited);
    let waits = again(&run, "import --lang en river.txt");
    assert_eq!(waits.status, 0);
    assert!(
        waits.stderr.contains("--update obeys it"),
        "{}",
        waits.stderr
    );
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    assert_eq!(outline(&run), edited);
    let found = articles(&run);
    assert_eq!(found[1], (ids[1].0.clone(), "桥通了".to_owned()));
    assert!(body(&run, "river/1").contains("半个小时"));
    assert!(body(&run, "river/2").contains("王小河"));
    // The text grows at its head: the lines move, the corrections stay.
    let run = run.file(
        "river.txt",
        format!("# 天气\n\n明天有雨，出门带伞。\n\n{PAPER}"),
    );
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    let titles: Vec<String> = articles(&run).into_iter().map(|(_, title)| title).collect();
    assert!(titles.contains(&"桥通了".to_owned()), "{titles:?}");
    assert!(outline(&run).contains("\"15\""), "{}", outline(&run));
}

#[test]
fn articles_that_are_new_in_the_text_are_new_beside_those_that_were_corrected() {
    const OLD: &str = "# 河边的树\n\n本报记者 王小河\n\n河边的树有三棵，都是前年春天种下的。\n\n\
        # 新桥通车\n\n本报记者 李青\n\n新桥昨天通车，两岸的人不用再绕远路。\n";
    let run = kanbao("import river.txt").file("river.txt", OLD);
    run.prints();
    let edited = outline(&run).replace("title = \"新桥通车\"", "title = \"桥通了\"");
    let run = run.file(".local/share/kanbao/library/river/outline.toml", &edited);
    assert_eq!(again(&run, "import --update river.txt").status, 0);
    let longer = format!(
        "# 天气\n\n本报记者 陈望\n\n明天有雨，出门带伞。\n\n{OLD}\n桥上装了路灯。\n\n\
         # 夜市\n\n本报记者 周立\n\n夜市今晚开张。\n"
    );
    let run = run.file("river.txt", longer);
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    let titles: Vec<String> = articles(&run).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["天气", "河边的树", "桥通了", "夜市"]);
    assert!(body(&run, "river/1").contains("出门带伞"));
    let bridge = body(&run, "river/3");
    assert!(
        bridge.contains("桥上装了路灯") && !bridge.contains("夜市"),
        "{bridge}"
    );
    assert!(body(&run, "river/4").contains("今晚开张"));
}

#[test]
fn articles_are_merged_split_and_dropped() {
    let merge = "[[article]]\nlines = [\"1-11\"]\ntitle = \"河边的树\"\n";
    let split = "[[article]]\nlines = \"1-3\"\n[[article]]\nlines = 5\ntitle = \"树高了\"\n[[article]]\nlines = [\"7-11\"]\n";
    let drop =
        "[[article]]\nlines = [\"1-3\"]\ntitle = \"另一个题目\"\n[[article]]\nlines = [\"7-9\"]\n";
    for (outline, titles, left_out) in [
        (merge, ["河边的树"].as_slice(), [].as_slice()),
        (split, &["河边的树", "树高了", "新桥通车"], &[]),
        (
            drop,
            &["另一个题目", "新桥通车"],
            &["河边的树", "如今已经长得很高。", "早晚各省半个小时。"],
        ),
    ] {
        let run = kanbao("import --dry-run --json --outline o.toml river.txt")
            .file("river.txt", PAPER)
            .file("o.toml", outline);
        let plan: serde_json::Value = run.json();
        let articles = plan["articles"].as_array().expect("a plan has articles");
        let found: Vec<_> = articles
            .iter()
            .map(|article| article["title"].as_str())
            .collect();
        let expected: Vec<_> = titles.iter().map(|title| Some(*title)).collect();
        assert_eq!(found, expected, "{outline}");
        let out: Vec<_> = plan["left_out"]
            .as_array()
            .expect("a plan has what is left out")
            .iter()
            .map(|out| (out["text"].as_str(), out["reason"].as_str()))
            .collect();
        let expected: Vec<_> = left_out
            .iter()
            .map(|text| (Some(*text), Some("outline")))
            .collect();
        assert_eq!(out, expected, "{outline}");
        if outline == merge {
            assert!(articles[0].to_string().contains("\"type\":\"heading\""));
            assert!(articles[0].to_string().contains("新桥通车"));
        }
    }
}

#[test]
fn a_title_that_was_taken_for_text_is_a_title_and_no_text() {
    let text = "渡口文摘\n第3期　2021年8月14日\n\n夏天为什么犯困\n夏天夜短，人睡得少，白天血都往皮肤上走，医生说午睡二十分钟就够。\n（摘自《渡口健康报》）\n\n漫画：《不急》 王小河 作\n";
    let outline = "[[article]]\nlines = [\"4-6\"]\ntitle = \"夏天为什么犯困\"\n\
        [[article]]\nlines = [\"8\"]\ntitle = \"\"\nkind = \"photo\"\n";
    let run = kanbao("import --dry-run --json --outline o.toml digest.txt")
        .file("digest.txt", text)
        .file("o.toml", outline);
    let plan: serde_json::Value = run.json();
    let told = |article: usize| {
        let article = &plan["articles"][article];
        let blocks = article["blocks"].as_array().expect("an article has blocks");
        let texts: Vec<_> = blocks
            .iter()
            .filter_map(|block| block["text"].as_str())
            .collect();
        (
            article["title"].as_str().unwrap_or_default().to_owned(),
            texts.join("|"),
        )
    };
    let (title, body) = told(0);
    assert_eq!(title, "夏天为什么犯困");
    assert!(body.starts_with("夏天夜短"), "{body}");
    let (title, body) = told(1);
    assert_eq!(title, "");
    assert!(body.contains("《不急》"), "{plan:#}");
}

#[test]
fn every_fault_of_an_outline_is_told_with_its_line() {
    let outline = "colour = 1\n[issue]\nid = \"../x\"\n[[article]]\nlines = [\"1-9\"]\nkind = \"poem\"\n\
        [[article]]\nlines = [\"9-8\"]\ntitel = \"错\"\n[[article]]\ntitle = \"没有行号\"\ndate = \"昨天\"\n";
    let run = kanbao("import --lang en --outline o.toml river.txt")
        .file("river.txt", PAPER)
        .file("o.toml", outline);
    let said = run.fails(2);
    for words in [
        "o.toml:1: there is no key colour",
        "o.toml:3: ",
        "o.toml:6: the value of kind is not usable",
        "o.toml:8: 9-8 names no lines",
        "o.toml:9: there is no key titel",
        "o.toml:10: this article does not say its lines",
        "o.toml:12: the value of date is not usable",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // What does not fit is told with what cannot be read, in the order of the lines.
    let run = kanbao("import --lang en --outline o.toml river.txt")
        .file("river.txt", PAPER)
        .file("o.toml", "[issue]\ndate = \"x\"\n[[article]]\nlines = [\"1-5\"]\nkind = \"story\"\n\
            [[article]]\nlines = [\"5-900\"]\ntitel = \"x\"\n[[article]]\nlines = [\"3.7\", \"901\", \"4-5\"]\n");
    let said = run.fails(2);
    let mut at = 0;
    for words in [
        "o.toml:2: the value of date is not usable",
        "o.toml:5: the value of kind is not usable",
        "o.toml:7: the source has no line 900, only 11",
        "o.toml:8: there is no key titel",
        "o.toml:10: ",
        "o.toml:10: the source has no line 901, only 11",
        "o.toml:10: line 5 of the source belongs to an article above",
    ] {
        let found = said[at..].find(words);
        at += found.unwrap_or_else(|| panic!("{words}: {said}"));
    }
    let run = kanbao("import --lang en --outline o.toml river.txt")
        .file("river.txt", PAPER)
        .file(
            "o.toml",
            "[[article]]\nlines = [\"1-9\"]\n[[article]]\nlines = [\"9-40\"]\n",
        );
    let said = run.fails(2);
    assert!(
        said.contains("o.toml:4: the source has no line 40, only 11"),
        "{said}"
    );
    assert!(!run.path(".local/share/kanbao/library/river").exists());
}

#[test]
fn an_id_that_is_too_long_is_told_with_its_line_and_named_by_check() {
    let outline = |id: &str| format!("[issue]\nid = \"{id}\"\n");
    let (longest, longer) = ("i".repeat(80), "i".repeat(81));
    let run = kanbao("import --lang en --outline o.toml river.txt")
        .file("river.txt", PAPER)
        .file("o.toml", outline(&longer));
    let said = run.fails(2);
    assert!(said.contains("o.toml:2: "), "{said}");
    assert!(said.contains("at most 80 characters"), "{said}");
    let run = run.file("o.toml", outline(&longest));
    run.prints();
    assert_eq!(again(&run, "check").status, 0);
    // By hand one can have both names.
    let library = run.path(".local/share/kanbao/library");
    let article = |stem: &str| library.join(&longest).join(format!("{stem}.md"));
    let written = "+++\ntitle = \"长\"\n+++\n\n一句。\n";
    fs::write(article(&longest), written).expect("a file");
    assert_eq!(again(&run, "check").status, 0);
    fs::write(article(&longer), written).expect("a file");
    let check = again(&run, "check --lang en");
    assert_eq!(check.status, 1);
    assert!(check.stdout.contains(&longer), "{}", check.stdout);
    fs::remove_file(article(&longer)).expect("our own file");
    fs::rename(library.join(&longest), library.join(&longer)).expect("our own folder");
    let check = again(&run, "check --lang en");
    assert_eq!(check.status, 1);
    assert!(check.stdout.contains(&longer), "{}", check.stdout);
}

#[test]
fn pieces_of_one_line_can_be_parted() {
    let page =
        "<p>河边的树有三棵，都是前年春天种下的。</p><p>新桥昨天通车，两岸的人不用再绕远路。</p>\n";
    let run = kanbao("import --dry-run --json --outline o.toml page.html")
        .file("page.html", page)
        .file(
            "o.toml",
            "[[article]]\nlines = [\"1.1\"]\n[[article]]\nlines = [\"1.2\"]\n",
        );
    let plan: serde_json::Value = run.json();
    let articles = plan["articles"].as_array().expect("a plan has articles");
    assert_eq!(articles.len(), 2);
    assert!(articles[1].to_string().contains("新桥"));
}

#[test]
fn a_correction_is_shown_before_it_is_made() {
    let run = imported();
    let path = ".local/share/kanbao/library/river/outline.toml";
    let edited = outline(&run).replace("title = \"新桥通车\"", "title = \"桥通了\"");
    let run = run.file(path, &edited);
    for arguments in ["river.txt", "--update river.txt"] {
        let dry = again(&run, &format!("import --lang en --dry-run {arguments}"));
        assert_eq!(dry.status, 0, "{}", dry.stderr);
        assert!(dry.stdout.contains("桥通了"), "{}", dry.stdout);
        let waits = !arguments.contains("--update");
        assert_eq!(dry.stderr.contains("--update obeys it"), waits);
    }
    // Another text: an import would refuse it, an update would carry the outline over.
    let run = run.file("river.txt", format!("# 天气\n\n明天有雨。\n\n{PAPER}"));
    let dry = again(&run, "import --lang en --dry-run river.txt");
    assert!(dry.stdout.contains("新桥通车"), "{}", dry.stdout);
    assert!(dry.stderr.contains("not imported"), "{}", dry.stderr);
    assert_eq!(dry.status, 2);
    let dry = again(&run, "import --lang en --dry-run --update river.txt");
    assert!(dry.stdout.contains("桥通了"), "{}", dry.stdout);
    assert_eq!(dry.stderr, "");
    assert_eq!(outline(&run), edited);
}

#[test]
fn a_check_reads_the_outline_too() {
    let run = imported();
    let path = ".local/share/kanbao/library/river/outline.toml";
    assert_eq!(again(&run, "check").status, 0);
    let run = run.file(path, "[[article]\nlines = 1\n");
    let check = again(&run, "check");
    assert_eq!(check.status, 1);
    assert!(check.stdout.contains("outline.toml:1"), "{}", check.stdout);
}

#[test]
fn a_line_that_was_taken_for_the_head_of_the_issue_can_be_had_back() {
    let paper = "河湾晚报\n第12期\n\n# 桥梁公告第1号\n\n旧桥封闭两个月，过往车辆请绕道而行。\n";
    let outline = "[issue]\nnumber = \"\"\n[[article]]\nlines = [\"2-6\"]\n";
    let run = kanbao("import --dry-run --json --outline o.toml paper.txt")
        .file("paper.txt", paper)
        .file("o.toml", outline);
    let plan: serde_json::Value = run.json();
    assert_eq!(plan["issue"]["number"], serde_json::Value::Null);
    assert!(plan["articles"][0].to_string().contains("第12期"), "{plan}");
}

#[test]
fn a_wrong_outline_gets_one_message_where_it_is_wrong() {
    let river = "[[article]]\nlines = [\"1-5\"]\n";
    for (outline, line, message) in [
        ("[[article]]\ntitle = \"无\"\n", 1, "这一篇没有写行号"),
        ("[[article]]\nlines = 1-5\n", 2, "1-5 不是行号"),
        ("[[article]]\nlines = []\n", 2, "这一篇没有写行号"),
        ("[[article]]\nlines = \"0\"\n", 2, "0 不是行号"),
        ("[[article]]\nlines = \"5-1\"\n", 2, "5-1 不是行号"),
        ("[[article]]\nline = \"1-5\"\n", 2, "没有 line 这个键"),
        ("[[articles]]\nlines = \"1-5\"\n", 1, "没有 articles 这个键"),
        ("[article]\nlines = \"1-5\"\n", 1, "article 的写法不对"),
        (
            "[[article]]\nlines = \"2\"\ntitle = \"空行\"\n",
            2,
            "这一篇的行里没有字",
        ),
        ("[[article]]\nlines = \"3.2\"\n", 2, "原文第 3 行只有 1 段"),
        (
            "[[article]]\nlines = \"9-12\"\n",
            2,
            "原文没有第 12 行，只有 11 行",
        ),
        (
            &format!("{river}[[article]]\nlines = \"5-12\"\n"),
            4,
            "原文没有第 12 行",
        ),
        (
            &format!("{river}[[article]]\nlines = \"5-7\"\n"),
            4,
            "原文第 5 行已属于上面的一篇",
        ),
        (&format!("{river}kind = \"poem\"\n"), 3, "kind 的值不对"),
        (&format!("{river}date = \"2024-13\"\n"), 3, "date 的值不对"),
        (
            &format!("{river}authors = \"李青\"\n"),
            3,
            "authors 的值不对",
        ),
        (&format!("{river}title = \"没有完\n"), 3, "缺少结尾的 \""),
        (
            &format!("[issue]\nid = \"坏 名\"\n{river}"),
            2,
            "坏 名 不能作编号",
        ),
        ("", 1, "里面没有文章"),
    ] {
        let run = kanbao("import --outline o.toml river.txt")
            .file("river.txt", PAPER)
            .file("o.toml", outline);
        let said = run.fails(2);
        let expected = format!("kanbao: o.toml:{line}: {message}");
        assert!(said.starts_with(&expected), "{outline}: {said}");
        assert_eq!(said.matches("o.toml").count(), 1, "{outline}: {said}");
        assert!(said.lines().count() <= 2, "{outline}: {said}");
        assert!(!run.path(".local/share/kanbao/library/river").exists());
    }
    let run = kanbao("import --outline o.toml river.txt")
        .file("river.txt", PAPER)
        .file("o.toml", b"\xff\xfe[");
    assert!(
        run.fails(2)
            .starts_with("kanbao: o.toml: 不是 UTF-8 文字\n")
    );
}

#[test]
fn a_check_holds_an_edited_outline_against_the_text() {
    let run = imported();
    let path = ".local/share/kanbao/library/river/outline.toml";
    let edited = outline(&run).replace("lines = [\"7-11\"]", "lines = [\"5-40\"]");
    let line = edited
        .lines()
        .position(|line| line.contains("5-40"))
        .expect("it is there")
        + 1;
    let run = run.file(path, &edited);
    for name in ["river", "riv", "", ".local/share/kanbao/library/river"] {
        let check = again(&run, &format!("check --lang en {name}"));
        assert_eq!(check.status, 1, "{name}: {}", check.stdout);
        let told = format!("outline.toml:{line}: the source has no line 40, only 11\n");
        assert!(check.stdout.contains(&told), "{name}: {}", check.stdout);
    }
    let check = again(&run, "check --lang en lilunwenzhai");
    assert_eq!(check.stdout, "No faults: 1 issue, 5 articles\n");
    let check = again(&run, "check --lang en rivers");
    assert!(
        check.stdout.starts_with("rivers: not found\n"),
        "{}",
        check.stdout
    );
}

#[test]
fn a_correction_is_made_once_and_survives_what_comes_after_it() {
    let run = imported();
    let ids = articles(&run);
    let path = ".local/share/kanbao/library/river/outline.toml";
    // Split the first in two, join its end to the second, set kind and author, drop a line.
    let edited = outline(&run)
        .replace("lines = [\"1-5\"]", "lines = [\"1-3\"]")
        .replace(
            "lines = [\"7-11\"]\ntitle = \"新桥通车\"\nkind = \"article\"",
            "lines = [\"5\", \"7-9\"]\ntitle = \"桥与树\"\nkind = \"brief\"\nauthors = [\"李青\"]",
        );
    assert!(edited.contains("桥与树"), "{edited}");
    let run = run.file(path, &edited);
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(
        updated.stdout,
        "updated river: 2 articles, 2 of them under their old ids (river.txt)\n"
    );
    assert_eq!(
        articles(&run),
        [ids[0].clone(), (ids[1].0.clone(), "桥与树".to_owned())]
    );
    assert!(body(&run, "river/2").contains("如今已经长得很高"));
    assert!(!body(&run, "river/2").contains("半个小时"));
    // Done is done: nothing waits any more, and nothing is written again.
    for arguments in ["river.txt", "--update river.txt"] {
        let same = again(&run, &format!("import --lang en {arguments}"));
        assert_eq!((same.status, same.stderr.as_str()), (0, ""));
        assert!(
            same.stdout.starts_with("unchanged river"),
            "{}",
            same.stdout
        );
    }
    let revisions = run.path(".local/share/kanbao/library/river/revisions");
    assert_eq!(fs::read_dir(&revisions).expect("it is there").count(), 1);
    // What was found comes back with what the program wrote: without the file, all is as found.
    fs::remove_file(run.path(path)).expect("it can be removed");
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    assert_eq!(articles(&run), ids);
    assert_eq!(fs::read_dir(&revisions).expect("it is there").count(), 2);
}

#[test]
fn an_outline_that_is_wrong_stands_in_the_way_of_its_update_alone() {
    let run = imported();
    let path = ".local/share/kanbao/library/river/outline.toml";
    let run = run.file(path, "[[article]]\nlines = \"1-40\"\n");
    let waits = again(&run, "import --lang en river.txt");
    assert_eq!(waits.status, 0, "{}", waits.stderr);
    assert!(
        waits.stderr.contains("--update obeys it"),
        "{}",
        waits.stderr
    );
    let refused = again(&run, "import --lang en --update river.txt");
    assert_eq!(refused.status, 2);
    assert!(
        refused
            .stderr
            .contains("outline.toml:2: the source has no line 40"),
        "{}",
        refused.stderr
    );
    assert_eq!(articles(&run).len(), 2);
}

/// The fenced block of `kind` that holds `text`.
fn block<'a>(readme: &'a str, kind: &str, text: &str) -> &'a str {
    let fence = format!("```{kind}\n");
    let blocks = readme
        .split(&fence)
        .skip(1)
        .filter_map(|rest| rest.split("```").next());
    let mut blocks = blocks.filter(|block| block.contains(text));
    blocks.next().expect("the README has it")
}

#[test]
fn the_correction_that_the_readmes_show_is_obeyed() {
    for readme in [
        include_str!("../../README.md"),
        include_str!("../../README.zh.md"),
    ] {
        let shown = block(readme, "text", "旧桥怎么办").lines();
        let lines: Vec<&str> = shown.map(|line| &line[4..]).collect();
        let paper = format!("河湾晚报\n2024年5月8日\n\n{}\n", lines.join("\n"));
        let run = kanbao("import paper.txt").file("paper.txt", paper);
        run.prints();
        let library = ".local/share/kanbao/library/hewanwanbao-2024-05-08";
        let found = list_titles(&run);
        let outline = block(readme, "toml", "旧桥怎么办");
        let run = run.file(&format!("{library}/outline.toml"), outline);
        let dry = again(&run, "import --dry-run --update paper.txt");
        assert!(dry.stdout.contains("旧桥怎么办  王小河"), "{}", dry.stdout);
        let updated = again(&run, "import --update paper.txt");
        assert_eq!((updated.status, updated.stderr.as_str()), (0, ""));
        let titles = list_titles(&run);
        assert_eq!(
            titles
                .iter()
                .map(|(_, title)| title.as_str())
                .collect::<Vec<_>>(),
            ["新桥通车", "旧桥怎么办", "编后"]
        );
        // What was there keeps its id.
        assert_eq!(titles[0].0, found[0].0);
        let whole = again(&run, "show hewanwanbao-2024-05-08/2 --format md").stdout;
        assert!(whole.contains("桥头摆上长凳，晚上亮灯到十点。"), "{whole}");
        assert_eq!(again(&run, "check hewanwanbao-2024-05-08").status, 0);
    }
}

fn list_titles(run: &Run) -> Vec<(String, String)> {
    let list = again(run, "list hewanwanbao-2024-05-08 --json");
    let articles: Vec<serde_json::Value> =
        serde_json::from_str(&list.stdout).expect("it is one document");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let articles = articles.iter();
    articles
        .map(|article| (text(&article["id"]), text(&article["title"])))
        .collect()
}

/// Three articles that the program alone takes for fewer.
const TOWN: &str = concat!(
    "平川晚报\n2024年7月1日\n\n",
    "新桥合龙\n",
    "　　新桥昨天合龙，两岸的工人在桥心握手，鞭炮响了一上午。\n",
    "　　桥面年底铺好，明年元旦通车。\n",
    "渡口停航\n",
    "　　渡口今天停航，最后一班船载了四十个人，船工在岸上站了很久。\n",
    "　　渡船拉上岸，改作茶馆。\n",
    "编后：路通了，船也记着。\n",
);

#[test]
fn corrections_stay_with_their_articles_when_lines_change() {
    let corrections = "[[article]]\nlines = [\"4-6\"]\ntitle = \"新桥合龙\"\n\
        [[article]]\nlines = [\"7-9\"]\ntitle = \"渡口停航\"\n\
        [[article]]\nlines = [\"10\"]\ntitle = \"编后\"\nkind = \"comment\"\n";
    let run = kanbao("import --outline o.toml town.txt")
        .file("town.txt", TOWN)
        .file("o.toml", corrections);
    run.prints();
    let id = "pingchuanwanbao-2024-07-01";
    let mut run = run;
    for (old, new, article) in [
        ("明年元旦通车", "后年元旦通车", 1),
        ("桥面年底铺好，明年", "桥面年底铺好，\n明年", 1),
        ("改作茶馆。\n", "改作茶馆。\n　　茶馆十月开张。\n", 2),
        ("编后：路通了，船也记着。", "编后：路是新的，船是老的。", 3),
    ] {
        let text = TOWN.replace(old, new);
        assert_ne!(text, TOWN);
        run = run.file("town.txt", text);
        let updated = again(&run, "import --lang en --update town.txt");
        assert_eq!(updated.status, 0, "{}", updated.stderr);
        let list = again(&run, &format!("list {id} --json")).stdout;
        let list: serde_json::Value = serde_json::from_str(&list).expect("it is one document");
        let titles: Vec<_> = (0..3).map(|at| list[at]["title"].as_str()).collect();
        assert_eq!(
            titles,
            [Some("新桥合龙"), Some("渡口停航"), Some("编后")],
            "{new}"
        );
        let last = new.lines().last().expect("it has a line").trim();
        let body = body(&run, &format!("{id}/{article}"));
        assert!(body.contains(last.trim_start_matches("编后：")), "{body}");
    }
    let text = TOWN.replace("编后：路通了，船也记着。\n", "");
    let run = run.file("town.txt", text);
    for arguments in ["--dry-run --update", "--update"] {
        let told = again(&run, &format!("import --lang en {arguments} town.txt"));
        assert_eq!(told.status, 0, "{}", told.stderr);
        let said = format!("{id}: the new text has no line of 编后; outline.toml has it no more");
        assert!(told.stderr.contains(&said), "{}", told.stderr);
    }
}
