//! Errors: what failed, why, what to do.

super::words! {
    library_faults(n: usize) {
        zh: "文库有 {n} 项有误，其余照常。kanbao check 列出详情",
        en: "{n} things in the library have faults, the rest are fine. kanbao check lists them",
        one(n): "{n} thing in the library has faults, the rest is fine. kanbao check lists them",
    }
    named_faults(n: usize) {
        zh: "打开的有 {n} 项有误，其余照常。kanbao check 加同样的路径，列出详情",
        en: "{n} of the things named have faults, the rest are fine. kanbao check with the same paths lists them",
        one(n): "{n} of the things named has faults, the rest are fine. kanbao check with the same path lists them",
    }
    issue_faults(id: &str) {
        zh: "这一期有文件读不了，其余照常。kanbao check {id} 列出详情",
        en: "Some files of this issue cannot be read; the rest is fine. kanbao check {id} lists them",
    }
    keymap_faults(n: usize) {
        zh: "按键设置有 {n} 处不对，已用默认键。kanbao check 列出",
        en: "{n} faults in the keymap; defaults are used. kanbao check lists them",
        one(n): "{n} fault in the keymap; the default is used. kanbao check lists it",
    }
    config_faults(n: usize) {
        zh: "设置有 {n} 处不对，已用默认值。kanbao check 列出",
        en: "{n} faults in the settings; defaults are used. kanbao check lists them",
        one(n): "{n} fault in the settings; the default is used. kanbao check lists it",
    }
    unsaved_full() { zh: "没存下：磁盘已满。腾出空间后再按", en: "Not saved: the disk is full. Free some space and try again" }
    unsaved_readonly(file: &str) {
        zh: "没存下：{file} 只读。改好权限后再按",
        en: "Not saved: {file} is read-only. Mend the permissions and try again",
    }
    unsaved_busy() {
        zh: "没存下：另一处正在写，等了 10 秒。再按重试",
        en: "Not saved: busy; another session kept writing for 10 s. Try again",
    }
    unsaved_newer() {
        zh: "标记由看报的更新版本写成，这里只读。升级后可改",
        en: "The marks are of a newer version of kanbao and read-only here. Upgrade to change them",
    }
    unsaved_io(file: &str, why: &str) {
        zh: "没存下：{file} 写不进去（{why}）",
        en: "Not saved: cannot write {file} ({why})",
    }
    state_readonly(file: &str) {
        zh: "读到哪里记不下来：{file} 只读",
        en: "Reading places cannot be kept: {file} is read-only",
    }
    state_io(file: &str, why: &str) {
        zh: "读到哪里记不下来：{file} 写不进去（{why}）",
        en: "Reading places cannot be kept: cannot write {file} ({why})",
    }
    history_io(file: &str, why: &str) {
        zh: "找过什么记不下来：{file} 写不进去（{why}）",
        en: "What you look for cannot be kept: cannot write {file} ({why})",
    }
    state_unreadable(file: &str, why: &str) {
        zh: "读到哪里的记录打不开：{file}（{why}）",
        en: "Reading places cannot be read: {file} ({why})",
    }
    state_busy(file: &str) {
        zh: "读到哪里记不下来：另一处正在写 {file}，等了 10 秒",
        en: "Reading places cannot be kept: another session kept writing {file} for 10 s",
    }
    state_newer(file: &str) {
        zh: "{file} 由看报的更新版本写成，这里只读。升级后可改",
        en: "{file} is of a newer version of kanbao and read-only here. Upgrade to change it",
    }
    state_damaged(n: usize, file: &str) {
        zh: "{file} 有 {n} 行损坏，原样留着，其余完好",
        en: "{n} damaged lines in {file} were left as they are; the rest is sound",
        one(n): "{n} damaged line in {file} was left as it is; the rest is sound",
    }
    terminal_failed(why: &str) {
        zh: "终端出错：{why}",
        en: "the terminal failed: {why}",
    }
    log_unwritable(file: &str, why: &str) {
        zh: "日志写不进去：{file}（{why}）",
        en: "cannot write the log {file} ({why})",
    }
    dumb_terminal() {
        zh: "这个终端（TERM=dumb）不能画页面。用 kanbao list 看目录，kanbao show 看文章",
        en: "This terminal (TERM=dumb) cannot draw pages. Use kanbao list for the contents, kanbao show for an article",
    }
    no_terminal() {
        zh: "这里不是终端。用 kanbao list 看目录，kanbao show 看文章",
        en: "Not a terminal. Use kanbao list for the contents, kanbao show for an article",
    }
}
