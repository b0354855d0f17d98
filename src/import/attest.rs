//! Which characters of the strings that were read into fields the fields give out.
//!
//! A byline is more than the name in it: 本报记者, brackets, the place of a report. `metadata` holds the
//! very characters that a field of the outcome shows, or the date that it tells, each field once; what
//! stands beside them is left out as that. So a reader of the outcome can find each character of the
//! source without knowing how bylines are read. Values are looked for in the string as they are given,
//! white space and widths aside, the longest first.

use std::collections::HashMap;
use std::ops::Range;

use super::blank::is_blank;
use super::conserve::{Broken, divided};
use super::draft::Metadata;
use super::lexicon::CharSet;
use super::page::Page;
use super::plan::{LeftOut, Metadatum, Plan};
use super::role::{Field, Omission};
use super::signal::{date, fold_width, is_numeral};
use super::years::Years;

/// The longest value that is looked for, in characters.
const LONGEST: usize = 40;

/// Divides the strings that were read into fields: what the fields of `plan` show, and what stands
/// beside it. `years` tells that of days without one.
///
/// # Errors
/// [`Broken`] where a character would be in neither.
pub(super) fn attest(
    page: &Page,
    strings: &[Metadata],
    plan: &Plan,
    years: Years,
) -> Result<(Vec<Metadatum>, Vec<LeftOut>), Broken> {
    let mut values = Values::of(plan, years);
    let (mut metadata, mut beside) = (Vec::new(), Vec::new());
    for (span, field) in strings {
        let text = Squeezed::of(&page.text[span.clone()]);
        let pieces = pieces(&text, *field, &mut values);
        let place = |piece: &Piece| span.start + piece.range.start..span.start + piece.range.end;
        divided(page, span, pieces.iter().map(place).collect())?;
        for piece in &pieces {
            let range = place(piece);
            let (line, text) = (page.number(range.start), page.text[range].to_owned());
            match piece.field {
                Some(field) => metadata.push(Metadatum {
                    line,
                    text,
                    field: field.name(),
                }),
                None => beside.push(LeftOut {
                    line,
                    text,
                    omission: Omission::BesideField,
                }),
            }
        }
    }
    Ok((metadata, beside))
}

/// A part of a string: what a field shows, or what stands beside it.
struct Piece {
    range: Range<usize>,
    field: Option<Field>,
}

/// The parts of `text`, which was read into `field`; values that are found are used up.
fn pieces(text: &Squeezed<'_>, field: Field, values: &mut Values) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut at, mut free) = (0, 0);
    let beside = |pieces: &mut Vec<Piece>, from: usize, to: usize| {
        if from < to {
            pieces.push(Piece {
                range: text.range(from, to),
                field: None,
            });
        }
    };
    while at < text.count() {
        match values.take(text, at, field) {
            Some((count, field)) => {
                beside(&mut pieces, free, at);
                pieces.push(Piece {
                    range: text.range(at, at + count),
                    field: Some(field),
                });
                at += count;
                free = at;
            }
            None => at += 1,
        }
    }
    beside(&mut pieces, free, at);
    pieces
}

/// What the fields show, each as often as it is shown.
struct Values {
    texts: HashMap<String, Vec<Field>>,
    /// What they begin with: at most places none does.
    firsts: CharSet,
    /// Which lengths there are, in characters.
    lengths: [bool; LONGEST + 1],
    days: HashMap<String, usize>,
    years: Years,
}

impl Values {
    fn of(plan: &Plan, years: Years) -> Values {
        let mut values = Values {
            texts: HashMap::new(),
            firsts: CharSet::of_first(&[]),
            lengths: [false; LONGEST + 1],
            days: HashMap::new(),
            years,
        };
        let issue = &plan.issue;
        for (value, field) in [
            (&issue.publication, Field::Publication),
            (&issue.number, Field::Number),
            (&issue.publisher, Field::Publisher),
        ] {
            values.add(value.as_deref(), field);
        }
        values.add_day(issue.date.as_ref());
        for article in &plan.articles {
            for author in &article.authors {
                values.add(Some(author), Field::Authors);
            }
            values.add(article.source.as_deref(), Field::Source);
            values.add_day(article.date.as_ref());
        }
        values
    }

    fn add(&mut self, value: Option<&str>, field: Field) {
        let Some(value) = value else { return };
        let value: String = squeeze(value).map(|(_, c)| c).collect();
        let count = value.chars().count();
        // One character stands in too many places to say anything.
        if (2..=LONGEST).contains(&count) {
            self.lengths[count] = true;
            let first = value.chars().next().map_or(0, char::len_utf8);
            self.firsts = self.firsts.and(&value[..first]);
            self.texts.entry(value).or_default().push(field);
        }
    }

    fn add_day(&mut self, day: Option<&String>) {
        if let Some(day) = day {
            *self.days.entry(day.clone()).or_default() += 1;
        }
    }

    /// Takes the longest value that stands in `text` from its character `at` on, one of `wanted` first;
    /// with its characters.
    fn take(&mut self, text: &Squeezed<'_>, at: usize, wanted: Field) -> Option<(usize, Field)> {
        let may = self.firsts.begins(text.slice(at, at + 1));
        let most = if may {
            LONGEST.min(text.count() - at)
        } else {
            0
        };
        for count in (2..=most).rev().filter(|&count| self.lengths[count]) {
            let fields = self.texts.get_mut(text.slice(at, at + count));
            let Some(fields) = fields.filter(|fields| !fields.is_empty()) else {
                continue;
            };
            let own = fields.iter().position(|&field| field == wanted);
            return Some((count, fields.swap_remove(own.unwrap_or(0))));
        }
        // The day in a source line is that of the paper named there; the article's follows from it.
        let count = (wanted != Field::Source).then(|| self.take_day(text, at))??;
        Some((count, Field::Date))
    }

    /// Takes the date that begins at the character `at`, if a field tells it.
    fn take_day(&mut self, text: &Squeezed<'_>, at: usize) -> Option<usize> {
        let rest = text.slice(at, text.count());
        let first = rest.chars().next()?;
        let begins = matches!(first, '民' | '中')
            || is_numeral(first) && !text.slice(at.saturating_sub(1), at).starts_with(is_numeral);
        if self.days.is_empty() || !begins {
            return None;
        }
        let (year, month, day, used) = date(rest)?;
        let year = year.or(self.years.in_month(month))?;
        let month = format!("{year:04}-{month:02}");
        let told = day.map_or_else(|| month.clone(), |day| format!("{month}-{day:02}"));
        let left = self.days.get_mut(&told).filter(|left| **left > 0)?;
        *left -= 1;
        Some(rest[..used].chars().count())
    }
}

/// The characters of `text` that are not blank, in one width, with their offsets.
fn squeeze(text: &str) -> impl Iterator<Item = (usize, char)> {
    let shown = text.char_indices().filter(|(_, c)| !is_blank(*c));
    shown.map(|(at, c)| (at, fold_width(c)))
}

/// A text without white space and in one width, and where each of its characters stands.
struct Squeezed<'a> {
    whole: &'a str,
    text: String,
    /// For each character its offset in the text and in the whole; one more at the end.
    offsets: Vec<(usize, usize)>,
}

impl<'a> Squeezed<'a> {
    fn of(whole: &'a str) -> Squeezed<'a> {
        let mut text = String::with_capacity(whole.len());
        let mut offsets = Vec::with_capacity(whole.len() / 3 + 1);
        for (at, c) in squeeze(whole) {
            offsets.push((text.len(), at));
            text.push(c);
        }
        offsets.push((text.len(), whole.len()));
        Squeezed {
            whole,
            text,
            offsets,
        }
    }

    fn count(&self) -> usize {
        self.offsets.len() - 1
    }

    fn slice(&self, from: usize, to: usize) -> &str {
        &self.text[self.offsets[from].0..self.offsets[to].0]
    }

    /// The range of the whole that holds the characters, no white space around them.
    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.offsets[from].1;
        let end = self.offsets[to].1;
        let text = self.whole[start..end].trim_end_matches(is_blank);
        start..start + text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plan::{PlannedArticle, PlannedIssue};

    fn divided_as(text: &str, field: Field, plan: &Plan) -> Vec<(String, Option<&'static str>)> {
        let mut values = Values::of(plan, Years::of(Some("2021-12"), ""));
        pieces(&Squeezed::of(text), field, &mut values)
            .into_iter()
            .map(|piece| {
                let name = piece.field.map(Field::name);
                (text[piece.range].to_owned(), name)
            })
            .collect()
    }

    #[test]
    fn a_field_holds_what_it_shows_and_all_else_stands_beside_it() {
        let text = |text: &str| Some(text.to_owned());
        let plan = Plan {
            issue: PlannedIssue {
                number: text("第12期"),
                publisher: text("渡口镇政府"),
                ..PlannedIssue::default()
            },
            articles: vec![PlannedArticle {
                authors: vec!["王小河".to_owned(), "李桥".to_owned()],
                source: text("渡口日报"),
                date: text("2021-03-05"),
                ..PlannedArticle::default()
            }],
            ..Plan::default()
        };
        for (string, field, expected) in [
            (
                "首页 > 往期 > 第 12 期",
                Field::Number,
                &[("首页 > 往期 >", None), ("第 12 期", Some("number"))][..],
            ),
            (
                "渡口镇政府主办　每周二出版",
                Field::Publisher,
                &[
                    ("渡口镇政府", Some("publisher")),
                    ("主办　每周二出版", None),
                ],
            ),
            (
                "（本报记者 王小河 李　桥 摄）",
                Field::Authors,
                &[
                    ("（本报记者", None),
                    ("王小河", Some("authors")),
                    ("李　桥", Some("authors")),
                    ("摄）", None),
                ],
            ),
            (
                "（原载《渡口日报》三月五日，有删节）",
                Field::Source,
                &[
                    ("（原载《", None),
                    ("渡口日报", Some("source")),
                    ("》三月五日，有删节）", None),
                ],
            ),
            (
                "三月五日　来源：渡口日报",
                Field::Authors,
                &[
                    ("三月五日", Some("date")),
                    ("来源：", None),
                    ("渡口日报", Some("source")),
                ],
            ),
            // A field that is shown once accounts for one string.
            (
                "王小河、王小河",
                Field::Authors,
                &[("王小河", Some("authors")), ("、王小河", None)],
            ),
            ("张三丰", Field::Authors, &[("张三丰", None)]),
        ] {
            let found = divided_as(string, field, &plan);
            let found: Vec<(&str, Option<&str>)> = found
                .iter()
                .map(|(text, field)| (text.as_str(), *field))
                .collect();
            assert_eq!(found, expected);
        }
    }
}
