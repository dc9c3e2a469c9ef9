use super::*;

#[test]
fn a_form_is_written_as_a_browser_writes_it() {
    let request =
        Request::form("/desk/sign-in", &[("name", "a@b.example"), ("code", "1 2")]).with("from", "x");
    let text = String::from_utf8(request.written("host:1", "close")).unwrap();
    assert!(text.starts_with("POST /desk/sign-in HTTP/1.1\r\nhost: host:1\r\nconnection: close\r\n"));
    assert!(text.ends_with("from: x\r\ncontent-length: 29\r\n\r\nname=a%40b.example&code=1%202"), "{text}");
}

#[test]
fn an_answer_in_chunks_is_put_together() {
    let bytes = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nferr\r\n3\r\nies\r\n0\r\n\r\n";
    let answer = read(bytes).unwrap();
    assert_eq!((answer.status, answer.text()), (200, "ferries".to_owned()));
    assert!(read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nferr").is_err());
    assert!(read(b"nothing of the kind").is_err());
}

#[test]
fn a_kept_line_reads_one_answer_after_the_other() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut line = Line::to(listener.local_addr().unwrap()).unwrap();
    let (mut other, _) = listener.accept().unwrap();
    // Both answers come at once, and the second in two pieces.
    let two = b"HTTP/1.1 303 See Other\r\nset-cookie: a=b\r\ncontent-length: 0\r\n\r\nHTTP/1.1 422 No\r\ncontent-length: 4\r\n\r\nno";
    other.write_all(two).unwrap();
    let first = line.ask(&Request::get("/")).unwrap();
    assert_eq!((first.status, first.header("set-cookie")), (303, Some("a=b")));
    other.write_all(b"pe").unwrap();
    let second = line.ask(&Request::get("/")).unwrap();
    assert_eq!((second.status, second.text().as_str()), (422, "nope"));
    drop(other);
    assert!(line.ask(&Request::get("/")).is_err(), "the other side has hung up");
}
