//! Users, sessions, write keys and models.

use ripen_domain::time::Span;

use super::{is_not_found, now, on_every_engine};
use crate::ModelId;
use crate::access::{
    KeyKind, Source, User, session_create_in_txn, session_end_in_txn, session_user, user_count,
    user_create_in_txn, user_find, user_set_password_in_txn, write_key_create_in_txn,
    write_key_hashes, write_key_kinds, write_key_list, write_key_revoke_in_txn,
};
use crate::models::{ModelVersion, model_current, model_current_version, model_publish_in_txn};

fn user(email: &str) -> User {
    User {
        id: 0,
        email: email.into(),
        name: "Jana".into(),
        role: "admin".into(),
        password_hash: "hash".into(),
    }
}

#[test]
fn a_session_ends_by_itself_by_hand_and_with_the_password() {
    on_every_engine(|conn| {
        let id = user_create_in_txn(conn, &user("jana@firma.example"), now())?;
        let expires = now() + Span::hours(1);
        for token in ["one", "two", "three"] {
            session_create_in_txn(conn, token, id, now(), expires)?;
        }
        let found = session_user(conn, "one", now())?.expect("a session");
        assert_eq!((found.id, found.email.as_str()), (id, "jana@firma.example"));
        assert_eq!(session_user(conn, "one", expires)?, None);
        assert_eq!(session_user(conn, "other", now())?, None);
        session_end_in_txn(conn, "one")?;
        assert_eq!(session_user(conn, "one", now())?, None);
        user_set_password_in_txn(conn, "jana@firma.example", "another")?;
        assert_eq!(session_user(conn, "two", now())?, None);
        let found = user_find(conn, "jana@firma.example")?.expect("a user");
        assert_eq!(found.password_hash, "another");
        assert!(is_not_found(user_set_password_in_txn(conn, "nobody", "x")));
        assert_eq!(user_count(conn)?, 1);
        Ok(())
    });
}

#[test]
fn an_address_is_taken_once() {
    for db in crate::testing::databases() {
        let create = || {
            db.db
                .write(|conn| user_create_in_txn(conn, &user("jana@firma.example"), now()))
        };
        create().expect("the first");
        let error = create().expect_err("taken");
        assert!(matches!(error, crate::Error::Constraint), "{error:?}");
    }
}

#[test]
fn a_revoked_key_is_listed_but_not_in_force() {
    on_every_engine(|conn| {
        let first =
            write_key_create_in_txn(conn, ("Shop", KeyKind::Server), "hash1", "wk_1", now())?;
        let second =
            write_key_create_in_txn(conn, ("App", KeyKind::Browser), "hash2", "wk_2", now())?;
        write_key_revoke_in_txn(conn, first, now())?;
        assert!(is_not_found(write_key_revoke_in_txn(conn, first, now())));
        assert!(is_not_found(write_key_revoke_in_txn(conn, 99, now())));
        let source = Source {
            id: second,
            kind: KeyKind::Browser,
        };
        assert_eq!(write_key_hashes(conn)?, [("hash2".to_owned(), source)]);
        let kinds = [(first, KeyKind::Server), (second, KeyKind::Browser)];
        assert_eq!(write_key_kinds(conn, &[first, second, 77])?, kinds);
        let revoked: Vec<_> = write_key_list(conn)?
            .into_iter()
            .map(|key| (key.id, key.kind, key.revoked_at))
            .collect();
        let listed = [
            (second, KeyKind::Browser, None),
            (first, KeyKind::Server, Some(now())),
        ];
        assert_eq!(revoked, listed);
        Ok(())
    });
}

#[test]
fn the_newest_model_is_in_force() {
    on_every_engine(|conn| {
        assert_eq!(
            (
                model_current_version(conn, ModelId::PRIMARY)?,
                model_current(conn, ModelId::PRIMARY)?
            ),
            (0, None)
        );
        let mut model = ModelVersion {
            version: 0,
            name: "One".into(),
            text: "text".into(),
            landmark: now(),
            published_at: now(),
            published_by: "test".into(),
            ..ModelVersion::default()
        };
        assert_eq!(model_publish_in_txn(conn, &model)?, 1);
        model.name = "Two".into();
        assert_eq!(model_publish_in_txn(conn, &model)?, 2);
        assert_eq!(
            model_current(conn, ModelId::PRIMARY)?,
            Some(ModelVersion {
                version: 2,
                ..model.clone()
            })
        );
        Ok(())
    });
}
