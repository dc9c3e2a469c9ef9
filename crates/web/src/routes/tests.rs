use super::*;

fn table() -> Routes {
    let page = |_: Visit| async { Ok(Loaded::Missing) };
    Routes::new()
        .page("front", "/{lang}/", page)
        .page("story", "/{lang}/story/{slug}", page)
        .page("news-sitemap", "/news-sitemap/{lang}.xml", page)
        .direct("home", "/", |_: Asked| async { Ok(Answer::Missing) })
        .missing("en", page)
        .missing("be", page)
}

fn check(path: &str, expected: &str) {
    let found = match table().find(path) {
        Found::Handler { name, params, .. } => {
            format!("{name} {} {}", params.get("lang"), params.get("slug"))
        }
        Found::Moved(to) => format!("moved {to}"),
        Found::Mounted => "mounted".to_owned(),
        Found::FormOnly => "form only".to_owned(),
        Found::Nothing => "nothing".to_owned(),
    };
    assert_eq!(found.trim_end(), expected, "{path}");
}

#[test]
fn paths_lead_where_the_table_says() {
    check("/", "home");
    check("/en/", "front en");
    check("/be/story/мінск", "story be мінск");
    check("/news-sitemap/ru.xml", "news-sitemap ru");
    check("/en", "moved /en/");
    check("/en/story/a/", "moved /en/story/a");
    check("/en/story/", "nothing");
    check("/news-sitemap/ru", "nothing");
}

#[test]
fn the_table_can_be_listed() {
    let lines: Vec<_> =
        table().list().into_iter().map(|route| (route.name, route.pattern, route.kind)).collect();
    assert_eq!(lines[1], ("story", "/{lang}/story/{slug}", Kind::Page));
    assert_eq!(lines[3], ("home", "/", Kind::Direct));
    assert_eq!(lines.len(), 4);
}

#[test]
fn a_refusal_speaks_the_language_of_the_path() {
    for (path, language) in [("/be/x", "be"), ("/en/", "en"), ("/xx/", "en"), ("/", "en"), ("", "en")] {
        assert_eq!(&*table().language_of(path), language, "{path}");
    }
}

#[test]
#[should_panic(expected = "route again")]
fn two_routes_cannot_share_a_pattern() {
    let _ = table().page("again", "/{lang}/", |_: Visit| async { Ok(Loaded::Missing) });
}

#[test]
fn a_page_and_a_form_share_a_pattern() {
    let table = table().form("story", "/{lang}/story/{slug}", 10, |_: Posted| async { Ok(Answer::Missing) });
    assert!(matches!(
        table.find("/en/story/a"),
        Found::Handler { name: "story", handler: Handler::Page { .. }, .. }
    ));
    let (name, form, params) = table.find_form("/en/story/a").unwrap();
    assert_eq!((name, form.most_bytes, params.get("slug")), ("story", 10, "a"));
    assert!(table.find_form("/en/").is_none() && table.find_form("/no/where/at/all").is_none());
    assert_eq!(table.list().last().map(|route| (route.method, route.kind)), Some(("POST", Kind::Form)));
}

#[test]
#[should_panic(expected = "the pattern is taken")]
fn two_forms_cannot_share_a_pattern() {
    let form = |_: Posted| async { Ok(Answer::Missing) };
    let _ = Routes::new().form("one", "/a", 1, form).open_form("two", "/a", 1, form);
}
