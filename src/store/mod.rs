//! What must not be lost: journals of one JSON record a line, appended under a lock.
//!
//! A journal is a text file. [`record`] says what one line is (version, checksum, payload);
//! [`log`] appends lines and replays them; [`lock`] makes writers of several processes wait for each
//! other; [`atomic`] replaces a whole file; [`compact`] rewrites a journal that has grown much longer
//! than its content. [`reading`] is one journal kept this way: reading places and read marks. [`marks`] is
//! a folder of them, one a device: bookmarks, highlights and notes. [`drafts`] are notes in the making.
//! [`terminals`] is no journal and may be lost: what terminals answered.
//!
//! What a crash can lose: with [`Durability::Synced`] nothing that was confirmed. With
//! [`Durability::Buffered`] a power cut can take the last seconds; the death of the process alone
//! takes nothing, because a confirmed line is in the kernel.
//!
//! What cannot be read is never dropped in silence: a damaged line is skipped, counted and named; it
//! stays in the file until a rewrite, and a rewrite puts it aside first. A journal with a line of a
//! newer version is read as far as it can be understood and never written.
//!
//! No clock here: times are values of the caller. The hard part is that a rewrite puts another
//! file in the journal's place while other processes hold it open; so nobody keeps it open: each
//! append opens the file by its name, under the lock.

pub mod atomic;
pub mod compact;
mod device;
pub mod drafts;
pub mod error;
pub mod history;
pub mod lock;
pub mod log;
pub mod marks;
pub mod reading;
pub mod record;
pub mod terminals;
mod token;

pub use error::StoreError;
pub use history::{History, HistoryLog, PromptKind};
pub use lock::Patience;
pub use log::{Damage, Durability, Log};
pub use marks::{Mark, MarkChange, MarkStore, Marks, MarksPlace};
pub use reading::{Place, ReadingChange, ReadingLog, ReadingState};
