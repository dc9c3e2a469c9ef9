//! The control: a till that cheats, with a key for each reader. Each key lies in a real till's database of its own, and a
//! real gate lets its one reader in.

use std::path::Path;

use anyhow::Context;
use base::{Clock, config, id};
use gate::Gate;
use passes::{Epoch, PrivateKey, Token, TokenChallenge, Wallet, batch};
use till::{CodeKind, Till};
use tokio::runtime::Handle;

use super::{Options, Recorded, record};
use crate::seized::{address, seize};
use crate::seizure::ground::House;

/// What the cheating till recorded, the keys that lie in its databases, and the passes that were redeemed.
pub(super) fn cheated(
    options: &Options,
    house: &mut House<'_>,
    scratch: &Path,
    runtime: &Handle,
) -> anyhow::Result<(Vec<Recorded>, Vec<PrivateKey>, Vec<Token>)> {
    let (mut recorded, mut keys, mut passes) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..options.keys {
        let folder = scratch.join(format!("cheat-{number}"));
        let [till, gate] = ["till", "gate"].map(|what| house.own_database(&format!("cheat_{number}_{what}")));
        let (one, key, pass) = runtime.block_on(cheat(&folder, &till?, &gate?))?;
        recorded.push(one);
        keys.push(key);
        passes.push(pass);
    }
    Ok((recorded, keys, passes))
}

/// One reader at a till of their own.
async fn cheat(
    folder: &Path,
    till_url: &str,
    gate_url: &str,
) -> anyhow::Result<(Recorded, PrivateKey, Token)> {
    let (now, issuer) = (Clock::system().now(), config::Plus::default().issuer);
    let [of_till, of_gate] = ["till", "gate"].map(|what| folder.join(what));
    let url = Till::url(till_url, &of_till)?;
    let till = Till::open(&url, &of_till, &issuer, config::Till::default(), id::chance()).await?;
    till.make_keys(1, id::chance(), now).await?;
    let codes = till.make_codes(1, 1, CodeKind::Sheet, id::chance(), now).await??;
    let directory = till.directory(now).await?;
    let epoch = Epoch::at(now);
    let public = directory.key_of(epoch).context("the till has no key")?;
    let challenge = TokenChallenge::plus(&issuer).digest();
    let (batch, pending) = batch::prepare(&Wallet::from_entropy(id::chance()), epoch, public, challenge)?;
    let signed = till.draw(&codes[0], &batch, id::chance(), now).await??;
    let [pass, ..] = pending.finish(public, &signed)?;
    let url = Gate::url(gate_url, &of_gate)?;
    let gate = Gate::open(&url, &of_gate, &issuer, id::chance(), now).await?;
    gate.learn(&directory, now).await?;
    gate.redeem(&pass, id::chance(), now).await??;
    till.close().await;
    gate.close().await;
    let [of_till_db, of_gate_db] =
        [(till_url, "till"), (gate_url, "gate")].map(|(url, what)| address(url, folder, what));
    let seized = seize(&of_till_db, &of_gate_db, &of_till.join("secret")).await?;
    let (_, key) = seized.keys.into_iter().next().context("the till's database has no key")?;
    let recorded = record(&batch, &signed)?.swap_remove(0);
    Ok((recorded, key, pass))
}
