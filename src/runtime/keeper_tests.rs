//! Saving marks that others changed after they were looked at: nobody comes in between.

use super::*;
use crate::annotation::{Annotation, Motivation};
use crate::words::Language;

#[test]
fn what_was_removed_behind_the_last_look_is_told_and_does_not_come_back() {
    let root = tempfile::tempdir().expect("a folder");
    let place = |device: &str| MarksPlace {
        folder: root.path().join("marks"),
        state: root.path().join(device),
        host: device.to_owned(),
    };
    let mut here = MarkStore::open(place("here"));
    let note = Annotation {
        text: "底稿".to_owned(),
        ..Annotation::new(Motivation::Commenting, "gang-01/01-dukou", 5)
    };
    let ids = here.save(&[MarkChange::Add(note)], 1, Patience::FULL);
    let id = ids.expect("a folder that can be written")[0];
    let seen = here.marks().get(id).expect("it was saved");
    // Another process removes it, and here nobody has looked since.
    let mut there = MarkStore::open(place("there"));
    let removed = there.save(&[MarkChange::Remove(seen.clone())], 2, Patience::FULL);
    removed.expect("a folder that can be written");
    assert!(here.marks().get(id).is_some());
    let older = Annotation {
        text: "旧稿".to_owned(),
        ..seen.annotation.clone()
    };
    let back = seen.edited(older);
    let meeting = Meeting {
        at: 3,
        on_meeting: OnMeeting::LeaveTheirs,
    };
    let words = Words::new(Language::Chinese);
    let events = save(&mut here, 7, vec![back], meeting, words);
    let [
        Event::MarksChanged(now, 1),
        Event::MarksSaved { ticket: 7, ids, .. },
    ] = &events[..]
    else {
        panic!("what was removed is told first: {events:?}");
    };
    assert!(now.get(id).is_none() && ids.is_empty());
    assert!(MarkStore::open(place("here")).marks().get(id).is_none());
}
