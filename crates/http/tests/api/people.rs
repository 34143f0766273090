//! The list, a person with timeline and explanation, the map, the overview.

use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

fn ago(hours: i64) -> String {
    (ripen_app::clock::now() - Span::hours(hours)).to_rfc3339()
}

fn visit(visitor: &str, message: &str, path: &str, hours: i64) -> Value {
    let mut event = page(visitor, message, path);
    event["timestamp"] = ago(hours).into();
    event
}

fn person(server: &Server, filter: &str) -> String {
    let found = server.get(&format!(
        "/api/v1/people?filter={}",
        filter
            .replace(' ', "%20")
            .replace('=', "%3D")
            .replace('"', "%22")
    ));
    assert_eq!(
        found["items"].as_array().map(Vec::len),
        Some(1),
        "{filter}: {found}"
    );
    found["items"][0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn names_that_are_said_in_halves_are_joined_in_the_order_in_which_they_were_said() {
    on_every_database(|server| {
        let said = |message: &str, traits: Value, hours: i64| {
            let traits =
                json!({"type": "identify", "messageId": message, "userId": "u", "traits": traits});
            let mut event = traits;
            event["timestamp"] = ago(hours).into();
            event
        };
        let shown = || {
            let id = person(server, "email = \"ada@firma.example\"");
            let person = server.get(&format!("/api/v1/people/{id}"));
            (person["name"].clone(), person)
        };
        server.feed(&[said(
            "1",
            json!({"firstName": "Ada", "lastName": "Malá", "email": "ada@firma.example"}),
            9,
        )]);
        server.feed(&[said("2", json!({"lastName": "Nová"}), 5)]);
        let (name, whole) = shown();
        assert_eq!(name, "Ada Nová");
        assert!(!whole.to_string().contains("last_name"), "{whole}");
        // What was said between the two arrives late.
        server.feed(&[said("3", json!({"lastName": "Velká"}), 7)]);
        server.feed(&[said("4", json!({"firstName": "Eva"}), 6)]);
        assert_eq!(shown().0, "Eva Nová");
        server.feed(&[said("5", json!({"name": "Jana Dlouhá"}), 8)]);
        assert_eq!(shown().0, "Eva Nová");
        server.feed(&[said("6", json!({"lastName": null}), 4)]);
        assert_eq!(shown().0, "Eva");
        server.feed(&[said("7", json!({"name": "Jana Dlouhá"}), 3)]);
        assert_eq!(shown().0, "Jana Dlouhá");
        person(server, "name = \"jana dlouha\"");
    });
}

#[test]
fn the_list_is_ranked_and_paged() {
    on_every_database(|server| {
        let mut events = Vec::new();
        for at in 0..25 {
            for view in 0..=at {
                events.push(visit(
                    &format!("v{at}"),
                    &format!("{at}.{view}"),
                    "/pricing",
                    view * 30,
                ));
            }
            let name = format!("Žofie {at:02}; č");
            events.push(json!({"type": "identify", "messageId": format!("i{at}"), "anonymousId": format!("v{at}"), "traits": {"name": name}}));
        }
        server.feed(&events);
        for sort in ["-engagement", "-fit", "-last_touch", "-created", "name"] {
            let whole = server.get(&format!("/api/v1/people?sort={sort}"));
            assert_eq!(
                whole["total"],
                json!({"value": 25, "exact": true, "low": 25, "high": 25})
            );
            let names = |page: &Value| -> Vec<Value> {
                page["items"]
                    .as_array()
                    .expect("items")
                    .iter()
                    .map(|one| one["name"].clone())
                    .collect()
            };
            let (mut paged, mut cursor, mut pages) = (Vec::new(), String::new(), 0);
            loop {
                let page = server.get(&format!("/api/v1/people?sort={sort}&limit=4{cursor}"));
                paged.extend(names(&page));
                pages += 1;
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = format!("&cursor={next}"),
                    None => break,
                }
            }
            assert_eq!((&paged, pages), (&names(&whole), 7), "{sort}");
        }
        let ranked = server.get("/api/v1/people");
        let scores: Vec<f64> = ranked["items"]
            .as_array()
            .expect("items")
            .iter()
            .filter_map(|one| one["engagement"].as_f64())
            .collect();
        assert!(
            scores.len() == 25 && scores.is_sorted_by(|a, b| a >= b) && scores[0] > scores[24],
            "{scores:?}"
        );
        assert_eq!(ranked["items"][0]["reasons"][0]["rule"], "Pricing page");
        let most = server.get("/api/v1/people?filter=count(page)%20%3E%3D%2020");
        assert_eq!(most["total"]["value"], 6);
    });
}

#[test]
fn money_has_its_currency_and_a_refund_leaves_what_the_order_came_to() {
    on_every_database(|server| {
        let track = |event: &str, properties: Value, hours: i64| {
            json!({"type": "track", "messageId": format!("{event} {hours}"), "userId": "u", "event": event,
                "timestamp": ago(hours), "properties": properties})
        };
        server.feed(&[
            track(
                "Order Completed",
                json!({"order_id": 1, "total": {"amount": "33,95", "currency": "CZK"}}),
                9,
            ),
            track("Order Refunded", json!({"order_id": 1}), 8),
            track(
                "Order Completed",
                json!({"total": "€ 1.234,56", "currency": "USD"}),
                7,
            ),
            track("Call", json!({"duration": 90, "currency": "EUR"}), 6),
            track(
                "Order Completed",
                json!({"total": 9, "currency": "points"}),
                5,
            ),
        ]);
        let id = person(server, "count(order) = 3");
        let timeline = server.get(&format!("/api/v1/people/{id}/timeline"));
        let items = timeline["items"].as_array().expect("items");
        let money = |item: &Value| {
            ["amount", "amount_before_refunds", "amount_unit", "currency"]
                .map(|name| item[name].clone())
        };
        let money: Vec<_> = items.iter().map(money).collect();
        assert_eq!(
            json!(money),
            json!([
                [9.0, null, "money", "points"],
                [90.0, null, "seconds", null],
                [1234.56, null, "money", "EUR"],
                [null, null, null, null],
                [0.0, 33.95, "money", "CZK"],
            ])
        );
    });
}

#[test]
fn a_person_is_explained_at_any_moment() {
    on_every_database(|server| {
        server.feed(&[
            visit("v", "old", "/pricing", 240),
            visit("v", "new", "/pricing/teams?x=1", 1),
            json!({"type": "identify", "messageId": "i", "anonymousId": "v", "userId": "u", "timestamp": ago(2), "traits": {"email": "Ann@Example.com", "name": "Ann", "title": "CEO"}}),
            json!({"type": "track", "messageId": "o", "userId": "u", "event": "Order Completed", "timestamp": ago(0), "properties": {"total": "12.50", "currency": "EUR"}}),
        ]);
        let id = person(server, "email = \"ann@example.com\"");
        let one = server.get(&format!("/api/v1/people/{id}"));
        assert_eq!(
            (&one["kind"], &one["interactions"], &one["other_entries"]),
            (&json!("customer"), &json!(3), &json!(1)),
            "{one}"
        );
        assert_eq!(one["customer"]["lead_id"], one["lead"]["id"]);
        let timeline = server.get(&format!("/api/v1/people/{id}/timeline?limit=3"));
        let kinds: Vec<_> = timeline["items"]
            .as_array()
            .expect("items")
            .iter()
            .map(|item| &item["kind"])
            .collect();
        assert_eq!(
            kinds,
            ["Order Completed", "Page Viewed", "Identified"]
                .map(|kind| json!(kind))
                .iter()
                .collect::<Vec<_>>()
        );
        assert_eq!(
            (
                &timeline["items"][0]["amount"],
                &timeline["items"][0]["currency"]
            ),
            (&json!(12.5), &json!("EUR"))
        );
        let next = timeline["next_cursor"].as_str().expect("there is more");
        let rest = server.get(&format!(
            "/api/v1/people/{id}/timeline?limit=3&cursor={next}"
        ));
        assert_eq!(
            (
                rest["items"][0]["message_id"].as_str(),
                &rest["next_cursor"]
            ),
            (Some("old"), &Value::Null)
        );
        let now = server.get(&format!("/api/v1/people/{id}/explanation"));
        let sum: f64 = now["engagement"]["rules"]
            .as_array()
            .expect("rules")
            .iter()
            .filter_map(|rule| rule["now"].as_f64())
            .sum();
        let value = now["engagement"]["value"].as_f64().expect("a score");
        assert!((sum - value).abs() < 1e-6 && value > 0.0, "{sum} {value}");
        let listed = server.get("/api/v1/people")["items"][0]["engagement"]
            .as_f64()
            .expect("a score");
        assert!((listed - value).abs() < 0.01, "{listed} {value}");
        let then = server.get(&format!("/api/v1/people/{id}/explanation?at={}", ago(100)));
        let contributions: Vec<_> = then["engagement"]["rules"]
            .as_array()
            .expect("rules")
            .iter()
            .map(|rule| rule["count"].clone())
            .collect();
        assert!(
            contributions.iter().all(|count| *count == 1) && !contributions.is_empty(),
            "{then}"
        );
        assert_eq!(
            then["fit"]["rules"],
            json!([]),
            "the title was not known then: {then}"
        );
        let before = server.get(&format!(
            "/api/v1/people/{id}/explanation?at={}",
            ago(1_000)
        ));
        assert_eq!(before["engagement"]["value"], 0.0);
        let history = server.get(&format!("/api/v1/people/{id}/history?days=20"));
        let points = history["points"].as_array().expect("points");
        assert!(
            (20..=22).contains(&points.len()) && points[0]["engagement"] == 0.0,
            "{history}"
        );
    });
}

#[test]
fn the_overview_and_the_map_count_alike() {
    on_every_database(|server| {
        server.feed(&[visit("a", "1", "/", 1), visit("b", "2", "/pricing", 1), json!({"type": "identify", "messageId": "3", "userId": "c", "traits": {"email": "c@example.com", "name": "C"}})]);
        let overview = server.get("/api/v1/overview");
        let numbers = [
            "people",
            "interactions",
            "events_last_hour",
            "bad_events",
            "projection_behind",
        ]
        .map(|name| overview[name].clone());
        assert_eq!(json!(numbers), json!([3, 2, 3, 0, 0]), "{overview}");
        let map = server.get("/api/v1/map");
        let counted: i64 = map["stages"]
            .as_array()
            .expect("stages")
            .iter()
            .filter_map(|stage| stage["count"].as_i64())
            .sum();
        assert_eq!(counted, 3);
        let few = server.get("/api/v1/map?filter=email%20is%20known");
        let points: usize = few["stages"]
            .as_array()
            .expect("stages")
            .iter()
            .filter_map(|stage| stage["points"].as_array())
            .map(Vec::len)
            .sum();
        assert_eq!(points, 1, "{few}");
        let model = server.get("/api/v1/model");
        assert_eq!(
            (&model["version"], &overview["model"]["version"]),
            (&json!(1), &json!(1))
        );
    });
}

#[test]
fn a_merge_is_undone() {
    on_every_database(|server| {
        server.feed(&[visit("biscuit", "1", "/pricing", 5), json!({"type": "track", "messageId": "2", "userId": "u", "event": "Signed In", "timestamp": ago(4)})]);
        let all = |server: &Server| -> Vec<(String, Value)> {
            let people = server.get("/api/v1/people?sort=-created");
            let one = |one: &Value| {
                (
                    one["id"].as_str().expect("an id").to_owned(),
                    one["reasons"].clone(),
                )
            };
            people["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(one)
                .collect()
        };
        let before = all(server);
        assert_eq!(before.len(), 2);
        server.feed(&[json!({"type": "identify", "messageId": "3", "userId": "u", "anonymousId": "biscuit", "timestamp": ago(3)})]);
        let merged = all(server);
        assert_eq!(merged.len(), 1, "{merged:?}");
        let one = server.get(&format!("/api/v1/people/{}", merged[0].0));
        let merge = &one["merges"][0];
        let loser = merge["other_person_id"]
            .as_str()
            .expect("the other")
            .to_owned();
        let gone = server.get(&format!("/api/v1/people/{loser}"));
        assert_eq!(gone["merged_into"], merged[0].0.as_str(), "{gone}");
        let undo = format!(
            "/api/v1/merges/{}/undo",
            merge["id"].as_str().expect("an id")
        );
        let undone = server.call("POST", &undo, None).ok();
        assert_eq!(undone["person_ids"].as_array().map(Vec::len), Some(2));
        let ids = |people: &[(String, Value)]| {
            people.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&all(server)), ids(&before));
        server.call("POST", &undo, None).problem(409);
        let at = server.get(&format!("/api/v1/people/{loser}"));
        assert_eq!(at["merged_into"], Value::Null);
        assert!(Timestamp::parse(at["merges"][0]["undone_at"].as_str().expect("a time")).is_some());
    });
}

#[test]
fn the_agent_of_a_program_says_nothing_about_the_visitor() {
    const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const CRAWLER: &str =
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    on_every_database(|server| {
        let sent = [
            ("track", "curl/8.14.1", "", "human"),
            ("track", BROWSER, "", "human"),
            ("track", CRAWLER, "", "machine"),
            ("track", "curl/8.14.1", "analytics.js", "machine"),
            ("track", CRAWLER, "analytics-node", "human"),
            ("import", "curl/8.14.1", "", "human"),
        ];
        for (at, (call, agent, library, verdict)) in sent.iter().enumerate() {
            let mut event = json!({"type": "track", "userId": format!("u{at}"), "event": "Order Completed", "messageId": format!("m{at}")});
            if !library.is_empty() {
                event["context"] = json!({"library": {"name": library}});
            }
            let body = if *call == "import" {
                json!({"batch": [event]})
            } else {
                event
            };
            server
                .ingest_bytes(call, &[("user-agent", agent)], body.to_string().as_bytes())
                .ok();
            server.settle();
            let newest = server.get("/api/v1/people?sort=-created");
            let id = newest["items"][0]["id"].as_str().expect("a person");
            let timeline = server.get(&format!("/api/v1/people/{id}/timeline"));
            let item = &timeline["items"][0];
            assert_eq!(item["message_id"], format!("m{at}"));
            assert_eq!(
                item["verdict"], *verdict,
                "{call} {agent} {library}: {item}"
            );
        }
    });
}
