//! A merge that is undone leaves both people exactly as if it had never been.

use std::collections::BTreeMap;

use ripen_app::Error;
use ripen_domain::profile::FieldValue;
use ripen_store::Error as StoreError;
use ripen_store::identity::merge::Merge;
use serde_json::{Value, json};

use crate::snapshot::snapshot;
use crate::support::{
    Bench, identify, on_every_database, on_pairs_of_databases, page, track, with_visitor,
};

/// The life of a visitor and of a user who turn out to be one person. Only the last event names both.
fn lives() -> Vec<Value> {
    let mut ad = page("v1", "/landing", 200);
    ad["context"]["campaign"] = json!({"source": "google", "medium": "cpc", "name": "autumn"});
    let jana = json!({"email": "jana@mrazirny.example", "name": "Jana", "title": "CEO", "plan": "trial", "seats": 5});
    vec![
        ad,
        page("v1", "/pricing", 190),
        page("v1", "/product/sensor", 180),
        with_visitor(identify("", Some("u1"), jana, 170), Value::Null),
        track("u1", "Demo Requested", json!({}), 160),
        track("u1", "Order Completed", json!({"revenue": 900}), 150),
        page("v1", "/pricing", 140),
        identify("v1", Some("u1"), json!({"plan": "paid"}), 130),
    ]
}

/// The same without the cookie on the last event: what the two are when nothing links them.
fn unlinked(events: &[Value]) -> Vec<Value> {
    let mut events = events.to_vec();
    if let Some(last) = events.pop() {
        events.push(with_visitor(last, Value::Null));
    }
    events
}

fn only_merge(bench: &Bench, person: i64) -> Merge {
    let merges = bench.person(person).merges;
    assert_eq!(merges.len(), 1, "{merges:?}");
    merges[0].clone()
}

fn undo_equals_no_merge(batch: usize) {
    on_pairs_of_databases(|bench, control| {
        for one in [bench, control] {
            crate::models::create(one, "copy", None);
        }
        let events = lives();
        events.chunks(batch).for_each(|some| drop(bench.feed(some)));
        unlinked(&events)
            .chunks(batch)
            .for_each(|some| drop(control.feed(some)));
        let user = bench.user("u1");
        assert_eq!(bench.visitor("v1"), user, "they are one person");
        assert_eq!(bench.person(user).entries, 8);

        let merge = only_merge(bench, user);
        let both = bench.app.merge_undo(merge.id).expect("it is undone");
        assert_eq!(both, [merge.winner, merge.loser]);
        assert_ne!(bench.visitor("v1"), bench.user("u1"));
        assert_eq!(snapshot(bench, 100), snapshot(control, 100));
    });
}

#[test]
fn an_undone_merge_leaves_no_trace_when_events_came_one_by_one() {
    undo_equals_no_merge(1);
}

#[test]
fn an_undone_merge_leaves_no_trace_when_events_came_in_small_batches() {
    undo_equals_no_merge(3);
}

#[test]
fn an_undone_merge_leaves_no_trace_when_both_were_first_seen_in_the_batch_that_merges_them() {
    undo_equals_no_merge(100);
}

#[test]
fn events_after_the_undo_go_to_the_right_person() {
    on_pairs_of_databases(|bench, control| {
        let events = lives();
        bench.feed(&events);
        control.feed(&unlinked(&events));
        let merge = only_merge(bench, bench.user("u1"));
        bench.app.merge_undo(merge.id).expect("it is undone");
        let later = [
            page("v1", "/docs/api", 20),
            track(
                "u1",
                "Question Asked",
                json!({"question": "Where to pay?"}),
                19,
            ),
        ];
        bench.feed(&later);
        control.feed(&later);
        assert_eq!(snapshot(bench, 100), snapshot(control, 100));

        // They are not merged by themselves again, whatever names both.
        bench.feed(&[identify("v1", Some("u1"), json!({}), 10)]);
        assert_ne!(bench.visitor("v1"), bench.user("u1"));
    });
}

#[test]
fn an_undone_merge_cannot_be_undone_again() {
    on_every_database(|bench| {
        bench.feed(&lives());
        let merge = only_merge(bench, bench.user("u1"));
        bench.app.merge_undo(merge.id).expect("it is undone");
        for (id, conflict) in [(merge.id, true), (merge.id + 1_000, false)] {
            let error = bench.app.merge_undo(id).expect_err("nothing to undo");
            match error {
                Error::Store(StoreError::Conflict(_)) => assert!(conflict),
                Error::Store(StoreError::NotFound) => assert!(!conflict),
                other => panic!("{other:?}"),
            }
        }
    });
}

/// Two visitors become one contact, who becomes one with a user.
fn nested() -> [Vec<Value>; 3] {
    let email = json!({"email": "eva@chlad.example"});
    let before = vec![
        page("a", "/pricing", 100),
        page("b", "/product/x", 99),
        with_visitor(
            identify("", Some("u"), json!({"name": "Eva"}), 98),
            Value::Null,
        ),
        with_visitor(identify("", None, email.clone(), 97), json!("b")),
    ];
    let inner = vec![identify("a", None, email.clone(), 90)];
    let outer = vec![with_visitor(
        identify("", Some("u"), email, 80),
        Value::Null,
    )];
    [before, inner, outer]
}

#[test]
fn nested_merges_are_undone_from_the_outside() {
    on_every_database(|bench| {
        let [before, inner, outer] = nested();
        bench.feed(&before);
        let (a, b, u) = (bench.visitor("a"), bench.visitor("b"), bench.user("u"));
        let before = snapshot(bench, 100);
        bench.feed(&inner);
        let contact = bench.visitor("a");
        assert_eq!(
            contact,
            bench.visitor("b"),
            "the address joins the visitors"
        );
        let between = snapshot(bench, 100);
        bench.feed(&outer);
        assert_eq!(bench.visitor("a"), u, "the account goes on");

        let merges = bench.person(u).merges;
        let outer = merges
            .iter()
            .find(|merge| merge.winner == u)
            .expect("outer");
        let merges = bench.person(contact).merges;
        let inner = merges
            .iter()
            .find(|merge| merge.winner == contact)
            .expect("inner");
        let early = bench
            .app
            .merge_undo(inner.id)
            .expect_err("the outer one is first");
        assert!(
            matches!(early, Error::Store(StoreError::Conflict(_))),
            "{early:?}"
        );

        bench
            .app
            .merge_undo(outer.id)
            .expect("the outer merge is undone");
        let after = snapshot(bench, 100);
        assert_eq!(after[&contact], between[&contact]);
        bench
            .app
            .merge_undo(inner.id)
            .expect("the inner merge is undone");
        assert_eq!(bench.visitor("a"), a);
        assert_eq!(bench.visitor("b"), b);
        let after = snapshot(bench, 100);
        let loser = inner.loser;
        assert_eq!(after[&loser], before[&loser]);
    });
}

fn shown(bench: &Bench, person: i64) -> [Option<String>; 3] {
    let person = bench.person(person).listed.person;
    let shown: BTreeMap<&str, &FieldValue> = person.profile.shown().collect();
    ["email", "email_2", "phone"].map(|field| Some(shown.get(field)?.to_text().into_owned()))
}

fn mail(bench: &Bench, value: &str) -> i64 {
    let kind = ripen_domain::identity::IdentifierKind::Email;
    bench.holder(kind, value).expect("somebody has it")
}

/// The contact points that the event names which makes two people one go to whom they reach.
#[test]
fn an_undone_merge_leaves_no_address_of_the_other() {
    let own = "own@firma.example";
    let theirs = "theirs@firma.example";
    let phone = "+420601123456";
    let merging = [
        json!({"email": theirs}),
        json!({"email": theirs, "name": "Eva", "title": "CEO"}),
        json!({"email": own, "email_2": theirs}),
        json!({"email": theirs, "email_2": own, "phone": phone}),
    ];
    for merging in merging {
        for batch in [1, 100] {
            on_every_database(|bench| {
                let user = |traits, hours| {
                    with_visitor(identify("", Some("u"), traits, hours), Value::Null)
                };
                let contact = |traits, hours| {
                    let mut event = with_visitor(identify("", None, traits, hours), Value::Null);
                    event["messageId"] = format!("contact-{hours}").into();
                    event
                };
                let events = [
                    user(json!({"email": own, "city": "Brno"}), 90),
                    contact(json!({"email": theirs, "phone": phone}), 80),
                    user(merging.clone(), 70),
                ];
                events[..2]
                    .chunks(batch)
                    .for_each(|some| drop(bench.feed(some)));
                let before = snapshot(bench, 100);
                bench.feed(&events[2..]);
                let person = bench.user("u");
                assert_eq!(mail(bench, theirs), person, "they are one");
                let merge = only_merge(bench, person);
                bench.app.merge_undo(merge.id).expect("it is undone");
                let contact = mail(bench, theirs);
                let after = snapshot(bench, 100);
                assert_eq!(after[&contact], before[&contact]);
                let text = |text: &str| Some(text.to_owned());
                assert_eq!(shown(bench, person), [text(own), None, None]);
                assert_eq!(shown(bench, contact), [text(theirs), None, text(phone)]);
            });
        }
    }
}

/// An address that somebody who was known already gave is nobody's but the person's of whom it becomes.
#[test]
fn an_address_that_is_taken_away_is_shown_with_whom_it_reaches() {
    on_every_database(|bench| {
        let (own, theirs) = ("own@firma.example", "theirs@firma.example");
        bench.feed(&[track("u", "Signed Up", json!({}), 90)]);
        let given = json!({"email": theirs, "name": "Eva"});
        let given = with_visitor(identify("", Some("u"), given, 80), Value::Null);
        bench.feed(&[given]);
        let user = bench.user("u");
        let links = bench.person(user).identifiers.items;
        let join = links.iter().find(|link| link.is_joined()).expect("a join");
        let people = bench.app.join_undo(user, join.seq).expect("it is undone");
        let other = mail(bench, theirs);
        assert_eq!(people, [user, other]);
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(shown(bench, user), [None, None, None]);
        assert_eq!(shown(bench, other), [text(theirs), None, None]);
        let name = |id| {
            bench
                .person(id)
                .listed
                .person
                .profile
                .text("name")
                .map(str::to_owned)
        };
        assert_eq!((name(user), name(other)), (text("Eva"), None));
        // Both go on from there, and a replay gives the same.
        let later = json!({"email": own});
        bench.feed(&[with_visitor(
            identify("", Some("u"), later, 70),
            Value::Null,
        )]);
        let mut by_mail = with_visitor(
            identify("", None, json!({"email": theirs, "city": "Brno"}), 60),
            Value::Null,
        );
        by_mail["messageId"] = "by-mail".into();
        bench.feed(&[by_mail]);
        assert_eq!(shown(bench, user), [text(own), None, None]);
        assert_eq!(shown(bench, other), [text(theirs), None, None]);
        for id in [user, other] {
            let state = bench.explain(id, None).explanation.state;
            let stored = bench.person(id).listed.person.state;
            assert_eq!(
                (state.fit, state.interactions, state.created),
                (stored.fit, stored.interactions, stored.created)
            );
        }
    });
}

/// Who was merged in is named, and told apart from visitors who became known, however much came at once.
#[test]
fn a_merge_tells_who_was_merged_in() {
    let known = |user: &str, name: &str, hours: i64| {
        let traits = json!({"email": format!("{user}@firma.example"), "name": name});
        identify("", Some(user), traits, hours)
    };
    let alias =
        json!({"type": "alias", "userId": "ela", "previousId": "can", "messageId": "alias"});
    let visit = page("w", "/", 75);
    let seen = with_visitor(known("eva", "Eva", 70), json!("w"));
    let events = [
        known("ela", "Ela", 90),
        known("can", "Can", 80),
        alias,
        visit,
        seen,
    ];
    for batch in [1, 100] {
        on_every_database(|bench| {
            events.chunks(batch).for_each(|some| drop(bench.feed(some)));
            let merge = only_merge(bench, bench.user("ela"));
            assert_eq!(
                (merge.loser_name.as_deref(), merge.loser_known),
                (Some("Can"), true)
            );
            let person = bench.person(bench.user("eva"));
            assert!(person.merges.iter().all(|merge| !merge.loser_known));
        });
    }
}

/// However many visitors became known as somebody, whom they were merged with is still shown.
#[test]
fn visitors_push_no_merge_out_of_sight() {
    on_every_database(|bench| {
        let known = |user: &str, hours| identify("", Some(user), json!({"name": user}), hours);
        let alias =
            json!({"type": "alias", "userId": "ela", "previousId": "can", "messageId": "alias"});
        bench.feed(&[known("ela", 900), known("can", 899), alias]);
        let visits = (0..250).flat_map(|nth| {
            let device = format!("d{nth}");
            let hours = 600 - 2 * nth;
            let mut visit = page(&device, "/", hours);
            visit["messageId"] = format!("visit-{nth}").into();
            let mut seen = with_visitor(known("ela", hours - 1), json!(device));
            seen["messageId"] = format!("seen-{nth}").into();
            [visit, seen]
        });
        // One by one, so that each is somebody of their own first.
        visits.for_each(|one| drop(bench.feed(&[one])));
        let person = bench.person(bench.user("ela"));
        let merges = person.merges.iter();
        assert_eq!(merges.filter(|merge| merge.loser_known).count(), 1);
        assert_eq!((person.merged_visitors, person.merges.len()), (250, 101));
    });
}
