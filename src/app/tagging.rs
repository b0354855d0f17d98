//! Tags while they are typed, and what gets them.

use super::prompt::Prompt;
use crate::annotation::Annotation;
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
    Mark(Mark),
    /// An article: the mark that its tags are, if it has any, and the one that they would be.
    Article(Option<Mark>, Annotation),
}

impl Tagged {
    /// What it says.
    pub fn annotation(&self) -> &Annotation {
        match self {
            Tagged::Mark(mark) | Tagged::Article(Some(mark), _) => &mark.annotation,
            Tagged::Article(None, annotation) => annotation,
        }
    }
}
