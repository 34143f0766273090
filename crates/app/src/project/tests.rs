//! What is done beside a stream of interactions that never pauses.

use std::sync::Arc;

use ripen_domain::interaction::{Interaction, kind};
use ripen_domain::touch::address::Host;
use ripen_store::Conn;
use ripen_store::models::{EVERYBODY, model_rescored_to};
use ripen_store::testing::{TestDb, databases};

use super::work;
use crate::capture::Captured;
use crate::clock;
use crate::ripen::{Options, Ripen};

/// Interactions that a transaction takes at most.
const LIMIT: i64 = 5;

/// Takes in interactions of some visitors, who are named by the number of the round.
fn take_in(app: &Arc<Ripen>, round: i64) {
    let one = |nth: i64| Interaction {
        message_id: format!("{round}-{nth}"),
        source_id: 1,
        kind: kind::PAGE.into(),
        at: clock::now(),
        received_at: clock::now(),
        anonymous_id: Some(format!("v{}", nth % 3)),
        body: "{}".into(),
        ..Interaction::default()
    };
    let captured = Captured {
        good: (0..2 * LIMIT).map(one).collect(),
        ..Captured::default()
    };
    app.append(captured).expect("they are appended");
}

fn number(conn: &mut Conn, sql: &str) -> i64 {
    conn.query_value(sql, &[]).expect("a number")
}

/// Goes on for some rounds in which more comes in than is projected.
fn run(db: &TestDb, app: &Arc<Ripen>, is_done: impl Fn(&mut Conn) -> bool) -> bool {
    let mut turn = 0;
    (1..40).any(|round| {
        take_in(app, round);
        assert!(
            work(app, LIMIT, &mut turn).expect("it works") > 0,
            "there is always work"
        );
        db.db.read(|conn| Ok(is_done(conn))).expect("it is read")
    })
}

#[test]
fn timers_rescoring_and_own_domains_get_their_turn_under_steady_ingest() {
    for db in databases() {
        let app = Ripen::open(db.db.clone(), Options::default()).expect("it opens");
        take_in(&app, 0);
        app.project_all().expect("it is projected");
        let ever_since = "UPDATE person SET due_at = 1";
        db.db
            .write(|conn| conn.execute_script(ever_since))
            .expect("it is written");
        let due = "SELECT count(*) FROM person WHERE due_at = 1";
        assert!(run(&db, &app, |conn| number(conn, due) == 0));

        let version = app.model().expect("a model").version;
        let behind =
            "UPDATE person SET model_version = 0; UPDATE model_version SET rescored_to = 0";
        db.db
            .write(|conn| conn.execute_script(behind))
            .expect("it is written");
        let done =
            |conn: &mut Conn| model_rescored_to(conn, version).expect("a number") == EVERYBODY;
        assert!(run(&db, &app, done));

        (0..100).for_each(|_| app.sites.saw("https://shop.example/a"));
        let counted = "SELECT CAST(coalesce(sum(pages), 0) AS BIGINT) FROM site";
        assert!(run(&db, &app, |conn| number(conn, counted) == 100));
        let host = Host::of("https://shop.example/a").expect("a host");
        assert!(app.sites.known().contain(&host));
        app.stop();
    }
}
