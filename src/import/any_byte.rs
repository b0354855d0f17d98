//! Whether a text has any of some bytes.
//!
//! Most texts have none of those that need work. Looked at to the end, whatever is found, many bytes are compared at
//! once.

/// Whether one of `bytes` is `wanted`. By itself: what a caller does with the answer would have the loop taken apart.
#[inline(never)]
pub(super) fn any_byte(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |any, &byte| any | wanted(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in [0, 1, 31, 32, 33, 64, 100] {
            let mut bytes = vec![b'a'; length];
            assert!(!any_byte(&bytes, |byte| byte == b'x'), "{length}");
            for at in 0..length {
                bytes[at] = b'x';
                assert!(any_byte(&bytes, |byte| byte == b'x'), "{length} {at}");
                bytes[at] = b'a';
            }
        }
    }
}
