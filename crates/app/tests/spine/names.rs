//! More kinds and campaigns than anybody tells apart: nothing is lost of them.

use serde_json::json;

use crate::support::{Bench, on_every_database, page, track};

/// Fills the lists of kinds and touches as somebody with a write key can.
fn flood(bench: &Bench) {
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)";
    let sql = format!(
        "INSERT INTO kind (kind_id, name) {many} SELECT i, 'Junk ' || i FROM n WHERE i <= 2000;
         INSERT INTO touch (touch_id, packed, source) {many} SELECT i, 'junk' || i, 'junk' || i FROM n"
    );
    let done = bench.db.db.write(|conn| conn.execute_script(&sql));
    done.expect("the lists are full");
}

#[test]
fn kinds_and_campaigns_beyond_the_lists_are_scored_shown_and_found() {
    on_every_database(|bench| {
        flood(bench);
        let mut visit = page("v", "/pricing", 5);
        visit["context"]["campaign"] = json!({"source": "fair", "content": "stand 7"});
        let events = [
            visit,
            track(
                "u",
                "Trial Started",
                json!({"plan": "pro", "ripen.kind": "forged"}),
                4,
            ),
            track("w", "Other", json!({}), 3),
            track("u", "Order Completed", json!({"revenue": 9}), 2),
        ];
        bench.feed(&events);
        let [user, other] = ["u", "w"].map(|id| bench.user(id));
        for (filter, found) in [
            ("count(\"Trial Started\") >= 1", user),
            (
                "count(\"Trial Started\" where property.plan = \"pro\") = 1",
                user,
            ),
            ("count(\"Other\") >= 1", other),
            ("count(order) >= 1", user),
        ] {
            assert_eq!(bench.only(filter), found, "{filter}");
        }
        let timeline = bench
            .app
            .person_timeline(user, None, 10)
            .expect("a timeline");
        let row = &timeline.entries[1].row;
        let kind = timeline.names.kind_of(row.kind_id, row.properties());
        assert_eq!(kind, "Trial Started");
        let timeline = bench.app.person_timeline(bench.visitor("v"), None, 10);
        let timeline = timeline.expect("a timeline");
        let row = &timeline.entries[0].row;
        let touch = timeline.names.touch_of(row.touch_id, row.properties());
        let touch = touch.expect("a touch");
        assert_eq!(touch.source.as_deref(), Some("fair"));
        assert_eq!(touch.content.as_deref(), Some("stand 7"));
        let counts = bench.db.db.read(|conn| {
            Ok((
                conn.query_value::<i64>("SELECT count(*) FROM kind", &[])?,
                conn.query_value::<i64>("SELECT count(*) FROM touch", &[])?,
            ))
        });
        let (kinds, touches) = counts.expect("counts");
        assert!(kinds <= 2_008 && touches <= 20_001, "{kinds} {touches}");
        // In memory they are what they are in the database.
        let told = bench.app.with_columns_now(
            |_| (),
            |columns| {
                let rows = columns.person(user).expect("a history");
                Ok(rows.at.len())
            },
        );
        assert_eq!(told.expect("columns"), 2);
    });
}

#[test]
fn a_campaign_a_recipient_keeps_the_lists_short() {
    on_every_database(|bench| {
        let visit = |nth: usize| {
            let mut visit = page(&format!("v{}", nth % 50), "/", 5);
            visit["messageId"] = format!("m{nth}").into();
            visit["context"]["campaign"] =
                json!({"source": "news", "medium": "email", "content": format!("c{nth}")});
            visit
        };
        for part in 0..3 {
            let events: Vec<_> = (part * 400..(part + 1) * 400).map(visit).collect();
            bench.feed(&events);
        }
        assert_eq!(bench.app.lag().expect("a lag").behind, 0);
        let query = ripen_app::people::PeopleQuery {
            filter: "source = \"news\"".into(),
            limit: 100,
            ..Default::default()
        };
        let page = bench.app.people_list(&query).expect("the list is read");
        assert_eq!(page.people.len(), 50);
    });
}
