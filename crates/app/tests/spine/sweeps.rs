//! Programs that go through mails: told by behaviour, after the fact too, and scores move with it.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use ripen_app::people::TimelineEntry;
use ripen_domain::interaction::Verdict;
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::verdict::reason;
use serde_json::{Value, json};

use crate::outcome::{close, sums};
use crate::support::{Bench, identify, on_every_database};

const GATEWAY: &str = "40.94.25.10";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36";

/// An event of a user so many milliseconds after a moment in the past.
fn event(user: &str, name: &str, millis: i64, url: &str, ip: Option<&str>) -> Value {
    let start = Timestamp::parse("2026-02-20T09:30:00Z").expect("a moment");
    let at = start + Span::from_micros(millis * 1_000);
    let mut event = json!({
        "type": "track", "event": name, "userId": user, "timestamp": at.to_rfc3339(),
        "messageId": format!("{user}-{name}-{millis}-{url}"),
        "properties": {"campaign": "Spring", "url": format!("https://shop.example{url}")},
    });
    if name == "page" {
        event["type"] = json!("page");
        event["properties"] = json!({"path": url, "url": format!("https://shop.example{url}")});
    }
    if let Some(ip) = ip {
        event["context"] = json!({"ip": ip, "userAgent": CHROME});
    }
    event
}

/// A mail is delivered, and a gateway follows its links and loads the pages.
fn sweep(user: &str) -> Vec<Value> {
    let mut events = vec![event(user, "Email Delivered", 0, "/mail", None)];
    let links = [
        "/pricing",
        "/product/a",
        "/case-studies/x",
        "/demo",
        "/unsubscribe",
    ];
    for (nth, link) in links.iter().enumerate() {
        let millis = 800 + nth as i64 * 60;
        events.push(event(
            user,
            "Email Link Clicked",
            millis,
            link,
            Some(GATEWAY),
        ));
    }
    events.push(event(user, "page", 1_000, "/pricing", Some(GATEWAY)));
    events.push(event(user, "page", 1_060, "/demo", Some(GATEWAY)));
    events.push(event(user, "Unsubscribed", 1_500, "/unsubscribe", None));
    events
}

/// The timeline of a user, oldest first.
fn timeline(bench: &Bench, person: i64) -> Vec<TimelineEntry> {
    let page = bench
        .app
        .person_timeline(person, None, 200)
        .expect("a timeline");
    page.entries.into_iter().rev().collect()
}

/// Verdicts and the reasons for those that are others than at capture.
fn verdicts(bench: &Bench, person: i64) -> Vec<(Timestamp, Verdict, Option<String>)> {
    let entries = timeline(bench, person).into_iter();
    let mut all: Vec<_> = entries
        .map(|entry| {
            (
                entry.row.at,
                entry.row.verdict,
                entry.row.judged.map(|one| one.reason),
            )
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_sweep_gives_no_points_no_signal_and_changes_nothing() {
    on_every_database(|bench| {
        bench.feed(&[identify(
            "c",
            Some("gw"),
            json!({"email": "buyer@bigcorp.example", "name": "Buyer"}),
            7_000,
        )]);
        // The events come in one by one: the first clicks look like those of a human.
        for event in sweep("gw") {
            bench.feed(&[event]);
        }
        let one = bench.user("gw");
        let person = bench.person(one);
        assert_eq!(person.listed.engagement, 0.0);
        assert_eq!(person.listed.person.state.last_touch, None);
        assert!(person.signals.is_empty());
        let entries = timeline(bench, one);
        let told = |why: &str| {
            let judged = entries.iter().filter_map(|entry| entry.row.judged.as_ref());
            judged.filter(|judged| judged.reason == why).count()
        };
        assert_eq!((told(reason::SWEEP), told(reason::FOLLOWS_SWEEP)), (5, 3));
        // What was thought at first stays in the log.
        let click = entries
            .iter()
            .find(|entry| entry.row.path.as_deref() == Some("/demo"))
            .expect("a click");
        assert_eq!(click.row.captured(), Verdict::Human);
        assert_eq!(
            click
                .detail
                .as_ref()
                .expect("it is in the log")
                .verdict_reasons,
            reason::BROWSER
        );
        assert!(entries.iter().all(|entry| entry.rules.is_empty()));

        // The human comes hours later.
        bench.feed(&[event(
            "gw",
            "Email Link Clicked",
            4 * 3_600_000,
            "/pricing",
            Some("203.0.113.9"),
        )]);
        assert!(bench.person(one).listed.engagement > 0.0);
        assert_eq!(
            verdicts(bench, one).last().map(|one| one.1),
            Some(Verdict::Human)
        );
    });
}

#[test]
fn what_is_done_before_the_mail_is_delivered_is_a_program_s_and_scores_follow_the_delivery() {
    on_every_database(|bench| {
        let click = |user: &str| {
            event(
                user,
                "Email Link Clicked",
                -3_000,
                "/pricing",
                Some(GATEWAY),
            )
        };
        let delivered = |user: &str| event(user, "Email Delivered", 0, "/mail", None);
        let later = |user: &str| {
            let address = Some("203.0.113.9");
            event(user, "Email Link Clicked", 20_000, "/demo", address)
        };
        bench.feed(&[click("late")]);
        let late = bench.user("late");
        assert!(bench.person(late).listed.engagement > 0.0);
        bench.feed(&[delivered("late")]);
        assert_eq!(bench.person(late).listed.engagement, 0.0);
        let told = verdicts(bench, late)[0].clone();
        assert_eq!(
            (told.1, told.2.as_deref()),
            (Verdict::Machine, Some(reason::BEFORE_DELIVERY))
        );
        // Whoever is quick is human all the same.
        bench.feed(&[later("late")]);
        assert_eq!(verdicts(bench, late)[2].1, Verdict::Human);

        bench.feed(&[later("early"), delivered("early")]);
        bench.feed(&[click("early")]);
        let early = bench.user("early");
        assert_eq!(verdicts(bench, early), verdicts(bench, late));
        assert!(close(
            &sums(&bench.person(early)),
            &sums(&bench.person(late))
        ));
    });
}

#[test]
fn people_who_open_some_links_keep_their_points() {
    on_every_database(|bench| {
        let mut events = vec![event("h", "Email Delivered", 0, "/mail", None)];
        for (nth, link) in ["/pricing", "/product/a", "/demo"].iter().enumerate() {
            let millis = 45_000 + nth as i64 * 15_000;
            events.push(event(
                "h",
                "Email Link Clicked",
                millis,
                link,
                Some("203.0.113.9"),
            ));
            events.push(event("h", "page", millis + 700, link, Some("203.0.113.9")));
        }
        bench.feed(&events);
        let one = bench.user("h");
        assert!(
            verdicts(bench, one)
                .iter()
                .all(|one| one.1 == Verdict::Human && one.2.is_none())
        );
        assert!(bench.person(one).listed.engagement > 0.0);
    });
}

#[test]
fn a_merge_shows_a_sweep_and_its_undoing_takes_it_back() {
    on_every_database(|bench| {
        let click = |user: &str, millis, link| {
            event(user, "Email Link Clicked", millis, link, Some(GATEWAY))
        };
        let mut first = click("x", 0, "/a");
        first["anonymousId"] = json!("biscuit");
        first["userId"] = Value::Null;
        bench.feed(&[first, click("known", 300, "/b"), click("known", 600, "/c")]);
        let (visitor, known) = (bench.visitor("biscuit"), bench.user("known"));
        let before =
            [visitor, known].map(|one| (verdicts(bench, one), bench.person(one).listed.engagement));
        assert!(
            before
                .iter()
                .all(|(all, _)| all.iter().all(|one| one.1 == Verdict::Human))
        );

        bench.feed(&[identify("biscuit", Some("known"), json!({}), 1)]);
        let winner = bench.user("known");
        assert_eq!(bench.visitor("biscuit"), winner);
        assert_eq!(
            verdicts(bench, winner)
                .iter()
                .filter(|one| one.1 == Verdict::Machine)
                .count(),
            3
        );

        let merge = bench.person(winner).merges[0].id;
        bench.app.merge_undo(merge).expect("it is undone");
        bench.app.project_all().expect("it runs");
        for (one, (all, engagement)) in [visitor, known].into_iter().zip(before) {
            let after = verdicts(bench, one);
            assert!(all.iter().all(|one| after.contains(one)), "{after:?}");
            assert!((bench.person(one).listed.engagement - engagement).abs() < 1e-6);
        }
    });
}

#[test]
fn what_came_in_before_this_was_known_is_judged_when_everybody_is_scored_again() {
    on_every_database(|bench| {
        bench.feed(&sweep("gw"));
        let one = bench.user("gw");
        let expected = (verdicts(bench, one), sums(&bench.person(one)));
        let old = "UPDATE timeline SET verdict = 0, captured = NULL, reasons = NULL;
                   UPDATE person SET mail_at = NULL, model_version = 0, fast = 5;
                   UPDATE model_version SET rescored_to = 0";
        bench
            .db
            .db
            .write(|conn| conn.execute_script(old))
            .expect("it is written");
        bench.app.project_all().expect("it runs");
        assert_eq!(verdicts(bench, one), expected.0);
        assert!(close(&sums(&bench.person(one)), &expected.1));
    });
}

/// One of the things that happen around a mail: what, how long after the one before, which link, by whom.
type Step = (usize, i64, usize, usize);

fn steps() -> impl Strategy<Value = (Vec<Step>, Vec<usize>, Vec<usize>)> {
    let gap = prop_oneof![4 => 50..900_i64, 2 => 900..50_000_i64, 1 => 50_000..900_000_i64];
    let one = (0..9_usize, gap, 0..5_usize, 0..3_usize);
    proptest::collection::vec(one, 1..18).prop_flat_map(|steps| {
        let order: Vec<usize> = (0..steps.len()).collect();
        let batches = proptest::collection::vec(1..5_usize, 18);
        (Just(steps), Just(order).prop_shuffle(), batches)
    })
}

fn stream(user: &str, steps: &[Step]) -> Vec<Value> {
    let kinds = [
        "Email Link Clicked",
        "Email Link Clicked",
        "Email Link Clicked",
        "Email Link Clicked",
        "page",
        "Email Opened",
        "Email Delivered",
        "Unsubscribed",
        "Email Sent",
    ];
    let links = ["/a", "/b", "/c", "/pricing", "/unsubscribe"];
    let clients = [None, Some(GATEWAY), Some("203.0.113.9")];
    let mut millis = 0;
    let made = steps.iter().map(|(kind, gap, link, client)| {
        millis += gap;
        event(user, kinds[*kind], millis, links[*link], clients[*client])
    });
    made.collect()
}

fn check(
    bench: &Bench,
    run: u32,
    steps: &[Step],
    order: &[usize],
    batches: &[usize],
) -> Result<(), TestCaseError> {
    let (ordered, mixed) = (format!("{run}x"), format!("{run}y"));
    bench.feed(&stream(&ordered, steps));
    let events = stream(&mixed, steps);
    let mut rest = order;
    for size in batches {
        let (batch, later) = rest.split_at((*size).min(rest.len()));
        rest = later;
        let batch: Vec<Value> = batch.iter().map(|at| events[*at].clone()).collect();
        if !batch.is_empty() {
            bench.feed(&batch);
        }
    }
    let (one, other) = (bench.user(&ordered), bench.user(&mixed));
    prop_assert_eq!(verdicts(bench, one), verdicts(bench, other));
    let (first, second) = (bench.person(one), bench.person(other));
    prop_assert!(
        close(&sums(&first), &sums(&second)),
        "{:?} {:?}",
        sums(&first),
        sums(&second)
    );
    prop_assert_eq!(first.listed.person.mail_at, second.listed.person.mail_at);
    Ok(())
}

#[test]
fn any_order_of_arrival_gives_the_same_verdicts() {
    on_every_database(|bench| {
        let mut runner = TestRunner::new(Config {
            cases: 24,
            failure_persistence: None,
            ..Config::default()
        });
        let run = std::cell::Cell::new(0);
        let result = runner.run(&steps(), |(steps, order, batches)| {
            run.set(run.get() + 1);
            check(bench, run.get(), &steps, &order, &batches)
        });
        result.expect("the order does not matter");
    });
}

/// An order page that the gateway's software loads after it went through the mail, and the order as it is
/// told again hours later.
fn order(user: &str, millis: i64, ip: Option<&str>) -> Value {
    let mut event = event(user, "Order Completed", millis, "/thanks", ip);
    event["properties"] = json!({"order_id": "S-1", "total": 500});
    event
}

#[test]
fn which_purchase_counts_does_not_hang_on_when_the_sweep_was_told() {
    on_every_database(|bench| {
        let clicks = |user: &str| sweep(user)[1..5].to_vec();
        let orders = |user: &str| {
            [
                order(user, 20_000, Some(GATEWAY)),
                order(user, 7_200_000, None),
            ]
        };
        bench.feed(&clicks("before"));
        orders("before")
            .iter()
            .for_each(|one| drop(bench.feed(std::slice::from_ref(one))));
        orders("after")
            .iter()
            .for_each(|one| drop(bench.feed(std::slice::from_ref(one))));
        bench.feed(&clicks("after"));
        let of = |user: &str| {
            let person = bench.user(user);
            let entries = timeline(bench, person).into_iter();
            let orders = entries.filter(|entry| entry.row.amount.is_some());
            orders
                .map(|entry| (entry.row.at, entry.row.verdict, entry.row.kind_id))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("before"), of("after"));
        let verdicts: Vec<Verdict> = of("after")
            .into_iter()
            .map(|(_, verdict, _)| verdict)
            .collect();
        assert_eq!(verdicts, [Verdict::Machine, Verdict::Human]);
    });
}
