use std::io::BufReader;

use super::{Line, Lines};

fn lines(text: &[u8], limit: usize) -> Vec<String> {
    // Three bytes at a time: lines, and the mark at the beginning, lie across reads.
    let mut lines = Lines::new(BufReader::with_capacity(3, text), limit);
    let mut found = Vec::new();
    while let Some(line) = lines.next_line().unwrap() {
        found.push(match line {
            Line::Text(text) => text.to_owned(),
            other => format!("{other:?}"),
        });
    }
    assert_eq!(lines.bytes_read(), text.len() as u64);
    found
}

#[test]
fn ends_of_lines_and_a_mark_at_the_beginning_do_not_matter() {
    assert_eq!(lines(b"\xef\xbb\xbfone\r\n \r\n\ntwo", 10), ["one", "Empty", "Empty", "two"]);
    assert!(lines(b"", 10).is_empty());
}

#[test]
fn long_lines_and_other_bytes_are_told_and_passed_over() {
    assert_eq!(lines(b"12345\n123456\n1", 5), ["12345", "TooLong", "1"]);
    assert_eq!(lines(b"ab\xff\nc", 5), ["NotUtf8 { at: 3 }", "c"]);
}
