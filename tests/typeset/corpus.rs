//! The built-in issues at every measure: the judge finds no fault in any article.

use std::path::{Path, PathBuf};

use kanbao::markup::{BlockKind, Document};
use kanbao::text::{AmbiguousWidth, sanitize};
use kanbao::typeset::{ProhibitionLevel, Settings, typeset};

use crate::cases::{document, plain_settings};

fn articles() -> Vec<(PathBuf, Document)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = list(&corpus)
        .iter()
        .filter(|path| path.is_dir())
        .flat_map(|issue| list(issue))
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).expect("an article is UTF-8");
        let document = read_article(&text);
        (path, document)
    };
    files.into_iter().map(read).collect()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the corpus is part of the project");
    entries
        .map(|entry| entry.expect("the corpus can be listed").path())
        .collect()
}

/// The blocks of an article, told apart by how they begin: this test is about lines, not markup.
fn read_article(text: &str) -> Document {
    let body = text.splitn(3, "+++\n").nth(2).unwrap_or(text);
    let blocks = body
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(|block| {
            if let Some(heading) = block.strip_prefix("## ") {
                (BlockKind::Heading { level: 2 }, heading.to_owned())
            } else if let Some(quote) = block.strip_prefix("> ") {
                (BlockKind::Quote { depth: 1 }, quote.replace("\n> ", ""))
            } else if let Some(item) = block.strip_prefix("- ") {
                (
                    BlockKind::ListItem {
                        depth: 1,
                        marker: Some(sanitize("·")),
                    },
                    item.replace('\n', ""),
                )
            } else if let Some(note) = block.strip_prefix("```note\n") {
                (
                    BlockKind::Note,
                    note.trim_end_matches("```").replace('\n', ""),
                )
            } else if let Some(caption) = block.strip_prefix("```caption\n") {
                (
                    BlockKind::Caption,
                    caption.trim_end_matches("```").replace('\n', ""),
                )
            } else {
                (BlockKind::Paragraph, block.replace('\n', ""))
            }
        });
    let blocks: Vec<(BlockKind, String)> = blocks.collect();
    document(
        blocks
            .iter()
            .map(|(kind, text)| (kind.clone(), text.as_str())),
    )
}

fn settings(measure: usize, ambiguous: AmbiguousWidth, level: ProhibitionLevel) -> Settings {
    Settings {
        ambiguous,
        level,
        indent: 4,
        tight_numbers: true,
        ..plain_settings(measure)
    }
}

#[test]
fn every_article_is_set_without_fault_at_every_measure() {
    let articles = articles();
    assert!(!articles.is_empty());
    let mut faults = Vec::new();
    for (number, (path, document)) in articles.iter().enumerate() {
        for ambiguous in [AmbiguousWidth::NARROW, AmbiguousWidth::WIDE] {
            let judge = crate::rules::Judge::new(document, ambiguous);
            for measure in 8..=120 {
                for level in [
                    ProhibitionLevel::Loose,
                    ProhibitionLevel::Normal,
                    ProhibitionLevel::Strict,
                ] {
                    let mut settings = settings(measure, ambiguous, level);
                    // Every second round with the settings that are off by default.
                    let extras = (measure + number).is_multiple_of(2);
                    settings.hanging = extras;
                    settings.spacing = extras;
                    let layout = typeset(None, document, &settings);
                    let found = judge.faults(&layout, &settings);
                    faults.extend(found.iter().map(|fault| {
                        format!(
                            "{}, {measure} cells, {ambiguous:?}, {level:?}: {fault}",
                            path.display()
                        )
                    }));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults[..faults.len().min(60)].join("\n")
    );
}
