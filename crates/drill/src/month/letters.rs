//! Newsletters meanwhile: readers sign up with mail addresses, which are planted, and confirm; staff send an alert with the
//! key, which the drill brings and the server never keeps; some readers leave.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, ensure};
use mail::testing::Sink;
use newsletter::PrivateKey;
use tokio::runtime::Handle;

use crate::canary::Aviary;
use crate::http::{self, Request};
use crate::month::staff::Staff;
use crate::month::visit::email;

/// A mail server, and the key that addresses are sealed to.
pub struct Letters {
    sink: Sink,
    key: PrivateKey,
}

impl Letters {
    /// Starts the mail server and makes the key.
    pub fn open(runtime: &Handle) -> Letters {
        let key = PrivateKey::from_chance(base::id::chance().into());
        Letters { sink: runtime.block_on(Sink::start()), key }
    }

    /// The settings by which a server knows them.
    pub fn environment(&self) -> Vec<(String, String)> {
        let mail = self.sink.settings();
        let pairs = [
            ("VESTKA_MAIL_SERVER", mail.server),
            ("VESTKA_MAIL_PORT", mail.port.to_string()),
            ("VESTKA_MAIL_SECURITY", "none".to_owned()),
            ("VESTKA_MAIL_FROM", mail.from),
            ("VESTKA_MAIL_MESSAGES_PER_MINUTE", "60000".to_owned()),
            ("VESTKA_NEWSLETTER_KEY", self.key.public().text()),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value)).to_vec()
    }

    /// A day: readers sign up and confirm, one of them leaves, and staff send an alert about a story. How many requests that
    /// were.
    ///
    /// # Errors
    /// When the server does not do what it should.
    pub fn day(
        &self,
        aviary: &mut Aviary,
        server: SocketAddr,
        staff: &Staff,
        story: &str,
        readers: usize,
    ) -> anyhow::Result<usize> {
        let mut requests = 0;
        for _ in 0..readers {
            let address = email(aviary);
            let fields = [("address", address.as_str()), ("list", "breaking"), ("list", "daily")];
            let answer = http::ask(Ipv4Addr::LOCALHOST, server, &Request::form("/en/newsletter", &fields))?;
            ensure!(answer.status == 200, "a sign-up is answered {}: {}", answer.status, answer.text());
            self.post(server, &self.link(&address, "confirm")?)?;
            requests += 2;
        }
        let before = self.sink.count();
        let draft = staff.form(server, "/desk/newsletters", &[("story", story)])?;
        let page = draft.header("location").context("no newsletter was drafted")?.to_owned();
        staff.form(server, &format!("{page}/sending"), &[("key", &self.key.text())])?;
        for _ in 0..600 {
            if staff.get(server, &page)?.text().contains("/html\"") && self.sink.count() >= before + readers {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        ensure!(self.sink.count() >= before + readers, "a newsletter did not reach its readers");
        let last = self.sink.taken().pop().context("nothing was sent")?;
        self.post(server, &self.link(&last.to, "leave")?)?;
        Ok(requests + 3)
    }

    fn post(&self, server: SocketAddr, target: &str) -> anyhow::Result<()> {
        let click = Request::form(target, &[("List-Unsubscribe", "One-Click")]);
        let answer = http::ask(Ipv4Addr::LOCALHOST, server, &click)?;
        ensure!(answer.status == 200, "the link of a mail is answered {}", answer.status);
        Ok(())
    }

    /// The path of the link in the last mail to an address.
    fn link(&self, address: &str, kind: &str) -> anyhow::Result<String> {
        let taken = self.sink.taken();
        let begins = format!("/en/newsletter/{kind}/");
        let mails = taken.iter().rev().filter(|taken| taken.to == address);
        let mut wholes = mails.map(|mail| String::from_utf8_lossy(&mail.message).replace("=\r\n", ""));
        let whole = wholes.find(|whole| whole.contains(&begins)).context("no mail has the link")?;
        let token = whole.split(&begins).nth(1).and_then(|rest| rest.get(..32)).context("no token")?;
        Ok(format!("{begins}{token}"))
    }
}
