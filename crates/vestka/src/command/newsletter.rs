//! `vestka newsletter`: the key that readers' addresses are sealed to.

use std::process::ExitCode;

use clap::Subcommand;
use newsletter::PrivateKey;
use zeroize::Zeroizing;

/// What `newsletter` is told.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Print a new pair of keys; both are kept nowhere. Best run on another machine than the server
    Key,
}

/// Prints the pair: the public key for the settings, the private one for paper.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Act::Key = arguments.act;
    let key = PrivateKey::from_chance(Zeroizing::new(base::id::chance()));
    println!("The public key. On the server, in vestka.toml:");
    println!();
    println!("[newsletter]");
    println!("key = \"{}\"", key.public().text());
    println!();
    println!(
        "The private key. It is shown this once and kept nowhere. Write it down, or keep it on a medium that is not with"
    );
    println!(
        "the server; it is entered at the desk for each sending. Who has it and the database has every address; without it"
    );
    println!("nobody can be sent anything, and readers have to subscribe anew.");
    println!();
    println!("{}", *key.text());
    ExitCode::SUCCESS
}
