//! A real shop through the API: what goes in comes out, and those who bought rank high.

use std::collections::HashMap;

use ripen_app::models::file;
use ripen_app::workbench::backtest::BacktestQuery;
use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use crate::shop_data::{directory, events};
use crate::support::{Server, on_every_database};

/// Events of one request.
const BATCH: usize = 500;
const ORDER: &str = "Order Completed";

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn time(event: &Value) -> Timestamp {
    Timestamp::parse(text(event, "timestamp")).expect("a time")
}

/// Sends everything; returns (stored, repeated, bad).
fn replay(server: &Server, events: &[Value]) -> [u64; 3] {
    let mut sum = [0; 3];
    for batch in events.chunks(BATCH) {
        let answer = server.ingest("import", &json!({"batch": batch})).ok();
        for (sum, name) in sum.iter_mut().zip(["stored", "repeated", "bad"]) {
            *sum += answer[name].as_u64().expect("a number");
        }
    }
    server.settle();
    sum
}

/// Everybody in rank order, with their user id.
fn ranked(server: &Server) -> Vec<(String, String, Value)> {
    let page = server.get("/api/v1/people?limit=500");
    assert_eq!(page["next_cursor"], Value::Null);
    let one = |one: &Value| {
        let person = server.get(&format!("/api/v1/people/{}", text(one, "id")));
        let identifiers = person["identifiers"].as_array().expect("identifiers");
        let user = identifiers
            .iter()
            .find(|one| one["kind"] == "user_id")
            .expect("a user id");
        (
            text(one, "id").to_owned(),
            text(user, "value").to_owned(),
            person,
        )
    };
    page["items"]
        .as_array()
        .expect("people")
        .iter()
        .map(one)
        .collect()
}

/// The whole timeline of a person.
fn timeline(server: &Server, id: &str) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let mut page = server.get(&format!("/api/v1/people/{id}/timeline?limit=200{cursor}"));
        items.append(page["items"].as_array_mut().expect("items"));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

fn engagement(server: &Server, id: &str, at: Timestamp) -> f64 {
    let explanation = server.get(&format!(
        "/api/v1/people/{id}/explanation?at={}",
        at.to_rfc3339()
    ));
    explanation["engagement"]["value"]
        .as_f64()
        .expect("a score")
}

/// How often one of the first scores higher than one of the second; ties count half.
fn auc(first: &[f64], second: &[f64]) -> f64 {
    let wins = first.iter().flat_map(|a| {
        second
            .iter()
            .map(move |b| f64::from(u8::from(a > b)) + 0.5 * f64::from(u8::from(a == b)))
    });
    wins.sum::<f64>() / (first.len() * second.len()) as f64
}

#[test]
fn a_real_shop_comes_through() {
    let Some(directory) = directory() else { return };
    let events = events(&directory);
    assert_eq!(events.len(), 16_008);
    on_every_database(|server| {
        assert_eq!(replay(server, &events), [15_977, 31, 0]);
        assert_eq!(
            replay(server, &events[..2 * BATCH])[0],
            0,
            "sent again, all are repeats"
        );
        assert_eq!((server.stored(), server.bad()), (15_977, 0));
        let people = ranked(server);
        assert_eq!(people.len(), 250);
        let suggested = people
            .iter()
            .filter(|(.., person)| person["suggested_merges"][0]["evidence"] == "repeated_message");
        println!(
            "people who may be somebody else, as the same message came from both: {}",
            suggested.count()
        );
        let timelines: HashMap<&str, Vec<Value>> = people
            .iter()
            .map(|(id, user, _)| (user.as_str(), timeline(server, id)))
            .collect();
        everything_is_there(&events, &timelines);
        who_is_on_top(&people, &timelines);
        who_bought_afterwards(server, &people, &timelines);
        the_default_model_against_orders(server);
    });
}

/// Every message is on the timeline of who sent it first, with order totals, carts and touches.
fn everything_is_there(events: &[Value], timelines: &HashMap<&str, Vec<Value>>) {
    let mut sent: HashMap<&str, &Value> = HashMap::new();
    for event in events {
        sent.entry(text(event, "messageId")).or_insert(event);
    }
    let (mut seen, mut touches, mut totals, mut carts) = (0, 0, 0, 0);
    for (user, items) in timelines {
        for item in items {
            let event = sent[text(item, "message_id")];
            assert_eq!(text(event, "userId"), *user, "{item}");
            assert_eq!(
                Timestamp::parse(text(item, "at")),
                Some(time(event)),
                "{item}"
            );
            assert_eq!(item["properties"], event["properties"], "{item}");
            let amount = event["properties"]["total"]
                .as_f64()
                .or(event["properties"]["price"].as_f64());
            assert_eq!(item["amount"].as_f64(), amount, "{item}");
            seen += 1;
            totals += usize::from(item["kind"] == ORDER && amount.is_some());
            carts += usize::from(item["kind"] == "Product Added" && item["channel"] == "shop");
            if text(&event["properties"], "url").contains("utm_source=") {
                assert!(item["touch"]["source"].is_string(), "{item}");
                touches += 1;
            }
        }
    }
    println!(
        "on timelines: {seen} interactions, {touches} touches with a source, {totals} orders with a total, {carts} products in carts"
    );
    assert_eq!((seen, totals, carts), (15_977, 43, 698));
    assert!(touches > 2_900);
}

fn orders(items: &[Value]) -> Vec<Timestamp> {
    let orders = items.iter().filter(|item| item["kind"] == ORDER);
    orders
        .filter_map(|item| Timestamp::parse(text(item, "at")))
        .collect()
}

fn who_is_on_top(people: &[(String, String, Value)], timelines: &HashMap<&str, Vec<Value>>) {
    let buyers = |top: usize| {
        people[..top]
            .iter()
            .filter(|(_, user, _)| !orders(&timelines[user.as_str()]).is_empty())
            .count()
    };
    println!(
        "ranked now: {} of the top 20, {} of the top 50, {} of all {} bought",
        buyers(20),
        buyers(50),
        buyers(people.len()),
        people.len()
    );
    for (at, (_, user, person)) in people.iter().enumerate().take(20) {
        let items = &timelines[user.as_str()];
        let short: String = user.chars().take(8).collect();
        println!(
            "{:2}. {short}  {:4} interactions  {} orders  last {:.10}  {}",
            at + 1,
            items.len(),
            orders(items).len(),
            text(&items[0], "at"),
            text(&person["stage"], "key")
        );
    }
    // Buyers are one in seven; a ranking by chance would have seven of them among the first fifty.
    assert!(buyers(50) >= 15, "{}", buyers(50));
}

/// Scores just before a first order, against the scores of others just after their latest visit,
/// which favours the others.
fn who_bought_afterwards(
    server: &Server,
    people: &[(String, String, Value)],
    timelines: &HashMap<&str, Vec<Value>>,
) {
    let (mut buyers, mut others) = (Vec::new(), Vec::new());
    for (id, user, _) in people {
        let items = &timelines[user.as_str()];
        match orders(items).last() {
            Some(first) => buyers.push(engagement(server, id, *first - Span::hours(1))),
            None => others.push(engagement(
                server,
                id,
                Timestamp::parse(text(&items[0], "at")).expect("a time"),
            )),
        }
    }
    let all = auc(&buyers, &others);
    let known: Vec<f64> = buyers
        .iter()
        .copied()
        .filter(|score| *score > 0.0)
        .collect();
    println!(
        "engagement 1 h before the first order against others at their latest visit: AUC {all:.3} over {} buyers; {:.3} over the {} who had been there before",
        buyers.len(),
        auc(&known, &others),
        known.len()
    );
    let day = Timestamp::parse("2024-04-01T00:00:00Z").expect("a time");
    let (mut bought, mut did_not) = (Vec::new(), Vec::new());
    for (id, user, _) in people {
        let items = &timelines[user.as_str()];
        if items
            .iter()
            .any(|item| Timestamp::parse(text(item, "at")) < Some(day))
        {
            let later = orders(items).iter().any(|at| *at >= day);
            let scores = if later { &mut bought } else { &mut did_not };
            scores.push(engagement(server, id, day));
        }
    }
    println!(
        "as of 2024-04-01: {} of {} people known then bought in the eleven days after; AUC of engagement {:.3}",
        bought.len(),
        bought.len() + did_not.len(),
        auc(&bought, &did_not)
    );
}

/// The backtest of the default model against orders finds the people and the area that the explanations
/// above give.
fn the_default_model_against_orders(server: &Server) {
    let query = BacktestQuery {
        outcome: Some("order".into()),
        horizon: Span::days(11),
        as_of: Timestamp::parse("2024-04-01T00:00:00Z"),
        ..BacktestQuery::new(file::DEFAULT.into())
    };
    let told = server.app.backtest_now(&query, |_| ());
    let told = told.expect("it can be tested");
    println!(
        "backtest of the default model as of 2024-04-01: AUC {:?}, of engagement {:?}, lift at 10 % {:?}; {:?}",
        told.auc, told.auc_engagement, told.lift_at_10, told.reason
    );
    assert_eq!((told.people, told.converted), (90, 17));
    assert!(told.auc_engagement.is_some_and(|area| area.value > 0.55));
}
