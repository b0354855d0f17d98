//! Full-text search: what the command prints, and what is wrong with a query.

use super::Words;
use crate::diagnostic::{Expected, ExpressionFault, QueryFault};
use crate::text::Clean;

super::words! {
    search_count(n: usize) { zh: "{n} 处", en: "{n} hits", one(n): "{n} hit" }
    search_total(n: usize, m: usize) {
        zh: "{n} 处，{m} 篇",
        en: "{n} hits, {m} articles",
        one(n, m): "{n} hit, {m} article",
        one(m): "{n} hits, {m} article",
    }
    search_total_shown(n: usize, m: usize, shown: usize) {
        zh: "{n} 处，{m} 篇，列出 {shown} 篇",
        en: "{n} hits, {m} articles, {shown} of them listed",
        one(n, m): "{n} hit, {m} article, {shown} of them listed",
        one(m): "{n} hits, {m} article, {shown} of them listed",
    }
    search_none(query: &str) {
        zh: "全文里没有「{query}」",
        en: "\"{query}\" is not in any text",
    }
    search_none_hint() { zh: "可少写几个字，或用 --fuzzy 找篇目", en: "Try fewer words, or --fuzzy for titles" }
    search_none_fuzzy(query: &str) { zh: "没有合适的篇目：{query}", en: "no title fits: {query}" }
    text_title() { zh: "查全文", en: "Search" }
    text_typing() { zh: "输入汉字，拼音可用 Tab 补全", en: "Type Chinese; Tab completes pinyin" }
    text_typing_again() { zh: "输入汉字，Enter 看上次结果", en: "Type Chinese; Enter for the last results" }
    hits_count(n: usize, m: usize) {
        zh: "{n} 处，{m} 篇",
        en: "{n} hits, {m} articles",
        one(n, m): "{n} hit, {m} article",
        one(m): "{n} hits, {m} article",
    }
    hits_articles(m: usize) { zh: "{m} 篇", en: "{m} articles", one(m): "{m} article" }
    hits_articles_shown(m: usize, shown: usize) {
        zh: "{m} 篇，列出 {shown} 篇",
        en: "{m} articles, {shown} of them listed",
        one(m): "{m} article, {shown} of them listed",
    }
    search_none_page(query: &str) {
        zh: "全文里没有「{query}」。可少写几个字，或用 f 找篇目",
        en: "\"{query}\" is not in any text. Try fewer words, or f for titles",
    }
    search_none_completed(query: &str, word: &str, key: &str) {
        zh: "全文里没有「{query}」。{key} 补成「{word}」",
        en: "\"{query}\" is not in any text. {key} completes it to \"{word}\"",
    }
    search_none_fields() { zh: "没有合这些条件的文章", en: "No article meets these conditions" }
    regex_bad(n: usize, why: &str) { zh: "正则不对，第 {n} 字：{why}", en: "Bad pattern at character {n}: {why}" }
    range_bad(a: &str, b: &str) { zh: "日期先后颠倒：{a} 晚于 {b}", en: "The dates are reversed: {a} is after {b}" }
    search_last_none() { zh: "还没有查过全文", en: "Nothing was searched yet" }
    complete_none() { zh: "没有可补的词", en: "No word to complete it" }
    results_article(i: usize, n: usize) { zh: "结果第 {i}/{n} 篇", en: "Article {i}/{n} of the results" }
    query_empty() { zh: "没有写要找什么", en: "nothing to look for" }
    query_too_long(limit: usize) { zh: "要找的超过 {limit} 字", en: "the query is longer than {limit} characters" }
    query_lone_operator(operator: &str) { zh: "只有 {operator}，没有要找的词", en: "{operator} alone finds nothing" }
    query_lone_operator_hint(operator: &str) {
        zh: "要找 {operator} 本身，放在双引号里",
        en: "To look for {operator} itself, put it in double quotes",
    }
    query_unclosed_quote() { zh: "双引号没有配对", en: "the double quote is not closed" }
    query_unclosed_quote_hint() { zh: "短语前后各一个双引号", en: "A phrase has a double quote on each side" }
    query_empty_phrase() { zh: "双引号里没有文字", en: "nothing between the double quotes" }
    query_empty_field(field: &str) { zh: "{field}: 后面没有内容", en: "nothing after {field}:" }
    query_field_hint() { zh: "紧接冒号写内容，有空格就放在双引号里", en: "Write it right after the colon, in double quotes if it has blanks" }
    query_bad_value(field: &str) { zh: "{field}: 的内容不对", en: "the value of {field}: is not usable" }
    query_date_hint() { zh: "如 2024、2024-06-07、2019..2022、2019-05..", en: "Such as 2024, 2024-06-07, 2019..2022, 2019-05.." }
    query_or_alone() { zh: "OR 的前后都要有要找的词", en: "OR needs something to look for on each side" }
    query_unknown_field(name: &str) { zh: "没有 {name}: 这一栏", en: "there is no field {name}:" }
    query_unknown_field_hint(known: &str) {
        zh: "可用 {known}；要找它本身，放在双引号里",
        en: "There are {known}; to look for it as a text, put it in double quotes",
    }
    query_bad_expression(why: &str) { zh: "正则表达式不对：{why}", en: "not a regular expression: {why}" }
    expression_unclosed_group() { zh: "这个 ( 没有配对的 )", en: "this ( has no )" }
    expression_unopened_group() { zh: "这个 ) 没有配对的 (", en: "this ) has no (" }
    expression_group() { zh: "(? 后面的写法不对", en: "what follows (? means nothing" }
    expression_unclosed_class() { zh: "这个 [ 没有配对的 ]", en: "this [ has no ]" }
    expression_class_range() { zh: "[ ] 里的范围前后颠倒，或没有写完", en: "a range in [ ] ends before it begins, or has no end" }
    expression_nothing_to_repeat() { zh: "前面没有可重复的内容；要找符号本身，前面加 \\", en: "nothing before it to repeat; for the mark itself write \\ before it" }
    expression_count() { zh: "{{ }} 里的次数不对", en: "the numbers in {{ }} are not usable" }
    expression_escape() { zh: "\\ 后面的写法不对", en: "what follows \\ means nothing" }
    expression_escape_at_end() { zh: "末尾的 \\ 后面没有内容", en: "nothing after the \\ at the end" }
    expression_property() { zh: "没有这一类字", en: "there is no such class of characters" }
    expression_look_around() { zh: "不支持前后查看 (?= (?! (?<= (?<!", en: "looking ahead or behind, (?= (?! (?<= (?<!, is not supported" }
    expression_backreference() { zh: "不支持反向引用", en: "references back are not supported" }
    expression_too_large() { zh: "展开后太大", en: "too large" }
    expression_other() { zh: "写法不对", en: "this means nothing" }
    query_no_notes() { zh: "还没有批注可查", en: "there are no notes to search yet" }
    query_no_marks() { zh: "还没有标记过的文章", en: "there are no marked articles yet" }
}

impl QueryFault {
    /// What is wrong.
    pub fn message(&self, words: Words) -> Clean {
        match self {
            QueryFault::Empty => words.query_empty(),
            QueryFault::TooLong { limit } => words.query_too_long(*limit),
            QueryFault::LoneOperator { operator: "OR" } => words.query_or_alone(),
            QueryFault::LoneOperator { operator } => words.query_lone_operator(operator),
            QueryFault::UnclosedQuote => words.query_unclosed_quote(),
            QueryFault::EmptyPhrase => words.query_empty_phrase(),
            QueryFault::EmptyField { field } => words.query_empty_field(field),
            QueryFault::BadValue { field, .. } => words.query_bad_value(field),
            QueryFault::UnknownField { name, .. } => words.query_unknown_field(name),
            QueryFault::DatesBackwards { first, last } => words.range_bad(first, last),
            QueryFault::BadExpression(fault) => {
                words.query_bad_expression(fault.message(words).as_str())
            }
        }
    }

    /// What to do about it, where there is something to say.
    pub fn hint(&self, words: Words) -> Option<Clean> {
        Some(match self {
            QueryFault::LoneOperator { operator } => words.query_lone_operator_hint(operator),
            QueryFault::UnclosedQuote => words.query_unclosed_quote_hint(),
            QueryFault::UnknownField { known, .. } => {
                let known: Vec<String> = known.iter().map(|name| format!("{name}:")).collect();
                words.query_unknown_field_hint(&known.join(" "))
            }
            QueryFault::EmptyField { .. } => words.query_field_hint(),
            QueryFault::BadValue {
                expected: Expected::OneOf(names),
                ..
            } => words.fault_expected_one_of(&names.join(", ")),
            QueryFault::BadValue { .. } => words.query_date_hint(),
            _ => return None,
        })
    }
}

impl ExpressionFault {
    /// What is wrong, behind a colon.
    pub fn message(self, words: Words) -> Clean {
        match self {
            ExpressionFault::UnclosedGroup => words.expression_unclosed_group(),
            ExpressionFault::UnopenedGroup => words.expression_unopened_group(),
            ExpressionFault::Group => words.expression_group(),
            ExpressionFault::UnclosedClass => words.expression_unclosed_class(),
            ExpressionFault::ClassRange => words.expression_class_range(),
            ExpressionFault::NothingToRepeat => words.expression_nothing_to_repeat(),
            ExpressionFault::Count => words.expression_count(),
            ExpressionFault::Escape => words.expression_escape(),
            ExpressionFault::EscapeAtEnd => words.expression_escape_at_end(),
            ExpressionFault::Property => words.expression_property(),
            ExpressionFault::LookAround => words.expression_look_around(),
            ExpressionFault::Backreference => words.expression_backreference(),
            ExpressionFault::TooLarge => words.expression_too_large(),
            ExpressionFault::Other => words.expression_other(),
        }
    }
}
