//! The imperative shell around the pure core: the terminal, what comes from it, what goes to it.
//!
//! [`terminal`] owns the terminal's modes and gives them back; [`input`] is the one place that
//! waits: for bytes, signals and room to write; [`probe`] asks the terminal what it can do, [`asking`]
//! does so for a command;
//! [`screen`] turns frames into few bytes; [`application`] carries out what the application asks
//! for, [`clipboard`] what of it goes to the reader's own machine; [`worker`] does what takes long beside the loop, [`keeper`] reads and saves marks there;
//! [`run`] is the reader's loop over all of them.

pub mod answers;
pub mod application;
pub mod asking;
pub mod clipboard;
pub mod input;
pub mod keeper;
pub mod notes;
pub mod orders;
pub mod outside;
mod placing;
mod probe;
pub mod raw;
pub mod run;
pub mod screen;
pub mod signals;
pub mod terminal;
mod titles;
mod unkept;
pub mod workbench;
pub mod worker;
