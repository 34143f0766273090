//! Who looks after people, through merges and their undoing.

use ripen_domain::time::Span;

use super::{is_not_found, now, on_every_engine, person, save};
use crate::access::{User, user_create_in_txn};
use crate::engine::{Conn, Error, Result};
use crate::identity::merge::{
    NewMerge, person_mark_merged_in_txn, person_merge_in_txn, person_unmerge_in_txn,
};
use crate::leads::owner::{owner_find, owner_list, owner_set_in_txn};

fn accounts(conn: &mut Conn) -> Result<()> {
    save(conn, &[person(1, 1.0), person(2, 2.0)])?;
    for name in ["zoe", "ana"] {
        let user = User {
            email: format!("{name}@firma.example"),
            name: name.into(),
            ..User::default()
        };
        user_create_in_txn(conn, &user, now())?;
    }
    Ok(())
}

fn set(conn: &mut Conn, person: i64, owner: Option<&str>, hours: i64) -> Result<()> {
    let email = owner.map(|name| format!("{name}@firma.example"));
    owner_set_in_txn(
        conn,
        person,
        email.as_deref(),
        1,
        now() + Span::hours(hours),
    )
}

/// The owners of both people.
fn owners(conn: &mut Conn) -> Result<[Option<String>; 2]> {
    let mut found = owner_find(conn, &[1, 2])?;
    Ok([1, 2].map(|id| found.remove(&id).map(|owner| owner.name)))
}

fn named(names: [Option<&str>; 2]) -> [Option<String>; 2] {
    names.map(|name| name.map(str::to_owned))
}

fn merge(conn: &mut Conn) -> Result<()> {
    let merge = NewMerge {
        winner: 1,
        loser: 2,
        at: now(),
        seq: 1,
        evidence: "email",
        accepted_by: None,
        claimed: false,
    };
    person_merge_in_txn(conn, merge)?;
    person_mark_merged_in_txn(conn, (1, 2))
}

#[test]
fn an_owner_is_set_replaced_and_taken_away() {
    on_every_engine(|conn| {
        accounts(conn)?;
        assert_eq!(owners(conn)?, named([None, None]));
        set(conn, 1, Some("ana"), 0)?;
        set(conn, 2, Some("zoe"), 0)?;
        assert_eq!(owners(conn)?, named([Some("ana"), Some("zoe")]));
        // A clock that was set back does not bring back who was before.
        set(conn, 1, Some("zoe"), -5)?;
        set(conn, 2, None, -5)?;
        assert_eq!(owners(conn)?, named([Some("zoe"), None]));
        // Saving the person leaves the owner.
        save(conn, &[person(1, 9.0)])?;
        assert_eq!(owners(conn)?, named([Some("zoe"), None]));
        assert!(is_not_found(set(conn, 1, Some("nobody"), 9)));
        assert!(is_not_found(set(conn, 77, Some("ana"), 9)));
        let names: Vec<String> = owner_list(conn)?.into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["ana", "zoe"]);
        Ok(())
    });
}

#[test]
fn the_latest_of_those_who_came_together_counts_until_they_are_taken_apart() {
    on_every_engine(|conn| {
        accounts(conn)?;
        set(conn, 2, Some("zoe"), 1)?;
        merge(conn)?;
        assert_eq!(owners(conn)?, named([Some("zoe"), None]));
        assert!(matches!(set(conn, 2, None, 9), Err(Error::Conflict(_))));
        // What is said of the whole is said of the one whose number it has.
        set(conn, 1, Some("ana"), 0)?;
        assert_eq!(owners(conn)?, named([Some("ana"), None]));
        person_unmerge_in_txn(conn, 1, now())?;
        assert_eq!(owners(conn)?, named([Some("ana"), Some("zoe")]));
        merge(conn)?;
        set(conn, 1, None, 0)?;
        assert_eq!(owners(conn)?, named([None, None]));
        Ok(())
    });
}
