use proptest::prelude::*;

use super::settings::SECTIONS;
use super::*;
use crate::Locales;

fn read_with(text: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let environment: Vec<(String, String)> =
        environment.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
    Config::read(text, Path::new(FILE_NAME), &environment)
}

fn read(text: &str) -> Config {
    read_with(text, &[]).unwrap()
}

fn check_error(text: &str, expected: &str) {
    assert_eq!(read_with(text, &[]).unwrap_err().to_string(), expected);
}

#[test]
fn the_documented_file_holds_the_defaults_and_every_setting() {
    let text = Config::documented();
    assert_eq!(read(&text), Config::default());
    for section in SECTIONS {
        for setting in section.settings {
            let is_there =
                ["\n", "\n# "].iter().any(|line| text.contains(&format!("{line}{} = ", setting.name)));
            assert!(is_there, "{} is not documented", setting.name);
            let variable = format!("{}{}", section.environment_prefix(), setting.name.to_uppercase());
            assert_eq!(text.contains(&variable), !section.repeated, "{variable}");
        }
    }
    assert!(text.lines().all(|line| line.starts_with("refused") || line.chars().count() <= 101));
}

#[test]
fn the_table_of_settings_and_the_types_agree() {
    let mut defaults = Config::default();
    defaults.telegram.channels.push(Channel::example());
    let mut defaults = toml::Table::try_from(defaults).unwrap();
    // A table inside another is a section of its own.
    let channels = defaults["telegram"].as_table_mut().unwrap().remove("channel").unwrap();
    defaults.insert("telegram.channel".into(), channels);
    let names = |table: &toml::Table| table.keys().cloned().collect::<Vec<_>>();
    let mut sections: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    sections.sort();
    assert_eq!(names(&defaults), sections);
    for section in SECTIONS {
        let table = match &defaults[section.name] {
            toml::Value::Array(tables) => tables[0].as_table().unwrap(),
            table => table.as_table().unwrap(),
        };
        let mut settings: Vec<&str> = section.settings.iter().map(|setting| setting.name).collect();
        settings.sort();
        assert_eq!(names(table), settings, "[{}]", section.name);
        for setting in section.settings {
            assert_eq!(setting.kind.fault(&table[setting.name]), None, "{}.{}", section.name, setting.name);
        }
    }
}

#[test]
fn the_example_in_the_repository_is_the_documented_file() {
    let example = include_str!("../../../../vestka.example.toml");
    let advice = "write it anew: VESTKA_WRITE_EXAMPLE=1 cargo test -p base example_in_the_repository";
    if std::env::var_os("VESTKA_WRITE_EXAMPLE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vestka.example.toml");
        std::fs::write(path, Config::documented()).unwrap();
    } else {
        assert!(example == Config::documented(), "vestka.example.toml is out of date; {advice}");
    }
}

#[test]
fn an_empty_file_gives_the_defaults() {
    let config = read("");
    assert_eq!(config, Config::default());
    assert_eq!(config.server.address, "http://127.0.0.1:8080");
    assert_eq!(config.languages[0].agency, "Vestka");
    assert_eq!(config.agency.time_zone, Zone::utc());
}

#[test]
fn a_file_sets_what_it_names() {
    let config = read(
        r#"
        [server]
        address = "https://pozirk.example/"
        [agency]
        name = "Pozirk"
        tier = "POZIRK+"
        default_language = "be"
        time_zone = "Europe/Vilnius"
        [[language]]
        tag = "en"
        name = "English"
        [[language]]
        tag = "be"
        name = "Беларуская"
        agency = "Позірк"
        "#,
    );
    assert_eq!(config.server.address, "https://pozirk.example");
    assert_eq!(config.agency.time_zone.name(), "Europe/Vilnius");
    let names: Vec<_> =
        config.languages.iter().map(|language| (&*language.agency, &*language.tier)).collect();
    assert_eq!(names, [("Pozirk", "POZIRK+"), ("Позірк", "POZIRK+")]);
    assert_eq!(read(&config.to_text()), config, "what is written is read back");
}

#[test]
fn the_notice_is_the_setting_or_the_languages_own_words() {
    let mut belarusian = LanguageSettings::new(Language::parse("be").unwrap(), "Беларуская");
    belarusian.tier = "Позірк+".to_owned();
    let locale = Locales::load(None).unwrap().get(&belarusian.tag);
    assert_eq!(belarusian.notice(&locale), "Матэрыял даступны толькі для Позірк+");
    belarusian.plus_notice = "Толькі для падпісчыкаў".to_owned();
    assert_eq!(belarusian.notice(&locale), "Толькі для падпісчыкаў");
}

#[test]
fn the_environment_replaces_the_file() {
    let config = read_with(
        "[server]\nlisten = \"127.0.0.1:1\"\nworkers = 2\n",
        &[
            ("VESTKA_SERVER_LISTEN", "127.0.0.1:9000"),
            ("VESTKA_AGENCY_NAME", "Pozirk"),
            ("VESTKA_CRAWLERS_REFUSED", "A, B,"),
            ("VESTKA_CRAWLERS_TDM_RESERVATION", "false"),
            ("VESTKA_CACHE_BYTES", "2000000"),
            ("VESTKA_LOG", "debug"),
            ("PATH", "/bin"),
        ],
    )
    .unwrap();
    assert_eq!(config.server.address, "http://127.0.0.1:9000");
    assert_eq!((config.server.workers, config.cache.bytes), (2, 2_000_000));
    assert_eq!(config.languages[0].agency, "Pozirk");
    assert_eq!(config.crawlers.refused, ["A", "B"]);
    assert!(!config.crawlers.tdm_reservation);
}

#[test]
fn an_unknown_key_is_refused_with_what_was_meant() {
    check_error(
        "[server]\nlisten = \"127.0.0.1:1\"\nlissten = \"a\"\n",
        "vestka.toml, line 3: there is no setting 'server.lissten'; did you mean 'server.listen'?",
    );
    check_error("\n[sever]\n", "vestka.toml, line 2: there is no setting 'sever'; did you mean 'server'?");
    check_error(
        "[cache]\ntier = \"a\"\n",
        "vestka.toml, line 2: there is no setting 'cache.tier'; it belongs to [agency]",
    );
    check_error("[cache]\nx = 1\n", "vestka.toml, line 2: there is no setting 'cache.x'; [cache] has bytes");
    check_error(
        "[[language]]\ntag = \"en\"\nname = \"English\"\n[[language]]\ntagg = \"be\"\n",
        "vestka.toml, line 5: there is no setting 'language.tagg'; did you mean 'language.tag'?",
    );
    let error = read_with("", &[("VESTKA_SERVER_LISTN", "a")]).unwrap_err().to_string();
    assert_eq!(
        error,
        "the environment variable VESTKA_SERVER_LISTN: there is no setting 'server.listn'; \
         did you mean 'VESTKA_SERVER_LISTEN'?"
    );
}

#[test]
fn a_wrong_value_is_refused_with_what_to_write() {
    check_error(
        "[server]\nlisten = \"8080\"\n",
        "vestka.toml, line 2: server.listen is \"8080\": write an address and a port, such as 127.0.0.1:8080",
    );
    check_error(
        "[server]\nconnections = 0\n",
        "vestka.toml, line 2: server.connections is 0: write a whole number of connections, 1 to 1000000",
    );
    check_error(
        "[server]\naddress = \"https://example.org/news\"\n",
        "vestka.toml, line 2: server.address is \"https://example.org/news\": write http:// or https:// and a \
         host name, such as https://example.org",
    );
    check_error(
        "[wire]\nwebsub_hub = \"https://hub.example/a>b\"\n",
        "vestka.toml, line 2: wire.websub_hub is \"https://hub.example/a>b\": leave it empty, or write https://, a host \
         name and a path, such as https://hub.example.org/hub",
    );
    check_error(
        "[agency]\n\ntime_zone = \"Vilnius\"\n",
        "vestka.toml, line 3: agency.time_zone is \"Vilnius\": write a name of the IANA database, such as \
         Europe/Vilnius, or UTC",
    );
    check_error(
        "[agency]\nname = 1\n",
        "vestka.toml, line 2: agency.name is 1: write a text in quotation marks",
    );
    check_error(
        "server = 1\n",
        "vestka.toml, line 1: server is a table: write [server] and its settings below",
    );
    check_error(
        "[language]\ntag = \"en\"\n",
        "vestka.toml, line 1: language may stand several times: write [[language]]",
    );
    let error = read_with("", &[("VESTKA_CACHE_BYTES", "lots")]).unwrap_err().to_string();
    assert!(
        error.starts_with("the environment variable VESTKA_CACHE_BYTES: cache.bytes is \"lots\": "),
        "{error}"
    );
}

#[test]
fn a_password_is_not_shown() {
    let error = read_with("[database]\nurl = \"mysql://anna:secret@host\"\n", &[]).unwrap_err().to_string();
    assert!(error.contains("database.url cannot be used") && !error.contains("secret"), "{error}");
    let config = read("[database]\nurl = \"postgres://anna:secret@host/vestka\"\n");
    assert!(!format!("{config:?}").contains("secret"));
}

#[test]
fn telegram_channels_are_read_and_written_back() {
    let channels = r#"
        [telegram]
        api = "http://127.0.0.1:8081/"
        token = "123456:AA-bb_cc"
        delete_killed = true
        [[telegram.channel]]
        chat = "@kropka_en"
        language = "en"
        [[telegram.channel]]
        chat = "-1001234567890"
        language = "en"
        sections = ["economy"]
        template = "<b>{{ headline }}</b>\n\n{{ url }}"
        "#;
    let config = read(channels);
    assert_eq!(config.telegram.api, "http://127.0.0.1:8081");
    assert_eq!(config.telegram.channels.len(), 2);
    assert_eq!(config.telegram.channel("-1001234567890").unwrap().sections, ["economy"]);
    assert!(!format!("{config:?}").contains("AA-bb_cc"), "the token is not shown");
    assert_eq!(read(&config.to_text()), config, "what is written is read back");
    let token = [("VESTKA_TELEGRAM_TOKEN", "1:a")];
    assert_eq!(read_with(channels, &token).unwrap().telegram.token, "1:a");
}

#[test]
fn a_wrong_channel_is_refused_with_what_to_write() {
    let channel = |text: &str| format!("[[telegram.channel]]\n{text}");
    check_error(
        &channel("language = \"en\"\n"),
        "vestka.toml, line 1: telegram.channel.chat is missing: every channel has a chat and a language",
    );
    check_error(
        &channel("chat = \"kropka\"\nlanguage = \"en\"\n"),
        "vestka.toml, line 2: telegram.channel.chat is \"kropka\": write a channel's public name, such as @example_news, \
         or its number, such as -1001234567890",
    );
    check_error(
        &channel("chat = \"@kropka\"\nlanguage = \"be\"\n"),
        "vestka.toml, line 3: telegram.channel.language is \"be\", which no [[language]] has: write one of en",
    );
    let one = channel("chat = \"@kropka\"\nlanguage = \"en\"\n");
    check_error(
        &(one.clone() + &one.replace("kropka", "Kropka")),
        "vestka.toml, line 5: telegram.channel.chat is \"@Kropka\" a second time: give each channel one table",
    );
    check_error(
        &channel("chatt = \"@kropka\"\n"),
        "vestka.toml, line 2: there is no setting 'telegram.channel.chatt'; did you mean 'telegram.channel.chat'?",
    );
    check_error(
        "[telegram.channel]\nchat = \"@kropka\"\n",
        "vestka.toml, line 1: telegram.channel may stand several times: write [[telegram.channel]]",
    );
    let error = read_with("[telegram]\ntoken = \"secret words\"\n", &[]).unwrap_err().to_string();
    assert!(
        error.contains("telegram.token cannot be used: leave it empty") && !error.contains("words"),
        "{error}"
    );
}

#[test]
fn languages_are_at_least_one_and_each_once() {
    check_error(
        "language = []\n",
        "vestka.toml, line 1: language is empty: give the site at least one language",
    );
    check_error(
        "[[language]]\ntag = \"en\"\n",
        "vestka.toml, line 1: language.name is missing: every language has a tag and a name",
    );
    check_error(
        "[[language]]\ntag = \"en\"\nname = \"English\"\n[[language]]\ntag = \"EN\"\nname = \"English\"\n",
        "vestka.toml, line 5: language.tag is \"en\" a second time: give each language one table",
    );
    check_error(
        "[agency]\ndefault_language = \"be\"\n",
        "vestka.toml, line 2: agency.default_language is \"be\", which no [[language]] has: write one of en",
    );
}

#[test]
fn what_is_not_toml_is_refused_with_its_line() {
    let error = read_with("[server]\nlisten = 127.0.0.1:8080\n", &[]).unwrap_err().to_string();
    assert!(error.starts_with("vestka.toml, line 2: this is not TOML ("), "{error}");
}

#[test]
fn a_data_folder_without_a_file_has_the_defaults() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Config::load(folder.path()).unwrap(), Config::default());
    std::fs::write(folder.path().join(FILE_NAME), "[agency]\nname = \"Pozirk\"\n").unwrap();
    assert_eq!(Config::load(folder.path()).unwrap().agency.name, "Pozirk");
    std::fs::write(folder.path().join(FILE_NAME), b"\xff").unwrap();
    assert!(matches!(Config::load(folder.path()), Err(ConfigError::Unreadable { .. })));
}

#[test]
fn the_public_address_follows_only_if_it_was_the_same() {
    let elsewhere = "127.0.0.1:9".parse().unwrap();
    let mut config = Config::default();
    config.listen_on(elsewhere);
    assert_eq!(config.server.address, "http://127.0.0.1:9");
    config.server.address = "https://example.org".to_owned();
    config.listen_on("127.0.0.1:10".parse().unwrap());
    assert_eq!(config.server.address, "https://example.org");
}

proptest! {
    #[test]
    fn no_file_makes_the_reader_panic(text in "(\\[{0,2}(server|agency|language|x)\\]{0,2}\n|[a-z]{1,6} ?= ?[a-z0-9\"\\[{]{0,6}\n){0,6}") {
        let _ = read_with(&text, &[]);
    }

    #[test]
    fn names_of_any_letters_are_read_back(name in "\\PC{1,20}", tagline in ".{0,40}") {
        prop_assume!(!name.trim().is_empty());
        let mut config = Config::default();
        config.languages[0].name = name;
        config.languages[0].tagline = tagline;
        prop_assert_eq!(read(&config.to_text()), config);
    }
}

#[test]
fn mail_is_kept_from_others_on_its_way_and_its_password_from_logs() {
    let text = "[mail]\nserver = \"mail.example.org\"\nport = 587\nsecurity = \"starttls\"\nfrom = \"news@example.org\"\n\
                password = \"seven ferries\"\n";
    let config = read(text);
    assert!(config.mail.is_on() && !config.has_newsletters(), "newsletters need a key");
    assert!(!format!("{config:?}").contains("ferries"), "the password is not shown");
    assert_eq!(read(&config.to_text()), config, "what is written is read back");
    let with_key = format!("{text}[newsletter]\nkey = \"{}\"\n", "4a".repeat(32));
    assert!(read(&with_key).has_newsletters());
    check_error(
        "[mail]\nserver = \"mail.example.org\"\nfrom = \"news@example.org\"\nsecurity = \"none\"\n",
        "vestka.toml, line 4: mail.security is \"none\", and the server is another machine: readers' addresses would be read \
         on the way. Write tls or starttls",
    );
    check_error(
        "[mail]\nserver = \"mail.example.org\"\n",
        "vestka.toml, line 1: mail.from is empty: write the address that mail comes from",
    );
    check_error(
        "[mail]\nfrom = \"News <news@example.org>\"\n",
        "vestka.toml, line 2: mail.from is \"News <news@example.org>\": leave it empty, or write a mail address alone, such as \
         news@example.org",
    );
    check_error(
        "[mail]\nsecurity = \"ssl\"\n",
        "vestka.toml, line 2: mail.security is \"ssl\": write one of tls, starttls, none",
    );
    check_error("[mail]\nport = 0\n", "vestka.toml, line 2: mail.port is 0: write a port, 1 to 65535");
    check_error(
        "[newsletter]\nkey = \"secret\"\n",
        "vestka.toml, line 2: newsletter.key is \"secret\": leave it empty, or write the 64 digits that `vestka newsletter key` \
         prints as the public key",
    );
}
