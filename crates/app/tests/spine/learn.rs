//! What is learned knows at its cut-offs what was known then, and says so of each person.

use ripen_app::learning::{Attempt, ProbabilityOf, Reason, SuggestQuery};
use ripen_app::models::file;
use ripen_app::people::PeopleQuery;
use ripen_app::workbench::columns::Ready;
use ripen_app::{Options, Ripen};
use ripen_domain::time::Span;
use ripen_learn::suggest::Reason as Why;
use ripen_store::people::Sort;
use serde_json::{Value, json};

use crate::support::{Bench, crawler, identify, on_every_database, page, track, with_visitor};

const DAY: i64 = 24;

/// Somebody whose history began `days` days ago: the eager look at prices, and mostly order.
fn lead(nth: i64, days: i64, orders: bool) -> Vec<Value> {
    let (user, visitor) = (format!("u{nth}"), format!("v{nth}"));
    let is_eager = nth % 3 == 0;
    let path = if is_eager { "/pricing" } else { "/blog" };
    let begin = days * DAY + nth % 48;
    let views = (0..1 + nth % 3).map(|view| page(&visitor, path, begin - view * 5));
    let mut events: Vec<Value> = views.collect();
    if nth % 4 == 0 {
        // Known from another device before, which comes together with the order only.
        let traits = json!({"title": if is_eager { "CEO" } else { "Clerk" }});
        let known = identify("", Some(&user), traits, begin - 1);
        events.push(with_visitor(known, Value::Null));
    }
    if orders {
        let ordered = begin - (15 + nth % 5) * DAY;
        let traits = json!({"vat_number": "CZ1", "title": "Buyer"});
        events.push(identify(&visitor, Some(&user), traits, ordered + 1));
        events.push(track(
            &user,
            "Order Completed",
            json!({"revenue": 10}),
            ordered,
        ));
    }
    events
}

/// Four of five of the eager order, one of ten of the others; and forty who came lately.
fn history() -> Vec<Value> {
    let orders = |nth: i64| {
        if nth % 3 == 0 {
            nth % 5 != 0
        } else {
            nth % 10 == 1
        }
    };
    let past = (0..300).flat_map(|nth| {
        let days = if nth % 2 == 0 { 36 } else { 66 };
        lead(nth, days, orders(nth))
    });
    past.chain((1_000..1_040).flat_map(|nth| lead(nth, 3, false)))
        .collect()
}

fn probability(bench: &Bench, nth: i64) -> (f64, Vec<Reason>, Vec<Reason>) {
    let person = bench.visitor(&format!("v{nth}"));
    match bench
        .app
        .person_probability(person, false)
        .expect("it is read")
    {
        ProbabilityOf::Known {
            value,
            in_favour,
            against,
            ..
        } => (value, in_favour, against),
        ProbabilityOf::Missing(reason) => panic!("{reason:?}"),
    }
}

#[test]
fn people_are_told_how_likely_they_convert_and_why() {
    on_every_database(|bench| {
        bench.feed(&history());
        bench.app.learn_if_due().expect("it is learned");
        // Nobody is eager and numbers do not matter: 1_002 is divisible by three.
        let (eager, in_favour, _) = probability(bench, 1_002);
        let (other, _, against) = probability(bench, 1_003);
        assert!(eager > 0.5 && other < 0.3, "{eager} {other}");
        let names = |reasons: &[Reason]| -> Vec<String> {
            reasons.iter().map(|reason| reason.name.clone()).collect()
        };
        assert!(!in_favour.is_empty() && in_favour.len() <= 3);
        assert!(
            names(&in_favour).iter().any(|name| name.contains("ricing")),
            "{in_favour:?}"
        );
        assert!(!against.is_empty(), "{against:?}");
        // Known only with the order, so of no use before it.
        let all: Vec<String> = (1_000..1_040)
            .flat_map(|nth| {
                let (_, in_favour, against) = probability(bench, nth);
                [names(&in_favour), names(&against)].concat()
            })
            .collect();
        assert!(!all.iter().any(|name| name.contains("vat")), "{all:?}");

        // Whoever became a customer since has none, in lists as well.
        let listed = |nth: i64| {
            let person = bench.visitor(&format!("v{nth}"));
            let page = bench.app.people_list(&PeopleQuery {
                limit: 500,
                sort: Sort::Probability,
                ..PeopleQuery::default()
            });
            let found = page.expect("a list").people.into_iter();
            let mut found = found.filter(|one| one.person.id == person);
            found.next().expect("they are listed").probability
        };
        assert_eq!(listed(1_002), Some(eager));
        let order = track("u1002", "Order Completed", json!({"revenue": 10}), 0);
        bench.feed(&[with_visitor(order, json!("v1002"))]);
        assert_eq!(listed(1_002), None);
    });
}

#[test]
fn an_attempt_that_finds_too_little_takes_nothing_away() {
    on_every_database(|bench| {
        bench.feed(&history());
        bench.app.learn_if_due().expect("it is learned");
        let (before, ..) = probability(bench, 1_002);
        let options = Options {
            horizon: Some(Span::hours(1)),
            ..Options::default()
        };
        let hurried = Ripen::open(bench.db.db.clone(), options).expect("it opens");
        let attempt = hurried.learn(|_| ()).expect("it is tried");
        assert!(matches!(attempt, Attempt::TooLittle(_)), "{attempt:?}");
        hurried.stop();
        assert_eq!(probability(bench, 1_002).0, before);
    });
}

#[test]
fn of_whom_only_programs_were_seen_nothing_is_foreseen() {
    on_every_database(|bench| {
        let mut events = history();
        events.push(crawler("robot"));
        bench.feed(&events);
        bench.app.learn_if_due().expect("it is learned");
        let person = bench.visitor("robot");
        let told = bench.app.person_probability(person, false);
        let ProbabilityOf::Missing(Some(reason)) = told.expect("it is read") else {
            panic!("a crawler buys nothing");
        };
        assert!(reason.contains("what a human did"), "{reason}");
    });
}

#[test]
fn customers_have_no_probability_and_few_outcomes_give_a_reason() {
    on_every_database(|bench| {
        bench.feed(&history()[..40]);
        let attempt = bench.app.learn(|_| ()).expect("it is tried");
        assert!(matches!(attempt, Attempt::TooLittle(_)), "{attempt:?}");
        assert_eq!(bench.app.columns_memory(), 0, "told without the history");
        let person = bench.visitor("v0");
        let told = bench
            .app
            .person_probability(person, false)
            .expect("it is read");
        let ProbabilityOf::Missing(Some(reason)) = told else {
            panic!("{told:?}");
        };
        assert!(reason.contains("not enough outcomes yet"), "{reason}");
        let told = bench
            .app
            .person_probability(person, true)
            .expect("it is read");
        assert_eq!(told, ProbabilityOf::Missing(None));
    });
}

#[test]
fn what_was_learned_holds_until_something_happens() {
    on_every_database(|bench| {
        bench.feed(&history());
        bench.app.learn_if_due().expect("it is learned");
        let before = probability(bench, 1_002);
        bench.app.learn_if_due().expect("nothing is due");
        assert_eq!(probability(bench, 1_002), before);
        // Learning again from the same history gives the same.
        bench.app.learn(|_| ()).expect("it is learned");
        bench
            .app
            .probabilities_tell(|_| ())
            .expect("people are told");
        let again = probability(bench, 1_002);
        // Time has passed in between, so days differ a little.
        assert!((again.0 - before.0).abs() < 1e-3, "{again:?} {before:?}");
    });
}

#[test]
fn points_are_suggested_for_rules_that_say_something() {
    on_every_database(|bench| {
        bench.feed(&history());
        let query = SuggestQuery::new(file::DEFAULT.into());
        let found = loop {
            match bench.app.points_suggest(&query).expect("a suggestion") {
                Ready::Done(found) => break found,
                Ready::Loading(_) => std::thread::yield_now(),
            }
        };
        assert_eq!(found.reason, None);
        assert!(found.converted >= 50 && found.people > found.converted);
        let pricing = found.items.iter().find(|item| item.rule.contains("ricing"));
        let pricing = pricing.expect("the default model has the rule").suggestion;
        assert!(pricing.low > 0.0 && pricing.people >= 100, "{pricing:?}");
        let unmet = found
            .items
            .iter()
            .filter(|item| item.suggestion.people == 0);
        for item in unmet {
            assert_eq!(item.suggestion.reason, Why::TooFewPeople);
            assert_eq!(item.suggestion.suggested, item.suggestion.points);
        }
    });
}

/// Somebody of a young shop: looks around, and orders some hours to some days later, or never.
fn shopper(nth: i64) -> Vec<Value> {
    let visitor = format!("s{nth}");
    // They come evenly over two weeks; the half that looks at prices mostly orders.
    let begin = nth * 14 * DAY / 600;
    let is_eager = nth % 2 == 0;
    let path = if is_eager { "/pricing" } else { "/blog" };
    let mut events = vec![page(&visitor, path, begin)];
    let waits = 20 + nth * 7 % (4 * DAY);
    let orders = if is_eager {
        nth % 20 != 0
    } else {
        nth % 40 == 1
    };
    if orders && begin > waits {
        let buyer = format!("c{nth}");
        let order = track(
            &buyer,
            "Order Completed",
            json!({"revenue": 10}),
            begin - waits,
        );
        events.push(with_visitor(order, json!(visitor)));
    }
    events
}

#[test]
fn a_shop_of_two_weeks_is_learned_from() {
    on_every_database(|bench| {
        let history: Vec<Value> = (0..600).flat_map(shopper).collect();
        let orders = history.iter().filter(|event| event["type"] == "track");
        assert!(orders.count() > 200);
        bench.feed(&history);
        let attempt = bench.app.learn(|_| ()).expect("it is tried");
        let Attempt::Learned(figures) = attempt else {
            panic!("{attempt:?}");
        };
        assert!((figures.horizon_days - 7.0).abs() < 1e-9, "{figures:?}");
        assert!(figures.tested.auc > 0.7, "{figures:?}");
    });
}
