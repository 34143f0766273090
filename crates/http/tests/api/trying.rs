//! Trying, testing and watching models over a real port.

use std::cell::RefCell;

use ripen_app::models::file::DEFAULT;
use serde_json::{Value, json};

use crate::support::{Answer, Server, on_every_database, page, wait_until};

const TRY: &str = "/api/v1/model/try";
const BACKTEST: &str = "/api/v1/model/backtest";

fn with_points(points: &str) -> String {
    DEFAULT.replacen("points = 8\n", &format!("points = {points}\n"), 1)
}

/// Asks until the history is read; what is said on the way has to be how far that is.
fn ask(server: &Server, path: &str, body: &Value) -> Value {
    let answer = RefCell::new(Value::Null);
    wait_until("the history is read", || {
        let told = server.call("POST", path, Some(body));
        if told.status == 202 {
            let loading = &told.json()["loading"];
            assert!(loading["read"].is_i64() && loading["total"].is_i64());
            return false;
        }
        *answer.borrow_mut() = told.ok();
        true
    });
    answer.into_inner()
}

/// Asks until the history is read and gives the answer as it is.
fn refused(server: &Server, path: &str, body: &Value) -> Answer {
    ask(server, TRY, &json!({}));
    server.call("POST", path, Some(body))
}

#[test]
fn a_model_is_tried_before_it_is_published() {
    on_every_database(|server| {
        server.feed(&[page("v", "m1", "/pricing"), page("w", "m2", "/")]);
        let told = ask(server, TRY, &json!({"text": with_points("800")}));
        assert_eq!(
            json!([told["people"], told["interactions"], told["base_version"]]),
            json!([2, 2, 1])
        );
        let warm = |told: &Value| -> Vec<Value> {
            let bands = told["temperature"].as_array().expect("temperatures");
            bands.iter().map(|band| band["gained"].clone()).collect()
        };
        assert_eq!(
            warm(&told),
            [json!(0), json!(0), json!(1)],
            "cold, warm, hot"
        );
        let mover = &told["movers"][0];
        assert_eq!(
            mover["temperature"],
            json!({"before": "cold", "after": "hot"})
        );
        assert_eq!(mover["why"][0]["rule"], "Pricing page");
        let sum: u64 = told["engagement"]["after"]
            .as_array()
            .expect("bins")
            .iter()
            .filter_map(Value::as_u64)
            .sum();
        assert_eq!(sum, 2);

        // Without a text it is the draft, and as long as there is none nothing moves.
        let draft = ask(server, TRY, &json!({}));
        assert_eq!(draft["movers"], json!([]));
        let change = json!({"revision": 0, "text": with_points("90")});
        server
            .call("PUT", "/api/v1/model/draft", Some(&change))
            .ok();
        let draft = ask(server, TRY, &json!({}));
        assert_eq!(draft["movers"].as_array().map(Vec::len), Some(1));
        let nobody = ask(server, TRY, &json!({"filter": "kind = customer"}));
        assert_eq!(nobody["people"], 0);
    });
}

#[test]
fn what_comes_in_meanwhile_is_part_of_the_next_try() {
    on_every_database(|server| {
        server.feed(&[page("v", "m1", "/pricing")]);
        assert_eq!(ask(server, TRY, &json!({}))["people"], 1);
        server.feed(&[page("w", "m2", "/pricing"), page("v", "m3", "/")]);
        let told = ask(server, TRY, &json!({}));
        assert_eq!(json!([told["people"], told["interactions"]]), json!([2, 3]));
    });
}

#[test]
fn what_is_wrong_is_told() {
    on_every_database(|server| {
        server.feed(&[page("v", "m1", "/pricing")]);
        for path in [TRY, BACKTEST] {
            let faulty = refused(server, path, &json!({"text": with_points("80000")}));
            let problem = faulty.problem(422).to_string();
            assert!(problem.contains("Pricing page"), "{problem}");
            let problem = refused(server, path, &json!({"filter": "nonsense ="})).problem(400);
            assert_eq!(problem["errors"][0]["field"], "filter");
        }
        for (body, field) in [
            (json!({"horizon": "soon"}), "horizon"),
            (json!({"horizon": "1s"}), "horizon"),
            (json!({"as_of": "yesterday"}), "as_of"),
            (json!({"as_of": "2900-01-01T00:00:00Z"}), "as_of"),
            (json!({"outcome": "page where"}), "outcome"),
        ] {
            let problem = refused(server, BACKTEST, &body).problem(400);
            assert_eq!(problem["errors"][0]["field"], field, "{body}");
        }
        refused(server, BACKTEST, &json!({"version": 99})).problem(404);
    });
}

#[test]
fn a_backtest_says_when_there_is_too_little() {
    on_every_database(|server| {
        server.feed(&[page("v", "m1", "/pricing")]);
        let told = ask(server, BACKTEST, &json!({"version": 1, "horizon": "7d"}));
        assert_eq!(
            json!([told["enough"], told["horizon"]]),
            json!([false, "7d"])
        );
        assert_eq!(
            told["auc"],
            json!({"value": null, "low": null, "high": null})
        );
        let drift = server.get("/api/v1/model/drift");
        assert_eq!(drift["state"], "not_enough");
    });
}
