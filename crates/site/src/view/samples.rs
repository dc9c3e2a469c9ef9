//! Words and things for the samples: an invented agency in an invented country, and what strains a layout.

mod story;

use base::Language;

use super::{
    Alternate, Direction, Entry, FeedLink, Frame, LanguageLink, Link, Moment, NavSection, OpenGraph, Picture,
};

pub(super) use story::stories;

/// A deck of usual length.
pub(super) const DECK: &str = "The river port lost a third of its cargo in a year. The ministry blames low water, \
    the crews blame the ministry.";

/// A headline without a place to break it, as compounds, addresses and hashtags bring them.
pub(super) const LONG_WORD: &str = "Звышнеперапоўненыбагатаслоўнынезлічонасловазлучальнызагаловак";

const HEADLINES: [&str; 10] = [
    "Sojm puts off vote on river levy for the third time",
    "Łukaš Ściapurka wins chess title in Siniavoda at fourteen",
    "Two bridges over the Čaratoŭka close until spring",
    "“We were told to say nothing”: Mastavičy fertiliser workers on the night of the leak, the hours that followed \
     and the inspection that never came",
    "Central Bank holds rate at 7.5 percent",
    "Żubroŭnia’s last ferry",
    "Zalesian minister in Zarečny Brod: border talks “closer than in years”",
    "Court in Staraviežža frees photographer",
    "Kirył Vieraciennik: who reads along when schools go online",
    "Wheat harvest a fifth below last year’s, growers’ union says",
];

const SECTIONS: [&str; 12] = [
    "Politics",
    "Economy",
    "Society",
    "Security",
    "Culture",
    "Sport",
    "Environment",
    "Technology",
    "Regions",
    "World",
    "Опыты",
    "Навакольнае асяроддзе",
];

/// The usual frame: eight sections, three languages, twenty latest.
pub(super) fn frame(path: &str, title: &str) -> Frame {
    let site = "https://kropka.example";
    let languages = [("en", "English"), ("be", "Беларуская"), ("ru", "Русский")];
    let other = |tag: &str| path.replacen("/en", &format!("/{tag}"), 1);
    let alternates = languages.iter().map(|(tag, _)| (*tag, *tag)).chain([("x-default", "en")]);
    Frame {
        language: language("en"),
        dir: Direction::Ltr,
        agency: "Kropka".into(),
        tagline: "News from Nadzvińnie, to the point".into(),
        tier: "Kropka Plus".into(),
        plus_notice: "The material is available only to Kropka Plus".into(),
        site: site.into(),
        path: path.into(),
        home: "/en/".into(),
        latest_url: "/en/latest".into(),
        archive_url: "/en/archive".into(),
        corrections_url: "/en/corrections".into(),
        plus_url: Some("/en/plus".into()),
        newsletter_url: Some("/en/newsletter".into()),
        sections: SECTIONS[..8].iter().map(|name| section(name, path)).collect(),
        languages: languages.iter().map(|(tag, name)| language_link(tag, name, &other(tag))).collect(),
        latest: (0..20).map(entry).collect(),
        footer: vec![
            Link::new("About", "/en/about"),
            Link::new("Contact", "/en/contact"),
            Link::new("Privacy", "/en/privacy"),
        ],
        title: title.into(),
        feeds: vec![FeedLink {
            kind: "application/rss+xml".into(),
            title: "Kropka".into(),
            url: "/en/feed/rss.xml".into(),
        }],
        description: "Independent news from Nadzvińnie & its neighbours, in three languages.".into(),
        canonical: Some(format!("{site}{path}")),
        alternates: alternates
            .map(|(hreflang, tag)| Alternate {
                hreflang: hreflang.into(),
                url: format!("{site}{}", other(tag)),
            })
            .collect(),
        og: OpenGraph::default(),
        noindex: false,
    }
}

/// Right to left, twelve sections, words that do not break, markup in every name, a latest list of one.
pub(super) fn extreme_frame(path: &str) -> Frame {
    let usual = frame(path, LONG_WORD);
    Frame {
        language: language("ar"),
        dir: Direction::Rtl,
        agency: "وكالة النقطة للأنباء <&\"'>".into(),
        plus_notice: "المادة متاحة لمشتركي «النقطة بلس» فقط".into(),
        sections: SECTIONS.iter().map(|name| section(name, path)).collect(),
        languages: vec![
            language_link("en", "English", "/en/"),
            LanguageLink { current: true, ..language_link("ar", "العربية", path) },
            language_link("be-tarask", "Беларуская (тарашкевіца)", "/be-tarask/"),
        ],
        latest: vec![extreme_entry()],
        ..usual
    }
}

/// One language, nothing published, nothing written: the first minute of an agency, or a database that is away.
pub(super) fn empty_frame(path: &str) -> Frame {
    Frame {
        plus_url: None,
        newsletter_url: None,
        tagline: String::new(),
        sections: vec![],
        languages: vec![language_link("en", "English", path)],
        latest: vec![],
        footer: vec![],
        description: String::new(),
        alternates: vec![],
        ..frame(path, "")
    }
}

/// The frame of a page that is none: 404, 410, 503.
pub(super) fn no_page(frame: Frame) -> Frame {
    Frame { canonical: None, alternates: vec![], noindex: true, ..frame }
}

/// The `n`th newest story; two thirds are plus, some have several sections, days change.
pub(super) fn entry(n: usize) -> Entry {
    let (day, hour) = (14 - n / 7, 21 - 2 * (n % 7));
    let mut sections = vec![section_link(n % 4)];
    if n % 3 == 1 {
        sections.push(section_link(4 + n % 5));
    }
    Entry {
        headline: HEADLINES[n % HEADLINES.len()].into(),
        deck: String::new(),
        url: format!("/en/story/sample-{n}"),
        time: Moment::new(
            format!("{hour:02}:{:02}", n * 7 % 60),
            format!("2025-12-{day}T{hour:02}:{:02}:00Z", n * 7 % 60),
        ),
        day: Moment::new(format!("{day} December 2025"), format!("2025-12-{day}")),
        sections,
        plus: n % 3 != 2,
        picture: None,
    }
}

/// The same with a deck; every fifth has none.
pub(super) fn entry_with_deck(n: usize) -> Entry {
    Entry { deck: if n % 5 == 4 { String::new() } else { DECK.into() }, ..entry(n) }
}

/// A story with everything that strains a list: a word that does not break, markup, all sections.
pub(super) fn extreme_entry() -> Entry {
    Entry {
        headline: format!("{LONG_WORD} </a><script>alert(1)</script> & “Łódź”"),
        deck: HEADLINES.join(". "),
        url: "/ar/story/x?a=1&b=2".into(),
        sections: (0..12).map(section_link).collect(),
        picture: Some(Picture { caption: String::new(), credit: String::new(), ..picture() }),
        ..entry(1)
    }
}

/// A picture with all its renditions.
pub(super) fn picture() -> Picture {
    let set = |kind| {
        format!("/media/port-400.{kind} 400w, /media/port-800.{kind} 800w, /media/port-1600.{kind} 1600w")
    };
    Picture {
        src: "/media/port-1600.jpg".into(),
        width: 1600,
        height: 900,
        jpeg: set("jpg"),
        webp: set("webp"),
        alt: "Three empty barges under cranes".into(),
        caption: "The port of Novaja Prystań in November.".into(),
        credit: "Halina Biervina / Kropka".into(),
    }
}

/// A page as an agency writes it.
pub(super) fn markdown_body() -> String {
    "<p>Kropka is an agency of <strong>eleven people</strong> in four cities. We publish in three languages.</p>\n\
     <h2>How we work</h2>\n<p>Two sources, or one that can be looked up. <a href=\"/en/contact\">Write to us.</a></p>\n\
     <ul>\n<li>We correct in the open.</li>\n<li>We do not know who reads us.</li>\n</ul>\n\
     <h2>Money</h2>\n<p>Readers pay for it.</p>\n"
        .into()
}

pub(super) fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a sample's tag")
}

fn language_link(tag: &str, name: &str, url: &str) -> LanguageLink {
    LanguageLink { language: language(tag), name: name.into(), url: url.into(), current: tag == "en" }
}

fn section(name: &str, path: &str) -> NavSection {
    let url = format!("/en/section/{}", name.to_lowercase().replace(' ', "-"));
    NavSection { name: name.into(), current: path == url, url }
}

fn section_link(n: usize) -> Link {
    let name = SECTIONS[n % SECTIONS.len()];
    Link::new(name, section(name, "").url)
}
