//! The application: pure state and what changes it.
//!
//! An [`Event`](event::Event) goes in, [`update()`](update::update) changes the [`State`](state::State) and gives
//! [`Effect`](effect::Effect)s; nothing here reads a file, a clock or a terminal. Keys become
//! [`Action`](crate::config::action::Action)s in [`input`], actions are carried out in [`act`], and
//! [`settle()`](update::settle) makes ready what the next drawing needs.

pub mod act;
pub mod asked;
pub mod calendar;
pub mod command;
pub mod drafts;
pub mod effect;
pub mod event;
pub mod find;
pub mod finding;
pub mod front;
pub mod gather;
pub mod geometry;
pub mod input;
pub mod kept;
pub mod labels;
pub mod list;
pub mod mark_texts;
pub mod notice;
pub mod open;
pub mod page;
pub mod pages;
pub mod placed;
pub mod progress;
pub mod prompt;
pub mod raw_text;
pub mod results;
pub mod select;
pub mod standings;
pub mod state;
pub mod tagging;
pub mod titles;
pub mod trail;
pub mod undo;
pub mod unread;
pub mod update;
pub mod view;
