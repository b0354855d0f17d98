//! A picture of each page in the sizes that matter, with its cursor and styles.

use kanbao::config::theme::Theme;
use kanbao::text::AmbiguousWidth;
use kanbao::words::Language;

use crate::frames::{Frames, Opening};
use crate::library::{Library, drawn_resumed};

/// Each page by name, with the keys that lead there from the shelf.
const PAGES: &[(&str, &str)] = &[
    ("shelf", ""),
    ("shelf-filter", "/ 2 0 2 4"),
    ("issue", "j Enter j"),
    ("issue-filter", "j Enter / y i b a o"),
    ("reader-top", "j Enter g g Enter g g"),
    ("reader-middle", "j Enter g g Enter g g 5 j"),
    ("reader-end", "j Enter g g Enter G"),
    ("reader-find", "j Enter g g Enter g g / 窗 口 Enter n"),
    ("reader-prefix", "j Enter g g Enter g g g"),
    ("reader-count", "j Enter g g Enter g g 1 2"),
    ("reader-notice", "j Enter g g Enter g g r"),
    ("reader-zen", "j Enter g g Enter g g z"),
    ("contents", "j Enter g g Enter o"),
    ("finder", "f"),
    ("finder-found", "f d k Space 1 Down"),
    ("finder-none", "f z z z"),
    ("help", "?"),
    ("help-filter", "? w e i d u"),
];

const SIZES: &[(usize, usize)] = &[(80, 24), (40, 15), (120, 40), (20, 6)];

fn at(size: (usize, usize), opening: impl FnOnce() -> Opening) -> Frames {
    let library = Library::drawn();
    Frames::open(Opening {
        size,
        catalogue: library.catalogue(),
        reading: drawn_resumed(),
        ..opening()
    })
    .keeping(library)
}

/// The picture without the styles: those are the same in all sizes.
fn rows(frames: &mut Frames) -> String {
    let picture = frames.frame();
    let kept = picture
        .lines()
        .filter(|line| line.ends_with('|') || line.contains("cursor"));
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_page_in_every_size() {
    for (name, keys) in PAGES {
        for &(columns, lines) in SIZES {
            let mut frames = at((columns, lines), Opening::default).keys(keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), rows(&mut frames));
        }
    }
}

#[test]
fn in_english() {
    for (name, keys) in PAGES {
        let opening = || Opening {
            language: Language::English,
            ..Opening::default()
        };
        let mut frames = at((60, 15), opening).keys(keys);
        insta::assert_snapshot!(format!("{name}-english-60x15"), rows(&mut frames));
    }
}

#[test]
fn with_wide_quotation_marks() {
    for &(columns, lines) in SIZES {
        for (name, keys) in PAGES
            .iter()
            .filter(|(name, _)| ["issue", "reader-top", "reader-middle"].contains(name))
        {
            let opening = || Opening {
                ambiguous: AmbiguousWidth::WIDE,
                ..Opening::default()
            };
            let mut frames = at((columns, lines), opening).keys(keys);
            insta::assert_snapshot!(format!("{name}-wide-{columns}x{lines}"), rows(&mut frames));
        }
    }
}

#[test]
fn in_every_theme() {
    for theme in [Theme::Dark, Theme::Light, Theme::Sixteen, Theme::None] {
        for name in ["shelf", "issue-filter", "reader-top", "reader-find"] {
            let keys = PAGES
                .iter()
                .find(|page| page.0 == name)
                .map_or("", |page| page.1);
            let opening = || Opening {
                theme,
                ..Opening::default()
            };
            let mut frames = at((80, 24), opening).keys(keys);
            insta::assert_snapshot!(format!("{name}-{theme:?}").to_lowercase(), frames.frame());
        }
    }
}

#[test]
fn where_there_is_nothing() {
    for &(columns, lines) in SIZES {
        let library = Library::bare();
        let mut frames = Frames::open(Opening {
            size: (columns, lines),
            catalogue: library.catalogue(),
            builtin_hidden: true,
            ..Opening::default()
        });
        insta::assert_snapshot!(
            format!("empty-library-{columns}x{lines}"),
            rows(&mut frames)
        );
        library.issue("kong-2024", "空白周刊", "number = \"第1期\"");
        let mut frames = Frames::open(Opening {
            size: (columns, lines),
            catalogue: library.catalogue(),
            ..Opening::default()
        })
        .keys("Enter");
        insta::assert_snapshot!(format!("empty-issue-{columns}x{lines}"), rows(&mut frames));
    }
    for (columns, lines) in [(19, 5), (60, 4), (7, 9)] {
        let mut frames = at((columns, lines), Opening::default);
        insta::assert_snapshot!(format!("too-small-{columns}x{lines}"), rows(&mut frames));
    }
}
