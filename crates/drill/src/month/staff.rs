//! The newsroom at work meanwhile: signs in, writes, publishes, corrects, kills, so that the database is written to while
//! readers are there.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::{Context, bail};
use base::Time;
use passes::ReaderCode;

use crate::canary::{Aviary, Kind};
use crate::http::{self, Answer, Request};
use crate::month::visit::email;

/// An administrator at a browser.
pub struct Staff {
    from: Ipv4Addr,
    agent: String,
    secret: String,
    cookie: String,
    /// What was published last, to be corrected or killed.
    published: Vec<String>,
}

const NAME: &str = "drill";
const PASSWORD: &str = "seven ferries cross at dusk";

impl Staff {
    /// Takes the invitation of a new agency up.
    ///
    /// # Errors
    /// When the newsroom does not do what it should.
    pub fn join(
        aviary: &mut Aviary,
        server: SocketAddr,
        invitation: &str,
        now: Time,
    ) -> anyhow::Result<Staff> {
        let mut staff = Staff {
            from: aviary.address(Kind::Staff),
            agent: aviary.dressed(Kind::Staff, |word| format!("Mozilla/5.0 (Windows NT 10.0) {word}")),
            secret: String::new(),
            cookie: String::new(),
            published: Vec::new(),
        };
        let named = [("name", "Drill"), ("sign_in", NAME), ("language", "en"), ("way", "password")];
        staff.form(server, invitation, &named)?;
        let page = staff.get(server, &format!("{invitation}/password"))?.text();
        let secret = page.split("secret=").nth(1).context("the page shows no secret of a generator")?;
        staff.secret = secret.chars().take_while(char::is_ascii_alphanumeric).collect();
        let code = staff.code(now)?;
        let answer = staff.form(
            server,
            &format!("{invitation}/password"),
            &[("password", PASSWORD), ("code", &code)],
        )?;
        staff.take_cookie(&answer)?;
        Ok(staff)
    }

    /// Signs in anew.
    ///
    /// # Errors
    /// When the newsroom does not do what it should.
    pub fn sign_in(&mut self, server: SocketAddr, now: Time) -> anyhow::Result<()> {
        let code = self.code(now)?;
        let answer = self.form(
            server,
            "/desk/sign-in",
            &[("name", NAME), ("password", PASSWORD), ("code", &code), ("to", "/desk")],
        )?;
        self.take_cookie(&answer)
    }

    /// Writes a story and publishes it, corrects one and kills one. The address of the new story.
    ///
    /// # Errors
    /// When the newsroom does not do what it should.
    pub fn work(&mut self, server: SocketAddr, headline: &str) -> anyhow::Result<String> {
        let answer = self.form(server, "/desk/stories", &[("language", "en")])?;
        let id =
            answer.header("location").and_then(|to| to.rsplit('/').next()).context("no story")?.to_owned();
        let text = |text: String| serde_json::json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }] });
        let document = serde_json::json!({
            "headline": headline, "deck": format!("{headline}, in short."),
            "body": { "type": "doc", "content": [text(format!("{headline}, at length.")), text("The ferries sail.".repeat(200))] },
        });
        let saving = Request {
            method: "POST".into(),
            target: format!("/desk/story/{id}/revisions"),
            ..Request::default()
        }
        .with("content-type", "application/json")
        .with("sec-fetch-site", "same-origin")
        .bearing(serde_json::json!({ "base": 1, "document": document }).to_string().into_bytes());
        self.ask(server, saving)?;
        self.form(server, &format!("/desk/story/{id}/publication"), &[("revision", "2")])?;
        self.published.push(id);
        if self.published.len() > 2 {
            let killed = self.published.remove(0);
            let fields = [("notice", "It was untrue."), ("reason", "The source erred.")];
            self.form(server, &format!("/desk/story/{killed}/kill"), &fields)?;
        }
        Ok(format!("/en/story/{}", headline.to_lowercase().replace(' ', "-")))
    }

    /// The story that was published last.
    pub fn last_published(&self) -> Option<&str> {
        self.published.last().map(String::as_str)
    }

    /// Has codes made: a sheet of them, and a gift with words that are printed and kept nowhere.
    ///
    /// # Errors
    /// When the newsroom does not do what it should.
    pub fn codes(
        &self,
        aviary: &mut Aviary,
        server: SocketAddr,
        count: usize,
    ) -> anyhow::Result<Vec<ReaderCode>> {
        let count = count.to_string();
        let fields = [("count", count.as_str()), ("months", "2"), ("language", "en"), ("form", "text")];
        let sheet = self.form(server, "/desk/plus/codes", &fields)?.text();
        let codes: Vec<ReaderCode> =
            sheet.split_whitespace().filter_map(|word| ReaderCode::parse(word).ok()).collect();
        if codes.len().to_string() != count {
            bail!("{} codes instead of {count}: {sheet}", codes.len());
        }
        let words = format!("For {}, from all of us", email(aviary));
        let gift = [("months", "1"), ("language", "be"), ("words", words.as_str())];
        self.form(server, "/desk/plus/codes/gift", &gift)?;
        Ok(codes)
    }

    /// Has a pool made for readers to draw from; its id.
    ///
    /// # Errors
    /// When the newsroom does not do what it should.
    pub fn pool(&self, server: SocketAddr) -> anyhow::Result<String> {
        let fields = [("name", "Drill circle"), ("remark", "Paid in full"), ("weeks", "9000")];
        let answer = self.form(server, "/desk/plus/pools", &fields)?;
        let place = answer.header("location").and_then(|to| to.rsplit('/').next()).context("no pool")?;
        Ok(place.split('?').next().unwrap_or_default().to_owned())
    }

    fn code(&self, now: Time) -> anyhow::Result<String> {
        newsroom::totp::code(&self.secret, now).context("the generator's secret cannot be read")
    }

    /// A page of the desk's.
    ///
    /// # Errors
    /// When there is none.
    pub fn get(&self, server: SocketAddr, target: &str) -> anyhow::Result<Answer> {
        self.ask(server, Request::get(target))
    }

    /// Sends a form of the desk's.
    ///
    /// # Errors
    /// When the answer is neither a page nor a way on.
    pub fn form(&self, server: SocketAddr, target: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        self.ask(server, Request::form(target, fields))
    }

    fn ask(&self, server: SocketAddr, request: Request) -> anyhow::Result<Answer> {
        let target = request.target.clone();
        let request = request.with("user-agent", self.agent.clone()).with("cookie", self.cookie.clone());
        let answer = http::ask(self.from, server, &request)?;
        let leads_out = answer.header("location").is_some_and(|to| to.starts_with("/desk/sign-in"));
        if !matches!(answer.status, 200 | 303) || leads_out {
            bail!("the desk answers {} at {target}: {}", answer.status, answer.text());
        }
        Ok(answer)
    }

    fn take_cookie(&mut self, answer: &Answer) -> anyhow::Result<()> {
        let lines = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        let mut pairs = lines.filter_map(|(_, line)| line.split(';').next());
        let cookie = pairs.rfind(|pair| !pair.ends_with('='));
        self.cookie = cookie.with_context(|| format!("no cookie for staff: {}", answer.text()))?.to_owned();
        Ok(())
    }
}
