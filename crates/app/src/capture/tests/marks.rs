//! What senders of mails say of who opened them, passed on as properties.

use ripen_domain::interaction::Verdict;
use ripen_domain::verdict::reason;
use serde_json::{Value, json};

use super::good;
use crate::capture::Call;

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

fn verdict(event: &str, properties: Value) -> (Verdict, String) {
    let call = json!({"userId": "u", "event": event, "properties": properties, "context": {"userAgent": CHROME}});
    let one = good(Call::Track, &call);
    (one.verdict, one.verdict_reasons)
}

#[test]
fn pictures_loaded_by_a_proxy_are_unknown() {
    for (event, properties) in [
        ("Email Opened", json!({"sg_machine_open": true})),
        ("Email Opened", json!({"sg_machine_open": "true"})),
        ("email_open", json!({"client-info": {"bot": "apple"}})),
        (
            "Email Opened",
            json!({"client_info": {"bot": "gmail", "client-name": "x"}}),
        ),
        (
            "Email Opened",
            json!({"user_agent_parsed": {"is_prefetched": true}}),
        ),
        ("Email Opened", json!({"event": "unique_proxy_open"})),
        ("Email Opened", json!({"proxySource": "Apple"})),
        ("Email Opened", json!({"Machine Open": true})),
        ("Email Opened", json!({"apple_mpp": true})),
        (
            "Email Opened",
            json!({"event_type": "open", "initial_open_by_proxy": true}),
        ),
        ("Email Opened", json!({"event": "initial_open_by_proxy"})),
        ("initial_open_by_proxy", json!({})),
        ("Email Opened", json!({"event": {"proxied": true}})),
    ] {
        let expected = (Verdict::Unknown, reason::PRIVACY_PROXY.to_owned());
        assert_eq!(verdict(event, properties.clone()), expected, "{properties}");
    }
}

#[test]
fn clicks_of_programs_are_machines() {
    for properties in [
        json!({"client-info": {"bot": "generic"}}),
        json!({"bot": true}),
        json!({"Bot Click": true}),
        json!({"filteredEvent": true}),
        json!({"event": {"isBot": true}}),
    ] {
        let expected = (Verdict::Machine, reason::SENDER.to_owned());
        assert_eq!(
            verdict("Email Link Clicked", properties.clone()),
            expected,
            "{properties}"
        );
    }
}

#[test]
fn what_a_sender_passes_on_of_the_software_is_heard() {
    let of = |properties: Value| {
        let call = json!({"userId": "u", "event": "Email Link Clicked", "properties": properties});
        good(Call::Track, &call).verdict_reasons
    };
    assert_eq!(
        of(json!({"useragent": "python-requests/2.32"})),
        reason::LIBRARY
    );
    assert_eq!(
        of(json!({"client-info": {"user-agent": "curl/8.5.0"}})),
        reason::LIBRARY
    );
    assert_eq!(of(json!({"useragent": CHROME})), reason::BROWSER);
    assert_eq!(
        of(json!({"useragent": CHROME, "method": "HEAD"})),
        reason::HEAD
    );
    assert_eq!(of(json!({"useragent": 5})), reason::SERVER);
}

#[test]
fn what_says_no_or_speaks_of_something_else_is_no_mark() {
    for (event, properties) in [
        ("Email Opened", json!({"sg_machine_open": false})),
        (
            "Email Opened",
            json!({"sg_machine_open": "false", "client-info": {"bot": ""}}),
        ),
        ("Email Opened", json!({"client-info": "bot"})),
        ("Email Opened", json!({"bot": null, "proxySource": ""})),
        // A shop may sell robots.
        ("Product Viewed", json!({"bot": "vacuum", "is_proxy": true})),
    ] {
        assert_eq!(
            verdict(event, properties.clone()).0,
            Verdict::Human,
            "{properties}"
        );
    }
}

#[test]
fn fields_that_nobody_sees_are_filled_in_by_programs() {
    let trap = |value: Value| verdict("Form Submitted", json!({"honeypot": value}));
    assert_eq!(
        trap(json!("http://spam.example")),
        (Verdict::Machine, reason::TRAP.to_owned())
    );
    assert_eq!(trap(json!("")).0, Verdict::Human);
    assert_eq!(trap(json!(false)).0, Verdict::Human);
}
