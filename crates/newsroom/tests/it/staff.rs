//! Staff: inviting, other roles, leaving, bylines; the record of it all.

use base::Locales;
use content::{Concept, ConceptKind, concept};
use http::StatusCode;
use newsroom::deed;
use newsroom::rights::Role;

use crate::kit::{House, in_a_newsroom, noon};
use crate::life::published;
use crate::people::{introduced, joined, later, path_of, see};

#[test]
fn an_administrator_invites_and_sees_the_link_once() {
    in_a_newsroom(|house| async move {
        let form = [("name", "Nina <script>"), ("role", "editor")];
        let got = house.post(Role::Administrator, "/desk/staff/invites", &form).await;
        let text = plain(&got.text);
        let link = text.split("value=\"").find(|rest| rest.starts_with("http")).expect("the link");
        let link = link.split('"').next().unwrap().to_owned();
        assert_eq!(introduced(&house, &path_of(&link), "Nina", "nina").await.status, StatusCode::SEE_OTHER);
        let page = house.get(Role::Administrator, "/desk/staff").await;
        assert!(!page.text.contains(&path_of(&link)), "shown once");
        assert!(
            page.text.contains("Nina &lt;script&gt;") && !page.text.contains("<script>"),
            "{}",
            page.text
        );
        let id = page.text.split("/desk/staff/invites/").find(|rest| rest.contains("/withdrawal")).unwrap();
        let withdrawal = format!("/desk/staff/invites/{}/withdrawal", &id[..64]);
        assert_eq!(house.post(Role::Administrator, &withdrawal, &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(house.get(None, &path_of(&link)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.post(Role::Administrator, &withdrawal, &[]).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn inviting_needs_a_fresh_proof() {
    in_a_newsroom(|house| async move {
        later(&house, 601);
        for path in [
            "/desk/staff/invites".to_owned(),
            format!("/desk/staff/{}/role", house.id_of(Role::Editor)),
            format!("/desk/staff/{}/departure", house.id_of(Role::Editor)),
        ] {
            let got = house.post(Role::Administrator, &path, &[("name", "N"), ("role", "editor")]).await;
            assert!(got.location().starts_with("/desk/confirm?to="), "{path}: {got:?}");
        }
        assert!(!house.get(Role::Administrator, "/desk/staff").await.text.contains("invites\""));
    });
}

/// A page with the slashes that templates escape.
fn plain(html: &str) -> String {
    html.replace("&#x2f;", "/")
}

/// The id of the member whom the list calls so.
async fn id_of(house: &House, name: &str) -> String {
    let page = house.get(Role::Administrator, "/desk/staff").await;
    let before = page.text.split(&format!(">{name}</a>")).next().unwrap();
    before.rsplit("/desk/staff/").next().unwrap()[..36].to_owned()
}

async fn change(house: &House, of: Role, to: &str) -> crate::kit::Got {
    let path = format!("/desk/staff/{}/role", house.id_of(of));
    house.post(Role::Administrator, &path, &[("role", to)]).await
}

#[test]
fn another_role_ends_the_sessions() {
    in_a_newsroom(|house| async move {
        let got = change(&house, Role::Editor, "reporter").await;
        assert!(got.location().ends_with("told=role-changed"), "{got:?}");
        assert!(house.get(Role::Editor, "/desk/me").await.location().starts_with("/desk/sign-in"));
        assert_eq!(change(&house, Role::Reporter, "emperor").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn whoever_leaves_is_out_and_stays_in_the_list() {
    in_a_newsroom(|house| async move {
        let nina = joined(&house, Role::Reporter, "nina").await;
        let id = id_of(&house, "nina").await;
        let got = house.post(Role::Administrator, &format!("/desk/staff/{id}/departure"), &[]).await;
        assert!(got.location().ends_with("told=left"), "{got:?}");
        assert!(see(&house, &nina.cookie, "/desk/me").await.location().starts_with("/desk/sign-in"));
        later(&house, 60);
        let got =
            crate::people::sign_in(&house, "nina", crate::people::PASSWORD, &nina.code(house.clock.now()))
                .await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        let newsroom = &house.newsroom;
        let link =
            newsroom::machine::sign_in_link(&newsroom.store, &newsroom.config, "nina", house.clock.now())
                .await;
        assert_eq!(link.unwrap(), None);
        assert!(house.get(Role::Administrator, "/desk/staff").await.text.contains("nina"));
        let twice = house.post(Role::Administrator, &format!("/desk/staff/{id}/departure"), &[]).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_last_administrator_stays() {
    in_a_newsroom(|house| async move {
        let me = house.id_of(Role::Administrator).to_owned();
        let got = house.post(Role::Administrator, &format!("/desk/staff/{me}/departure"), &[]).await;
        assert!(got.text.contains("last administrator"), "{}", got.text);
        let got = change(&house, Role::Administrator, "editor").await;
        assert!(got.text.contains("last administrator"), "{}", got.text);
    });
}

#[test]
fn of_two_administrators_who_part_with_each_other_one_stays() {
    in_a_newsroom(|house| async move {
        let other = joined(&house, Role::Administrator, "other").await;
        let other_id = id_of(&house, "other").await;
        let (mine, theirs) = (
            format!("/desk/staff/{other_id}/departure"),
            format!("/desk/staff/{}/departure", house.id_of(Role::Administrator)),
        );
        tokio::join!(
            house.post(Role::Administrator, &mine, &[]),
            crate::people::send(&house, &other.cookie, &theirs, "")
        );
        let mut db = house.newsroom.store.read().await.unwrap();
        assert_eq!(newsroom::invite::administrators(&mut db).await.unwrap(), 1);
    });
}

#[test]
fn a_member_is_linked_to_a_byline() {
    in_a_newsroom(|house| async move {
        let mut tx = house.newsroom.store.write().await.unwrap();
        let person = Concept {
            kind: ConceptKind::Person,
            id: "nina-zarnaviec".into(),
            position: 0,
            names: [("en".parse().unwrap(), "Nina Zarnaviec".to_owned())].into(),
            role: Some(content::Role::Named),
            hidden: false,
        };
        concept::file(&mut tx, &[person]).await.unwrap();
        tx.commit().await.unwrap();
        let id = house.id_of(Role::Reporter).to_owned();
        let path = format!("/desk/staff/{id}/byline");
        let got = house
            .post(Role::Administrator, &path, &[("byline", "nina-zarnaviec"), ("signs", "pseudonym")])
            .await;
        assert!(got.location().ends_with("told=byline-set"), "{got:?}");
        let mut db = house.newsroom.store.read().await.unwrap();
        let member = newsroom::staff::find(&mut db, &id).await.unwrap().unwrap();
        assert_eq!(member.byline.as_deref(), Some("nina-zarnaviec"));
        let person = concept::find(&mut db, ConceptKind::Person, "nina-zarnaviec").await.unwrap().unwrap();
        assert_eq!(person.role, Some(content::Role::Pseudonym));
        let got = house.post(Role::Administrator, &path, &[("byline", "nobody")]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn the_record_says_who_did_what_and_goes_on_for_ever() {
    in_a_newsroom(|house| async move {
        change(&house, Role::Editor, "reporter").await;
        let page = house.get(Role::Administrator, "/desk/audit").await;
        assert!(page.text.contains("changed the role of"), "{}", page.text);
        assert!(
            page.text.contains("Editor → Reporter") && page.text.contains("The administrator"),
            "{}",
            page.text
        );
        let mut tx = house.newsroom.store.write().await.unwrap();
        for n in 0..120 {
            let now = noon().plus_hours(n);
            deed::record(
                &mut tx,
                house.id_of(Role::Reporter),
                "noted",
                "a-story",
                &format!("line {n}."),
                now,
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let (mut path, mut lines) = ("/desk/audit".to_owned(), String::new());
        for _ in 0..3 {
            let page = house.get(Role::Administrator, &path).await.text;
            lines.push_str(&page);
            let next = page
                .split("/desk/audit?")
                .find(|rest| rest.contains("before="))
                .map(|rest| rest.split('"').next().unwrap());
            path = format!("/desk/audit?{}", next.unwrap_or_default().replace("&amp;", "&"));
        }
        for n in 0..120 {
            assert_eq!(lines.matches(&format!("(line {n}.)")).count(), 1, "{n}");
        }
        let only = house
            .get(Role::Administrator, &format!("/desk/audit?member={}", house.id_of(Role::Administrator)))
            .await;
        assert!(only.text.contains("changed the role of") && !only.text.contains("(line 1"), "{}", only.text);
        for odd in ["/desk/audit?member=%00", "/desk/audit?before=%27&member=x%27y"] {
            assert_eq!(house.get(Role::Administrator, odd).await.status, StatusCode::OK);
        }
    });
}

#[test]
fn the_record_calls_stories_by_their_headlines_in_the_words_of_whoever_reads_it() {
    in_a_newsroom(|house| async move {
        let id = published(&house, "Ferry & port sold").await;
        let words = [("name", "The administrator"), ("language", "be")];
        house.post(Role::Administrator, "/desk/me", &words).await;
        let page = house.get(Role::Administrator, "/desk/audit").await.text;
        let leads = format!("/desk/story/{id}").replace('/', "&#x2f;");
        assert!(page.contains(&leads) && page.contains("Ferry &amp; port sold</a>"), "{page}");
        assert!(page.contains("(версія 2)") && !page.contains(&format!(">{id}<")), "{page}");
    });
}

#[test]
fn every_deed_has_words_in_every_language() {
    let words = Locales::load_desk(None).unwrap();
    for language in Locales::desk_languages() {
        for deed in deed::DEEDS {
            let id = format!("deed-{deed}");
            let text = words.get(&language).try_text(&id, &[]).unwrap_or_else(|error| panic!("{error}"));
            let english = words.get(&"en".parse().unwrap()).text(&id, &[]);
            assert!(language.as_str() == "en" || text != english, "{id} is in English in {language}");
        }
    }
}

#[test]
fn what_has_run_out_is_tidied_away() {
    in_a_newsroom(|house| async move {
        crate::people::invited(&house, Role::Reporter).await;
        house.post_json(None, "/desk/sign-in/passkey/options", serde_json::json!({})).await;
        later(&house, 31 * 86_400);
        newsroom::tidy(&house.newsroom).await.unwrap();
        let mut db = house.newsroom.store.read().await.unwrap();
        for table in ["desk_session", "invite", "ceremony"] {
            let row = db.row(&format!("select count(*) as n from {table}"), vec![]).await.unwrap().unwrap();
            assert_eq!(row.int("n").unwrap(), 0, "{table}");
        }
    });
}
