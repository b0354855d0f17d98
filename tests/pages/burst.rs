//! Keys that come faster than frames are drawn: each acts as if it had come alone.

use crate::opened;

#[test]
fn a_burst_of_keys_does_what_the_keys_do() {
    for keys in [
        "Enter Enter",
        "Enter Enter Space j j j",
        "G Enter j Enter",
        "/ 2 4 Enter Enter",
        "G / 3 3 Enter Enter",
        "Enter / y i b a o Enter",
        "Enter G / y i b a o Enter j",
        "Enter Enter o j Enter",
        "Enter Enter J J K q",
        "Enter Enter + + - w Space",
        "? x i a Enter",
    ] {
        let slow = opened(80, 24).keys(keys).rows();
        let fast = opened(80, 24).burst(keys).rows();
        assert_eq!(fast, slow, "{keys}");
    }
}
