//! What the people of companies do by day, and the buying signals of companies.

pub mod key;

use std::collections::BTreeMap;

use ripen_domain::company::name;
use ripen_domain::interaction::Verdict;
use ripen_domain::signal::company::{CompanyDays, CompanyInteraction};
use ripen_domain::time::{Span, Timestamp};

use crate::engine::{Conn, Error, Param, Result, Row};
use crate::people::timeline::is_no_data;

/// What says that somebody did something, over rows of the timeline.
fn is_done() -> String {
    format!(
        "verdict = {} AND {}",
        Verdict::Human.code(),
        is_no_data("kind_id")
    )
}

const DAY: i64 = Span::days(1).as_micros();

/// Numbers of human interactions by company, day and person.
pub type PersonDays = BTreeMap<(String, i64, i64), i64>;

/// A buying signal of a company.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanySignal {
    /// What tells the company.
    pub company: String,
    /// Key of the signal.
    pub key: String,
    /// When it was given.
    pub at: Timestamp,
    /// Log position of the interaction that completed it.
    pub seq: i64,
    /// Whose interaction that was.
    pub person: i64,
    /// How many interactions there had been in the window.
    pub interactions: i64,
    /// How many people had given them.
    pub people: i64,
    /// How many interactions are usual in such a time.
    pub usual: f64,
    /// Log position and person of the newest of those interactions, oldest first.
    pub evidence: Vec<(i64, i64)>,
}

/// Columns of [`read_signal`].
pub(crate) const COLUMNS: &str =
    "company_key, key, at, seq, person_id, interactions, people, usual, evidence";

/// Reads the columns of [`COLUMNS`], from the first one on.
pub(crate) fn read_signal(row: &Row) -> Result<CompanySignal> {
    let evidence: String = row.get(8)?;
    let pair = |pair: &str| {
        let (seq, person) = pair.split_once(':')?;
        Some((seq.parse().ok()?, person.parse().ok()?))
    };
    Ok(CompanySignal {
        company: row.get(0)?,
        key: row.get(1)?,
        at: Timestamp::from_micros(row.get(2)?),
        seq: row.get(3)?,
        person: row.get(4)?,
        interactions: row.get(5)?,
        people: row.get(6)?,
        usual: row.get(7)?,
        evidence: evidence
            .split(',')
            .map(pair)
            .collect::<Option<_>>()
            .ok_or_else(|| Error::Corrupt(format!("evidence {evidence}")))?,
    })
}

/// People of a company whose spelling of its name is looked at.
const SPELLINGS: i64 = 50;

/// The name of a company as the first of its people writes it who calls it so, else as the first who states any.
pub fn company_written(conn: &mut Conn, key: &str) -> Result<Option<String>> {
    let sql = "SELECT company FROM person WHERE company_key = $1 AND company IS NOT NULL AND merged_into IS NULL
               ORDER BY person_id LIMIT $2";
    let names: Vec<String> = conn.query(sql, &[key.into(), SPELLINGS.into()], |row| row.get(0))?;
    let own = names
        .iter()
        .position(|written| name::key(written).as_deref() == Some(key));
    Ok(names.into_iter().nth(own.unwrap_or_default()))
}

/// What is stored of the days of these people.
pub fn person_days(conn: &mut Conn, people: &[i64]) -> Result<PersonDays> {
    let sql = format!(
        "SELECT company_key, day, person_id, interactions FROM company_person_day WHERE {}",
        conn.any("person_id", 1)
    );
    let rows = conn.query(&sql, &[people.into()], |row| {
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?))
    })?;
    Ok(rows.into_iter().collect())
}

/// The days of these people as their timelines say; each with the company that they belong to.
pub fn person_days_counted(conn: &mut Conn, people: &[(i64, String)]) -> Result<PersonDays> {
    let ids: Vec<i64> = people.iter().map(|(person, _)| *person).collect();
    let company: BTreeMap<i64, &String> = people.iter().map(|(id, key)| (*id, key)).collect();
    let sql = format!(
        "SELECT person_id, (at - ((at % {DAY} + {DAY}) % {DAY})) / {DAY}, count(*)
         FROM timeline WHERE {} AND {} GROUP BY 1, 2",
        conn.any("person_id", 1),
        is_done()
    );
    let rows = conn.query(&sql, &[ids.as_slice().into()], |row| {
        let person: i64 = row.get(0)?;
        Ok(((company[&person].clone(), row.get(1)?, person), row.get(2)?))
    })?;
    Ok(rows.into_iter().collect())
}

/// Takes away what is stored of the days of these people, before what is counted anew is added.
pub fn person_days_clear_in_txn(conn: &mut Conn, people: &[i64]) -> Result<()> {
    let sql = format!(
        "DELETE FROM company_person_day WHERE {}",
        conn.any("person_id", 1)
    );
    conn.run(&sql, &[people.into()])
}

/// Adds numbers of interactions, each above 0, to what is stored.
pub fn person_days_add_in_txn(conn: &mut Conn, days: &PersonDays) -> Result<()> {
    let rows = days.iter().map(|((company, day, person), many)| {
        vec![
            company.into(),
            (*day).into(),
            (*person).into(),
            (*many).into(),
        ]
    });
    conn.insert(
        "company_person_day",
        &["company_key", "day", "person_id", "interactions"],
        &rows.collect::<Vec<Vec<Param>>>(),
        "ON CONFLICT (company_key, day, person_id)
         DO UPDATE SET interactions = company_person_day.interactions + excluded.interactions",
    )
}

/// Adds numbers of interactions, or takes them away, by company and day.
pub fn company_days_add_in_txn(conn: &mut Conn, days: &BTreeMap<(String, i64), i64>) -> Result<()> {
    let changes: Vec<_> = days.iter().filter(|(_, many)| **many != 0).collect();
    let rows = changes
        .iter()
        .map(|((company, day), many)| vec![company.into(), (*day).into(), (**many).into()]);
    conn.insert(
        "company_day",
        &["company_key", "day", "interactions"],
        &rows.collect::<Vec<Vec<Param>>>(),
        "ON CONFLICT (company_key, day)
         DO UPDATE SET interactions = company_day.interactions + excluded.interactions",
    )?;
    let fewer = changes.iter().filter(|(_, many)| **many < 0);
    let fewer: Vec<&str> = fewer.map(|((company, _), _)| company.as_str()).collect();
    if !fewer.is_empty() {
        // A day without interactions would look like the first one of the company.
        let any = conn.any("company_key", 1);
        let sql = format!("DELETE FROM company_day WHERE {any} AND interactions = 0");
        conn.run(&sql, &[fewer.as_slice().into()])?;
    }
    Ok(())
}

/// What the people of companies did before, and the signals that were given by it.
#[derive(Default)]
pub struct CompanyPast {
    /// The days of each company from some day on.
    pub days: BTreeMap<String, CompanyDays>,
    /// Company, key and time of all their signals, oldest first.
    pub signals: Vec<(String, String, Timestamp)>,
}

/// The past of these companies; their days from `from` on.
pub fn company_past(conn: &mut Conn, companies: &[&str], from: i64) -> Result<CompanyPast> {
    let days = format!(
        "SELECT d.company_key, d.day, d.interactions,
                (SELECT min(f.day) FROM company_day f WHERE f.company_key = d.company_key)
         FROM company_day d WHERE {} AND d.day >= $2 ORDER BY d.company_key, d.day",
        conn.any("d.company_key", 1)
    );
    let signals = format!(
        "SELECT company_key, key, at FROM company_signal WHERE {} ORDER BY company_key, at, key",
        conn.any("company_key", 1)
    );
    let params = [companies.into(), from.into()];
    let queries: [(&str, &[Param]); 2] = [(&days, &params), (&signals, &params[..1])];
    let mut past = CompanyPast::default();
    conn.for_each_of(&queries, |place, row| {
        let company = row.get(0)?;
        if place == 1 {
            let at = Timestamp::from_micros(row.get(2)?);
            past.signals.push((company, row.get(1)?, at));
            return Ok(());
        }
        let days = past.days.entry(company).or_default();
        days.first = row.get(3)?;
        days.totals
            .push((row.get(1)?, row.get::<i64>(2)?.unsigned_abs()));
        Ok(())
    })?;
    Ok(past)
}

/// Whether so many people of a company gave interactions on these days, both ends included.
pub fn company_has_people(
    conn: &mut Conn,
    company: &str,
    (from, to): (i64, i64),
    least: u32,
) -> Result<bool> {
    let sql = "SELECT DISTINCT person_id FROM company_person_day
               WHERE company_key = $1 AND day BETWEEN $2 AND $3 LIMIT $4";
    let params = [
        company.into(),
        from.into(),
        to.into(),
        i64::from(least).into(),
    ];
    let found = conn.query(sql, &params, |row| row.get::<i64>(0))?;
    Ok(found.len() >= least as usize)
}

/// The human interactions of a company's people on these days, by time and log position.
pub fn company_interactions(
    conn: &mut Conn,
    company: &str,
    (from, to): (i64, i64),
) -> Result<Vec<CompanyInteraction>> {
    let sql = format!(
        "SELECT t.at, t.seq, t.person_id FROM company_person_day c
         JOIN timeline t ON t.person_id = c.person_id AND t.at >= c.day * {DAY} AND t.at < (c.day + 1) * {DAY}
         WHERE c.company_key = $1 AND c.day BETWEEN $2 AND $3 AND {}
         ORDER BY t.at, t.seq",
        is_done()
    );
    conn.query(&sql, &[company.into(), from.into(), to.into()], |row| {
        Ok(CompanyInteraction {
            at: Timestamp::from_micros(row.get(0)?),
            seq: row.get(1)?,
            person: row.get(2)?,
        })
    })
}

/// Takes away the signals of a company that were given at `from` or later.
pub fn company_signal_clear_in_txn(conn: &mut Conn, company: &str, from: Timestamp) -> Result<()> {
    let sql = "DELETE FROM company_signal WHERE company_key = $1 AND at >= $2";
    conn.run(sql, &[company.into(), from.as_micros().into()])
}

/// Adds signals.
pub fn company_signal_insert_in_txn(conn: &mut Conn, signals: &[CompanySignal]) -> Result<()> {
    let join = |signal: &CompanySignal| {
        let pairs = signal.evidence.iter();
        let pairs: Vec<String> = pairs.map(|(seq, id)| format!("{seq}:{id}")).collect();
        pairs.join(",")
    };
    let evidence: Vec<String> = signals.iter().map(join).collect();
    let rows = signals.iter().zip(&evidence).map(|(signal, evidence)| {
        vec![
            Param::from(&signal.company),
            (&signal.key).into(),
            signal.at.as_micros().into(),
            signal.seq.into(),
            signal.person.into(),
            signal.interactions.into(),
            signal.people.into(),
            signal.usual.into(),
            evidence.into(),
        ]
    });
    conn.insert(
        "company_signal",
        &COLUMNS.split(", ").collect::<Vec<_>>(),
        &rows.collect::<Vec<_>>(),
        "ON CONFLICT DO NOTHING",
    )
}

/// Some people of these companies, at most `limit`.
pub fn company_people(conn: &mut Conn, companies: &[&str], limit: i64) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT person_id FROM person WHERE {} LIMIT $2",
        conn.any("company_key", 1)
    );
    conn.query(&sql, &[companies.into(), limit.into()], |row| row.get(0))
}

/// The definition of the signals that are stored, and the company up to which they were found by it;
/// none where that is all of them.
pub fn company_follow(conn: &mut Conn) -> Result<Option<(String, Option<String>)>> {
    let sql = "SELECT definition, after_key FROM company_follow WHERE id = 1";
    conn.query_opt(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Keeps how far the signals of companies were found by a definition.
pub fn company_follow_in_txn(conn: &mut Conn, definition: &str, after: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO company_follow (id, definition, after_key) VALUES (1, $1, $2)
               ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, after_key = excluded.after_key";
    conn.run(sql, &[definition.into(), after.into()])
}

/// The next companies of which anything is stored, after one, in the order of the database.
pub fn company_next(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<String>> {
    let sql = "SELECT DISTINCT company_key FROM company_day
               WHERE company_key > $1 ORDER BY company_key LIMIT $2";
    conn.query(sql, &[after.into(), limit.into()], |row| row.get(0))
}
