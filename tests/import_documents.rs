//! The import of whole documents: invented issues of many kinds, read as their editors meant them.
//!
//! A document of `tests/suite/import/documents` is its source with a tag before each line, and `¦` and
//! another tag where a line has several parts:
//!
//! ```text
//! @issue publication=… number=… date=… publisher=…
//! @encoding big5
//! @article title=… kicker=… authors=甲,乙 source=… date=…    begins an article (or brief, photo, ...)
//! @=1                                                         goes on with the first article
//! t| k| s|            title, kicker, subtitle
//! p| h| c| i| n| q|   a paragraph, heading, caption, list item, note, quotation
//! +|                  goes on with the block above
//! m|                  is read into a field
//! x:reason|           is left out
//! ```
//!
//! The score of a document is the F1 of its articles (title and kind), blocks, authors and sources.
//! It must not fall below what it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use encoding_rs::Encoding;
use kanbao::import::{Options, Plan, import};
use proptest::prelude::*;

/// The least score of each document, and of all of them together.
const LEAST: (f64, f64) = (0.93, 0.985);

/// What an editor sees, as facts that are counted.
type Facts = BTreeMap<String, usize>;

struct Document {
    name: String,
    bytes: Vec<u8>,
    facts: Facts,
}

/// What the documents have of HTML.
const TAGS: &[&str] = &[
    "a", "b", "body", "br", "div", "h1", "h2", "h3", "h4", "head", "hr", "html", "img", "li", "p",
    "script", "span", "strong", "style", "table", "td", "title", "tr", "ul",
];

/// Whether `text`, from `<` to `>`, is a tag of these.
fn is_tag(text: &str) -> bool {
    let inside = text.trim_start_matches(['<', '/']);
    let end = inside.find([' ', '/', '>']).unwrap_or(inside.len());
    TAGS.contains(&&inside[..end])
}

/// What an editor sees of a part of a source: no tags, references or targets of links.
fn seen(text: &str) -> String {
    let mut seen = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let closed = match c {
            '<' => rest.find('>').filter(|&end| is_tag(&rest[..=end])),
            '&' => rest.find(';'),
            '[' if rest.contains("](") => Some(0),
            ']' if rest.starts_with("](") => rest.find(')'),
            _ => None,
        };
        let end = closed.map_or_else(
            || {
                seen.push(c);
                c.len_utf8()
            },
            |end| end + 1,
        );
        rest = &rest[end..];
    }
    seen
}

/// Letters, digits and Han alone: marks and widths are another matter.
fn key(text: &str) -> String {
    // The radicals that one document has in the place of characters.
    let plain = |c| match c {
        '\u{2F64}' => '用',
        '\u{2F3F}' => '手',
        '\u{2ECB}' => '车',
        '\u{2F63}' => '生',
        c => c,
    };
    text.chars()
        .map(plain)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn count(facts: &mut Facts, fact: String) {
    *facts.entry(fact).or_insert(0) += 1;
}

/// The values of `name=value` pairs; a value goes on to the next name.
fn attributes(text: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for word in text.split(' ') {
        match word.split_once('=') {
            Some((name, value)) if name.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                found.insert(name.to_owned(), value.to_owned());
                last = Some(name.to_owned());
            }
            _ => {
                if let Some(value) = last.as_ref().and_then(|name| found.get_mut(name)) {
                    value.push(' ');
                    value.push_str(word);
                }
            }
        }
    }
    found.retain(|_, value| !value.trim().is_empty());
    found
}

fn document(name: &str, text: &str) -> Document {
    let mut facts = Facts::new();
    let mut source = String::new();
    let mut encoding = "utf-8";
    let mut articles: Vec<Vec<(String, String)>> = Vec::new();
    let mut current = 0;
    for line in text.lines() {
        if let Some(directive) = line.strip_prefix('@') {
            let (word, rest) = directive.split_once(' ').unwrap_or((directive, ""));
            let values = attributes(rest);
            match word {
                "encoding" => encoding = rest.trim(),
                "issue" => {
                    for (name, value) in &values {
                        count(&mut facts, format!("issue {name} {}", key(&seen(value))));
                    }
                }
                word if word.starts_with('=') => {
                    current = word[1..].parse::<usize>().expect("a number") - 1;
                }
                kind => {
                    current = articles.len();
                    articles.push(Vec::new());
                    let title = values
                        .get("title")
                        .map_or(String::new(), |title| key(&seen(title)));
                    count(&mut facts, format!("{kind} {title}"));
                    for name in ["kicker", "subtitle", "source", "date"] {
                        if let Some(value) = values.get(name) {
                            count(&mut facts, format!("{name} {title} {}", key(&seen(value))));
                        }
                    }
                    for author in values
                        .get("authors")
                        .iter()
                        .flat_map(|names| names.split(','))
                    {
                        count(&mut facts, format!("author {title} {author}"));
                    }
                }
            }
            continue;
        }
        for segment in line.split('¦').filter(|_| !line.is_empty()) {
            let (tag, text) = segment.split_once('|').expect("a tag before each line");
            source.push_str(text);
            match tag {
                "+" => {
                    let block = articles[current].last_mut().expect("a block above");
                    block.1.push_str(text);
                }
                "p" | "h" | "c" | "i" | "n" | "q" => {
                    articles[current].push((tag.to_owned(), text.to_owned()));
                }
                _ => {}
            }
        }
        source.push('\n');
    }
    for (tag, text) in articles.into_iter().flatten() {
        count(&mut facts, format!("{} {}", sort(&tag), key(&seen(&text))));
    }
    let encoding = Encoding::for_label(encoding.as_bytes()).expect("a name of an encoding");
    Document {
        name: name.to_owned(),
        bytes: encoding.encode(&source).0.into_owned(),
        facts,
    }
}

/// Paragraphs, notes and items are one sort: where they begin is what counts.
fn sort(tag: &str) -> &str {
    match tag {
        "h" | "heading" => "heading",
        "c" | "caption" => "caption",
        _ => "text",
    }
}

fn found(plan: &Plan) -> Facts {
    let mut facts = Facts::new();
    let issue = [
        ("publication", &plan.issue.publication),
        ("number", &plan.issue.number),
        ("date", &plan.issue.date),
        ("publisher", &plan.issue.publisher),
    ];
    for (name, value) in issue {
        if let Some(value) = value {
            count(&mut facts, format!("issue {name} {}", key(value)));
        }
    }
    for article in &plan.articles {
        let title = key(&article.title);
        count(&mut facts, format!("{} {title}", article.kind));
        let fields = [
            ("kicker", &article.kicker),
            ("subtitle", &article.subtitle),
            ("source", &article.source),
            ("date", &article.date),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                count(&mut facts, format!("{name} {title} {}", key(value)));
            }
        }
        for author in &article.authors {
            count(&mut facts, format!("author {title} {author}"));
        }
        for block in &article.blocks {
            count(
                &mut facts,
                format!("{} {}", sort(block.kind), key(&block.text)),
            );
        }
    }
    facts
}

/// The F1 of `found` against `wanted`, and the facts that stand in one of them only.
fn score(wanted: &Facts, found: &Facts) -> (f64, Vec<String>) {
    let total = |facts: &Facts| facts.values().sum::<usize>();
    let mut shared = 0;
    let mut differences = Vec::new();
    for (fact, &times) in wanted {
        let met = times.min(found.get(fact).copied().unwrap_or(0));
        shared += met;
        if met < times {
            differences.push(format!("- {fact}"));
        }
    }
    for (fact, &times) in found {
        if times > wanted.get(fact).copied().unwrap_or(0) {
            differences.push(format!("+ {fact}"));
        }
    }
    let sum = u32::try_from(total(wanted) + total(found)).expect("a few facts");
    let shared = u32::try_from(shared).expect("a few facts");
    (2.0 * f64::from(shared) / f64::from(sum), differences)
}

fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/import/documents");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the documents are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).expect("a document can be read");
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            document(&name, &text)
        })
        .collect()
}

fn read(bytes: &[u8]) -> Plan {
    let options = Options {
        stem: "source".to_owned(),
        keep_punctuation: false,
    };
    match import(bytes, &options) {
        Ok((plan, _)) => plan,
        Err(broken) => panic!("line {}: {}", broken.line, broken.text),
    }
}

#[test]
fn whole_documents_are_read_as_their_editors_meant_them() {
    let documents = documents();
    assert!(documents.len() >= 30, "only {} documents", documents.len());
    let mut sum = 0.0;
    let mut below = String::new();
    for document in &documents {
        let (score, differences) = score(&document.facts, &found(&read(&document.bytes)));
        sum += score;
        if score < LEAST.0 {
            below.push_str(&document.name);
            below.push_str(&format!(" {score:.3}\n"));
            below.push_str(&differences.join("\n"));
        }
    }
    let count = u32::try_from(documents.len()).expect("a few documents");
    let mean = sum / f64::from(count);
    assert!(below.is_empty(), "{below}");
    assert!(mean >= LEAST.1, "the mean is {mean:.4}");
}

/// What happens to lines between a press and a file.
#[derive(Clone, Debug)]
enum Damage {
    Lost,
    Doubled,
    Exchanged,
    Joined,
    Broken,
}

fn damage() -> impl Strategy<Value = (prop::sample::Index, Damage)> {
    let damage = prop_oneof![
        Just(Damage::Lost),
        Just(Damage::Doubled),
        Just(Damage::Exchanged),
        Just(Damage::Joined),
        Just(Damage::Broken),
    ];
    (any::<prop::sample::Index>(), damage)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn damaged_documents_are_conserved_in_order(
        (one, other) in any::<(prop::sample::Index, prop::sample::Index)>(),
        damages in prop::collection::vec(damage(), 0..12),
        cut in any::<prop::sample::Index>(),
        encoding in 0usize..4,
    ) {
        let documents = documents();
        let text = |index: &prop::sample::Index| {
            let bytes = &index.get(&documents).bytes;
            kanbao::import::decode::decode(bytes).text
        };
        // The head of one document and the rest of another.
        let mut lines: Vec<String> = text(&one).lines().map(str::to_owned).collect();
        lines.truncate(cut.index(lines.len()));
        lines.extend(text(&other).lines().map(str::to_owned));
        for (at, damage) in damages {
            let at = at.index(lines.len());
            match damage {
                Damage::Lost if lines.len() > 1 => {
                    lines.remove(at);
                }
                Damage::Lost => {}
                Damage::Doubled => lines.insert(at, lines[at].clone()),
                Damage::Exchanged => {
                    let last = lines.len() - 1;
                    lines.swap(at, last - at);
                }
                Damage::Joined if at + 1 < lines.len() => {
                    let next = lines.remove(at + 1);
                    lines[at].push_str(&next);
                }
                Damage::Joined => {}
                Damage::Broken => {
                    let half = lines[at].chars().count() / 2;
                    let at_byte = lines[at].char_indices().nth(half).map_or(0, |(byte, _)| byte);
                    let rest = lines[at].split_off(at_byte);
                    lines.insert(at + 1, rest);
                }
            }
        }
        let source = lines.join(if encoding == 3 { "\r\n" } else { "\n" });
        let bytes = match encoding {
            0 => source.into_bytes(),
            1 => Encoding::for_label(b"gb18030").expect("a known encoding").encode(&source).0.into_owned(),
            2 => source.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => [b"\xef\xbb\xbf".as_slice(), source.as_bytes()].concat(),
        };
        for article in &read(&bytes).articles {
            prop_assert!(!article.reasons.is_empty(), "{} has no reason", article.id);
            let starts: Vec<usize> = article.blocks.iter().map(|block| block.lines[0]).collect();
            prop_assert!(starts.is_sorted(), "{}: {starts:?}", article.id);
        }
    }
}
