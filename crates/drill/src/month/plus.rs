//! Those who pay, and those who are given a code: they draw passes, hand them in, read, leave. And what is pasted into
//! their forms in error.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use base::{Clock, config};
use passes::token::{REQUEST_BYTES, RESPONSE_BYTES};
use passes::{Batch, Directory, Epoch, ReaderCode, SignedBatch, Token, TokenChallenge, Wallet};
use passes::{batch, cookie, directory, text};
use till::request::{DrawRequest, read_answer};
use till::{Provider, REQUEST_PATH};

use crate::canary::{Aviary, Kind};
use crate::http::{self, Answer, Request};
use crate::month::pay::{Paid, Shop};
use crate::month::visit::{Browser, Step, Visit, email};

/// The paid tier's month.
pub struct Plus<'a> {
    shop: &'a Shop,
    /// Addresses of stories that are for payers.
    stories: Vec<String>,
    /// The address of a pool.
    pool: String,
    readers: Vec<Reader>,
    refundable: Vec<Paid>,
    /// What was done.
    pub done: Done,
}

/// What was done, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Purchases that were paid.
    pub bought: usize,
    /// Of these, taken back.
    pub refunded: usize,
    /// Codes and passes from the newsroom and from pools.
    pub given: usize,
    /// Batches drawn.
    pub drawn: usize,
    /// Passes handed in.
    pub redeemed: usize,
    /// Whole stories read.
    pub read: usize,
}

/// Somebody with a code.
struct Reader {
    code: ReaderCode,
    wallet: Wallet,
    has_drawn: bool,
    passes: Vec<Token>,
}

/// Somebody at a browser, with an address of their own for each sitting.
struct Sitting<'a> {
    aviary: &'a mut Aviary,
    server: SocketAddr,
    from: std::net::Ipv4Addr,
    browser: Browser,
    asked: usize,
}

/// Of those who have a code, so many come back on a day.
const RETURNING: usize = 4;
/// The till makes its keys, and the gate learns them, soon after the first start: within so many half seconds.
const PATIENCE: usize = 240;
const STEP: Duration = Duration::from_millis(500);
/// A page that could not be made in time is asked for so often again.
const RELOADS: usize = 10;

impl<'a> Plus<'a> {
    /// Opens with a pool's address; waits until the till has its keys and the gate knows them.
    ///
    /// # Errors
    /// When they do not come, or no story is for payers.
    pub fn open(
        shop: &'a Shop,
        server: SocketAddr,
        pages: &[String],
        pool: String,
    ) -> anyhow::Result<Plus<'a>> {
        let mut stories = Vec::new();
        for page in pages.iter().filter(|page| page.contains("/story/") && !page.ends_with("/enter")) {
            let shown = http::ask([127, 0, 0, 1].into(), server, &Request::get(page.clone()))?;
            if shown.text().contains(&format!("{page}/enter\"")) {
                stories.push(page.clone());
            }
        }
        ensure!(!stories.is_empty(), "none of {} pages is a story for payers", pages.len());
        let plus = Plus {
            shop,
            stories,
            pool: format!("/en/plus/pool/{pool}"),
            readers: Vec::new(),
            refundable: Vec::new(),
            done: Done::default(),
        };
        await_keys(server, 2)?;
        Ok(plus)
    }

    /// A day: some buy, some are given a code, some come back, some paste what they should not. How many requests were
    /// answered.
    ///
    /// # Errors
    /// When the paid tier does not do what it should.
    pub fn day(
        &mut self,
        aviary: &mut Aviary,
        server: SocketAddr,
        buyers: usize,
        given: Vec<ReaderCode>,
        clock: &Clock,
    ) -> anyhow::Result<usize> {
        let mut asked = 0;
        for number in 0..buyers {
            let way = if number % 2 == 0 { Provider::Stripe } else { Provider::Btcpay };
            asked += self.buy(&mut Sitting::begin(aviary, server), way, clock)?;
        }
        for code in given {
            aviary.plant_code(&code);
            self.done.given += 1;
            asked += self.join(&mut Sitting::begin(aviary, server), code, clock)?;
        }
        asked += self.draw_from_pool(&mut Sitting::begin(aviary, server), clock)?;
        for _ in 0..RETURNING.min(self.readers.len()) {
            let number = aviary.below(self.readers.len());
            asked += self.come_back(&mut Sitting::begin(aviary, server), number, clock)?;
        }
        asked += self.paste(&mut Sitting::begin(aviary, server))?;
        if aviary.below(2) == 0
            && let Some(paid) = self.refundable.pop()
        {
            self.shop.take_back(&paid, aviary, server, clock)?;
            self.done.refunded += 1;
        }
        Ok(asked)
    }

    /// What is under way when the end comes: passes handed in, batches drawn.
    pub fn parting(&mut self, aviary: &mut Aviary) -> Vec<Visit> {
        let mut visits = Vec::new();
        for number in 0..self.readers.len().min(10) {
            let Some(pass) = self.readers[number].passes.pop() else { continue };
            let from = aviary.address(Kind::Address);
            let browser = Browser::new(aviary);
            let story = aviary.one_of(&self.stories).clone();
            let enter = Request::form("/enter", &[("pass", &text::write(&pass)), ("to", &story)]);
            let code = self.readers[number].code.to_string();
            let look = Request::form("/en/plus/code", &[("code", &code)]);
            let steps = [enter, look].map(|request| Step::Ask(browser.send(request, aviary)));
            visits.push(Visit { from, steps: steps.to_vec() });
        }
        visits
    }

    /// Looks at the prices, buys, writes the code down, pays, comes back from the provider, and begins to read.
    fn buy(&mut self, sitting: &mut Sitting<'_>, way: Provider, clock: &Clock) -> anyhow::Result<usize> {
        sitting.page("/en/plus")?;
        sitting.page("/en/plus/protection")?;
        let mail = email(sitting.aviary);
        let fields = [("plan", "month"), ("provider", way.as_str()), ("code", ""), ("email", &mail)];
        let begun = sitting.form("/en/plus/buy", &fields, 200)?;
        let code = shown_code(&begun.text())?;
        sitting.aviary.plant_code(&code);
        let paid = self.shop.tell(way, sitting.aviary, sitting.server, clock)?;
        self.refundable.extend(paid);
        self.done.bought += 1;
        sitting.page("/en/plus/paid")?;
        self.join(sitting, code, clock)
    }

    /// Enters a code, mistyped at first; has a card made of it; draws; reads.
    fn join(&mut self, sitting: &mut Sitting<'_>, code: ReaderCode, clock: &Clock) -> anyhow::Result<usize> {
        let typed = code.to_string();
        let last = if typed.ends_with('2') { "3" } else { "2" };
        let mistyped = format!("{}{last}", &typed[..typed.len() - 1]);
        sitting.form("/en/plus/code", &[("code", &mistyped)], 422)?;
        sitting.form("/en/plus/code", &[("code", &typed.to_lowercase().replace('-', " "))], 200)?;
        sitting.form("/en/plus/gift", &[("code", &typed)], 200)?;
        sitting.page("/en/plus/passes")?;
        let entropy = sitting.aviary.bytes();
        let wallet = Wallet::from_entropy(entropy);
        let words = wallet.words().as_bytes().to_vec();
        sitting.aviary.keep(Kind::Words, vec![words.clone(), entropy.to_vec()], words);
        self.readers.push(Reader { code, wallet, has_drawn: false, passes: Vec::new() });
        self.come_back(sitting, self.readers.len() - 1, clock)
    }

    /// Draws every month that is paid, the first time, as the wallet does; hands a pass in, reads with the cookie, and leaves
    /// or does not.
    fn come_back(
        &mut self,
        sitting: &mut Sitting<'_>,
        number: usize,
        clock: &Clock,
    ) -> anyhow::Result<usize> {
        let reader = &mut self.readers[number];
        let now = clock.now();
        if !reader.has_drawn {
            reader.has_drawn = true;
            let mut epoch = Epoch::at(now);
            while sitting.draw(reader, epoch)? {
                self.done.drawn += 1;
                epoch = epoch.next();
            }
        }
        let current = sitting.directory()?;
        let is_good = |token: &Token| {
            current.epoch_of(token.input.key_id).is_some_and(|epoch| epoch.week_at(now).is_some())
        };
        let Some(at) = reader.passes.iter().position(is_good) else { return Ok(sitting.asked) };
        let pass = reader.passes.remove(at);
        let story = sitting.aviary.one_of(&self.stories).clone();
        sitting.page(&story)?;
        sitting.page(&format!("{story}/enter"))?;
        sitting.enter(&pass, &story)?;
        self.done.redeemed += 1;
        for _ in 0..1 + sitting.aviary.below(3) {
            let story = sitting.aviary.one_of(&self.stories).clone();
            let whole = sitting.page(&story)?.text();
            ensure!(whole.contains("\"/leave\""), "{story} does not open to the week's cookie");
            self.done.read += 1;
        }
        // The same pass once more: it opens nothing.
        let again = [("pass", text::write(&pass)), ("to", story)];
        sitting.form("/enter", &again.each_ref().map(|(name, value)| (*name, value.as_str())), 422)?;
        if sitting.aviary.below(2) == 0 {
            sitting.form("/leave", &[("to", "/en/")], 303)?;
        }
        Ok(sitting.asked)
    }

    /// A code and a ready pass from a pool.
    fn draw_from_pool(&mut self, sitting: &mut Sitting<'_>, clock: &Clock) -> anyhow::Result<usize> {
        let pool = self.pool.clone();
        sitting.page(&pool)?;
        let page = sitting.form(&pool, &[("what", "pass")], 200)?.text();
        let start = page.find(text::PREFIX).context("the pool's page shows no pass")?;
        let end = page[start..].find('<').context("the pass does not end")?;
        let pass = text::read(&page[start..start + end])?;
        plant_pass(sitting.aviary, &pass);
        let story = sitting.aviary.one_of(&self.stories).clone();
        sitting.enter(&pass, &story)?;
        let code = shown_code(&sitting.form(&pool, &[("what", "code")], 200)?.text())?;
        sitting.aviary.plant_code(&code);
        self.done.given += 2;
        self.done.redeemed += 1;
        self.join(sitting, code, clock)
    }

    /// What does not belong there, in every form of the paid tier.
    fn paste(&mut self, sitting: &mut Sitting<'_>) -> anyhow::Result<usize> {
        let entropy = sitting.aviary.bytes();
        let words = Wallet::from_entropy(entropy).words().to_string();
        sitting.aviary.keep(Kind::Words, vec![words.clone().into_bytes()], words.clone().into_bytes());
        let code = sitting.aviary.code().to_string();
        let mail = email(sitting.aviary);
        let paste = sitting.aviary.word(Kind::Paste);
        let stray = format!("/en/plus/pool/{}", sitting.aviary.word(Kind::Path));
        let story = self.stories[0].clone();
        for typed in [&words, &code, &mail, &paste] {
            sitting.send(Request::form("/en/plus/code", &[("code", typed)]))?;
            sitting.send(Request::form("/en/plus/gift", &[("code", typed)]))?;
            sitting.send(Request::form("/enter", &[("pass", typed), ("to", &story)]))?;
            sitting.send(Request::form("/enter", &[("pass", "plus1."), ("to", typed)]))?;
            let fields = [("plan", typed.as_str()), ("provider", typed), ("code", typed)];
            sitting.send(Request::form("/en/plus/buy", &fields))?;
            sitting.send(Request::form(self.pool.clone(), &[("what", typed), ("email", &mail)]))?;
            sitting.send(Request::form(&stray, &[("what", typed)]))?;
            sitting.send(Request::text(REQUEST_PATH, format!("{code}\n{typed}")))?;
            sitting
                .send(Request::text("/till/stripe", typed.clone()).with("stripe-signature", paste.clone()))?;
            sitting.send(Request::text("/till/btcpay", typed.clone()).with("btcpay-sig", paste.clone()))?;
        }
        sitting.send(Request::get(stray))?;
        let refused = sitting.send(Request::get(format!("{story}/enter?pass={paste}")))?;
        ensure!(refused.status < 500, "a stray query is answered {}", refused.status);
        Ok(sitting.asked)
    }
}

impl<'a> Sitting<'a> {
    fn begin(aviary: &'a mut Aviary, server: SocketAddr) -> Sitting<'a> {
        let from = aviary.address(Kind::Address);
        let browser = Browser::new(aviary);
        Sitting { aviary, server, from, browser, asked: 0 }
    }

    fn send(&mut self, request: Request) -> anyhow::Result<Answer> {
        let request = self.browser.send(request, self.aviary);
        self.asked += 1;
        http::ask(self.from, self.server, &request)
    }

    /// Asks for a page; again where a busy machine could not make it in time, as a reader does.
    fn page(&mut self, target: &str) -> anyhow::Result<Answer> {
        let mut answer = self.send(Request::get(target))?;
        for _ in 0..RELOADS {
            if answer.status != 503 {
                break;
            }
            std::thread::sleep(STEP);
            answer = self.send(Request::get(target))?;
        }
        ensure!(answer.status == 200, "{target} is answered {}", answer.status);
        Ok(answer)
    }

    fn form(&mut self, target: &str, fields: &[(&str, &str)], status: u16) -> anyhow::Result<Answer> {
        let answer = self.send(Request::form(target, fields))?;
        ensure!(answer.status == status, "{target} is answered {}: {}", answer.status, answer.text());
        Ok(answer)
    }

    /// The keys, as a wallet asks for them.
    fn directory(&mut self) -> anyhow::Result<Directory> {
        Ok(Directory::from_json(&self.page(directory::PATH)?.text())?)
    }

    /// Draws a month's passes, with the request sent twice; whether the code pays for it.
    fn draw(&mut self, reader: &mut Reader, epoch: Epoch) -> anyhow::Result<bool> {
        let directory = self.directory()?;
        let key = directory.key_of(epoch).with_context(|| format!("there is no key for {epoch}"))?;
        let challenge = TokenChallenge::plus(&config::Plus::default().issuer).digest();
        let (batch, pending) = batch::prepare(&reader.wallet, epoch, key, challenge)?;
        self.plant_batch(&batch);
        let request = DrawRequest { code: reader.code.clone(), batch }.to_text();
        let answer = self.send(Request::text(directory.request_uri(), request.clone()))?;
        match answer.status {
            200 => {}
            402 | 404 => return Ok(false),
            status => bail!("a draw is answered {status}: {}", answer.text()),
        }
        let signed = read_answer(&answer.text())?;
        self.plant_answer(&signed);
        let again = self.send(Request::text(directory.request_uri(), request))?;
        ensure!(again.body == answer.body, "the same batch gets another answer");
        for pass in pending.finish(key, &signed)? {
            plant_pass(self.aviary, &pass);
            reader.passes.push(pass);
        }
        Ok(true)
    }

    /// Hands a pass in at a story, and keeps the cookie.
    fn enter(&mut self, pass: &Token, story: &str) -> anyhow::Result<()> {
        let came = self.form("/enter", &[("pass", &text::write(pass)), ("to", story)], 303)?;
        let line = came.header("set-cookie").context("a good pass gets no cookie")?;
        let pair = line.split(';').next().filter(|pair| pair.starts_with(cookie::NAME));
        self.browser.keep(pair.context("the cookie has another name")?);
        Ok(())
    }

    fn plant_batch(&mut self, batch: &Batch) {
        for request in batch.to_bytes()[32..].chunks(REQUEST_BYTES) {
            let blinded = request[3..].to_vec();
            self.aviary.keep(Kind::Blinded, vec![blinded[..32].to_vec()], blinded);
        }
    }

    fn plant_answer(&mut self, signed: &SignedBatch) {
        for signature in signed.to_bytes().chunks(RESPONSE_BYTES) {
            self.aviary.keep(Kind::Blinded, vec![signature[..32].to_vec()], signature.to_vec());
        }
    }
}

/// Its nonce, its signature, and the text as it is pasted.
fn plant_pass(aviary: &mut Aviary, pass: &Token) {
    let spellings =
        vec![pass.input.nonce.to_vec(), pass.authenticator[..32].to_vec(), text::write(pass).into_bytes()];
    aviary.keep(Kind::Pass, spellings, pass.to_bytes().to_vec());
}

/// The code that a page shows, group by group.
fn shown_code(page: &str) -> anyhow::Result<ReaderCode> {
    let groups = page.split("<span>").skip(1).filter_map(|rest| rest.split('<').next());
    let groups: Vec<&str> = groups.filter(|group| group.len() == 4).take(7).collect();
    ReaderCode::parse(&groups.join("-")).with_context(|| format!("no code is shown: {page}"))
}

/// Waits until the till has keys for so many months; the gate learns this month's within seconds of that.
pub(crate) fn await_keys(server: SocketAddr, months: u32) -> anyhow::Result<()> {
    for _ in 0..PATIENCE {
        let answer = http::ask([127, 0, 0, 1].into(), server, &Request::get(directory::PATH))?;
        let directory = Directory::from_json(&answer.text()).ok();
        if directory.is_some_and(|directory| directory.ids().count() >= months as usize) {
            std::thread::sleep(STEP * 8);
            return Ok(());
        }
        std::thread::sleep(STEP);
    }
    bail!("the till has no keys")
}
