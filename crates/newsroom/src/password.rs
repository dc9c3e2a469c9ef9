//! Passwords: which are refused, and how they are kept. Argon2id with the memory that OWASP's cheat sheet names for
//! small servers (19 MiB, two rounds); a few at a time, so that a hundred sign-ins at once do not eat the machine.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::failure::Failure;

/// Hashes computed at a time: 38 MiB together.
const AT_ONCE: usize = 2;
/// Those that wait for their turn; more are sent away.
const MOST_WAITING: usize = 64;
/// The fewest characters.
pub const SHORTEST: usize = 12;
/// More than anybody types.
const LONGEST: usize = 256;

/// Where passwords are hashed. One a process.
#[derive(Debug)]
pub struct Passwords {
    turns: Semaphore,
    waiting: AtomicUsize,
    computed: AtomicU64,
}

impl Default for Passwords {
    fn default() -> Passwords {
        Passwords {
            turns: Semaphore::new(AT_ONCE),
            waiting: AtomicUsize::new(0),
            computed: AtomicU64::new(0),
        }
    }
}

impl Passwords {
    /// What is kept of a password, in PHC form.
    pub async fn hash(&self, password: &str) -> Result<String, Failure> {
        let password = password.to_owned();
        self.in_turn(move || hash(&password)).await?
    }

    /// Whether a password is the one whose hash is kept. Where none is, one is computed all the same: how long an
    /// answer takes does not say who works here.
    pub async fn fits(&self, password: &str, kept: Option<String>) -> Result<bool, Failure> {
        let password = password.to_owned();
        self.in_turn(move || {
            let known = kept.is_some();
            let kept = kept.unwrap_or_else(nobodys);
            known & verify(&password, &kept)
        })
        .await
    }

    /// How often this process has computed a hash: tests ask whether an unknown name costs one too.
    pub fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let _place = Place::take(&self.waiting)?;
        let _turn = self.turns.acquire().await.map_err(|_| Failure::Broken("no turns are given".into()))?;
        self.computed.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| Failure::Broken(format!("a password could not be hashed: {error}")))
    }
}

/// A place in the queue, free again when dropped.
struct Place<'a>(&'a AtomicUsize);

impl Place<'_> {
    fn take(waiting: &AtomicUsize) -> Result<Place<'_>, Failure> {
        let place = Place(waiting);
        match waiting.fetch_add(1, Ordering::Relaxed) {
            before if before >= MOST_WAITING => Err(Failure::TooOften(2)),
            _ => Ok(place),
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("parameters that argon2 allows");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String, Failure> {
    let salt = base::id::secret();
    let hashed = argon2().hash_password_with_salt(password.as_bytes(), &salt.as_bytes()[..32]);
    let hashed: PasswordHash = hashed.map_err(|error| Failure::Broken(format!("argon2: {error}")))?;
    Ok(hashed.to_string())
}

fn verify(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|kept| argon2().verify_password(password.as_bytes(), &kept).is_ok())
}

/// The hash of a password that nobody has.
fn nobodys() -> String {
    static NOBODYS: OnceLock<String> = OnceLock::new();
    NOBODYS.get_or_init(|| hash(&base::id::secret()).unwrap_or_default()).clone()
}

/// Why a new password is refused, as the id of a sentence. `own` is what others know of its owner: names, the agency.
pub fn weakness(password: &str, own: &[&str]) -> Option<&'static str> {
    let letters = password.chars().count();
    if letters < SHORTEST {
        return Some("password-short");
    }
    if letters > LONGEST {
        return Some("password-long");
    }
    let plain = base::script::fold(password);
    let bare: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    let has_little_of_its_own = |known: &str| {
        let rest = plain.replace(known, "");
        rest.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST - 4
    };
    if COMMON.iter().any(|common| plain.contains(common) && has_little_of_its_own(common))
        || is_a_pattern(&plain)
        || (!bare.is_empty() && COMMON.contains(&bare.as_str()))
    {
        return Some("password-common");
    }
    let own = own.iter().flat_map(|text| {
        let folded = base::script::fold(text);
        let parts: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
        parts
    });
    let derived = own
        .filter(|part| part.chars().count() > 2)
        .any(|part| plain.contains(&part) && has_little_of_its_own(&part));
    derived.then_some("password-derived")
}

/// One letter again and again, two or three in turn, or neighbours in a row: `121212121212`, `abcdefghijkl`.
fn is_a_pattern(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut distinct = letters.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let steps = letters.windows(2).filter(|pair| {
        let step = i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
        step.abs() <= 1
    });
    distinct.len() < 5 || steps.count() * 4 >= letters.len() * 3
}

/// What is guessed first, folded. Longer passwords that hold one and little else are refused too.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "passphrase",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "1q2w3e",
    "1qaz2wsx",
    "123456",
    "12345678",
    "123456789",
    "1234567890",
    "0987654321",
    "987654321",
    "iloveyou",
    "welcome",
    "letmein",
    "administrator",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "superman",
    "batman",
    "starwars",
    "trustno1",
    "changeme",
    "secret",
    "newsroom",
    "journalist",
    "reporter",
    "editor",
    "vestka",
    "пароль",
    "йцукен",
    "йцукенгшщз",
    "фывапр",
    "ячсмит",
    "qwertzuiop",
    "belarus",
    "беларусь",
    "жывебеларусь",
    "zyvebielarus",
    "минск",
    "minsk",
    "редактор",
    "журналист",
    "журналіст",
    "рэдактар",
    "рэдакцыя",
    "редакция",
];

#[cfg(test)]
mod tests;
