//! Interactions that cannot be projected are set aside, and nothing else is.

use ripen_app::capture::bad_events::Replayed;
use ripen_domain::identity::IdentifierKind;
use serde_json::Value;

use crate::support::{Bench, identify, on_every_database, page};

/// Has the database refuse interactions with a path, the way that data is refused or as `code` says.
fn refuse(bench: &Bench, path: &str, code: Option<&str>) {
    let sql = match (bench.db.db.engine(), code) {
        ("sqlite", None) => format!(
            "CREATE TRIGGER refusal BEFORE INSERT ON timeline WHEN NEW.path = '{path}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        ),
        // An error that says nothing about what is at fault.
        ("sqlite", Some(_)) => format!(
            "CREATE TRIGGER refusal BEFORE INSERT ON timeline WHEN NEW.path = '{path}' BEGIN SELECT json('{{'); END"
        ),
        (_, code) => format!(
            "CREATE FUNCTION refusal() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.path = ''{path}'' THEN
                 RAISE EXCEPTION ''refused'' USING ERRCODE = ''{}''; END IF; RETURN NEW; END';
             CREATE TRIGGER refusal BEFORE INSERT ON timeline FOR EACH ROW EXECUTE FUNCTION refusal()",
            code.unwrap_or("22003")
        ),
    };
    script(bench, &sql);
}

fn mend(bench: &Bench) {
    let sql = match bench.db.db.engine() {
        "sqlite" => "DROP TRIGGER refusal",
        _ => "DROP TRIGGER refusal ON timeline; DROP FUNCTION refusal",
    };
    script(bench, sql);
}

fn script(bench: &Bench, sql: &str) {
    let done = bench.db.db.write(|conn| conn.execute_script(sql));
    done.expect("the script runs");
}

fn aside(bench: &Bench) -> Vec<String> {
    let (list, many) = bench.app.set_aside(None, 100).expect("a list");
    assert_eq!(list.len() as i64, many);
    list.into_iter().map(|one| one.message_id).collect()
}

/// Views of forty visitors, two of them of a page that is refused.
fn visits() -> Vec<Value> {
    let path = |nth: i64| if nth % 20 == 7 { "/poison" } else { "/pricing" };
    let visit = |nth: i64| page(&format!("v{nth}"), path(nth), nth);
    (0..40).map(visit).collect()
}

#[test]
fn what_is_at_fault_is_set_aside_and_everything_else_goes_on() {
    on_every_database(|bench| {
        refuse(bench, "/poison", None);
        bench.feed(&visits());
        assert_eq!(aside(bench), ["v27-/poison-27", "v7-/poison-7"]);
        assert_eq!(bench.app.lag().expect("a lag").behind, 0);
        let health = bench.app.health().expect("a health");
        assert_eq!((health.set_aside, health.failing), (2, None));
        let overview = bench.app.overview(ripen_store::ModelId::PRIMARY);
        let overview = overview.expect("counts");
        assert_eq!((overview.people, overview.set_aside), (38, 2));
        assert_eq!(bench.holder(IdentifierKind::AnonymousId, "v7"), None);
        let (list, _) = bench.app.set_aside(None, 1).expect("a list");
        assert!(list[0].reason.contains("refused"), "{}", list[0].reason);

        // Tried before it is mended, it stays; afterwards it counts once, by however many at once.
        let still = bench.app.set_aside_replay(None).expect("it is tried");
        let tried = |replayed, fixed, still_bad| Replayed {
            replayed,
            fixed,
            still_bad,
        };
        assert_eq!(still, tried(2, 0, 2));
        mend(bench);
        let fixed: usize = std::thread::scope(|scope| {
            let replays: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| bench.app.set_aside_replay(None).expect("it is tried").fixed)
                })
                .collect();
            replays
                .into_iter()
                .map(|one| one.join().expect("it ends"))
                .sum()
        });
        assert_eq!((fixed, aside(bench).len()), (2, 0));
        assert_eq!(
            bench.app.set_aside_replay(Some(&[1, 8])).expect("nothing"),
            tried(0, 0, 0)
        );
        let state = bench.person(bench.visitor("v7")).listed.person.state;
        assert_eq!(state.interactions, 1);
    });
}

#[test]
fn scores_are_those_of_a_log_without_the_detour() {
    crate::support::on_pairs_of_databases(|detour, straight| {
        let events = [
            page("v", "/pricing", 9),
            page("v", "/poison", 8),
            identify("v", Some("u"), serde_json::json!({"title": "CEO"}), 7),
            page("v", "/pricing", 6),
        ];
        refuse(detour, "/poison", None);
        detour.feed(&events);
        mend(detour);
        assert_eq!(
            detour
                .app
                .set_aside_replay(None)
                .expect("it is tried")
                .fixed,
            1
        );
        straight.feed(&events);
        let state = |bench: &Bench| bench.person(bench.user("u")).listed.person.state;
        let (one, other) = (state(detour), state(straight));
        assert_eq!(
            (one.interactions, one.last, one.stage),
            (other.interactions, other.last, other.stage)
        );
        assert!((one.sums[1] - other.sums[1]).abs() < 1e-9);
    });
}

#[test]
fn a_fault_that_nobody_knows_is_the_interactions_when_others_go_in() {
    on_every_database(|bench| {
        refuse(bench, "/odd", Some("42P01"));
        bench.append(&[page("v", "/odd", 3)]);
        bench.app.project_all().expect_err("it may be the database");
        assert!(aside(bench).is_empty());
        bench.feed(&[page("w", "/pricing", 2)]);
        assert_eq!(aside(bench), ["v-/odd-3"]);
        bench.visitor("w");
    });
}

/// What follows a fault is mostly of the same person, and fails as well.
#[test]
fn faults_that_follow_one_another_stop_nobody_else() {
    on_every_database(|bench| {
        refuse(bench, "/odd", Some("42P01"));
        let odd: Vec<Value> = (3..23).map(|hours| page("v", "/odd", hours)).collect();
        bench.append(&odd);
        bench.app.project_all().expect_err("it may be the database");
        bench.feed(&[page("w", "/pricing", 2)]);
        assert_eq!(aside(bench).len(), 20);
        bench.visitor("w");
    });
}

#[test]
fn what_may_pass_sets_nothing_aside_and_is_told() {
    on_every_database(|bench| {
        // A full disk on either engine.
        match bench.db.db.engine() {
            "sqlite" => {
                bench.append(&visits());
                script(bench, "PRAGMA max_page_count = 1");
            }
            _ => {
                refuse(bench, "/pricing", Some("53100"));
                bench.append(&visits());
            }
        }
        for _ in 0..3 {
            bench.app.project_all().expect_err("the disk is full");
        }
        assert!(aside(bench).is_empty());
        let health = bench.app.health().expect("a health");
        assert!(health.failing.is_some() && health.lag.behind > 0);
        match bench.db.db.engine() {
            "sqlite" => script(bench, "PRAGMA max_page_count = 1000000"),
            _ => mend(bench),
        }
        bench.app.project_all().expect("it goes on");
        let health = bench.app.health().expect("a health");
        assert_eq!((health.failing, health.set_aside), (None, 0));
        bench.visitor("v39");
    });
}

#[test]
fn a_missing_table_sets_nothing_aside() {
    on_every_database(|bench| {
        bench.append(&visits());
        script(bench, "ALTER TABLE timeline RENAME TO elsewhere");
        bench.app.project_all().expect_err("there is no timeline");
        assert!(aside(bench).is_empty());
        script(bench, "ALTER TABLE elsewhere RENAME TO timeline");
        bench.app.project_all().expect("it goes on");
        assert!(aside(bench).is_empty());
        bench.visitor("v7");
    });
}
