//! An application that is stopped in the middle of a stream goes on where it was.

use ripen_app::{Options, Ripen};
use ripen_store::Db;
use ripen_store::log::Appended;
use serde_json::{Value, json};

use crate::snapshot::snapshot;
use crate::support::{Bench, captured, identify, on_pairs_of_databases, page, track};

fn stream() -> Vec<Value> {
    let of = |nth: i64| {
        let (user, cookie) = (format!("u{}", nth % 7), format!("v{}", nth % 11));
        match nth % 4 {
            0 => page(&cookie, "/pricing", 400 - nth),
            1 => track(&user, "Form Submitted", json!({"nth": nth}), 400 - nth),
            2 => page(&cookie, "/product/a", 600 + nth),
            _ => identify(
                &cookie,
                Some(&user),
                json!({"title": "CEO", "nth": nth}),
                400 - nth,
            ),
        }
    };
    (0..120).map(of).collect()
}

/// Opens the database of a bench once more, as another process would.
fn reopened(bench: &Bench) -> std::sync::Arc<Ripen> {
    let db = Db::open(&bench.db.target).expect("the database opens");
    Ripen::open(db, Options::default()).expect("the application opens")
}

#[test]
fn a_stream_that_was_cut_off_ends_like_one_that_was_not() {
    on_pairs_of_databases(|bench, control| {
        let events = stream();
        let mut whole = Vec::new();
        let mut parts = Vec::new();
        for (nth, batch) in events.chunks(17).enumerate() {
            whole.extend(control.append(batch));
            control.app.project_all().expect("it runs");

            // Some are projected, then more come in that are not when it stops.
            let app = reopened(bench);
            parts.extend(app.append(captured(batch)).expect("they are appended"));
            if nth % 3 == 1 {
                app.project_all().expect("it runs");
            }
            app.stop();
        }
        assert_eq!(whole, parts);
        // What was not acknowledged is sent again; nothing of it is counted twice.
        let app = reopened(bench);
        let again = app.append(captured(&events)).expect("they are known");
        assert!(again.iter().all(|one| matches!(one, Appended::Repeat(_))));
        app.project_all().expect("it runs");
        app.stop();
        let (one, other) = (snapshot(bench, 300), snapshot(control, 300));
        assert_eq!(
            one.keys().collect::<Vec<_>>(),
            other.keys().collect::<Vec<_>>()
        );
        for (id, stored) in &one {
            let control = &other[id];
            let mut expected = control.clone();
            // Folded in other batches, sums are added in the same order: only rounding may differ.
            expected.person.state = stored.person.state.clone();
            assert_eq!(*stored, expected);
            let (now, then) = (&stored.person.state, &control.person.state);
            let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9 * a.abs().max(1e-3);
            assert!(
                now.sums.iter().zip(&then.sums).all(near),
                "{now:?} {then:?}"
            );
            assert_eq!(
                (now.stage, now.fit, now.interactions),
                (then.stage, then.fit, then.interactions)
            );
        }
        assert_eq!(bench.app.lag().expect("the lag").behind, 0);
    });
}

#[test]
fn the_projection_thread_takes_up_what_was_left() {
    on_pairs_of_databases(|bench, _| {
        bench.append(&stream());
        let app = reopened(bench);
        app.start_projection();
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while app.lag().expect("the lag").behind > 0 && std::time::Instant::now() < deadline {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        app.stop();
        assert_eq!(bench.app.lag().expect("the lag").behind, 0);
        let stored = bench.db.db.read(ripen_store::log::log_count);
        assert_eq!(stored.expect("a number"), 120);
    });
}
