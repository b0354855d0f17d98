//! What the paths on the command line name, raw texts imported.
//!
//! Nothing is written: the library reads what an import would write from memory. All of it happens
//! before the terminal is taken, on as many cores as there are, so until then `Ctrl-c` ends the program
//! as it ends any other; what takes longer than a moment is told of.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

use super::in_order::{Came, in_order};
use super::output::Progress;
use super::raw_text::{self, is_standard_input};
use super::session::Session;
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::render;
use crate::library::open::ImportedText;
use crate::library::{Item, MemoryIssue, Named, named};

/// How long work may take before it is told of.
const A_MOMENT: Duration = Duration::from_millis(300);

/// A text to import. Standard input is read before any work begins: nobody knows how long it keeps us
/// waiting.
struct Task {
    path: PathBuf,
    bytes: Option<Result<Vec<u8>, Diagnostic>>,
}

/// What `paths` name, in their order: issues and articles where they are, raw texts in memory, `-`
/// from standard input.
pub(crate) fn items(paths: &[PathBuf], session: &Session) -> Vec<Item> {
    let found: Vec<_> = paths
        .iter()
        .map(|path| match is_standard_input(path) {
            true => Ok(Named::Text(path.clone())),
            false => named(path),
        })
        .collect();
    let texts = found.iter().flatten().flat_map(texts_of).cloned().collect();
    let mut imported = import_all(texts, session).into_iter();
    let mut take = |texts: &[PathBuf]| imported.by_ref().take(texts.len()).collect::<Vec<_>>();
    found
        .into_iter()
        .flat_map(|found| match found {
            Ok(Named::Article(path) | Named::Issue(path)) => vec![Item::Path(path)],
            Ok(Named::Text(path)) => take(&[path]).into_iter().map(Item::Text).collect(),
            Ok(Named::Folder(path, texts)) => vec![Item::Folder(path, take(&texts))],
            Err(error) => vec![Item::Text(Err(error.diagnostic))],
        })
        .collect()
}

fn texts_of(named: &Named) -> &[PathBuf] {
    match named {
        Named::Text(path) => std::slice::from_ref(path),
        Named::Folder(_, texts) => texts,
        Named::Article(_) | Named::Issue(_) => &[],
    }
}

/// Imports `paths` side by side; the outcomes are in their order.
fn import_all(paths: Vec<PathBuf>, session: &Session) -> Vec<ImportedText> {
    let count = paths.len();
    let tasks: Vec<Task> = paths
        .into_iter()
        .map(|path| Task {
            bytes: is_standard_input(&path).then(|| raw_text::read(&path)),
            path,
        })
        .collect();
    // A terminal that cannot write over a line is told nothing.
    let dumb = session.environment.term.as_deref() == Some("dumb");
    let mut progress = (!dumb).then(|| Progress::after(A_MOMENT));
    let mut imported = Vec::with_capacity(count);
    in_order(&tasks, import_one, |task, came| {
        match came {
            Came::Result(text) => imported.push(text),
            Came::Panic => {
                let fault = Diagnostic::of_file(&task.path, Fault::ImportPanicked);
                imported.push(Err(fault));
            }
            Came::Nothing => {}
        }
        if let (Some(running), Some(progress)) = (tasks.get(imported.len()), &mut progress) {
            let file = running.path.to_string_lossy();
            progress.tell(&match count {
                1 => session.words.import_running_one(&file),
                _ => session
                    .words
                    .import_running(&file, 100 * imported.len() / count),
            });
        }
        ControlFlow::Continue(())
    });
    imported
}

fn import_one(task: &Task) -> ImportedText {
    let bytes = match &task.bytes {
        Some(bytes) => bytes.clone()?,
        None => raw_text::read(&task.path)?,
    };
    let (plan, faults) = raw_text::plan(&task.path, &bytes, false)?;
    let memory = MemoryIssue {
        id: plan.issue.id.clone(),
        source: task.path.clone(),
        files: render(&plan, None).into_iter().collect(),
        original: bytes,
    };
    Ok((memory, faults))
}
