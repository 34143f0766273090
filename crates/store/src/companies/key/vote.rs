//! How many people state which keys together.
//!
//! Most keys are stated with few others, and those are read whole. One that is stated with many (a domain
//! where everybody has a mailbox, or that somebody fills with names) is a crowd: its votes are also kept in
//! order of their number, and only the leaders of each list are read, however many others there are.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use ripen_domain::company::ballot::{Count, Slate, Tally, order_of};

use crate::engine::{Conn, Param, Result};

/// Changes of votes: by how many people each pair of keys is stated more or less.
pub type VoteChanges = BTreeMap<(String, String), Count>;

/// Others beyond which a key is a crowd.
pub const MOST_READ: usize = 32;

/// Pairs that are removed by one statement.
const CHUNK: usize = 100;

/// The order of votes: firm ones count alone where there are any, so they are before all others. An index
/// has it in these words.
const RANK: &str = "CASE WHEN firm > 0 THEN firm + 1099511627776 ELSE people END";

/// The votes on keys; those without any are there with none. `has_crowds` says whether any key may be a crowd.
pub fn company_tallies(
    conn: &mut Conn,
    keys: &[&str],
    has_crowds: bool,
) -> Result<HashMap<String, Tally>> {
    let crowds = match has_crowds {
        true => crowds(conn, keys)?,
        false => HashMap::new(),
    };
    let mut found: HashMap<String, Tally> = HashMap::with_capacity(keys.len());
    found.extend(keys.iter().map(|key| ((*key).to_owned(), Tally::default())));
    let few = keys.iter().copied();
    let few: Vec<&str> = few.filter(|key| !crowds.contains_key(*key)).collect();
    read_whole(conn, &few, &mut found)?;
    for (key, crowd) in crowds {
        let tally = crowd_tally(conn, &key, crowd)?;
        found.insert(key, tally);
    }
    Ok(found)
}

/// Reads all votes on keys.
fn read_whole(conn: &mut Conn, keys: &[&str], found: &mut HashMap<String, Tally>) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT key, other, people, firm FROM company_vote WHERE {}",
        conn.any("key", 1)
    );
    conn.for_each(&sql, &[keys.into()], |row| {
        let count = Count {
            people: row.get(2)?,
            firm: row.get(3)?,
        };
        let tally = row.text(0)?.and_then(|key| found.get_mut(key));
        if let (Some(tally), Some(other)) = (tally, row.text(1)?) {
            if other.is_empty() {
                tally.stated = count;
            } else {
                tally.others.insert(other.to_owned(), count);
            }
        }
        Ok(())
    })
}

/// The crowds among keys, and by how many people each is stated together with others.
fn crowds(conn: &mut Conn, keys: &[&str]) -> Result<HashMap<String, Count>> {
    let sql = format!(
        "SELECT key, people, firm FROM company_crowd WHERE {}",
        conn.any("key", 1)
    );
    let found = conn.query(&sql, &[keys.into()], |row| {
        let count = Count {
            people: row.get(1)?,
            firm: row.get(2)?,
        };
        Ok((row.get(0)?, count))
    })?;
    Ok(found.into_iter().collect())
}

/// The votes on a crowd, as far as they decide anything.
fn crowd_tally(conn: &mut Conn, key: &str, crowd: Count) -> Result<Tally> {
    let mut tally = Tally {
        crowd: Some(crowd),
        ..Tally::default()
    };
    let sql = "SELECT people, firm FROM company_vote WHERE key = $1 AND other = ''";
    conn.for_each(sql, &[key.into()], |row| {
        tally.stated = Count {
            people: row.get(0)?,
            firm: row.get(1)?,
        };
        Ok(())
    })?;
    let sql = format!(
        "SELECT other, people, firm FROM company_crowd_vote WHERE key = $1 AND slate = $2
         ORDER BY {RANK} DESC, {} LIMIT $3",
        conn.in_byte_order("other")
    );
    for slate in Slate::ALL {
        let limit = slate.leaders() as i64;
        let params = [key.into(), (slate as i64).into(), limit.into()];
        conn.for_each(&sql, &params, |row| {
            let count = Count {
                people: row.get(1)?,
                firm: row.get(2)?,
            };
            let other = row.text(0)?.and_then(|placed| placed.get(PLACE..));
            tally
                .others
                .extend(other.map(|other| (other.to_owned(), count)));
            Ok(())
        })?;
    }
    read_names_of_home(conn, key, &mut tally)?;
    Ok(tally)
}

/// Reads of an id that is a crowd also how often it is called as its domain is.
fn read_names_of_home(conn: &mut Conn, key: &str, tally: &mut Tally) -> Result<()> {
    let names = tally.names_of_home(key);
    if names.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sql = format!(
        "SELECT other, people, firm FROM company_vote WHERE key = $1 AND {}",
        conn.any("other", 2)
    );
    conn.for_each(&sql, &[key.into(), names.as_slice().into()], |row| {
        let count = Count {
            people: row.get(1)?,
            firm: row.get(2)?,
        };
        tally.others.insert(row.get(0)?, count);
        Ok(())
    })
}

/// Letters that tell the length of a key, before the key on a list of a crowd.
const PLACE: usize = 3;

/// A key as it is written on a list of a crowd, so that an index has equal ones in the order in which they are
/// chosen.
fn placed(key: &str) -> String {
    let (length, key) = order_of(key);
    format!("{length:0PLACE$}{key}")
}

/// Takes changes of votes in. `tallies` are the votes on all keys that they are about, and are brought in line.
pub fn company_votes_take_in_txn(
    conn: &mut Conn,
    tallies: &mut HashMap<String, Tally>,
    changes: &VoteChanges,
) -> Result<()> {
    for ((key, other), change) in changes {
        tallies.entry(key.clone()).or_default().add(other, *change);
    }
    let is_crowd = |key: &str| tallies.get(key).is_some_and(|tally| tally.crowd.is_some());
    let of_crowds = changes.iter().filter(|((key, _), _)| is_crowd(key));
    write(conn, Table::All, changes.iter())?;
    write(conn, Table::OfCrowds, of_crowds)?;
    for (key, tally) in tallies {
        tally.others.retain(|_, count| count.people > 0);
        if let Some(crowd) = tally.crowd {
            *tally = crowd_tally(conn, key, crowd)?;
            crowd_set_in_txn(conn, key, crowd)?;
        } else if tally.others.len() > MOST_READ {
            gather_in_txn(conn, key, tally)?;
        }
    }
    Ok(())
}

/// Makes a key with its votes a crowd.
fn gather_in_txn(conn: &mut Conn, key: &str, tally: &mut Tally) -> Result<()> {
    let mut crowd = Count::default();
    tally.others.values().for_each(|count| crowd += *count);
    tally.crowd = Some(crowd);
    crowd_set_in_txn(conn, key, crowd)?;
    let votes = tally.others.iter();
    let votes: VoteChanges = votes
        .map(|(other, count)| ((key.to_owned(), other.clone()), *count))
        .collect();
    write(conn, Table::OfCrowds, votes.iter())
}

fn crowd_set_in_txn(conn: &mut Conn, key: &str, crowd: Count) -> Result<()> {
    conn.insert(
        "company_crowd",
        &["key", "people", "firm"],
        &[vec![key.into(), crowd.people.into(), crowd.firm.into()]],
        "ON CONFLICT (key) DO UPDATE SET people = excluded.people, firm = excluded.firm",
    )
}

/// Takes changes of counts in on which no key's meaning hangs.
pub fn company_votes_add_in_txn(conn: &mut Conn, changes: &VoteChanges) -> Result<()> {
    write(conn, Table::All, changes.iter())
}

/// Where votes are kept.
#[derive(Clone, Copy)]
enum Table {
    /// All of them.
    All,
    /// Those on crowds, by their lists.
    OfCrowds,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::All => "company_vote",
            Self::OfCrowds => "company_crowd_vote",
        }
    }
}

fn write<'c>(
    conn: &mut Conn,
    table: Table,
    changes: impl Iterator<Item = (&'c (String, String), &'c Count)>,
) -> Result<()> {
    let changes = changes.filter(|(_, change)| !change.is_zero());
    let changes: Vec<_> = match table {
        Table::All => changes
            .map(|((key, other), change)| {
                (key.as_str(), Cow::Borrowed(other.as_str()), None, change)
            })
            .collect(),
        Table::OfCrowds => changes
            .filter_map(|((key, other), change)| {
                let slate = Slate::of(key, other)?;
                Some((key.as_str(), Cow::Owned(placed(other)), Some(slate), change))
            })
            .collect(),
    };
    let mut columns = vec!["key", "other", "people", "firm"];
    if let Table::OfCrowds = table {
        columns.push("slate");
    }
    let rows = changes.iter().map(|(key, other, slate, change)| {
        let counts = [change.people.into(), change.firm.into()];
        let slate = slate.map(|slate| Param::Int(slate as i64));
        [Param::from(*key), other.as_ref().into()]
            .into_iter()
            .chain(counts)
            .chain(slate)
            .collect()
    });
    let rows: Vec<Vec<Param>> = rows.collect();
    let table = table.name();
    let sum = |column| format!("{column} = {table}.{column} + excluded.{column}");
    let (people, firm) = (sum("people"), sum("firm"));
    let tail = format!("ON CONFLICT (key, other) DO UPDATE SET {people}, {firm}");
    conn.insert(table, &columns, &rows, &tail)?;
    let fewer = changes.iter().filter(|(.., change)| change.people < 0);
    let fewer: Vec<(&str, &str)> = fewer
        .map(|(key, other, ..)| (*key, other.as_ref()))
        .collect();
    forget_none_in_txn(conn, table, &fewer)
}

/// Removes pairs of keys that nobody states any more.
fn forget_none_in_txn(conn: &mut Conn, table: &str, pairs: &[(&str, &str)]) -> Result<()> {
    for chunk in pairs.chunks(CHUNK) {
        // Few different texts of the statement; no key is empty.
        let many = if chunk.len() <= 4 { 4 } else { CHUNK };
        let padded = chunk.iter().chain(std::iter::repeat(&("", ""))).take(many);
        let params = padded.flat_map(|(key, other)| [Param::from(*key), Param::from(*other)]);
        let places = (0..many).map(|nth| {
            let (key, other) = (2 * nth + 1, 2 * nth + 2);
            format!("(key = ${key} AND other = ${other})")
        });
        let places: Vec<String> = places.collect();
        let sql = format!(
            "DELETE FROM {table} WHERE people <= 0 AND ({})",
            places.join(" OR ")
        );
        conn.run(&sql, &params.collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Forgets votes and what followed from them, for they were made by another rule; what was said by
/// hand stays.
pub fn company_votes_clear_in_txn(conn: &mut Conn) -> Result<()> {
    for table in [
        "company_vote",
        "company_crowd",
        "company_crowd_vote",
        "company_meaning",
        "company_pending",
        "company_drawing",
    ] {
        conn.run(&format!("DELETE FROM {table}"), &[])?;
    }
    Ok(())
}
