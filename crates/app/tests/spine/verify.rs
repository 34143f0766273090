//! What is stored is what the log comes to, and what is not is told.

use ripen_app::data::verify::{Compared, Step};
use ripen_app::{Options, Ripen};
use ripen_store::Conn;
use serde_json::json;

use crate::support::{Bench, identify, on_every_database, page, track};

/// What is stored against the log.
pub fn verified(bench: &Bench) -> Compared {
    let directory = tempfile::tempdir().expect("a directory");
    let compared = bench.app.verify_deep(directory.path(), &mut |_| {});
    compared.expect("it can be compared")
}

fn some_people(bench: &Bench) {
    let order = |hours| {
        let mut order = track(
            "u1",
            "Order Completed",
            json!({"order_id": "7", "total": 90}),
            hours,
        );
        order["messageId"] = format!("order {hours}").into();
        order
    };
    let mut click = track(
        "u2",
        "Email Link Clicked",
        json!({"campaign": "Spring", "url": "/a"}),
        5,
    );
    click["timestamp"] = json!("2026-02-20T09:29:57Z");
    let mut delivered = track("u2", "Email Delivered", json!({"campaign": "Spring"}), 5);
    delivered["timestamp"] = json!("2026-02-20T09:30:00Z");
    for events in [
        vec![page("v1", "/pricing", 90), order(40)],
        vec![order(50), click],
        vec![identify(
            "v1",
            Some("u1"),
            json!({"email": "u1@firma.example", "company": "Firma"}),
            30,
        )],
        vec![delivered],
    ] {
        bench.feed(&events);
    }
}

#[test]
fn a_negative_zero_is_zero_in_every_field() {
    on_every_database(|bench| {
        let traits = json!({"employees": -0.0, "balance": -0.0, "name": "Ada"});
        bench.feed(&[identify("v1", Some("u1"), traits, 30)]);
        bench.feed(&[identify("v1", Some("u1"), json!({"rounded": -0.0}), 20)]);
        assert_eq!(verified(bench).differences, Vec::<String>::new());
        let person = bench.person(bench.user("u1"));
        for field in ["employees", "balance", "rounded"] {
            let value = person
                .listed
                .person
                .profile
                .get(field)
                .expect("it is known");
            assert_eq!(value.to_text(), "0", "{field}");
        }
    });
}

#[test]
fn what_is_stored_is_what_the_log_comes_to_and_damage_is_told() {
    on_every_database(|bench| {
        some_people(bench);
        let whole = verified(bench);
        assert_eq!(whole.differences, Vec::<String>::new());
        assert_eq!((whole.people, whole.interactions, whole.by_hand), (3, 6, 0));
        let (first, second) = (bench.user("u1"), bench.user("u2"));
        for (person, damage, told) in [
            (
                first,
                "UPDATE timeline SET amount = 9 WHERE person_id = $p AND amount = 90",
                "the amount is stored as Some(9.0), by the log it is Some(90.0)",
            ),
            (
                second,
                "UPDATE timeline SET verdict = 0 WHERE person_id = $p AND reasons IS NOT NULL",
                "the verdict is stored as human (before_delivery), by the log it is machine (before_delivery)",
            ),
            (
                first,
                "UPDATE person SET company_key = 'nowhere' WHERE person_id = $p",
                "stored of company nowhere, by the log of",
            ),
            (
                first,
                "UPDATE identifier SET value = 'u3' WHERE person_id = $p AND value = 'u1'",
                "identifier u3 is stored, but does not follow from the log",
            ),
            (
                first,
                "UPDATE person SET name = 'Somebody' WHERE person_id = $p",
                "the profile differs from that of the log",
            ),
            (
                second,
                "UPDATE person SET fast = 77 WHERE person_id = $p",
                "stored and made from the log differ in sums",
            ),
            (
                first,
                "DELETE FROM person_word WHERE person_id = $p AND word = 'firma'",
                "the word firma follows from the log, but does not find them",
            ),
            (
                second,
                "INSERT INTO person_word (word, person_id) VALUES ('nobody', $p)",
                "the word nobody finds them, but does not follow from the log",
            ),
        ] {
            let sql = damage.replace("$p", &person.to_string());
            let written = bench.db.db.write(|conn| conn.execute_script(&sql));
            written.expect("it is written");
            let found = verified(bench).differences;
            let begins = format!("person {person}");
            let is_told = |line: &String| line.starts_with(&begins) && line.contains(told);
            assert!(found.iter().any(is_told), "{damage}: {found:?}");
        }
    });
}

#[test]
fn a_database_of_another_version_is_left_as_it_is() {
    on_every_database(|bench| {
        let version = |conn: &mut Conn| {
            let sql = "SELECT version FROM schema_version";
            conn.query_value::<i64>(sql, &[])
        };
        let open = || Ripen::open_to_read(bench.db.db.clone(), Options::default());
        assert!(open().is_ok_and(|app| {
            app.stop();
            true
        }));
        let older = "UPDATE schema_version SET version = version - 1";
        let written = bench.db.db.write(|conn| conn.execute_script(older));
        written.expect("it is written");
        let before = bench.db.db.read(version).expect("a version");
        let refused = open().err().expect("it is refused");
        assert!(refused.to_string().contains("ripen serve"), "{refused}");
        assert_eq!(bench.db.db.read(version).expect("a version"), before);
        let models =
            "UPDATE schema_version SET version = version + 1; UPDATE model_version SET fold = 0";
        let written = bench.db.db.write(|conn| conn.execute_script(models));
        written.expect("it is written");
        let refused = open().err().expect("it is refused");
        assert!(refused.to_string().contains("ripen serve"), "{refused}");
        let many = "SELECT count(*) FROM model_version";
        let many = bench.db.db.read(|conn| conn.query_value::<i64>(many, &[]));
        assert_eq!(many.expect("a number"), 1, "nothing was published");
    });
}

#[test]
fn whoever_was_taken_apart_by_hand_is_left_out() {
    on_every_database(|bench| {
        bench.feed(&[
            page("biscuit", "/a", 9),
            track("known", "Question Asked", json!({}), 8),
        ]);
        bench.feed(&[
            identify("biscuit", Some("known"), json!({}), 7),
            page("other", "/b", 6),
        ]);
        let joined = verified(bench);
        assert_eq!((joined.differences.len(), joined.by_hand), (0, 0));
        let merge = bench.person(bench.user("known")).merges[0].id;
        bench.app.merge_undo(merge).expect("it is undone");
        bench.app.project_all().expect("it runs");
        let apart = verified(bench);
        assert_eq!(apart.differences, Vec::<String>::new());
        assert_eq!((apart.people, apart.by_hand), (1, 2));
    });
}

/// Whoever was joined by hand is left out, with the companies that they state; all other companies are compared.
#[test]
fn companies_are_compared_where_nobody_was_joined_by_hand() {
    on_every_database(|bench| {
        let of = |user: &str, company: &str, hours| {
            let mail = format!("{user}@{}.example", company.to_lowercase());
            identify(
                "",
                Some(user),
                json!({"email": mail, "company": company}),
                hours,
            )
        };
        let phone = |user: &str, hours| {
            let mut event = identify("", Some(user), json!({"phone": "+420222333444"}), hours);
            event["messageId"] = format!("{user} {hours}").into();
            event
        };
        bench.feed(&[
            of("one", "Acme", 90),
            of("two", "Acme", 89),
            of("three", "Acme", 88),
        ]);
        bench.feed(&[of("other", "Beta", 87), of("another", "Beta", 86)]);
        bench.feed(&[phone("one", 80), phone("two", 79)]);
        let (one, two) = (bench.user("one"), bench.user("two"));
        bench
            .app
            .suggestion_accept(one, two, "Jana")
            .expect("it is accepted");
        let compared = verified(bench);
        assert_eq!(compared.differences, Vec::<String>::new());
        assert_eq!((compared.people, compared.by_hand), (3, 2));
        for (user, is_told) in [("three", false), ("another", true)] {
            let person = bench.user(user);
            let sql =
                format!("UPDATE person SET company_key = 'nowhere' WHERE person_id = {person}");
            let written = bench.db.db.write(|conn| conn.execute_script(&sql));
            written.expect("it is written");
            let found = verified(bench).differences;
            let begins = format!("person {person}: stored of company nowhere");
            let told = found.iter().any(|line| line.starts_with(&begins));
            assert_eq!(told, is_told, "{user}: {found:?}");
        }
    });
}

/// What the business took out of somebody follows from the log like everything else.
#[test]
fn an_overruled_pair_is_made_again_from_the_log() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let mail = |user: &str, hours| {
            let traits = json!({"email": "x@firma.example", "company": "Firma"});
            identify("", Some(user), traits, hours)
        };
        bench.feed_from(
            browser,
            &[
                mail("claimed", 90),
                track("claimed", "Signed Up", json!({}), 89),
            ],
        );
        bench.feed(&[mail("real", 80)]);
        let claimed = bench.user("claimed");
        assert!(bench.person(claimed).merges[0].overruled_by.is_some());
        let compared = verified(bench);
        assert_eq!(compared.differences, Vec::<String>::new());
        assert_eq!((compared.people, compared.by_hand), (2, 0));
        let sql = format!("UPDATE timeline SET person_id = {claimed} WHERE person_id <> {claimed}");
        let written = bench.db.db.write(|conn| conn.execute_script(&sql));
        written.expect("it is written");
        assert!(!verified(bench).differences.is_empty());
    });
}

/// What comes in while it is compared is no difference, and hides none.
#[test]
fn what_happens_meanwhile_is_told_from_damage() {
    on_every_database(|bench| {
        some_people(bench);
        let (first, second) = (bench.user("u1"), bench.user("u2"));
        let directory = tempfile::tempdir().expect("a directory");
        let mut heard = Vec::new();
        let mut meanwhile = |step: Step| {
            heard.push(step);
            match step {
                Step::MadeAgain => {
                    bench.feed(&[
                        page("v1", "/pricing", 2),
                        track("late", "Signed Up", json!({}), 2),
                        identify("v1", Some("u1"), json!({"name": "Jana Nová"}), 1),
                    ]);
                    let damage =
                        format!("UPDATE person SET name = 'Somebody' WHERE person_id = {second}");
                    let written = bench.db.db.write(|conn| conn.execute_script(&damage));
                    written.expect("it is written");
                }
                Step::Compared(_) => {
                    bench.feed(&[track("later", "Signed Up", json!({}), 1)]);
                }
            }
        };
        let compared = bench.app.verify_deep(directory.path(), &mut meanwhile);
        let compared = compared.expect("it can be compared");
        assert_eq!(
            compared.differences,
            [format!(
                "person {second}: the profile differs from that of the log"
            )]
        );
        // The damaged one, the one who did something, and the one who is new.
        assert_eq!(heard, [Step::MadeAgain, Step::Compared(3)]);
        assert_eq!(compared.interactions, 10, "{first}");
    });
}
