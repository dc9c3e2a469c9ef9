//! Passkeys: kept by the device, checked by webauthn-rs. Every ceremony has a challenge of its own that is answered once
//! within five minutes; the device always asks its owner for a finger, a face or a code, so a passkey alone is proof.
//!
//! Passkeys are made discoverable: the sign-in page asks for no name, and so has no answer that would tell who works
//! here.

mod table;

use base::Time;
use base::config::Config;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use store::Write;
use webauthn_rs::prelude::*;

pub use table::{Line, count, forget, lines, rename};

use crate::ceremony;
use crate::failure::{Answer, Failure};

/// What has begun, as it waits in the database.
#[derive(Serialize, Deserialize)]
enum Begun {
    /// A passkey is being made for somebody.
    Creation { staff: String, state: Box<PasskeyRegistration> },
    /// Somebody signs in; who, the device will say.
    SignIn { state: Box<DiscoverableAuthentication> },
    /// A member shows again who they are.
    Confirmation { staff: String, state: Box<PasskeyAuthentication> },
}

/// For whom a passkey is made.
pub struct Owner<'a> {
    /// The member's id, which the device gives back at sign-in.
    pub staff: &'a str,
    /// What they type where they sign in otherwise.
    pub sign_in: &'a str,
    /// As colleagues see it.
    pub name: &'a str,
}

/// The name that passkeys are bound to, and where they are used: the public address, or this machine under its own name.
/// Where the address is a number there can be none.
pub fn origin(config: &Config) -> Option<Url> {
    let mut url = Url::parse(&config.server.address).ok()?;
    url.set_path("");
    if matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "0.0.0.0")) {
        url.set_host(Some("localhost")).ok()?;
    }
    let secure = url.scheme() == "https" || url.domain() == Some("localhost");
    url.domain().is_some().then_some(url).filter(|_| secure)
}

fn party(config: &Config) -> Answer<Webauthn> {
    let broken = |what: String| Failure::Broken(format!("passkeys: {what}"));
    let origin = origin(config).ok_or_else(|| broken("the public address is no name".into()))?;
    let id = origin.domain().unwrap_or_default().to_owned();
    let builder = WebauthnBuilder::new(&id, &origin).map_err(|error| broken(error.to_string()))?;
    builder.rp_name(&config.agency.name).build().map_err(|error| broken(error.to_string()))
}

/// Begins to make a passkey; answers what the browser is told.
pub async fn begin_creation(tx: &mut Write, config: &Config, owner: &Owner<'_>, now: Time) -> Answer<Value> {
    let uuid = Uuid::parse_str(owner.staff).map_err(|_| Failure::Missing)?;
    let known = table::of(tx.reading(), owner.staff).await?;
    let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
    let begun = party(config)?.start_passkey_registration(uuid, owner.sign_in, owner.name, Some(known));
    let (options, state) = begun.map_err(|error| Failure::Broken(format!("passkeys: {error}")))?;
    let mut options = as_json(&options)?;
    // Discoverable: it can be found by the device without a name.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
    let begun = Begun::Creation { staff: owner.staff.to_owned(), state: Box::new(state) };
    wait(tx, &options, &begun, now).await?;
    Ok(options)
}

/// Takes a passkey that the browser has made. `None` where it is not what was asked for.
pub async fn finish_creation(
    tx: &mut Write,
    config: &Config,
    staff: &str,
    answer: &Value,
    now: Time,
) -> Answer<Option<Made>> {
    let Some((answer, begun)) = answered::<RegisterPublicKeyCredential>(tx, answer, now).await? else {
        return Ok(None);
    };
    let Begun::Creation { staff: owner, state } = begun else { return Ok(None) };
    if owner != staff {
        return Ok(None);
    }
    let made = party(config)?.finish_passkey_registration(&answer, &state).ok();
    Ok(made.map(|passkey| Made { passkey }))
}

/// A passkey that has been made and checked, and belongs to nobody yet.
pub struct Made {
    passkey: Passkey,
}

impl Made {
    /// Keeps it. False where somebody has it already.
    pub async fn keep(self, tx: &mut Write, staff: &str, name: &str, now: Time) -> Answer<bool> {
        table::add(tx, staff, name, &self.passkey, now).await
    }
}

/// Begins a sign-in by whichever passkey the device finds.
pub async fn begin_sign_in(tx: &mut Write, config: &Config, now: Time) -> Answer<Value> {
    if !ceremony::has_room(tx, now).await? {
        return Err(Failure::TooOften(5));
    }
    let begun = party(config)?.start_discoverable_authentication();
    let (options, state) = begun.map_err(|error| Failure::Broken(format!("passkeys: {error}")))?;
    let mut options = as_json(&options)?;
    // Asked for by a button, not offered in a field.
    options.as_object_mut().map(|options| options.remove("mediation"));
    wait(tx, &options, &Begun::SignIn { state: Box::new(state) }, now).await?;
    Ok(options)
}

/// Who has signed in by a passkey, if somebody has.
pub async fn finish_sign_in(
    tx: &mut Write,
    config: &Config,
    answer: &Value,
    now: Time,
) -> Answer<Option<String>> {
    let Some((answer, begun)) = answered::<PublicKeyCredential>(tx, answer, now).await? else {
        return Ok(None);
    };
    let Begun::SignIn { state } = begun else { return Ok(None) };
    let party = party(config)?;
    let Ok((uuid, id)) = party.identify_discoverable_authentication(&answer) else { return Ok(None) };
    let Some(kept) = table::find(tx.reading(), id).await? else { return Ok(None) };
    if kept.staff != uuid.to_string() {
        return Ok(None);
    }
    let key = DiscoverableKey::from(&kept.passkey);
    match party.finish_discoverable_authentication_v2(&answer, *state, key) {
        Ok(result) => used(tx, kept, &result, now).await,
        Err(error) => refused(&error),
    }
}

/// Begins to ask a member once more who they are.
pub async fn begin_confirmation(tx: &mut Write, config: &Config, staff: &str, now: Time) -> Answer<Value> {
    let known = table::of(tx.reading(), staff).await?;
    let begun = party(config)?.start_passkey_authentication(&known);
    let (options, state) = begun.map_err(|error| Failure::Broken(format!("passkeys: {error}")))?;
    let options = as_json(&options)?;
    let begun = Begun::Confirmation { staff: staff.to_owned(), state: Box::new(state) };
    wait(tx, &options, &begun, now).await?;
    Ok(options)
}

/// Whether it was the member.
pub async fn finish_confirmation(
    tx: &mut Write,
    config: &Config,
    staff: &str,
    answer: &Value,
    now: Time,
) -> Answer<bool> {
    let Some((answer, begun)) = answered::<PublicKeyCredential>(tx, answer, now).await? else {
        return Ok(false);
    };
    let Begun::Confirmation { staff: asked, state } = begun else { return Ok(false) };
    let Some(kept) = table::find(tx.reading(), answer.get_credential_id()).await? else { return Ok(false) };
    if asked != staff || kept.staff != staff {
        return Ok(false);
    }
    match party(config)?.finish_passkey_authentication(&answer, &state) {
        Ok(result) => used(tx, kept, &result, now).await.map(|owner| owner.is_some()),
        Err(error) => refused::<()>(&error).map(|_| false),
    }
}

/// A proof that holds: the counter is noted, so that a copy of the device is found out. Of two proofs with one counter
/// the second changes no row.
async fn used(
    tx: &mut Write,
    mut kept: table::Kept,
    result: &AuthenticationResult,
    now: Time,
) -> Answer<Option<String>> {
    if !result.user_verified() {
        return Ok(None);
    }
    kept.passkey.update_credential(result);
    let noted = table::note_use(tx, &kept, now).await?;
    Ok(noted.then_some(kept.staff))
}

fn refused<T>(error: &WebauthnError) -> Answer<Option<T>> {
    if matches!(error, WebauthnError::CredentialPossibleCompromise) {
        tracing::warn!("a passkey's counter went back: there may be a copy of it; it was refused");
    }
    Ok(None)
}

/// Notes what has begun under its challenge, which comes back with the answer.
async fn wait(tx: &mut Write, options: &Value, begun: &Begun, now: Time) -> Answer<()> {
    let challenge = options["publicKey"]["challenge"].as_str().unwrap_or_default();
    let state = serde_json::to_string(begun).map_err(|error| Failure::Broken(error.to_string()))?;
    Ok(ceremony::begin(tx, &key(challenge), &state, ceremony::CHALLENGE_MS, now).await?)
}

/// The browser's answer, and what it answers. Each challenge is answered once.
async fn answered<T: DeserializeOwned + Signed>(
    tx: &mut Write,
    answer: &Value,
    now: Time,
) -> Answer<Option<(T, Begun)>> {
    #[derive(Deserialize)]
    struct ClientData {
        challenge: String,
    }
    let Ok(answer) = T::deserialize(answer) else { return Ok(None) };
    let Ok(said) = serde_json::from_slice::<ClientData>(answer.client_data()) else { return Ok(None) };
    let Some(state) = ceremony::take(tx, &key(&said.challenge), now).await? else { return Ok(None) };
    let begun = serde_json::from_str(&state);
    Ok(Some((answer, begun.map_err(|error| Failure::Broken(format!("ceremony: {error}")))?)))
}

/// An answer holds what the device has signed.
trait Signed {
    fn client_data(&self) -> &[u8];
}

impl Signed for RegisterPublicKeyCredential {
    fn client_data(&self) -> &[u8] {
        self.response.client_data_json.as_ref()
    }
}

impl Signed for PublicKeyCredential {
    fn client_data(&self) -> &[u8] {
        self.response.client_data_json.as_ref()
    }
}

fn key(challenge: &str) -> String {
    format!("challenge:{challenge}")
}

fn as_json(value: &impl Serialize) -> Answer<Value> {
    serde_json::to_value(value).map_err(|error| Failure::Broken(error.to_string()))
}

#[cfg(test)]
mod tests;
