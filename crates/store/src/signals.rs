//! Buying signals that people have given, with the interactions behind them.

use std::collections::HashSet;

use ripen_domain::time::Timestamp;

use crate::companies;
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
#[derive(Clone, Debug, PartialEq)]
pub struct ListedSignal {
    /// The signal.
    pub signal: StoredSignal,
    /// Name of the person.
    pub name: Option<String>,
    /// E-mail address of the person.
    pub email: Option<String>,
    /// Company of the person.
    pub company: Option<String>,
    /// What is behind it where it is a signal of the company. The person is the one who completed it.
    pub surge: Option<Surge>,
}

/// What is behind a surge at a company.
#[derive(Clone, Debug, PartialEq)]
pub struct Surge {
    /// What tells the company.
    pub company: String,
    /// How many interactions there had been in the window.
    pub interactions: i64,
    /// How many people had given them.
    pub people: i64,
    /// How many interactions are usual in such a time.
    pub usual: f64,
    /// Log position and person of the newest of those interactions.
    pub given_by: Vec<(i64, i64)>,
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

/// The signals that are stored of these people: their keys, and the positions of the interactions that completed them.
///
/// # Errors
/// Those of the database.
pub fn signal_given(conn: &mut Conn, people: &[i64]) -> Result<HashSet<(String, i64)>> {
    if people.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "SELECT key, seq FROM person_signal WHERE {}",
        conn.any("person_id", 1)
    );
    let given = conn.query(&sql, &[people.into()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(given.into_iter().collect())
}

/// Takes away all signals of these people, before those that a replay found are added.
pub fn signal_clear_in_txn(conn: &mut Conn, people: &[i64]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "DELETE FROM person_signal WHERE {}",
        conn.any("person_id", 1)
    );
    conn.run(&sql, &[people.into()])
}

/// The newest `limit` signals of a person and of the person's company, newest first. Name, e-mail
/// address and company are left out of those of the person.
pub fn signal_of_person(conn: &mut Conn, person: i64, limit: i64) -> Result<Vec<ListedSignal>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM person_signal WHERE person_id = $1 ORDER BY at DESC, key LIMIT $2"
    );
    let mut all = conn.query(&sql, &[person.into(), limit.into()], |row| {
        Ok(ListedSignal {
            signal: read(row)?,
            name: None,
            email: None,
            company: None,
            surge: None,
        })
    })?;
    let columns = companies::COLUMNS.split(", ");
    let columns: Vec<String> = columns.map(|column| format!("s.{column}")).collect();
    let of_company = format!(
        "SELECT {}, b.name, b.email, b.company FROM company_signal s JOIN person b ON b.person_id = s.person_id
         WHERE s.company_key = (SELECT p.company_key FROM person p WHERE p.person_id = $1)
         ORDER BY s.at DESC, s.key LIMIT $2",
        columns.join(", ")
    );
    all.extend(conn.query(&of_company, &[person.into(), limit.into()], read_surge)?);
    all.sort_by_key(|one| std::cmp::Reverse(one.signal.at));
    all.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(all)
}

/// Keys of the signals that these people and their companies gave since `since`, newest first.
pub fn signal_recent(
    conn: &mut Conn,
    people: &[i64],
    since: Timestamp,
) -> Result<Vec<(i64, String, Timestamp)>> {
    let own = format!(
        "SELECT person_id, key, at FROM person_signal WHERE {} AND at >= $2",
        conn.any("person_id", 1)
    );
    // The people come first: a company may have a hundred thousand others.
    let of_company = format!(
        "WITH page AS MATERIALIZED (SELECT person_id, company_key FROM person WHERE {})
         SELECT page.person_id, s.key, s.at FROM page
         JOIN company_signal s ON s.company_key = page.company_key AND s.at >= $2",
        conn.any("person_id", 1)
    );
    let params = [people.into(), since.as_micros().into()];
    let mut all = Vec::new();
    for sql in [own, of_company] {
        all.extend(conn.query(&sql, &params, |row| {
            let at = Timestamp::from_micros(row.get(2)?);
            Ok((row.get(0)?, row.get(1)?, at))
        })?);
    }
    all.sort_by(
        |(person, key, at), (other, next, then): &(i64, String, Timestamp)| {
            (then, person, key).cmp(&(at, other, next))
        },
    );
    Ok(all)
}

/// What holds of a signal of this key that was given at `since` or later, where either is asked for.
fn asked<'a>(
    key: Option<&'a str>,
    since: Option<Timestamp>,
    params: &mut Vec<Param<'a>>,
) -> String {
    let mut condition = "1 = 1".to_owned();
    if let Some(key) = key {
        params.push(key.into());
        condition += &format!(" AND key = ${}", params.len());
    }
    if let Some(since) = since {
        params.push(since.as_micros().into());
        condition += &format!(" AND at >= ${}", params.len());
    }
    condition
}

/// How many signals people and companies gave at `since` or later; of one key where one is given.
pub fn signal_count(conn: &mut Conn, key: Option<&str>, since: Timestamp) -> Result<i64> {
    let mut params = Vec::new();
    let condition = asked(key, Some(since), &mut params);
    let mut count = 0;
    for table in ["person_signal", "company_signal"] {
        let sql = format!("SELECT count(*) FROM {table} WHERE {condition}");
        conn.for_each(&sql, &params, |row| {
            count += row.get::<i64>(0)?;
            Ok(())
        })?;
    }
    Ok(count)
}

/// The newest `limit` signals of everybody and of companies, newest first; of one key where one is
/// given, back to `since` where that is, going on after `after`. A signal of a company stands where
/// the person stands who completed it.
pub fn signal_page(
    conn: &mut Conn,
    key: Option<&str>,
    since: Option<Timestamp>,
    after: Option<&SignalCursor>,
    limit: i64,
) -> Result<Vec<ListedSignal>> {
    let mut params: Vec<Param> = vec![limit.into()];
    let mut condition = asked(key, since, &mut params);
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
    let order = "ORDER BY page.at DESC, page.person_id DESC, page.key DESC";
    let cut = |table: &str, columns: &str| {
        let columns = columns.split(", ").map(|column| format!("page.{column}"));
        let columns = columns.collect::<Vec<_>>().join(", ");
        format!(
            "SELECT {columns}, b.name, b.email, b.company
             FROM (SELECT * FROM {table} WHERE {condition} {NEWEST} LIMIT $1) AS page
             JOIN person b ON b.person_id = page.person_id {order}"
        )
    };
    let own = cut("person_signal", COLUMNS);
    let mut page = conn.query(&own, &params, |row| {
        Ok(ListedSignal {
            signal: read(row)?,
            name: row.get(5)?,
            email: row.get(6)?,
            company: row.get(7)?,
            surge: None,
        })
    })?;
    let of_company = cut("company_signal", companies::COLUMNS);
    page.extend(conn.query(&of_company, &params, read_surge)?);
    let place = |one: &ListedSignal| {
        let signal = &one.signal;
        std::cmp::Reverse((signal.at, signal.person, signal.key.clone()))
    };
    page.sort_by_key(place);
    page.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(page)
}

/// Reads [`companies::COLUMNS`] and name, e-mail address and company of who completed it.
fn read_surge(row: &Row) -> Result<ListedSignal> {
    let found = companies::read_signal(row)?;
    Ok(ListedSignal {
        name: row.get(9)?,
        email: row.get(10)?,
        surge: Some(Surge {
            company: found.company,
            interactions: found.interactions,
            people: found.people,
            usual: found.usual,
            given_by: found.evidence.clone(),
        }),
        company: row.get(11)?,
        signal: StoredSignal {
            person: found.person,
            key: found.key,
            at: found.at,
            seq: found.seq,
            evidence: found.evidence.iter().map(|(seq, _)| *seq).collect(),
        },
    })
}

/// The interactions at these log positions.
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
