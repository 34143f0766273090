//! What is left to users who lose an address that was only claimed: what the business says of them, and themselves.

use ripen_domain::identity::IdentifierKind::AnonymousId;
use serde_json::json;

use crate::contested::{name, says};
use crate::support::{on_every_database, page};
use crate::verify::verified;

/// What the business ties to a user goes with the user, whoever had claimed it before and whatever else the user loses.
#[test]
fn a_user_who_loses_what_was_claimed_keeps_what_the_business_says() {
    let (own, other) = ("pavel.kral@firma.example", "ota.cerny@firma.example");
    let told = [
        (
            true,
            says(None, Some((AnonymousId, "one")), json!({"email": other}), 9),
        ),
        (true, says(Some("u1"), None, json!({"email": other}), 8)),
        (
            true,
            says(None, Some((AnonymousId, "two")), json!({"email": own}), 7),
        ),
        (
            false,
            says(
                Some("u1"),
                None,
                json!({"email": own, "name": "Pavel Král"}),
                6,
            ),
        ),
        (
            false,
            says(
                Some("u2"),
                None,
                json!({"email": other, "name": "Ota Černý"}),
                5,
            ),
        ),
    ];
    on_every_database(|bench| {
        let browser = bench.browser();
        for (public, event) in &told {
            match public {
                true => bench.feed_from(browser, std::slice::from_ref(event)),
                false => drop(bench.feed(std::slice::from_ref(event))),
            }
        }
        let [one, two] = ["u1", "u2"].map(|user| bench.user(user));
        assert_ne!(one, two);
        assert_eq!(bench.only(&format!("email = \"{own}\"")), one);
        assert_eq!(bench.only(&format!("email = \"{other}\"")), two);
        assert_eq!(bench.visitor("two"), one);
        assert_eq!(name(bench, one).as_deref(), Some("Pavel Král"));
        assert_eq!(name(bench, two).as_deref(), Some("Ota Černý"));
        assert!(verified(bench).differences.is_empty());
    });
}

/// A user whom only a claim ties to an address stays where the business gives that to another user, whatever came first.
#[test]
fn no_user_goes_along_with_an_address_that_is_anothers() {
    let mail = |user: Option<&str>, by: &str, hours: i64| {
        says(
            user,
            None,
            json!({"email": format!("{by}@firma.example")}),
            hours,
        )
    };
    let seen = |visitor: &str, by: &str, hours: i64| {
        says(
            None,
            Some((AnonymousId, visitor)),
            json!({"email": format!("{by}@firma.example")}),
            hours,
        )
    };
    let named =
        |user: &str, name: &str, hours: i64| says(Some(user), None, json!({"name": name}), hours);
    let (eva, fany) = ("eva.mala", "fany.mala");
    let sets = [
        vec![
            (true, page("w", "/", 10)),
            (true, seen("w", eva, 9)),
            (true, mail(Some("u"), eva, 8)),
            (false, mail(Some("v"), eva, 7)),
            (false, named("u", "Ulrika Bílá", 6)),
        ],
        vec![
            (true, page("x", "/", 10)),
            (true, seen("x", fany, 9)),
            (true, mail(Some("v"), fany, 8)),
            (false, mail(Some("v"), "greta.mala", 7)),
            (false, mail(Some("u"), fany, 6)),
        ],
        vec![
            (true, mail(Some("t"), fany, 9)),
            (true, seen("x", fany, 8)),
            (true, seen("w", eva, 7)),
            (true, mail(Some("u"), eva, 6)),
            (false, mail(Some("u"), fany, 5)),
            (false, mail(Some("v"), eva, 4)),
        ],
        vec![
            (true, mail(Some("u"), eva, 9)),
            (true, seen("x", fany, 8)),
            (true, mail(Some("v"), fany, 7)),
            (false, mail(None, eva, 6)),
            (false, mail(Some("v"), eva, 5)),
            (false, mail(Some("u"), fany, 4)),
        ],
    ];
    for set in sets {
        on_every_database(|bench| {
            let browser = bench.browser();
            for (public, event) in &set {
                match public {
                    true => bench.feed_from(browser, std::slice::from_ref(event)),
                    false => drop(bench.feed(std::slice::from_ref(event))),
                }
            }
            let [one, other] = ["u", "v"].map(|user| bench.user(user));
            assert_ne!(one, other, "{set:?}");
            let said = set.iter().filter(|(public, _)| !public);
            for (_, event) in said {
                let mail = event["traits"]["email"].as_str();
                if let (Some(mail), Some(user)) = (mail, event["userId"].as_str()) {
                    let found = bench.only(&format!("email = \"{mail}\""));
                    assert_eq!(found, bench.user(user), "{mail} {set:?}");
                }
            }
            assert!(verified(bench).differences.is_empty());
        });
    }
}
