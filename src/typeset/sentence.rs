//! Sentences of the program itself: what is said in the status row, set without an indent.

use super::{ProhibitionLevel, Settings, raw, typeset};
use crate::text::{AmbiguousWidth, Cells, Clean};

/// `text` in lines of at most `measure` cells, which count as 4 if they are fewer.
pub fn sentence(text: &Clean, measure: Cells, ambiguous: AmbiguousWidth) -> Vec<Clean> {
    let document = raw(text.as_str());
    let settings = Settings {
        measure: measure.max(4),
        ambiguous,
        level: ProhibitionLevel::Strict,
        indent: 0,
        hanging: false,
        spacing: false,
        tight_numbers: false,
        caption_label: Clean::default(),
        bullet: Clean::default(),
        roomy: false,
    };
    let layout = typeset(None, &document, &settings);
    (0..layout.lines().len())
        .map(|line| layout.plain(&document, line))
        .collect()
}
