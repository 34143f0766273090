//! Scores of the past do not know the future.

use ripen_store::ModelId;
use serde_json::json;

use crate::support::{identify, on_every_database, page};

#[test]
fn the_past_is_explained_without_the_future() {
    on_every_database(|bench| {
        let events = [
            page("v", "/pricing", 300),
            page("v", "/product/a", 200),
            page("v", "/pricing", 100),
        ];
        bench.feed(&events[..2]);
        let id = bench.visitor("v");
        let at = crate::support::hours_ago(150);
        let before = bench.explain(id, Some(at)).explanation;
        bench.feed(&events[2..]);
        bench.feed(&[identify("v", Some("u"), json!({"title": "CEO"}), 50)]);
        let after = bench.explain(bench.user("u"), Some(at)).explanation;
        assert_eq!(before.engagement, after.engagement);
        assert_eq!(
            (before.engagement_value, before.velocity),
            (after.engagement_value, after.velocity)
        );
        assert_eq!((before.fit, before.profile), (after.fit, after.profile));
        let history = bench
            .app
            .person_history(id, ModelId::PRIMARY, 20)
            .expect("a history");
        assert_eq!(history.len(), 21);
        for point in history {
            let explained = bench.explain(id, Some(point.at)).explanation;
            assert!((point.engagement - explained.engagement_value).abs() < 1e-6);
            assert_eq!(point.fit, explained.state.fit);
        }
    });
}
