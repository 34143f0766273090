//! Orders, companies, mails and what a browser says, in any order of arrival: each of them is in every case.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use ripen_domain::interaction::{Verdict, kind};
use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use crate::arrival::Arrival;
use crate::outcome::{close, outcome, sums};
use crate::support::{Bench, CRAWLER, captured, hours_ago, on_every_database};
use crate::verify::verified;

/// Histories tried on each database.
const CASES: u32 = 10;
/// Hours that a history spans.
const HOURS: i64 = 2_000;
const GATEWAY: &str = "40.94.25.10";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36";

/// One thing that is said of the only person of a case.
#[derive(Clone, Debug)]
struct Said {
    /// So long before the end.
    millis: i64,
    /// By a key that everybody can read.
    public: bool,
    body: Value,
}

fn said(millis: i64, body: Value) -> Said {
    Said {
        millis,
        public: false,
        body,
    }
}

fn hours() -> impl Strategy<Value = i64> {
    (1..HOURS).prop_map(|hours| hours * 3_600_000)
}

/// Times of as many statements.
fn times(many: usize) -> impl Strategy<Value = Vec<i64>> {
    proptest::collection::vec(hours(), many)
}

fn track(event: &str, properties: Value) -> Value {
    json!({"type": "track", "event": event, "properties": properties})
}

/// Three orders: one that is told again and given back in part, one that is cancelled, and one whose page a
/// crawler loads as well.
fn orders() -> impl Strategy<Value = Vec<Said>> {
    let of = |order: &str, total: i64| json!({"order_id": order, "total": total});
    times(9).prop_map(move |at| {
        let mut crawled = track(kind::ORDER, of("C", 500));
        crawled["context"] = json!({"userAgent": CRAWLER});
        vec![
            said(at[0], track(kind::ORDER, of("A", 100))),
            said(at[1], track(kind::ORDER, of("A", 100))),
            said(at[2], track(kind::ORDER_UPDATED, of("A", 120))),
            said(
                at[3],
                track(
                    kind::ORDER_REFUNDED,
                    json!({"order_id": "A", "total": 30, "refund_id": "r"}),
                ),
            ),
            said(at[4], track(kind::ORDER, of("B", 900))),
            said(at[5], track(kind::ORDER_CANCELLED, of("B", 900))),
            said(at[6], crawled),
            said(at[7], track(kind::ORDER, of("C", 500))),
            Said {
                public: true,
                ..said(at[8], track(kind::ORDER, of("D", 40)))
            },
        ]
    })
}

/// Two companies, one after the other, by id and by name, and a trait that says another.
fn companies() -> impl Strategy<Value = Vec<Said>> {
    let group = |id: &str, name: &str, employees: i64| {
        let traits = json!({"name": name, "employees": employees, "country": "Türkiye"});
        json!({"type": "group", "groupId": id, "traits": traits})
    };
    times(3).prop_map(move |at| {
        let traits = json!({"company": "Gamma RUN s.r.o.", "title": "CEO", "country": "Česko"});
        vec![
            said(at[0], group("alpha-RUN", "Alpha RUN", 20)),
            said(at[1], group("beta-RUN", "Beta RUN", 300)),
            said(at[2], json!({"type": "identify", "traits": traits})),
        ]
    })
}

/// What a browser says of the person, beside what the server does.
fn browser() -> impl Strategy<Value = Vec<Said>> {
    times(5).prop_map(|at| {
        let by_browser = |nth: usize, body: Value| Said {
            public: true,
            ..said(at[nth], body)
        };
        let context = json!({"userAgent": CHROME});
        vec![
            by_browser(
                0,
                json!({"type": "identify", "traits": {"title": "Student", "plan": "free"}}),
            ),
            by_browser(
                1,
                json!({"type": "page", "properties": {"path": "/pricing"}, "context": context}),
            ),
            by_browser(
                2,
                json!({"type": "identify", "traits": {"title": null, "city": "Brno"}}),
            ),
            said(
                at[3],
                json!({"type": "identify", "traits": {"title": "Director", "plan": "pro"}}),
            ),
            said(at[4], json!({"type": "identify", "traits": {"plan": null}})),
        ]
    })
}

/// Mails that are sent, delivered, and opened and clicked from some seconds before to some minutes after that.
fn mails() -> impl Strategy<Value = Vec<Said>> {
    let reaction = (
        -8_000..40_000_i64,
        0..4_usize,
        0..3_usize,
        proptest::bool::ANY,
    );
    let reactions = proptest::collection::vec(reaction, 2..6);
    let mail = (hours(), 0..8_000_i64, proptest::bool::ANY, reactions);
    proptest::collection::vec(mail, 3).prop_map(|mails| {
        let mails = mails.into_iter().enumerate();
        let all = mails.flat_map(|(nth, (at, transit, is_sent, reactions))| {
            let of_mail = |event: &str, more: Value| {
                let mut properties = json!({"campaign": format!("Issue {}", nth % 2)});
                for (name, value) in more.as_object().into_iter().flatten() {
                    properties[name] = value.clone();
                }
                track(event, properties)
            };
            let mut all = vec![said(at, of_mail("Email Delivered", json!({})))];
            if is_sent {
                all.push(said(at + transit, of_mail("Email Sent", json!({}))));
            }
            all.push(said(at - 60_000, of_mail("Email Opened", json!({}))));
            for (after, link, client, opens) in reactions {
                let url = ["/a", "/pricing", "/b", "/unsubscribe"][link];
                let url = json!({"url": format!("https://shop.example{url}")});
                let mut event = match opens {
                    true => of_mail("Email Opened", json!({})),
                    false => of_mail("Email Link Clicked", url),
                };
                if let Some(ip) = [None, Some(GATEWAY), Some("203.0.113.9")][client] {
                    event["context"] = json!({"ip": ip, "userAgent": CHROME});
                }
                all.push(said(at - after, event));
            }
            all
        });
        all.collect()
    })
}

fn case() -> impl Strategy<Value = (Vec<Said>, Arrival)> {
    let scenes = (orders(), companies(), browser(), mails());
    scenes.prop_flat_map(|(orders, companies, browser, mails)| {
        let all = [orders, companies, browser, mails].concat();
        let many = all.len();
        let again = proptest::collection::vec(0..many, 0..4);
        let order = again.prop_flat_map(move |again| {
            let all: Vec<usize> = (0..many).chain(again).collect();
            Just(all).prop_shuffle()
        });
        let batches = proptest::collection::vec(1..12_usize, 50);
        let arrival = (order, batches).prop_map(|(order, batches)| Arrival { order, batches });
        (Just(all), arrival)
    })
}

/// The event as a client would send it. No two are of the same instant.
fn message(said: &Said, nth: usize, end: Timestamp, run: &str) -> Value {
    let at = end - Span::from_micros(said.millis * 1_000 + nth as i64);
    let text = said.body.to_string().replace("RUN", run);
    let mut message: Value = serde_json::from_str(&text).expect("it is JSON");
    message["messageId"] = format!("{run}/{nth}").into();
    message["timestamp"] = at.to_rfc3339().into();
    message["userId"] = format!("u-{run}").into();
    message
}

/// Takes a batch of both sources in and projects it.
fn feed(bench: &Bench, browser: i64, batch: &[(&Said, Value)]) {
    for public in [false, true] {
        let of_source = batch.iter().filter(|(said, _)| said.public == public);
        let events: Vec<Value> = of_source.map(|(_, message)| message.clone()).collect();
        let mut captured = captured(&events);
        assert_eq!(captured.good.len(), events.len());
        for one in captured.good.iter_mut().filter(|_| public) {
            one.source_id = browser;
        }
        bench.app.append(captured).expect("they are appended");
    }
    bench.app.project_all().expect("it is projected");
}

/// What the timeline says of each interaction: kind, verdict with its reason, amount.
type Entry = (String, String, Verdict, Option<String>, Option<i64>);

fn entries(bench: &Bench, person: i64, run: &str) -> Vec<Entry> {
    let page = bench.app.person_timeline(person, None, 200);
    let page = page.expect("a timeline");
    let told = page.entries.iter().map(|entry| {
        let (row, detail) = (&entry.row, entry.detail.as_ref());
        (
            detail.map_or_else(String::new, |detail| detail.message_id.replace(run, "")),
            page.names.kind(row.kind_id).to_owned(),
            row.verdict,
            row.judged.as_ref().map(|judged| judged.reason.clone()),
            row.amount.map(|amount| (amount * 100.0) as i64),
        )
    });
    let mut all: Vec<Entry> = told.collect();
    all.sort();
    all
}

fn check(
    bench: &Bench,
    (browser, run): (i64, u32),
    all: &[Said],
    arrival: &Arrival,
) -> Result<(), TestCaseError> {
    let end = hours_ago(1);
    let (ordered, mixed) = (format!("{run}x"), format!("{run}y"));
    let told = |at: usize, run: &str| (&all[at], message(&all[at], at, end, run));
    let mut by_time: Vec<usize> = (0..all.len()).collect();
    by_time.sort_by_key(|at| std::cmp::Reverse((all[*at].millis, *at)));
    // Each by itself, so that the two sources do not overtake each other.
    for at in by_time {
        feed(bench, browser, &[told(at, &ordered)]);
    }
    let mut rest: &[usize] = &arrival.order;
    for size in &arrival.batches {
        let (batch, later) = rest.split_at((*size).min(rest.len()));
        rest = later;
        if !batch.is_empty() {
            let batch: Vec<_> = batch.iter().map(|at| told(*at, &mixed)).collect();
            feed(bench, browser, &batch);
        }
    }
    let [one, other] = [&ordered, &mixed].map(|run| bench.user(&format!("u-{run}")));
    prop_assert_eq!(entries(bench, one, &ordered), entries(bench, other, &mixed));
    let (first, second) = (bench.person(one), bench.person(other));
    prop_assert_eq!(outcome(&first, &ordered), outcome(&second, &mixed));
    prop_assert!(
        close(&sums(&first), &sums(&second)),
        "{:?} {:?}",
        sums(&first),
        sums(&second)
    );
    let company = |key: &Option<String>, run: &str| key.as_ref().map(|key| key.replace(run, ""));
    prop_assert_eq!(
        company(&first.listed.person.company_key, &ordered),
        company(&second.listed.person.company_key, &mixed)
    );
    Ok(())
}

#[test]
fn arrival_does_not_matter_to_orders_companies_mails_and_browsers() {
    on_every_database(|bench| {
        let browser = bench.browser();
        let run = std::cell::Cell::new(0);
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            max_shrink_iters: 100,
            ..Config::default()
        };
        let result = TestRunner::new(config).run(&case(), |(all, arrival)| {
            run.set(run.get() + 1);
            check(bench, (browser, run.get()), &all, &arrival)
        });
        result.unwrap_or_else(|error| panic!("{error}"));
        // And it is what a projection of the log gives.
        assert_eq!(verified(bench).differences, Vec::<String>::new());
    });
}
