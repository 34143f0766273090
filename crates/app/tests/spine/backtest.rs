//! A backtest knows at its cut-off what was known then, and no more.

use ripen_app::Error;
use ripen_app::models::file;
use ripen_app::workbench::backtest::{Backtest, BacktestQuery, CriterionVerdict};
use ripen_domain::measure::{Scored, auc};
use ripen_domain::time::{Span, Timestamp};
use serde_json::{Value, json};

use crate::support::{Bench, hours_ago, identify, on_every_database, page, track, with_visitor};

/// Hours from the cut-off to the present: the horizon of thirty days ends in between.
const CUT: i64 = 960;

fn query(as_of: Timestamp) -> BacktestQuery {
    BacktestQuery {
        as_of: Some(as_of),
        ..BacktestQuery::new(file::DEFAULT.into())
    }
}

fn backtest(bench: &Bench, query: &BacktestQuery) -> Backtest {
    bench
        .app
        .backtest_now(query, |_| ())
        .expect("it can be tested")
}

/// When a made-up person orders, in hours ago: before the cut-off, within the horizon, after it, never.
fn order_of(nth: i64) -> Option<i64> {
    match nth % 7 {
        0 => Some(CUT + 50 + nth),
        1 | 4 => Some(CUT - 20 - nth),
        2 => Some(100 + nth),
        _ => None,
    }
}

/// A history where those who look at prices more often order a little more often.
fn history(people: i64) -> Vec<Value> {
    let of = |nth: i64| {
        let user = format!("u{nth}");
        let mut events = Vec::new();
        let interested = nth % 7 == 1 || nth % 5 == 0;
        for view in 0..(nth % 4) + i64::from(interested) * 3 {
            let path = if interested { "/pricing" } else { "/blog" };
            events.push(track(
                &user,
                "Page Viewed",
                json!({"path": path, "view": view}),
                CUT + 700 - view * 30 - nth,
            ));
        }
        let title = if nth % 3 == 0 { "CEO" } else { "Clerk" };
        events.push(with_visitor(
            identify(
                "",
                Some(&user),
                json!({"title": title, "email": format!("{user}@firma.example")}),
                CUT + 90 + nth,
            ),
            Value::Null,
        ));
        // What comes later would give points, and turn a clerk into a student.
        events.push(track(&user, "Demo Requested", json!({}), CUT - 1 - nth % 3));
        events.push(with_visitor(
            identify("", Some(&user), json!({"title": "Student"}), CUT - 5),
            Value::Null,
        ));
        events.extend(
            order_of(nth)
                .map(|hours| track(&user, "Order Completed", json!({"revenue": 10}), hours)),
        );
        events
    };
    (0..people).flat_map(of).collect()
}

/// Engagement, fit and outcome of everybody, from explanations as of the cut-off.
fn expected(bench: &Bench, people: i64, at: Timestamp) -> Vec<(f64, f64, bool)> {
    let one = |nth: i64| {
        let order = order_of(nth);
        if order.is_some_and(|hours| hours > CUT) {
            return None;
        }
        let story = bench.explain(bench.user(&format!("u{nth}")), Some(at));
        let explained = &story.explanation;
        if !explained.state.is_somebody(&explained.profile) {
            return None;
        }
        let converted = order.is_some_and(|hours| hours >= CUT - 720);
        Some((explained.engagement_value, explained.state.fit, converted))
    };
    (0..people).filter_map(one).collect()
}

#[test]
fn nothing_of_the_future_takes_part() {
    on_every_database(|bench| {
        let people = 140;
        bench.feed(&history(people));
        let at = hours_ago(CUT);
        let told = backtest(bench, &query(at));
        let expected = expected(bench, people, at);
        assert_eq!(told.people, expected.len());
        assert_eq!(told.converted, expected.iter().filter(|one| one.2).count());
        assert!(
            told.converted >= 20 && told.reason.is_none(),
            "{:?}",
            told.reason
        );
        let area = |score: fn(&(f64, f64, bool)) -> f64| {
            let scored = expected.iter().map(|one| Scored {
                score: score(one),
                converted: one.2,
            });
            auc(&scored.collect::<Vec<_>>()).expect("both kinds").value
        };
        let close = |told: Option<ripen_domain::measure::Estimate>, area: f64| {
            let told = told.expect("an area").value;
            assert!((told - area).abs() < 1e-6, "{told} {area}");
        };
        close(told.auc_engagement, area(|one| one.0));
        close(told.auc_fit, area(|one| one.1));
        close(told.auc, area(|one| one.0 + one.1));
        let demo = told
            .criteria
            .iter()
            .find(|one| one.rule == "Demo requested");
        let demo = demo.expect("the rule is there");
        assert_eq!((demo.share_of_converted, demo.share_of_others), (0.0, 0.0));
        assert_eq!(demo.verdict, CriterionVerdict::TooLittle);
        assert_eq!(
            told.bands.iter().map(|band| band.people).sum::<usize>(),
            told.people
        );
        let by_temperature = told.temperatures.iter().map(|(_, one)| one);
        let people: usize = by_temperature.clone().map(|one| one.people).sum();
        let converted: usize = by_temperature.map(|one| one.converted).sum();
        assert_eq!((people, converted), (told.people, told.converted));
        let (_, hot) = &told.temperatures[0];
        let scoring = bench.app.model().expect("a model");
        let from = scoring.model.hot_from;
        // Nobody here is kept in nurture or out, so engagement alone tells.
        let expected_hot: Vec<_> = expected.iter().filter(|one| one.0 >= from).collect();
        assert_eq!(hot.people, expected_hot.len());
        assert_eq!(
            hot.converted,
            expected_hot.iter().filter(|one| one.2).count()
        );
        check_audits(bench, &told, at);
    });
}

/// The people of the lists had the scores that their explanations say.
fn check_audits(bench: &Bench, told: &Backtest, at: Timestamp) {
    assert!(!told.missed.is_empty() && !told.wasted.is_empty());
    for audit in told.missed.iter().chain(&told.wasted) {
        let story = bench.explain(audit.who.id, Some(at));
        assert!((story.explanation.engagement_value - audit.engagement).abs() < 1e-6);
        assert_eq!(story.explanation.state.fit, audit.fit);
        for share in audit.why.iter().filter(|share| share.is_fit) {
            let rules = story.explanation.fit.iter();
            let names: Vec<&str> = rules
                .map(|rule| &*story.scoring.model.fit[*rule].name)
                .collect();
            assert!(names.contains(&&*share.rule));
        }
    }
    assert!(told.missed.iter().all(|one| one.converted_at.is_some()));
    assert!(told.wasted.iter().all(|one| one.converted_at.is_none()));
}

#[test]
fn a_merge_that_came_later_had_not_happened_yet() {
    on_every_database(|bench| {
        let user = with_visitor(
            identify("", Some("u"), json!({"email": "a@firma.example"}), CUT + 9),
            Value::Null,
        );
        let order = track("u", "Order Completed", json!({"revenue": 5}), CUT - 20);
        bench.feed(&[
            page("v", "/pricing", CUT + 10),
            user,
            page("w", "/", CUT + 8),
        ]);
        bench.feed(&[identify("v", Some("u"), json!({}), CUT - 10), order]);
        assert_eq!(
            bench.visitor("v"),
            bench.user("u"),
            "they are one person by now"
        );
        let told = backtest(bench, &query(hours_ago(CUT)));
        assert_eq!((told.people, told.converted), (3, 2), "and were two then");
        let engagement: Vec<f64> = told.missed.iter().map(|one| one.engagement).collect();
        assert!(engagement[0] != engagement[1], "{engagement:?}");
        let later = backtest(bench, &query(hours_ago(CUT - 15)));
        assert_eq!(
            (later.people, later.converted),
            (2, 1),
            "and have been one since"
        );
    });
}

#[test]
fn the_outcome_can_be_a_stage_or_an_interaction() {
    on_every_database(|bench| {
        bench.feed(&history(60));
        let with = |outcome: &str| BacktestQuery {
            outcome: Some(outcome.into()),
            ..query(hours_ago(CUT))
        };
        let customers = backtest(bench, &query(hours_ago(CUT)));
        let stage = backtest(bench, &with("customer"));
        let orders = backtest(bench, &with("order"));
        assert_eq!(customers.converted, stage.converted);
        assert_eq!(stage.converted, orders.converted);
        let customers_then = (0..60).filter(|nth| nth % 7 == 0).count();
        assert_eq!(
            orders.people,
            stage.people + customers_then,
            "they can order again"
        );
        let demos = backtest(bench, &with("demo"));
        assert_eq!(demos.people, demos.converted, "everybody asked for one");
        assert!(
            demos
                .reason
                .expect("nobody to compare with")
                .contains("did not convert")
        );
        let error = bench
            .app
            .backtest_now(&with("page where"), |_| ())
            .expect_err("no filter");
        assert!(
            matches!(
                error,
                Error::Invalid {
                    field: "outcome",
                    ..
                }
            ),
            "{error}"
        );
    });
}

#[test]
fn a_cut_off_nobody_was_known_at_is_told() {
    on_every_database(|bench| {
        bench.feed(&history(5));
        let told = backtest(bench, &query(hours_ago(24 * 3_000)));
        assert_eq!((told.people, told.auc), (0, None));
        assert!(told.reason.expect("a reason").contains("nobody"));
        let soon = bench.app.backtest_now(&query(hours_ago(-5)), |_| ());
        assert!(matches!(soon, Err(Error::Invalid { field: "as_of", .. })));
        let mut short = query(hours_ago(CUT));
        short.horizon = Span::seconds(5);
        let short = bench.app.backtest_now(&short, |_| ());
        assert!(matches!(
            short,
            Err(Error::Invalid {
                field: "horizon",
                ..
            })
        ));
    });
}

#[test]
fn the_series_goes_back_to_the_beginning() {
    on_every_database(|bench| {
        bench.feed(&history(40));
        let told = backtest(bench, &query(hours_ago(CUT)));
        let days: Vec<i64> = told
            .series
            .iter()
            .map(|point| ((told.as_of - point.as_of).as_days() * 100.0).round() as i64)
            .collect();
        assert_eq!(days, [0], "thirty days earlier there was nobody");
        let mut weekly = query(hours_ago(CUT));
        weekly.horizon = Span::days(7);
        let weekly = backtest(bench, &weekly);
        assert!(weekly.series.len() > 3, "{:?}", weekly.series);
        assert!(
            weekly
                .series
                .windows(2)
                .all(|pair| pair[0].people <= pair[1].people + 7)
        );
        let drift = bench.app.model_drift().expect("it can be told");
        assert_eq!(
            drift.state,
            ripen_app::workbench::backtest::DriftState::NotEnough
        );
    });
}
