//! What each action does: in one line (help, `keys`, `keys --json`), and in a word or two where keys
//! that may follow a prefix are listed.

super::words! {
    action_line_down() { zh: "下一行", en: "One line down" }
    action_line_up_query() { zh: "上一行；第一行以上是从前输入的", en: "One line up; above the first, what was typed before" }
    action_line_up() { zh: "上一行", en: "One line up" }
    action_page_down() { zh: "往下翻页", en: "One page down" }
    action_page_up() { zh: "往上翻页", en: "One page up" }
    action_half_page_down() { zh: "下半页", en: "Half a page down" }
    action_half_page_up() { zh: "上半页", en: "Half a page up" }
    action_first() { zh: "到开头", en: "To the first line" }
    action_last() { zh: "到末尾", en: "To the last line" }
    action_next_paragraph() { zh: "下一段", en: "Next paragraph" }
    action_previous_paragraph() { zh: "上一段", en: "Previous paragraph" }
    action_next_publication() { zh: "下一种刊物", en: "Next publication" }
    action_previous_publication() { zh: "上一种刊物", en: "Previous publication" }
    action_open() { zh: "打开", en: "Open" }
    action_back() { zh: "返回", en: "Go back" }
    action_quit() { zh: "退出看报", en: "Quit kanbao" }
    action_next_article() { zh: "下一篇", en: "Next article" }
    action_previous_article() { zh: "上一篇", en: "Previous article" }
    action_next_unread() { zh: "下一篇未读", en: "Next unread article" }
    action_previous_unread() { zh: "上一篇未读", en: "Previous unread article" }
    action_next_unread_issue() { zh: "下一期未读", en: "Next issue with unread articles" }
    action_previous_unread_issue() { zh: "上一期未读", en: "Previous issue with unread articles" }
    action_read_issue() { zh: "整期标为已读", en: "Mark all of the issue read" }
    action_toggle_read() { zh: "标为已读或未读", en: "Mark read or unread" }
    action_undo() { zh: "撤销上一次对标记的改动", en: "Undo the last change to marks" }
    action_bookmark() { zh: "加书签，再按去掉", en: "Bookmark, or remove it" }
    action_select() { zh: "选文字，再按放弃", en: "Select text; again, drop the selection" }
    action_copy() { zh: "复制标题和编号", en: "Copy title and id" }
    action_copy_message() { zh: "复制这一条", en: "Copy the message" }
    action_copy_paragraph() { zh: "复制这一段", en: "Copy the paragraph" }
    action_copy_selection() { zh: "复制选中的文字", en: "Copy the selection" }
    action_marks() { zh: "看全部书签、划线和批注", en: "All bookmarks, highlights and notes" }
    action_open_mark() { zh: "跳到标记；失位的重新安放", en: "Go to the mark; attach one that is adrift" }
    action_delete() { zh: "删去标记", en: "Delete the mark" }
    action_delete_here() { zh: "删去这一行的标记", en: "Delete the mark on this line" }
    action_tag() { zh: "改标签", en: "Change the tags" }
    action_next_mark() { zh: "下一处标记", en: "Next mark" }
    action_previous_mark() { zh: "上一处标记", en: "Previous mark" }
    action_next_word() { zh: "选到词尾", en: "Select to the end of the word" }
    action_previous_word() { zh: "退到词首", en: "Back to the beginning of the word" }
    action_next_sentence() { zh: "选到句尾", en: "Select to the end of the sentence" }
    action_previous_sentence() { zh: "退到句首", en: "Back to the beginning of the sentence" }
    action_next_character() { zh: "多选一个字", en: "Select one character more" }
    action_previous_character() { zh: "退一个字", en: "One character back" }
    action_paragraph_end() { zh: "选到段尾", en: "Select to the end of the paragraph" }
    action_paragraph_start() { zh: "退到段首", en: "Back to the beginning of the paragraph" }
    action_other_end() { zh: "换另一头移动", en: "Move the other end" }
    action_highlight() { zh: "给选中的文字划线", en: "Highlight the selection" }
    action_drop_selection() { zh: "放弃选中的文字", en: "Drop the selection" }
    action_search_selection() { zh: "查选中的文字", en: "Search for the selection" }
    action_note() { zh: "写批注", en: "Write a note" }
    action_delete_draft() { zh: "丢弃草稿", en: "Discard the draft" }
    action_edit_note() { zh: "改批注", en: "Edit the note" }
    action_save() { zh: "保存", en: "Save" }
    action_external_editor() { zh: "用外部编辑器写", en: "Write in your own editor" }
    action_new_line() { zh: "换行", en: "New line" }
    action_redo() { zh: "重做撤销的改动", en: "Do again what was undone" }
    action_undo_typing() { zh: "撤销刚才的输入", en: "Undo what was typed" }
    action_leave_note() { zh: "离开；改过的先问", en: "Leave; asks if the text has changed" }
    action_erase_to_end() { zh: "删到行尾", en: "Delete to the end of the line" }
    action_row_start() { zh: "光标到行首", en: "Cursor to the start of the row" }
    action_row_end() { zh: "光标到行尾", en: "Cursor to the end of the row" }
    action_jump_back() { zh: "跳回刚才的地方", en: "Jump back to where you were" }
    action_contents() { zh: "看小标题", en: "Show the headings" }
    action_raw_lines() { zh: "看这一段的原始行，再按返回", en: "Raw lines behind the paragraph, and back" }
    action_filter() { zh: "筛选行（拼音也可）", en: "Filter the rows (pinyin too)" }
    action_find_title() { zh: "找篇目", en: "Find an article by its title" }
    action_find() { zh: "在本篇里找", en: "Find in the article" }
    action_next_match() { zh: "下一处", en: "Next match" }
    action_previous_match() { zh: "上一处", en: "Previous match" }
    action_zen() { zh: "只看正文，再按返回", en: "Text only, and back" }
    action_wider() { zh: "每行宽两字", en: "Lines wider by two characters" }
    action_narrower() { zh: "每行窄两字", en: "Lines narrower by two characters" }
    action_ambiguous_width() { zh: "引号按一格或两格排", en: "Set quotes one or two cells wide" }
    action_theme() { zh: "换配色", en: "Change the theme" }
    action_redraw() { zh: "重画屏幕", en: "Draw the screen again" }
    action_help() { zh: "看全部按键", en: "Show every key" }
    action_cancel() { zh: "取消", en: "Cancel" }
    action_suspend() { zh: "挂起，fg 回来", en: "Suspend; fg comes back" }
    action_erase() { zh: "删一个字", en: "Take back a character" }
    action_erase_word() { zh: "删一个词", en: "Take back a word" }
    action_search_text() { zh: "查全文", en: "Search the full text" }
    action_complete() { zh: "全文：把拼音补成词，再按换一个", en: "Full text: a word for the pinyin; again, another one" }
    action_order() { zh: "全文：按相关或按日期排", en: "Full text: by relevance or by date" }
    action_erase_forward() { zh: "删去光标后的一个字", en: "Delete the character after the cursor" }
    action_cursor_left() { zh: "光标左移", en: "Cursor to the left" }
    action_cursor_right() { zh: "光标右移", en: "Cursor to the right" }
    action_erase_all() { zh: "全部清掉", en: "Clear the line" }

    label_line_down() { zh: "下一行", en: "down" }
    label_line_up() { zh: "上一行", en: "up" }
    label_page_down() { zh: "下一页", en: "page down" }
    label_page_up() { zh: "上一页", en: "page up" }
    label_half_page_down() { zh: "下半页", en: "half down" }
    label_half_page_up() { zh: "上半页", en: "half up" }
    label_first() { zh: "开头", en: "top" }
    label_last() { zh: "末尾", en: "bottom" }
    label_next_paragraph() { zh: "下一段", en: "next paragraph" }
    label_previous_paragraph() { zh: "上一段", en: "previous paragraph" }
    label_next_publication() { zh: "下一种", en: "next publication" }
    label_previous_publication() { zh: "上一种", en: "previous publication" }
    label_open() { zh: "打开", en: "open" }
    label_back() { zh: "返回", en: "back" }
    label_quit() { zh: "退出", en: "quit" }
    label_next_article() { zh: "下一篇", en: "next" }
    label_previous_article() { zh: "上一篇", en: "previous" }
    label_next_unread() { zh: "下篇未读", en: "next unread" }
    label_previous_unread() { zh: "上篇未读", en: "previous unread" }
    label_toggle_read() { zh: "已读", en: "read" }
    label_undo() { zh: "撤销", en: "undo" }
    label_bookmark() { zh: "书签", en: "bookmark" }
    label_select() { zh: "选文字", en: "select" }
    label_copy() { zh: "复制", en: "copy" }
    label_marks() { zh: "标记", en: "marks" }
    label_delete() { zh: "删", en: "delete" }
    label_tag() { zh: "标签", en: "tags" }
    label_next_mark() { zh: "下一处标记", en: "next mark" }
    label_previous_mark() { zh: "上一处标记", en: "previous mark" }
    label_next_word() { zh: "词尾", en: "word end" }
    label_previous_word() { zh: "词首", en: "word start" }
    label_next_sentence() { zh: "句尾", en: "sentence end" }
    label_previous_sentence() { zh: "句首", en: "sentence start" }
    label_other_end() { zh: "另一头", en: "other end" }
    label_note() { zh: "批注", en: "note" }
    label_save() { zh: "存", en: "save" }
    label_external_editor() { zh: "外部编辑器", en: "editor" }
    label_new_line() { zh: "换行", en: "new line" }
    label_redo() { zh: "重做", en: "redo" }
    label_erase_to_end() { zh: "删到行尾", en: "delete to end" }
    label_row_start() { zh: "行首", en: "row start" }
    label_row_end() { zh: "行尾", en: "row end" }
    label_jump_back() { zh: "跳回", en: "jump back" }
    label_contents() { zh: "小标题", en: "contents" }
    label_raw_lines() { zh: "原文", en: "raw lines" }
    label_filter() { zh: "筛选", en: "filter" }
    label_find_title() { zh: "找篇目", en: "find title" }
    label_find() { zh: "找", en: "find" }
    label_next_match() { zh: "下一处", en: "next match" }
    label_previous_match() { zh: "上一处", en: "previous match" }
    label_zen() { zh: "整屏", en: "full screen" }
    label_wider() { zh: "加宽", en: "wider" }
    label_narrower() { zh: "收窄", en: "narrower" }
    label_ambiguous_width() { zh: "引号宽窄", en: "quote width" }
    label_theme() { zh: "配色", en: "theme" }
    label_redraw() { zh: "重画", en: "redraw" }
    label_help() { zh: "帮助", en: "help" }
    label_cancel() { zh: "取消", en: "cancel" }
    label_suspend() { zh: "挂起", en: "suspend" }
    label_erase() { zh: "删字", en: "erase" }
    label_erase_word() { zh: "删词", en: "erase word" }
    label_search_text() { zh: "查全文", en: "search" }
    label_complete() { zh: "补全", en: "complete" }
    label_order() { zh: "排序", en: "order" }
    label_erase_forward() { zh: "删后字", en: "delete" }
    label_cursor_left() { zh: "左移", en: "left" }
    label_cursor_right() { zh: "右移", en: "right" }
    label_erase_all() { zh: "清空", en: "clear" }
}
