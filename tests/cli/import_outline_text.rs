//! Outlines and the text they were made for: what is said of one text is not obeyed for another, and nothing
//! of a title is lost.

use std::fs;

use crate::import::again;
use crate::import_outline::{PAPER, articles, body, imported, outline};
use crate::run::kanbao;

#[test]
fn a_correction_never_goes_over_to_another_story() {
    const KEPT: &str = "# 新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路，早晚各省半个小时，过河的船也可以歇一歇了。\n\n\
        # 旧桥怎么办\n\n旧桥今年冬天改作步道，栏杆重新刷漆，桥头摆上长凳，晚上亮灯到十点，老人孩子都可以来。\n\n";
    const OLD: &str = "# 夜间门诊\n\n县医院从下月起开设夜间门诊，内科、儿科和骨科每晚都有大夫坐诊，一直到十点半。\n";
    const NEW: &str =
        "# 渔港开市\n\n海边的渔港昨天开市，晒网的老人说，今年的黄鱼比去年多，价钱也公道。\n";
    let run = kanbao("import river.txt").file("river.txt", format!("{KEPT}{OLD}"));
    run.prints();
    let edited = outline(&run).replace("title = \"夜间门诊\"", "title = \"医院开夜诊\"");
    let line = edited.lines().position(|line| line == "lines = [\"9-11\"]");
    let line = line.expect("its lines are said") + 1;
    let run = run.file(".local/share/kanbao/library/river/outline.toml", &edited);
    assert_eq!(again(&run, "import --update river.txt").status, 0);
    assert_eq!(articles(&run)[2].1, "医院开夜诊");
    assert_eq!(again(&run, "bookmark add river/3").status, 0);
    let clinic = articles(&run)[2].0.clone();
    let run = run.file("river.txt", format!("{KEPT}{NEW}"));
    let dry = again(
        &run,
        "import --lang en --dry-run --explain --update river.txt",
    );
    assert!(dry.stdout.contains("渔港开市"), "{}", dry.stdout);
    assert!(!dry.stdout.contains("Left out"), "{}", dry.stdout);
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    for told in [&dry.stderr, &updated.stderr] {
        let place = format!("It stood on line {line} of the old one");
        assert!(told.contains(&place), "{told}");
        assert!(told.contains("no line of 医院开夜诊"), "{told}");
        assert!(told.contains("keeps the old one in revisions/"), "{told}");
    }
    let now = articles(&run);
    assert_eq!(now[2].1, "渔港开市");
    assert_ne!(now[2].0, clinic);
    assert_eq!(now.len(), 3);
    assert!(body(&run, &now[2].0).contains("黄鱼"));
    // The other two are as they were, and the bookmark stands on no other story.
    let marks = again(&run, "bookmark list --json").stdout;
    assert!(
        marks.contains(&clinic) && !marks.contains(&now[2].0),
        "{marks}"
    );
    assert!(!outline(&run).contains("医院开夜诊"));
    let kept = run.path(".local/share/kanbao/library/river/revisions/2/outline.toml");
    let kept = fs::read_to_string(kept).expect("the older state has it");
    assert!(kept.contains("医院开夜诊"));
}

#[test]
fn what_the_outline_says_there_is_none_of_stays_away_however_often_the_text_changes() {
    const PAPER: &str = "## 等候由四个小时降到一个小时\n\n# 渔港错峰卸货\n\n本报记者 江小渔\n\n\
        开渔以后，码头上挤满了船，卸一船鱼要等四个小时，冰化了一半。\n\n\
        从这个月起，船在海上先报钟点，港里排好泊位，夜里也卸货。\n";
    let mut run = kanbao("import river.txt").file("river.txt", PAPER);
    run.prints();
    let found = outline(&run);
    assert!(found.contains("kicker = \"等候"), "{found}");
    let denied: Vec<&str> = found
        .lines()
        .map(|line| match line.split_once(" = ") {
            Some(("kicker", _)) => "kicker = \"\"",
            Some(("authors", _)) => "authors = []",
            _ => line,
        })
        .collect();
    let path = ".local/share/kanbao/library/river/outline.toml";
    run = run.file(path, denied.join("\n") + "\n");
    for text in [
        PAPER.to_owned(),
        PAPER.replace("挤满了船", "挤满了渔船"),
        PAPER.replace("冰化了一半", "冰化了大半"),
    ] {
        run = run.file("river.txt", text);
        assert_eq!(again(&run, "import --update river.txt").status, 0);
        let now = outline(&run);
        assert!(now.contains("kicker = \"\"\n"), "{now}");
        assert!(now.contains("authors = []\n"), "{now}");
        let article = body(&run, "river/1");
        assert!(
            !article.contains("等候由") && !article.contains("authors"),
            "{article}"
        );
    }
}

#[test]
fn an_outline_whose_text_is_not_there_any_more_is_not_obeyed() {
    let run = imported();
    let folder = ".local/share/kanbao/library/river";
    let edited = outline(&run).replace("title = \"新桥通车\"", "title = \"桥通了\"");
    let run = run.file(&format!("{folder}/outline.toml"), &edited);
    assert_eq!(again(&run, "import --update river.txt").status, 0);
    fs::remove_file(run.path(&format!("{folder}/original.txt"))).expect("it can go");
    let run = run.file(
        "river.txt",
        format!("# 天气\n\n明天有雨，出门带伞。\n\n{PAPER}"),
    );
    let updated = again(&run, "import --lang en --update river.txt");
    assert_eq!(updated.status, 0, "{}", updated.stderr);
    assert!(
        updated.stderr.contains("no line of 桥通了"),
        "{}",
        updated.stderr
    );
    let titles: Vec<String> = articles(&run).into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles, ["天气", "河边的树", "新桥通车"]);
}

#[test]
fn marks_of_a_title_that_the_outline_does_not_want_are_left_out() {
    let paper = "新桥通车\n\n　　新桥昨天通车，两岸的人不用再绕远路，早晚各省半个小时，过河的船也可以歇一歇了。\n\n编后：路短了，桥也多了，人就走得勤了。\n";
    for title in ["编后", "编后：", "编后·路"] {
        let outline = format!(
            "[[article]]\nlines = [\"1-3\"]\ntitle = \"新桥，通车\"\n[[article]]\nlines = [\"5\"]\ntitle = \"{title}\"\nkind = \"comment\"\n"
        );
        let run = kanbao("import --dry-run --json --outline o.toml paper.txt")
            .file("paper.txt", paper)
            .file("o.toml", outline);
        let plan: serde_json::Value = serde_json::from_str(&run.prints()).expect("it is JSON");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let mut all: String = text(&plan["articles"][1]["title"]);
        all.extend(
            plan["left_out"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|out| text(&out["text"])),
        );
        let blocks = plan["articles"][1]["blocks"].as_array();
        all.extend(
            blocks
                .into_iter()
                .flatten()
                .map(|block| text(&block["text"])),
        );
        assert_eq!(all.matches('：').count(), 1, "{title}: {all}");
    }
}

#[test]
fn lines_and_pieces_beyond_any_text_get_one_message() {
    let most = u64::MAX;
    for (lines, message) in [
        (format!("3.{most}"), "原文第 3 行只有 1 段".to_owned()),
        (format!("1.{most}-3"), "原文第 1 行只有 1 段".to_owned()),
        (format!("{most}"), format!("原文没有第 {most} 行")),
    ] {
        let said = kanbao("import --outline o.toml river.txt")
            .file("river.txt", PAPER)
            .file("o.toml", format!("[[article]]\nlines = \"{lines}\"\n"))
            .fails(2);
        assert!(
            said.starts_with(&format!("kanbao: o.toml:2: {message}")),
            "{said}"
        );
        assert_eq!(said.matches("o.toml").count(), 1, "{said}");
    }
}
