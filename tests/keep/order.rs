//! What "Saved" means: written, brought to the disk, the folder too, and only then said.

use crate::home::{ARTICLE, Home};
use crate::trace::{calls, can_trace};

#[test]
fn a_save_is_one_write_then_the_file_then_the_folder_then_the_word() {
    if !can_trace() {
        return;
    }
    let home = Home::with_notes(&["先有一条"]);
    let journal = home.journal().display().to_string();
    let folder = home.marks().display().to_string();
    let (ended, calls) = calls(&home, &["note", "add", ARTICLE, "再加一条"]);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    let place = |what: &dyn Fn(&str) -> bool| {
        let found: Vec<usize> = (0..calls.len())
            .filter(|&at| what(&calls[at].line))
            .collect();
        assert_eq!(found.len(), 1, "{calls:#?}");
        found[0]
    };
    let written = place(&|line| line.starts_with("write(") && line.contains(&journal));
    let synced = place(&|line| line.starts_with("fsync(") && line.contains(&journal));
    let folder_synced =
        place(&|line| line.starts_with("fsync(") && line.contains(&format!("{folder}>")));
    let said = place(&|line| line.starts_with("write(1") && line.contains("Saved"));
    assert!(
        written < synced && synced < folder_synced && folder_synced < said,
        "{calls:#?}"
    );
}
