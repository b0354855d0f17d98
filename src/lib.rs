//! kanbao (看报): a terminal reader for Chinese-language periodicals.

pub mod app;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod library;
pub mod markup;
pub mod runtime;
pub mod search;
pub mod store;
pub mod text;
pub mod typeset;
pub mod ui;
pub mod words;
