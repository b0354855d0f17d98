//! Sentences of the program itself: what is said in the status row, set without an indent.

use super::{ProhibitionLevel, Settings, raw, typeset};
use crate::text::{AmbiguousWidth, Cells, Clean};

/// `text` in lines of at most `measure` cells, which count as 4 if they are fewer.
pub fn sentence(text: &Clean, measure: Cells, ambiguous: AmbiguousWidth) -> Vec<Clean> {
    let document = raw(text.as_str());
    let settings = Settings::plain(measure.max(4), ambiguous, ProhibitionLevel::Strict);
    let layout = typeset(None, &document, &settings);
    (0..layout.lines().len())
        .map(|line| layout.plain(&document, line))
        .collect()
}
