//! Numbers that are given out: however many ask at once, each gets its own.

use std::collections::BTreeSet;

use super::now;
use crate::access::{
    KeyKind, Origin, User, source_restore_in_txn, user_create_in_txn, write_key_create_in_txn,
};
use crate::companies::key::{CompanyAlias, company_alias_add_in_txn};
use crate::engine::{Conn, Result};
use crate::models::entry::model_create_in_txn;
use crate::testing::databases;

/// How many ask at once.
const AT_ONCE: usize = 20;

type Give = fn(&mut Conn, &str) -> Result<i64>;

/// What gives numbers out that people wait for; those of the log and of what follows from it are given by one
/// transaction at a time.
const GIVEN: [(&str, Give); 5] = [
    ("users", |conn, name| {
        let user = User {
            email: format!("{name}@firma.example"),
            ..User::default()
        };
        user_create_in_txn(conn, &user, now())
    }),
    ("write keys", |conn, name| {
        write_key_create_in_txn(conn, (name, KeyKind::Server), name, "", now())
    }),
    ("sources of an export", |conn, name| {
        let origin = Origin {
            name: format!("restored {name}"),
            kind: KeyKind::Browser,
            created_at: now(),
        };
        source_restore_in_txn(conn, &origin, now())
    }),
    ("companies that are one", |conn, name| {
        let alias = CompanyAlias {
            id: 0,
            key: name.to_owned(),
            means: "firma".into(),
            company: name.to_owned(),
            same_as: "Firma".into(),
            at: now(),
            set_by: None,
        };
        company_alias_add_in_txn(conn, &alias)
    }),
    ("models", |conn, name| {
        let created = model_create_in_txn(conn, (name, name), "ana", now());
        created.map(|model| model.number())
    }),
];

#[test]
fn nobody_gets_the_number_of_another() {
    for test in databases() {
        for (what, give) in GIVEN {
            let numbers: BTreeSet<i64> = std::thread::scope(|threads| {
                let ask = |nth| {
                    let db = &test.db;
                    threads.spawn(move || db.write(|conn| give(conn, &format!("name{nth}"))))
                };
                let asking: Vec<_> = (0..AT_ONCE).map(ask).collect();
                let given = asking.into_iter().map(|one| one.join().expect("it ends"));
                given
                    .map(|number| number.unwrap_or_else(|error| panic!("{what}: {error:?}")))
                    .collect()
            });
            assert_eq!(numbers.len(), AT_ONCE, "{what} on {}", test.db.engine());
        }
    }
}
