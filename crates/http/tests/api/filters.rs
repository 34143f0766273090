//! Filters while they are being written.

use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

fn check(server: &Server, request: &Value) -> Value {
    server
        .call("POST", "/api/v1/filter/check", Some(request))
        .ok()
}

fn people(server: &Server, filter: &str) -> Value {
    let request = json!({"of": "people", "filter": filter, "count": true});
    check(server, &request)
}

fn three_people(server: &Server) {
    server.feed(&[
        json!({"type": "identify", "userId": "a", "messageId": "a", "traits": {"email": "a@x.example", "title": "Director", "country": "CZ"}}),
        json!({"type": "identify", "userId": "b", "messageId": "b", "traits": {"email": "b@x.example", "title": "Director", "country": "TR"}}),
        json!({"type": "identify", "userId": "c", "messageId": "c", "traits": {"email": "c@x.example", "title": "Dirigent"}}),
        page("v", "m", "/pricing"),
    ]);
}

#[test]
fn a_sound_filter_is_told_in_its_one_form_with_its_count() {
    on_every_database(|server| {
        three_people(server);
        let checked = people(server, "  title =  \"director\"  and not(country=\"CZ\")");
        assert_eq!(
            checked["filter"],
            "title = \"director\" and not country = \"CZ\""
        );
        assert_eq!(checked["fault"], Value::Null);
        assert_eq!(
            checked["total"],
            json!({"value": 1, "exact": true, "low": 1, "high": 1})
        );
        assert_eq!(people(server, "")["total"]["value"], 4);
        assert_eq!(people(server, "count(page) >= 1")["total"]["value"], 1);
        let uncounted = check(server, &json!({"of": "people", "filter": "fit > 1"}));
        assert_eq!(uncounted["total"], Value::Null);
        let interaction = json!({"of": "interaction", "filter": "page where path ~ \"/pricing*\"", "count": true});
        let interaction = check(server, &interaction);
        assert_eq!(interaction["filter"], "page where path ~ \"/pricing*\"");
        assert_eq!(interaction["total"], Value::Null);
    });
}

#[test]
fn a_faulty_filter_is_told_its_place() {
    on_every_database(|server| {
        let checked = people(server, "country = \"ž\" and shoe_size > 40");
        assert_eq!(
            (&checked["filter"], &checked["total"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(checked["fault"]["offset"], 19, "in bytes");
        let message = checked["fault"]["message"].as_str().expect("a message");
        assert!(message.contains("shoe_size"), "{message}");
        for faulty in [
            "(",
            "fit >",
            "count(page",
            &"(".repeat(9_000),
            &"x".repeat(100_000),
            "\u{0}",
        ] {
            let checked = people(server, faulty);
            let offset = checked["fault"]["offset"].as_u64().expect("an offset");
            assert!(offset <= faulty.len() as u64, "{faulty:.20}: {checked}");
        }
        let of_nothing = check(server, &json!({"of": "interaction", "filter": ""}));
        assert_eq!(of_nothing["fault"]["offset"], 0);
    });
}

#[test]
fn a_name_that_there_is_not_is_told_with_the_nearest_one() {
    on_every_database(|server| {
        three_people(server);
        for (filter, offset, nearest) in [
            ("stage = mlq", 8, "mql"),
            ("fit > 1 or stage in (sql, \"mlq\")", 26, "mql"),
            ("company.stage = mqll", 16, "mql"),
            ("signal = asked_prise", 9, "asked_price"),
            ("not signal(asked_prise, 7d)", 11, "asked_price"),
            ("company in list(\"competitor\")", 16, "competitors"),
            ("stage has any (\"sql\", \"mlq\")", 22, "mql"),
            ("signal has all (\"asked prise\")", 16, "asked_price"),
            ("signal ~ \"asked_prise*\"", 9, "asked_price"),
            ("index != gooood", 9, "good"),
            ("index not in (good, goood)", 20, "good"),
            ("disqualified = competitr", 15, "competitor"),
            ("not disqualified in (\"competitors!\")", 21, "competitor"),
            ("nurture != \"Academic mailbo\"", 11, "Academic mailbox"),
            ("owner = \"admin@exampel.com\"", 8, "admin@example.com"),
        ] {
            let checked = people(server, filter);
            // It can be read and edited all the same: the name may have been there once.
            assert_ne!(checked["json"], Value::Null, "{filter}");
            assert_eq!(checked["fault"], Value::Null, "{filter}");
            let unknown = &checked["unknown"][0];
            assert_eq!(unknown["offset"], offset, "{filter}");
            let hint = format!("did you mean `{nearest}`?");
            let message = unknown["message"].as_str().expect("a message");
            assert!(
                message.starts_with("there is no") && message.ends_with(&hint),
                "{message}"
            );

            for path in ["people", "map"] {
                let filter: String = form_urlencoded(filter);
                let path = format!("/api/v1/{path}?filter={filter}");
                let problem = server.call("GET", &path, None).problem(400);
                assert_eq!(problem["errors"][0]["offset"], offset, "{problem}");
            }
        }
        for filter in [
            "stage = MQL and signal != asked_price",
            "company not in list(\"competitors\")",
            "email.domain in list(\"free\") or email.domain is disposable",
            "stage ~ \"mq*\" or stage has any (\"MQL\") and signal has any (\"price\")",
            "nurture is known or disqualified is unknown or owner is unknown",
        ] {
            assert_eq!(people(server, filter)["unknown"], json!([]), "{filter}");
        }
    });
}

/// A text as the value of a parameter.
fn form_urlencoded(text: &str) -> String {
    let bytes = text.bytes().map(|byte| format!("%{byte:02X}"));
    bytes.collect()
}

#[test]
fn requests_that_make_no_sense() {
    on_every_database(|server| {
        for request in [
            json!({}),
            json!({"of": "companies", "filter": "fit > 1"}),
            json!({"of": "people", "filter": 1}),
            json!({"of": "people", "filter": "fit > 1", "cuont": true}),
        ] {
            server
                .call("POST", "/api/v1/filter/check", Some(&request))
                .problem(422);
        }
        let both = json!({"of": "people", "filter": "fit > 1", "json": {"all": []}});
        for request in [json!({"of": "people"}), both] {
            server
                .call("POST", "/api/v1/filter/check", Some(&request))
                .problem(400);
        }
    });
}

#[test]
fn text_and_tree_are_two_forms_of_one_filter() {
    on_every_database(|server| {
        three_people(server);
        let text =
            "title = \"director\" and (country = \"CZ\" or not count(page, last 7 days) = 0)";
        let by_text = people(server, text);
        assert_eq!(
            by_text["json"]["all"][0],
            json!({"field": "title", "op": "=", "value": "director"})
        );
        let request = json!({"of": "people", "json": by_text["json"], "count": true});
        assert_eq!(check(server, &request), by_text);
        assert_eq!(by_text["total"]["value"], 1);
        let faulty =
            json!({"of": "people", "json": {"field": "shoe_size", "op": ">", "value": 40}});
        let fault = check(server, &faulty)["fault"].clone();
        assert!(
            fault["message"]
                .as_str()
                .expect("a message")
                .contains("shoe_size"),
            "{fault}"
        );
        let incomplete = json!({"of": "people", "json": {"field": "temperature", "op": "="}});
        assert_ne!(check(server, &incomplete)["fault"], Value::Null);
        let deep = (0..60).fold(
            json!({"field": "fit", "op": ">", "value": 1}),
            |json, _| json!({"not": json}),
        );
        let deep = check(server, &json!({"of": "people", "json": deep}));
        assert!(
            deep["fault"]["message"]
                .as_str()
                .expect("a message")
                .contains("deep"),
            "{deep}"
        );
        let choices = people(server, "temperature = lukewarm")["fault"]["expected"].clone();
        assert!(
            choices
                .as_array()
                .expect("choices")
                .contains(&json!("warm")),
            "{choices}"
        );
    });
}

#[test]
fn the_fields_are_those_that_there_are_here() {
    on_every_database(|server| {
        server.feed(&[
            json!({"type": "identify", "userId": "a", "messageId": "a", "traits": {"plan": "Gold", "my field": "x"}}),
            json!({"type": "track", "userId": "a", "messageId": "b", "event": "Robot Hugged", "properties": {"shape": "round"}}),
        ]);
        let fields = server.get("/api/v1/filter/fields");
        let find = |of: &str, name: &str| {
            let of = fields[of].as_array().expect("fields");
            of.iter()
                .find(|field| field["name"] == name)
                .cloned()
                .unwrap_or_default()
        };
        assert_eq!(
            find("people", "temperature")["values"],
            json!(["cold", "warm", "hot"])
        );
        assert_eq!(find("people", "stage")["values"][0], "interest");
        assert_eq!(find("people", "fit")["type"], "number");
        assert_eq!(find("people", "profile.plan")["type"], "custom");
        assert_eq!(find("interaction", "property.shape")["type"], "custom");
        for kind in ["page", "Robot Hugged"] {
            assert!(
                fields["kinds"]
                    .as_array()
                    .expect("kinds")
                    .contains(&json!(kind)),
                "{kind}"
            );
        }
        let lists = json!(["academic", "competitors", "target accounts"]);
        assert_eq!(fields["lists"], lists);
        // Every field can be asked as it is named, with each of its tests that take no value.
        for of in ["people", "interaction"] {
            for field in fields[of].as_array().expect("fields") {
                for op in field["operators"].as_array().expect("operators") {
                    if !op.as_str().expect("a text").starts_with("is ") {
                        continue;
                    }
                    let json = json!({"field": field["name"], "op": op});
                    let checked = check(server, &json!({"of": of, "json": json}));
                    assert_eq!(checked["fault"], Value::Null, "{json}");
                }
            }
        }
    });
}

#[test]
fn values_are_offered_that_people_really_have() {
    on_every_database(|server| {
        three_people(server);
        let values = |question: &str| {
            server.get(&format!("/api/v1/filter/values?{question}"))["values"].clone()
        };
        let director = json!({"value": "Director", "people": 2});
        assert_eq!(
            values("of=people&field=title&prefix=dire"),
            json!([director])
        );
        assert_eq!(values("of=people&field=fit"), json!([]));
        let pricing = json!({"value": "/pricing", "people": 1});
        assert_eq!(values("of=interaction&field=path"), json!([pricing]));
        for question in [
            "",
            "of=people",
            "of=people&field=shoe_size",
            "of=x&field=title",
            "field=title",
        ] {
            let path = format!("/api/v1/filter/values?{question}");
            server.call("GET", &path, None).problem(400);
        }
    });
}
