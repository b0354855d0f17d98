//! Libraries for the tests: a sound issue, a broken one, hostile texts.

use crate::run::Run;

/// A small issue of two articles.
pub(crate) fn evening_paper(run: Run) -> Run {
    run.issue_file("wanbao-2024-03/issue.toml", "publication = \"晚报\"\nnumber = \"第3期\"\nserial = \"总第9期\"\ndate = \"2024-03\"\npublisher = \"报社\"\nlanguage = \"zh-Hans\"\n")
        .issue_file("wanbao-2024-03/01-deng.md", LAMPS)
        .issue_file("wanbao-2024-03/02-yu.md", "+++\ntitle = \"下雨\"\nkind = \"brief\"\n+++\n\n傍晚下雨，路上的人撑起了伞。\n")
}

pub(crate) const LAMPS: &str = "+++
title = \"桥上的灯\"
kicker = \"城市记事\"
subtitle = \"从煤油到电\"
authors = [\"某某\", \"某人\"]
source = \"晚报\"
date = \"2024-03-05\"
page = \"2\"
column = \"记事\"
tags = [\"灯\", \"桥\"]
+++

桥上的灯换过三次。

## 煤油

> 起初点的是煤油。

- 每天两人
- 每夜三次

![桥头的灯柱](deng.jpg)
";

/// An issue with one fault in each of its files, and a sound neighbour.
pub(crate) fn with_faults(run: Run) -> Run {
    evening_paper(run)
        .issue_file("zaobao-1/issue.toml", "publication = 7\ncolour = \"red\"\n")
        .issue_file("zaobao-1/01-wu.md", "没有篇目信息的文章。\n")
        .issue_file(
            "zaobao-1/02-cuo.md",
            "+++\ntitle = \"开头\"\nkind = \"poem\"\n",
        )
        .issue_file(
            "zaobao-1/03-ri.md",
            "+++\ntitle = \"日子\"\ndate = \"2024-02-30\"\n+++\n\n正文。\n",
        )
}

/// Texts that would act on a terminal, hide or mislead, by family.
pub(crate) const HOSTILE: &[(&str, &str)] = &[
    ("csi", "红\u{1b}[31m字\u{1b}[2J"),
    ("osc", "题\u{1b}]0;title\u{7}\u{1b}]52;c;aGk=\u{1b}\\"),
    ("dcs", "\u{1b}P$qm\u{1b}\\图"),
    ("c1", "\u{9b}31m\u{9d}0;x\u{9c}\u{85}"),
    ("bell", "\u{7}\u{8}\u{8}\u{7f}"),
    ("return", "前\r后\u{b}\u{c}"),
    ("nul", "\u{0}空\u{1}"),
    ("bidi", "\u{202e}abc\u{202c}\u{2066}d\u{2069}\u{200f}"),
    ("tags", "\u{e0001}\u{e0041}\u{e007f}旗"),
    ("zero width", "\u{200b}\u{200d}\u{feff}\u{2060}"),
    ("separators", "行\u{2028}段\u{2029}"),
    ("private", "\u{e000}\u{f8ff}\u{10fffd}"),
    (
        "marks",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ),
    ("shift", "\u{e}\u{f}\u{1b}(0qqq\u{1b}(B"),
];

/// The first character of `text` that must never leave the program raw.
pub(crate) fn acting_character(text: &str) -> Option<char> {
    text.chars().find(|&c| {
        (c.is_control() && c != '\n')
            || matches!(u32::from(c), 0x61C | 0x200E | 0x200F | 0x2028..=0x202E | 0x2066..=0x2069 | 0xE0000..=0xE007F)
    })
}
