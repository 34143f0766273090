//! Models side by side over a real port.

use ripen_app::models::file::DEFAULT;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page, wait_until};

const MODELS: &str = "/api/v1/models";

/// The default model with many points for the sensor.
fn sensors() -> String {
    format!(
        "{DEFAULT}\n[[engagement]]\nname = \"Sensor page\"\nwhen = 'page where path = \"/sensor\"'\npoints = 400\n"
    )
}

fn create(server: &Server, key: &str, text: Option<String>) -> Value {
    let wish = json!({"key": key, "name": "Sensors", "text": text});
    let answer = server.call("POST", MODELS, Some(&wish));
    assert_eq!(answer.status, 201);
    answer.json()
}

fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items").iter();
    items
        .map(|one| one["id"].as_str().expect("an id"))
        .collect()
}

fn everybody_is_scored(server: &Server, model: &str) {
    let progress = format!("/api/v1/model/progress?model={model}");
    wait_until("everybody is scored", || {
        server.get(&progress)["behind"] == 0
    });
}

#[test]
fn each_model_has_its_own_list_standing_explanation_and_map() {
    on_every_database(|server| {
        server.feed(&[page("v1", "m1", "/sensor")]);
        server.feed(&[page("v2", "m2", "/pricing")]);
        create(server, "sensors", Some(sensors()));
        everybody_is_scored(server, "sensors");
        let primary = server.get("/api/v1/people");
        let list = server.get("/api/v1/people?model=sensors");
        let (mut expected, listed) = (ids(&primary), ids(&list));
        assert_eq!(expected.len(), 2);
        expected.reverse();
        assert_eq!(listed, expected);
        let only = server.get("/api/v1/people?model=sensors&filter=engagement%20%3E%20200");
        assert_eq!(ids(&only), listed[..1]);

        let person = server.get(&format!("/api/v1/people/{}", listed[0]));
        let side = &person["other_models"][0];
        assert_eq!(
            (&side["model"], &side["name"]),
            (&json!("sensors"), &json!("Sensors"))
        );
        assert_eq!(side["temperature"], "hot");
        assert_ne!(person["temperature"], "hot");
        let of = |model: &str, what: &str| {
            server.get(&format!(
                "/api/v1/people/{}/{what}?model={model}",
                listed[0]
            ))
        };
        let explained = of("sensors", "explanation");
        assert_eq!(explained["model"]["key"], "sensors");
        assert_eq!(explained["engagement"]["rules"][0]["rule"], "Sensor page");
        assert_eq!(of("primary", "explanation")["model"]["key"], "primary");
        let last = |model| {
            let points = of(model, "history")["points"].clone();
            points
                .as_array()
                .and_then(|all| all.last().cloned())
                .expect("a point")
        };
        let engagement = |model| last(model)["engagement"].as_f64().expect("a number");
        assert!(engagement("sensors") > engagement("primary") + 200.0);

        let hot =
            |model: &str| server.get(&format!("/api/v1/overview?model={model}"))["hot"].clone();
        assert_eq!((hot("sensors"), hot("primary")), (json!(1), json!(0)));
        let map = server.get("/api/v1/map?model=sensors&filter=engagement%20%3E%20200");
        let counts = map["stages"].as_array().expect("stages").iter();
        let counted: i64 = counts.filter_map(|stage| stage["count"].as_i64()).sum();
        assert_eq!(counted, 1);
        let check = json!({"of": "people", "filter": "engagement > 200", "count": true});
        let total = |model: &str| {
            let path = format!("/api/v1/filter/check?model={model}");
            server.call("POST", &path, Some(&check)).ok()["total"]["value"].clone()
        };
        assert_eq!((total("sensors"), total("primary")), (json!(1), json!(0)));
    });
}

#[test]
fn a_model_is_created_written_renamed_and_retired() {
    on_every_database(|server| {
        let created = create(server, "sensors", None);
        assert_eq!(created["version"], 2);
        assert_eq!(created["is_primary"], false);
        let draft = "/api/v1/model/draft?model=sensors";
        assert_eq!(server.get(draft)["text"], DEFAULT);
        let change = json!({"revision": 0, "text": sensors()});
        server.call("PUT", draft, Some(&change)).ok();
        assert_eq!(server.get("/api/v1/model/draft")["revision"], 0);
        let diff = server.get("/api/v1/model/diff?model=sensors");
        assert_eq!(diff["changes"].as_array().map(Vec::len), Some(1));
        let diff = server.get("/api/v1/model/diff");
        assert_eq!(diff["changes"], json!([]));
        let wish = json!({"revision": 1});
        let publish = "/api/v1/model/draft/publish?model=sensors";
        let published = server.call("POST", publish, Some(&wish)).ok();
        assert_eq!(published["version"], 3);
        let in_force =
            |model: &str| server.get(&format!("/api/v1/model?model={model}"))["version"].clone();
        assert_eq!(
            (in_force("sensors"), in_force("primary")),
            (json!(3), json!(1))
        );
        let versions = |model: &str| {
            let list = server.get(&format!("/api/v1/model/versions?model={model}"));
            list["items"].as_array().map(Vec::len)
        };
        assert_eq!(
            (versions("sensors"), versions("primary")),
            (Some(2), Some(1))
        );

        let one = format!("{MODELS}/sensors");
        let renamed = server
            .call("PUT", &one, Some(&json!({"name": "Čidla"})))
            .ok();
        assert_eq!(renamed["name"], "Čidla");
        assert_eq!(server.call("DELETE", &one, None).status, 204);
        let list = server.get(MODELS);
        assert!(list["items"][1]["retired_at"].is_string());
        server
            .call("GET", "/api/v1/people?model=sensors", None)
            .problem(404);
        assert_eq!(versions("sensors"), Some(2));
    });
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    on_every_database(|server| {
        let wish = |key: &str| json!({"key": key, "name": "A name"});
        server
            .call("POST", MODELS, Some(&wish("A key")))
            .problem(400);
        server
            .call("POST", MODELS, Some(&wish("primary")))
            .problem(409);
        let faulty = json!({"key": "faulty", "name": "Faulty", "text": "name = 1"});
        server.call("POST", MODELS, Some(&faulty)).problem(422);
        let rename = json!({"name": "x"});
        server
            .call("PUT", &format!("{MODELS}/none"), Some(&rename))
            .problem(404);
        server
            .call("DELETE", &format!("{MODELS}/none"), None)
            .problem(404);
        server
            .call("DELETE", &format!("{MODELS}/primary"), None)
            .problem(409);
        for path in [
            "people",
            "map",
            "model",
            "model/draft",
            "model/progress",
            "overview",
        ] {
            let path = format!("/api/v1/{path}?model=none");
            server.call("GET", &path, None).problem(400);
        }
    });
}

#[test]
fn a_business_chooses_what_it_starts_with() {
    on_every_database(|server| {
        const STARTS: &str = "/api/v1/model/starts";
        let in_force = |of: &str| {
            let list = server.get(&format!("{STARTS}{of}"));
            let items = list["items"].as_array().expect("items").iter();
            let keys: Vec<String> = items
                .filter(|one| one["in_force"] == true)
                .map(|one| one["key"].as_str().expect("a key").to_owned())
                .collect();
            keys
        };
        assert_eq!(in_force(""), ["business"]);
        let published = server
            .call("POST", &format!("{STARTS}/consumer"), None)
            .ok();
        assert_eq!(server.get("/api/v1/model")["version"], published["version"]);
        assert_eq!(in_force(""), ["consumer"]);
        let again = server.call("POST", &format!("{STARTS}/consumer"), None);
        assert_eq!(again.status, 409);

        // Beside it, another one begins as a shop.
        let wish = json!({"key": "web_shop", "name": "Web shop", "start": "shop"});
        assert_eq!(server.call("POST", MODELS, Some(&wish)).status, 201);
        assert_eq!(in_force("?model=web_shop"), ["shop"]);
        assert_eq!(in_force(""), ["consumer"]);

        let unknown = json!({"key": "bakery", "name": "Bakery", "start": "bakery"});
        let answers = [
            server.call("POST", MODELS, Some(&unknown)),
            server.call("POST", &format!("{STARTS}/bakery"), None),
        ];
        for answer in answers {
            assert_eq!(answer.status, 400);
            assert_eq!(answer.json()["errors"][0]["code"], "no_start");
        }
    });
}
