//! Files: whole, in parts, not at all.

use crate::house::{House, Reply};

async fn house_with(length: usize) -> (House, Vec<u8>) {
    let house = House::open().await;
    let bytes: Vec<u8> = (0..length).map(|at| (at * 31 + at / 251) as u8).collect();
    std::fs::write(house.levers.folder.path().join("a"), &bytes).unwrap();
    (house, bytes)
}

async fn part(house: &House, lines: &str) -> Reply {
    house.connect().await.get("/file/a", lines).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_whole() {
    let (house, bytes) = house_with(1_000_000).await;
    let mut client = house.connect().await;
    for _ in 0..3 {
        let reply = client.get("/file/a", "Accept-Encoding: gzip, br\r\n").await;
        assert_eq!(reply.status, 200);
        assert!(reply.body == bytes, "the bytes differ");
        assert_eq!((reply.header("content-type"), reply.header("content-encoding")), ("image/webp", ""));
        assert_eq!((reply.header("etag"), reply.header("accept-ranges")), ("\"abc\"", "bytes"));
        assert!(reply.header("cache-control").contains("immutable"));
    }
    client.send("HEAD /file/a HTTP/1.1\r\nHost: test\r\nRange: bytes=0-1\r\n\r\n").await;
    let head = client.reply(true).await.unwrap();
    assert_eq!((head.status, head.header("content-length")), (200, "1000000"));
    assert_eq!(client.get("/file/a", "If-None-Match: \"abc\"\r\n").await.status, 304);
    assert_eq!(client.get("/page/a", "").await.status, 200, "pages come on the same connection");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_file_comes_as_asked() {
    let (house, bytes) = house_with(100_000).await;
    for (range, expected) in [
        ("0-99", 0..100),
        ("99000-", 99_000..100_000),
        ("-10", 99_990..100_000),
        ("70000-999999", 70_000..100_000),
    ] {
        let reply = part(&house, &format!("Range: bytes={range}\r\n")).await;
        let place = format!("bytes {}-{}/100000", expected.start, expected.end - 1);
        assert_eq!((reply.status, reply.header("content-range")), (206, place.as_str()));
        assert!(reply.body == bytes[expected], "{range}");
    }
    let outside = part(&house, "Range: bytes=100000-\r\n").await;
    assert_eq!((outside.status, outside.header("content-range")), (416, "bytes */100000"));
    for whole in ["bytes=0-1,4-5", "lines=1-2", "bytes=9-1"] {
        assert_eq!(part(&house, &format!("Range: {whole}\r\n")).await.status, 200, "{whole}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_another_version_is_not_given() {
    let (house, _) = house_with(1000).await;
    let with = |held: &str| format!("Range: bytes=0-1\r\nIf-Range: {held}\r\n");
    let dated = part(&house, "").await.header("last-modified").to_owned();
    for (held, status) in [
        ("\"abc\"", 206),
        (dated.as_str(), 206),
        ("\"old\"", 200),
        ("W/\"abc\"", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
    ] {
        assert_eq!(part(&house, &with(held)).await.status, status, "{held}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_file_is_missing() {
    let (house, _) = house_with(10).await;
    std::fs::create_dir(house.levers.folder.path().join("folder")).unwrap();
    for target in ["/file/none", "/file/folder", "/file/..%2fetc%2fpasswd", "/file/../../etc/passwd"] {
        let status = house.get(target).await.status;
        assert!(status == 404 || status == 400, "{target}: {status}");
    }
    std::fs::write(house.levers.folder.path().join("empty"), "").unwrap();
    let empty = house.get("/file/empty").await;
    assert_eq!((empty.status, empty.body.len()), (200, 0));
}
