//! The draft of the model, and the versions that come of it.

use super::{is_not_found, now, on_every_engine, person, save};
use crate::ModelId;
use crate::engine::{Error, Result};
use crate::models::draft::{
    ModelDraft, draft_expect_in_txn, draft_load, draft_remove_in_txn, draft_save_in_txn,
};
use crate::models::{
    ModelVersion, model_behind, model_current_version, model_people, model_publish_in_txn,
    model_version_list, model_version_load,
};

fn draft(text: &str) -> ModelDraft {
    ModelDraft {
        model: ModelId::PRIMARY,
        revision: 0,
        text: text.into(),
        base_version: 1,
        changed_at: now(),
        changed_by: "Jana".into(),
    }
}

fn version(text: &str) -> ModelVersion {
    ModelVersion {
        name: "One".into(),
        text: text.into(),
        landmark: now(),
        published_at: now(),
        published_by: "Jana".into(),
        note: Some("because".into()),
        ..ModelVersion::default()
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T>) -> String {
    match result {
        Err(Error::Conflict(message)) => message,
        other => panic!("no conflict: {other:?}"),
    }
}

#[test]
fn a_draft_is_kept_with_a_revision_that_only_grows() {
    on_every_engine(|conn| {
        assert_eq!(draft_load(conn, ModelId::PRIMARY)?, None);
        assert_eq!(draft_expect_in_txn(conn, ModelId::PRIMARY, 0)?, None);
        assert!(!draft_remove_in_txn(conn, ModelId::PRIMARY)?);
        assert_eq!(draft_save_in_txn(conn, &draft("one"))?, 1);
        assert_eq!(draft_save_in_txn(conn, &draft("two"))?, 2);
        let stored = ModelDraft {
            revision: 2,
            ..draft("two")
        };
        assert_eq!(draft_load(conn, ModelId::PRIMARY)?, Some(stored.clone()));
        assert_eq!(
            draft_expect_in_txn(conn, ModelId::PRIMARY, 2)?,
            Some(stored)
        );
        assert!(draft_remove_in_txn(conn, ModelId::PRIMARY)?);
        assert_eq!(draft_load(conn, ModelId::PRIMARY)?, None);
        assert_eq!(draft_save_in_txn(conn, &draft("three"))?, 3);
        Ok(())
    });
}

#[test]
fn whoever_holds_an_old_revision_is_told() {
    on_every_engine(|conn| {
        let gone = conflict(draft_expect_in_txn(conn, ModelId::PRIMARY, 4));
        assert!(gone.contains("published or discarded"), "{gone}");
        draft_save_in_txn(conn, &draft("one"))?;
        for stale in [0, 2, -1] {
            let stale = conflict(draft_expect_in_txn(conn, ModelId::PRIMARY, stale));
            assert!(stale.contains("Jana changed the draft"), "{stale}");
        }
        // The first draft is gone; a second one is not taken for it.
        draft_remove_in_txn(conn, ModelId::PRIMARY)?;
        draft_save_in_txn(conn, &draft("two"))?;
        conflict(draft_expect_in_txn(conn, ModelId::PRIMARY, 1));
        Ok(())
    });
}

#[test]
fn every_version_is_kept_with_its_note_and_origin() {
    on_every_engine(|conn| {
        assert_eq!(model_publish_in_txn(conn, &version("one"))?, 1);
        let again = ModelVersion {
            note: None,
            rolled_back_from: Some(1),
            ..version("two")
        };
        assert_eq!(model_publish_in_txn(conn, &again)?, 2);
        let expected = ModelVersion {
            version: 1,
            ..version("one")
        };
        assert_eq!(model_version_load(conn, 1)?, expected);
        assert!(is_not_found(model_version_load(conn, 3)));
        let listed = model_version_list(conn, ModelId::PRIMARY)?;
        let shown: Vec<_> = listed
            .iter()
            .map(|one| (one.version, one.note.as_deref(), one.rolled_back_from))
            .collect();
        assert_eq!(shown, [(2, None, Some(1)), (1, Some("because"), None)]);
        assert!(listed.iter().all(|one| one.text.is_empty()));
        Ok(())
    });
}

#[test]
fn progress_counts_those_who_are_behind() {
    on_every_engine(|conn| {
        let mut ahead = person(2, 1.0);
        ahead.model_version = 2;
        save(conn, &[person(1, 1.0), ahead, person(3, 1.0)])?;
        assert_eq!(
            (
                model_behind(conn, ModelId::PRIMARY, 2)?,
                model_people(conn)?
            ),
            (2, 3)
        );
        assert_eq!(model_behind(conn, ModelId::PRIMARY, 1)?, 0);
        Ok(())
    });
}

#[test]
fn a_publication_that_fails_leaves_draft_and_version_as_they_were() {
    for db in crate::testing::databases() {
        let saved = db.db.write(|conn| draft_save_in_txn(conn, &draft("one")));
        assert_eq!(saved.expect("it is saved"), 1);
        let failed = db.db.write(|conn| {
            model_publish_in_txn(conn, &version("one"))?;
            draft_remove_in_txn(conn, ModelId::PRIMARY)?;
            Err::<(), _>(Error::Other("the power went".into()))
        });
        assert!(matches!(failed, Err(Error::Other(_))));
        let kept = db.db.read(|conn| {
            Ok((
                model_current_version(conn, ModelId::PRIMARY)?,
                draft_load(conn, ModelId::PRIMARY)?,
            ))
        });
        let (version, kept) = kept.expect("it is read");
        assert_eq!(version, 0);
        assert_eq!(
            kept.map(|draft| (draft.revision, draft.text)),
            Some((1, "one".into()))
        );
    }
}
