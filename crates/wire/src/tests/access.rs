//! Seats, tokens, saved topics, destinations: how they come, and how they go.

use super::*;

#[test]
fn a_seat_is_invited_chooses_a_password_once_and_is_closed() {
    on_both(|store| async move {
        let (one, other) = (client(&store, contract()).await, client(&store, contract()).await);
        let mut tx = store.write().await.unwrap();
        let id =
            seat::add(&mut tx, &one.id, "Hanna", " Hanna@Kurjer.example ", &be(), hour(0)).await.unwrap();
        let id = id.expect("the address is free");
        let again = seat::add(&mut tx, &other.id, "Hanna", "hanna@kurjer.example", &be(), hour(0)).await;
        assert_eq!(again.unwrap(), None, "an address has one seat");
        assert_eq!(seat::invite(&mut tx, &other.id, &id, hour(0)).await.unwrap(), None);
        let void = seat::invite(&mut tx, &one.id, &id, hour(0)).await.unwrap().unwrap();
        let secret = seat::invite(&mut tx, &one.id, &id, hour(0)).await.unwrap().unwrap();
        assert_eq!(seat::accept(&mut tx, &void, "hash", hour(1)).await.unwrap(), None);
        assert_eq!(seat::accept(&mut tx, &secret, "hash", hour(73)).await.unwrap(), None, "it has run out");
        assert_eq!(seat::accept(&mut tx, &secret, "hash", hour(1)).await.unwrap(), Some(id.clone()));
        assert_eq!(seat::accept(&mut tx, &secret, "other", hour(1)).await.unwrap(), None);
        let cookie = session::begin(&mut tx, &id, hour(1)).await.unwrap();
        tx.commit().await.unwrap();
        let mut db = store.read().await.unwrap();
        let (seat, password) = seat::of_email(&mut db, "HANNA@kurjer.example").await.unwrap().unwrap();
        assert_eq!((seat.id.as_str(), password.as_deref()), (id.as_str(), Some("hash")));
        let signed_in = session::find(&mut db, &cookie, hour(2)).await.unwrap().unwrap();
        assert_eq!((signed_in.client.id, signed_in.seat.name.as_str()), (one.id.clone(), "Hanna"));
        assert_eq!(session::find(&mut db, &cookie, hour(1 + 7 * 24)).await.unwrap(), None);
        drop(db);
        let mut tx = store.write().await.unwrap();
        assert!(!seat::close(&mut tx, &other.id, &id, hour(3)).await.unwrap());
        assert!(seat::close(&mut tx, &one.id, &id, hour(3)).await.unwrap());
        let next =
            seat::add(&mut tx, &other.id, "Hanna", "hanna@kurjer.example", &be(), hour(3)).await.unwrap();
        assert!(next.is_some(), "the address is free again");
        tx.commit().await.unwrap();
        let mut db = store.read().await.unwrap();
        assert_eq!(session::find(&mut db, &cookie, hour(4)).await.unwrap(), None);
        assert_eq!(seat::of(&mut db, &one.id).await.unwrap()[0].email, "hanna@kurjer.example");
    });
}

#[test]
fn a_new_password_ends_the_sessions_of_the_old_one() {
    on_both(|store| async move {
        let client = client(&store, contract()).await;
        let mut tx = store.write().await.unwrap();
        let id =
            seat::add(&mut tx, &client.id, "Hanna", "h@x.example", &be(), hour(0)).await.unwrap().unwrap();
        let cookie = session::begin(&mut tx, &id, hour(0)).await.unwrap();
        let secret = seat::invite(&mut tx, &client.id, &id, hour(0)).await.unwrap().unwrap();
        assert!(session::find(tx.reading(), &cookie, hour(1)).await.unwrap().is_some());
        seat::accept(&mut tx, &secret, "hash", hour(1)).await.unwrap();
        assert_eq!(session::find(tx.reading(), &cookie, hour(1)).await.unwrap(), None);
    });
}

#[test]
fn a_token_is_kept_as_a_hash_and_is_good_until_it_ends_or_is_revoked() {
    on_both(|store| async move {
        let (one, other) = (client(&store, contract()).await, client(&store, contract()).await);
        let mut tx = store.write().await.unwrap();
        let scopes = [token::Scope::Pull];
        let secret =
            token::make(&mut tx, &one.id, "CMS", &scopes, Some(hour(9)), "h", hour(0)).await.unwrap();
        tx.commit().await.unwrap();
        let mut db = store.read().await.unwrap();
        let row = db.row("select hash from client_token", vec![]).await.unwrap().unwrap();
        assert!(!secret.contains(&row.text("hash").unwrap()) && secret.starts_with("vestka_wire_"));
        let (owner, token) = token::find(&mut db, &secret).await.unwrap().unwrap();
        assert_eq!(owner.id, one.id);
        assert!(token.is_good(hour(8)) && !token.is_good(hour(9)));
        assert!(token.may(token::Scope::Pull) && !token.may(token::Scope::Download));
        assert_eq!(token::find(&mut db, &row.text("hash").unwrap()).await.unwrap(), None);
        drop(db);
        let mut tx = store.write().await.unwrap();
        assert_eq!(token::revoke(&mut tx, &other.id, &token.id, hour(1)).await.unwrap(), None);
        assert_eq!(
            token::revoke(&mut tx, &one.id, &token.id, hour(1)).await.unwrap().as_deref(),
            Some("CMS")
        );
        assert_eq!(token::revoke(&mut tx, &one.id, &token.id, hour(2)).await.unwrap(), None);
        let (_, token) = token::find(tx.reading(), &secret).await.unwrap().unwrap();
        assert!(!token.is_good(hour(2)));
    });
}

#[test]
fn a_destinations_secret_is_sealed_and_goes_with_it() {
    on_both(|store| async move {
        let seal = Seal::of(&[7; 32]);
        let client = client(&store, contract()).await;
        let target = destination::Target {
            name: "CMS".into(),
            kind: destination::Kind::Http,
            address: "https://cms.kurjer.example/in".into(),
            account: String::new(),
            mark: String::new(),
            format: "ninjs".into(),
        };
        assert_eq!(target.check(" "), Err(destination::Unfit::NoSecret));
        assert_eq!(target.check("signed with"), Ok(()));
        let mut tx = store.write().await.unwrap();
        let id = destination::add(&mut tx, &seal, &client.id, &target, "signed with", hour(0)).await.unwrap();
        tx.commit().await.unwrap();
        let mut db = store.read().await.unwrap();
        let row = db.row("select sealed from destination", vec![]).await.unwrap().unwrap();
        assert!(!row.text("sealed").unwrap().contains("signed"));
        let secret = destination::secret(&mut db, &seal, &id).await.unwrap().unwrap();
        assert_eq!(secret.as_str(), "signed with");
        assert!(destination::secret(&mut db, &Seal::of(&[8; 32]), &id).await.unwrap().is_none());
        drop(db);
        let mut tx = store.write().await.unwrap();
        assert!(destination::pause(&mut tx, &client.id, &id, Some(hour(1))).await.unwrap());
        assert!(!destination::pause(&mut tx, &client.id, &id, Some(hour(2))).await.unwrap());
        assert!(destination::all(tx.reading()).await.unwrap()[0].paused_at.is_some());
        assert!(destination::remove(&mut tx, "another", &id).await.unwrap().is_none());
        assert!(destination::remove(&mut tx, &client.id, &id).await.unwrap().is_some());
        assert!(destination::of(tx.reading(), &client.id).await.unwrap().is_empty());
    });
}

#[test]
fn targets_that_cannot_work_are_not_taken() {
    use destination::{Kind, Target, Unfit};
    let target = |kind, address: &str, account: &str, mark: &str| Target {
        name: "CMS".into(),
        kind,
        address: address.into(),
        account: account.into(),
        mark: mark.into(),
        format: "nitf".into(),
    };
    for (target, expected) in [
        (target(Kind::Sftp, "sftp://files.example/in", "vestka", "SHA256:abc"), Ok(())),
        (
            target(Kind::Sftp, "sftp://vestka:pw@files.example/in", "vestka", "SHA256:abc"),
            Err(Unfit::Address),
        ),
        (target(Kind::Sftp, "https://files.example/in", "vestka", "SHA256:abc"), Err(Unfit::Address)),
        (target(Kind::Sftp, "sftp://files.example/in", "", "SHA256:abc"), Err(Unfit::NoAccount)),
        (target(Kind::Sftp, "sftp://files.example/in", "vestka", ""), Err(Unfit::NoMark)),
        (target(Kind::S3, "https://s3.example/bucket", "AKIA", "eu-1"), Ok(())),
        (target(Kind::Http, "https://", "", ""), Err(Unfit::Address)),
        (target(Kind::Http, "javascript:alert(1)", "", ""), Err(Unfit::Address)),
    ] {
        assert_eq!(target.check("secret"), expected, "{target:?}");
    }
}

#[test]
fn a_saved_topic_fits_by_words_section_and_language_and_tells_whose_it_is() {
    on_both(|store| async move {
        file(&store, vec![manuscript("a", hour(1))]).await;
        let seal = Seal::of(&[7; 32]);
        let client = client(&store, contract()).await;
        let mut tx = store.write().await.unwrap();
        let hanna =
            seat::add(&mut tx, &client.id, "Hanna", "h@x.example", &be(), hour(0)).await.unwrap().unwrap();
        let query =
            Query { words: "FERRY паром".into(), section: Some("economy".into()), language: None };
        let alert = Alert::Webhook("https://x.example/hook".into());
        let (id, secret) =
            interest::add(&mut tx, &seal, &hanna, "Ferries", &query, &alert, hour(1)).await.unwrap();
        let (quiet, none) =
            interest::add(&mut tx, &seal, &hanna, "Quiet", &query, &Alert::None, hour(1)).await.unwrap();
        assert_eq!(none, None);
        tx.commit().await.unwrap();
        let mut db = store.read().await.unwrap();
        let alerting = interest::alerting(&mut db).await.unwrap();
        assert_eq!(alerting.len(), 1);
        assert_eq!((&alerting[0].0.id, &alerting[0].1.id, &alerting[0].1.query), (&client.id, &id, &query));
        let kept = interest::secret(&mut db, &seal, &id).await.unwrap().unwrap();
        assert_eq!(Some(kept.to_string()), secret);
        let Loaded::Story(story) = story::load(&mut db, &client, "a", hour(2)).await.unwrap() else {
            panic!("covered")
        };
        assert!(query.fits(&story.line, "Паром зноў ходзіць"));
        assert!(!query.fits(&story.line, "Аўтобус"));
        let elsewhere = Query { section: Some("sport".into()), ..Query::default() };
        assert!(!elsewhere.fits(&story.line, ""));
        assert!(!Query { language: Some(be()), ..Query::default() }.fits(&story.line, ""));
        drop(db);
        let mut tx = store.write().await.unwrap();
        assert!(!interest::remove(&mut tx, "another", &quiet).await.unwrap());
        assert!(interest::remove(&mut tx, &hanna, &quiet).await.unwrap());
        assert_eq!(interest::of(tx.reading(), &hanna).await.unwrap().len(), 1);
    });
}
