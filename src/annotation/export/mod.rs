//! Marks for other programs: Markdown, Org, CSV. JSON-LD is made by [`super::json_ld`].
//!
//! Each form gives whole lines of plain text; whoever prints them makes them displayable. Marks come in
//! the order in which they should stand, those of one article together. Each has its quotation, its note,
//! the publication, a date and the id that `kanbao show ID` understands.

mod csv;
mod markdown;
mod org;

pub use csv::csv;
pub use markdown::markdown;
pub use org::org;

use super::id::MarkId;
use super::model::Annotation;
use super::time;

/// A mark to be given away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Its name.
    pub id: MarkId,
    /// What it says.
    pub annotation: Annotation,
    /// Whether it has no place in the article as it is now.
    pub orphan: bool,
}

/// The marks of each article in a row.
fn by_article(marks: &[Exported]) -> impl Iterator<Item = &[Exported]> {
    marks.chunk_by(|one, next| one.annotation.article == next.annotation.article)
}

impl Exported {
    /// The article's title; its id where it has none.
    fn title(&self) -> &str {
        match self.annotation.source.title.as_str() {
            "" => &self.annotation.article,
            title => title,
        }
    }

    /// Publication, issue and date, as far as they are known.
    fn origin(&self) -> String {
        let source = &self.annotation.source;
        let parts = [&source.publication, &source.issue, &source.date];
        let known: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        known.join("  ")
    }

    /// When it was made, to the day.
    fn day(&self) -> String {
        time::to_text(self.annotation.created)
            .chars()
            .take("YYYY-MM-DD".len())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::{ArticleText, Motivation, Source};

    fn marks() -> Vec<Exported> {
        let text = ArticleText::new("第一行*星号*\n# 第二行，“引号”。");
        let annotation = Annotation {
            selector: text.select(0..19),
            source: Source {
                title: "渡口[一]".to_owned(),
                publication: "江海简报".to_owned(),
                issue: "第18期".to_owned(),
                date: "2024-06-07".to_owned(),
            },
            text: "说“好”，\n* 再说".to_owned(),
            tags: vec!["水运".to_owned(), "民 生".to_owned()],
            ..Annotation::new(Motivation::Commenting, "gang-01/01", 1_717_720_200)
        };
        let bookmark = Annotation::new(Motivation::Bookmarking, "gang-01/02", 0);
        vec![
            Exported {
                id: MarkId::from_bits(1),
                annotation,
                orphan: false,
            },
            Exported {
                id: MarkId::from_bits(2),
                annotation: bookmark,
                orphan: true,
            },
        ]
    }

    #[test]
    fn markdown_stays_text() {
        assert_eq!(
            markdown(&marks()),
            "# 渡口\\[一\\]\n\n江海简报  第18期  2024-06-07  `gang-01/01`\n\n\
             > 第一行\\*星号\\*\n> \\# 第二行，“引号”。\n\n说“好”，\\\n\\* 再说\n\n\
             `0000000001`  2024-06-07  #水运 #民_生\n\n\
             # gang-01/02\n\n`gang-01/02`\n\n`0000000002`  1970-01-01  ?\n"
        );
    }

    #[test]
    fn org_headings_are_only_ours() {
        let text = org(&marks());
        let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('*')).collect();
        assert_eq!(
            headings,
            [
                "* 渡口[一]",
                "** 第一行*星号* # 第二行，“引号”。 :水运:民_生:",
                "* gang-01/02",
                "** gang-01/02"
            ]
        );
        assert!(
            text.contains("  #+begin_quote\n  第一行*星号*\n  # 第二行，“引号”。\n  #+end_quote\n")
        );
        assert!(text.contains(":ID: 0000000001\n"));
    }

    #[test]
    fn csv_quotes_what_needs_it() {
        let text = csv(&marks());
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some(
                "id,motivation,article,title,publication,issue,date,quotation,note,tags,created,modified,orphan"
            )
        );
        assert!(text.contains("0000000001,commenting,gang-01/01,渡口[一],江海简报,第18期,2024-06-07,\"第一行*星号*\n# 第二行，“引号”。\",\"说“好”，\n* 再说\",水运 民_生,2024-06-07T00:30:00Z,"));
        assert_eq!(
            text.lines().last(),
            Some(
                "0000000002,bookmarking,gang-01/02,,,,,,,,1970-01-01T00:00:00Z,1970-01-01T00:00:00Z,true"
            )
        );
    }
}
