//! The command line, and the page of what was said.

super::words! {
    action_command() { zh: "按名字执行命令", en: "Run a command by its name" }
    label_command() { zh: "命令", en: "command" }
    action_messages() { zh: "看这次说过的话", en: "Show all that was said" }
    label_messages() { zh: "消息", en: "messages" }
    command_unfitting() { zh: "没有这个命令", en: "no such command" }
    command_none(name: &str, help: &str) {
        zh: "没有 :{name} 这个命令，{help} 看全部",
        en: "There is no command :{name}; {help} lists them all",
    }
    command_nearest(name: &str, meant: &str) {
        zh: "没有 :{name} 这个命令，可是要 :{meant}",
        en: "There is no command :{name}; did you mean :{meant}",
    }
    command_several(name: &str, first: &str, second: &str) {
        zh: ":{name} 不止一个：{first}、{second}，Tab 补全",
        en: ":{name} is more than one: {first}, {second}; Tab completes",
    }
    command_not_here(name: &str) { zh: ":{name} 在这里没有作用", en: ":{name} does nothing here" }
    messages_title() { zh: "消息", en: "Messages" }
    messages_count(n: usize) { zh: "{n} 条", en: "{n} messages", one(n): "{n} message" }
    messages_none() { zh: "还没有说过什么", en: "Nothing was said yet" }
    help_messages() { zh: "消息", en: "Messages" }
    help_commands() { zh: "只在命令行里", en: "On the command line only" }
}
