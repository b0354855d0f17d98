//! The list in front, whichever page it belongs to.
//!
//! What keys do in lists is the same on every page; only here is it known which page holds which
//! list, in which area of the screen it is drawn and how its rows are made again.

use super::geometry::Area;
use super::list::AnyList;
use super::page::Page;
use super::state::State;

impl State {
    /// The list in front: none in the reader, or while an issue is not read yet.
    pub fn list(&self) -> Option<&dyn AnyList> {
        match self.front() {
            None => Some(&self.shelf.list),
            Some(Page::Issue(id)) => Some(&self.issues.get(id)?.list),
            Some(Page::Contents(page)) => Some(&page.list),
            Some(Page::Help(page)) => Some(&page.list),
            Some(Page::Reader(_)) => None,
        }
    }

    /// The same, to change it.
    pub fn list_mut(&mut self) -> Option<&mut dyn AnyList> {
        match self.pages.last_mut() {
            None => Some(&mut self.shelf.list),
            Some(Page::Issue(id)) => Some(&mut self.issues.get_mut(id)?.list),
            Some(Page::Contents(page)) => Some(&mut page.list),
            Some(Page::Help(page)) => Some(&mut page.list),
            Some(Page::Reader(_)) => None,
        }
    }

    /// Where the list in front is drawn.
    pub fn list_area(&self) -> Area {
        match self.front() {
            None => self.size.shelf_area(),
            Some(Page::Issue(_)) => self.size.issue_area(),
            Some(Page::Help(_)) => self.size.query_area(),
            Some(Page::Contents(_) | Page::Reader(_)) => self.size.page_area(),
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
            Some(Page::Reader(_)) => {}
        }
    }
}
