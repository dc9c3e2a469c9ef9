//! What whoever runs the machine may do without a session: invite the first administrator, let somebody in who is locked
//! out, tidy up. They could as well write in the database; this is the way that leaves a line in the record.

use base::Time;
use base::config::Config;
use store::{Store, StoreError, Write};

use crate::invite::MACHINE;
use crate::page::make_sign_in_link;
use crate::rights::Role;
use crate::{Newsroom, ceremony, deed, invite, keys, passkey, session, token};

/// The link that makes the first administrator, as long as there is none. Asked at each start; an earlier link is void.
pub async fn first_link(store: &Store, config: &Config, now: Time) -> Result<Option<String>, StoreError> {
    let mut tx = store.write().await?;
    let secret = invite::first(&mut tx, now).await?;
    tx.commit().await?;
    Ok(secret.map(|secret| invite_link(config, &secret)))
}

/// A link that invites somebody.
pub async fn invite(
    store: &Store,
    config: &Config,
    name: &str,
    role: Role,
    now: Time,
) -> Result<String, StoreError> {
    let mut tx = store.write().await?;
    let secret = invite::make(&mut tx, name, role, Some(MACHINE), now).await?;
    deed::record(&mut tx, MACHINE, "invited", "", role.name(), now).await?;
    tx.commit().await?;
    Ok(invite_link(config, &secret))
}

/// A link that signs a member in, by the name they type; `None` if nobody who works here has it.
pub async fn sign_in_link(
    store: &Store,
    config: &Config,
    name: &str,
    now: Time,
) -> Result<Option<String>, StoreError> {
    let mut tx = store.write().await?;
    let Some(keys) = keys::of_name(tx.reading(), name).await? else { return Ok(None) };
    let secret = make_sign_in_link(&mut tx, &keys.staff, now).await?;
    deed::record(&mut tx, MACHINE, "link-made", &keys.staff, "", now).await?;
    tx.commit().await?;
    Ok(Some(format!("{}/desk/sign-in/link/{secret}", desk_address(config))))
}

/// The address of an invitation.
pub(crate) fn invite_link(config: &Config, secret: &str) -> String {
    format!("{}/desk/invite/{secret}", desk_address(config))
}

/// Where the desk is opened: under a name where passkeys need one, else at the public address.
pub fn desk_address(config: &Config) -> String {
    let origin = passkey::origin(config).map(|url| url.to_string());
    origin.unwrap_or_else(|| config.server.address.clone()).trim_end_matches('/').to_owned()
}

/// Forgets sessions, invitations and ceremonies that have run out, and thins the autosaves of past days. To be called every hour or so, on any machine.
pub async fn tidy(newsroom: &Newsroom) -> Result<(), StoreError> {
    let now = newsroom.clock.now();
    let mut tx: Write = newsroom.store.write().await?;
    session::sweep(&mut tx, now).await?;
    token::sweep(&mut tx, now).await?;
    invite::sweep(&mut tx, now).await?;
    ceremony::sweep(&mut tx, now).await?;
    wire::session::sweep(&mut tx, now).await?;
    tx.commit().await?;
    let mut tx = newsroom.store.write().await?;
    content::thin::thin(&mut tx, now).await?;
    tx.commit().await
}
