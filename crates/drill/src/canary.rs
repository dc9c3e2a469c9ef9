//! What is planted: everything that a reader brings along, made from a seed so that a finding can be looked into again.

use std::net::Ipv4Addr;

use passes::{ReaderCode, chance};
use rand_core::Rng;

/// What a canary stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The address that a connection comes from.
    Address,
    /// The address that a proxy says a request comes from.
    Forwarded,
    /// A browser's name.
    Agent,
    /// The page that a reader comes from.
    Referrer,
    /// A cookie of somebody else's, or one made up.
    Cookie,
    /// The query of an address.
    Query,
    /// An address that does not exist.
    Path,
    /// Any other header: credentials, languages, what nobody has heard of.
    Header,
    /// An e-mail address, wherever one can be typed.
    Email,
    /// A password typed in the wrong place.
    Password,
    /// Words pasted where something else is asked for.
    Paste,
    /// What is sent where nothing is asked for: bodies, uploads, half requests.
    Body,
    /// A reader code.
    Code,
    /// A pass: its nonce and its signature.
    Pass,
    /// What a reader's device sent to be signed, and what it got back.
    Blinded,
    /// The twelve words.
    Words,
    /// What a payment provider knows of a payer and tells with its webhook.
    Payer,
    /// What staff brought along with their requests: their addresses and browsers.
    Staff,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 18] = [
        Kind::Address,
        Kind::Forwarded,
        Kind::Agent,
        Kind::Referrer,
        Kind::Cookie,
        Kind::Query,
        Kind::Path,
        Kind::Header,
        Kind::Email,
        Kind::Password,
        Kind::Paste,
        Kind::Body,
        Kind::Code,
        Kind::Pass,
        Kind::Blinded,
        Kind::Words,
        Kind::Payer,
        Kind::Staff,
    ];

    /// What the report calls them.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Address => "network addresses",
            Kind::Forwarded => "addresses named by a proxy",
            Kind::Agent => "user agents",
            Kind::Referrer => "referrers",
            Kind::Cookie => "cookies",
            Kind::Query => "query strings",
            Kind::Path => "addresses of pages that are not there",
            Kind::Header => "other headers",
            Kind::Email => "e-mail addresses",
            Kind::Password => "passwords of others",
            Kind::Paste => "wrong pastes",
            Kind::Body => "bodies and broken requests",
            Kind::Code => "reader codes",
            Kind::Pass => "passes",
            Kind::Blinded => "blinded messages and their signatures",
            Kind::Words => "wallets of twelve words",
            Kind::Payer => "names, e-mails and cards from payment providers",
            Kind::Staff => "addresses and browsers of staff",
        }
    }
}

/// Something planted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canary {
    /// What it stands for.
    pub kind: Kind,
    /// The ways in which its owner would spell it, as text or as bytes. Each is looked for in every writing.
    pub spellings: Vec<Vec<u8>>,
    /// What might be hashed: the whole of what was sent.
    pub whole: Vec<u8>,
    /// The four bytes of an address.
    pub address: Option<Ipv4Addr>,
}

/// Where canaries come from, and where they are kept.
pub struct Aviary {
    chance: Box<dyn Rng + Send>,
    mark: String,
    kept: Vec<Canary>,
    decoys: Vec<Ipv4Addr>,
}

/// Signs of planted words: no vowels, so that no language has the word.
const SIGNS: &[u8] = b"bcdfghjkmnpqrstvwxz23456789";

impl Aviary {
    /// An empty one, for a seed.
    pub fn new(seed: u64) -> Aviary {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_be_bytes());
        let mut aviary = Aviary {
            chance: Box::new(chance::from_seed(bytes)),
            mark: String::new(),
            kept: Vec::new(),
            decoys: Vec::new(),
        };
        aviary.mark = aviary.signs(4);
        aviary
    }

    /// Everything that was planted.
    pub fn kept(&self) -> &[Canary] {
        &self.kept
    }

    /// Network addresses that nobody came from: as many as somebody came from. What is found of them is accident.
    pub fn decoys(&self) -> &[Ipv4Addr] {
        &self.decoys
    }

    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        (self.chance.next_u64() % most.max(1) as u64) as usize
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Random bytes that are not planted.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill_bytes(&mut bytes);
        bytes
    }

    fn signs(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(*self.one_of(SIGNS))).collect()
    }

    /// A planted word of twelve signs, to be put in something of this kind.
    pub fn word(&mut self, kind: Kind) -> String {
        self.dressed(kind, str::to_owned)
    }

    /// A planted word in its surroundings: the word alone is looked for, so that parts are found too.
    pub fn dressed(&mut self, kind: Kind, around: impl Fn(&str) -> String) -> String {
        let signs = self.signs(8);
        let word = format!("{}{signs}", self.mark);
        let whole = around(&word);
        self.keep(kind, vec![word.into_bytes()], whole.clone().into_bytes());
        whole
    }

    /// A network address of this machine's own that somebody will come from. Its text is always as long, so that
    /// none is the beginning of another.
    pub fn address(&mut self, kind: Kind) -> Ipv4Addr {
        let decoy = self.loopback();
        self.decoys.push(decoy);
        let address = self.loopback();
        self.keep_address(kind, address);
        address
    }

    /// An address that a proxy would name.
    pub fn forwarded(&mut self) -> Ipv4Addr {
        let [a, b, c] = [(); 3].map(|()| 100 + self.below(156) as u8);
        let address = Ipv4Addr::new(198, a, b, c);
        self.keep_address(Kind::Forwarded, address);
        address
    }

    fn loopback(&mut self) -> Ipv4Addr {
        let [a, b, c] = [(); 3].map(|()| 100 + self.below(156) as u8);
        Ipv4Addr::new(127, a, b, c)
    }

    fn keep_address(&mut self, kind: Kind, address: Ipv4Addr) {
        let text = address.to_string();
        let whole = text.clone().into_bytes();
        self.kept.push(Canary { kind, spellings: vec![text.into_bytes()], whole, address: Some(address) });
    }

    /// A reader code, with all of its spellings.
    pub fn code(&mut self) -> ReaderCode {
        let code = ReaderCode::from_bytes(self.bytes());
        self.plant_code(&code);
        code
    }

    /// A reader code that the till has made.
    pub fn plant_code(&mut self, code: &ReaderCode) {
        let grouped = code.to_string();
        let plain = grouped.replace('-', "");
        let spellings = vec![
            grouped.clone().into_bytes(),
            plain.clone().into_bytes(),
            plain.to_lowercase().into_bytes(),
            grouped.to_lowercase().into_bytes(),
            grouped.to_lowercase().replace('-', " ").into_bytes(),
            code.as_bytes().to_vec(),
        ];
        self.keep(Kind::Code, spellings, plain.into_bytes());
    }

    /// Something else, with its spellings.
    pub fn keep(&mut self, kind: Kind, spellings: Vec<Vec<u8>>, whole: Vec<u8>) {
        self.kept.push(Canary { kind, spellings, whole, address: None });
    }
}

#[cfg(test)]
mod tests;
