//! The outline that the reader changed beside an issue, obeyed: by an update, by a run that only shows
//! what an update would do, and by reading the text where it lies.

use std::path::Path;

use super::in_order::guarded;
use super::output::complain;
use super::raw_text;
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::outline::{self, Lost, Outline};
use crate::import::write::{Imported, OUTLINE_FILE};
use crate::import::{self, Plan};
use crate::library::original::{LARGEST, ORIGINAL};
use crate::regular::{self, Links};
use crate::words::Words;

/// A plan as the outline in the issue's folder wants it.
#[derive(Debug)]
pub(crate) struct Corrected {
    /// The plan.
    pub(crate) plan: Plan,
    /// The outline for this state of the text.
    pub(crate) outline: String,
    /// Articles of the outline whose text is gone.
    pub(crate) lost: Vec<Lost>,
}

/// A raw text that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawBytes<'a> {
    /// Where it stands.
    pub(crate) path: &'a Path,
    /// All of it.
    pub(crate) bytes: &'a [u8],
    /// The sum of its bytes.
    pub(crate) sum: &'a str,
    /// Whether its punctuation stays as it is.
    pub(crate) keep_punctuation: bool,
}

/// What the outline that the reader changed in the issue `found`, named `id`, makes of `text`; carried
/// over first where the issue was made of another state of it. `None`: nobody changed it.
///
/// # Errors
/// Every fault of the outline.
pub(crate) fn corrected(
    text: RawBytes<'_>,
    id: &str,
    found: &Imported,
) -> Result<Option<Corrected>, Vec<Diagnostic>> {
    let Some(edited) = &found.edited_outline else {
        return Ok(None);
    };
    let same = found.sha256 == text.sum;
    let file = found.folder.join(OUTLINE_FILE);
    let old = original(found);
    let wanted = read_outline(
        &file,
        edited,
        if same {
            Some(text.bytes)
        } else {
            old.as_deref()
        },
    )?;
    let planned = guarded(|| {
        let (mut wanted, mut lost) = (wanted.clone(), Vec::new());
        let keep = text.keep_punctuation;
        match &old {
            _ if same => {}
            Some(old) => {
                let (plan, _) =
                    raw_text::plan(text.path, text.bytes, keep).map_err(|fault| vec![fault])?;
                let carried = outline::carry(&wanted, old, text.bytes, &plan.outline)
                    .map_err(|refused| raw_text::refused(text.path, &file, refused))?;
                (wanted, lost) = (carried.outline, carried.lost);
            }
            // Which text was meant nobody knows.
            None => lost = wanted.forget(),
        }
        // The folder's name stays: marks hang on it.
        wanted.issue.id = Some(id.to_owned());
        let (plan, _) = raw_text::plan_outlined(text.path, text.bytes, keep, (&file, &wanted))?;
        Ok((plan, lost))
    });
    let failed = || Diagnostic::of_file(text.path, Fault::ImportPanicked);
    let (plan, lost) = planned.unwrap_or_else(|| Err(vec![failed()]))?;
    let outline = if same {
        edited.clone()
    } else {
        plan.outline.write()
    };
    Ok(Some(Corrected {
        plan,
        outline,
        lost,
    }))
}

/// The outline in `text`, the content of `file`, which is for the text `source`.
///
/// # Errors
/// Every fault of it.
pub(crate) fn read_outline(
    file: &Path,
    text: &str,
    source: Option<&[u8]>,
) -> Result<Outline, Vec<Diagnostic>> {
    let read = guarded(|| Ok(import::read_outline(text, source)));
    let failed = || Diagnostic::of_file(file, Fault::ImportPanicked);
    let (outline, faults) = read.unwrap_or_else(|| Err(vec![failed()]))?;
    if faults.is_empty() {
        return Ok(outline);
    }
    let faults = faults.into_iter().map(|fault| fault.in_file(file));
    Err(faults.collect())
}

/// Tells what of the outline beside the issue `id` is not obeyed any more.
pub(crate) fn tell_lost(lost: &[Lost], id: &str, words: Words) {
    for lost in lost {
        let (message, hint) = if lost.replaced {
            (
                words.import_outline_replaced(id, lost.place, &lost.title),
                words.import_outline_replaced_hint(),
            )
        } else {
            (
                words.import_outline_lost(id, &lost.title),
                words.import_outline_lost_hint(lost.place),
            )
        };
        complain(&message, &[hint]);
    }
}

/// The text that the issue `found` was made of.
fn original(found: &Imported) -> Option<Vec<u8>> {
    let mut names = found.provenance.files.keys();
    let name = names.find(|name| name.starts_with(ORIGINAL))?;
    regular::read(&found.folder.join(name), Links::Refuse, LARGEST).ok()
}
