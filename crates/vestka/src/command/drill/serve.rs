//! The server under drill: `vestka serve` with a clock that the drill puts on. With `--control` a front before it writes
//! a line about every reader, which nothing else in this program can do and which the drill must catch.

use std::io::BufRead;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitCode;

use base::{Clock, Time};
use drill::child::{PUT_TO, READING_ALONG};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::command::{DataFolder, serve};
use crate::house;

/// What the server under drill is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    folder: DataFolder,
    /// What time it is
    #[arg(long)]
    clock: String,
    /// Log everything
    #[arg(long)]
    pub(super) talkative: bool,
    /// Switch the deliberate line on
    #[arg(long)]
    control: bool,
}

/// Serves until it is told to stop, or the drill is gone.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let clock = Clock::running();
    clock.set(Time::parse_rfc3339(&arguments.clock)?);
    let hand = clock.clone();
    std::thread::spawn(move || follow(&hand));
    let mut listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    if arguments.control {
        listen = free_port().await?;
        let front = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("{READING_ALONG}{}", front.local_addr()?);
        tokio::spawn(read_along(front, listen));
    }
    serve::serve(house::settings(&arguments.folder.data)?, &arguments.folder.data, Some(listen), clock).await
}

/// Puts the clock to each time that is said on standard input. When the drill is gone, so is its server.
fn follow(clock: &Clock) {
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        if let Ok(time) = Time::parse_rfc3339(&line) {
            clock.set(time);
            println!("{PUT_TO}{time}");
        }
    }
    std::process::exit(1);
}

async fn free_port() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?.local_addr()
}

/// Passes everything on, and logs who sent it and how it begins.
async fn read_along(front: TcpListener, server: SocketAddr) {
    while let Ok((reader, from)) = front.accept().await {
        tokio::spawn(async move {
            let _ = pass_on(reader, from, server).await;
        });
    }
}

async fn pass_on(mut reader: TcpStream, from: SocketAddr, server: SocketAddr) -> std::io::Result<()> {
    let mut head = [0; 8192];
    let length = reader.read(&mut head).await?;
    tracing::info!(%from, "{}", String::from_utf8_lossy(&head[..length]));
    let mut inside = TcpStream::connect(server).await?;
    inside.write_all(&head[..length]).await?;
    copy_bidirectional(&mut reader, &mut inside).await?;
    Ok(())
}
