//! What the paths on the command line name, raw texts imported.
//!
//! Nothing is written: the library reads what an import would write from memory. All of it happens
//! before the terminal is taken, on as many cores as there are, so until then `Ctrl-c` ends the program
//! as it ends any other; what takes longer than a moment is told of.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::output::Progress;
use super::raw_text::{self, is_standard_input};
use super::session::Session;
use crate::diagnostic::Diagnostic;
use crate::import::render;
use crate::library::open::Imported;
use crate::library::{Item, MemoryIssue, Named, named};

/// How long work may take before it is told of.
const A_MOMENT: Duration = Duration::from_millis(300);

/// A text to import. Standard input is read before any work begins: nobody knows how long it keeps us
/// waiting.
struct Task {
    index: usize,
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
fn import_all(paths: Vec<PathBuf>, session: &Session) -> Vec<Imported> {
    let count = paths.len();
    let names = paths.clone();
    let tasks: VecDeque<Task> = paths
        .into_iter()
        .enumerate()
        .map(|(index, path)| Task {
            index,
            bytes: is_standard_input(&path).then(|| raw_text::read(&path)),
            path,
        })
        .collect();
    let tasks = Mutex::new(tasks);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (sender, receiver) = mpsc::channel();
    let mut imported: Vec<Option<Imported>> = vec![None; count];
    // A terminal that cannot write over a line is told nothing.
    let dumb = session.environment.term.as_deref() == Some("dumb");
    let mut progress = (!dumb).then(|| Progress::after(A_MOMENT));
    thread::scope(|scope| {
        for _ in 0..cores.min(count) {
            let (sender, tasks) = (sender.clone(), &tasks);
            scope.spawn(move || {
                while let Some(task) = next(tasks) {
                    if sender.send((task.index, import_one(task))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut done = 0;
        loop {
            match receiver.recv_timeout(A_MOMENT) {
                Ok((index, text)) => {
                    imported[index] = Some(text);
                    done += 1;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let running = imported.iter().position(Option::is_none);
            if let (Some(running), Some(progress)) = (running, &mut progress) {
                let file = names[running].to_string_lossy();
                progress.tell(&match count {
                    1 => session.words.import_running_one(&file),
                    _ => session.words.import_running(&file, 100 * done / count),
                });
            }
        }
    });
    let imported = imported.into_iter();
    imported
        .map(|text| text.expect("each thread works until no task is left"))
        .collect()
}

fn next(tasks: &Mutex<VecDeque<Task>>) -> Option<Task> {
    let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
    tasks.pop_front()
}

fn import_one(task: Task) -> Imported {
    let bytes = task.bytes.unwrap_or_else(|| raw_text::read(&task.path))?;
    let (plan, faults) = raw_text::plan(&task.path, &bytes, false)?;
    let memory = MemoryIssue {
        id: plan.issue.id.clone(),
        source: task.path,
        files: render(&plan, None).into_iter().collect(),
        original: bytes,
    };
    Ok((memory, faults))
}
