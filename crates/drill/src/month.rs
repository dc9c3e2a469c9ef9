//! The script: a month of an agency in minutes. Readers read, some of them for pay; others try doors; the newsroom works;
//! the clock goes on a day at a time, and now and then the server is started anew.

pub mod letters;
pub mod odd;
pub mod pay;
pub mod plus;
pub mod staff;
pub mod visit;

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;
use base::Time;

use crate::canary::Aviary;
use crate::child::{Server, Setting};
use crate::http::{self, Request};
use crate::month::letters::Letters;
use crate::month::pay::Shop;
use crate::month::plus::{Done, Plus};
use crate::month::staff::Staff;
use crate::month::visit::Visit;
use crate::search::{Found, Searcher};

/// How much happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Days on which something happens; the clock passes over the others.
    pub days: usize,
    /// Days between two of them.
    pub stride: i64,
    /// Visits on each by those who read.
    pub readers: usize,
    /// And by those who do not.
    pub others: usize,
    /// Readers who buy on each, and as many are given a code.
    pub buyers: usize,
}

/// How the server ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is asked to, and tidies up.
    Stopped,
    /// It is taken away in the middle of answers: kill -9.
    Killed,
}

/// What a month left in hands.
pub struct Lived {
    /// Everything planted.
    pub aviary: Aviary,
    /// Requests that were answered.
    pub requests: usize,
    /// What was done in the paid tier.
    pub plus: Done,
    /// What memory held on the last day.
    pub memory: Found,
    /// Files open outside the folders that are searched.
    pub elsewhere: Vec<String>,
    /// Words that staff published: what must be found.
    pub published: Vec<String>,
    /// The last part of every address that somebody read: what no log may name.
    pub slugs: Vec<String>,
}

/// Threads that visit at once.
const VISITORS: usize = 4;
/// The server is started anew after so many days.
const RESTART_AFTER: usize = 3;
const DAY_MS: i64 = 86_400_000;

/// Lives through a month.
///
/// # Errors
/// When the server does not do what it should: then nothing is proved.
pub fn live(
    setting: &Setting,
    shop: &Shop,
    letters: &Letters,
    measure: Measure,
    end: End,
    seed: u64,
    begins: Time,
) -> anyhow::Result<Lived> {
    let mut aviary = Aviary::new(seed);
    let mut server = Server::start(setting, begins)?;
    let invitation = server.invitation.clone().context("a new agency invites its first administrator")?;
    let mut staff = Staff::join(&mut aviary, server.address, &invitation, server.clock.now())?;
    let (mut requests, mut published) = (0, Vec::new());
    let mut pages = addresses(server.address)?;
    let pool = staff.pool(server.address)?;
    let mut plus = Plus::open(shop, server.address, &pages, pool)?;
    for day in 0..measure.days {
        let now = begins.plus_millis(day as i64 * measure.stride * DAY_MS);
        if day > 0 {
            if day % RESTART_AFTER == 0 {
                ended(server, end)?;
                server = Server::start(setting, now)?;
            } else {
                server.set_clock(now)?;
            }
            staff.sign_in(server.address, server.clock.now())?;
        }
        let word = format!("published{}", aviary.below(usize::MAX));
        pages.push(staff.work(server.address, &format!("Ferries on day {day} {word}"))?);
        published.push(word);
        let story = staff.last_published().context("a story was published")?;
        requests += letters.day(&mut aviary, server.address, &staff, story, measure.buyers)?;
        let codes = staff.codes(&mut aviary, server.address, measure.buyers)?;
        let planned = planned(&mut aviary, server.address, &pages, measure);
        requests += visits(&planned, server.address, || {
            plus.day(&mut aviary, server.address, measure.buyers, codes, &server.clock)
        })?;
    }
    // Half a day later something is under way when the end comes.
    let searcher = Searcher::new(aviary.kept(), aviary.decoys())?;
    let memory = server.memory(&searcher)?;
    let elsewhere = server.files_elsewhere(&[&setting.temporary, &setting.logs])?;
    let elsewhere = elsewhere.iter().map(|path| path.display().to_string()).collect();
    let mut last = plus.parting(&mut aviary);
    last.extend(planned(&mut aviary, server.address, &pages, measure));
    std::thread::scope(|scope| {
        let address = server.address;
        let last = &last;
        scope.spawn(move || last.iter().take(40).for_each(|visit| drop(visit.run(address))));
        std::thread::sleep(std::time::Duration::from_millis(150));
        ended(server, end)
    })?;
    let slugs =
        pages.iter().filter_map(|page| page.split_once("/story/")).map(|(_, slug)| slug.to_owned()).collect();
    Ok(Lived { aviary, requests, plus: plus.done, memory, elsewhere, published, slugs })
}

fn ended(server: Server, end: End) -> anyhow::Result<()> {
    match end {
        End::Stopped => server.stop(),
        End::Killed => server.kill(),
    }
}

/// The visits of a day.
fn planned(aviary: &mut Aviary, server: SocketAddr, pages: &[String], measure: Measure) -> Vec<Visit> {
    let mut all: Vec<Visit> = (0..measure.readers).map(|_| visit::reading(aviary, pages)).collect();
    all.extend((0..measure.others).map(|_| odd::odd(aviary, server)));
    all
}

/// Makes the visits of a day, several at once, and meanwhile what is done in the paid tier. How many requests were answered.
fn visits(
    planned: &[Visit],
    server: SocketAddr,
    meanwhile: impl FnOnce() -> anyhow::Result<usize>,
) -> anyhow::Result<usize> {
    let (next, answers) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let asked = std::thread::scope(|scope| {
        let visitor = || -> anyhow::Result<()> {
            while let Some(visit) = planned.get(next.fetch_add(1, Ordering::Relaxed)) {
                answers.fetch_add(visit.run(server)?, Ordering::Relaxed);
            }
            Ok(())
        };
        let threads: Vec<_> = (0..VISITORS).map(|_| scope.spawn(visitor)).collect();
        let asked = meanwhile();
        threads.into_iter().try_for_each(|thread| thread.join().expect("a visitor does not panic"))?;
        asked
    })?;
    Ok(answers.into_inner() + asked)
}

/// Every address that the front pages and the lists link to.
fn addresses(server: SocketAddr) -> anyhow::Result<Vec<String>> {
    let mut all: BTreeSet<String> =
        ["/", "/robots.txt", "/sitemap.xml", "/.well-known/tdmrep.json"].map(str::to_owned).into();
    let mut waiting: Vec<String> = ["/en/", "/be/", "/ru/", "/en/latest"].map(str::to_owned).into();
    while let Some(page) = waiting.pop().filter(|_| all.len() < MOST_PAGES) {
        let answer = http::ask(Ipv4Addr::LOCALHOST, server, &Request::get(page.clone()))?;
        all.insert(page);
        for link in links(&answer.text()) {
            if all.insert(link.clone()) && link.ends_with('/') {
                waiting.push(link);
            }
        }
    }
    Ok(all.into_iter().collect())
}

/// Enough for a month.
const MOST_PAGES: usize = 400;

/// What a page links to on its own site: other pages, pictures, the feed.
fn links(html: &str) -> Vec<String> {
    let values = ["href=\"/", "src=\"/"].into_iter().flat_map(|attribute| html.split(attribute).skip(1));
    let links = values.filter_map(|rest| rest.split(['"', '#']).next());
    links.map(|link| format!("/{}", link.replace("&amp;", "&"))).collect()
}

#[cfg(test)]
mod tests;
