//! Bad events: kept, listed, tried again.

use ripen_app::capture::{Call, Client, Request, capture_request};
use ripen_app::clock;
use ripen_store::log::{Appended, log_count};
use serde_json::{Value, json};

use crate::support::{Bench, captured, hours_ago, on_every_database, page};

/// Good and bad events of one batch.
fn mixed() -> Vec<Value> {
    vec![
        page("v", "/pricing", 9),
        json!({"type": "track", "messageId": "no-name", "userId": "u"}),
        json!("not an object"),
        json!({"type": "track", "messageId": "nobody", "event": "Signed Up"}),
        json!({"type": "page", "messageId": "when", "anonymousId": "v", "timestamp": "yesterday"}),
    ]
}

fn reasons(bench: &Bench) -> Vec<String> {
    let (bad, many) = bench.app.bad_events(None, None, 100).expect("a list");
    assert_eq!(bad.len() as i64, many);
    for one in &bad {
        let event = &one.event;
        assert_eq!(event.cause, ripen_app::wording::cause(&event.reason));
    }
    let said: Vec<String> = bad.into_iter().map(|one| one.event.reason).collect();
    for part in said
        .iter()
        .flat_map(|reason| ripen_app::wording::reasons(reason))
    {
        assert!(part.code.is_some(), "no code for {part:?}");
    }
    said
}

#[test]
fn a_bad_event_does_not_spoil_its_neighbours() {
    on_every_database(|bench| {
        let appended = bench.feed(&mixed());
        assert!(matches!(appended[..], [Appended::Stored(_)]));
        let reasons = reasons(bench);
        assert_eq!(reasons.len(), 4);
        // Newest first.
        assert!(
            reasons[0].contains("`timestamp` is \"yesterday\""),
            "{reasons:?}"
        );
        assert!(reasons[1].contains("names nobody"), "{reasons:?}");
        assert!(reasons[2].contains("not a JSON object"), "{reasons:?}");
        assert!(
            reasons[3].contains("needs the name of what happened"),
            "{reasons:?}"
        );
        let overview = bench
            .app
            .overview(ripen_store::ModelId::PRIMARY)
            .expect("counts");
        assert_eq!((overview.interactions, overview.bad_events), (1, 4));
    });
}

#[test]
fn bad_events_are_listed_page_by_page() {
    on_every_database(|bench| {
        bench.feed(&mixed());
        let (first, many) = bench.app.bad_events(None, None, 3).expect("a page");
        let last = first.last().map(|one| one.id);
        let (second, _) = bench.app.bad_events(None, last, 3).expect("the next page");
        let ids: Vec<i64> = first.iter().chain(&second).map(|one| one.id).collect();
        assert_eq!((ids, many), (vec![4, 3, 2, 1], 4));
        let one = bench.app.bad_event(2).expect("it is there");
        assert_eq!(one.event.raw, b"\"not an object\"");
        bench.app.bad_event(99).expect_err("there is none");
    });
}

#[test]
fn what_is_still_bad_stays_and_what_is_good_by_now_goes_in_once() {
    on_every_database(|bench| {
        bench.feed(&mixed());
        let replayed = bench.app.bad_events_replay(None).expect("it is tried");
        assert_eq!(
            (replayed.replayed, replayed.fixed, replayed.still_bad),
            (4, 0, 4)
        );

        // An event that an earlier version refused.
        let mut captured = captured(&mixed()[1..2]);
        captured.bad[0].raw =
            json!({"type": "track", "messageId": "later", "userId": "u", "event": "Signed Up",
            "timestamp": hours_ago(4).to_rfc3339()})
            .to_string()
            .into_bytes();
        bench.app.append(captured).expect("it is kept");
        let replayed = bench
            .app
            .bad_events_replay(Some(&[5]))
            .expect("it is tried");
        assert_eq!(
            (replayed.replayed, replayed.fixed, replayed.still_bad),
            (1, 1, 0)
        );
        bench.app.project_all().expect("it runs");
        assert_eq!(
            bench
                .person(bench.user("u"))
                .listed
                .person
                .state
                .interactions,
            1
        );
        bench.app.bad_event(5).expect_err("it is fixed");
        let again = bench
            .app
            .bad_events_replay(Some(&[5]))
            .expect("nothing to try");
        assert_eq!(again.replayed, 0);
        assert_eq!(reasons(bench).len(), 4);
    });
}

#[test]
fn bad_events_from_before_are_grouped_as_those_of_today() {
    on_every_database(|bench| {
        bench.feed(&mixed());
        let groups = || {
            let groups = bench.app.bad_event_groups().expect("groups").into_iter();
            groups
                .map(|group| (group.cause, group.count, group.newest.id))
                .collect::<Vec<_>>()
        };
        let today = groups();
        let causes: Vec<&str> = today.iter().map(|(cause, ..)| cause.as_str()).collect();
        assert_eq!(causes, ["no_time", "nobody", "not_object", "event_missing"]);
        // As the release before left them.
        let before =
            "UPDATE bad_event SET cause = 'other'; DELETE FROM follower WHERE name = 'causes:1'";
        let written = bench.db.db.write(|conn| conn.execute_script(before));
        written.expect("it is written");
        assert_eq!(groups(), [("other".to_owned(), 4, today[0].2)]);
        bench.app.project_all().expect("it runs");
        assert_eq!(groups(), today);
    });
}

#[test]
fn a_replayed_event_has_the_time_and_context_that_it_came_with() {
    on_every_database(|bench| {
        let received_at = hours_ago(3);
        let sent = (received_at + ripen_domain::time::Span::hours(2)).to_rfc3339();
        let body = json!({"sentAt": sent, "context": {"campaign": {"source": "fair"}},
            "batch": [{"type": "page", "messageId": "m", "anonymousId": "v", "timestamp": "yesterday"}]});
        let body = body.to_string();
        let client = Client {
            source_id: 1,
            received_at,
            ..Client::default()
        };
        let request = Request {
            call: Call::Batch,
            client,
            body: body.as_bytes(),
        };
        let mut captured = capture_request(&request).expect("a batch");
        // The client's clock is two hours ahead, so this is an hour before the arrival.
        let at = (received_at + ripen_domain::time::Span::hours(1)).to_rfc3339();
        captured.bad[0].raw =
            json!({"type": "page", "messageId": "m", "anonymousId": "v", "timestamp": at})
                .to_string()
                .into_bytes();
        bench.app.append(captured).expect("it is kept");
        assert_eq!(
            bench
                .app
                .bad_events_replay(None)
                .expect("it is tried")
                .fixed,
            1
        );
        bench.app.project_all().expect("it runs");
        let state = bench.person(bench.visitor("v")).listed.person.state;
        assert_eq!(
            state.created,
            received_at - ripen_domain::time::Span::hours(1)
        );
        let touch = state.first_touch.map(|first| first.touch.source);
        assert_eq!(touch, Some(Some("fair".to_owned())));
        assert!(state.created < clock::now());
    });
}

#[test]
fn what_an_earlier_version_could_not_read_is_mended_by_trying_again() {
    on_every_database(|bench| {
        let mut captured = captured(&mixed()[1..3]);
        let hour_ago = hours_ago(1).as_micros() / 1_000;
        let raws = [
            r#"{"type":"page","userId":"u","messageId":"m1","properties":{"title":"Offer \ud83d"}}"#.to_owned(),
            format!(r#"{{"type":"page","userId":"u","messageId":"m2","timestamp":{hour_ago}}}"#),
        ];
        for (bad, raw) in captured.bad.iter_mut().zip(raws) {
            bad.raw = raw.into_bytes();
        }
        bench.app.append(captured).expect("they are kept");
        let replayed = bench.app.bad_events_replay(None).expect("it is tried");
        assert_eq!((replayed.fixed, replayed.still_bad), (2, 0));
        bench.app.project_all().expect("it runs");
        let state = bench.person(bench.user("u")).listed.person.state;
        assert_eq!(state.interactions, 2);
    });
}

/// Bad events without a message id that are good by now.
fn mended(bench: &Bench, many: usize) {
    let events: Vec<Value> = (0..many)
        .map(|nth| json!({"type": "page", "nth": nth}))
        .collect();
    let mut captured = captured(&events);
    for (nth, bad) in captured.bad.iter_mut().enumerate() {
        let event = json!({"type": "track", "userId": "u", "event": "Signed Up", "properties": {"nth": nth}});
        bad.raw = event.to_string().into_bytes();
    }
    bench.app.append(captured).expect("they are kept");
}

#[test]
fn replays_at_once_take_each_event_in_once() {
    on_every_database(|bench| {
        mended(bench, 60);
        let replay = || bench.app.bad_events_replay(None).expect("it is tried");
        let replayed = std::thread::scope(|scope| {
            let all: Vec<_> = (0..4).map(|_| scope.spawn(replay)).collect();
            let ended = all.into_iter().map(|one| one.join().expect("it ends"));
            ended.collect::<Vec<_>>()
        });
        let fixed: usize = replayed.iter().map(|one| one.fixed).sum();
        let tried: usize = replayed.iter().map(|one| one.replayed).sum();
        assert_eq!((fixed, tried), (60, 60), "{replayed:?}");
        bench.app.project_all().expect("it runs");
        let state = bench.person(bench.user("u")).listed.person.state;
        assert_eq!(state.interactions, 60);
        assert!(reasons(bench).is_empty());
    });
}

#[test]
fn a_reason_is_brought_up_to_what_is_known_today() {
    on_every_database(|bench| {
        let address =
            json!({"type": "identify", "messageId": "a", "traits": {"email": "jana acme.example"}});
        bench.feed(&[address]);
        let told = r#"the address could not be read: "jana acme.example""#;
        assert_eq!(reasons(bench), [told]);
        bench.app.bad_events_replay(None).expect("it is tried");
        assert_eq!(reasons(bench), [told]);
    });
}

#[test]
fn a_replay_that_is_cut_off_is_as_if_it_had_not_been() {
    on_every_database(|bench| {
        mended(bench, 5);
        // It fails at the last of what it does, as it would when the process died there.
        let sql = match bench.db.db.engine() {
            "sqlite" => "CREATE TRIGGER cut BEFORE UPDATE ON bad_event WHEN NEW.id = 5 BEGIN SELECT RAISE(ABORT, 'cut off'); END",
            _ => "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.id = 5 THEN RAISE ''cut off''; END IF; RETURN NEW; END';
                  CREATE TRIGGER cut BEFORE UPDATE ON bad_event FOR EACH ROW EXECUTE FUNCTION cut()",
        };
        let script = |sql: &str| {
            let done = bench.db.db.write(|conn| conn.execute_script(sql));
            done.expect("the script runs");
        };
        script(sql);
        bench
            .app
            .bad_events_replay(None)
            .expect_err("it is cut off");
        script(match bench.db.db.engine() {
            "sqlite" => "DROP TRIGGER cut",
            _ => "DROP TRIGGER cut ON bad_event",
        });
        let ids = [5, 4, 3, 2, 1, 5, 3];
        let replayed = bench
            .app
            .bad_events_replay(Some(&ids))
            .expect("it is tried");
        assert_eq!((replayed.replayed, replayed.fixed), (5, 5));
        let overview = bench
            .app
            .overview(ripen_store::ModelId::PRIMARY)
            .expect("counts");
        let stored = bench.db.db.read(log_count).expect("a number");
        assert_eq!((stored, overview.bad_events), (5, 0));
    });
}

#[test]
fn an_event_under_the_id_of_another_stays_bad_when_tried_again() {
    on_every_database(|bench| {
        bench.feed(&[page("v", "/pricing", 9)]);
        let mut other = page("w", "/careers", 9);
        other["messageId"] = "v-/pricing-9".into();
        bench.feed(&[other.clone(), other]);
        let said = reasons(bench);
        assert!(
            matches!(&said[..], [one] if one.contains("other `properties`, `anonymousId`")),
            "{said:?}"
        );
        let replayed = bench.app.bad_events_replay(None).expect("it is tried");
        assert_eq!((replayed.replayed, replayed.still_bad), (1, 1));
        assert_eq!(reasons(bench), said);
    });
}
