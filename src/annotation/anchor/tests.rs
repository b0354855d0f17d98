//! Corrections, and where marks stand after them.

use super::*;

const TEXT: &str = "渡口在城东，清早五点开第一班船。摆渡的老周说，今年水位比去年高半米，船靠岸要多绕一道弯。\n\
    码头边的茶馆也跟着早起，卖豆浆的、卖报的都来了。雨停之后，工人又把石阶清扫了一遍。\n\
    傍晚的风大，末班船常常提前。雨停之后，工人又把石阶清扫了一遍。第二天照旧。";

fn mark(text: &str, passage: &str, number: usize) -> Selector {
    let text = ArticleText::new(text);
    let start = text.occurrences(passage)[number - 1];
    text.select(start..start + passage.chars().count())
        .expect("it is there")
}

fn found(text: &str, selector: &Selector) -> Option<String> {
    let text = ArticleText::new(text);
    let range = text.anchor(selector).range()?;
    Some(text.chars()[range].iter().collect())
}

#[test]
fn an_unchanged_text_gives_the_same_place() {
    for (passage, number) in [("水位", 1), ("雨停之后", 1), ("雨停之后", 2), ("船", 3)] {
        let selector = mark(TEXT, passage, number);
        let anchoring = ArticleText::new(TEXT).anchor(&selector);
        assert_eq!(anchoring, Anchoring::Exact(selector.position.range()));
    }
}

#[test]
fn text_before_it_moves_it() {
    let selector = mark(TEXT, "雨停之后", 2);
    let longer = format!("编者按：以下是旧闻。\n{TEXT}");
    let anchoring = ArticleText::new(&longer).anchor(&selector);
    let start = selector.position.start + 11;
    assert_eq!(anchoring, Anchoring::Exact(start..start + 4));
}

#[test]
fn another_passage_at_the_old_position_is_not_taken() {
    // The first of two equal sentences is taken out; the second stands elsewhere.
    let first = mark(TEXT, "雨停之后，工人又把石阶清扫了一遍。", 1);
    let without = TEXT.replacen("雨停之后，工人又把石阶清扫了一遍。", "", 1);
    assert_eq!(
        ArticleText::new(&without).anchor(&first),
        Anchoring::Orphan(Orphaned::Ambiguous)
    );
}

#[test]
fn corrections_inside_the_quotation_are_bridged() {
    let selector = mark(TEXT, "摆渡的老周说，今年水位比去年高半米", 1);
    let corrected = TEXT.replace("水位比去年", "江水水位较去年");
    assert_eq!(
        found(&corrected, &selector).as_deref(),
        Some("摆渡的老周说，今年江水水位较去年高半米")
    );
    let short = mark(TEXT, "水位", 1);
    let corrected = TEXT.replace("水位比", "水准比");
    // Of two characters one that differs is half of what was said.
    assert_eq!(found(&corrected, &short), None);
}

#[test]
fn the_same_sentence_about_another_day_is_another_sentence() {
    let text = "本市消息。\n三月五日，渡口运送旅客一千二百人，秩序良好。\n完。";
    let selector = mark(text, "三月五日，渡口运送旅客一千二百人", 1);
    let other =
        "另一则消息先说。\n三月六日，渡口运送旅客一千五百人，秩序良好。\n再说别的事情，还有很多。";
    assert_eq!(found(other, &selector), None);
}

#[test]
fn a_neighbour_that_is_nearly_alike_is_not_taken_for_one_that_is_gone() {
    let long = "今年的粮食产量稳步增长，蔬菜水果供应充足，群众都说日子一天比一天好过；入秋以来雨水调匀，晚稻长势喜人，\
        合作社早早备好了烘干机和仓房，农机手们排好了班次，只等天晴就下田抢收；供销社的化肥、种子也已经运到各村，价钱和去年一样，\
        没有涨一分。乡里说，等这一季收完，还要把通往晒场的土路铺上石子。";
    let short = "今年粮食产量稳步增长，群众十分满意。";
    let middle = "今年粮食产量稳步增长，蔬菜水果供应充足，群众都说日子一天比一天好过，十分满意。";
    let wide = "今年粮食产量稳步增长，蔬菜水果供应充足，群众都说日子一天比一天好过；入秋以来雨水调匀，晚稻长势喜人，农机手们排好了班次。";
    for (sentence, between) in [
        (middle, "\n"),
        (wide, "\n"),
        (short, "\n"),
        (short, ""),
        (long, "\n"),
        (short, "\n另讯。\n"),
    ] {
        let of = |county: &str| format!("{county}县{sentence}");
        let all = ["甲", "乙", "丙", "丁"].map(of);
        let whole = |rows: &[String]| format!("各县消息如下。\n{}\n完。", rows.join(between));
        let text = whole(&all);
        for taken in 0..all.len() {
            let selector = mark(&text, &all[taken], 1);
            let mut left = all.to_vec();
            left.remove(taken);
            let first_words: String = all[taken].chars().take(12).collect();
            let of_words = mark(&text, &first_words, 1);
            assert_eq!(
                found(&whole(&left), &of_words),
                None,
                "{taken} {first_words}"
            );
            assert_eq!(found(&whole(&left), &selector), None, "{taken} {between:?}");
            // Corrected it stands there or nowhere: the name alone tells it from the others.
            let mut corrected = all.to_vec();
            corrected[taken] = corrected[taken].replace("稳步增长", "平稳增长");
            let there = found(&whole(&corrected), &selector);
            assert!(
                there
                    .as_ref()
                    .is_none_or(|there| *there == corrected[taken])
            );
        }
    }
}

#[test]
fn the_same_words_about_another_month_or_season_are_not_taken_for_these() {
    let month = |number: usize| {
        let next = number + 1;
        format!(
            "{number}月，全市新开工项目1{number}个，完成投资{number}.4亿元，同比增长{next}%。其中工业项目{next}个，服务业项目{number}个。\n"
        )
    };
    let months: String = (1..=6).map(month).collect();
    let even: String = [2, 4, 6].map(month).concat();
    for words in ["1月，全市", "3月，全市", "工业项目4个", "5月"] {
        assert_eq!(found(&even, &mark(&months, words, 1)), None, "{words}");
    }
    let season = |season: &str, built: &str, who: &str, end: &str| {
        format!(
            "{season}的时候，村里的人都来帮忙修{built}。{who}师傅每天第一个到，最后一个走。{built}修好了，人心就{end}了。\n"
        )
    };
    let spring = season("春天", "一座桥", "王", "安");
    let summer = season("夏天", "一条路", "李", "稳");
    let text = format!("村里的事\n{spring}{summer}以后再说。");
    let without = format!("村里的事\n{summer}以后再说。");
    for words in ["春天", "王师傅每天", "人心就安了"] {
        assert_eq!(found(&without, &mark(&text, words, 1)), None, "{words}");
    }
}

#[test]
fn rows_of_one_pattern_are_not_taken_for_each_other() {
    let row = |station: &str, sky: &str, wind: &str, high: &str, low: &str| {
        format!("{station}站：多云转{sky}，{wind}，最高{high}度，最低{low}度。\n")
    };
    let first = row("西东", "阴", "河风六级", "32", "15");
    let second = row("东西", "晴", "东风九级", "27", "5");
    let third = row("甲桥", "阴", "城风三级", "29", "11");
    let text = [&*first, &second, &third].concat();
    let without = [&*second, &third].concat();
    for words in ["西东站：多云", "河风六级，最高"] {
        assert_eq!(found(&without, &mark(&text, words, 1)), None, "{words}");
    }
    // Moved it is there as it was, or nowhere.
    let moved = [&*second, &third, &first].concat();
    for words in ["，河风六级，最高", "西东站：多云转阴", "，东风九级，最高"]
    {
        let there = found(&moved, &mark(&text, words, 1));
        assert!(
            there.is_none() || there.as_deref() == Some(words),
            "{there:?}"
        );
    }
    let crop = |town: &str, sown: &str| {
        format!(
            "{town}乡今年种早稻一千{sown}百亩，亩产比去年增加八十斤，社员都说这是多年没有过的好收成。\n"
        )
    };
    let text = crop("南城", "三") + &crop("甲乙", "六");
    let now = crop("桥乙", "七") + &crop("南城", "三");
    assert_eq!(found(&now, &mark(&text, "甲乙乡今年种", 1)), None);
}

#[test]
fn equal_surroundings_are_told_apart_by_number_or_not_at_all() {
    let line = "早班船八点开，晚班船六点开，风大停航，雨天照常，请旅客互相转告，不要误了时间。\n";
    let text = line.repeat(12);
    let selector = mark(&text, "风大停航", 6);
    assert_eq!(
        ArticleText::new(&text).anchor(&selector),
        Anchoring::Exact(selector.position.range())
    );
    let fewer = line.repeat(11);
    assert_eq!(
        ArticleText::new(&fewer).anchor(&selector),
        Anchoring::Orphan(Orphaned::Ambiguous)
    );
}

#[test]
fn a_long_quotation_is_found_by_its_ends() {
    let body: String = (0..40)
        .map(|number| {
            format!(
                "第{number}段说的是{}的事。",
                ["渡口", "夜市", "水库"][number % 3]
            )
        })
        .collect();
    let text = format!("开头一句。{body}结尾一句，到此为止。");
    let selector = mark(&text, &body, 1);
    let corrected = text.replace("第20段说的是", "第20小段说的是");
    assert_eq!(
        found(&corrected, &selector).map(|found| found.chars().count()),
        Some(body.chars().count() + 1)
    );
    assert_eq!(found("完全不同的一篇文章，没有一句相同。", &selector), None);
}

#[test]
fn what_is_gone_is_an_orphan() {
    let selector = mark(TEXT, "卖豆浆的、卖报的都来了", 1);
    for other in [
        "",
        "一",
        "毫不相干的另一篇文章，讲的是山里的茶园和新修的路。",
    ] {
        assert_eq!(
            ArticleText::new(other).anchor(&selector),
            Anchoring::Orphan(Orphaned::Gone)
        );
    }
    assert_eq!(
        ArticleText::new(TEXT).anchor(&Selector::default()),
        Anchoring::Orphan(Orphaned::Gone)
    );
}
