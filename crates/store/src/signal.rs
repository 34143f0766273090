//! Buying signals that people have given, with the interactions behind them.

use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Error, Param, Result, Row};

/// A signal that a person gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSignal {
    /// The person.
    pub person: i64,
    /// Key of the signal.
    pub key: String,
    /// When it was given.
    pub at: Timestamp,
    /// Log position of the interaction that completed it.
    pub seq: i64,
    /// Log positions of the interactions behind it, oldest first.
    pub evidence: Vec<i64>,
}

/// A signal with what a list shows of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSignal {
    /// The signal.
    pub signal: StoredSignal,
    /// Name of the person.
    pub name: Option<String>,
    /// E-mail address of the person.
    pub email: Option<String>,
    /// Company of the person.
    pub company: Option<String>,
}

/// An interaction behind a signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Log position.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// Kind.
    pub kind: String,
    /// What it was about.
    pub label: Option<String>,
}

/// Where a page of signals ended: time, person and key of its last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalCursor {
    /// When it was given.
    pub at: Timestamp,
    /// The person.
    pub person: i64,
    /// Key of the signal.
    pub key: String,
}

const COLUMNS: &str = "person_id, key, at, seq, evidence";

fn read(row: &Row) -> Result<StoredSignal> {
    let evidence: String = row.get(4)?;
    let positions = evidence.split(',').map(str::parse);
    Ok(StoredSignal {
        person: row.get(0)?,
        key: row.get(1)?,
        at: Timestamp::from_micros(row.get(2)?),
        seq: row.get(3)?,
        evidence: positions
            .collect::<std::result::Result<_, _>>()
            .map_err(|_| Error::Corrupt(format!("evidence {evidence}")))?,
    })
}

/// Adds signals; one that is there already stays.
///
/// # Errors
/// Those of the database.
pub fn signal_insert_in_txn(conn: &mut Conn, signals: &[StoredSignal]) -> Result<()> {
    let join = |signal: &StoredSignal| {
        let positions: Vec<String> = signal.evidence.iter().map(i64::to_string).collect();
        positions.join(",")
    };
    let evidence: Vec<String> = signals.iter().map(join).collect();
    let rows = signals.iter().zip(&evidence).map(|(signal, evidence)| {
        vec![
            Param::Int(signal.person),
            (&signal.key).into(),
            signal.at.as_micros().into(),
            signal.seq.into(),
            (signal.evidence.len() as i64).into(),
            evidence.into(),
        ]
    });
    conn.insert(
        "person_signal",
        &["person_id", "key", "at", "seq", "count", "evidence"],
        &rows.collect::<Vec<_>>(),
        "ON CONFLICT DO NOTHING",
    )
}

/// Takes away all signals of these people, before those that a replay found are added.
///
/// # Errors
/// Those of the database.
pub fn signal_clear_in_txn(conn: &mut Conn, people: &[i64]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "DELETE FROM person_signal WHERE {}",
        conn.any("person_id", 1)
    );
    conn.execute(&sql, &[people.into()])?;
    Ok(())
}

/// The newest `limit` signals of a person, newest first.
///
/// # Errors
/// Those of the database.
pub fn signal_of_person(conn: &mut Conn, person: i64, limit: i64) -> Result<Vec<StoredSignal>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM person_signal WHERE person_id = $1 ORDER BY at DESC, key LIMIT $2"
    );
    conn.query(&sql, &[person.into(), limit.into()], read)
}

/// Keys of the signals that these people gave since `since`, newest first.
///
/// # Errors
/// Those of the database.
pub fn signal_recent(
    conn: &mut Conn,
    people: &[i64],
    since: Timestamp,
) -> Result<Vec<(i64, String, Timestamp)>> {
    let sql = format!(
        "SELECT person_id, key, at FROM person_signal WHERE {} AND at >= $2 ORDER BY at DESC, person_id, key",
        conn.any("person_id", 1)
    );
    conn.query(&sql, &[people.into(), since.as_micros().into()], |row| {
        let at = Timestamp::from_micros(row.get(2)?);
        Ok((row.get(0)?, row.get(1)?, at))
    })
}

/// The newest `limit` signals of everybody, newest first; of one key where one is given, going on
/// after `after`.
///
/// # Errors
/// Those of the database.
pub fn signal_page(
    conn: &mut Conn,
    key: Option<&str>,
    after: Option<&SignalCursor>,
    limit: i64,
) -> Result<Vec<ListedSignal>> {
    let mut params: Vec<Param> = vec![limit.into()];
    let mut condition = "1 = 1".to_owned();
    if let Some(key) = key {
        params.push(key.into());
        condition += &format!(" AND key = ${}", params.len());
    }
    if let Some(after) = after {
        let n = params.len();
        params.extend([
            Param::Int(after.at.as_micros()),
            after.person.into(),
            (&after.key).into(),
        ]);
        // All three run down, so that one comparison of rows finds the place in the index.
        condition += &format!(
            " AND (at, person_id, key) < (${}, ${}, ${})",
            n + 1,
            n + 2,
            n + 3
        );
    }
    // The page is cut before the people are looked up, so that no planner begins with the people.
    const NEWEST: &str = "ORDER BY at DESC, person_id DESC, key DESC";
    let sql = format!(
        "SELECT {COLUMNS}, name, email, company
         FROM (SELECT {COLUMNS} FROM person_signal WHERE {condition} {NEWEST} LIMIT $1) AS page
         JOIN person USING (person_id) {NEWEST}"
    );
    conn.query(&sql, &params, |row| {
        Ok(ListedSignal {
            signal: read(row)?,
            name: row.get(5)?,
            email: row.get(6)?,
            company: row.get(7)?,
        })
    })
}

/// The interactions at these log positions.
///
/// # Errors
/// Those of the database.
pub fn signal_evidence(conn: &mut Conn, positions: &[i64]) -> Result<Vec<Evidence>> {
    let sql = format!(
        "SELECT seq, at, kind, label FROM interaction WHERE {} ORDER BY seq",
        conn.any("seq", 1)
    );
    conn.query(&sql, &[positions.into()], |row| {
        Ok(Evidence {
            seq: row.get(0)?,
            at: Timestamp::from_micros(row.get(1)?),
            kind: row.get(2)?,
            label: row.get(3)?,
        })
    })
}
