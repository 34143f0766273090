//! Names that come in halves: half a name changes that half, whenever it arrives.

use ripen_app::data::import::What;
use ripen_domain::profile::field;
use serde_json::{Value, json};

use crate::files::import;
use crate::support::{Bench, identify, on_every_database, track, with_visitor};
use crate::verify::verified;

fn says(user: &str, traits: Value, hours: i64) -> Value {
    with_visitor(identify("", Some(user), traits, hours), Value::Null)
}

fn name(bench: &Bench, user: &str) -> Option<String> {
    let person = bench.person(bench.user(user)).listed.person;
    person.profile.text(field::NAME).map(str::to_owned)
}

/// Every order of so many.
fn orders(many: usize) -> Vec<Vec<usize>> {
    if many == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(many - 1).into_iter();
    let longer = shorter.flat_map(|order| {
        (0..many).map(move |at| {
            let mut order = order.clone();
            order.insert(at, many - 1);
            order
        })
    });
    longer.collect()
}

#[test]
fn half_a_name_changes_that_half_in_any_order() {
    let cases: [(&[Value], &str); 8] = [
        (
            &[json!({"name": "Ada Malá"}), json!({"lastName": "Nová"})],
            "Ada Nová",
        ),
        (
            &[
                json!({"firstName": "Ada", "lastName": "Malá"}),
                json!({"firstName": "Eva"}),
                json!({"Surname": "Nová"}),
            ],
            "Eva Nová",
        ),
        (
            &[json!({"lastName": "Malá"}), json!({"firstName": "Ada"})],
            "Ada Malá",
        ),
        (
            &[
                json!({"firstName": "Ada"}),
                json!({"lastName": "van der Berg"}),
                json!({"lastName": "Nová"}),
            ],
            "Ada Nová",
        ),
        (
            &[
                json!({"firstName": "Ada"}),
                json!({"lastName": "Malá"}),
                json!({"name": "Eva Nová"}),
            ],
            "Eva Nová",
        ),
        (
            &[json!({"name": "Ada Malá"}), json!({"firstName": null})],
            "Malá",
        ),
        (
            &[
                json!({"name": "Eva Malá"}),
                json!({"name": null}),
                json!({"firstName": "Ada"}),
            ],
            "Ada",
        ),
        (
            &[
                json!({"name": "Ada Malá"}),
                json!({"firstName": null, "lastName": "Nová"}),
            ],
            "Nová",
        ),
    ];
    on_every_database(|bench| {
        for (case, (all, expected)) in cases.iter().enumerate() {
            for (nth, order) in orders(all.len()).iter().enumerate() {
                for at_once in [true, false] {
                    let user = format!("u{case}-{nth}-{at_once}");
                    let event = |at: &usize| says(&user, all[*at].clone(), 90 - *at as i64);
                    let events: Vec<Value> = order.iter().map(event).collect();
                    let batch = if at_once { events.len() } else { 1 };
                    events.chunks(batch).for_each(|some| drop(bench.feed(some)));
                    let context = format!("{all:?} {order:?} {at_once}");
                    assert_eq!(name(bench, &user).as_deref(), Some(*expected), "{context}");
                    // Something old has everything folded again.
                    bench.feed(&[track(&user, "Signed Up", json!({}), 500)]);
                    assert_eq!(name(bench, &user).as_deref(), Some(*expected), "{context}");
                }
            }
        }
        assert_eq!(verified(bench).differences, Vec::<String>::new());
    });
}

#[test]
fn the_joined_name_is_what_people_are_found_by() {
    on_every_database(|bench| {
        bench.feed(&[says("u", json!({"name": "Ada Malá"}), 9)]);
        bench.feed(&[says("u", json!({"lastName": "Nová"}), 8)]);
        let user = bench.user("u");
        for filter in [
            "name = \"ada nova\"",
            "name ~ \"*da nov*\"",
            "name has any (\"Nová\")",
        ] {
            assert_eq!(bench.only(filter), user, "{filter}");
        }
    });
}

#[test]
fn half_a_name_of_a_form_is_joined_to_what_is_known() {
    on_every_database(|bench| {
        bench.feed(&[says("u", json!({"name": "Ada Malá"}), 9)]);
        let form = json!({"Příjmení": "Nová", "message": "Zavolejte mi"});
        bench.feed(&[track("u", "Form Submitted", form, 8)]);
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Nová"));
        bench.feed(&[track("u", "Form Submitted", json!({"firstName": ""}), 7)]);
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Nová"));
    });
}

#[test]
fn half_a_name_in_a_file_is_joined_to_what_is_known() {
    on_every_database(|bench| {
        bench.feed(&[says(
            "u",
            json!({"name": "Ada Malá", "email": "ada@firma.example"}),
            9,
        )]);
        let file = "E-mail,Last name\nada@firma.example,Nová\neva@firma.example,Malá\n";
        assert_eq!(
            import(bench, What::People, "last.csv", file.as_bytes()).good,
            2
        );
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Nová"));
        let file = "E-mail,First name\neva@firma.example,Eva\nada@firma.example,\n";
        assert_eq!(
            import(bench, What::People, "first.csv", file.as_bytes()).good,
            2
        );
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Nová"));
        let file = "E-mail,Jméno\neva@firma.example,Eva Malá\nada@firma.example,Ada\n";
        assert_eq!(
            import(bench, What::People, "any.csv", file.as_bytes()).good,
            2
        );
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Nová"));
        let found = bench.only("name = \"Eva Malá\"");
        assert_eq!(bench.only("email = \"eva@firma.example\""), found);
        assert_eq!(verified(bench).differences, Vec::<String>::new());
    });
}

#[test]
fn what_a_browser_says_of_half_a_name_adds_and_overwrites_nothing() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let all = [
            (true, json!({"name": "Eva Velká"}), "Eva Velká"),
            (false, json!({"lastName": "Malá"}), "Eva Malá"),
            (true, json!({"firstName": "Ada"}), "Ada Malá"),
            (true, json!({"lastName": "Nová"}), "Ada Malá"),
            (true, json!({"name": "Eva Nová"}), "Ada Malá"),
            (true, json!({"lastName": null}), "Ada Malá"),
            (false, json!({"firstName": "Jana"}), "Jana Malá"),
            (true, json!({"firstName": "Ada"}), "Jana Malá"),
            (true, json!({"name": null}), "Jana Malá"),
        ];
        let feed = |(is_browser, traits, _): &(bool, Value, &str), user: &str, nth: usize| {
            let event = [says(user, traits.clone(), 90 - nth as i64)];
            match is_browser {
                true => bench.feed_from(browser, &event),
                false => drop(bench.feed(&event)),
            }
        };
        for (nth, one) in all.iter().enumerate() {
            feed(one, "u", nth);
            assert_eq!(name(bench, "u").as_deref(), Some(one.2), "{nth}");
        }
        for (nth, one) in all.iter().enumerate().rev() {
            feed(one, "w", nth);
        }
        assert_eq!(name(bench, "w").as_deref(), Some("Jana Malá"));
        assert_eq!(verified(bench).differences, Vec::<String>::new());
    });
}

#[test]
fn half_a_name_parts_nobody_and_joins_nobody() {
    on_every_database(|bench| {
        let phone = "+420222333444";
        bench.feed(&[says("u", json!({"name": "Ada Malá", "phone": phone}), 9)]);
        // Whoever has their telephone and is called as half of them is them; by another name it is somebody else.
        let by_phone = |id: &str, traits: Value, hours| {
            let mut event = identify(id, None, traits, hours);
            event["traits"]["phone"] = phone.into();
            event
        };
        bench.feed(&[by_phone("v1", json!({"lastName": "Malá"}), 8)]);
        bench.feed(&[by_phone("v2", json!({"firstName": "Ada"}), 7)]);
        bench.feed(&[by_phone("v3", json!({"lastName": "Nová"}), 6)]);
        let [user, malá, ada, nová] = [
            bench.user("u"),
            bench.visitor("v1"),
            bench.visitor("v2"),
            bench.visitor("v3"),
        ];
        assert_eq!((malá, ada), (user, user));
        assert_ne!(nová, user);
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Malá"));
        // By what is theirs alone they stay who they are.
        bench.feed(&[says("u", json!({"lastName": "Nová"}), 5)]);
        assert_eq!(name(bench, "u").as_deref(), Some("Ada Nová"));
        assert_eq!(verified(bench).differences, Vec::<String>::new());
    });
}
