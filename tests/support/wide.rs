//! Ambiguous characters, and wide ones that stand for them in an emulator that knows one width: so it draws
//! them as a terminal does that gives them two cells.

/// Each with the one that stands for it.
const WIDE: [(char, &str); 10] = [
    ('“', "〝"),
    ('”', "〞"),
    ('‘', "〈"),
    ('’', "〉"),
    ('—', "ー"),
    ('…', "ゞ"),
    ('·', "・"),
    ('■', "㊣"),
    ('①', "㊀"),
    ('℃', "㏄"),
];

/// `text` as such a terminal is to be sent it.
pub(crate) fn widened(text: &str) -> String {
    WIDE.iter().fold(text.to_owned(), |text, (narrow, wide)| {
        text.replace(*narrow, wide)
    })
}
