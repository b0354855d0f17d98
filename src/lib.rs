//! kanbao (看报): a terminal reader for Chinese-language periodicals.
//!
//! The crate is a library and a binary that calls [`cli::run`]. This is the reader at 80 by 24, with
//! the words the program uses for its parts:
//!
//! ```text
//!                                                                 . outer margin
//!                            城市记事                              kicker     .
//!                            桥上的灯                              title      . head
//!                           从煤油到电                             subtitle   .
//!                   某某 某人 晚报    2024年3月5日                 byline     .
//!
//!      桥上的灯换过三次。最早的一盏点煤油，由守桥人每天傍晚爬上去点亮。
//!   .  ....
//!   mark   body line, as wide as the measure (38 Han = 76 cells at most)
//!
//!      煤油                                                        heading
//!          起初点的是煤油，每夜要添三次。                          quote
//!
//!      图：桥头的灯柱                                              caption
//!
//!      下一篇  下雨                                                next article
//!   晚报 第3期  桥上的灯        剩 2 分         ? 帮助    2/9  35%  status row
//! ```
//!
//! A *publication* has *issues*, an issue has *articles*, an article has a *document*: one clean text
//! and *blocks* as ranges of it. *Setting* a document at a *measure* gives a *layout*: lines of
//! pieces, each in its cell. A *place* is an offset in the text.
//!
//! The layers, from the bottom (`tests/tidy.rs` checks them, `docs/architecture.md` explains them):
//!
//! - [`text`]: facts about characters. [`diagnostic`]: what can be wrong. [`words`]: how it is said.
//! - [`markup`]: article text to structure. [`typeset`]: structure to lines of cells.
//! - [`library`]: issues and articles. [`store`]: what must not be lost. [`config`]: what can be set.
//! - [`app`]: the state and what changes it. [`ui`]: the state as cells.
//! - [`runtime`]: terminal, input, screen, loop. [`cli`]: the commands.

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
