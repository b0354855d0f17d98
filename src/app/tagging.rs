//! Tags while they are typed, and what gets them.

use super::prompt::Prompt;
use crate::annotation::{Annotation, Motivation};
use crate::store::Mark;

/// Tags while they are typed.
#[derive(Clone, Debug)]
pub struct Tagging {
    /// What gets them.
    pub tagged: Tagged,
    /// What is typed.
    pub prompt: Prompt,
}

/// What gets tags.
#[derive(Clone, Debug)]
pub enum Tagged {
    /// A mark.
    Mark(Box<Mark>),
    /// An article that has no tags yet: the mark that they would be.
    Article(Box<Annotation>),
}

impl Tagged {
    /// What it says.
    pub fn annotation(&self) -> &Annotation {
        match self {
            Tagged::Mark(mark) => &mark.annotation,
            Tagged::Article(annotation) => annotation,
        }
    }

    /// Whether the tags are those of a whole article.
    pub fn is_article(&self) -> bool {
        let annotation = self.annotation();
        annotation.motivation == Motivation::Tagging && annotation.selector.is_none()
    }
}
