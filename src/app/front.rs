//! What is in front: its list, whichever page it belongs to, and the keys that act there.
//!
//! What keys do in lists is the same on every page; only here is it known which page holds which
//! list, in which area of the screen it is drawn and how its rows are made again.

use super::geometry::Area;
use super::list::AnyList;
use super::page::Page;
use super::pages::shelf::ShelfRow;
use super::state::State;
use crate::config::action::{Action, Context};
use crate::config::key::parse_sequence;
use crate::config::keymap::Resolution;
use crate::text::{Clean, sanitize};

impl State {
    /// The id of the article under the pointer of the shelf or of an issue, or in the reader in front;
    /// `None` on other pages and rows.
    pub fn article_here(&self) -> Option<&str> {
        match self.front() {
            None => match self.shelf.list.current()? {
                ShelfRow::Resume(article) => Some(article),
                _ => None,
            },
            Some(Page::Issue(id)) => Some(&self.issues.get(id)?.current()?.id),
            Some(Page::Reader(reader)) => Some(&reader.article.meta.id),
            Some(_) => None,
        }
    }

    /// The list in front: none in the reader, or while an issue is not read yet.
    pub fn list(&self) -> Option<&dyn AnyList> {
        match self.front() {
            None => Some(&self.shelf.list),
            Some(Page::Issue(id)) => Some(&self.issues.get(id)?.list),
            Some(Page::Contents(page)) => Some(&page.list),
            Some(Page::Marks(page)) => Some(&page.list),
            Some(Page::Messages(page)) => Some(&page.list),
            Some(Page::Finder(page)) => Some(&page.list),
            Some(Page::Search(page)) => Some(&page.list),
            Some(Page::Help(page)) => Some(&page.list),
            Some(Page::Reader(_) | Page::Raw(_) | Page::Note(_)) => None,
        }
    }

    /// The same, to change it.
    pub fn list_mut(&mut self) -> Option<&mut dyn AnyList> {
        match self.pages.last_mut() {
            None => Some(&mut self.shelf.list),
            Some(Page::Issue(id)) => Some(&mut self.issues.get_mut(id)?.list),
            Some(Page::Contents(page)) => Some(&mut page.list),
            Some(Page::Marks(page)) => Some(&mut page.list),
            Some(Page::Messages(page)) => Some(&mut page.list),
            Some(Page::Finder(page)) => Some(&mut page.list),
            Some(Page::Search(page)) => Some(&mut page.list),
            Some(Page::Help(page)) => Some(&mut page.list),
            Some(Page::Reader(_) | Page::Raw(_) | Page::Note(_)) => None,
        }
    }

    /// The key for `action` where keys act now, to be named in a sentence: `own`, its default, where
    /// that still means it, else the first one bound to it.
    pub fn key(&self, action: Action, own: &str) -> Clean {
        self.key_in(self.context(), action, own)
    }

    /// The same for keys that act in `context`.
    pub fn key_in(&self, context: Context, action: Action, own: &str) -> Clean {
        let holds = parse_sequence(own)
            .is_ok_and(|keys| self.keymap.resolve(context, &keys) == Resolution::Exact(action));
        let bound = self.keymap.key_for(context, action).filter(|_| !holds);
        sanitize(bound.as_deref().unwrap_or(own))
    }

    /// Where the list in front is drawn.
    pub fn list_area(&self) -> Area {
        match self.front() {
            None => self.size.shelf_area(),
            Some(Page::Issue(_)) => self.size.issue_area(),
            Some(Page::Finder(_)) => self.size.finder_area(),
            // A row of the list is an article: a page has as many as are in sight.
            Some(Page::Search(page)) => Area {
                rows: page.in_sight(),
                ..self.size.query_area()
            },
            Some(Page::Help(_)) => self.size.query_area(),
            Some(Page::Marks(page)) => Area {
                rows: page.in_sight(),
                ..self.size.page_area()
            },
            Some(
                Page::Contents(_)
                | Page::Messages(_)
                | Page::Reader(_)
                | Page::Raw(_)
                | Page::Note(_),
            ) => self.size.page_area(),
        }
    }

    /// Makes the rows of the list in front again, after its filter changed.
    pub fn rebuild_list(&mut self) {
        let compact = self.size.is_compact();
        match self.pages.last_mut() {
            None => self.rebuild_shelf(),
            Some(Page::Issue(id)) => {
                if let Some(page) = self.issues.get_mut(id) {
                    page.rebuild(compact);
                }
            }
            Some(Page::Contents(page)) => page.rebuild(),
            Some(Page::Help(page)) => page.rebuild(),
            Some(Page::Messages(page)) => page.rebuild(),
            Some(
                Page::Reader(_)
                | Page::Raw(_)
                | Page::Finder(_)
                | Page::Search(_)
                | Page::Marks(_)
                | Page::Note(_),
            ) => {}
        }
    }
}
