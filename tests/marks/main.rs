//! Marks in their folder: what is confirmed stays, whatever happens to the files.

mod damage;
mod desk;
mod drafts;
mod merge;
mod save;
