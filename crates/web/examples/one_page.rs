//! Serves one page of about 45 kB at every address below `/page/`: what `bench/serve/run` measures when it is given
//! no other server. Usage: `one_page 127.0.0.1:8080 [workers]`.

use base::Clock;
use http::header::CONTENT_SECURITY_POLICY;
use std::sync::Arc;
use web::headers::{Policy, content_security_policy, style_hash};
use web::listener::{self, Limits};
use web::{App, Key, Rendered, Routes, Settings, Visit};

const STYLE: &str = "body{font:1.1rem/1.5 Georgia,serif;max-width:38rem;margin:auto}nav li{margin:.5rem 0}";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned()).parse()?;
    let workers = arguments.next().map_or(Ok(0), |count| count.parse())?;
    listener::raise_file_limit();
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?.block_on(async {
        let routes = Routes::new().page("page", "/page/{name}", |visit: Visit| async move {
            let policy = content_security_policy(&style_hash(STYLE));
            let page =
                Rendered::html(story(visit.params.get("name"))).header(CONTENT_SECURITY_POLICY, policy);
            Ok(page.depends_on([Key::of("latest/en"), Key::of("story/1")]).into())
        });
        let policy = Policy::readers();
        let app = App::new(routes, policy, Arc::default(), Clock::system(), Settings::default());
        let listener = listener::bind(address)?;
        println!("http://{}/page/story", listener.local_addr()?);
        let interrupted = async { drop(tokio::signal::ctrl_c().await) };
        listener::serve(listener, app, Limits { workers, ..Limits::default() }, interrupted).await
    })?;
    Ok(())
}

/// A page with the proportions of a story's: paragraphs, a list of links, and words that do not pack too well.
fn story(name: &str) -> String {
    let mut words = Words(name.bytes().fold(7, |seed, byte| seed * 31 + u64::from(byte)));
    let mut page = format!("<!doctype html><html lang=en><title>{name}</title><style>{STYLE}</style><main>");
    while page.len() < 37_000 {
        page += &format!("<p>{}.</p>\n", words.take(70));
    }
    page += "</main><nav><ul>";
    for number in 0..40 {
        let title = words.take(9);
        page += &format!("<li><a href=\"/page/{number}\">{title}</a> <span>Economy, Politics</span></li>\n");
    }
    page + "</ul></nav></html>"
}

struct Words(u64);

impl Words {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// So many words, the short ones more often.
    fn take(&mut self, count: usize) -> String {
        let mut text = String::new();
        for _ in 0..count {
            let rank = self.next() % 1500 * (self.next() % 1500) / 1500;
            for place in 0..2 + rank % 3 {
                let sound = (rank * 7 + place * (13 + rank / 60)) as usize % 60;
                text += ["ra", "ni", "st", "o", "ve", "ka", "la", "mi", "e", "tu", "sh", "and"][sound / 5];
            }
            text.push(' ');
        }
        text.trim_end().to_owned()
    }
}
