//! Every setting: its place, what it may be, what it is for. The documented file and the checks come from here.

use super::kind::Kind;
use super::mail::Security;

/// A table of the file.
pub(super) struct Section {
    pub name: &'static str,
    pub about: &'static str,
    /// Whether the table may stand several times (`[[language]]`); such tables have no environment variables.
    pub repeated: bool,
    /// What each must have, and why, as the end of a sentence.
    pub required: Required,
    pub settings: &'static [Setting],
}

/// The keys that a repeated table must have, and the words for one that is missing.
pub(super) struct Required {
    pub names: &'static [&'static str],
    pub because: &'static str,
}

/// A key of a table.
pub(super) struct Setting {
    pub name: &'static str,
    pub kind: Kind,
    pub about: &'static str,
}

const fn setting(name: &'static str, kind: Kind, about: &'static str) -> Setting {
    Setting { name, kind, about }
}

const fn section(name: &'static str, about: &'static str, settings: &'static [Setting]) -> Section {
    Section { name, about, repeated: false, required: Required { names: &[], because: "" }, settings }
}

const DAY: i64 = 86_400;
const GIGABYTE: i64 = 1 << 30;

pub(super) const SECTIONS: &[Section] = &[
    section(
        "server",
        "How the site is reached.",
        &[
            setting("listen", Kind::Listen, "Where to listen: an address of this machine and a port."),
            setting(
                "address",
                Kind::Address,
                "The site's public address, as readers write it, for canonical links and sitemaps. If only \
                 `listen` is set, this is http:// and that.",
            ),
            setting(
                "connections",
                Kind::Number("connections", 1, 1_000_000),
                "The most connections at a time; further ones wait in the system's queue.",
            ),
            setting(
                "header_timeout_seconds",
                Kind::Number("seconds", 1, DAY),
                "How long a request's headers may take before the connection is closed.",
            ),
            setting(
                "idle_timeout_seconds",
                Kind::Number("seconds", 1, DAY),
                "How long a connection may stay open between two requests.",
            ),
            setting(
                "workers",
                Kind::Number("threads", 0, 1024),
                "Threads that answer requests; 0 is one for each core.",
            ),
        ],
    ),
    section(
        "database",
        "Where stories are kept.",
        &[setting(
            "url",
            Kind::Database,
            "Empty: the SQLite file vestka.db in the data folder. Or a PostgreSQL database: \
             postgres://user:password@host/name. A password is better kept in the environment.",
        )],
    ),
    section(
        "cache",
        "Ready pages, kept in memory.",
        &[setting(
            "bytes",
            Kind::Number("bytes", 1 << 20, 1 << 40),
            "Memory for ready pages, compressed; the least used ones make room.",
        )],
    ),
    section(
        "theme",
        "The look of the public pages.",
        &[setting(
            "folder",
            Kind::Text,
            "A folder of templates, relative to the data folder. Empty: the theme in the binary.",
        )],
    ),
    section(
        "agency",
        "The agency. What differs between languages stands in their tables below.",
        &[
            setting("name", Kind::Words, "The agency's name, where a language does not give its own."),
            setting("tier", Kind::Words, "The paid tier's name, where a language does not give its own."),
            setting(
                "default_language",
                Kind::Tag,
                "The language for a reader whose browser asks for none of the site's: the tag of a table below.",
            ),
            setting(
                "time_zone",
                Kind::Zone,
                "The zone of the days and hours on all pages, by its name in the IANA database; summer time is kept.",
            ),
            setting(
                "short_link_host",
                Kind::Host,
                "A second, shorter host name that leads here, for short addresses. Empty: they use the site's own.",
            ),
        ],
    ),
    section(
        "crawlers",
        "What robots are told. It is a request: those who ignore it are not stopped by it.",
        &[
            setting(
                "refused",
                Kind::List,
                "The user agents that robots.txt turns away from the whole site. As it comes: those that gather \
                 texts to train models.",
            ),
            setting("robots", Kind::Text, "Further lines for robots.txt, as they are."),
            setting(
                "tdm_reservation",
                Kind::Flag,
                "Declares the right to text and data mining reserved (TDM Reservation Protocol of the W3C, \
                 for article 4 of the EU's directive 2019/790).",
            ),
        ],
    ),
    section(
        "import",
        "The largest things that an import takes; what is larger is refused and reported.",
        &[
            setting(
                "max_line_bytes",
                Kind::Number("bytes", 1024, GIGABYTE),
                "The longest line of a file of stories: one story with its body.",
            ),
            setting("max_picture_bytes", Kind::Number("bytes", 1024, GIGABYTE), "The largest picture file."),
            setting(
                "max_picture_pixels",
                Kind::Number("pixels", 1, 1_000_000_000),
                "The largest picture, width times height. A decoded picture takes four bytes of memory a pixel.",
            ),
        ],
    ),
    section(
        "newsroom",
        "How the newsroom under /desk works.",
        &[setting(
            "second_pair_of_eyes",
            Kind::Flag,
            "A kill waits until a second editor has confirmed it. Without it one editor withdraws a story alone.",
        )],
    ),
    section(
        "plus",
        "The paid tier. Readers draw passes from the till and redeem them at the gate; neither learns who reads.",
        &[setting(
            "issuer",
            Kind::Words,
            "The name under which passes are signed and accepted. Settle it before the first pass is drawn: when it \
             changes, all drawn passes are worthless. It is bound to no address, so it need not be a host name.",
        )],
    ),
    section(
        "till",
        "The till: plans, payments, reader codes, signing of passes. Its folder till in the data folder holds its \
         secret; without it no code is known any more.",
        &[
            setting("runs", Kind::Flag, "Whether this process is the till. Off where another host is."),
            setting(
                "url",
                Kind::Database,
                "The till's own database. Empty: the SQLite file till/till.db in the data folder. Or a PostgreSQL \
                 database that nothing else is in: postgres://user:password@host/name.",
            ),
            setting(
                "refund_days",
                Kind::Number("days", 1, 365),
                "For how long a payment can be taken back. For so long the till remembers which code it was for.",
            ),
            setting(
                "description",
                Kind::Words,
                "What payers read on a provider's page, and perhaps in a mail. The same for every plan and neutral: \
                 name neither the agency nor what is bought. What a bank's statement says is set at Stripe: choose \
                 neutral words there too.",
            ),
            setting(
                "stripe_key",
                Kind::Secret,
                "Stripe's secret key. Empty: cards are no way to pay. Better kept in the environment.",
            ),
            setting(
                "stripe_webhook_secret",
                Kind::Secret,
                "The signing secret of the webhook that leads to {address}/till/stripe. It needs the events \
                 checkout.session.completed, .async_payment_succeeded, .async_payment_failed, .expired and charge.refunded.",
            ),
            setting("stripe_address", Kind::Service, "Where Stripe's API is."),
            setting(
                "btcpay_address",
                Kind::Service,
                "Where the BTCPay Server is. Empty: bitcoin is no way to pay.",
            ),
            setting("btcpay_store", Kind::Text, "The shop's id at the BTCPay Server."),
            setting(
                "btcpay_key",
                Kind::Secret,
                "A key of its Greenfield API that may create and view this shop's invoices, and nothing else.",
            ),
            setting(
                "btcpay_webhook_secret",
                Kind::Secret,
                "The secret of the shop's webhook that leads to {address}/till/btcpay.",
            ),
        ],
    ),
    section(
        "gate",
        "The gate: takes passes, lets in to plus stories. Its folder gate in the data folder holds its secret, which \
         several machines with one database share.",
        &[
            setting("runs", Kind::Flag, "Whether this process is a gate. Off where another host is."),
            setting(
                "url",
                Kind::Database,
                "The gate's own database. Empty: the SQLite file gate/gate.db in the data folder. Or a PostgreSQL \
                 database that nothing else is in: postgres://user:password@host/name.",
            ),
            setting(
                "directory",
                Kind::Service,
                "The host that is the till, https://example.org, where this process is none: its public keys are fetched \
                 from there. The first key that is learned for a month stays.",
            ),
        ],
    ),
    section(
        "wire",
        "How stories reach those who do not come to the site.",
        &[
            setting(
                "websub_hub",
                Kind::Whole,
                "The WebSub hub, https://hub.example.org/hub: feeds name it, and it is told when they change, so that \
                 their readers have it at once. It learns who subscribes; choose one that you trust. Empty: none.",
            ),
            setting(
                "private_hosts",
                Kind::List,
                "Hosts that this machine may call for others though their addresses are private, such as 127.0.0.1 or \
                 hub.internal. All other private addresses are refused, whoever enters them.",
            ),
            setting(
                "trusted_proxies",
                Kind::List,
                "Where the proxies before this machine are, as addresses or networks: 10.0.0.0/8. What they say in \
                 X-Forwarded-For is believed where a client's contract names the addresses from which it may ask. \
                 Addresses are compared and forgotten.",
            ),
        ],
    ),
    section(
        "telegram",
        "Telegram channels that get every story as a post. A correction edits the post, a kill takes it back.",
        &[
            setting(
                "api",
                Kind::Address,
                "Where the Bot API is: Telegram's own, or a Bot API server that you run. One in your own network has to \
                 stand in wire.private_hosts.",
            ),
            setting(
                "token",
                Kind::Bot,
                "The bot's token, as BotFather gives it; the bot is an administrator of each channel that may post, edit \
                 and delete. Empty: nothing is sent until there is one. Better kept in the environment.",
            ),
            setting(
                "delete_killed",
                Kind::Flag,
                "The post of a killed story is deleted if Telegram still allows it, within 48 hours. Without it, and \
                 after that, it is edited into a notice.",
            ),
        ],
    ),
    Section {
        name: "telegram.channel",
        about: "The channels, one table each. A channel gets what is published after it was first named here.",
        repeated: true,
        required: Required {
            names: &["chat", "language"],
            because: "every channel has a chat and a language",
        },
        settings: &[
            setting(
                "chat",
                Kind::Chat,
                "The channel: its public name such as @example_news, or the number of a private one, such as \
                 -1001234567890.",
            ),
            setting("language", Kind::Tag, "The language of its stories: the tag of a table below."),
            setting("sections", Kind::List, "Only stories of these sections, by their ids. Empty: all."),
            setting(
                "template",
                Kind::Text,
                "How a post is written, in Telegram's HTML as a Jinja template. It may use headline, deck, dateline, text, url, \
                 section, notice, corrections and hashtags. Empty: as docs/wire.md shows.",
            ),
        ],
    },
    section(
        "statistics",
        "How often pages are read, for the newsroom. Numbers in memory; what is written down are totals of a day, and of \
         an hour over a whole month.",
        &[
            setting("on", Kind::Flag, "Whether readings are counted. Nothing about a reader is looked at."),
            setting(
                "release_from",
                Kind::Number("readings", 2, 1_000_000),
                "So many readings of a page in a day there have to be before its number is written down or shown. It \
                 grows by at least so many at a time; what is less is forgotten when the day is over.",
            ),
        ],
    ),
    section(
        "mail",
        "The server that takes mail, as a provider of mail gives it. Who runs it sees every address that mail goes to.",
        &[
            setting(
                "server",
                Kind::Host,
                "The SMTP server's host name, without a port. Empty: no mail is sent.",
            ),
            setting("port", Kind::Port, "Its port: 465 for tls, 587 for starttls."),
            setting(
                "security",
                Kind::Choice(Security::WRITTEN),
                "How the connection is kept from others: tls from the first byte, or starttls, which is insisted on. The \
                 system must trust its certificate. none is for a server on this very machine.",
            ),
            setting("user", Kind::Text, "The name to sign in with. Empty: without signing in."),
            setting("password", Kind::Secret, "Its password. Better kept in the environment."),
            setting(
                "from",
                Kind::Mailbox,
                "The address that mail comes from. The name beside it is the agency's.",
            ),
            setting(
                "messages_per_minute",
                Kind::Number("messages", 1, 1_000_000),
                "How many messages are handed over in a minute at most: what the provider allows.",
            ),
        ],
    ),
    section(
        "newsletter",
        "Newsletters by mail. Readers' addresses are sealed to a key whose private half is not on this machine.",
        &[setting(
            "key",
            Kind::PublicKey,
            "The public key, as `vestka newsletter key` prints it. The private key that it prints too belongs on paper or \
             on a medium that is kept elsewhere: it is entered at the desk for each send. Empty: there are no newsletters.",
        )],
    ),
    Section {
        name: "language",
        about: "The languages of the site, one table each, in the order in which pages offer them. A language \
                needs its messages too: English, Belarusian and Russian are built in, others are files \
                locales/{tag}.ftl in the data folder.",
        repeated: true,
        required: Required { names: &["tag", "name"], because: "every language has a tag and a name" },
        settings: &[
            setting(
                "tag",
                Kind::Tag,
                "The language's tag by BCP 47, such as en, be or pt-BR. Its pages are at /{tag}/.",
            ),
            setting("name", Kind::Words, "The language's name in itself."),
            setting("agency", Kind::Text, "The agency's name in this language. Empty: agency.name."),
            setting("tier", Kind::Text, "The paid tier's name in this language. Empty: agency.tier."),
            setting(
                "plus_notice",
                Kind::Text,
                "What stands beside the headline of a story of the paid tier. Empty: 'The material is available \
                 only to {tier}' in this language.",
            ),
            setting(
                "tagline",
                Kind::Text,
                "A sentence about the agency, for the front page and search engines.",
            ),
            setting(
                "place",
                Kind::Text,
                "The place in the dateline of a story that names none. Empty: a dateline without a place.",
            ),
        ],
    },
];

impl Section {
    pub fn setting(&self, name: &str) -> Option<&'static Setting> {
        self.settings.iter().find(|setting| setting.name == name)
    }

    /// The beginning of the names of this table's environment variables.
    pub fn environment_prefix(&self) -> String {
        format!("VESTKA_{}_", self.name.to_uppercase())
    }
}
