//! kanbao (看报): a terminal reader for Chinese-language periodicals.
//!
//! The crate is a library and a binary that calls [`cli::run`]. This is the reader in 80 columns, some
//! rows left out, with the words the program uses for its parts:
//!
//! ```text
//!                                领域联手 平台增效                                | kicker
//!                            长三角：路要通，门也要敞开                           | title
//!                                                                                 |
//!                             新华社    2022年8月16日                             | byline
//!                                                                                 |
//!       一颗螺丝，也能牵动一条跨国供应链。2022年4月下旬，耐落螺丝（昆山）有限公   | body line, as wide as the measure
//!   司眼看要停产，而它正为一家跨国消费电子公司供应微小螺丝。上海市有关部门同苏    |
//!   州、昆山方面商量，把这家厂列进复工白名单，客户在中国的供应链由此稳住。        |
//!       厂在江苏，出面协调的有上海。保供应、保运输、保产业链，是长三角区域合作的  |
//!   一项要紧事。眼光放宽，一体化还包括合办的科研机构、跨省结算的门诊费、正在施工  |
//!   的铁路，以及示范区里的制度创新。                                              |
//!                                                                                 |
//!   长三角：路要通，门也要敞开                              1/9    剩 4 分    顶  | status row
//! ```
//!
//! A *publication* has *issues*, an issue has *articles*, an article has a *document*: one clean text
//! and *blocks* as ranges of it. *Setting* a document at a *measure* gives a *layout*: lines of
//! pieces, each in its cell; kicker, title, subtitle and byline are its *head*. A *place* is an offset in
//! the text. The first two cells of a row are the *margin*, for marks and the cursor.
//!
//! The layers, from the bottom (`tests/tidy.rs` checks them, `docs/architecture.md` explains them):
//!
//! - [`text`]: facts about characters. [`regular`]: files that may be opened without waiting.
//! - [`diagnostic`]: what can be wrong. [`words`]: how it is said. `toml_text`: TOML, mistakes included.
//! - [`markup`]: article text to structure. [`typeset`]: structure to lines of cells.
//! - [`search`]: the fuzzy match behind filters, pinyin included.
//! - [`import`]: raw text to issues.
//! - [`annotation`]: bookmarks, highlights and notes as values.
//! - [`library`]: issues and articles. [`store`]: what must not be lost. [`config`]: what can be set.
//! - [`app`]: the state and what changes it. [`ui`]: the state as cells.
//! - [`runtime`]: terminal, input, screen, loop. [`cli`]: the commands.

pub mod annotation;
pub mod app;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod import;
pub mod library;
pub mod markup;
pub mod regular;
pub mod runtime;
pub mod search;
pub mod store;
pub mod text;
mod toml_text;
pub mod typeset;
pub mod ui;
pub mod words;
