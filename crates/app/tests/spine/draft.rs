//! The draft of the model: kept, published, discarded; versions compared and brought back.

use ripen_store::ModelId;
use std::sync::Arc;

use ripen_app::live::Change;
use ripen_app::models::draft::{Draft, DraftEdit, DraftPublication};
use ripen_app::models::file;
use ripen_app::models::versions::{ModelPlace, ModelProgress};
use ripen_app::{Error, Options, Ripen};
use ripen_store::Error as StoreError;
use serde_json::json;

use crate::support::{Bench, on_every_database, page, track};

/// The default model with other points for the pricing page.
fn with_points(points: &str) -> String {
    file::DEFAULT.replacen("points = 8\n", &format!("points = {points}\n"), 1)
}

fn save(app: &Ripen, revision: i64, text: &str) -> Result<Draft, Error> {
    let edit = DraftEdit {
        model: ModelId::PRIMARY,
        revision,
        text: text.to_owned(),
        ..DraftEdit::default()
    };
    app.draft_save(&edit, "Jana")
}

fn publish(app: &Ripen, revision: i64) -> Result<i64, Error> {
    let wish = DraftPublication {
        model: ModelId::PRIMARY,
        revision,
        note: Some("  worth more  ".into()),
        ..DraftPublication::default()
    };
    app.draft_publish(&wish, "Jana")
}

fn is_conflict<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(
        matches!(result, Err(Error::Store(StoreError::Conflict(_)))),
        "{result:?}"
    );
}

fn versions(app: &Ripen) -> Vec<(i64, String, Option<String>, Option<i64>)> {
    let versions = app.model_versions(ModelId::PRIMARY).expect("versions");
    let version = |one: ripen_store::models::ModelVersion| {
        (
            one.version,
            one.published_by,
            one.note,
            one.rolled_back_from,
        )
    };
    versions.into_iter().map(version).collect()
}

#[test]
fn without_a_draft_the_model_in_force_is_shown() {
    on_every_database(|bench| {
        let draft = bench.app.draft(ModelId::PRIMARY).expect("a draft");
        let expected = Draft {
            text: file::DEFAULT.into(),
            faults: Vec::new(),
            revision: 0,
            base_version: 1,
            is_changed: false,
            changed: None,
        };
        assert_eq!(draft, expected);
        bench
            .app
            .draft_discard(ModelId::PRIMARY)
            .expect("there is nothing to do");
    });
}

#[test]
fn a_draft_is_kept_over_a_restart_also_when_it_is_faulty() {
    on_every_database(|bench| {
        let (_, mut changes) = bench.app.live.subscribe();
        let faulty = with_points("80000");
        let saved = save(&bench.app, 0, &faulty).expect("it is kept");
        assert_eq!((saved.revision, saved.base_version), (1, 1));
        assert!(saved.is_changed && saved.faults[0].place.contains("Pricing page"));
        assert_eq!(changes.try_recv(), Ok(Change::Draft { revision: 1 }));
        let again = Ripen::open(bench.db.db.clone(), Options::default()).expect("it opens");
        assert_eq!(again.draft(ModelId::PRIMARY).expect("a draft"), saved);
        again.stop();
        let same = save(&bench.app, 1, file::DEFAULT).expect("it is kept");
        assert!(!same.is_changed && same.faults.is_empty());
        let nonsense = save(&bench.app, 2, "]]").expect("it is kept");
        assert_eq!(nonsense.faults[0].line, Some(1));
    });
}

#[test]
fn nobody_overwrites_what_they_have_not_seen() {
    on_every_database(|bench| {
        let app = &bench.app;
        save(app, 0, &with_points("9")).expect("it is kept");
        is_conflict(save(app, 0, &with_points("10")));
        save(app, 1, &with_points("11")).expect("it is kept");
        is_conflict(save(app, 1, &with_points("12")));
        is_conflict(publish(app, 1));
        assert_eq!(
            app.draft(ModelId::PRIMARY).expect("a draft").text,
            with_points("11")
        );
        app.draft_discard(ModelId::PRIMARY)
            .expect("it is discarded");
        is_conflict(save(app, 2, &with_points("13")));
        assert_eq!(app.draft(ModelId::PRIMARY).expect("a draft").revision, 0);
        // A new draft is never taken for one that is gone.
        assert_eq!(save(app, 0, "x").expect("it is kept").revision, 3);
        is_conflict(save(app, 2, "y"));
    });
}

#[test]
fn a_draft_begun_over_another_version_is_refused_where_that_was_told() {
    on_every_database(|bench| {
        let app = &bench.app;
        let stale = DraftEdit {
            model: ModelId::PRIMARY,
            base_version: Some(1),
            text: with_points("9"),
            ..DraftEdit::default()
        };
        app.model_publish(&with_points("20"), "other")
            .expect("it is sound");
        is_conflict(app.draft_save(&stale, "Jana"));
        let fresh = DraftEdit {
            model: ModelId::PRIMARY,
            base_version: Some(2),
            ..stale
        };
        let draft = app.draft_save(&fresh, "Jana").expect("it is kept");
        app.model_publish(&with_points("30"), "other")
            .expect("it is sound");
        let wish = DraftPublication {
            model: ModelId::PRIMARY,
            revision: draft.revision,
            base_version: Some(draft.base_version),
            note: None,
        };
        is_conflict(app.draft_publish(&wish, "Jana"));
        let wish = DraftPublication {
            model: ModelId::PRIMARY,
            base_version: Some(3),
            ..wish
        };
        assert_eq!(
            app.draft_publish(&wish, "Jana").expect("it is published"),
            4
        );
    });
}

#[test]
fn publishing_puts_the_draft_in_force_and_everybody_is_scored_with_it() {
    on_every_database(|bench| {
        bench.feed(&[page("a", "/pricing", 2), page("b", "/pricing", 1)]);
        let app = &bench.app;
        let draft = save(app, 0, &with_points("16")).expect("it is kept");
        let (_, mut changes) = app.live.subscribe();
        assert_eq!(publish(app, draft.revision).expect("it is sound"), 2);
        assert_eq!(changes.try_recv(), Ok(Change::Draft { revision: 0 }));
        assert_eq!(changes.try_recv(), Ok(Change::Model { version: 2 }));
        assert_eq!(app.draft(ModelId::PRIMARY).expect("a draft").revision, 0);
        assert_eq!(app.model().expect("a model").text, with_points("16"));
        let progress = |behind| ModelProgress {
            version: 2,
            behind,
            total: 2,
        };
        assert_eq!(
            app.model_progress(ModelId::PRIMARY).expect("progress"),
            progress(2)
        );
        // Interactions go on coming in meanwhile.
        bench.append(&[
            page("a", "/pricing", 0),
            track("c", "Signed Up", json!({}), 0),
        ]);
        app.project_all().expect("it runs");
        let progress = app.model_progress(ModelId::PRIMARY).expect("progress");
        assert_eq!((progress.behind, progress.total), (0, 3));
        let told = std::iter::from_fn(|| changes.try_recv().ok());
        let told: Vec<Change> = told
            .filter(|one| matches!(one, Change::Model { .. }))
            .collect();
        assert_eq!(told.len(), 2, "a rescoring has a beginning and an end");
        let row = (2, "Jana".into(), Some("worth more".into()), None);
        assert_eq!(versions(app)[0], row);
    });
}

#[test]
fn a_faulty_draft_is_refused_and_nothing_changes() {
    on_every_database(|bench| {
        let app = &bench.app;
        let draft = save(app, 0, &with_points("80000")).expect("it is kept");
        match publish(app, draft.revision) {
            Err(Error::Faults(faults)) => assert_eq!(faults, draft.faults),
            other => panic!("it is faulty: {other:?}"),
        }
        assert_eq!(app.draft(ModelId::PRIMARY).expect("a draft"), draft);
        assert_eq!(versions(app).len(), 1);
        assert_eq!(app.model().expect("a model").version, 1);
        let long = DraftPublication {
            model: ModelId::PRIMARY,
            revision: draft.revision,
            note: Some("x".repeat(2_001)),
            ..DraftPublication::default()
        };
        let refused = app.draft_publish(&long, "Jana");
        assert!(matches!(refused, Err(Error::Invalid { field: "note", .. })));
        app.draft_discard(ModelId::PRIMARY)
            .expect("it is discarded");
        let nothing = publish(app, 0);
        assert!(matches!(
            nothing,
            Err(Error::Invalid {
                field: "revision",
                ..
            })
        ));
        assert_eq!(versions(app).len(), 1);
    });
}

#[test]
fn what_cannot_be_kept_is_refused() {
    on_every_database(|bench| {
        for text in ["a\0b".to_owned(), "x".repeat(file::MAX_BYTES + 1)] {
            let refused = save(&bench.app, 0, &text);
            assert!(matches!(refused, Err(Error::Invalid { field: "text", .. })));
        }
        assert_eq!(
            bench.app.draft(ModelId::PRIMARY).expect("a draft").revision,
            0
        );
    });
}

#[test]
fn only_one_of_two_publications_of_a_draft_succeeds() {
    on_every_database(|bench| {
        let draft = save(&bench.app, 0, &with_points("9")).expect("it is kept");
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let app: Arc<Ripen> = bench.app.clone();
                std::thread::spawn(move || publish(&app, draft.revision).is_ok())
            })
            .collect();
        let done = threads.into_iter().map(|one| one.join().expect("it ends"));
        assert_eq!(done.filter(|done| *done).count(), 1);
        assert_eq!(versions(&bench.app).len(), 2);
    });
}

#[test]
fn an_old_version_is_brought_back_as_a_new_one() {
    on_every_database(|bench| {
        let app = &bench.app;
        app.model_publish(&with_points("9"), "Jana")
            .expect("it is sound");
        let draft = save(app, 0, &with_points("10")).expect("it is kept");
        assert_eq!(
            app.model_rollback(1, "Petr", Some("too hot"))
                .expect("a version"),
            3
        );
        let row = (3, "Petr".into(), Some("too hot".into()), Some(1));
        assert_eq!(versions(app)[0], row);
        assert_eq!(app.model().expect("a model").text, file::DEFAULT);
        assert_eq!(
            app.model_version(2).expect("a model").text,
            with_points("9")
        );
        assert_eq!(
            app.draft(ModelId::PRIMARY).expect("a draft").revision,
            draft.revision
        );
        is_conflict(app.model_rollback(3, "Petr", None));
        for missing in [0, 4, i64::MAX] {
            let refused = app.model_rollback(missing, "Petr", None);
            assert!(matches!(refused, Err(Error::Store(StoreError::NotFound))));
        }
        assert_eq!(versions(app).len(), 3);
    });
}

#[test]
fn models_are_compared_wherever_they_are() {
    on_every_database(|bench| {
        let app = &bench.app;
        app.model_publish(&with_points("9"), "Jana")
            .expect("it is sound");
        let between = |from, to| points_told(bench, from, to);
        assert_eq!(
            between(ModelPlace::Version(1), ModelPlace::InForce),
            ["8 > 9"]
        );
        assert!(between(ModelPlace::InForce, ModelPlace::Draft).is_empty());
        save(app, 0, &with_points("10")).expect("it is kept");
        assert_eq!(
            between(ModelPlace::Version(1), ModelPlace::Draft),
            ["8 > 10"]
        );
        assert_eq!(
            between(ModelPlace::Draft, ModelPlace::Version(2)),
            ["10 > 9"]
        );
        let missing = app.model_diff(ModelId::PRIMARY, ModelPlace::Version(9), ModelPlace::Draft);
        assert!(matches!(missing, Err(Error::Store(StoreError::NotFound))));
        save(app, 1, "name = ").expect("it is kept");
        let no_toml = app.model_diff(ModelId::PRIMARY, ModelPlace::InForce, ModelPlace::Draft);
        assert!(matches!(no_toml, Err(Error::Faults(_))));
    });
    assert!("nonsense".parse::<ModelPlace>().is_err());
}

fn points_told(bench: &Bench, from: ModelPlace, to: ModelPlace) -> Vec<String> {
    let changes = bench
        .app
        .model_diff(ModelId::PRIMARY, from, to)
        .expect("both are models");
    let told = |one: &ripen_app::models::diff::Change| {
        assert_eq!(one.path, "engagement rule \"Pricing page\" / points");
        format!(
            "{} > {}",
            one.before.as_deref().unwrap_or_default(),
            one.after.as_deref().unwrap_or_default()
        )
    };
    changes.iter().map(told).collect()
}
