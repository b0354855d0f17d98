//! Finding in a real session: what takes long is done beside the loop.

use crate::pty::{Line, Setup};
use crate::{ESC, QUIET, SOON, home, started};

#[test]
fn titles_are_found_beside_the_loop_and_a_burst_opens_the_first() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("fcsjyth");
    let rows = |line: &Line| line.text().contains("/26") && line.text().contains("csjyth");
    session.line.wait_until("the rows", |line| {
        rows(line) && line.text().contains(" 1/9")
    });
    session.line.settle(QUIET);
    let first = session
        .line
        .text()
        .lines()
        .nth(3)
        .expect("a row")
        .to_owned();
    assert!(first.contains("长三角一体化"), "{first}");
    // Idle, nothing is sent.
    assert_eq!(session.line.settle(QUIET), 0);
    session.line.send("\x1b");
    session
        .line
        .wait_until("the shelf", |line| line.text().contains("看报"));
    // Typed ahead of every answer, the same article opens.
    session.line.send("fcsjyth\r");
    let is_open =
        |line: &Line| !line.text().contains("csjyth") && line.text().contains("长三角一体化");
    session.line.wait_until("the article", is_open);
    session.line.send("q");
    session
        .line
        .wait_until("the shelf", |line| line.text().contains("接着读"));
    // In another session what was typed is known.
    session.line.send("q");
    session.end_within(SOON);
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("f\x1b[A");
    session
        .line
        .wait_until("the query", |line| line.text().contains("csjyth"));
}

#[test]
fn the_full_text_is_searched_beside_the_loop_and_a_burst_lands_on_the_first_hit() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("syb");
    session
        .line
        .wait_until("the word", |line| line.text().contains("Tab 医保"));
    session.line.send("\x1b");
    session
        .line
        .wait_until("the shelf", |line| line.text().contains("看报"));
    // Typed ahead of every answer: the word, the article.
    session.line.send("syb\t\r");
    session
        .line
        .wait_until("the first hit", |line| line.text().contains(" 1/2"));
    session.line.send("q");
    session
        .line
        .wait_until("the results", |line| line.text().contains("查全文  医保"));
    session.line.settle(QUIET);
    // Idle, nothing is sent.
    assert_eq!(session.line.settle(QUIET), 0);
}

#[test]
fn a_text_pasted_without_brackets_is_typed_and_none_of_it_acts() {
    let home = home();
    let mut session = started(Setup::new(80, 24), &home);
    session.line.send("f");
    session
        .line
        .wait_until("the titles", |line| line.text().contains("26/26"));
    // Each character is a key: far more of them than a query takes.
    session.line.send("长三角q jG?".repeat(10_000));
    let is_told = |line: &Line| line.text().contains("其余未收");
    session.line.wait_until("what is left out", is_told);
    assert!(session.line.text().contains("找篇目"));
    session.line.settle(QUIET);
    session.line.send(ESC);
    session
        .line
        .wait_until("the shelf", |line| line.text().contains("看报"));
    session.line.send("q");
    session.end_within(SOON);
}
