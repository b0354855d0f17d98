//! tmp
mod support {
    pub(crate) mod frames;
}
use support::frames::Frames;
#[test]
fn look() {
    for keys in [
        "",
        "Enter",
        "Enter Enter",
        "Enter j j Enter Space j j",
        "?",
        "? x i a",
    ] {
        let mut f = Frames::new(80, 24).keys(keys);
        println!("== {keys}\n{}", f.rows().join("|\n"));
    }
    for keys in ["", "Enter", "Enter Enter G"] {
        let mut f = Frames::new(120, 30).keys(keys);
        println!("== {keys}\n{}", f.rows().join("|\n"));
        let mut f = Frames::new(40, 15).keys(keys);
        println!("== {keys}\n{}", f.rows().join("|\n"));
    }
}
