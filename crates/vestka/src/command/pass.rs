//! `vestka pass`: the reader's own command line, for drawing passes without a browser. Needs no data folder and keeps
//! nothing: words come in, passes go out.

pub(crate) mod site;

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use base::Clock;
use clap::Subcommand;
use passes::{Epoch, ReaderCode, TokenChallenge, Wallet, batch, text};
use till::DrawRequest;
use zeroize::Zeroizing;

use site::Site;

/// The longest file of twelve words.
const MOST_WORDS_BYTES: u64 = 4_096;

/// What `pass` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print twelve new words: from them all your passes follow. Write them down, show them to nobody
    Words,
    /// Draw a month's ten passes with a reader code and your twelve words, and print them, one a line
    Draw(Draw),
}

#[derive(clap::Args)]
struct Draw {
    /// The site's address: https://…, or http:// for an onion service
    #[arg(long, value_name = "URL")]
    site: String,
    /// Your reader code
    #[arg(long, env = "VESTKA_CODE", hide_env_values = true)]
    code: String,
    /// A file that holds your twelve words; - reads them from standard input
    #[arg(long, value_name = "FILE", default_value = "-")]
    words_from: PathBuf,
    /// The month, such as 2026-11; the current one if not given. Any that is paid for can be drawn, up to a year ahead. A
    /// moment left to chance, or the day on which you paid, tells nobody when you read
    #[arg(long)]
    epoch: Option<Epoch>,
    /// The name under which the site issues passes, if it is not the usual one
    #[arg(long, default_value_t = base::config::Plus::default().issuer)]
    issuer: String,
    /// Go through a proxy, such as Tor's at socks5h://127.0.0.1:9050
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
}

/// Makes words, or draws.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.act {
        Act::Words => println!("{}", &*Wallet::from_entropy(base::id::chance()).words()),
        Act::Draw(asked) => {
            for pass in draw(&asked).await? {
                println!("{pass}");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The passes as texts.
async fn draw(asked: &Draw) -> anyhow::Result<Vec<String>> {
    let code = ReaderCode::parse(&asked.code).context("the code")?;
    let wallet = Wallet::from_words(&words(&asked.words_from)?).context("the twelve words")?;
    let site = Site::at(&asked.site, asked.proxy.as_deref())?;
    let epoch = asked.epoch.unwrap_or_else(|| Epoch::at(Clock::system().now()));
    let directory = site.directory().await?;
    let key = directory.key_of(epoch).with_context(|| format!("the site has no key for {epoch}"))?;
    let challenge = TokenChallenge::plus(&asked.issuer).digest();
    let (batch, pending) = batch::prepare(&wallet, epoch, key, challenge)?;
    let request = DrawRequest { code, batch }.to_text();
    let answer = site.draw(directory.request_uri(), request).await?;
    let passes = pending.finish(key, &answer).context("the site's answer")?;
    Ok(passes.iter().map(text::write).collect())
}

fn words(file: &PathBuf) -> anyhow::Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::new());
    let read = match file.as_os_str() == "-" {
        true => std::io::stdin().take(MOST_WORDS_BYTES).read_to_string(&mut text),
        false => std::fs::File::open(file)
            .and_then(|opened| opened.take(MOST_WORDS_BYTES).read_to_string(&mut text)),
    };
    read.with_context(|| format!("the words cannot be read from {}", file.display()))?;
    Ok(text)
}
