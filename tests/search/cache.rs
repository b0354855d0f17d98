//! The cache is only a copy: the answers are the same with it, without it, and whatever happens to
//! it or to the library.

use std::fs;

use crate::library::Library;

const QUERIES: [&str; 4] = ["渡口", "二〇二一", "“", "橋"];

fn answers(library: &Library) -> Vec<Vec<(String, u32)>> {
    QUERIES.iter().map(|query| library.answer(query)).collect()
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let library = Library::new(10, 40);
    assert!(library.kept().is_none());
    let first = answers(&library);
    assert!(library.kept().is_some());
    assert_eq!(answers(&library), first);
}

#[test]
fn every_change_of_the_library_is_seen() {
    let library = Library::new(10, 40);
    let article = "zhenbao-2021/01-qiao.md";
    let count = |query| library.answer(query).len();
    answers(&library);

    // In place, of the same length.
    library.write(article, &crate::library::ODD.replace("老人", "青年"));
    assert_eq!((count("鎮上的老人"), count("鎮上的青年")), (0, 1));
    library.age();
    assert_eq!(count("鎮上的青年"), 1);
    assert!(library.kept().is_some());

    library.write(
        "zhenbao-2021/02-xin.md",
        "+++\ntitle = \"新\"\n+++\n萤火虫回来了。\n",
    );
    assert_eq!(count("萤火虫"), 1);
    library.write(
        "xin-2024/issue.toml",
        "publication = \"新报\"\ndate = \"2024\"\n",
    );
    library.write(
        "xin-2024/01-a.md",
        "+++\ntitle = \"甲\"\n+++\n萤火虫又来了。\n",
    );
    assert_eq!(count("萤火虫"), 2);
    library.write(
        "xin-2024/issue.toml",
        "publication = \"星星报\"\ndate = \"2024\"\n",
    );
    assert_eq!(count("publication:星星"), 1);
    fs::remove_file(library.root.path().join(article)).unwrap();
    assert_eq!(count("鎮上的青年"), 0);
    fs::remove_dir_all(library.root.path().join("xin-2024")).unwrap();
    assert_eq!(count("萤火虫"), 1);
    fs::rename(
        library.root.path().join("zhenbao-2021/02-xin.md"),
        library.root.path().join("zhenbao-2021/03-jiu.md"),
    )
    .unwrap();
    assert_eq!(
        library.answer("萤火虫"),
        [("zhenbao-2021/03-jiu".to_owned(), 1)]
    );
    fs::remove_dir_all(library.root.path()).unwrap();
    assert_eq!(count("萤火虫"), 0);
}

#[test]
fn the_answers_of_the_last_time_can_be_asked_for() {
    use kanbao::search::archive::{Archive, Settings};
    let library = Library::new(10, 40);
    let sources = library.sources();
    let settings = Settings {
        sources: &sources,
        cache: Some(library.cache.path()),
        threads: 2,
    };
    assert!(Archive::open_unseen(settings).is_none());
    assert!(library.archive().is_of_faultless());
    let article = "zhenbao-2021/01-qiao.md";
    library.write(article, &crate::library::ODD.replace("老人", "青年"));
    assert!(Archive::open(settings).is_none());
    let unseen = Archive::open_unseen(settings).unwrap();
    let matcher = crate::library::matcher("鎮上的老人", &Default::default()).unwrap();
    assert_eq!(crate::library::search(&unseen, &matcher).unwrap().len(), 1);
}

#[test]
fn what_came_after_the_issues_were_listed_is_seen_the_next_time() {
    use kanbao::search::archive::{Archive, Settings};
    let library = Library::new(4, 12);
    let sources = library.sources();
    let settings = Settings {
        sources: &sources,
        cache: Some(library.cache.path()),
        threads: 2,
    };
    let listed = library.scan();
    library.write("xin-2024/issue.toml", "publication = \"新报\"\n");
    library.write(
        "xin-2024/01-a.md",
        "+++\ntitle = \"甲\"\n+++\n萤火虫来了。\n",
    );
    library.age();
    Archive::refresh(settings, &listed, &|_, _| ());
    assert_eq!(library.answer("萤火虫").len(), 1);
}

#[test]
fn an_archive_knows_whether_listing_met_faults() {
    let library = Library::new(4, 12);
    library.write("ban-2024/issue.toml", "publication = [\n");
    library.age();
    library.archive();
    assert!(!library.kept().unwrap().is_of_faultless());
}

#[test]
fn a_cache_cut_short_anywhere_costs_only_time() {
    let library = Library::new(4, 12);
    let expected = answers(&library);
    let file = library.cache_file();
    let whole = fs::read(&file).unwrap();
    for length in (0..whole.len())
        .step_by(1024 * 8)
        .chain([1, 63, 64, whole.len() - 1])
    {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(library.answer(QUERIES[0]), expected[0], "cut to {length}");
    }
}

#[test]
fn every_cut_and_every_flipped_byte_is_seen() {
    use kanbao::search::Corpus;
    let library = Library::new(4, 12);
    library.archive();
    let whole = fs::read(library.cache_file()).unwrap();
    let sound = |bytes: &[u8]| {
        Corpus::read(bytes)
            .is_some_and(|corpus| (0..corpus.len()).all(|index| corpus.is_sound(index)))
    };
    assert!(sound(&whole));
    for length in (0..whole.len()).step_by(1024) {
        assert!(!sound(&whole[..length]), "cut to {length}");
    }
    let mut bytes = whole.clone();
    for at in (0..whole.len()).step_by(211) {
        bytes[at] ^= 0x20;
        assert!(!sound(&bytes), "byte {at}");
        bytes[at] ^= 0x20;
    }
}

#[test]
fn damage_anywhere_costs_only_time() {
    let library = Library::new(4, 12);
    let expected = answers(&library);
    let file = library.cache_file();
    let whole = fs::read(&file).unwrap();
    for at in (0..whole.len())
        .step_by(whole.len() / 24)
        .chain([0, 8, 12, 40])
    {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x41;
        fs::write(&file, &damaged).unwrap();
        assert_eq!(library.answer(QUERIES[0]), expected[0], "byte {at}");
    }
}

#[test]
fn a_cache_of_another_kind_is_as_good_as_none() {
    let library = Library::new(4, 12);
    let expected = answers(&library);
    let file = library.cache_file();
    let mut other_version = fs::read(&file).unwrap();
    other_version[8] += 1;
    for bytes in [&b""[..], b"kanbaotx", &[0; 4096], &other_version] {
        fs::write(&file, bytes).unwrap();
        assert_eq!(answers(&library), expected);
    }
    fs::remove_file(&file).unwrap();
    assert_eq!(answers(&library), expected);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(answers(&library), expected);
}

#[test]
fn damage_under_an_open_archive_is_told() {
    use kanbao::search::query::Settings;
    let library = Library::new(4, 12);
    let archive = library.archive();
    let matcher = crate::library::matcher(QUERIES[0], &Settings::default()).unwrap();
    assert!(crate::library::search(&archive, &matcher).is_some());
    fs::File::options()
        .write(true)
        .open(library.cache_file())
        .unwrap()
        .set_len(100)
        .unwrap();
    assert!(crate::library::search(&archive, &matcher).is_none());
}
