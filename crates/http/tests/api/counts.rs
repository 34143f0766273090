//! One number of interactions, whoever tells it.

use ripen_app::data::export::Format;
use ripen_domain::filter::PersonFilter;
use serde_json::{Value, json};

use crate::support::{Server, on_every_database, page};

const CRAWLER: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

fn mail(event: &str) -> Value {
    json!({"type": "track", "messageId": event, "userId": "u", "event": event, "properties": {"campaign": event}})
}

/// Every kind of entry that a timeline can have, of one person: 4 signs of life and 11 others.
fn everything() -> Vec<Value> {
    let order = |message: &str| {
        json!({"type": "track", "messageId": message, "userId": "u", "event": "Order Completed",
               "properties": {"order_id": "1", "total": 50}})
    };
    let mut crawled = page("v", "crawled", "/a");
    crawled["context"] = json!({"userAgent": CRAWLER});
    vec![
        json!({"type": "identify", "messageId": "i", "userId": "u", "anonymousId": "v", "traits": {"email": "u@firma.example"}}),
        json!({"type": "identify", "messageId": "j", "userId": "u", "traits": {"title": "CEO"}}),
        json!({"type": "group", "messageId": "g", "userId": "u", "groupId": "firma", "traits": {"name": "Firma"}}),
        json!({"type": "alias", "messageId": "a", "userId": "u", "previousId": "v"}),
        page("v", "p", "/pricing"),
        json!({"type": "screen", "messageId": "s", "userId": "u", "name": "Start"}),
        crawled.clone(),
        mail("Email Sent"),
        mail("Email Delivered"),
        mail("Email Deferred"),
        mail("Email Bounced"),
        mail("email_delivered"),
        mail("Email Soft Bounce"),
        mail("sms_delivered"),
        mail("Push Notification Sent"),
        mail("contact.updated"),
        json!({"type": "track", "messageId": "q", "userId": "u", "event": "Question Asked"}),
        order("o"),
        order("again"),
        json!({"type": "track", "messageId": "c", "userId": "u", "event": "Email Opened", "properties": {"sg_machine_open": true}}),
    ]
}

fn found(server: &Server, filter: &str) -> usize {
    let request = json!({"of": "people", "filter": filter, "count": true});
    let checked = server.call("POST", "/api/v1/filter/check", Some(&request));
    checked.ok()["total"]["value"].as_u64().expect("a number") as usize
}

#[test]
fn the_number_of_interactions_is_the_same_everywhere() {
    on_every_database(|server| {
        // One by one, in any order, and at once: what is counted is the same.
        everything()
            .iter()
            .rev()
            .for_each(|one| drop(server.feed(std::slice::from_ref(one))));
        let listed = server.get("/api/v1/people");
        assert_eq!(listed["items"].as_array().expect("people").len(), 1);
        let id = listed["items"][0]["id"].as_str().expect("an id");
        let person = server.get(&format!("/api/v1/people/{id}"));
        let (interactions, others) = (4, 16);
        assert_eq!(person["interactions"], interactions);
        assert_eq!(person["other_entries"], others);
        let timeline = server.get(&format!("/api/v1/people/{id}/timeline?limit=200"));
        let entries = timeline["items"].as_array().expect("a timeline").len();
        assert_eq!(entries, interactions + others);
        assert_eq!(found(server, &format!("count(any) = {interactions}")), 1);
        let overview = server.get("/api/v1/overview");
        assert_eq!(overview["interactions"], interactions);
        assert_eq!(overview["events_last_hour"], interactions + others);

        let mut out = Vec::new();
        let exported = server
            .app
            .export_people(&PersonFilter::all(), Format::Jsonl, &mut out);
        assert_eq!(exported.expect("it is written"), 1);
        let exported: Value = serde_json::from_slice(&out).expect("a person");
        assert_eq!(exported["interactions"], interactions);
    });
}
