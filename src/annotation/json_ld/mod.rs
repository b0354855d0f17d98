//! Annotations as JSON-LD, in the form of the Web Annotation Data Model (W3C, 2017), and back.
//!
//! What we write holds what the model has no words for under names of our own (`kanbao:…`) and of Dublin
//! Core, so that it comes back whole. Members of annotations of others that a mark has no place for (who
//! made it, under which rights) are kept beside it as they are and written again. The hard part is what
//! others write: the model allows most things once, many times or in another form.

mod read;
mod write;

pub use read::{NotRead, Read, read};
pub use write::{Records, write};

/// The context of the model.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

const MARK: &str = "urn:kanbao:mark:";
const ARTICLE: &str = "urn:kanbao:article:";
/// The name of a mark in `name`, where that is the `id` by which annotations name marks.
pub fn mark_in(name: &str) -> Option<&str> {
    behind(MARK, name)
}

/// The id of an article in `name`, where that is the `source` by which annotations name articles.
pub fn article_in(name: &str) -> Option<&str> {
    behind(ARTICLE, name)
}

/// What stands behind the beginning of a URN. Its letters are small or large (RFC 8141, section 3.1).
fn behind<'a>(beginning: &str, name: &'a str) -> Option<&'a str> {
    let (begins, rest) = name.split_at_checked(beginning.len())?;
    begins.eq_ignore_ascii_case(beginning).then_some(rest)
}

const TITLE: &str = "dcterms:title";
const PUBLICATION: &str = "dcterms:isPartOf";
const ISSUE: &str = "schema:issueNumber";
const DATE: &str = "dcterms:date";
const OCCURRENCE: &str = "kanbao:occurrence";
const APART: &str = "kanbao:apart";
const RECORDS: &str = "kanbao:records";
const REPLACES: &str = "kanbao:replaces";
const VIA: &str = "via";

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;
    use crate::annotation::{Annotation, ArticleText, MarkId, Motivation, Source};

    fn mark() -> Annotation {
        Annotation {
            selector: ArticleText::new("雨停了。渡口又开船。").select(4..9),
            source: Source {
                title: "渡口".to_owned(),
                publication: "江海简报".to_owned(),
                issue: "第18期".to_owned(),
                date: "2024-06-07".to_owned(),
            },
            text: "一行\n又一行".to_owned(),
            tags: vec!["水运".to_owned()],
            modified: 1_717_720_300,
            ..Annotation::new(Motivation::Commenting, "gang-01/01-dukou", 1_717_720_200)
        }
    }

    #[test]
    fn what_was_written_reads_back() {
        let (id, records) = (
            MarkId::from_bits(7),
            [MarkId::from_bits(7), MarkId::from_bits(9)],
        );
        let replaced = [MarkId::from_bits(11)];
        for annotation in [mark(), Annotation::new(Motivation::Bookmarking, "a/1", 3)] {
            let foreign = Map::from_iter([("creator".to_owned(), json!({"name": "周"}))]);
            let document = json!([write(
                id,
                Records {
                    holding: &records,
                    replaced: &replaced
                },
                &annotation,
                foreign.clone()
            )]);
            let read = read(&document, 0);
            assert_eq!(
                read,
                [Ok(Read {
                    mark: id,
                    records: records.to_vec(),
                    replaced: replaced.to_vec(),
                    annotation,
                    foreign,
                    omitted: Vec::new(),
                })]
            );
        }
    }

    #[test]
    fn others_are_read_with_patience() {
        let document = json!({
            "@context": CONTEXT,
            "type": "AnnotationPage",
            "items": [
                {"id": "https://example.org/1", "type": "Annotation", "bodyValue": "好",
                 "target": "gang-01/01"},
                {"type": "Annotation", "motivation": ["oa:describing"],
                 "body": {"type": "TextualBody", "value": "注", "purpose": "describing"},
                 "target": [{"source": {"id": "gang-01/02"},
                             "selector": {"type": "TextQuoteSelector", "exact": "渡口"}}]},
                {"type": "Annotation"},
                "https://example.org/2",
            ]
        });
        let found = read(&document, 5);
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.annotation.text, "好");
        assert_eq!(first.annotation.motivation, Motivation::Commenting);
        assert_eq!(first.annotation.created, 5);
        let second = found[1].as_ref().unwrap();
        assert_eq!(second.annotation.article, "gang-01/02");
        assert_eq!(second.annotation.exact(), "渡口");
        assert_eq!(found[2], Err(NotRead::NoTarget));
        assert_eq!(found[3], Err(NotRead::NotAnAnnotation));
        assert_eq!(found, read(&document, 5));
    }

    #[test]
    fn the_vocabulary_of_a_page_is_kept_with_what_stands_on_it_and_all_has_a_bound() {
        let page = json!({
            "@context": ["http://www.w3.org/ns/anno.jsonld", {"ex": "http://example.org/"}],
            "type": "AnnotationPage",
            "items": [
                {"type": "Annotation", "target": "gang-01/01", "bodyValue": "甲", "ex:foo": 1},
                {"type": "Annotation", "target": "gang-01/01", "bodyValue": "乙"},
                {"type": "Annotation", "target": "gang-01/01", "bodyValue": "丙", "ex:foo": "小",
                 "ex:huge": "大".repeat(40_000)},
            ],
        });
        let read: Vec<Read> = read(&page, 1).into_iter().map(Result::unwrap).collect();
        let context = json!([{"ex": "http://example.org/"}]);
        assert_eq!(read[0].foreign["@context"], context);
        assert_eq!(read[0].foreign["ex:foo"], json!(1));
        assert!(read[1].foreign.is_empty(), "{:?}", read[1].foreign);
        assert_eq!(read[2].foreign["ex:foo"], json!("小"));
        assert_eq!(read[2].foreign.get("ex:huge"), None);
        assert_eq!(read[2].omitted, ["ex:huge"]);
    }
}
