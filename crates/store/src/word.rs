//! The words that people are found by: kept beside their rows, from which they follow.

use std::collections::{BTreeSet, HashMap};

use ripen_domain::filter::Told;

use crate::engine::{Conn, Param, Result};
use crate::log::follower_position;
use crate::person::{COLUMNS, FROM, read};

/// Name of the job that keeps the words of people from before, among the followers.
pub const FOLLOWER: &str = "words:1";

/// Name of the job that lets people from before be found without the apostrophe of their name, among the followers.
pub const JOINED: &str = "joined:1";

/// What a person is found by, before and after.
#[derive(Debug)]
pub struct WordsChanged {
    /// Number of the person.
    pub person: i64,
    /// What told them before; `None` of somebody who was not there, of whom nothing can be kept.
    pub before: Option<Told>,
    /// What does now.
    pub after: Told,
}

/// Brings the words of people in line with their rows.
///
/// # Errors
/// Those of the database.
pub fn words_save_in_txn(conn: &mut Conn, changes: &[WordsChanged]) -> Result<()> {
    let (mut new, mut more): (Vec<(String, i64)>, _) = (Vec::new(), Vec::new());
    for WordsChanged {
        person,
        before,
        after,
    } in changes
    {
        let mut after = after.kept_words();
        for word in before.iter().flat_map(Told::kept_words) {
            if !after.remove(&word) {
                let sql = "DELETE FROM person_word WHERE word = $1 AND person_id = $2";
                conn.run(sql, &[(&word).into(), (*person).into()])?;
            }
        }
        let of = if before.is_some() {
            &mut more
        } else {
            &mut new
        };
        of.extend(after.into_iter().map(|word| (word, *person)));
    }
    insert_in_txn(conn, new, "")?;
    insert_in_txn(conn, more, STAY)
}

/// Those that are there stay. PostgreSQL takes twice as long where it has to look, so it is not said of all.
const STAY: &str = "ON CONFLICT DO NOTHING";

fn insert_in_txn(conn: &mut Conn, mut words: Vec<(String, i64)>, tail: &str) -> Result<()> {
    // In the order of the index, whose pages are then written once.
    words.sort_unstable();
    let rows: Vec<Vec<Param>> = words
        .iter()
        .map(|(word, person)| vec![word.into(), (*person).into()])
        .collect();
    conn.insert("person_word", &["word", "person_id"], &rows, tail)
}

/// Keeps the words of the people from the first number, exclusive, to the second.
///
/// # Errors
/// Those of the database.
pub fn words_keep_in_txn(conn: &mut Conn, range: (i64, i64)) -> Result<()> {
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE p.person_id > $1 AND p.person_id <= $2 AND p.search IS NOT NULL"
    );
    let people = conn.query(&sql, &[range.0.into(), range.1.into()], read)?;
    let changes = people.iter().map(|one| WordsChanged {
        person: one.id,
        before: Some(Told::default()),
        after: Told::of(&one.profile),
    });
    words_save_in_txn(conn, &changes.collect::<Vec<_>>())
}

/// Lets the people from the first number, exclusive, to the second, whose name or company has an apostrophe, be found
/// without it.
///
/// # Errors
/// Those of the database.
pub fn words_join_in_txn(conn: &mut Conn, range: (i64, i64)) -> Result<()> {
    let apostrophes = ["''", "\u{2019}", "\u{2018}", "\u{2bc}", "`"]
        .map(|one| format!("p.search LIKE '%{one}%'"));
    let sql = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE p.person_id > $1 AND p.person_id <= $2 AND ({})",
        apostrophes.join(" OR ")
    );
    let people = conn.query(&sql, &[range.0.into(), range.1.into()], read)?;
    let mut changes = Vec::with_capacity(people.len());
    for one in people {
        let after = Told::of(&one.profile);
        let sql = "UPDATE person SET search = $1 WHERE person_id = $2";
        conn.run(sql, &[(&after.text()).into(), one.id.into()])?;
        changes.push(WordsChanged {
            person: one.id,
            before: Some(Told::default()),
            after,
        });
    }
    words_save_in_txn(conn, &changes)
}

/// The words that are kept of these people.
///
/// # Errors
/// Those of the database.
pub fn words_of(conn: &mut Conn, ids: &[i64]) -> Result<HashMap<i64, BTreeSet<String>>> {
    let sql = format!(
        "SELECT person_id, word FROM person_word WHERE {}",
        conn.any("person_id", 1)
    );
    let mut all: HashMap<i64, BTreeSet<String>> = HashMap::new();
    conn.for_each(&sql, &[ids.into()], |row| {
        all.entry(row.get(0)?).or_default().insert(row.get(1)?);
        Ok(())
    })?;
    Ok(all)
}

/// Whether the words of everybody are kept.
///
/// # Errors
/// Those of the database.
pub fn words_are_kept(conn: &mut Conn) -> Result<bool> {
    Ok(follower_position(conn, FOLLOWER)? == i64::MAX)
}
