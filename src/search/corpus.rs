//! The search text of a library: every article folded and as it stands, in one piece of bytes.
//!
//! The bytes are a file or memory; nothing is decoded before it is needed, so opening costs the
//! checksums of header and tables and no more. The layout, all numbers little-endian:
//!
//! | part | what |
//! |---|---|
//! | header | magic, version, counts, where the tables begin, their checksum, its own |
//! | texts | groups of articles: all folded texts, all plain texts, all numbers left out by folding |
//! | records | one for each article: where its texts lie, their checksums, its date and how many are newer |
//! | issues | one for each issue: where its details lie, its date |
//! | details | names for showing and for fields of a query, each after its length |
//! | owner | what the maker of the file keeps there ([`super::origin`]) |
//!
//! A text is the title, a line feed, the document's text (blocks joined by line feeds), and a line
//! feed. Folded texts of one group stand one after the other, so that a scan runs over megabytes
//! without looking up where an article ends.
//!
//! The hard part is damage: header and tables are checked by [`Corpus::read`], the texts of an
//! article by [`Corpus::is_sound`]; every access is checked against the length all the same.

use std::ops::Range;

use super::checksum::checksum;

/// The first bytes.
pub(super) const MAGIC: [u8; 8] = *b"kanbaotx";
/// The version of the layout and of the folding; another one is as good as no file.
pub(super) const VERSION: u32 = 3;
/// The length of the header in bytes.
pub(super) const HEADER: usize = 64;
/// The length of the record of an article in bytes.
pub(super) const RECORD: usize = 88;
/// The length of the record of an issue in bytes.
pub(super) const ISSUE_RECORD: usize = 16;

/// The search text, ready to be searched; the default one has no articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct Corpus<'a> {
    bytes: &'a [u8],
    records: &'a [u8],
    issues: &'a [u8],
    owner: &'a [u8],
}

/// Where the texts of an article lie, and what is known without reading them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The folded text, in bytes of the corpus.
    pub folded: Range<usize>,
    /// How many bytes of it are the title, without the line feed.
    pub folded_title: usize,
    /// The text as it stands.
    pub plain: Range<usize>,
    /// How many bytes of it are the title, without the line feed.
    pub plain_title: usize,
    /// The numbers of the characters that folding left out, four bytes each.
    pub left_out: Range<usize>,
    /// Its details.
    pub details: Range<usize>,
    /// The number of its issue.
    pub issue: usize,
    /// Its date, else that of its issue, as a [number](packed_date); 0 without.
    pub date: u32,
    /// The checksum of the folded text, and that of the other two.
    pub sums: [u64; 2],
}

/// What is shown of an article, and what fields of a query look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details<'a> {
    /// `<issue-id>/<file stem>`.
    pub id: &'a str,
    /// The line above the title; may be empty.
    pub kicker: &'a str,
    /// Paper or agency; may be empty.
    pub source: &'a str,
    /// `article`, `brief`, `photo`, `comment` or `document`.
    pub kind: &'a str,
    /// Names, one a line.
    pub authors: &'a str,
    /// Tags, one a line.
    pub tags: &'a str,
    /// The date as written: its own, else that of its issue; may be empty.
    pub date: &'a str,
}

/// The number of texts in [`Details`].
pub(super) const DETAILS: usize = 7;

impl<'a> Corpus<'a> {
    /// The corpus in `bytes`; `None` if they are damaged, cut short or of another version.
    pub fn read(bytes: &'a [u8]) -> Option<Corpus<'a>> {
        let corpus = Corpus::laid_out(bytes)?;
        let tables = bytes.get(place(bytes, 24)?..)?;
        (long(bytes, 40) == checksum(tables)).then_some(corpus)
    }

    /// The corpus in `bytes` that were read before; one without articles if there is none.
    pub(super) fn trusted(bytes: &'a [u8]) -> Corpus<'a> {
        Corpus::laid_out(bytes).unwrap_or_default()
    }

    /// The parts that a sound header tells of.
    fn laid_out(bytes: &'a [u8]) -> Option<Corpus<'a>> {
        let header = bytes.get(..HEADER)?;
        let sound = header[..8] == MAGIC
            && number(header, 8) == VERSION
            && long(header, 56) == checksum(&header[..56])
            && long(header, 32) == bytes.len() as u64;
        if !sound {
            return None;
        }
        let tables_start = place(header, 24)?;
        let tables = bytes.get(tables_start..)?;
        let articles = number(header, 12) as usize;
        let issues = number(header, 16) as usize;
        let (records, rest) = tables.split_at_checked(articles.checked_mul(RECORD)?)?;
        let (issues, _) = rest.split_at_checked(issues.checked_mul(ISSUE_RECORD)?)?;
        let owner = bytes.get(place(header, 48)?..)?;
        Some(Corpus {
            bytes,
            records,
            issues,
            owner,
        })
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// All bytes: the ranges of a [`Record`] count in them.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// What the maker of the file keeps in it.
    pub fn owner(&self) -> &'a [u8] {
        self.owner
    }

    /// The article `index`.
    ///
    /// # Panics
    /// If there is no such article.
    pub fn record(&self, index: usize) -> Record {
        let bytes = &self.records[index * RECORD..(index + 1) * RECORD];
        let range = |start: usize, length: usize, unit: usize| {
            let start = long(bytes, start) as usize;
            start..start.saturating_add(number(bytes, length) as usize * unit)
        };
        Record {
            folded: range(0, 32, 1),
            plain: range(8, 36, 1),
            left_out: range(16, 40, 4),
            details: range(24, 44, 1),
            folded_title: number(bytes, 48) as usize,
            plain_title: number(bytes, 52) as usize,
            issue: number(bytes, 56) as usize,
            date: number(bytes, 60),
            sums: [long(bytes, 64), long(bytes, 72)],
        }
    }

    /// How many articles come before article `index` when the newest is first.
    pub fn place_by_date(&self, index: usize) -> u32 {
        number(&self.records[index * RECORD..(index + 1) * RECORD], 80)
    }

    /// Where the folded text of article `index` lies.
    pub(super) fn folded_range(&self, index: usize) -> Range<usize> {
        let bytes = &self.records[index * RECORD..(index + 1) * RECORD];
        let start = long(bytes, 0) as usize;
        start..start.saturating_add(number(bytes, 32) as usize)
    }

    /// The date of article `index` as a number; 0 without.
    pub fn date(&self, index: usize) -> u32 {
        number(&self.records[index * RECORD..(index + 1) * RECORD], 60)
    }

    /// A part of the texts; empty if it does not exist.
    pub fn slice(&self, range: Range<usize>) -> &'a [u8] {
        self.bytes.get(range).unwrap_or_default()
    }

    /// The checksum of the tables, which hold those of all texts: of two search texts with the same one
    /// every article is the same.
    pub(super) fn identity(&self) -> u64 {
        self.bytes
            .get(..HEADER)
            .map_or(0, |header| long(header, 40))
    }

    /// The title of article `index`, a line feed, and its text.
    pub fn plain(&self, index: usize) -> &'a str {
        text(self.slice(self.record(index).plain))
    }

    /// The title of article `index`.
    pub fn title(&self, index: usize) -> &'a str {
        let record = self.record(index);
        let title = self.slice(record.plain).get(..record.plain_title);
        text(title.unwrap_or_default())
    }

    /// The id of article `index`.
    pub fn id(&self, index: usize) -> &'a str {
        let [id] = texts(self.slice(self.record(index).details));
        id
    }

    /// What is shown of article `index`.
    pub fn details(&self, index: usize) -> Details<'a> {
        let [id, kicker, source, kind, authors, tags, date] =
            texts(self.slice(self.record(index).details));
        Details {
            id,
            kicker,
            source,
            kind,
            authors,
            tags,
            date,
        }
    }

    /// The publication of the issue that article `index` stands in.
    pub fn publication(&self, index: usize) -> &'a str {
        self.issue_texts(self.record(index).issue)[1]
    }

    /// How many issues there are.
    pub fn issues(&self) -> usize {
        self.issues.len() / ISSUE_RECORD
    }

    /// The id and the publication of the issue `index`; empty if there is no such issue.
    pub fn issue_texts(&self, index: usize) -> [&'a str; 2] {
        let record = index
            .checked_mul(ISSUE_RECORD)
            .and_then(|start| self.issues.get(start..start + ISSUE_RECORD));
        let Some(record) = record else {
            return [""; 2];
        };
        let start = long(record, 0) as usize;
        let end = start.saturating_add(number(record, 8) as usize);
        texts(self.slice(start..end))
    }

    /// Whether the texts of article `index` are as they were written.
    pub fn is_sound(&self, index: usize) -> bool {
        let record = self.record(index);
        let [folded, others] = record.sums;
        checksum(self.slice(record.folded.clone())) == folded && self.others_sum(&record) == others
    }

    /// Whether the folded text of article `index` is as it was written.
    pub(super) fn is_folded_sound(&self, index: usize) -> bool {
        let record = self.record(index);
        checksum(self.slice(record.folded)) == record.sums[0]
    }

    /// Whether the plain text of article `index` is as it was written.
    pub(super) fn is_plain_sound(&self, index: usize) -> bool {
        let record = self.record(index);
        self.others_sum(&record) == record.sums[1]
    }

    fn others_sum(&self, record: &Record) -> u64 {
        others_sum(
            self.slice(record.plain.clone()),
            self.slice(record.left_out.clone()),
        )
    }
}

/// The checksum of a plain text and the numbers left out.
pub(super) fn others_sum(plain: &[u8], left_out: &[u8]) -> u64 {
    checksum(plain) ^ checksum(left_out).rotate_left(1)
}

/// A date as a number that orders like it: `20240607`, `20240600` for a month, `20240000` for a
/// year, 0 without.
pub fn packed_date(date: Option<crate::library::PartialDate>) -> u32 {
    date.map_or(0, |date| {
        u32::from(date.year) * 10_000
            + u32::from(date.month.unwrap_or(0)) * 100
            + u32::from(date.day.unwrap_or(0))
    })
}

/// The number of four bytes at `at`.
pub(super) fn number(bytes: &[u8], at: usize) -> u32 {
    let mut four = [0; 4];
    four.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(four)
}

/// The number of eight bytes at `at`.
pub(super) fn long(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}

fn place(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(long(bytes, at)).ok()
}

/// `N` texts, each after its length in four bytes; empty where they are missing.
fn texts<const N: usize>(mut bytes: &[u8]) -> [&str; N] {
    std::array::from_fn(|_| {
        let Some((length, rest)) = bytes.split_at_checked(4) else {
            return "";
        };
        let length = (number(length, 0) as usize).min(rest.len());
        let (found, rest) = rest.split_at(length);
        bytes = rest;
        text(found)
    })
}

/// Bytes that were written as text; empty if they are none after all.
pub(super) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
