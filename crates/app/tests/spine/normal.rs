//! Contact points and names in one form, placeholders, and data of older releases brought to both.

use ripen_domain::identity::IdentifierKind;
use ripen_domain::profile::field;
use serde_json::{Value, json};

use crate::support::{Bench, identify, on_every_database, page, track, with_visitor};

/// A form that a visitor filled in.
fn form(visitor: &str, properties: Value) -> Value {
    let mut event = track("", "Form Submitted", properties, 5);
    event["anonymousId"] = visitor.into();
    event.as_object_mut().expect("an object").remove("userId");
    event["messageId"] = format!("form-{visitor}").into();
    event
}

/// An event with whatever ids, and a message id of its own.
fn event(id: &str, body: Value) -> Value {
    let mut event = body;
    event["messageId"] = id.into();
    event
}

fn shown(bench: &Bench, person: i64, field: &str) -> Option<String> {
    let detail = bench.person(person);
    detail.listed.person.profile.text(field).map(str::to_owned)
}

#[test]
fn ids_that_programs_write_for_nobody_join_nobody() {
    on_every_database(|bench| {
        bench.feed(&[
            event("1", json!({"type": "identify", "userId": "alice", "anonymousId": "undefined", "traits": {"email": "alice@j.example", "name": "Alice"}})),
            event("2", json!({"type": "page", "anonymousId": "undefined", "properties": {"path": "/pricing"}})),
            event("3", json!({"type": "track", "anonymousId": "undefined", "event": "Demo Requested"})),
            event("4", json!({"type": "track", "userId": "null", "event": "Demo Requested", "context": {"traits": {"email": "dan@n.example", "name": "dan"}}})),
            event("5", json!({"type": "track", "userId": "null", "event": "Demo Requested", "context": {"traits": {"email": "eva@n.example", "name": "eva"}}})),
            event("6", json!({"type": "track", "userId": "0", "event": "Form Submitted", "properties": {"email": "kim@z.example", "name": "kim"}})),
            event("7", json!({"type": "track", "userId": 0, "event": "Form Submitted", "properties": {"email": "leo@z.example", "name": "leo"}})),
        ]);
        let alice = bench.user("alice");
        assert_eq!(bench.person(alice).entries, 1);
        let mut people: Vec<i64> = [
            "dan@n.example",
            "eva@n.example",
            "kim@z.example",
            "leo@z.example",
        ]
        .map(|email| bench.only(&format!("email = \"{email}\"")))
        .into();
        people.push(alice);
        people.dedup();
        assert_eq!(people.len(), 5, "five people");
        let (bad, total) = bench.app.bad_events(None, None, 10).expect("bad events");
        assert_eq!(total, 2, "what names nobody else");
        assert!(
            bad[0].event.reason.contains("\"undefined\", a placeholder"),
            "{}",
            bad[0].event.reason
        );
        let ignored = bench.app.ignored_identifiers().expect("what was ignored");
        let ignored: Vec<_> = ignored
            .iter()
            .map(|one| (one.kind, one.value.as_str(), one.count))
            .collect();
        use IdentifierKind::{AnonymousId, UserId};
        assert_eq!(
            ignored,
            [
                (UserId, "0", 2),
                (UserId, "null", 2),
                (AnonymousId, "undefined", 1)
            ]
        );
    });
}

#[test]
fn distinct_values_that_were_ignored_are_bounded() {
    on_every_database(|bench| {
        let template = |n: usize| {
            event(
                &format!("t{n}"),
                json!({"type": "track", "userId": "u", "anonymousId": format!("{{{{{n}}}}}"), "event": "A"}),
            )
        };
        bench.feed(&(0..250).map(template).collect::<Vec<_>>());
        let ignored = bench.app.ignored_identifiers().expect("what was ignored");
        assert_eq!(ignored.len(), 201);
        assert_eq!((ignored[0].value.as_str(), ignored[0].count), ("", 50));
    });
}

#[test]
fn one_address_is_one_however_it_is_written() {
    on_every_database(|bench| {
        for (plain, other) in [
            ("iletisim@ornek.example", "İLETİSİM@ORNEK.EXAMPLE"),
            ("zw@paste.example", "\u{200b}zw@paste.example"),
            (
                "jana@žluťoučký.example",
                "JANA@xn--luouk-uva4it5a4g.example",
            ),
            ("ela@two.example", "Ela Dve <ela@two.example>"),
        ] {
            bench.feed(&[form(&format!("a {plain}"), json!({"email": plain}))]);
            bench.feed(&[form(&format!("b {plain}"), json!({"email": other}))]);
            let person = bench.visitor(&format!("a {plain}"));
            assert_eq!(bench.visitor(&format!("b {plain}")), person, "{plain}");
            for text in [plain, other] {
                assert_eq!(bench.only(&format!("email = \"{text}\"")), person, "{text}");
            }
        }
        let ela = bench.only("email = \"ela@two.example\"");
        assert_eq!(shown(bench, ela, field::NAME).as_deref(), Some("Ela Dve"));
        let idn = bench.only("email.domain = \"žluťoučký.example\"");
        assert_eq!(bench.only("email ~ \"*@žluťoučký.example\""), idn);
        assert_eq!(
            bench.only("email.domain = \"xn--luouk-uva4it5a4g.example\""),
            idn
        );
    });
}

#[test]
fn every_address_and_number_of_a_person_finds_them() {
    on_every_database(|bench| {
        let dana = json!({"email": "dana@two.example; dana.home@two.example", "name": "Dana\u{200b} Dva ",
            "phone": "+420 601 123 456 / +90 212 555 01 23 dahili 12", "phone_2": "+420 222 333 444 linka 5"});
        bench.feed(&[with_visitor(
            identify("", Some("dana"), dana, 9),
            Value::Null,
        )]);
        let person = bench.user("dana");
        for filter in [
            "email = \"dana@two.example\"",
            "email = \"Dana.Home@two.example\"",
            "email ~ \"dana.home@*\"",
            "phone = \"+420601123456\"",
            "phone = \"601 123 456\"",
            "phone = \"0212 555 01 23\"",
            "phone in (\"+420 222 333 444\", \"x\")",
            "email has any (\"home\")",
            "profile.email_2 = \"dana.home@two.example\"",
        ] {
            assert_eq!(bench.only(filter), person, "{filter}");
        }
        assert_eq!(
            shown(bench, person, field::EMAIL).as_deref(),
            Some("dana@two.example")
        );
        assert_eq!(
            shown(bench, person, field::NAME).as_deref(),
            Some("Dana Dva")
        );
        let identifiers = bench.person(person).identifiers.items;
        let mut values: Vec<&str> = identifiers
            .iter()
            .map(|one| one.identifier.value.as_str())
            .collect();
        values.sort_unstable();
        assert_eq!(
            values,
            [
                "+420222333444",
                "+420601123456",
                "+902125550123",
                "dana",
                "dana.home@two.example",
                "dana@two.example"
            ]
        );
        // The second address is as good as the first.
        bench.feed(&[form("at home", json!({"email": "dana.home@two.example"}))]);
        assert_eq!(bench.visitor("at home"), person);
    });
}

#[test]
fn whoever_gave_a_number_that_another_holds_is_found_by_it() {
    on_every_database(|bench| {
        let shared = |user: &str| {
            let traits =
                json!({"phone": "+420 222 333 444", "email": format!("{user}@stroje.example")});
            with_visitor(identify("", Some(user), traits, 9), Value::Null)
        };
        bench.feed(&[shared("petr")]);
        bench.feed(&[shared("jana")]);
        assert_ne!(bench.user("petr"), bench.user("jana"));
        let query = ripen_app::people::PeopleQuery {
            filter: "phone = \"222 333 444\"".into(),
            limit: 10,
            ..Default::default()
        };
        let mut found: Vec<i64> = bench
            .app
            .people_list(&query)
            .expect("a list")
            .people
            .iter()
            .map(|one| one.person.id)
            .collect();
        found.sort_unstable();
        assert_eq!(found, [bench.user("petr"), bench.user("jana")]);
    });
}

#[test]
fn what_cannot_be_read_is_kept_and_its_reason_told() {
    on_every_database(|bench| {
        bench.feed(&[
            event("1", json!({"type": "track", "event": "Form Submitted", "properties": {"email": "jan@gmail"}})),
            event("2", json!({"type": "track", "event": "Form Submitted", "properties": {"phone": "0532 123 45 67"}})),
            event("3", json!({"type": "track", "event": "Form Submitted", "properties": {"email": "test@test.com"}})),
            form("v", json!({"email": "jan@gmail"})),
        ]);
        let (bad, _) = bench.app.bad_events(None, None, 10).expect("bad events");
        let reasons: Vec<&str> = bad
            .iter()
            .rev()
            .map(|one| one.event.reason.as_str())
            .collect();
        assert!(
            reasons[0].contains("could not be read: \"jan@gmail\"; was \"jan@gmail.com\" meant?"),
            "{reasons:?}"
        );
        assert!(
            reasons[1].contains("could not be read: \"0532 123 45 67\""),
            "{reasons:?}"
        );
        assert!(
            reasons[2].contains("\"test@test.com\", a placeholder"),
            "{reasons:?}"
        );
        let visitor = bench.person(bench.visitor("v"));
        let profile = visitor.listed.person.profile;
        assert_eq!(profile.text(field::EMAIL_UNUSABLE), Some("jan@gmail"));
        assert_eq!(profile.text(field::EMAIL), None);
    });
}

/// Stores what older releases stored: identifiers and changes as they were said.
fn as_before(bench: &Bench, changes: &[(&str, &str)]) {
    bench
        .db
        .db
        .write(|conn| {
            for (today, before) in changes {
                let params = [(*before).into(), (*today).into()];
                conn.execute("UPDATE identifier SET value = $1 WHERE value = $2", &params)?;
                conn.execute(
                    "UPDATE profile_change SET value = $1 WHERE value = $2",
                    &params,
                )?;
                conn.execute("UPDATE person SET email = $1 WHERE email = $2", &params)?;
            }
            conn.execute("DELETE FROM contact_share", &[])?;
            conn.execute("DELETE FROM follower WHERE name LIKE 'renormalise%'", &[])
        })
        .expect("the data of an older release");
}

#[test]
fn what_older_releases_stored_is_brought_to_one_form() {
    on_every_database(|bench| {
        bench.feed(&[
            form("plain", json!({"email": "iletisim@ornek.example"})),
            form(
                "capitals",
                json!({"email": "stand-in@ornek.example", "name": "Ayşe"}),
            ),
            form(
                "hidden",
                json!({"email": "zw@paste.example", "name": "Zuzana W"}),
            ),
            page("junk", "/pricing", 3),
        ]);
        let (plain, capitals) = (bench.visitor("plain"), bench.visitor("capitals"));
        let (hidden, junk) = (bench.visitor("hidden"), bench.visitor("junk"));
        assert_ne!(plain, capitals);
        as_before(
            bench,
            &[
                (
                    "stand-in@ornek.example",
                    "i\u{307}leti\u{307}si\u{307}m@ornek.example",
                ),
                ("zw@paste.example", "\u{200b}zw@paste.example"),
                ("Zuzana W", "Zuzana\u{a0}\u{200b}W"),
                ("junk", "undefined"),
            ],
        );
        bench.app.project_all().expect("everything is brought up");
        let holder = |email| bench.holder(IdentifierKind::Email, email);
        assert_eq!(holder("zw@paste.example"), Some(hidden));
        assert_eq!(
            shown(bench, hidden, field::NAME).as_deref(),
            Some("Zuzana W")
        );
        assert_eq!(
            shown(bench, hidden, field::EMAIL).as_deref(),
            Some("zw@paste.example")
        );
        assert_eq!(bench.holder(IdentifierKind::AnonymousId, "undefined"), None);
        assert!(bench.person(junk).identifiers.items.is_empty());
        // Two people turned out to be one.
        let person = holder("iletisim@ornek.example").expect("somebody");
        assert_eq!(
            (bench.visitor("plain"), bench.visitor("capitals")),
            (person, person)
        );
        let merges = bench.person(person).merges;
        assert_eq!(merges.len(), 1);
        assert_eq!(bench.person(person).entries, 2);
        // And can be taken apart, for good.
        bench.app.merge_undo(merges[0].id).expect("it is undone");
        assert_ne!(bench.visitor("plain"), bench.visitor("capitals"));
        bench.app.project_all().expect("nothing is left to do");
        assert_ne!(bench.visitor("plain"), bench.visitor("capitals"));
    });
}

/// What is said of a user.
fn said(user: &str, body: Value) -> Value {
    let mut event = event(user, body);
    event["userId"] = user.into();
    event
}

#[test]
fn a_country_is_one_by_whatever_name() {
    on_every_database(|bench| {
        let names = ["TR", "Türkiye", "turkey", "Turecko"];
        let person = |(nth, country): (usize, &&str)| {
            let traits = match nth {
                0 => json!({"address": {"country": country}}),
                _ => json!({"country": country}),
            };
            let event = json!({"type": "identify", "traits": traits});
            said(&format!("u{nth}"), event)
        };
        bench.feed(&names.iter().enumerate().map(person).collect::<Vec<_>>());
        bench.feed(&[
            said(
                "cz",
                json!({"type": "identify", "traits": {"country": "Česko"}}),
            ),
            said(
                "nowhere",
                json!({"type": "identify", "traits": {"country": "Middle-earth"}}),
            ),
        ]);
        let found = |filter: &str| {
            let query = ripen_app::people::PeopleQuery {
                filter: filter.into(),
                limit: 10,
                ..Default::default()
            };
            let page = bench.app.people_list(&query).expect("the list is read");
            page.people.len()
        };
        let is_found = || {
            for name in names {
                assert_eq!(found(&format!("country = \"{name}\"")), 4, "{name}");
                assert_eq!(found(&format!("country in (\"{name}\", \"Mars\")")), 4);
                assert_eq!(found(&format!("country has any (\"{name}\")")), 4);
                assert_eq!(found(&format!("country ~ \"{name}\"")), 4);
                assert_eq!(found(&format!("country != \"{name}\"")), 2);
            }
            assert_eq!(found("country in (\"Czech Republic\", \"Türkiye\")"), 5);
            assert_eq!(found("country = \"middle-earth\""), 1);
        };
        is_found();
        assert_eq!(
            shown(bench, bench.user("u1"), field::COUNTRY).as_deref(),
            Some("TR")
        );
        let unknown = shown(bench, bench.user("nowhere"), field::COUNTRY);
        assert_eq!(unknown.as_deref(), Some("Middle-earth"));

        // What older releases stored is brought in line.
        let before = "UPDATE profile_change SET value = 'Türkiye' WHERE value = 'TR';
                      UPDATE person SET country = 'Türkiye' WHERE country = 'TR';
                      DELETE FROM follower WHERE name LIKE 'renormalise%'";
        let written = bench.db.db.write(|conn| conn.execute_script(before));
        written.expect("the data of an older release");
        assert_eq!(found("country = \"TR\""), 0);
        bench.app.project_all().expect("everything is brought up");
        is_found();
    });
}

#[test]
fn a_domain_is_found_by_part_of_its_name_in_either_form() {
    on_every_database(|bench| {
        let emails = [
            "anna@bücher.example",
            "otto@büchershop.example",
            "jan@knihy.example",
        ];
        let person = |email: &&str| {
            let event = json!({"type": "identify", "traits": {"email": email}});
            said(email, event)
        };
        bench.feed(&emails.iter().map(person).collect::<Vec<_>>());
        let found = |filter: &str| {
            let query = ripen_app::people::PeopleQuery {
                filter: filter.into(),
                limit: 10,
                ..Default::default()
            };
            let page = bench.app.people_list(&query).expect("the list is read");
            page.people.len()
        };
        for (filter, many) in [
            ("email ~ \"*bücher*\"", 2),
            ("email ~ \"*BÜCHERSHOP*\"", 1),
            ("email ~ \"*xn--bcher*\"", 2),
            ("email ~ \"*@b?cher.example\"", 1),
            ("email.domain ~ \"bücher*\"", 2),
            ("email.domain ~ \"*shop.example\"", 1),
            ("email !~ \"*bücher*\"", 1),
            ("email.domain !~ \"*bücher*\"", 1),
            ("email ~ \"*\\**\"", 0),
        ] {
            assert_eq!(found(filter), many, "{filter}");
        }
    });
}

#[test]
fn two_accounts_whose_addresses_turn_out_to_be_one_are_a_suggestion() {
    on_every_database(|bench| {
        let user = |id: &str, email: &str| {
            with_visitor(
                identify("", Some(id), json!({"email": email}), 9),
                Value::Null,
            )
        };
        bench.feed(&[
            user("one", "a@b.example"),
            user("two", "stand-in@b.example"),
        ]);
        as_before(bench, &[("stand-in@b.example", "a\u{200b}@b.example")]);
        bench.app.project_all().expect("everything is brought up");
        let (one, two) = (bench.user("one"), bench.user("two"));
        assert_ne!(one, two);
        let suggested: Vec<i64> = bench
            .person(one)
            .suggestions
            .iter()
            .map(|other| other.person)
            .collect();
        assert_eq!(suggested, [two]);
        let found = bench.app.people_list(&ripen_app::people::PeopleQuery {
            filter: "email = \"a@b.example\"".into(),
            limit: 10,
            ..Default::default()
        });
        assert_eq!(found.expect("a list").people.len(), 2);
    });
}

#[test]
fn whoever_an_older_release_knew_by_an_address_as_user_id_is_reached_by_it() {
    on_every_database(|bench| {
        bench.feed(&[
            with_visitor(
                identify("", Some("jana@firma.example"), json!({}), 9),
                Value::Null,
            ),
            said(
                "eva@firma.example",
                json!({"type": "identify", "traits": {"email": "own@firma.example"}}),
            ),
        ]);
        let is_reached = || {
            let jana = bench.user("jana@firma.example");
            assert_eq!(
                bench.holder(IdentifierKind::Email, "jana@firma.example"),
                Some(jana)
            );
            assert_eq!(
                shown(bench, jana, field::EMAIL).as_deref(),
                Some("jana@firma.example")
            );
            let eva = bench.user("eva@firma.example");
            assert_eq!(
                bench.holder(IdentifierKind::Email, "eva@firma.example"),
                Some(eva)
            );
            assert_eq!(
                shown(bench, eva, field::EMAIL).as_deref(),
                Some("own@firma.example")
            );
        };
        is_reached();
        let before = "DELETE FROM identifier WHERE kind = 2 AND value IN ('jana@firma.example', 'eva@firma.example');
                      DELETE FROM profile_change WHERE value = 'jana@firma.example';
                      UPDATE person SET email = NULL, email_domain = NULL WHERE email = 'jana@firma.example';
                      DELETE FROM follower WHERE name LIKE 'renormalise%'";
        let written = bench.db.db.write(|conn| conn.execute_script(before));
        written.expect("the data of an older release");
        bench.app.project_all().expect("everything is brought up");
        is_reached();
    });
}
