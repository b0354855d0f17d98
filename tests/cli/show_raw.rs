//! `show --raw`: a `fmt` for Chinese.

use std::fs;

use insta::assert_snapshot;

use crate::run::kanbao;

#[test]
fn lines_are_paragraphs_and_blank_lines_stay() {
    let run = kanbao("show --raw - --width 16")
        .stdin("清晨的集市已经热闹起来，卖菜的人早到了。\n\n一行\n");
    assert_snapshot!(run.prints(), @r"
    清晨的集市已经热
    闹起来，卖菜的人
    早到了。

    一行
    ");
}

#[test]
fn a_file_reads_as_standard_input_does() {
    let text = "\u{feff}海边的灯塔亮了，渔船陆续回港。\r\n第二行";
    let from_file = kanbao("show --raw text.txt --width 12").file("text.txt", text);
    let from_input = kanbao("show --raw - --width 12").stdin(text);
    assert_eq!(from_file.prints(), from_input.prints());
}

#[test]
fn any_width_from_four_fits() {
    let text = "报社的旧址改成了图书馆，每天开放10小时，“免费”进入。\n";
    for width in 4..40 {
        let run = kanbao("show --raw -")
            .args(&format!("--width {width}"))
            .stdin(text);
        let printed = run.prints();
        for line in printed.lines() {
            let cells = unicode_width::UnicodeWidthStr::width(line);
            assert!(cells <= width, "{cells} cells of {width}: {line}");
            assert_eq!(line, line.trim_end());
        }
        assert_eq!(printed.replace('\n', ""), text.trim_end());
    }
}

#[test]
fn nothing_gives_nothing() {
    assert_eq!(kanbao("show --raw -").prints(), "");
    assert_eq!(kanbao("show --raw -").stdin("\n").prints(), "\n");
}

#[test]
fn settings_of_the_reader_do_not_apply() {
    let text = "集市有3处。\n";
    let plain = kanbao("show --raw - --width 8").stdin(text);
    let set = kanbao("show --raw - --width 8")
        .stdin(text)
        .config("indent = 4\nspacing = true\nhanging = true\n");
    assert_eq!(plain.prints(), set.prints());
}

#[test]
fn what_is_no_text_file_is_refused_with_its_name() {
    assert_snapshot!(kanbao("show --raw none.txt").fails(3), @r"
    kanbao: none.txt: 找不到
      请核对路径
    ");
    assert_snapshot!(kanbao("show --raw .").fails(2), @r"
    kanbao: .: 不是普通文件，没有读
      只读普通文件，不读链接、管道、设备；管道里的文字可从标准输入读，文件名写 -
    ");
    assert_snapshot!(kanbao("show --raw pipe").pipe("pipe").fails(2), @r"
    kanbao: pipe: 不是普通文件，没有读
      只读普通文件，不读链接、管道、设备；管道里的文字可从标准输入读，文件名写 -
      管道的内容从标准输入读：... | kanbao show --raw -
    ");
}

#[test]
fn a_line_beyond_the_limit_is_named() {
    let run = kanbao("show --raw big.txt");
    let mut text = "短行\n".to_owned();
    text.extend(std::iter::repeat_n('长', (8 << 20) / 3 + 1));
    fs::write(run.path("big.txt"), text).expect("a file can be written");
    let ended = run.end();
    assert_eq!((ended.status, ended.stdout.as_str()), (2, "短行\n"));
    assert_snapshot!(ended.stderr, @"kanbao: big.txt: 第 2 行超过 8 MiB，从这里起没有排");
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_told() {
    let ended = kanbao("show --raw -")
        .stdin(b"\xe6\x8a\xa5\n\xff\xfe\n")
        .end();
    assert_eq!(
        (ended.status, ended.stdout.as_str()),
        (0, "报\n\u{fffd}\u{fffd}\n")
    );
    assert_snapshot!(ended.stderr, @"kanbao: -: 第 2 行起有字节不是 UTF-8，已换成替代符；别的编码请先用 iconv 转换");
}

#[test]
fn a_pipe_by_name_is_pointed_at_standard_input() {
    let said = kanbao("show --raw pipe --lang en").pipe("pipe").fails(2);
    assert!(said.contains("kanbao show --raw -"), "{said}");
    let said = kanbao("show --raw . --lang en").fails(2);
    assert!(!said.contains("--raw -"), "{said}");
}
