//! Ghost's Content API over real databases. The unmodified SDK reads it in e2e/tests/content-api.test.js.

use content::access::{Access, Level, Step, When};
use content::body::{Block, Body};
use content::{Concept, ConceptKind, Manuscript, concept, lifecycle, visibility};
use distribution::key;
use serde_json::{Value, json};
use store::testing::on_both;

use crate::kit::{Site, noon, story};

struct Api {
    site: Site,
    key: String,
}

impl Api {
    async fn new(store: store::Store) -> Api {
        let site = Site::new(store);
        crate::feeds::concepts(&site).await;
        let key = key::make(&site.edition.store, "test", noon()).await.unwrap();
        Api { site, key }
    }

    /// Status and document.
    async fn ask(&self, path: &str, query: &str) -> (u16, Value) {
        let query = query.replace(' ', "%20").replace('+', "%2B").replace('>', "%3E").replace('<', "%3C");
        let query = query.replace('[', "%5B").replace(']', "%5D").replace('\'', "%27").replace('"', "%22");
        let got = self.site.get(&format!("{path}?key={}&{query}", self.key)).await;
        let document =
            serde_json::from_str(&got.text).unwrap_or_else(|_| panic!("{path}?{query}: {}", got.text));
        (got.status, document)
    }

    async fn english(&self, resource: &str, query: &str) -> Value {
        let (status, document) = self.ask(&format!("/en/ghost/api/content/{resource}/"), query).await;
        assert_eq!(status, 200, "{resource} {query}: {document}");
        document
    }

    /// The slugs of the stories that a filter chooses, in order.
    async fn slugs(&self, filter: &str) -> Vec<String> {
        let document = self.english("posts", &format!("limit=all&fields=slug&filter={filter}")).await;
        document["posts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|post| post["slug"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn numbered(n: i64) -> Manuscript {
    let mut story = story(&format!("s{n}"), "en", &format!("Number {n}"), noon().plus_hours(-n));
    story.document.sections =
        if n % 2 == 0 { vec!["economy".into()] } else { vec!["sport".into(), "economy".into()] };
    story.document.topics = if n % 3 == 0 { vec!["ferries".into()] } else { vec![] };
    if n % 5 == 0 {
        story.document.access = Access::plus();
    }
    if n % 4 == 0 {
        story.document.bylines = vec!["another".into()];
    }
    story
}

async fn more_concepts(site: &Site) {
    let named = |kind, id: &str| Concept {
        kind,
        id: id.into(),
        position: 1,
        names: [("en".parse().unwrap(), format!("The {id}"))].into(),
        role: None,
        hidden: false,
    };
    let all = [
        named(ConceptKind::Section, "sport"),
        named(ConceptKind::Topic, "sport"),
        named(ConceptKind::Person, "another"),
    ];
    let mut tx = site.edition.store.write().await.unwrap();
    concept::file(&mut tx, &all).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn lists_are_filtered_put_in_order_and_cut_in_pages() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        more_concepts(&api.site).await;
        api.site.file((0..40).map(numbered).collect()).await;
        let first = api.english("posts", "").await;
        assert_eq!(first["posts"].as_array().unwrap().len(), 15);
        assert_eq!(
            first["meta"]["pagination"],
            json!({ "page": 1, "limit": 15, "pages": 3, "total": 40, "next": 2, "prev": null })
        );
        assert_eq!(first["posts"][0]["slug"], "number-0");
        let last = api.english("posts", "page=3").await;
        assert_eq!(last["meta"]["pagination"]["next"], Value::Null);
        assert_eq!(last["posts"].as_array().unwrap().len(), 10);
        assert_eq!(api.english("posts", "page=9").await["posts"], json!([]));
        assert_eq!(api.english("posts", "limit=500").await["meta"]["pagination"]["limit"], 100);
        let range = |wanted: &dyn Fn(i64) -> bool| -> Vec<String> {
            (0..40).filter(|n| wanted(*n)).map(|n| format!("number-{n}")).collect()
        };
        let check = async |filter: &str, wanted: &dyn Fn(i64) -> bool| {
            assert_eq!(api.slugs(filter).await, range(wanted), "{filter}")
        };
        check("", &|_| true).await;
        check("tag:economy", &|_| true).await;
        check("tag:sport", &|n| n % 2 == 1).await;
        check("tags:-sport", &|n| n % 2 == 0).await;
        check("primary_tag:economy", &|n| n % 2 == 0).await;
        check("tag:ferries+tag:sport", &|n| n % 3 == 0 && n % 2 == 1).await;
        check("tag:[ferries,sport]", &|n| n % 3 == 0 || n % 2 == 1).await;
        check("tag:-[ferries,sport]", &|n| n % 3 != 0 && n % 2 == 0).await;
        check("tag:nothing", &|_| false).await;
        check("tag:-nothing", &|_| true).await;
        check("author:another", &|n| n % 4 == 0).await;
        check("authors.slug:-another+tag:ferries", &|n| n % 4 != 0 && n % 3 == 0).await;
        check("visibility:paid", &|n| n % 5 == 0).await;
        check("visibility:public", &|n| n % 5 != 0).await;
        check("visibility:-public", &|n| n % 5 == 0).await;
        check("published_at:>'2025-12-14 02:00:00'", &|n| n < 10).await;
        check("published_at:>=now-9h", &|n| n <= 9).await;
        check("published_at:<=now-30h", &|n| n >= 30).await;
        check("published_at:<2025-12-13", &|n| n > 36).await;
        check("updated_at:>now-3h", &|n| n < 3).await;
        check("(tag:ferries,author:another)+published_at:>now-13h", &|n| {
            (n % 3 == 0 || n % 4 == 0) && n < 13
        })
        .await;
        check("slug:number-7", &|n| n == 7).await;
        check("slug:[number-7,number-9]", &|n| n == 7 || n == 9).await;
        check("slug:-number-7+slug:~$-7", &|_| false).await;
        check("slug:~-3", &|n| n.to_string().starts_with('3')).await;
        check("slug:~^number-1", &|n| n.to_string().starts_with('1')).await;
        check("slug:~'%'", &|_| false).await;
        check("title:'Number 12'", &|n| n == 12).await;
        check("featured:true", &|_| false).await;
        check("featured:false+slug:number-1", &|n| n == 1).await;
        let ordered = async |order: &str| {
            let document = api.english("posts", &format!("limit=3&fields=slug&order={order}")).await;
            document["posts"]
                .as_array()
                .unwrap()
                .iter()
                .map(|post| post["slug"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(ordered("published_at asc").await, ["number-39", "number-38", "number-37"]);
        assert_eq!(ordered("title asc").await, ["number-0", "number-1", "number-10"]);
        assert_eq!(ordered("slug desc").await, ["number-9", "number-8", "number-7"]);
        assert_eq!(ordered("id desc, title asc").await.len(), 3);
    });
}

#[test]
fn what_is_asked_wrongly_is_said_in_ghosts_envelope() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        let said = async |path: &str| {
            let got = api.site.get(path).await;
            let document: Value = serde_json::from_str(&got.text).unwrap();
            (got.status, document["errors"][0]["type"].as_str().unwrap().to_owned())
        };
        assert_eq!(said("/ghost/api/content/posts/").await, (403, "NoPermissionError".into()));
        assert_eq!(
            said("/ghost/api/content/posts/?key=0123456789abcdef0123456789").await,
            (401, "UnauthorizedError".into())
        );
        for (query, status) in [
            ("filter=tag", 400),
            ("filter=body:x", 400),
            ("filter=tag:>3", 400),
            ("filter=published_at:~2", 400),
            ("filter=slug:'\0'", 400),
            ("filter=published_at:>yesterday", 400),
            ("limit=0", 400),
            ("limit=many", 400),
            ("page=0", 400),
            ("order=body desc", 400),
            ("order=title sideways", 400),
            ("order=title;drop", 400),
        ] {
            let (got, document) = api.ask("/ghost/api/content/posts/", &query.replace('\0', "%00")).await;
            assert_eq!(
                (got, document["errors"][0]["type"].as_str()),
                (status, Some("BadRequestError")),
                "{query}: {document}"
            );
        }
        let many = format!("filter=tag:[{}]", vec!["a"; 51].join(","));
        assert_eq!(api.ask("/ghost/api/content/posts/", &many).await.0, 400);
        for path in [
            "posts/slug/none/",
            "posts/0123456789abcdef01234567/",
            "posts/7665737400000000000000ff/",
            "tags/slug/none/",
            "members/",
            "settings/slug/x/",
            "newsletters/",
        ] {
            assert_eq!(api.ask(&format!("/ghost/api/content/{path}"), "").await.0, 404, "{path}");
        }
        assert_eq!(api.site.get("/de/ghost/api/content/posts/").await.status, 404);
    });
}

#[test]
fn a_story_of_the_paid_tier_is_a_teaser_until_it_opens() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        let mut paid = story("paid", "en", "Paid", noon());
        paid.document.body = Body {
            blocks: vec![
                Block::paragraph("Before the wall."),
                Block::Plus(vec![Block::paragraph("Behind the wall.")]),
            ],
        };
        paid.document.access = Access(vec![
            Step { when: When::AfterHours(0), level: Level::Plus },
            Step { when: When::AfterHours(1), level: Level::Open },
        ]);
        let open = story("open", "en", "Open", noon());
        api.site.file(vec![paid, open]).await;
        let read = async || {
            let query = "formats=html,plaintext&include=tags,authors,tiers";
            api.ask("/en/ghost/api/content/posts/slug/paid/", query).await.1["posts"][0].clone()
        };
        let teaser = read().await;
        assert_eq!((&teaser["access"], &teaser["visibility"]), (&json!(false), &json!("paid")));
        assert!(teaser["html"].as_str().unwrap().contains("Before the wall."));
        assert_eq!(teaser["plaintext"], "Before the wall.");
        assert!(!teaser.to_string().contains("Behind"));
        api.site.clock.set(noon().plus_hours(1));
        let whole = read().await;
        assert_eq!((&whole["access"], &whole["visibility"]), (&json!(true), &json!("public")));
        assert!(whole["html"].as_str().unwrap().contains("Behind the wall."));
    });
}

#[test]
fn a_post_has_what_ghosts_has() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        let mut one = story("019b1c2e-0000-7000-8000-000000000001", "en", "A \"ferry\" & more", noon());
        one.document.deck = "The deck.".into();
        api.site.file(vec![one]).await;
        let (status, document) =
            api.ask("/en/ghost/api/content/posts/slug/a-ferry-more/", "include=tags,authors,tiers").await;
        assert_eq!(status, 200, "{document}");
        let post = &document["posts"][0];
        for field in [
            "id",
            "uuid",
            "title",
            "slug",
            "html",
            "comment_id",
            "feature_image",
            "feature_image_alt",
            "feature_image_caption",
            "featured",
            "visibility",
            "created_at",
            "updated_at",
            "published_at",
            "custom_excerpt",
            "codeinjection_head",
            "codeinjection_foot",
            "custom_template",
            "canonical_url",
            "url",
            "excerpt",
            "reading_time",
            "access",
            "comments",
            "og_image",
            "og_title",
            "og_description",
            "twitter_image",
            "twitter_title",
            "twitter_description",
            "meta_title",
            "meta_description",
            "email_subject",
            "frontmatter",
            "tags",
            "authors",
            "primary_tag",
            "primary_author",
            "tiers",
        ] {
            assert!(post.get(field).is_some(), "no {field}");
        }
        assert_eq!(post["title"], "A \"ferry\" & more");
        assert_eq!(post["uuid"], "019b1c2e-0000-7000-8000-000000000001");
        assert_eq!(post["published_at"], "2025-12-14T12:00:00.000+00:00");
        assert_eq!(post["url"], "https://news.example/en/story/a-ferry-more");
        assert_eq!(post["primary_tag"]["slug"], "economy");
        assert_eq!(post["tags"][1]["name"], "<Ferries> (en)");
        assert_eq!(post["primary_author"]["name"], "A. \"Ada\" Reporter (en)");
        let id = post["id"].as_str().unwrap();
        assert_eq!(id.len(), 24);
        let by_id = api.ask(&format!("/en/ghost/api/content/posts/{id}/"), "fields=slug,title").await.1;
        assert_eq!(by_id["posts"][0], json!({ "slug": "a-ferry-more", "title": "A \"ferry\" & more" }));
        assert_eq!(api.slugs(&format!("id:{id}")).await, ["a-ferry-more"]);
        assert_eq!(
            api.ask(&format!("/be/ghost/api/content/posts/{id}/"), "").await.0,
            404,
            "another language is another site"
        );
    });
}

#[test]
fn tags_authors_pages_settings_and_tiers_are_there() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        more_concepts(&api.site).await;
        api.site.file((0..8).map(numbered).collect()).await;
        let tags = api.english("tags", "include=count.posts&order=name asc").await;
        let counts: Vec<(&str, u64)> = tags["tags"]
            .as_array()
            .unwrap()
            .iter()
            .map(|tag| (tag["slug"].as_str().unwrap(), tag["count"]["posts"].as_u64().unwrap()))
            .collect();
        assert_eq!(counts, [("ferries", 3), ("economy", 8), ("sport", 4), ("sport", 0)]);
        let many = api.english("tags", "include=count.posts&filter=count.posts:>3").await;
        assert_eq!(many["meta"]["pagination"]["total"], 2);
        assert_eq!(api.english("tags", "filter=name:~'the '").await["meta"]["pagination"]["total"], 2);
        let tag = api.ask("/en/ghost/api/content/tags/slug/economy/", "").await.1;
        assert_eq!(tag["tags"][0]["url"], "https://news.example/en/section/economy");
        let authors = api.english("authors", "include=count.posts").await;
        assert_eq!(authors["authors"][1]["count"]["posts"], 2);
        let page = api.ask("/en/ghost/api/content/pages/slug/about/", "").await.1;
        assert_eq!(page["pages"][0]["title"], "About");
        assert!(page["pages"][0]["html"].as_str().unwrap().contains("Words &lt;script&gt;"));
        let settings = api.english("settings", "").await;
        assert_eq!(
            (&settings["settings"]["title"], &settings["settings"]["lang"]),
            (&json!("Kropka"), &json!("en"))
        );
        assert_eq!(api.english("tiers", "").await["tiers"][0]["type"], "free");
    });
}

#[test]
fn who_is_hidden_and_what_is_killed_is_not_to_be_found() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        api.site
            .file(vec![story("one", "en", "The one", noon()), story("two", "en", "The two", noon())])
            .await;
        let ids = api.english("posts", "fields=id,slug").await;
        let killed = ids["posts"].as_array().unwrap().iter().find(|post| post["slug"] == "the-one").unwrap()
            ["id"]
            .clone();
        let mut tx = api.site.edition.store.write().await.unwrap();
        lifecycle::kill(&mut tx, "one", "Wrong.", "", "test", noon()).await.unwrap();
        assert!(visibility::hide(&mut tx, "a-reporter", true).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(api.slugs("").await, ["the-two"]);
        assert_eq!(api.ask("/en/ghost/api/content/posts/slug/the-one/", "").await.0, 404);
        assert_eq!(
            api.ask(&format!("/en/ghost/api/content/posts/{}/", killed.as_str().unwrap()), "").await.0,
            404
        );
        assert!(api.slugs("author:a-reporter").await.is_empty(), "nobody learns what a hidden person signed");
        assert_eq!(api.slugs("author:-a-reporter").await, ["the-two"]);
        let all = api.english("posts", "include=authors").await;
        assert_eq!(all["posts"][0]["authors"], json!([]));
        assert_eq!(api.english("authors", "").await["authors"], json!([]));
        assert_eq!(api.ask("/en/ghost/api/content/authors/slug/a-reporter/", "").await.0, 404);
    });
}

#[test]
fn a_key_is_shown_once_kept_as_a_hash_and_can_be_revoked() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        assert!(
            api.key.len() == 26 && api.key.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase())
        );
        assert_eq!(api.ask("/ghost/api/content/settings/", "").await.0, 200);
        let given = key::all(&mut api.site.edition.store.read().await.unwrap()).await.unwrap();
        assert_eq!((given.len(), given[0].name.as_str(), given[0].revoked_at), (1, "test", None));
        let rows = api
            .site
            .edition
            .store
            .read()
            .await
            .unwrap()
            .rows("select hash from content_key", vec![])
            .await
            .unwrap();
        assert!(!rows[0].text("hash").unwrap().contains(&api.key));
        assert!(key::revoke(&api.site.edition.store, &given[0].id, noon()).await.unwrap());
        assert!(!key::revoke(&api.site.edition.store, &given[0].id, noon()).await.unwrap());
        assert_eq!(api.ask("/ghost/api/content/settings/", "").await.0, 401);
    });
}

#[test]
fn who_asks_too_fast_is_told_to_wait() {
    on_both(|store| async move {
        let api = Api::new(store).await;
        let mut answers = Vec::new();
        for _ in 0..1_001 {
            answers.push(api.ask("/ghost/api/content/tiers/", "").await);
        }
        let (last, before) = answers.split_last().unwrap();
        assert!(before.iter().all(|(status, _)| *status == 200));
        assert_eq!((last.0, &last.1["errors"][0]["type"]), (429, &json!("TooManyRequestsError")));
        api.site.clock.set(noon().plus_hours(1));
        assert_eq!(api.ask("/ghost/api/content/tiers/", "").await.0, 200);
    });
}
