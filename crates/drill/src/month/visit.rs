//! A reader's visit: what a browser sends, with a canary in everything that could tell one reader from another.

use std::net::{Ipv4Addr, SocketAddr};

use crate::canary::{Aviary, Kind};
use crate::http::{self, Request};

/// What one reader does from one address, in order.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The address.
    pub from: Ipv4Addr,
    /// What is sent.
    pub steps: Vec<Step>,
}

/// One connection.
#[derive(Clone, Debug)]
pub enum Step {
    /// A request, and its answer is read.
    Ask(Request),
    /// Several requests on one connection, sent at once.
    Together(Vec<Request>),
    /// Bytes that may be no request at all.
    Raw(Vec<u8>),
}

impl Visit {
    /// Does it. How many answers came.
    ///
    /// # Errors
    /// When the server takes no connection, or a plain request gets no answer.
    pub fn run(&self, server: SocketAddr) -> anyhow::Result<usize> {
        let mut answers = 0;
        for step in &self.steps {
            match step {
                Step::Ask(request) => {
                    http::ask(self.from, server, request)?;
                    answers += 1;
                }
                Step::Together(requests) => {
                    let host = server.to_string();
                    let (last, others) = requests.split_last().expect("there is one at least");
                    let mut bytes: Vec<u8> =
                        others.iter().flat_map(|request| request.written(&host, "keep-alive")).collect();
                    bytes.extend(last.written(&host, "close"));
                    http::exchange(self.from, server, &bytes, false)?;
                    answers += requests.len();
                }
                Step::Raw(bytes) => {
                    http::exchange(self.from, server, bytes, true)?;
                    answers += 1;
                }
            }
        }
        Ok(answers)
    }
}

/// A visit of somebody who reads: a few of these pages, as a browser asks for them.
pub fn reading(aviary: &mut Aviary, pages: &[String]) -> Visit {
    let from = aviary.address(Kind::Address);
    let browser = Browser::new(aviary);
    let mut steps = Vec::new();
    for _ in 0..2 + aviary.below(4) {
        let page = aviary.one_of(pages).clone();
        let plain = Request::get(page);
        let request = match aviary.below(8) {
            0 => plain.with("accept-encoding", "br"),
            1 => plain.with("accept-encoding", "identity;q=0, gzip"),
            2 => plain.with("if-none-match", format!("\"{}\"", aviary.word(Kind::Header))),
            3 => plain.with("if-modified-since", "Sat, 01 Feb 2025 10:00:00 GMT"),
            4 => Request { method: "HEAD".into(), ..plain },
            5 => plain
                .with("range", "bytes=0-99")
                .with("if-range", format!("\"{}\"", aviary.word(Kind::Header))),
            6 => {
                let query = aviary.dressed(Kind::Query, |word| format!("?utm_source=letter&fbclid={word}"));
                Request { target: plain.target.clone() + &query, ..plain }
            }
            _ => plain,
        };
        steps.push(Step::Ask(browser.send(request, aviary)));
    }
    if aviary.below(4) == 0 {
        let together =
            (0..3).map(|_| browser.send(Request::get(aviary.one_of(pages).clone()), aviary)).collect();
        steps.push(Step::Together(together));
    }
    Visit { from, steps }
}

/// What a browser says of itself with every request.
pub struct Browser {
    agent: String,
    cookie: String,
    languages: String,
}

impl Browser {
    /// Somebody's.
    pub fn new(aviary: &mut Aviary) -> Browser {
        Browser {
            agent: aviary.dressed(Kind::Agent, |word| {
                format!("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {word}")
            }),
            cookie: aviary.dressed(Kind::Cookie, |word| format!("_ga=GA1.1.{word}")),
            languages: aviary.dressed(Kind::Header, |word| format!("be, ru;q=0.8, x-{word};q=0.1")),
        }
    }

    /// Keeps a cookie beside its own.
    pub fn keep(&mut self, cookie: &str) {
        self.cookie = format!("{}; {cookie}", self.cookie);
    }

    /// A request as this browser sends it, through one proxy or another.
    pub fn send(&self, request: Request, aviary: &mut Aviary) -> Request {
        let referrer = aviary.dressed(Kind::Referrer, |word| format!("https://search.example/?q={word}"));
        let request = request
            .with("user-agent", self.agent.clone())
            .with("cookie", self.cookie.clone())
            .with("accept-language", self.languages.clone())
            .with("referer", referrer);
        match aviary.below(5) {
            0 => request.with("x-forwarded-for", aviary.forwarded().to_string()),
            1 => request.with("forwarded", format!("for={};proto=https", aviary.forwarded())),
            2 => request
                .with("x-real-ip", aviary.forwarded().to_string())
                .with("cf-ray", aviary.word(Kind::Header)),
            3 => request.with("authorization", format!("Bearer {}", aviary.word(Kind::Header))),
            _ => request.with("from", email(aviary)),
        }
    }
}

/// Somebody's e-mail address.
pub fn email(aviary: &mut Aviary) -> String {
    aviary.dressed(Kind::Email, |word| format!("{word}@mail.example"))
}
