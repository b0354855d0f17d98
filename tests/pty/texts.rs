//! Raw texts opened and imported in a terminal: keys, signals and the screen while they are made ready.

use rustix::process::Signal;
use rustix::termios::LocalModes;

use crate::pty::{self, Line, Parent, Setup};
use crate::{QUIET, SOON, assert_given_back, body, home, is_drawn, started};

#[test]
fn a_text_from_a_pipe_is_read_and_keys_come_from_the_terminal() {
    const TEXT: &str = "城东办起修车铺\n\n城东的老街上新开了一家修车铺，三位师傅轮流看店，附近的人都说方便了许多。\n";
    let home = home();
    std::fs::write(home.path().join("news.txt"), TEXT).expect("a text");
    let mut session = Setup::new(80, 24).parent(Parent::Shell).start(home.path());
    let shows = |line: &Line, text: &str| is_drawn(line) && line.text().contains(text);
    session
        .line
        .wait_until("a prompt", |line| line.text().contains('$'));
    session.line.send("cat news.txt | kanbao -\r");
    session
        .line
        .wait_until("the article", |line| shows(line, "三位师傅"));
    session.line.settle(QUIET);
    let before = session.line.text();
    session.line.send("\x1a");
    session
        .line
        .wait_until("the shell's word and prompt", |line| {
            !line.emulator.screen().alternate_screen()
                && line.text().contains("Stopped")
                && line.text().trim_end().ends_with('$')
        });
    assert_given_back(&session, "stopped");
    session.line.send("fg\r");
    session.line.wait_until("the same screen", |line| {
        body(&line.text()) == body(&before)
    });
    session.line.send("q");
    session.line.wait_until("the list", |line| {
        shows(line, "未读 1") || shows(line, "1 篇")
    });
    session.line.send("Q");
    session.line.wait_until("the shell's prompt", |line| {
        !line.emulator.screen().alternate_screen() && line.text().trim_end().ends_with('$')
    });
    session
        .line
        .send("cat news.txt | KANBAO_DEBUG_PANIC=1 kanbao -\r");
    session
        .line
        .wait_until("the article", |line| shows(line, "三位师傅"));
    session.line.resize(60, 20);
    session.line.wait_until("a frame of the new size", |line| {
        line.text().contains("三位师傅")
    });
    session.line.settle(QUIET);
    session.line.send("j");
    session.line.wait_until("the panic's message", |line| {
        line.text().contains("panicked")
    });
    session.line.send("exit\r");
    session.end_within(SOON);
    assert_given_back(&session, "after the shell");
}

/// A long paper of short articles, of about so many bytes. No two are the same: what comes again would
/// be left out, and the paper would be short.
fn long_paper(bytes: usize) -> String {
    const STORIES: [(&str, &str); 3] = [
        (
            "渡口今早改班",
            "渡口的船今天早开了一刻钟，对岸的人都说方便，票价不变。",
        ),
        (
            "书铺搬到桥头",
            "的书铺搬到了桥头，架子比从前高，旧书仍旧论斤卖。",
        ),
        (
            "苗圃育出香樟",
            "苗圃今年育出两千株香樟，开春分给沿河七个村子栽下。",
        ),
    ];
    const SIDES: [char; 10] = ['东', '西', '南', '北', '上', '下', '前', '后', '大', '小'];
    const TREES: [char; 10] = ['柳', '桃', '杏', '梨', '槐', '松', '柏', '桑', '榆', '杨'];
    const LAND: [char; 10] = ['河', '湾', '坡', '岭', '塘', '桥', '堡', '寨', '沟', '坪'];
    let mut paper = String::new();
    for (number, (title, story)) in STORIES.iter().cycle().enumerate() {
        if paper.len() >= bytes {
            break;
        }
        let digit = |place: usize| number / place % 10;
        let group = match number / 1000 {
            0 => String::new(),
            group => format!("{}{}组", SIDES[group % 10], TREES[group / 10 % 10]),
        };
        let (side, tree, land) = (SIDES[digit(100)], TREES[digit(10)], LAND[digit(1)]);
        let village = format!("{side}{tree}{land}{group}");
        paper.push_str(&format!(
            "# {village}{title}\n\n本报讯　{village}{story}\n\n"
        ));
    }
    paper
}

/// Whether `what` was shown, even if it is gone by now.
fn was_shown(line: &Line, what: &str) -> bool {
    String::from_utf8_lossy(&line.bytes).contains(what)
}

/// Whether keys come to the program one by one, and nothing shows them.
fn takes_keys(line: &Line) -> bool {
    let modes = line.modes().local_modes;
    !modes.intersects(LocalModes::ECHO | LocalModes::ICANON)
}

#[test]
fn keys_typed_while_a_text_is_made_ready_are_neither_shown_nor_lost() {
    let home = home();
    std::fs::write(home.path().join("long.txt"), long_paper(1_000_000)).expect("a text");
    let setup = Setup::new(80, 24).arguments("long.txt");
    let mut session = setup.start(home.path());
    session
        .line
        .wait_until("a terminal that takes keys", takes_keys);
    // One that comes before the first frame, one that comes after it: whether the text is ready by then
    // is the machine's affair.
    session.line.send("\r");
    session.line.wait_until("the first frame", is_drawn);
    session.line.send("JJ");
    // Each of the keys went on by one article.
    session.line.wait_until("the third article", |line| {
        is_drawn(line) && line.text().contains("苗圃今年")
    });
    let shown = String::from_utf8_lossy(&session.line.bytes).into_owned();
    assert!(!shown.contains("JJ"), "{shown}");
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
    assert_given_back(&session, "after a long text");
}

#[test]
fn while_a_text_is_made_ready_the_program_can_be_left() {
    // Far more than is ever imported here.
    let text = long_paper(12_000_000);
    for (how, end) in [("Ctrl-c", 0), ("SIGINT", 130), ("SIGTERM", 143)] {
        let home = home();
        std::fs::write(home.path().join("long.txt"), &text).expect("a text");
        let setup = Setup::new(80, 24).arguments("long.txt");
        let mut session = setup.start(home.path());
        session
            .line
            .wait_until("what is done", |line| was_shown(line, "正在整理 long.txt"));
        match how {
            "SIGINT" => session.signal(Signal::INT),
            "SIGTERM" => session.signal(Signal::TERM),
            _ => session.line.send("\x03"),
        }
        assert_eq!(session.end_within(SOON), end, "{how}");
        assert_given_back(&session, how);
    }
}

#[test]
fn the_first_page_is_there_before_all_texts_are() {
    let home = home();
    std::fs::write(home.path().join("a.txt"), long_paper(500)).expect("a text");
    std::fs::write(home.path().join("b.txt"), long_paper(1_000_000)).expect("a text");
    let setup = Setup::new(80, 24).arguments("a.txt b.txt");
    let mut session = setup.start(home.path());
    session.line.wait_until("the shelf", |line| {
        is_drawn(line) && (line.text().contains("1 期") || line.text().contains("2 期"))
    });
    session.line.send("\r\r");
    session
        .line
        .wait_until("the article", |line| line.text().contains("渡口的船"));
    session.line.send("qq");
    session
        .line
        .wait_until("the other text too", |line| line.text().contains("2 期"));
    session.line.send("Q");
    assert_eq!(session.end_within(SOON), 0);
}

#[test]
fn what_cannot_be_read_never_takes_the_screen() {
    let home = home();
    std::fs::write(home.path().join("empty.txt"), " \n").expect("a text");
    for arguments in ["empty.txt", "empty.txt empty.txt", "none.txt", "/dev/null"] {
        let setup = Setup::new(80, 24).arguments(arguments);
        let mut session = setup.start(home.path());
        assert!(matches!(session.end_within(SOON), 2 | 3), "{arguments}");
        let shown = String::from_utf8_lossy(&session.line.bytes).into_owned();
        assert!(shown.starts_with("kanbao: "), "{arguments}: {shown}");
        assert!(!shown.contains('\x1b'), "{arguments}: {shown}");
        let modes = format!("{:?}", session.line.modes());
        assert_eq!(modes, format!("{:?}", session.modes_before));
    }
}

#[test]
fn a_long_import_draws_its_progress_and_takes_it_away() {
    let home = home();
    std::fs::create_dir(home.path().join("papers")).expect("a folder");
    for number in 0..6 {
        let paper = long_paper(100_000 + number);
        std::fs::write(home.path().join(format!("papers/{number}.txt")), paper).expect("a text");
    }
    let setup = Setup::new(60, 12).arguments("import papers");
    let mut session = setup.start(home.path());
    assert_eq!(session.end_within(pty::LIMIT), 0);
    let drawn = String::from_utf8_lossy(&session.line.bytes).into_owned();
    let bar = drawn.find("\r[===").expect("a bar");
    assert!(
        drawn[bar..].contains("] 1/6 papers/0.txt\x1b[K"),
        "{drawn:?}"
    );
    let screen = session.line.text();
    assert!(!screen.contains('['), "{screen}");
    assert_eq!(screen.lines().count(), 7, "{screen}");
    assert!(screen.ends_with("未能导入 0"), "{screen}");
}

#[test]
fn a_text_that_was_corrected_opens_as_it_was_corrected() {
    const TEXT: &str = "# 河边的树\n\n河边的树有三棵，都是前年春天种下的。\n\n\
        # 新桥通车\n\n新桥昨天通车，两岸的人不用再绕远路。\n";
    let home = home();
    std::fs::write(home.path().join("river.txt"), TEXT).expect("a text");
    let run = |arguments: &str| {
        let setup = Setup::new(80, 24).arguments(arguments);
        let mut session = setup.start(home.path());
        assert_eq!(session.end_within(pty::LIMIT), 0, "{}", session.line.text());
    };
    let shows = |texts: [&str; 2]| {
        let setup = Setup::new(80, 24).arguments("river.txt");
        let mut session = started(setup, &home);
        for text in texts {
            session
                .line
                .wait_until(text, |line| line.text().contains(text));
        }
        session.line.send("Q");
        assert_eq!(session.end_within(SOON), 0);
    };
    run("import river.txt");
    // Nothing was corrected: the issue of the library, with its marks.
    shows(["河边的树", "这份文本已导入，读的是文库里的 river"]);
    let outline = home.path().join("data/kanbao/library/river/outline.toml");
    let edited = std::fs::read_to_string(&outline).expect("an outline");
    let edited = edited.replace("title = \"河边的树\"", "title = \"三棵树\"");
    std::fs::write(&outline, &edited).expect("an outline");
    shows(["三棵树", "按 river 改过的 outline.toml 排"]);
    run("import --update river.txt");
    shows(["三棵树", "这份文本已导入"]);
    std::fs::write(&outline, edited.replace("\"1-3\"", "\"1-30\"")).expect("an outline");
    shows(["河边的树", "outline.toml:"]);
    // Another state of the text: an outline says lines, so it is not obeyed unasked.
    std::fs::write(&outline, edited).expect("an outline");
    std::fs::write(
        home.path().join("river.txt"),
        format!("{TEXT}\n又种了两棵。\n"),
    )
    .expect("a text");
    shows(["河边的树", "出自这份文本的旧稿"]);
}
