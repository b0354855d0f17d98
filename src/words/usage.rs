//! The Chinese help of commands and options, by the name that the arguments have in the program.
//!
//! The English help stands at the arguments themselves (`cli::args`), where the generators of
//! completions and the man page find it; `cli::help` puts these texts in its place and a test of it
//! finds what is missing. The complaints about arguments stand here too.

super::words! {
    usage_wrong() { zh: "命令写法不对", en: "the command cannot be understood" }
    usage_argument_unknown(argument: &str) { zh: "没有这个选项：{argument}", en: "no such option: {argument}" }
    usage_argument_extra(argument: &str) { zh: "多了一个参数：{argument}", en: "one argument too many: {argument}" }
    usage_argument_missing(argument: &str) { zh: "缺少 {argument}", en: "{argument} is missing" }
    usage_value_missing(argument: &str) { zh: "{argument} 缺少取值", en: "{argument} needs a value" }
    usage_value_bad(argument: &str, value: &str) {
        zh: "{argument} 的取值不对：{value}",
        en: "{value} is no value for {argument}",
    }
    usage_conflict(argument: &str, other: &str) {
        zh: "{argument} 不能和 {other} 一起用",
        en: "{argument} cannot be used with {other}",
    }
    usage_suggestion(name: &str) { zh: "是不是 {name}", en: "Did you mean {name}?" }
    usage_values(values: &str) { zh: "可写：{values}", en: "One of: {values}" }
    usage_width() { zh: "应是 4 到 65535 的整数", en: "A whole number from 4 to 65535" }
    usage_help(command: &str) { zh: "{command} --help 列出全部用法", en: "{command} --help shows how" }
}

/// The Chinese help of a command (`list`) or an argument (`list.issue`, `json`).
pub fn chinese(name: &str) -> Option<&'static str> {
    Some(match name {
        "kanbao" => {
            "看报：在终端里读中文报刊\n\n不写命令就打开阅读界面：读整个文库，或读写明的各期、各篇、原始文本。命令名优先于文件名，./list 才是文件。"
        }
        "exit_codes" => {
            "退出码：0 完成；1 没有找到，或 check、doctor 查出问题；2 用法或输入不对；3 读不了或写不了。"
        }
        "paths" => {
            "要读的各期文件夹、文章、原始文本，或放着这些的文件夹；- 是标准输入；不写就读整个文库"
        }
        "config_dir" => "config.toml、keymap.toml 和书签批注所在的文件夹；阅读记录仍在原处",
        "library" => "文库文件夹，代替默认文库、设置里的文库和自带各期；可写多次",
        "lang" => "界面语言：zh 或 en；不写则按设置，再按语言环境",
        "color" => "何时用颜色：auto（在终端上且没有设 NO_COLOR）、always 或 never [默认 auto]",
        "log" => "阅读界面的运行记录写到这个文件末尾",
        "help" => "显示帮助",
        "version" => "显示版本",
        "json" => "输出一份 JSON",
        "list" => "列出各期，或一期中的各篇",
        "list.issue" => "一期的编号，或编号的开头",
        "show" => "按阅读界面的排法输出一篇文章，或排任意文本",
        "show.article" => {
            "文章编号，或编号的开头，或「期号/N」（第 N 篇）；或书签、批注的编号，从那里开始"
        }
        "show.raw" => {
            "要排的任意文本，- 为标准输入：每行一段，不缩进。制表符改成空格，控制符写成 ^[ 这样的记号，组合表情和旗帜简化，行末空格去掉；不是 UTF-8 的字节换成替代符并说明"
        }
        "show.width" => "每行格数，4 到 65535；不写则按窗口，最多 76",
        "show.ambiguous" => "引号、破折号等各终端宽窄不一的字符占几格：1 或 2；不写则按设置",
        "show.level" => {
            "哪些标点不许在行首行末：loose（最少）、normal（GB/T 15834）或 strict（CLREQ）；不写则按设置，--raw 为 strict"
        }
        "show.format" => "输出什么：text（排好的文本）、md（文章原文件）或 json [默认 text]",
        "show.json" => "同 --format json",
        "search" => "在全文里找字句，或按拼音等找篇目",
        "search.query" => {
            "要找什么：几个词（都要有）、\"短语\"、OR（紧挨着的两个有其一）、-词（一律没有），title: author: source: publication: kind: date:2019..2022 is:unread is:marked note:，或 /正则表达式/"
        }
        "search.place" => "在哪里找：title 标题、body 正文、notes 批注、all 标题和正文 [默认 all]",
        "search.fuzzy" => "找篇目，可用拼音（csj、changsanjiao），最合适的在前",
        "search.regex" => "把要找的当作正则表达式，不分大小写",
        "search.literal" => "大小写、全半角、繁简、数字写法都照原样区分",
        "search.since" => "最早日期：YYYY、YYYY-MM 或 YYYY-MM-DD",
        "search.until" => "最晚日期",
        "search.limit" => "最多列出几篇",
        "search.cached" => "照上次的全文索引回答，不看此后有无改动",
        "search.ids" => "只列编号，一行一个",
        "check" => "列出刊物、设置、按键设置的全部问题，写明文件和行；有问题则退出码为 1",
        "check.paths" => {
            "要检查的各期文件夹、文章、原始文本，或放着这些的文件夹；不写则检查文库、设置和按键设置"
        }
        "import" => "把原始文本整理成期和篇，或收进书签和批注",
        "import.marks" => "收进书签、划线和批注：JSON-LD 格式的 Web Annotation，- 为标准输入",
        "import.paths" => {
            "原始文本、装着它们的文件夹、'2024/*.txt' 这样的通配符、各期文件夹；- 为标准输入"
        }
        "import.dry_run" => "只说会写什么，不写",
        "import.explain" => "说明缘由：每篇从何而来、凭哪几行，略去了什么",
        "import.json" => "输出一份 JSON",
        "import.into" => "导入到哪个文库文件夹；不写则为默认文库",
        "import.outline" => "照此纲要排：每篇是哪几行、标题等等",
        "import.update" => "原文或纲要变了，更新已有的一期；旧文件移到 revisions/",
        "import.keep_punctuation" => "标点保持原样",
        "bookmark" => "书签：增加、删除、列出；阅读界面开着也可以用",
        "bookmark.add" => "给一篇文章或其中一处加书签",
        "bookmark.add.article" | "note.add.article" => {
            "文章编号，或编号的开头，或「期号/N」（第 N 篇）"
        }
        "bookmark.add.quote" => "文中哪一处：写在那里只出现一次的几个字",
        "bookmark.remove" => "删除书签",
        "bookmark.remove.names" => "书签编号，或编号的开头，或文章编号",
        "bookmark.list" => "列出书签",
        "note" => "批注：增加、查看、删除、列出；阅读界面开着也可以用",
        "note.add" => "给一篇文章或其中一段写批注",
        "note.add.text" => "批注的文字；不写或写 - 则读标准输入；以 - 开头时前面加 --",
        "note.add.quote" => "批注的是哪一段：写文中只出现一次的几个字",
        "note.add.tag" => "标签；可写多次",
        "note.show" => "输出一条批注",
        "note.show.name" => "批注编号，或编号的开头",
        "note.remove" => "删除批注和划线",
        "note.remove.names" => "批注编号，或编号的开头",
        "note.list" => "列出批注",
        "note.list.all" => "把划线和标签也列出",
        "bookmark.list.article" | "note.list.article" | "export.article" => "只要这一篇的",
        "export" => "输出书签、划线和批注，给别的程序用",
        "export.format" => {
            "格式：md、org、csv 或 json（JSON-LD，import --marks 可以收回） [默认 md]"
        }
        "export.json" => "同 --format json",
        "doctor.repair" => "收进同步软件留下的书签批注副本，并整理它们的文件",
        "keys" => "输出按键表",
        "doctor" => "说明终端、文件夹和文库的状况；有问题则退出码为 1",
        "completions" => "输出命令补全脚本",
        "completions.shell" => "哪种 shell：bash、elvish、fish、powershell 或 zsh",
        "man" => "输出手册页",
        _ => return None,
    })
}
