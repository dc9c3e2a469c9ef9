//! The short way and the long way give the same answers to the same requests.

use crate::house::{House, Reply};
use proptest::prelude::*;

/// What a request may be made of.
fn request() -> impl Strategy<Value = (String, String, String)> {
    let method = prop_oneof![6 => Just("GET"), 2 => Just("HEAD"), 1 => Just("POST"), 1 => Just("get")];
    let target = prop_oneof![
        4 => Just("/page/a".to_owned()),
        1 => Just("/page/a?query=1".to_owned()),
        3 => Just("/plus/a".to_owned()),
        1 => Just("/plus/open".to_owned()),
        1 => Just("/page/missing".to_owned()),
        1 => Just("/page/broken".to_owned()),
        1 => Just("/be/nowhere".to_owned()),
        1 => Just("/en".to_owned()),
        1 => Just("/".to_owned()),
        2 => "/[a-z./%0-9]{0,12}",
        1 => "/page/[ -~]{0,6}",
    ];
    let line = prop_oneof![
        Just("Accept-Encoding: gzip, deflate, br\r\n".to_owned()),
        Just("Accept-Encoding: gzip;q=0.5\r\n".to_owned()),
        Just("Accept-Encoding: identity;q=0\r\n".to_owned()),
        Just("If-None-Match: *\r\n".to_owned()),
        Just("If-None-Match: \"x\"\r\n".to_owned()),
        Just("If-Modified-Since: Sun, 06 Nov 2044 08:49:37 GMT\r\n".to_owned()),
        Just("Range: bytes=0-10\r\n".to_owned()),
        Just("Content-Length: 0\r\n".to_owned()),
        Just("Cookie: pass=good\r\n".to_owned()),
        Just("Cookie: a=b; pass=bad\r\n".to_owned()),
        Just("Host: test\r\n".to_owned()),
        Just("User-Agent: somebody\r\n".to_owned()),
        "[A-Za-z-]{1,8}: [ -~]{0,12}\r\n",
    ];
    let lines = proptest::collection::vec(line, 0..5).prop_map(|lines| lines.concat());
    (method.prop_map(str::to_owned), target, lines)
}

/// All of an answer but its date, and but the wording of refusals that hyper makes before it asks us.
fn compared(reply: Option<Reply>) -> Option<Reply> {
    reply.map(|mut reply| {
        for name in ["date", "connection"] {
            reply.headers.remove(name);
        }
        if reply.status == 400 {
            reply.headers.clear();
            reply.body.clear();
        }
        reply
    })
}

#[test]
fn the_short_way_and_the_long_way_agree() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let house = runtime.block_on(House::open());
    proptest!(ProptestConfig::with_cases(600), |((method, target, lines) in request())| {
        let ask = |long_way: bool| {
            let house = &house;
            let request = format!("{method} {target} HTTP/1.1\r\nHost: test\r\n{lines}\r\n");
            let to_head = method == "HEAD";
            async move {
                let mut client = house.connect().await;
                if long_way {
                    // Once a connection has needed hyper it stays with it.
                    client.get("/", "").await;
                }
                client.send(&request).await;
                compared(client.reply(to_head).await)
            }
        };
        runtime.block_on(async {
            let (short, long) = (ask(false).await, ask(true).await);
            assert_eq!(short, long, "{method} {target}\n{lines}");
        });
    });
}
