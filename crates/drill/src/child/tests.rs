use super::*;

#[test]
fn memory_that_can_be_written_to_is_searched() {
    let range = |line| written_range(line);
    assert_eq!(range("7f10-7f20 rw-p 00000000 00:00 0 [heap]"), Some((0x7f10, 0x7f20)));
    assert_eq!(range("7f10-7f20 r-xp 00000000 08:01 99 /usr/bin/vestka"), None);
    assert_eq!(range("7f10-7f20 rw-p 00000000 00:00 0 [vvar]"), None);
}
