//! The library that the drawings of the pages show, made anew in a folder for each test.

use std::fs;
use std::path::Path;

use kanbao::library::{self, Catalogue, Source};
use kanbao::store::reading::{Place, ReadingState};
use tempfile::TempDir;

/// The issue with three columns and nine articles.
pub(crate) const ISSUE: &str = "jianghai-2024-18";
/// The article that is drawn.
pub(crate) const ARTICLE: &str = "jianghai-2024-18/01-wang";

/// A folder with issues; it is there as long as this value is.
pub(crate) struct Library {
    /// The folder.
    pub folder: TempDir,
}

/// An article for the drawn issue: file stem, title, column, kind, Han.
type Listed = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    usize,
);

const LISTED: &[Listed] = &[
    ("02-yibao", "四座城，一张医保卡", "要闻", "article", 1300),
    ("03-duantou", "断头路接通以后", "要闻", "article", 1100),
    ("04-zhuanli", "江海拿到三项专利大奖", "快览", "brief", 200),
    ("05-shidi", "湿地保护有了贷款单", "快览", "brief", 200),
    ("06-xiaxian", "第五十万台整车下线", "快览", "brief", 200),
    ("07-qingnian", "实验室里的年轻人", "快览", "photo", 100),
    ("08-tong", "“通”字怎么写", "短论", "comment", 700),
    ("09-huiyi", "把九次会开成一次会", "短论", "comment", 1000),
];

/// The articles of the drawn issue that are read.
const READ: &[&str] = &[
    "03-duantou",
    "04-zhuanli",
    "05-shidi",
    "07-qingnian",
    "09-huiyi",
];

const DRAWN: &str = include_str!("drawn.md");

impl Library {
    /// Five issues of three publications, as drawn.
    pub(crate) fn drawn() -> Library {
        let library = Library::bare();
        library.issue(
            ISSUE,
            "江海简报",
            "number = \"2024年第18期\"\nserial = \"总第96期\"\ndate = \"2024-06-07\"\npublisher = \"江海市发展研究室\"",
        );
        library.article(ARTICLE, DRAWN);
        for (stem, title, column, kind, han) in LISTED {
            let text = format!(
                "+++\ntitle = \"{title}\"\ncolumn = \"{column}\"\nkind = \"{kind}\"\n+++\n\n{}",
                body(*han)
            );
            library.article(&format!("{ISSUE}/{stem}"), &text);
        }
        library.filled(
            "jianghai-2024-17",
            "江海简报",
            "number = \"2024年第17期\"\nserial = \"总第95期\"\ndate = \"2024-05-24\"\npublisher = \"江海市发展研究室\"",
            9,
        );
        library.filled(
            "jianghai-2024-16",
            "江海简报",
            "number = \"2024年第16期\"\nserial = \"总第94期\"\ndate = \"2024-05-10\"\npublisher = \"江海市发展研究室\"",
            8,
        );
        library.filled(
            "canyue-2019-24",
            "长三角参阅",
            "number = \"2019年第24期\"\nserial = \"总第44期\"\ndate = \"2019-12-20\"\npublisher = \"东港区域研究中心\"",
            7,
        );
        library.filled(
            "zhengwu-2022-33",
            "数字政务周报",
            "number = \"2022年第33期\"\ndate = \"2022-08-22\"",
            10,
        );
        library
    }

    /// A folder without issues.
    pub(crate) fn bare() -> Library {
        Library {
            folder: TempDir::new().expect("a folder"),
        }
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Adds an issue without articles.
    pub(crate) fn issue(&self, id: &str, publication: &str, fields: &str) {
        self.write(
            &format!("{id}/issue.toml"),
            &format!("publication = \"{publication}\"\n{fields}\n"),
        );
    }

    /// Writes an article of an issue.
    pub(crate) fn article(&self, id: &str, text: &str) {
        self.write(&format!("{id}.md"), text);
    }

    /// Adds an issue with this many plain articles.
    pub(crate) fn filled(&self, id: &str, publication: &str, fields: &str, articles: usize) {
        self.issue(id, publication, fields);
        for number in 1..=articles {
            self.article(
                &format!("{id}/{number:02}"),
                &format!("+++\ntitle = \"渡口记事之{number}\"\n+++\n\n{}", body(500)),
            );
        }
    }

    /// The issues as the program finds them.
    pub(crate) fn catalogue(&self) -> Catalogue {
        let source = Source::Folder(self.folder.path().to_owned());
        library::scan(&[source], None).catalogue
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        let parent: &Path = path.parent().expect("a folder above the file");
        fs::create_dir_all(parent).expect("a folder");
        fs::write(&path, text).expect("a file");
    }
}

/// What was read where the drawings were made.
pub(crate) fn drawn_reading() -> ReadingState {
    let mut reading = ReadingState::default();
    reading
        .read
        .extend(READ.iter().map(|stem| format!("{ISSUE}/{stem}")));
    reading
        .read
        .extend((1..=8).map(|number| format!("jianghai-2024-16/{number:02}")));
    reading
}

/// The same, with the drawn article begun and last open.
pub(crate) fn drawn_resumed() -> ReadingState {
    let mut reading = drawn_reading();
    reading.last = Some(ARTICLE.to_owned());
    reading.places.insert(
        ARTICLE.to_owned(),
        Place {
            offset: 178,
            top: false,
            percent: 35,
            quote: String::new(),
            at: 0,
        },
    );
    reading
}

/// Paragraphs with about this many Han.
fn body(han: usize) -> String {
    const SENTENCE: &str =
        "渡口的灯每晚七点亮起，摆渡的人把缆绳系好，再点一遍船上的救生衣，才肯回家吃饭。";
    let count = han.div_ceil(33);
    let mut text = String::new();
    for index in 0..count {
        text.push_str(SENTENCE);
        if index % 4 == 3 {
            text.push_str("\n\n");
        }
    }
    text.push('\n');
    text
}
