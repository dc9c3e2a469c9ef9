use super::*;

#[test]
fn what_is_guessed_first_is_refused() {
    let own = ["Nina Zarnaviec", "nina.z", "Pozirk"];
    let said = |password: &str| weakness(password, &own).unwrap_or("accepted");
    assert_eq!(said("tooshort"), "password-short");
    assert_eq!(said(&"correct horse ".repeat(30)), "password-long");
    assert_eq!(said("password1234"), "password-common");
    assert_eq!(said("Password!2026"), "password-common");
    assert_eq!(said("qwertyuiop12"), "password-common");
    assert_eq!(said("aaaaaaaaaaaaaaa"), "password-common");
    assert_eq!(said("abcdefghijklmnop"), "password-common");
    assert_eq!(said("121212121212"), "password-common");
    assert_eq!(said("пароль123456"), "password-common");
    assert_eq!(said("Zarnaviec2026!"), "password-derived");
    assert_eq!(said("pozirk-pozirk"), "password-derived");
    assert_eq!(said("ninazarnaviec1990"), "accepted");
    assert_eq!(said("correct horse battery staple"), "accepted");
    assert_eq!(said("дождж ішоў тры дні"), "accepted");
    assert_eq!(said("Tr0ub4dor&3-Xq"), "accepted");
}

#[tokio::test]
async fn a_password_fits_its_hash_only() {
    let passwords = Passwords::default();
    let kept = passwords.hash("correct horse battery").await.unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
    assert!(passwords.fits("correct horse battery", Some(kept.clone())).await.unwrap());
    assert!(!passwords.fits("correct horse batterz", Some(kept)).await.unwrap());
}

#[tokio::test]
async fn a_name_that_nobody_has_costs_a_hash_too() {
    let passwords = Passwords::default();
    assert!(!passwords.fits("correct horse battery", None).await.unwrap());
    assert_eq!(passwords.computed(), 1);
}

#[tokio::test]
async fn more_than_can_wait_are_sent_away() {
    let passwords = std::sync::Arc::new(Passwords::default());
    let tries: Vec<_> = (0..100)
        .map(|_| {
            let passwords = std::sync::Arc::clone(&passwords);
            tokio::spawn(async move { passwords.fits("correct horse battery", None).await })
        })
        .collect();
    let mut sent_away = 0;
    for tried in tries {
        sent_away += usize::from(matches!(tried.await.unwrap(), Err(Failure::TooOften(_))));
    }
    assert_eq!(sent_away, 100 - MOST_WAITING);
    assert!(passwords.fits("correct horse battery", None).await.is_ok(), "afterwards there is room again");
}
