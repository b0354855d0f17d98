//! Writing the search text of a library: the other half of [`super::corpus`].
//!
//! Groups of articles are written as they come, so that only a few of them are in memory at a time;
//! the tables follow at the end and the header, which knows their checksum, is put at the beginning
//! last. A file that was not finished therefore has no header and is as good as none.

use std::cmp::Reverse;
use std::io::{self, Seek, SeekFrom, Write};

use super::checksum::checksum;
use super::corpus::{
    Corpus, DETAILS, HEADER, ISSUE_RECORD, MAGIC, RECORD, VERSION, number, others_sum,
};
use super::fold::fold_text;

/// One article on its way into the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// The title, folded, and a line feed; the text, folded, and a line feed.
    folded: Vec<u8>,
    folded_title: usize,
    /// The same, not folded.
    plain: Vec<u8>,
    plain_title: usize,
    /// Four bytes for each character that folding left out.
    left_out: Vec<u8>,
    /// Each text after its length.
    details: Vec<u8>,
    /// Its date as a [number](super::corpus::packed_date).
    pub date: u32,
    /// The number of its issue.
    pub issue: usize,
}

/// Articles whose texts stand together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    articles: Vec<(usize, Packed)>,
}

/// A corpus that is being written.
#[derive(Debug)]
pub struct Pack<W> {
    out: W,
    written: u64,
    records: Vec<u8>,
    details: Vec<u8>,
    /// For each article where its details begin in `details`.
    details_starts: Vec<u64>,
}

impl Packed {
    /// An article of this title (one line) and text, with its details in the order of
    /// [`super::corpus::Details`].
    pub fn new(title: &str, text: &str, details: [&str; DETAILS]) -> Packed {
        let mut plain = String::with_capacity(title.len() + text.len() + 2);
        for part in [title, "\n", text, "\n"] {
            plain.push_str(part);
        }
        let folded = fold_text(&plain);
        let folded_title = folded.text.find('\n').unwrap_or(0);
        Packed {
            folded: folded.text.into_bytes(),
            folded_title,
            plain: plain.into_bytes(),
            plain_title: title.len(),
            left_out: folded
                .left_out
                .iter()
                .flat_map(|number| number.to_le_bytes())
                .collect(),
            details: joined(&details),
            date: 0,
            issue: 0,
        }
    }

    /// The article `index` of a corpus that was written before, if it is sound.
    pub fn copy(corpus: &Corpus<'_>, index: usize) -> Option<Packed> {
        if !corpus.is_sound(index) {
            return None;
        }
        let record = corpus.record(index);
        Some(Packed {
            folded: corpus.slice(record.folded).to_vec(),
            folded_title: record.folded_title,
            plain: corpus.slice(record.plain).to_vec(),
            plain_title: record.plain_title,
            left_out: corpus.slice(record.left_out).to_vec(),
            details: corpus.slice(record.details).to_vec(),
            date: record.date,
            issue: record.issue,
        })
    }
}

impl Group {
    /// Adds the article that is to be number `index`; ascending.
    pub fn push(&mut self, index: usize, article: Packed) {
        self.articles.push((index, article));
    }
}

impl<W: Write + Seek> Pack<W> {
    /// A corpus of `articles` articles, written from the beginning of `out`.
    ///
    /// # Errors
    /// `out` takes no more.
    pub fn new(mut out: W, articles: usize) -> io::Result<Pack<W>> {
        out.write_all(&[0; HEADER])?;
        Ok(Pack {
            out,
            written: HEADER as u64,
            records: vec![0; articles * RECORD],
            details: Vec::new(),
            details_starts: vec![0; articles],
        })
    }

    /// Writes the texts of `group`.
    ///
    /// # Errors
    /// `out` takes no more.
    pub fn write(&mut self, group: &Group) -> io::Result<()> {
        let total = |length: fn(&Packed) -> usize| -> u64 {
            let lengths = group.articles.iter().map(|(_, article)| length(article));
            lengths.sum::<usize>() as u64
        };
        let mut folded_at = self.written;
        let mut plain_at = folded_at + total(|article| article.folded.len());
        let mut left_out_at = plain_at + total(|article| article.plain.len());
        self.written = left_out_at + total(|article| article.left_out.len());
        for (index, article) in &group.articles {
            let record = &mut self.records[index * RECORD..(index + 1) * RECORD];
            let sums = [
                checksum(&article.folded),
                others_sum(&article.plain, &article.left_out),
            ];
            put_longs(record, 0, [folded_at, plain_at, left_out_at]);
            put_numbers(
                record,
                32,
                [
                    article.folded.len(),
                    article.plain.len(),
                    article.left_out.len() / 4,
                    article.details.len(),
                    article.folded_title,
                    article.plain_title,
                    article.issue,
                    article.date as usize,
                ],
            )?;
            put_longs(record, 64, sums);
            folded_at += article.folded.len() as u64;
            plain_at += article.plain.len() as u64;
            left_out_at += article.left_out.len() as u64;
            self.details_starts[*index] = self.details.len() as u64;
            self.details.extend_from_slice(&article.details);
        }
        let parts: [fn(&Packed) -> &[u8]; 3] = [
            |article| &article.folded,
            |article| &article.plain,
            |article| &article.left_out,
        ];
        for part in parts {
            for (_, article) in &group.articles {
                self.out.write_all(part(article))?;
            }
        }
        Ok(())
    }

    /// Writes the tables and the header; `issues` are ids and publications in the order of their
    /// numbers, `owner` is kept as it is. Every article must have been written.
    ///
    /// # Errors
    /// `out` takes no more.
    pub fn finish(mut self, issues: &[[&str; 2]], owner: &[u8]) -> io::Result<W> {
        let mut tables = self.records;
        let details_start = self.written + (tables.len() + issues.len() * ISSUE_RECORD) as u64;
        let places = places_by_date(&tables);
        for ((record, start), place) in tables
            .chunks_exact_mut(RECORD)
            .zip(&self.details_starts)
            .zip(places)
        {
            put_longs(record, 24, [details_start + start]);
            put_numbers(record, 80, [place])?;
        }
        let articles = self.details_starts.len();
        for issue in issues {
            let details = joined(issue);
            let mut record = [0; ISSUE_RECORD];
            put_longs(&mut record, 0, [details_start + self.details.len() as u64]);
            put_numbers(&mut record, 8, [details.len()])?;
            tables.extend_from_slice(&record);
            self.details.extend_from_slice(&details);
        }
        tables.extend_from_slice(&self.details);
        let owner_start = self.written + tables.len() as u64;
        tables.extend_from_slice(owner);
        self.out.write_all(&tables)?;

        let mut header = [0; HEADER];
        header[..8].copy_from_slice(&MAGIC);
        put_numbers(
            &mut header,
            8,
            [VERSION as usize, articles, issues.len(), 0],
        )?;
        let length = self.written + tables.len() as u64;
        put_longs(
            &mut header,
            24,
            [self.written, length, checksum(&tables), owner_start],
        );
        let sum = checksum(&header[..56]);
        put_longs(&mut header, 56, [sum]);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// For each record its place when the newest is first; of one date, as they stand.
fn places_by_date(records: &[u8]) -> Vec<usize> {
    let date = |index: &usize| number(&records[index * RECORD..], 60);
    let mut order: Vec<usize> = (0..records.len() / RECORD).collect();
    order.sort_by_key(|index| Reverse(date(index)));
    let mut places = vec![0; order.len()];
    for (place, index) in order.into_iter().enumerate() {
        places[index] = place;
    }
    places
}

fn put_longs<const N: usize>(bytes: &mut [u8], at: usize, values: [u64; N]) {
    for (place, value) in bytes[at..].chunks_exact_mut(8).zip(values) {
        place.copy_from_slice(&value.to_le_bytes());
    }
}

/// Puts numbers of four bytes; an article of 4 GiB is more than is ever read.
fn put_numbers<const N: usize>(bytes: &mut [u8], at: usize, values: [usize; N]) -> io::Result<()> {
    for (place, value) in bytes[at..].chunks_exact_mut(4).zip(values) {
        let value = u32::try_from(value).map_err(io::Error::other)?;
        place.copy_from_slice(&value.to_le_bytes());
    }
    Ok(())
}

/// `texts`, each after its length in four bytes.
fn joined(texts: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in texts {
        let length = u32::try_from(text.len()).unwrap_or(0);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&text.as_bytes()[..length as usize]);
    }
    bytes
}
