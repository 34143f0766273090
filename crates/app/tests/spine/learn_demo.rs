//! What is told of the made-up company holds against what came after.

use ripen_app::data::demo::DemoCompany;
use ripen_domain::time::{Span, Timestamp};

use crate::support::{SOURCE, on_the_embedded_database};

/// When the history ends: the same company every day.
const NOW: &str = "2026-03-01T12:00:00Z";
/// Enough for a hundred who buy within a horizon, in all.
const PEOPLE: usize = 5_000;
/// How far what is told may be from what is seen: a few dozen who bought say no more than that.
const AUC: f64 = 0.15;
const BRIER: f64 = 0.015;

#[test]
#[ignore = "a minute and more in a debug build"]
fn the_told_error_of_the_made_up_company_is_near_what_the_later_days_show() {
    on_the_embedded_database(|bench| {
        let now = Timestamp::parse(NOW).expect("a moment");
        let company = DemoCompany::new(1, now, PEOPLE);
        let app = &bench.app;
        let imported = app.import_messages(SOURCE, company, |_| ());
        imported.expect("it is imported");
        app.project_all().expect("the projection runs");
        let checked = app.learning_check(now - Span::days(45));
        let checked = checked.expect("enough outcomes");
        let (told, seen) = (&checked.told.tested, &checked.seen);
        assert!(seen.converted >= 15, "{seen:?}");
        assert!((told.auc - seen.auc).abs() < AUC, "{told:?} {seen:?}");
        assert!((told.brier - seen.brier).abs() < BRIER, "{told:?} {seen:?}");
        // Ever fewer of the people there are buy: at most twice as many are expected as do.
        let expected = seen.mean_probability * seen.rows as f64;
        let times = expected / seen.converted as f64;
        assert!((0.5..2.0).contains(&times), "{told:?} {seen:?}");
    });
}
