//! Quotations, lists and footnotes around a block, and the marks of list items.

/// What a block stands in.
#[derive(Debug)]
pub(super) enum Container {
    /// A quotation.
    Quote,
    /// A list.
    List(List),
    /// The definition of a footnote.
    Footnote {
        /// Its mark as it is set, until a block has taken it.
        mark: Option<String>,
    },
    /// An item of it.
    Item {
        /// Its mark, until a block has taken it.
        mark: Option<String>,
    },
}

/// A list while its items are walked.
#[derive(Debug)]
pub(super) struct List {
    /// The number of its first item, if it has numbers.
    first: Option<u64>,
    /// The number as written and as shown of the item before.
    last: Option<(u64, u64)>,
}

impl List {
    pub(super) fn new(first: Option<u64>) -> List {
        List { first, last: None }
    }

    /// The mark of the next item, whose source is `item`. Numbers stay as written (a list may count
    /// down or leave some out) unless the same one is repeated, which is Markdown for "the next".
    /// Bullets are `-`, whatever was typed: `·` and `•` have no fixed width (UAX #11, class A).
    pub(super) fn next_mark(&mut self, item: &str) -> String {
        let Some(first) = self.first else {
            return "-".to_owned();
        };
        let item = item.trim_start();
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let written = item[..digits].parse().unwrap_or(first);
        let shown = match self.last {
            Some((before, shown)) if before == written => shown + 1,
            _ => written,
        };
        self.last = Some((written, shown));
        let delimiter = if item[digits..].starts_with(')') {
            ')'
        } else {
            '.'
        };
        format!("{shown}{delimiter}")
    }
}
