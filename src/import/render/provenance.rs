//! Which lines of the source stand behind each block: `provenance.toml`.
//!
//! One table for each file of an article, in their order, and in it one pair of lines for each block
//! that the file holds, in the order of the file: so the n-th block of the document that the library
//! reads is the n-th pair. The sums tell whether a file was changed by hand since.
//!
//! ```toml
//! version = 1
//!
//! [[article]]
//! file = "01-deng.md"
//! sha256 = "..."
//! head = [3, 5]
//! blocks = [[7, 9], [11, 11]]
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

use super::toml::{self, number};

/// The file's name.
pub const FILE: &str = "provenance.toml";

/// The version of the format; what is newer is not read.
const VERSION: u32 = 1;

/// The lines behind an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// One entry for each file of an article.
    pub articles: Vec<Traced>,
    /// The lines, from 1, that stand in no article, by the reason.
    pub left_out: BTreeMap<String, Vec<usize>>,
    /// The SHA-256 of other files that the import wrote, by their names; empty for one that follows
    /// the reader's own wishes and must be obeyed again.
    pub files: BTreeMap<String, String>,
}

/// The lines behind the file of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Traced {
    /// The file's name.
    pub file: String,
    /// The SHA-256 of the file as it was written.
    pub sha256: String,
    /// The first and last line of its title, kicker and subtitle, from 1; `None` where it has none.
    pub head: Option<[usize; 2]>,
    /// The first and last line behind each block, from 1.
    pub blocks: Vec<[usize; 2]>,
}

/// The file as it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    version: u32,
    left_out: BTreeMap<String, Vec<usize>>,
    files: BTreeMap<String, String>,
    article: Vec<Traced>,
}

impl Provenance {
    /// Reads the text of `provenance.toml`; `None` when it is none or of a newer version.
    pub fn read(text: &str) -> Option<Provenance> {
        let file: File = ::toml::from_str(text).ok()?;
        (file.version == VERSION).then_some(Provenance {
            articles: file.article,
            left_out: file.left_out,
            files: file.files,
        })
    }

    /// The text of `provenance.toml`.
    pub fn write(&self) -> String {
        // What a line, a block, a file and an article take as a rule.
        let left_out = self.left_out.values().map(|lines| 40 + 7 * lines.len());
        let articles = self.articles.iter();
        let articles = articles.map(|article| 200 + 14 * article.blocks.len());
        let most = 100 + 100 * self.files.len() + left_out.chain(articles).sum::<usize>();
        let mut text = String::with_capacity(most);
        text.push_str("version = ");
        number(&mut text, VERSION as usize);
        text.push('\n');
        if !self.files.is_empty() {
            text.push_str("\n[files]\n");
            for (name, sum) in &self.files {
                toml::field(&mut text, &["\"", name, "\""].concat(), sum);
            }
        }
        if !self.left_out.is_empty() {
            text.push_str("\n[left_out]\n");
            for (reason, lines) in &self.left_out {
                text.push_str(reason);
                text.push_str(" = [");
                for (index, &line) in lines.iter().enumerate() {
                    text.push_str(if index > 0 { ", " } else { "" });
                    number(&mut text, line);
                }
                text.push_str("]\n");
            }
        }
        for article in &self.articles {
            text.push_str("\n[[article]]\n");
            toml::field(&mut text, "file", &article.file);
            toml::field(&mut text, "sha256", &article.sha256);
            if let Some([first, last]) = article.head {
                text.push_str("head = ");
                push_pair(&mut text, [first, last]);
                text.push('\n');
            }
            text.push_str("blocks = [");
            for (index, &lines) in article.blocks.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                push_pair(&mut text, lines);
            }
            text.push_str("]\n");
        }
        text
    }
}

/// Appends `[3, 5]`.
fn push_pair(text: &mut String, [first, last]: [usize; 2]) {
    text.push('[');
    number(text, first);
    text.push_str(", ");
    number(text, last);
    text.push(']');
}
