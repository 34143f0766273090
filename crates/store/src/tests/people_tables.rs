//! Every table with a number of a person says what becomes of its rows when people become one.

use std::collections::BTreeSet;

use super::on_every_engine;
use crate::engine::Conn;
use crate::identity::merge::MOVED;

/// Tables whose rows follow from others, and are made again for whoever is scored anew: after a merge, both are.
const DERIVED: &[&str] = &[
    "person",
    "person_field",
    "person_score",
    "person_signal",
    "person_word",
    "company_person_day",
    "company_signal",
    "lead",
    "customer",
];

/// Tables whose rows stay with the number that they were written for, and why.
const STAY: &[(&str, &str)] = &[(
    "probability",
    "it is told anew each hour; whoever is part of another is not listed",
)];

/// The tables with a column, as the database knows them.
fn tables_with(conn: &mut Conn, column: &str) -> BTreeSet<String> {
    let sql = match conn {
        Conn::Sqlite(_) => {
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = $1 WHERE m.type = 'table'"
        }
        Conn::Postgres(_) => {
            "SELECT table_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = $1"
        }
    };
    let names = conn.query(sql, &[column.into()], |row| row.get(0));
    names.expect("the tables").into_iter().collect()
}

#[test]
fn each_table_about_people_moves_with_their_home_is_derived_or_says_why_not() {
    on_every_engine(|conn| {
        let stay = STAY.iter().map(|(table, _)| *table);
        let listed: Vec<&str> = [MOVED, DERIVED].concat().into_iter().chain(stay).collect();
        let known: BTreeSet<String> = listed.iter().map(ToString::to_string).collect();
        assert_eq!(known.len(), listed.len(), "a table is listed twice");
        let with_person = tables_with(conn, "person_id");
        assert!(with_person.len() > 10, "{with_person:?}");
        assert_eq!(
            with_person, known,
            "list a new table: it moves (`MOVED`, with a column `home`), is derived, or stays for a reason"
        );
        let with_home = tables_with(conn, "home");
        for table in MOVED {
            assert!(
                with_home.contains(*table),
                "{table} moves, and cannot move back"
            );
        }
        Ok(())
    });
}
