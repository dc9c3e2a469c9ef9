//! Clients of the wire at the desk: their contracts, seats and what became of stories with them.

use content::lifecycle;
use http::StatusCode;
use newsroom::deed;
use newsroom::rights::Role::{Administrator, Editor, Reporter};
use wire::destination::{self, Kind, Target};
use wire::token::{self, Scope};
use wire::{Client, How, Seal, State, Taken, client, notice, seat, taken};

use crate::kit::{Got, House, in_a_newsroom, noon};
use crate::life::published;

const MARKUP: &str = "<script>alert(1)</script>";

async fn all(house: &House) -> Vec<Client> {
    client::all(&mut house.newsroom.store.read().await.unwrap()).await.unwrap()
}

async fn deeds(house: &House) -> Vec<String> {
    let mut db = house.newsroom.store.read().await.unwrap();
    let all = deed::before(&mut db, None, None, 50).await.unwrap();
    all.into_iter().map(|deed| deed.deed).filter(|deed| deed.starts_with("client-")).collect()
}

/// A page with its slashes as they are read.
fn plain(got: &Got) -> String {
    got.text.replace("&#x2f;", "/")
}

/// A new client; answers its page's address.
async fn added(house: &House, fields: &[(&str, &str)]) -> Got {
    house.post(Administrator, "/desk/clients", fields).await
}

#[test]
fn an_administrator_agrees_on_a_contract_and_changes_it() {
    in_a_newsroom(|house| async move {
        let terms = [
            ("name", MARKUP),
            ("contact", "desk@kurjer.example"),
            ("begins", "2025-12-01"),
            ("ends", "2026-12-01"),
            ("language", "en"),
            ("section", "economy"),
            ("early", "1"),
            ("networks", "192.0.2.0/24, 2001:db8::1"),
        ];
        let got = added(&house, &terms).await;
        assert!(got.location().starts_with("/desk/client/"), "{got:?}");
        let client = all(&house).await.pop().unwrap();
        let contract = &client.contract;
        assert_eq!((contract.early, contract.plus, contract.state), (true, false, State::Active));
        assert_eq!(contract.networks.to_string(), "192.0.2.0/24 2001:db8::1");
        assert_eq!(
            (contract.languages.len(), contract.sections.as_slice()),
            (1, &["economy".to_owned()][..])
        );
        let ends_at = base::Time::parse_rfc3339("2026-12-02T00:00:00Z").unwrap();
        assert_eq!(contract.ends_at, Some(ends_at), "the last day is part of it");
        let page = house.get(Administrator, got.location()).await.text;
        assert!(!page.contains(MARKUP) && page.contains("value=\"2026-12-01\""), "{page}");
        let list = house.get(Administrator, "/desk/clients").await.text;
        assert!(!list.contains(MARKUP) && list.contains("until December 1, 2026"), "{list}");
        let address = format!("/desk/client/{}", client.id);
        let changed = [("name", "Kurjer"), ("begins", "2025-12-01"), ("plus", "1")];
        let got = house.post(Administrator, &format!("{address}/contract"), &changed).await;
        assert!(got.location().ends_with("?told=client-changed"), "{got:?}");
        let client = all(&house).await.pop().unwrap();
        assert_eq!(
            (client.name.as_str(), client.contract.plus, client.contract.early),
            ("Kurjer", true, false)
        );
        assert!(client.contract.ends_at.is_none() && client.contract.networks.is_anywhere());
        for state in [State::Paused, State::Ended, State::Active] {
            house.post(Administrator, &format!("{address}/state"), &[("state", state.name())]).await;
            assert_eq!(all(&house).await[0].contract.state, state);
        }
        for (name, wrong) in
            [("networks", "nowhere"), ("begins", "soon"), ("name", ""), ("ends", "2025-11-30")]
        {
            let mut fields: Vec<(&str, &str)> = changed.iter().copied().filter(|(n, _)| *n != name).collect();
            fields.push((name, wrong));
            let got = house.post(Administrator, &format!("{address}/contract"), &fields).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {wrong}");
        }
        let done = deeds(&house).await;
        let states = done.iter().filter(|deed| *deed == "client-state-set").count();
        let has = |deed: &str| done.iter().any(|one| one == deed);
        assert!(states == 3 && has("client-added") && has("client-changed"), "{done:?}");
    });
}

#[test]
fn what_a_contract_opens_takes_a_proof_of_who_one_is() {
    in_a_newsroom(|house| async move {
        house.clock.set(noon().plus_hours(1));
        let got = added(&house, &[("name", "Kurjer")]).await;
        assert_eq!(got.location(), "/desk/confirm?to=/desk/clients");
        assert!(all(&house).await.is_empty());
        assert_eq!(house.get(Editor, "/desk/clients").await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_seat_gets_a_link_that_is_shown_once_and_is_closed() {
    in_a_newsroom(|house| async move {
        let page = added(&house, &[("name", "Kurjer")]).await.location().to_owned();
        let other = added(&house, &[("name", "Ganek")]).await.location().to_owned();
        let person = [("name", "Hanna"), ("email", "hanna@kurjer.example"), ("language", "be")];
        let got = house.post(Administrator, &format!("{page}/seats"), &person).await;
        let link = |got: &Got| {
            let text = plain(got);
            let at = text.find("/wire/invite/").expect("the link is shown") + "/wire/invite/".len();
            text[at..at + 64].to_owned()
        };
        let first = link(&got);
        assert!(!plain(&house.get(Administrator, &page).await).contains("/wire/invite/"));
        for wrong in [[("name", "Hanna"), ("email", "hanna@kurjer.example")], [("name", "X"), ("email", "x")]]
        {
            let got = house.post(Administrator, &format!("{other}/seats"), &wrong).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        }
        let id = page.split('/').next_back().unwrap();
        let hanna =
            seat::of(&mut house.newsroom.store.read().await.unwrap(), id).await.unwrap().pop().unwrap();
        assert_eq!(hanna.language.as_str(), "be");
        let again = format!("{page}/seats/{}/invitation", hanna.id);
        let elsewhere = format!("{other}/seats/{}/invitation", hanna.id);
        assert_eq!(house.post(Administrator, &elsewhere, &[]).await.status, StatusCode::NOT_FOUND);
        let second = link(&house.post(Administrator, &again, &[]).await);
        let mut db = house.newsroom.store.read().await.unwrap();
        assert!(seat::invited(&mut db, &first, noon()).await.unwrap().is_none(), "the first link is void");
        assert!(seat::invited(&mut db, &second, noon()).await.unwrap().is_some());
        drop(db);
        let closing = format!("{page}/seats/{}/closing", hanna.id);
        assert!(house.post(Administrator, &closing, &[]).await.location().ends_with("client-seat-closed"));
        assert_eq!(house.post(Administrator, &closing, &[]).await.status, StatusCode::NOT_FOUND);
        let mut db = house.newsroom.store.read().await.unwrap();
        assert!(seat::invited(&mut db, &second, noon()).await.unwrap().is_none());
    });
}

#[test]
fn the_newsroom_revokes_tokens_and_stops_destinations_and_never_sees_a_secret() {
    in_a_newsroom(|house| async move {
        let page = added(&house, &[("name", "Kurjer")]).await.location().to_owned();
        let id = page.split('/').next_back().unwrap().to_owned();
        let target = Target {
            name: "CMS".into(),
            kind: Kind::Http,
            address: "https://cms.kurjer.example/in".into(),
            account: String::new(),
            mark: String::new(),
            format: "ninjs-3.1".into(),
        };
        let mut tx = house.newsroom.store.write().await.unwrap();
        let secret = token::make(&mut tx, &id, "CMS", &[Scope::Pull], None, "h", noon()).await.unwrap();
        let seal = Seal::of(&[7; 32]);
        let machine = destination::add(&mut tx, &seal, &id, &target, "signed with", noon()).await.unwrap();
        let token = token::of(tx.reading(), &id).await.unwrap().pop().unwrap().id;
        tx.commit().await.unwrap();
        let text = plain(&house.get(Administrator, &page).await);
        assert!(text.contains("https://cms.kurjer.example/in") && text.contains("ask for lists"), "{text}");
        assert!(!text.contains(&secret) && !text.contains("signed with"));
        let revocation = format!("{page}/tokens/{token}/revocation");
        assert!(house.post(Administrator, &revocation, &[]).await.location().ends_with("token-revoked"));
        assert_eq!(house.post(Administrator, &revocation, &[]).await.status, StatusCode::NOT_FOUND);
        let pause = format!("{page}/destinations/{machine}/pause");
        house.post(Administrator, &pause, &[("pushing", "off")]).await;
        let found = async || {
            let mut db = house.newsroom.store.read().await.unwrap();
            destination::find(&mut db, &machine).await.unwrap()
        };
        assert!(found().await.unwrap().paused_at.is_some());
        house.post(Administrator, &pause, &[("pushing", "on")]).await;
        assert!(found().await.unwrap().paused_at.is_none());
        house.post(Administrator, &format!("{page}/destinations/{machine}/removal"), &[]).await;
        assert!(found().await.is_none());
    });
}

#[test]
fn a_storys_recipients_are_shown_with_notices_and_who_has_confirmed() {
    in_a_newsroom(|house| async move {
        let story = published(&house, "Ferry sold").await;
        let recipients = format!("/desk/story/{story}/recipients");
        assert!(house.get(Editor, &recipients).await.text.contains("No client has this story."));
        let page = added(&house, &[("name", "Kurjer")]).await.location().to_owned();
        let client = page.split('/').next_back().unwrap().to_owned();
        let taken_by = |how| Taken {
            client: client.clone(),
            story: story.clone(),
            version: noon(),
            how,
            format: if how == How::Seen { String::new() } else { "nitf".into() },
            who: "somebody".into(),
            at: noon(),
        };
        let english = "en".parse().unwrap();
        let mut tx = house.newsroom.store.write().await.unwrap();
        taken::record(&mut tx, &[taken_by(How::Pulled), taken_by(How::Seen)]).await.unwrap();
        let later = noon().plus_hours(1);
        lifecycle::kill(&mut tx, &story, "It was wrong.", "", "e", later).await.unwrap();
        let told = notice::notices(&mut tx, None, noon(), later).await.unwrap().pop().unwrap();
        notice::sent(&mut tx, &told.id, "mail", later).await.unwrap();
        let hanna =
            seat::add(&mut tx, &client, "Hanna", "h@x.example", &english, noon()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let text = house.get(Editor, &recipients).await.text;
        for words in
            ["Kurjer", "pulled", "NITF", "read on the portal", "Withdrawal", "not confirmed", "1 notice is"]
        {
            assert!(text.contains(words), "'{words}' is not in {text}");
        }
        let mut tx = house.newsroom.store.write().await.unwrap();
        notice::confirm(&mut tx, &client, &told.id, &hanna, later).await.unwrap();
        tx.commit().await.unwrap();
        let text = house.get(Editor, &recipients).await.text;
        assert!(text.contains("confirmed by Hanna") && !text.contains("not confirmed"), "{text}");
        assert_eq!(house.get(Reporter, &recipients).await.status, StatusCode::FORBIDDEN);
        let text = house.get(Administrator, &page).await.text;
        assert!(text.contains("Ferry sold") && text.contains("read on the portal"), "{text}");
    });
}
