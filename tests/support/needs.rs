//! What tests need of the machine beside the program: where it is not to be had they say so and prove nothing,
//! and where `KANBAO_TESTS_NEED` names it (`.ci/run` does) they fail.

use std::io::Write as _;
use std::process::Command;

/// Says on standard error, past whatever collects the words of tests, that `what` is not to be had: `why`.
///
/// # Panics
/// If `KANBAO_TESTS_NEED`, a list parted by commas, names it.
pub(crate) fn lacks(what: &str, why: &str) {
    let told =
        format!("{what} is not to be had here ({why}); a test that needs it proves nothing\n");
    std::io::stderr()
        .write_all(told.as_bytes())
        .expect("standard error takes it");
    let needed = std::env::var("KANBAO_TESTS_NEED").unwrap_or_default();
    assert!(
        !needed.split(',').any(|needed| needed.trim() == what),
        "KANBAO_TESTS_NEED asks for {what}"
    );
}

/// Whether `words`, which use the program `what`, can be run; if not, that is said.
pub(crate) fn can_run(what: &str, words: &[&str]) -> bool {
    let tried = Command::new(words[0]).args(&words[1..]).output();
    match tried {
        Ok(output) if output.status.success() => true,
        Ok(output) => {
            lacks(what, String::from_utf8_lossy(&output.stderr).trim());
            false
        }
        Err(error) => {
            lacks(what, &error.to_string());
            false
        }
    }
}
