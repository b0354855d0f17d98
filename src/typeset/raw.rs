//! Text that is no article: every line a paragraph, nothing read into it.

use crate::markup::{Block, BlockKind, Document};
use crate::text::{Clean, sanitize};

/// The document of `text` as it stands: each line a paragraph, a blank line an empty one, white
/// space at line ends dropped. To be set with an indent of 0; then a blank line stays a blank row
/// and white space at line starts is kept.
pub fn raw(text: &str) -> Document {
    let mut document = Document {
        text: Clean::default(),
        blocks: Vec::new(),
        inlines: Vec::new(),
    };
    let mut end = 0;
    for (index, line) in text.lines().enumerate() {
        if index > 0 {
            document.text.push_line_break();
            end += 1;
        }
        let line = sanitize(line);
        let kept = line.as_str().trim_end().len();
        document.text.push(line.as_clean().slice(0..kept));
        document.blocks.push(Block {
            kind: BlockKind::Paragraph,
            range: end..end + kept,
            line: index + 1,
        });
        end += kept;
    }
    document
}
