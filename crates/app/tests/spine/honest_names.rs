//! Names that differ, and that one person has all the same, where only a browser ties what the business names.

use ripen_domain::identity::IdentifierKind::{Email, UserId};
use serde_json::{Value, json};

use crate::claims::orders;
use crate::support::{Bench, hours_ago};

fn said(user: Option<&str>, address: Option<&str>, traits: &Value, hours: i64) -> Value {
    let mut traits = traits.clone();
    if let Some(address) = address {
        traits["email"] = address.into();
    }
    json!({
        "type": "identify", "messageId": "", "userId": user, "traits": traits,
        "timestamp": hours_ago(hours).to_rfc3339(),
    })
}

/// What the business says of a user and of an address, and the claim that they are one; who has which in the end.
fn told(
    user: &Value,
    address: (&str, &Value),
    check: impl Fn(&Bench, &[usize], Option<i64>, Option<i64>),
) {
    let (address, of_address) = address;
    let told = [
        (false, said(Some("u-RUN"), Some(address), &json!({}), 90)),
        (true, said(Some("u-RUN"), None, user, 80)),
        (true, said(None, Some(address), of_address, 70)),
    ];
    orders(&told, |bench, order, run| {
        let user = bench.holder(UserId, &format!("u-{run}"));
        let holder = bench.holder(Email, &address.replace("RUN", run));
        check(bench, order, user, holder);
    });
}

#[test]
fn a_short_form_or_one_way_to_write_a_name_parts_nobody() {
    for (one, other) in [
        ("Robert Smith", "Bob Smith"),
        ("Kathryn Smith", "Catherine Smith"),
        ("Jan Novák", "Honza Novák"),
        ("İbrahim Kaya", "İbo Kaya"),
    ] {
        let (one, other) = (json!({"name": one}), json!({"name": other}));
        told(
            &one,
            ("bobRUN@firma.example", &other),
            |_, order, user, holder| {
                assert_eq!(user, holder, "{one} {other} {order:?}");
            },
        );
    }
}

/// Once a claim has made them one. It joins nobody who is known by clearly another name, but suggests them.
#[test]
fn neither_a_company_s_name_nor_a_married_one_parts_whom_a_claim_made_one() {
    let company = json!({"name": "Stroje Praha", "company": "Stroje Praha s.r.o."});
    let person = json!({"name": "Jana Nováková"});
    let married = json!({"name": "Jana Svobodová"});
    for (one, other) in [
        (&company, &person),
        (&person, &company),
        (&person, &married),
    ] {
        told(
            one,
            ("jana.RUN@firma.example", other),
            |bench, order, user, holder| {
                let is_claimed_last = order[2] == 0;
                assert_eq!(user == holder, !is_claimed_last, "{one} {other} {order:?}");
                if is_claimed_last {
                    let suggested = bench.person(user.expect("somebody")).suggestions;
                    assert_eq!(suggested.len(), 1, "{one} {other} {order:?}");
                }
            },
        );
    }
}

#[test]
fn another_family_name_parts_two_where_the_address_says_nothing() {
    let (one, other) = (
        json!({"name": "Jana Nováková"}),
        json!({"name": "Jana Svobodová"}),
    );
    told(
        &one,
        ("sales.RUN@firma.example", &other),
        |_, order, user, holder| {
            assert_ne!(user, holder, "{order:?}");
        },
    );
}
