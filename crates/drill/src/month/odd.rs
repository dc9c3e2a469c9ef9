//! Those who do not read: lost, broken, curious and hostile clients. What they send is nobody's business either.

use std::net::SocketAddr;

use crate::canary::{Aviary, Kind};
use crate::http::{Request, escaped};
use crate::month::visit::{Browser, Step, Visit, email};

/// A visit of one of them.
pub fn odd(aviary: &mut Aviary, server: SocketAddr) -> Visit {
    let from = aviary.address(Kind::Address);
    let browser = Browser::new(aviary);
    let request = match aviary.below(5) {
        0 => lost(aviary),
        1 => broken(aviary, server),
        2 => at_the_desk(aviary),
        3 => sending(aviary),
        _ => no_http(aviary, server),
    };
    let steps = request.into_iter().map(|step| match step {
        Step::Ask(request) => Step::Ask(browser.send(request, aviary)),
        other => other,
    });
    Visit { from, steps: steps.collect::<Vec<_>>() }
}

/// Addresses that are not there.
fn lost(aviary: &mut Aviary) -> Vec<Step> {
    let patterns = [
        "/WORD",
        "/en/WORD",
        "/en/story/WORD",
        "/be/section/WORD",
        "/ru/topic/WORD/before/WORD",
        "/media/WORD.jpg",
        "/assets/WORD.css",
        "/s/WORD",
        "/en/archive/2026/WORD",
        "/wp-login.php?log=WORD",
        "/.git/WORD",
        "/en/story/%57%4F/WORD",
        "/sitemap/WORD.xml",
        "/en/latest/before/WORD",
        "/%ff%fe/WORD",
        "/en/../WORD",
    ];
    let asked = (0..4).map(|_| {
        let pattern = *aviary.one_of(&patterns);
        Step::Ask(Request::get(aviary.dressed(Kind::Path, |word| pattern.replace("WORD", word))))
    });
    asked.collect()
}

/// Requests that HTTP forbids, or that are too large.
fn broken(aviary: &mut Aviary, server: SocketAddr) -> Vec<Step> {
    let word = |aviary: &mut Aviary| aviary.word(Kind::Body);
    let raw = |text: String| Step::Raw(text.into_bytes());
    let (a, b) = (word(aviary), word(aviary));
    let agent = aviary.dressed(Kind::Agent, |word| format!("user-agent: {word}\r\n"));
    let head = format!("host: {server}\r\n{agent}");
    match aviary.below(9) {
        0 => vec![raw(format!("GET /en/?{a} HTTP/1.1\r\n{head}host: {b}\r\n\r\n"))],
        1 => vec![raw(format!("GET /en/{} HTTP/1.1\r\n{head}\r\n", a.repeat(600)))],
        2 => vec![raw(format!("GET /en/ HTTP/1.1\r\n{head}x-large: {}\r\n\r\n", a.repeat(2_000)))],
        3 => vec![raw(format!("{a} /en/{b} HTTP/1.1\r\n{head}\r\n"))],
        4 => vec![raw(format!("GET http://{a}@{b}/en/ HTTP/1.1\r\n{head}\r\n"))],
        5 => vec![raw(format!(
            "POST /en/ HTTP/1.1\r\n{head}transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n5;{a}\r\n{b}\r\n0\r\n\r\n"
        ))],
        6 => vec![raw(format!("GET /en/{a} HTTP/9.9\r\n{head}\r\n"))],
        7 => vec![raw(format!("GET /en/ HTTP/1.1\r\n{head}x-{a}\u{1}: {b}\r\n\r\n"))],
        _ => vec![raw(format!("GET /en/story/{a} HTTP/1.1\r\n{head}cookie: half={b}"))],
    }
}

/// The newsroom's doors, tried by those who do not work there.
fn at_the_desk(aviary: &mut Aviary) -> Vec<Step> {
    let (mail, other) = (email(aviary), email(aviary));
    let (password, guess) = (aviary.word(Kind::Password), aviary.word(Kind::Password));
    let (query, path) = (aviary.word(Kind::Query), aviary.word(Kind::Path));
    let cookie = aviary.word(Kind::Cookie);
    let paste = aviary.word(Kind::Paste);
    let code = aviary.code().to_string();
    let json = serde_json::json!({ "id": paste, "rawId": paste, "response": { "clientDataJSON": paste }, "type": "public-key" });
    let all = [
        Request::form(
            "/desk/sign-in",
            &[("name", &mail), ("password", &password), ("code", "123456"), ("to", &query)],
        ),
        Request::form("/desk/sign-in/recovery", &[("name", &other), ("code", &guess)]),
        Request::form("/desk/sign-in/recovery", &[("name", &code), ("code", &code)]),
        Request::get(format!("/desk/sign-in?to={query}")),
        Request::get(format!("/desk/invite/{path}")),
        Request::form(
            format!("/desk/invite/{path}"),
            &[("name", &mail), ("sign_in", &other), ("language", "en")],
        ),
        Request::get(format!("/desk/sign-in/link/{path}")),
        Request::get("/desk").with("cookie", format!("desk={cookie}; __Secure-desk={cookie}")),
        Request::form("/desk/sign-in/passkey/options", &[("name", &mail)]),
        Request {
            method: "POST".into(),
            target: format!("/desk/sign-in/passkey?to={query}"),
            ..Request::default()
        }
        .with("content-type", "application/json")
        .with("sec-fetch-site", "same-origin")
        .bearing(json.to_string().into_bytes()),
        Request::form("/desk/stories", &[("language", &query)]).with("cookie", format!("desk={cookie}")),
        Request::get(format!("/desk/{path}?{query}")),
        Request::form("/desk/sign-in", &[("name", &mail)]).with("origin", format!("https://{path}.example")),
    ];
    (0..4).map(|_| Step::Ask(aviary.one_of(&all).clone())).collect()
}

/// Forms and files sent to pages that take none.
fn sending(aviary: &mut Aviary) -> Vec<Step> {
    let (mail, body) = (email(aviary), aviary.word(Kind::Body));
    let multipart = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{body}.jpg\"\r\n\r\n{body}\r\n--x--\r\n"
    );
    let all = [
        Request::form("/en/", &[("email", &mail), ("q", &body)]),
        Request::form("/en/contact", &[("email", &mail), ("message", &body)]),
        Request { method: "PUT".into(), target: format!("/en/{}", escaped(&body)), ..Request::default() }
            .bearing(body.clone().into_bytes()),
        Request { method: "POST".into(), target: "/desk/pictures".into(), ..Request::default() }
            .with("content-type", "multipart/form-data; boundary=x")
            .with("sec-fetch-site", "same-origin")
            .bearing(multipart.into_bytes()),
        Request { method: "OPTIONS".into(), target: "/en/".into(), ..Request::default() }
            .with("access-control-request-headers", body.clone()),
        Request { method: "DELETE".into(), target: format!("/s/{body}"), ..Request::default() },
    ];
    (0..2).map(|_| Step::Ask(aviary.one_of(&all).clone())).collect()
}

/// Other protocols, and halves of this one.
fn no_http(aviary: &mut Aviary, server: SocketAddr) -> Vec<Step> {
    let word = aviary.word(Kind::Body);
    let bytes = match aviary.below(5) {
        // A TLS greeting that names the host.
        0 => [&[0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3][..], &[7; 64], word.as_bytes(), b".example", &[0; 40]].concat(),
        1 => format!("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n{word}").into_bytes(),
        2 => format!("HELO {word}\r\nMAIL FROM:<{word}@mail.example>\r\n").into_bytes(),
        3 => format!("GET /en/ HTTP/1.1\r\nhost: {server}\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: {word}\r\n\r\n")
            .into_bytes(),
        _ => [word.as_bytes(), &[0, 255, 13, 10], word.as_bytes()].concat(),
    };
    vec![Step::Raw(bytes)]
}
