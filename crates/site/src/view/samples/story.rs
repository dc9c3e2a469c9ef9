//! Stories for the samples.

use content::{Role, SourceKind};

use super::super::{
    Byline, Correction, Direction, LetIn, Link, Moment, OpenGraph, OpenGraphKind, PlusNotice, Source,
    StoryPage, Version,
};
use super::{DECK, LONG_WORD, extreme_frame, frame, language, picture};

const TEASER: &str = "<p>The crews of seventeen barges have stood in Novaja Prystań since Thursday, Brod 24 reported. \
    Nobody has told them when the locks will open.</p>\n";

/// An open story with everything, a plus story with a teaser, one with nothing but a headline, one in Cyrillic, and one
/// that strains the layout.
pub(crate) fn stories() -> Vec<StoryPage> {
    vec![open(), plus(), bare(), cyrillic(), extreme(), whole()]
}

fn open() -> StoryPage {
    let headline = "Novaja Prystań’s cranes stand still as the Zvina falls to its lowest since 1964";
    let mut frame = frame("/en/story/novaja-prystan-cranes", headline);
    frame.description = DECK.into();
    frame.og = OpenGraph { kind: OpenGraphKind::Article, picture: Some(picture()) };
    StoryPage {
        frame,
        headline: headline.into(),
        deck: DECK.into(),
        dateline: "Novaja Prystań, December 14, Kropka.".into(),
        body: body(),
        plus: None,
        let_in: None,
        bylines: vec![byline("Maryla Sasnoŭka", Role::Named), byline("Vieras", Role::Pseudonym)],
        published: Moment::new("14 December 2025, 09:30", "2025-12-14T09:30:00Z"),
        updated: Some(Moment::new("14 December 2025, 16:12", "2025-12-14T16:12:00Z")),
        sections: vec![
            Link::new("Economy", "/en/section/economy"),
            Link::new("Society", "/en/section/society"),
        ],
        topics: vec![
            Link::new("Transport", "/en/topic/transport"),
            Link::new("Climate", "/en/topic/climate"),
        ],
        sources: sources(),
        corrections: vec![Correction {
            at: Moment::new("14 December 2025, 16:12", "2025-12-14T16:12:00Z"),
            note: "An earlier version said that nineteen barges were waiting. There are seventeen.".into(),
        }],
        picture: Some(picture()),
        versions: vec![
            version("be", "Беларуская", "Краны Новай Прыстані спыніліся"),
            version("ru", "Русский", "Краны стоят"),
        ],
        short: Link::new("krp.example/s/1f3", "https://krp.example/s/1f3"),
        follows: Some(Link::new("River levy: what the Sojm will vote on", "/en/story/sample-0")),
        followed_by: vec![Link::new("Locks on the Zvina to open on Monday", "/en/story/sample-1")],
    }
}

/// The whole of a plus story.
fn whole() -> StoryPage {
    let until = Moment::new("22 December 2025, 02:00", "2025-12-22T00:00:00Z");
    let to = "/en/story/novaja-prystan-cranes".into();
    let let_in = LetIn { until, leave: "/leave".into(), to, feeds: "/en/plus/feeds".into() };
    StoryPage { let_in: Some(let_in), ..open() }
}

fn plus() -> StoryPage {
    let opens = Some(Moment::new("16 December 2025, 09:30", "2025-12-16T09:30:00Z"));
    StoryPage {
        plus: Some(PlusNotice { opens, way_in: Some(Link::new("How to read Kropka Plus", "/en/plus")) }),
        dateline: "December 14, Kropka.".into(),
        body: TEASER.into(),
        bylines: vec![byline("Economy desk", Role::Desk)],
        updated: None,
        corrections: vec![],
        picture: None,
        follows: None,
        followed_by: vec![],
        ..open()
    }
}

/// Nothing but what every story has.
fn bare() -> StoryPage {
    StoryPage {
        plus: Some(PlusNotice { opens: None, way_in: None }),
        deck: String::new(),
        body: String::new(),
        bylines: vec![],
        sections: vec![],
        topics: vec![],
        sources: vec![],
        versions: vec![],
        ..plus()
    }
}

fn cyrillic() -> StoryPage {
    StoryPage {
        headline: "Сойм у трэці раз адклаў галасаванне аб рачным зборы: дэпутаты чакаюць вады, суднаўладальнікі — грошай".into(),
        deck: "За год Новая Прыстань страціла трэць грузу. У міністэрстве вінавацяць нізкую ваду, экіпажы — міністэрства.".into(),
        dateline: "Зарэчны Брод, 14 снежня, Кропка.".into(),
        body: "<p>Пасяджэнне доўжылася дзевятнаццаць хвілін, паведаміў тэлеграм-канал «Брод 24». Спікер Канстанцін \
               Падлесны абвясціў перапынак «да лепшых часоў» і з’ехаў.</p>\n<h2>Усё залежыць ад дажджу</h2>\n<p>Краны \
               прыстані стаяць у пяску; апошні паром, <span lang=\"en\">Żubroŭnia</span>, прыйшоў 2 снежня.</p>\n"
            .into(),
        bylines: vec![byline("Марыля Сасноўка", Role::Named)],
        versions: vec![version("en", "English", "Sojm puts off vote on river levy")],
        ..plus()
    }
}

fn extreme() -> StoryPage {
    let arabic = Version {
        language: language("fa"),
        dir: Direction::Rtl,
        ..version("fa", "فارسی", "جرثقیل‌ها ایستادند")
    };
    StoryPage {
        frame: extreme_frame("/ar/story/x"),
        headline: format!("{LONG_WORD} </h1><script>alert(1)</script> & “Łódź” ’ — 2025"),
        deck: LONG_WORD.repeat(3),
        dateline: format!("{LONG_WORD}, <December> 14, & Kropka."),
        body: format!("<h2>{LONG_WORD}</h2>\n{}", body()),
        bylines: (0..9).map(|_| byline("<Ściapan Ŭładzimiravič-Žyžnieŭski>", Role::Pseudonym)).collect(),
        topics: (0..12).map(|n| Link::new(format!("{LONG_WORD}{n}"), "/ar/topic/x")).collect(),
        corrections: (0..3).flat_map(|_| open().corrections).collect(),
        versions: vec![arabic],
        followed_by: vec![Link::new(LONG_WORD, "/ar/story/y")],
        ..open()
    }
}

fn byline(name: &str, role: Role) -> Byline {
    Byline { name: name.into(), url: "/en/person/x".into(), role }
}

fn version(tag: &str, name: &str, headline: &str) -> Version {
    Version {
        language: language(tag),
        dir: Direction::Ltr,
        name: name.into(),
        headline: headline.into(),
        url: format!("/{tag}/story/x"),
    }
}

/// One of each kind, with and without an address.
fn sources() -> Vec<Source> {
    use SourceKind::*;
    let source = |(name, url, kind): (&str, &str, _)| Source { name: name.into(), url: url.into(), kind };
    let all = [
        ("Brod 24", "https://telegram.example/brod24?a=1&b=2", Telegram),
        ("Ministry of Transport", "https://ministry.example/", Official),
        ("Zvinski Vieśnik", "", Media),
        ("Ryhor Zvončyk", "", Person),
        ("Port ledger, November 2025", "https://kropka.example/media/ledger.pdf", Document),
        ("a ferry passenger", "", Other),
    ];
    all.map(source).into()
}

/// Every element that a body may have.
fn body() -> String {
    format!(
        "{TEASER}<p>“Low water comes every autumn, <em>this</em> is no autumn,” said <a rel=\"noopener noreferrer\" \
         href=\"https://port.example/\">harbour master</a> <strong>Vital Kamlušyn</strong>, \
         <span lang=\"be\">«так ніхто не працуе»</span>.<br>He has kept the ledger for thirty years.</p>\n\
         <h2>What the ledger says</h2>\n\
         <figure class=\"quotation\"><blockquote>\n<p>We load a third of what we loaded a year ago, and we load it \
         by hand, because the cranes do not reach.</p>\n</blockquote><figcaption>Brod 24, a Telegram channel of the \
         port’s crews</figcaption></figure>\n\
         <div class=\"table\" tabindex=\"0\"><table>\n<thead>\n<tr><th scope=\"col\">Month</th>\
         <th scope=\"col\">Tonnes</th></tr>\n</thead>\n<tbody>\n<tr><td>October</td><td>41,200</td></tr>\n\
         <tr><td>November</td><td>27,900</td></tr>\n</tbody>\n</table></div>\n\
         <h3>And what it does not</h3>\n<ul>\n<li>who ordered the locks shut</li>\n<li>why</li>\n</ul>\n\
         <ol start=\"3\">\n<li>Write to the ministry.</li>\n</ol>\n<blockquote>\n<p>No answer came.</p>\n</blockquote>\n\
         <h4>Elsewhere</h4>\n<p class=\"card\"><a rel=\"noopener noreferrer\" href=\"https://map.example/zvina\">The \
         Zvina on a map</a> <span class=\"description\">Locks and depths.</span> <span class=\"host\">map.example</span></p>\n\
         <hr>\n<p class=\"caption\">A picture that is not there. <span class=\"credit\">Kropka</span></p>\n\
         <p>The ministry promised an answer by Monday.</p>\n"
    )
}
