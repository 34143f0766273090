//! A number or the mailbox of a desk that a browser gave to somebody without a user id is whose the business says.

use ripen_domain::identity::Identifier;
use ripen_domain::identity::IdentifierKind::{self, AnonymousId, Email, Phone, UserId};
use ripen_domain::profile::field;
use ripen_store::identity::identity_load;
use serde_json::{Value, json};

use crate::claims::{orders, suggested};
use crate::snapshot::snapshot;
use crate::support::{Bench, hours_ago, on_every_database, on_pairs_of_databases, page};
use crate::verify::verified;

fn said(ids: &[(IdentifierKind, &str)], traits: Value, hours: i64) -> Value {
    let mut event = json!({
        "type": "identify", "timestamp": hours_ago(hours).to_rfc3339(), "traits": traits,
    });
    for (kind, value) in ids {
        match kind {
            UserId => event["userId"] = (*value).into(),
            AnonymousId => event["anonymousId"] = (*value).into(),
            _ => event["traits"][kind.name()] = (*value).into(),
        }
    }
    event["messageId"] = event.to_string().into();
    event
}

fn text(bench: &Bench, person: i64, field: &str) -> String {
    let person = bench.person(person).listed.person;
    person.profile.text(field).unwrap_or_default().to_owned()
}

/// Whoever is new by the business has what a browser said of somebody else, whichever came first, with what came by it
/// alone.
#[test]
fn what_a_visitor_claimed_is_whose_the_business_says_in_every_order() {
    let visitor = (AnonymousId, "w-RUN");
    let (number, desk) = ((Phone, "+420222333RUN"), (Email, "info@RUN.firma.example"));
    let (home, own) = (
        (Email, "xaver-RUN@home.example"),
        (Email, "vera-RUN@firma.example"),
    );
    let user = (UserId, "v-RUN");
    for (claimed, vera) in [
        (vec![visitor, number], vec![user, number]),
        (vec![visitor, desk], vec![user, desk]),
        (vec![number], vec![user, number]),
        (vec![desk], vec![desk]),
        (vec![visitor, home, number], vec![user, number]),
        (vec![visitor, number], vec![own, number]),
        (vec![visitor, number], vec![number]),
    ] {
        let (kind, value) = *vera.last().expect("a contact point");
        let told = [
            (false, said(&claimed, json!({"name": "Xaver Pilný"}), 90)),
            (true, said(&vera, json!({"name": "Vera Malá"}), 80)),
            (true, said(&[(kind, value)], json!({"plan": "gold"}), 70)),
        ];
        orders(&told, |bench, order, run| {
            let context = format!("{claimed:?} {vera:?} {order:?}");
            let holder = bench.holder(kind, &value.replace("RUN", run));
            let holder = holder.unwrap_or_else(|| panic!("{context}: nobody has it"));
            assert_eq!(text(bench, holder, field::NAME), "Vera Malá", "{context}");
            assert_eq!(text(bench, holder, "plan"), "gold", "{context}");
            let others = suggested(bench, holder);
            assert_eq!(others.len(), 1, "{context}");
            assert_eq!(
                text(bench, others[0], field::NAME),
                "Xaver Pilný",
                "{context}"
            );
            // The business said it, so there is nothing to undo.
            let joins = bench.person(holder).joins.items;
            assert!(joins.iter().all(|join| !join.visitor), "{context}");
            if claimed[0] == visitor {
                assert_eq!(bench.visitor(&format!("w-{run}")), others[0], "{context}");
                // They gave it, whoever has it.
                let shown = text(bench, others[0], kind.name());
                let gave = claimed
                    .iter()
                    .find(|(given, _)| given.name() == kind.name());
                if claimed.len() == 2 {
                    let gave = gave.map_or("", |(_, value)| value).replace("RUN", run);
                    assert_eq!(shown, gave, "{context}");
                }
            }
        });
    }
}

/// Nothing that the business says stands against them being one.
#[test]
fn whoever_is_not_contradicted_keeps_what_they_claimed() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let phone = (Phone, "+420222333444");
        bench.feed_from(
            browser,
            &[
                page("w", "/a", 99),
                said(&[(AnonymousId, "w"), phone], json!({"name": "V. Malá"}), 90),
            ],
        );
        let visitor = bench.visitor("w");
        bench.feed(&[said(&[phone], json!({"plan": "gold"}), 85)]);
        bench.feed(&[said(
            &[(UserId, "v"), phone],
            json!({"name": "Vera Malá"}),
            80,
        )]);
        assert_eq!(bench.user("v"), visitor);
        assert_eq!(bench.holder(Phone, phone.1), Some(visitor));
        assert_eq!(bench.person(visitor).entries, 4);
        assert!(suggested(bench, visitor).is_empty());
    });
}

/// Whom the business itself has called so by the number keeps it: another is somebody who has it as well.
#[test]
fn a_number_that_the_business_has_named_somebody_by_stays_theirs() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let phone = (Phone, "+420222333444");
        let xaver = json!({"name": "Xaver Pilný"});
        bench.feed_from(
            browser,
            &[said(&[(AnonymousId, "w"), phone], xaver.clone(), 90)],
        );
        bench.feed(&[said(&[phone], xaver, 85)]);
        bench.feed(&[said(
            &[(UserId, "v"), phone],
            json!({"name": "Vera Malá"}),
            80,
        )]);
        assert_eq!(bench.holder(Phone, phone.1), Some(bench.visitor("w")));
        assert_eq!(suggested(bench, bench.user("v")), [bench.visitor("w")]);
    });
}

/// Whoever gives an address of their own claims many numbers, and all of them are others'.
#[test]
fn many_numbers_of_one_person_are_taken_out_at_once_and_one_by_one() {
    on_pairs_of_databases(|bench, control| {
        let browser = bench.browser();
        assert_eq!(control.browser(), browser);
        let mut log = Vec::new();
        let phone = |nth: i64| format!("+420222333{nth:03}");
        for nth in 0..20 {
            let ids = [(Email, "xaver@home.example"), (Phone, &*phone(nth))];
            log.push((
                browser,
                said(&ids, json!({"name": "Xaver Pilný"}), 400 - nth),
            ));
            let bare = said(
                &[(Phone, &*phone(nth))],
                json!({"plan": format!("{nth}")}),
                350 - nth,
            );
            log.push((browser, bare));
        }
        for nth in 0..20 {
            let user = format!("u{nth}");
            let ids = [(UserId, &*user), (Phone, &*phone(nth))];
            let named = json!({"name": format!("Vera {}", ["Malá", "Velká"][nth as usize % 2])});
            log.push((1, said(&ids, named, 300 - nth)));
            let again = said(
                &[(Email, "xaver@home.example"), (Phone, &*phone(nth))],
                json!({}),
                250 - nth,
            );
            log.push((browser, again));
        }
        for (source, event) in &log {
            bench.feed_from(*source, std::slice::from_ref(event));
            control.append_from(*source, std::slice::from_ref(event));
        }
        control.app.project_all().expect("it runs");
        for bench in [bench, control] {
            for nth in 0..20 {
                let user = bench.user(&format!("u{nth}"));
                assert_eq!(bench.holder(Phone, &phone(nth)), Some(user), "{nth}");
                let (kind, value) = (Phone, phone(nth));
                let one = Identifier { kind, value };
                let known = bench.db.db.read(|conn| identity_load(conn, &[&one]));
                let mut both = known.expect("identity is read").people();
                both.retain(|one| *one != user);
                assert_eq!(
                    both,
                    [bench.holder(Email, "xaver@home.example").expect("somebody")],
                    "{nth}"
                );
            }
            assert_eq!(
                text(
                    bench,
                    bench.holder(Email, "xaver@home.example").expect("somebody"),
                    field::NAME
                ),
                "Xaver Pilný"
            );
        }
        let last = log.len() as i64;
        let (one, other) = (snapshot(bench, last), snapshot(control, last));
        for (one, other) in one.iter().zip(&other) {
            assert_eq!(one.1.identifiers, other.1.identifiers);
            assert_eq!(one.1.history, other.1.history);
            assert_eq!(one.1.person.profile, other.1.person.profile);
        }
        assert_eq!(one.len(), other.len());
        assert_eq!(verified(control).differences, Vec::<String>::new());
    });
}

/// Whoever is called otherwise when the business says what a visitor claimed.
#[test]
fn another_name_and_what_a_visitor_claimed_make_nobody_new() {
    for name in ["Jana Dvořáková", "Pavel Král"] {
        let user = [
            (UserId, "u-RUN"),
            (Email, "jana-RUN@firma.example"),
            (Phone, "+420222333RUN"),
        ];
        let told = [
            (true, said(&user[..2], json!({"name": "Jana Nováková"}), 90)),
            (
                false,
                said(
                    &[(AnonymousId, "w-RUN"), user[2]],
                    json!({"name": "Jana Nováková"}),
                    80,
                ),
            ),
            (true, said(&user, json!({ "name": name }), 70)),
        ];
        orders(&told, |bench, order, run| {
            let context = format!("{name} {order:?}");
            let person = bench.user(&format!("u-{run}"));
            let phone = bench.holder(Phone, &format!("+420222333{run}"));
            assert_eq!(phone, Some(person), "{context}");
            let visitor = bench.visitor(&format!("w-{run}"));
            let known = [person, visitor];
            let pairs = bench.person(person).suggestions;
            assert!(
                pairs.iter().all(|one| known.contains(&one.person)),
                "{context}"
            );
            let merges = bench.person(person).merges.len();
            assert!(merges <= 2, "{context}: {merges} merges");
        });
    }
}

/// What somebody wrote is theirs, whoever has the mailbox of the desk that they wrote from.
#[test]
fn a_form_stays_with_whom_it_names() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let desk = (Email, "info@t.example");
        let own = [(AnonymousId, "a"), desk, (Phone, "+420222333444")];
        bench.feed_from(browser, &[said(&own, json!({"name": "J. Novák"}), 90)]);
        bench.feed(&[said(
            &[(UserId, "u0"), (AnonymousId, "a")],
            json!({"name": "J. Novák"}),
            80,
        )]);
        let entries = bench.person(bench.user("u0")).entries;
        bench.feed(&[said(
            &[(UserId, "u1"), desk],
            json!({"name": "Robert Poe"}),
            70,
        )]);
        assert_eq!(bench.holder(Email, desk.1), Some(bench.user("u1")));
        assert_eq!(bench.person(bench.user("u0")).entries, entries);
        assert_eq!(bench.person(bench.user("u1")).entries, 1);
        assert_eq!(text(bench, bench.user("u0"), field::NAME), "J. Novák");
    });
}

/// A second form of one browser adds to whom the first one named, where nothing stands against it.
#[test]
fn a_second_form_adds_to_whom_the_first_one_named() {
    let named = json!({"name": "Jan Novák"});
    let (email, phone) = ((Email, "jan@x.example"), (Phone, "+420778123003"));
    let more = (Phone, "+420778123004");
    let other = json!({"name": "Petr Svoboda"});
    for (first, second, traits, is_one) in [
        (email, phone, &named, true),
        (phone, email, &named, true),
        (phone, more, &named, true),
        (email, phone, &json!({}), true),
        (email, phone, &other, false),
        (phone, more, &json!({}), false),
    ] {
        on_every_database(|bench| {
            let browser = bench.browser();
            let device = (AnonymousId, "a");
            bench.feed_from(browser, &[said(&[device, first], named.clone(), 90)]);
            bench.feed_from(browser, &[said(&[device, second], traits.clone(), 80)]);
            let (one, two) = (
                bench.holder(first.0, first.1),
                bench.holder(second.0, second.1),
            );
            assert_eq!(one == two, is_one, "{first:?} {second:?} {traits}");
        });
    }
}
