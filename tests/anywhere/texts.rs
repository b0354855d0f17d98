//! Hostile texts on every page: nothing of them acts, and the screen stays aligned.

use kanbao::app::event::Event;
use kanbao::runtime::screen::AmbiguousDrawing;

use crate::frames::{Frames, Opening};
use crate::glass::Glass;
use crate::hostile::{Hostile, texts, toml};
use crate::library::Library;

/// A library of one issue for each family, each text an article that has it in all its parts.
fn library(of: &[&Hostile]) -> Library {
    let library = Library::bare();
    let all: Vec<String> = of.iter().map(|hostile| hostile.text.clone()).collect();
    let named = toml(&all.concat());
    let named = named.trim_matches('"');
    library.issue(
        "wen-1",
        named,
        &format!("number = \"{named}\"\npublisher = \"{named}\"\n"),
    );
    for (number, text) in all.iter().enumerate() {
        let field = toml(text);
        let front = ["kicker", "subtitle", "source", "column"]
            .map(|name| format!("{name} = {field}\n"))
            .concat();
        library.article(
            &format!("wen-1/{number:02}"),
            &format!(
                "+++\ntitle = {field}\n{front}authors = [{field}]\ntags = [{field}]\n+++\n\n\
                 {text}渡口的灯\n\n## {text}\n\n> {text}\n\n- {text}\n\n`{text}` **{text}** [{text}](a)\n\n\
                 ```\n{text}\n```\n\n| {text} | 乙 |\n|---|---|\n| 丙 | {text} |\n"
            ),
        );
    }
    library
}

/// A session whose frames are all shown and looked at.
struct Watched {
    frames: Frames,
    glass: Glass,
}

impl Watched {
    fn open(library: Library, folder: &std::path::Path, size: (u16, u16)) -> Watched {
        let frames = Frames::open(Opening {
            size: (usize::from(size.0), usize::from(size.1)),
            catalogue: library.catalogue(),
            ..Opening::default()
        });
        Watched {
            frames: frames.keeping(library).with_marks(folder),
            glass: Glass::new(size.0, size.1, AmbiguousDrawing::default()),
        }
    }

    fn keys(mut self, keys: &str, what: &str) -> Watched {
        self.frames = self.frames.keys(keys);
        self.look(&format!("{what}, {keys}"));
        self
    }

    fn paste(mut self, text: &str, what: &str) -> Watched {
        self.frames.session().take(Event::Paste(text.to_owned()));
        self.look(&format!("{what}, pasted"));
        self
    }

    fn look(&mut self, what: &str) {
        let (buffer, cursor) = self.frames.session().draw();
        self.glass.show(&buffer, cursor, what);
        self.glass.assert_in_place(&buffer, what);
    }
}

/// Goes through all pages with the texts of some families.
fn check(families: &[&str]) {
    let all = texts();
    for family in families {
        let of: Vec<&Hostile> = all.iter().filter(|one| one.family == *family).collect();
        assert!(!of.is_empty(), "{family}");
        let folder = tempfile::tempdir().expect("a folder");
        let size = if of.len().is_multiple_of(2) {
            (61, 24)
        } else {
            (100, 40)
        };
        let mut watched = Watched::open(library(&of), folder.path(), size)
            .keys("Esc", family)
            .keys("Enter", family)
            .keys("Space", family)
            .keys("gg", family)
            .keys("Enter", family);
        for (number, hostile) in of.iter().enumerate() {
            let what = format!("{family} {number} {:?}", hostile.text);
            // The article to its end, what is found in it, its contents, its raw lines.
            watched = watched.keys("Space", &what).keys("Space", &what);
            watched = watched
                .keys("/", &what)
                .paste(&hostile.text, &what)
                .keys("Enter", &what);
            watched = watched.keys("o", &what).keys("q", &what);
            watched = watched.keys("gr", &what).keys("Esc", &what);
            // What is copied; a note; now and then a mark, which is brought to the disk.
            watched = watched.keys("y", &what);
            if number % 4 == 0 {
                watched = watched.keys("m", &what);
            }
            watched = watched
                .keys("a", &what)
                .paste(&hostile.text, &what)
                .keys("Ctrl-s", &what);
            // Lines in which one types.
            for opener in ["f", "s", "?"] {
                watched = watched
                    .keys(opener, &what)
                    .paste(&hostile.text, &what)
                    .keys("Down", &what);
                watched = watched.keys("Esc", &what).keys("Esc", &what);
            }
            watched = watched.keys("J", &what);
        }
        // All marks and notes at once, then the finder over all titles and the full text.
        let page = [
            "'", "Space", "G", "Enter", "f", "渡", "Down", "Esc", "s", "渡", "口", "Enter", "Down",
        ];
        for keys in page {
            watched = watched.keys(keys, family);
        }
        let (buffer, _) = watched.frames.session().draw();
        watched.glass.assert_as_painted(&buffer, family);
    }
}

#[test]
fn controls_show_on_every_page_and_do_nothing() {
    check(&["C0", "DEL", "bidi", "tags"]);
}

#[test]
fn controls_of_eight_bits_show_on_every_page_and_do_nothing() {
    check(&["C1", "unassigned", "private"]);
}

#[test]
fn sequences_show_on_every_page_and_do_nothing() {
    check(&["sequences", "commands", "strings", "escapes"]);
}

#[test]
fn heaps_joins_and_references_show_on_every_page_and_do_nothing() {
    check(&["marks", "joined", "references"]);
}
