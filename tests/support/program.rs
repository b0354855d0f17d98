//! The program that tests start.

/// The one that was built for the tests; another one, by its whole path, if `KANBAO_TESTS_PROGRAM` names it: so the
/// promises are shown of the release build as well.
pub(crate) fn program() -> String {
    std::env::var("KANBAO_TESTS_PROGRAM")
        .unwrap_or_else(|_| env!("CARGO_BIN_EXE_kanbao").to_owned())
}
