//! The configuration: `vestka.toml` in the data folder, each value of which an environment variable may
//! replace. The types and defaults are here; what each setting means and may be is one table in `settings`,
//! from which the documented file is written and by which the file is read.

mod documented;
mod kind;
mod mail;
mod reading;
mod settings;
mod shown;
mod statistics;
mod telegram;
mod wire;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use {mail::Mail, mail::Newsletter, mail::Security, reading::ConfigError};
pub use {statistics::Statistics, telegram::Channel, telegram::Telegram, wire::Wire};

use crate::{Language, Locale, Zone};

/// The name of the file in the data folder.
pub const FILE_NAME: &str = "vestka.toml";

/// All settings, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Listening and limits of connections.
    pub server: Server,
    /// Where stories are kept.
    pub database: Database,
    /// Memory for ready pages.
    pub cache: Cache,
    /// The look of the public pages.
    pub theme: Theme,
    /// The agency as a whole.
    pub agency: Agency,
    /// What crawlers are told.
    pub crawlers: Crawlers,
    /// Limits of what an import takes.
    pub import: Import,
    /// How the newsroom works.
    pub newsroom: Newsroom,
    /// The paid tier as a whole.
    pub plus: Plus,
    /// Who sells and signs: the till.
    pub till: Till,
    /// Who lets in: the gate.
    pub gate: Gate,
    /// How stories reach those who do not come to the site.
    pub wire: Wire,
    /// The Telegram channels of the wire.
    pub telegram: Telegram,
    /// How often pages are read.
    pub statistics: Statistics,
    /// The server that takes mail.
    pub mail: Mail,
    /// Newsletters.
    pub newsletter: Newsletter,
    /// The languages of the site, in their order on the page; at least one, no tag twice.
    #[serde(rename = "language")]
    pub languages: Vec<LanguageSettings>,
}

/// `[server]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// The address and port to listen on.
    pub listen: SocketAddr,
    /// The site's public address, `https://example.org`, without a slash behind it.
    pub address: String,
    /// The most connections at a time.
    pub connections: u32,
    /// How long a request's headers may take, in seconds.
    pub header_timeout_seconds: u32,
    /// How long a connection may stay idle between requests, in seconds.
    pub idle_timeout_seconds: u32,
    /// Threads that answer requests; 0 is one for each core.
    pub workers: u32,
}

/// `[database]`. Its `Debug` does not show the address, which may hold a password.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `postgres://…`, or empty for the SQLite file `vestka.db` in the data folder.
    pub url: String,
}

/// `[cache]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cache {
    /// Memory for ready pages, in bytes.
    pub bytes: u64,
}

/// `[theme]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// A folder of templates, relative to the data folder; empty for the built-in theme.
    pub folder: PathBuf,
}

/// `[agency]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agency {
    /// The agency's name where no language gives its own.
    pub name: String,
    /// The name of the paid tier where no language gives its own.
    pub tier: String,
    /// The language of a reader whose browser asks for none of the site's; one of the languages.
    pub default_language: Language,
    /// The zone of the days and hours on the pages.
    pub time_zone: Zone,
    /// A second host name for short addresses, `example.link`; empty if there is none.
    pub short_link_host: String,
}

/// `[crawlers]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Crawlers {
    /// The user agents that robots.txt turns away from the whole site.
    pub refused: Vec<String>,
    /// Further lines for robots.txt, as they are.
    pub robots: String,
    /// Whether the right to text and data mining is declared reserved.
    pub tdm_reservation: bool,
}

/// `[import]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Import {
    /// The longest line of a file of stories, in bytes.
    pub max_line_bytes: u64,
    /// The largest picture file, in bytes.
    pub max_picture_bytes: u64,
    /// The largest picture, in pixels: width times height.
    pub max_picture_pixels: u64,
}

/// `[newsroom]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Newsroom {
    /// Whether a kill waits until a second editor has confirmed it.
    pub second_pair_of_eyes: bool,
}

/// `[plus]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plus {
    /// The name under which passes are signed and accepted (RFC 9577: `issuer_name`).
    pub issuer: String,
}

/// `[till]`. Its `Debug` shows no keys and no database's address.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Till {
    /// Whether this process sells and signs.
    pub runs: bool,
    /// `postgres://…`, or empty for the SQLite file `till/till.db` in the data folder.
    pub url: String,
    /// For how many days a payment can be taken back, and is remembered.
    pub refund_days: u32,
    /// What payers read on a provider's page, and perhaps in a mail or on a statement.
    pub description: String,
    /// Stripe's secret key; empty if Stripe is no way to pay.
    pub stripe_key: String,
    /// The secret that signs Stripe's webhooks.
    pub stripe_webhook_secret: String,
    /// Where Stripe's API is, without a slash behind it.
    pub stripe_address: String,
    /// Where the BTCPay Server is, without a slash behind it; empty if it is no way to pay.
    pub btcpay_address: String,
    /// The shop's id at the BTCPay Server.
    pub btcpay_store: String,
    /// A key of the BTCPay Server's Greenfield API.
    pub btcpay_key: String,
    /// The secret that signs the BTCPay Server's webhooks.
    pub btcpay_webhook_secret: String,
}

/// `[gate]`. Its `Debug` does not show the database's address, which may hold a password.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// Whether this process takes passes and lets in to plus stories.
    pub runs: bool,
    /// `postgres://…`, or empty for the SQLite file `gate/gate.db` in the data folder.
    pub url: String,
    /// The host that is the till, without a slash behind it, whose public keys are learned; empty where this process is the
    /// till itself.
    pub directory: String,
}

/// `[[language]]`: one language of the site. After loading, `agency` and `tier` are never empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageSettings {
    /// The language's tag, which is also the first part of its pages' addresses.
    pub tag: Language,
    /// Its name in itself: `Беларуская`.
    pub name: String,
    /// The agency's name in this language.
    #[serde(default)]
    pub agency: String,
    /// The paid tier's name in this language.
    #[serde(default)]
    pub tier: String,
    /// What stands beside a headline of the paid tier; empty for the language's usual words. Pages ask
    /// [`LanguageSettings::notice`].
    #[serde(default)]
    pub plus_notice: String,
    /// A sentence about the agency, for the front page and for search engines.
    #[serde(default)]
    pub tagline: String,
    /// The place in the dateline of a story that names none; empty for a dateline without a place.
    #[serde(default)]
    pub place: String,
}

impl Config {
    /// The settings of a data folder: its `vestka.toml` if there is one, over the defaults, and over both the
    /// process's `VESTKA_…` variables.
    pub fn load(data_dir: &Path) -> Result<Config, ConfigError> {
        let file = data_dir.join(FILE_NAME);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(ConfigError::Unreadable { file, source }),
        };
        let environment: Vec<(String, String)> = std::env::vars_os()
            .filter_map(|(name, value)| {
                Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
            })
            .collect();
        Config::read(&text, &file, &environment)
    }

    /// The settings that `text` gives, the content of `file`, and those of `environment`, by name and value.
    pub fn read(text: &str, file: &Path, environment: &[(String, String)]) -> Result<Config, ConfigError> {
        reading::read(text, file, environment)
    }

    /// The file that explains every setting and holds the defaults.
    pub fn documented() -> String {
        Config::default().to_text()
    }

    /// The file that explains every setting and holds these: what `vestka init` writes.
    pub fn to_text(&self) -> String {
        documented::write(self)
    }

    /// Listens elsewhere, as the command line may ask. A public address that only repeated the old one follows.
    pub fn listen_on(&mut self, listen: SocketAddr) {
        if self.server.address == own_address(self.server.listen) {
            self.server.address = own_address(listen);
        }
        self.server.listen = listen;
    }

    /// Whether readers can have newsletters: there is a server that takes mail, and a key to seal addresses to.
    pub fn has_newsletters(&self) -> bool {
        self.mail.is_on() && !self.newsletter.key.is_empty()
    }

    /// The settings of a language of the site; `None` if it has no such language.
    pub fn language(&self, tag: &str) -> Option<&LanguageSettings> {
        self.languages.iter().find(|language| language.tag.as_str() == tag)
    }
}

impl LanguageSettings {
    /// A language of the given tag and name, all else as the agency has it.
    pub fn new(tag: Language, name: &str) -> LanguageSettings {
        let empty = String::new;
        LanguageSettings {
            tag,
            name: name.to_owned(),
            agency: empty(),
            tier: empty(),
            plus_notice: empty(),
            tagline: empty(),
            place: empty(),
        }
    }

    /// What stands beside a headline of the paid tier: the setting, or the language's own words for it.
    pub fn notice(&self, locale: &Locale) -> String {
        if self.plus_notice.is_empty() {
            locale.text("plus-notice", &[("tier", (&self.tier).into())])
        } else {
            self.plus_notice.clone()
        }
    }
}

/// The public address of a site that has no other than where it listens.
fn own_address(listen: SocketAddr) -> String {
    format!("http://{listen}")
}

impl Default for Config {
    fn default() -> Config {
        let mut config = Config {
            server: Server::default(),
            database: Database::default(),
            cache: Cache::default(),
            theme: Theme::default(),
            agency: Agency::default(),
            crawlers: Crawlers::default(),
            import: Import::default(),
            newsroom: Newsroom::default(),
            plus: Plus::default(),
            till: Till::default(),
            gate: Gate::default(),
            wire: Wire::default(),
            telegram: Telegram::default(),
            statistics: Statistics::default(),
            mail: Mail::default(),
            newsletter: Newsletter::default(),
            languages: default_languages(),
        };
        reading::inherit(&mut config);
        config
    }
}

impl Default for Server {
    fn default() -> Server {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        Server {
            listen,
            address: own_address(listen),
            connections: 4096,
            header_timeout_seconds: 10,
            idle_timeout_seconds: 30,
            workers: 0,
        }
    }
}

impl Default for Cache {
    fn default() -> Cache {
        Cache { bytes: 16 * 1024 * 1024 }
    }
}

impl Default for Agency {
    fn default() -> Agency {
        Agency {
            name: "Vestka".to_owned(),
            tier: "Vestka Plus".to_owned(),
            default_language: english(),
            time_zone: Zone::utc(),
            short_link_host: String::new(),
        }
    }
}

impl Default for Crawlers {
    /// The crawlers that gather texts to train models, as their operators name them.
    fn default() -> Crawlers {
        let refused = [
            "Applebot-Extended",
            "Bytespider",
            "CCBot",
            "ClaudeBot",
            "GPTBot",
            "Google-Extended",
            "meta-externalagent",
        ];
        Crawlers {
            refused: refused.map(str::to_owned).to_vec(),
            robots: String::new(),
            tdm_reservation: true,
        }
    }
}

impl Default for Import {
    fn default() -> Import {
        Import {
            max_line_bytes: 16 * 1024 * 1024,
            max_picture_bytes: 32 * 1024 * 1024,
            max_picture_pixels: 50_000_000,
        }
    }
}

impl Default for Plus {
    fn default() -> Plus {
        Plus { issuer: "plus".to_owned() }
    }
}

impl Default for Gate {
    fn default() -> Gate {
        Gate { runs: true, url: String::new(), directory: String::new() }
    }
}

impl Default for Till {
    fn default() -> Till {
        let empty = String::new;
        Till {
            runs: true,
            url: empty(),
            refund_days: 30,
            description: "Support".to_owned(),
            stripe_key: empty(),
            stripe_webhook_secret: empty(),
            stripe_address: "https://api.stripe.com".to_owned(),
            btcpay_address: empty(),
            btcpay_store: empty(),
            btcpay_key: empty(),
            btcpay_webhook_secret: empty(),
        }
    }
}

/// The languages of a site that names none, before they inherit from the agency.
fn default_languages() -> Vec<LanguageSettings> {
    vec![LanguageSettings::new(english(), "English")]
}

fn english() -> Language {
    Language::parse("en").expect("'en' is a language tag")
}

#[cfg(test)]
mod tests;
