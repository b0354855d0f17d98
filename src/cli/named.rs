//! What the paths on the command line name, raw texts imported.
//!
//! Nothing is written: the library reads what an import would write from memory. Texts are read and
//! recognised on as many cores as there are. For the reader that happens while it runs ([`reading`]),
//! so its first page is there with the first text; a check waits for all of them ([`items`]).

mod kept;
pub(crate) mod reading;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::in_order::{Came, in_order};
use super::output::Progress;
use super::raw_text::{self, is_standard_input};
use super::session::Session;
use crate::diagnostic::{Diagnostic, Fault};
use crate::import::{Plan, render};
use crate::library::open::ImportedText;
use crate::library::{Item, MemoryIssue, Named, named};

/// How long work may take before it is told of.
const A_MOMENT: Duration = Duration::from_millis(300);

/// A text to import. Standard input is read before any work begins: nobody knows how long it keeps us
/// waiting, and whoever writes it may need the terminal for a question.
struct Task {
    path: PathBuf,
    bytes: Option<Result<Vec<u8>, Diagnostic>>,
}

/// One thing of what the paths name.
enum Wanted {
    /// It can be opened as it is.
    Item(Item),
    /// It has to be imported first.
    Text(Task),
}

/// What `paths` name, in their order: issues and articles where they are, raw texts in memory, `-`
/// from standard input. Waits for all of it; what takes longer than a moment is told of.
pub(crate) fn items(paths: &[PathBuf], session: &Session) -> Vec<Item> {
    let mut items = Vec::new();
    let mut tasks = Vec::new();
    for wanted in wanted(paths) {
        items.push(match wanted {
            Wanted::Item(item) => Some(item),
            Wanted::Text(task) => {
                tasks.push(task);
                None
            }
        });
    }
    let mut imported = import_all(&tasks, session).into_iter().map(Item::Text);
    let items = items.into_iter();
    items
        .filter_map(|item| item.or_else(|| imported.next()))
        .collect()
}

/// What `paths` name, in their order.
fn wanted(paths: &[PathBuf]) -> Vec<Wanted> {
    let mut wanted = Vec::with_capacity(paths.len());
    for path in paths {
        if is_standard_input(path) {
            wanted.push(Wanted::Text(Task {
                path: path.clone(),
                bytes: Some(raw_text::read(path)),
            }));
            continue;
        }
        let text = |path| Wanted::Text(Task { path, bytes: None });
        match named(path) {
            Ok(Named::Article(path) | Named::Issue(path)) => {
                wanted.push(Wanted::Item(Item::Path(path)));
            }
            Ok(Named::Text(path)) => wanted.push(text(path)),
            Ok(Named::Folder(path, texts)) => {
                wanted.push(Wanted::Item(Item::Folder(path)));
                wanted.extend(texts.into_iter().map(text));
            }
            Err(error) => wanted.push(Wanted::Item(Item::Text(Err(error.diagnostic)))),
        }
    }
    wanted
}

/// Imports the texts of `tasks` side by side; the outcomes are in their order.
fn import_all(tasks: &[Task], session: &Session) -> Vec<ImportedText> {
    let count = tasks.len();
    // A terminal that cannot write over a line is told nothing.
    let dumb = session.environment.term.as_deref() == Some("dumb");
    let mut progress = (!dumb).then(|| Progress::after(A_MOMENT));
    let mut imported = Vec::with_capacity(count);
    in_order(tasks, import_one, |task, came| {
        match came {
            Came::Result(text) => imported.push(text),
            Came::Panic => imported.push(Err(panicked(&task.path))),
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
    let bytes = bytes_of(task)?;
    let (plan, faults) = raw_text::plan(&task.path, &bytes, false)?;
    Ok((in_memory(task, &plan, bytes), faults))
}

fn bytes_of(task: &Task) -> Result<Vec<u8>, Diagnostic> {
    match &task.bytes {
        Some(bytes) => bytes.clone(),
        None => raw_text::read(&task.path),
    }
}

/// The issue that `plan` makes of the text of `task`.
fn in_memory(task: &Task, plan: &Plan, bytes: Vec<u8>) -> MemoryIssue {
    MemoryIssue {
        id: plan.issue.id.clone(),
        source: task.path.clone(),
        files: render(plan, None).into_iter().collect(),
        original: bytes,
    }
}

fn panicked(path: &Path) -> Diagnostic {
    Diagnostic::of_file(path, Fault::ImportPanicked)
}
