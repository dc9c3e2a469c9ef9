//! What keeps addresses: HPKE (RFC 9180, X25519, HKDF-SHA256, ChaCha20-Poly1305) to a key whose private half is not on this
//! machine. Whoever takes the machine, or all its backups, has boxes of one size and nothing to open them with.

use std::fmt;

use chacha20::ChaCha20Rng;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use mail::Address;
use rand_core::SeedableRng;
use zeroize::{Zeroize, Zeroizing};

type Kem = X25519HkdfSha256;
type Public = <Kem as hpke::Kem>::PublicKey;
type Private = <Kem as hpke::Kem>::PrivateKey;
type Encapped = <Kem as hpke::Kem>::EncappedKey;

/// What the boxes are for: none can be taken for another program's.
const INFO: &[u8] = b"vestka newsletter address 1";
/// Bytes of an address in its box, however short it is, so that no box's length tells it.
const ROOM: usize = base::mailbox::LONGEST;
/// Bytes of a token.
const TOKEN: usize = 16;
/// Bytes of an encapsulated key.
const ENCAPPED: usize = 32;
/// What the private key's text begins with, so that nobody takes it for something else.
const PREFIX: &str = "vestka-newsletter-private-";

/// Where addresses are sealed to. On the server, and no secret.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(Public);

/// What opens them. Never on the server's disk; wiped when dropped.
#[derive(Clone)]
pub struct PrivateKey(Private);

/// What a box holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Where the newsletter goes.
    pub address: Address,
    /// The token of the links in it, 32 hexadecimal digits.
    pub token: Token,
}

/// A token of a link in a mail; its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// 128 bits of chance.
    pub fn by_chance() -> Token {
        Token(Zeroizing::new(base::id::hex(&base::id::chance::<TOKEN>())))
    }

    /// Its 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database has of it.
    pub fn hash(&self) -> String {
        base::id::digest(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl PublicKey {
    /// The key that the settings name, 64 hexadecimal digits; `None` if it is none.
    pub fn parse(text: &str) -> Option<PublicKey> {
        let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?;
        Public::from_bytes(&bytes).ok().map(PublicKey)
    }

    /// As the settings have it.
    pub fn text(&self) -> String {
        HEXLOWER.encode(&self.0.to_bytes())
    }

    /// By what a row says which key it is sealed to.
    pub fn name(&self) -> String {
        base::id::digest(&self.text())[..16].to_owned()
    }

    /// Seals an address and its token for the row of that id. `chance` is thrown for this one box.
    pub fn seal(&self, reader: &Reader, row: &str, chance: [u8; 32]) -> String {
        let mut chance = ChaCha20Rng::from_seed(chance);
        let (encapped, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeS::Base,
            &self.0,
            INFO,
            &contents(reader),
            row.as_bytes(),
            &mut chance,
        )
        .expect("a public key that was read can be sealed to");
        let mut text = encapped.to_bytes().to_vec();
        text.extend_from_slice(&sealed);
        BASE64URL_NOPAD.encode(&text)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.text())
    }
}

impl PrivateKey {
    /// A new one from chance.
    pub fn from_chance(chance: Zeroizing<[u8; 32]>) -> PrivateKey {
        PrivateKey(Kem::derive_keypair(&*chance).0)
    }

    /// The key that somebody typed or pasted, spaces and line ends aside; `None` if it is none.
    pub fn parse(text: &str) -> Option<PrivateKey> {
        let mut plain: Zeroizing<String> = Zeroizing::new(String::with_capacity(text.len()));
        plain.extend(text.chars().filter(|c| !c.is_whitespace()));
        let digits = plain.strip_prefix(PREFIX).filter(|digits| digits.len() == 64)?;
        let bytes = Zeroizing::new(HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).ok()?);
        Private::from_bytes(&bytes).ok().map(PrivateKey)
    }

    /// As it is written down.
    pub fn text(&self) -> Zeroizing<String> {
        let mut bytes = self.0.to_bytes();
        let text = Zeroizing::new(format!("{PREFIX}{}", HEXLOWER.encode(&bytes)));
        bytes.as_mut_slice().zeroize();
        text
    }

    /// Its other half.
    pub fn public(&self) -> PublicKey {
        PublicKey(Kem::sk_to_pk(&self.0))
    }

    /// What the box of the row of that id holds; `None` if it was sealed to another key or for another row.
    pub fn open(&self, sealed: &str, row: &str) -> Option<Reader> {
        let bytes = BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (encapped, sealed) = bytes.split_at_checked(ENCAPPED)?;
        let opened = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.0,
            &Encapped::from_bytes(encapped).ok()?,
            INFO,
            sealed,
            row.as_bytes(),
        );
        reader(&Zeroizing::new(opened.ok()?))
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

/// The address's length, the address with zeros behind it, the token.
fn contents(reader: &Reader) -> Zeroizing<Vec<u8>> {
    let address = reader.address.as_str().as_bytes();
    let mut plain = Zeroizing::new(vec![0; 1 + ROOM + TOKEN]);
    plain[0] = address.len() as u8;
    plain[1..=address.len()].copy_from_slice(address);
    let token = Zeroizing::new(HEXLOWER.decode(reader.token.as_str().as_bytes()).unwrap_or_default());
    plain[1 + ROOM..][..token.len()].copy_from_slice(&token);
    plain
}

fn reader(plain: &[u8]) -> Option<Reader> {
    let (length, rest) = plain.split_first()?;
    let (address, token) = rest.split_at_checked(ROOM)?;
    let address = std::str::from_utf8(address.get(..usize::from(*length))?).ok()?;
    let token = Token(Zeroizing::new(base::id::hex(token)));
    Some(Reader { address: Address::parse(address)?, token })
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::{PrivateKey, PublicKey, Reader, Token};

    fn reader(address: &str) -> Reader {
        Reader { address: mail::Address::parse(address).expect("an address"), token: Token::by_chance() }
    }

    fn key(byte: u8) -> PrivateKey {
        PrivateKey::from_chance(Zeroizing::new([byte; 32]))
    }

    #[test]
    fn what_was_sealed_opens_with_the_key_for_its_row_and_nowhere_else() {
        let reader = reader("jan.kowal@example.org");
        let sealed = key(1).public().seal(&reader, "row", [7; 32]);
        assert_eq!(key(1).open(&sealed, "row"), Some(reader));
        assert_eq!(key(1).open(&sealed, "another"), None);
        assert_eq!(key(2).open(&sealed, "row"), None);
        for broken in ["", "AAAA", &sealed[..sealed.len() - 4], &sealed.replace(&sealed[60..64], "AAAA")] {
            assert_eq!(key(1).open(broken, "row"), None);
        }
    }

    #[test]
    fn boxes_have_one_length_and_no_two_are_alike() {
        let longest = format!("{}@{}.example.org", "a".repeat(64), "b".repeat(63));
        let public = key(1).public();
        let seal = |address: &str, chance| public.seal(&reader(address), "row", [chance; 32]);
        let sealed = [seal("a@b.org", 1), seal(&longest, 2), seal("a@b.org", 3)];
        assert!(sealed.iter().all(|text| text.len() == sealed[0].len()));
        assert_ne!(sealed[0][..40], sealed[2][..40]);
    }

    #[test]
    fn keys_are_written_and_read_back() {
        let key = key(1);
        let broken_up = key.text().replace("private-", "private-\n  ");
        let again = PrivateKey::parse(&broken_up).expect("a key");
        assert_eq!(again.public(), key.public());
        assert_eq!(PublicKey::parse(&key.public().text()), Some(key.public()));
        assert_eq!(PublicKey::parse(&key.public().text().to_uppercase()), Some(key.public()));
        assert!(PrivateKey::parse(&key.public().text()).is_none(), "the public key is not the private one");
        assert!(PrivateKey::parse("").is_none() && PublicKey::parse("zz").is_none());
        assert_eq!(format!("{key:?} {:?}", Token::by_chance()), "PrivateKey(…) Token(…)");
    }
}
