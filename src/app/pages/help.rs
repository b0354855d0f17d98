//! Help: every key of the page one came from and of the others, searchable.

use crate::app::list::{AnyList as _, List, Row};
use crate::config::action::{Action, Context};
use crate::config::keymap::Keymap;
use crate::search::fuzzy::Query;
use crate::text::Clean;
use crate::words::{Language, Words};

/// The state of the help page.
#[derive(Clone, Debug)]
pub struct HelpPage {
    /// All entries, by group.
    entries: Vec<HelpEntry>,
    /// Those that fit what was typed, under their groups. Typing never ends here.
    pub list: List<HelpRow>,
}

/// One action with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpEntry {
    /// Where it acts.
    pub context: Context,
    /// Its group's heading.
    group: Clean,
    /// Its keys, divided by blanks.
    pub keys: Clean,
    /// What it does.
    pub text: Clean,
    /// The action.
    pub action: Action,
    /// What it does, in both languages: what is searched.
    searched: [Clean; 2],
}

/// A row of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// Nothing.
    Blank,
    /// A group's heading.
    Heading(Clean),
    /// An entry, with the bytes of its text that matched.
    Entry {
        /// Its index.
        entry: usize,
        /// What matched.
        matched: Vec<std::ops::Range<usize>>,
    },
}

impl Row for HelpRow {
    fn is_stop(&self) -> bool {
        matches!(self, HelpRow::Entry { .. })
    }
}

impl HelpPage {
    /// All keys; the groups of `from` come first.
    pub fn new(keymap: &Keymap, words: Words, from: Context) -> HelpPage {
        let mut order: Vec<Context> = from.chain().collect();
        order.extend(
            Context::ALL
                .iter()
                .copied()
                .filter(|context| !from.chain().any(|other| other == *context)),
        );
        let entries = order.into_iter().flat_map(|context| {
            keymap
                .bindings(context)
                .into_iter()
                .map(move |binding| HelpEntry {
                    context,
                    group: context.title(words),
                    keys: Clean::from(binding.keys.join(" ").as_str()),
                    text: binding.action.description_in(context, words),
                    action: binding.action,
                    searched: [Language::Chinese, Language::English].map(|language| {
                        binding.action.description_in(context, Words::new(language))
                    }),
                })
        });
        // What has no key is called by its name.
        let unbound = keymap.unbound().into_iter().map(|action| HelpEntry {
            context: Context::Everywhere,
            group: words.help_commands(),
            keys: Clean::from(format!(":{}", action.name()).as_str()),
            text: action.description(words),
            action,
            searched: [Language::Chinese, Language::English]
                .map(|language| action.description(Words::new(language))),
        });
        let mut page = HelpPage {
            entries: entries.chain(unbound).collect(),
            list: List::typed(),
        };
        page.rebuild();
        page
    }

    /// Narrows to what was typed; the first row is chosen.
    pub fn rebuild(&mut self) {
        let typed = self.query();
        let typed = typed.as_str().trim();
        let query = Query::new(typed);
        let mut rows = Vec::with_capacity(self.entries.len() + 16);
        let mut group: Option<&Clean> = None;
        for (index, entry) in self.entries.iter().enumerate() {
            let Some(matched) = entry.matches(&query, typed) else {
                continue;
            };
            if group != Some(&entry.group) {
                group = Some(&entry.group);
                if !rows.is_empty() {
                    rows.push(HelpRow::Blank);
                }
                rows.push(HelpRow::Heading(entry.group.clone()));
            }
            rows.push(HelpRow::Entry {
                entry: index,
                matched,
            });
        }
        self.list.set_rows(rows);
        self.list.to_start();
    }

    /// What was typed.
    pub fn query(&self) -> Clean {
        let filter = self.list.filter();
        filter
            .map(|filter| filter.prompt.text().to_clean())
            .unwrap_or_default()
    }

    /// The entry `index`.
    pub fn entry(&self, index: usize) -> &HelpEntry {
        &self.entries[index]
    }

    /// The entry under the pointer.
    pub fn current(&self) -> Option<&HelpEntry> {
        match self.list.current()? {
            HelpRow::Entry { entry, .. } => self.entries.get(*entry),
            _ => None,
        }
    }

    /// How many entries there are in all.
    pub fn total(&self) -> usize {
        self.entries.len()
    }
}

impl HelpEntry {
    /// The bytes of the text that `query` stands for; none of them where a key name or the other
    /// language fits.
    fn matches(&self, query: &Query, typed: &str) -> Option<Vec<std::ops::Range<usize>>> {
        let keys = || self.keys.as_str().split(' ').any(|key| names(key, typed));
        let other = || {
            self.searched
                .iter()
                .any(|text| query.matches(text.as_str()).is_some())
        };
        if query.is_blank() && !typed.is_empty() {
            // A mark that says nothing yet may still be a key.
            return keys().then(Vec::new);
        }
        query
            .matches(self.text.as_str())
            .or_else(|| (keys() || other() || names(self.action.name(), typed)).then(Vec::new))
    }
}

/// Whether `typed` names `key`: whole, or its beginning from two characters on, so that `c` does not
/// bring every `Ctrl` key. Case makes no difference.
fn names(key: &str, typed: &str) -> bool {
    let begins = || {
        let start = key.get(..typed.len());
        typed.len() > 1 && start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
    };
    // A command is called by its name, with its colon or without.
    let command = key.strip_prefix(':').filter(|name| !name.is_empty());
    let called = || command.is_some_and(|name| names(name, typed));
    !typed.is_empty() && (key.eq_ignore_ascii_case(typed) || begins() || called())
}
