//! Words of the library, learnt from its texts and completed from pinyin.

use std::fs;

use kanbao::library::{Source, load_article, scan};
use kanbao::search::Vocabulary;
use kanbao::search::archive::Settings;

use crate::library::Library;

fn builtin() -> Vocabulary {
    let catalogue = scan(&[Source::Embedded], None).catalogue;
    let mut texts = Vec::new();
    for issue in catalogue.issues() {
        for id in &issue.articles {
            let (article, _) = load_article(issue, id).unwrap();
            texts.push(format!("{}\n{}", article.meta.title, article.document.text));
        }
    }
    Vocabulary::learn(texts.iter().map(String::as_str))
}

/// What Tab would put in the place of `letters` first.
#[test]
fn words_in_use_are_offered_for_their_pinyin() {
    let vocabulary = builtin();
    for (letters, expected) in [
        ("zgsxdh", "中国式现代化"),
        ("yb", "医保"),
        ("yibao", "医保"),
        ("yiliao", "医疗"),
        ("csj", "长三角"),
        ("changsanjiao", "长三角"),
        ("changsj", "长三角"),
        ("csjyth", "长三角一体化"),
        ("ssys", "三省一市"),
        ("gzlfz", "高质量发展"),
        ("gaozhiliang", "高质量"),
        ("xzscl", "新质生产力"),
        ("rgzn", "人工智能"),
        ("xnyqc", "新能源汽车"),
        ("mygqy", ""),
        ("myqy", "民营企业"),
        ("minyingjingji", "民营经济"),
        ("kjcx", "科技创新"),
        ("ggfw", "公共服务"),
        ("yhang", "银行"),
        ("yinhang", "银行"),
        ("jcss", "基础设施"),
        ("zwfw", "政务服务"),
        ("ydjy", "异地就医"),
        ("YIBAO", "医保"),
    ] {
        let offered = vocabulary.complete(letters, 1);
        assert_eq!(
            offered.first().map_or("", String::as_str),
            expected,
            "{letters}"
        );
    }
}

#[test]
fn pieces_of_words_are_not_offered() {
    let vocabulary = builtin();
    let words: Vec<&str> = vocabulary
        .words()
        .iter()
        .map(|word| word.text.as_str())
        .collect();
    for junk in [
        "国式",
        "国式现代化",
        "中国式现",
        "三角",
        "长三",
        "角一体化",
        "省一市",
        "三省一",
        "质量发",
        "质生产力",
        "新质生产",
        "工智能",
        "人工智",
        "能源汽",
        "体化",
        "的发展",
        "在上海",
        "和服务",
        "上海市的",
        "了一",
        "础设施",
        "营经济",
    ] {
        assert!(!words.contains(&junk), "{junk}");
    }
}

#[test]
fn what_is_no_pinyin_offers_nothing() {
    let vocabulary = builtin();
    for typed in [
        "",
        "y",
        "医保",
        "yb 医",
        "5g",
        "y-b",
        "zzzzzz",
        &"yb".repeat(400),
    ] {
        assert!(vocabulary.complete(typed, 5).is_empty(), "{typed}");
    }
}

#[test]
fn words_are_kept_beside_the_search_text() {
    let library = Library::new(10, 60);
    let sources = library.sources();
    let settings = Settings {
        sources: &sources,
        cache: Some(library.cache.path()),
        threads: 2,
    };
    let archive = library.archive();
    let learnt = archive.vocabulary(settings);
    assert!(!learnt.words().is_empty());
    let files = || -> Vec<_> {
        let entries = fs::read_dir(library.cache.path()).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    };
    let [_, file] = &files()[..] else {
        panic!("{:?}", files());
    };
    assert_eq!(file.extension().unwrap(), "words");
    let whole = fs::read(file).unwrap();
    // It is believed only if it is whole and belongs to the search text.
    let kept = || archive.vocabulary(settings).words().to_vec();
    fs::write(file, &whole).unwrap();
    assert_eq!(kept(), learnt.words());
    for at in [0, 9, 17, 30, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        fs::write(file, &damaged).unwrap();
        assert_eq!(kept(), learnt.words(), "byte {at}");
        assert_eq!(fs::read(file).unwrap(), whole);
        fs::write(file, &whole[..at]).unwrap();
        assert_eq!(kept(), learnt.words(), "cut to {at}");
    }
}
