//! Plain words find people.

use ripen_app::Error;
use ripen_app::filters::{Filter, FilterOf};
use ripen_app::people::PeopleQuery;
use ripen_domain::filter::Told;
use serde_json::{Value, json};

use crate::snapshot::words;
use crate::support::{Bench, identify, on_every_database, track, with_visitor};

/// Numbers of the people whom a text finds.
fn found(bench: &Bench, text: &str) -> Vec<i64> {
    let query = PeopleQuery {
        filter: text.into(),
        limit: 100,
        ..PeopleQuery::default()
    };
    let page = bench
        .app
        .people_list(&query)
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    let mut ids: Vec<i64> = page.people.iter().map(|one| one.person.id).collect();
    assert_eq!(
        (page.total.value, page.total.is_exact()),
        (ids.len() as i64, true),
        "{text}"
    );
    ids.sort_unstable();
    ids
}

fn some_people(bench: &Bench) -> [i64; 3] {
    let ada = json!({"name": "Ada Lovelace", "email": "ada@acme.example", "company": "Acme A.Ş.", "phone": "+905321234567"});
    let second = json!({"email": "ada@home.example"});
    let ilgaz =
        json!({"name": "Ilgaz Çelik", "email": "i.celik@gmail.com", "phone": "+420601123456"});
    let visitor = json!({"company": "Adamant"});
    bench.feed(&[
        identify("v1", Some("u1"), ada, 30),
        with_visitor(identify("", Some("u1"), second, 29), Value::Null),
        identify("v1", Some("u1"), json!({"email": "ada@acme.example"}), 28),
        identify("v2", Some("u2"), ilgaz, 20),
        identify("v3", Some("u3"), visitor, 10),
        track("u3", "Demo Requested", json!({}), 5),
    ]);
    ["u1", "u2", "u3"].map(|user| bench.user(user))
}

#[test]
fn plain_words_find_people_by_what_they_are_called_and_reached_by() {
    on_every_database(|bench| {
        let [ada, ilgaz, visitor] = some_people(bench);
        for (text, expected) in [
            ("ada", vec![ada, visitor]),
            ("ADA lovelace", vec![ada]),
            ("acme", vec![ada]),
            ("ada@acme.example", vec![ada]),
            ("ada@home.example", vec![ada]),
            ("@acme.ex", vec![ada]),
            ("+90 532 123", vec![ada]),
            ("532123", vec![ada]),
            ("0601 123", vec![ilgaz]),
            ("4567", vec![ada]),
            ("ılgaz CELIK", vec![ilgaz]),
            ("search = \"ad\" and phone is unknown", vec![visitor]),
            ("not search = \"ad\"", vec![ilgaz]),
            ("ovelace", vec![]),
        ] {
            assert_eq!(found(bench, text), expected, "{text}");
        }
    });
}

#[test]
fn a_filter_with_a_mistake_is_no_search() {
    on_every_database(|bench| {
        some_people(bench);
        for text in [
            "temperature hot",
            "stage mql",
            "titel = \"x\"",
            "not stage mql",
        ] {
            let query = PeopleQuery {
                filter: text.into(),
                ..PeopleQuery::default()
            };
            let refused = bench.app.people_list(&query);
            assert!(matches!(refused, Err(Error::Filter(_))), "{text}");
            assert!(Filter::parse(FilterOf::People, text).is_err(), "{text}");
        }
        let typed = Filter::parse(FilterOf::People, "ada lovelace").expect("words");
        assert_eq!(typed.to_string(), "search = \"ada lovelace\"");
    });
}

#[test]
fn words_follow_renames_and_merges() {
    on_every_database(|bench| {
        let [ada, ilgaz, _] = some_people(bench);
        bench.feed(&[identify("v1", Some("u1"), json!({"name": "Ada Byron"}), 3)]);
        assert_eq!(found(bench, "byron"), [ada]);
        assert!(found(bench, "lovelace").is_empty());

        bench.feed(&[identify("v9", None, json!({"company": "Wonder"}), 2)]);
        let visitor = bench.visitor("v9");
        assert_eq!(found(bench, "wonder"), [visitor]);
        bench.feed(&[identify("v9", Some("u2"), json!({}), 1)]);
        assert_eq!(found(bench, "wonder ilgaz"), [ilgaz]);
        assert_eq!(found(bench, "wonder"), [ilgaz]);
        let merge = bench.person(ilgaz).merges[0].clone();
        bench.app.merge_undo(merge.id).expect("it is undone");
        assert!(found(bench, "wonder ilgaz").is_empty());
        assert_eq!(found(bench, "wonder"), [visitor]);
    });
}

#[test]
fn the_words_of_people_from_before_are_kept() {
    on_every_database(|bench| {
        let people = some_people(bench);
        let kept = |id| bench.db.db.read(|conn| words(conn, id)).expect("read");
        let before = people.map(kept);
        // As a database of the release before: nothing is kept, and nobody was gone through.
        let forget = |conn: &mut ripen_store::Conn| {
            conn.execute("DELETE FROM person_word", &[])?;
            conn.execute("DELETE FROM follower WHERE name LIKE 'words%'", &[])
        };
        bench.db.db.write(forget).expect("forgotten");
        assert_eq!(found(bench, "lovelace"), [people[0]], "without the index");
        bench.app.project_all().expect("kept");
        assert_eq!(people.map(kept), before);
        for (id, words) in people.iter().zip(&before) {
            let profile = bench.person(*id).listed.person.profile;
            assert_eq!(Told::of(&profile).kept_words(), *words);
        }
    });
}

#[test]
fn whoever_leaves_an_apostrophe_out_finds_people_from_before_as_well() {
    on_every_database(|bench| {
        let traits = json!({"name": "Pat O\u{2019}Brien", "company": "L'Or\u{e9}al", "email": "pat@loreal.example"});
        bench.feed(&[identify("v-pat", Some("pat"), traits, 3)]);
        let pat = bench.user("pat");
        for text in [
            "obrien",
            "O'Brien",
            "o brien",
            "l\u{2019}oreal",
            "Loreal obrien",
        ] {
            assert_eq!(found(bench, text), [pat], "{text}");
        }
        let before = bench.db.db.read(|conn| words(conn, pat)).expect("read");
        // As a database of the release before.
        let forget = |conn: &mut ripen_store::Conn| {
            conn.execute(
                "DELETE FROM person_word WHERE word IN ('obrien', 'loreal')",
                &[],
            )?;
            conn.execute(
                "UPDATE person SET search = 'pat o\u{2019}brien pat@loreal.example l''oreal'",
                &[],
            )?;
            conn.execute("DELETE FROM follower WHERE name LIKE 'joined%'", &[])
        };
        bench.db.db.write(forget).expect("forgotten");
        assert!(found(bench, "obrien").is_empty());
        bench.app.project_all().expect("kept");
        assert_eq!(found(bench, "obrien"), [pat]);
        let after = bench.db.db.read(|conn| words(conn, pat)).expect("read");
        assert_eq!(after, before);
    });
}
