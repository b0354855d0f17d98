//! Every fault of a library at once.

use super::load::load_issue;
use super::scan::{Scan, Source, scan};
use crate::diagnostic::Diagnostic;

/// Reads everything in `sources` and gives every fault, ordered by file and line.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    check_scan(scan(sources, None))
}

/// Reads every article of what was scanned and adds the faults to those of the scan.
pub fn check_scan(scan: Scan) -> Vec<Diagnostic> {
    let mut diagnostics = scan.diagnostics;
    for issue in scan.catalogue.issues() {
        diagnostics.extend(load_issue(issue).1);
    }
    diagnostics.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    diagnostics
}
