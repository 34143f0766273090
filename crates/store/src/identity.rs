//! Identifiers and who holds them.

use ripen_domain::identity::resolve::{Held, Resolver};
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result, Row};

/// Loads what is known about these identifiers, and about the people who hold them.
///
/// # Errors
/// Those of the database.
pub fn identity_load(conn: &mut Conn, identifiers: &[&Identifier]) -> Result<Resolver> {
    let mut resolver = Resolver::default();
    let mut people = Vec::new();
    for kind in IdentifierKind::ALL {
        let mut values: Vec<&str> = identifiers
            .iter()
            .filter(|one| one.kind == *kind)
            .map(|one| one.value.as_str())
            .collect();
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            continue;
        }
        let sql = format!(
            "SELECT value, person_id, home FROM identifier WHERE kind = $1 AND {}",
            conn.any("value", 2)
        );
        conn.for_each(
            &sql,
            &[kind.code().into(), values.as_slice().into()],
            |row| {
                let held = Held {
                    person: row.get(1)?,
                    home: row.get(2)?,
                };
                people.push(held.person);
                resolver.learn(
                    Identifier {
                        kind: *kind,
                        value: row.get(0)?,
                    },
                    held,
                );
                Ok(())
            },
        )?;
    }
    people.sort_unstable();
    people.dedup();
    load_standings(conn, &people, &mut resolver)?;
    Ok(resolver)
}

fn load_standings(conn: &mut Conn, people: &[i64], resolver: &mut Resolver) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT person_id, kind FROM identifier WHERE {}",
        conn.any("person_id", 1)
    );
    conn.for_each(&sql, &[people.into()], |row| {
        if let Some(kind) = IdentifierKind::from_code(row.get(1)?) {
            resolver.learn_standing(row.get(0)?, kind);
        }
        Ok(())
    })?;
    let sql = format!(
        "SELECT winner, loser FROM person_merge WHERE undone_at IS NOT NULL AND ({} OR {})",
        conn.any("winner", 1),
        conn.any("loser", 1)
    );
    conn.for_each(&sql, &[people.into()], |row| {
        resolver.learn_apart(row.get(0)?, row.get(1)?);
        Ok(())
    })
}

/// A link between an identifier and a person, with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The identifier.
    pub identifier: Identifier,
    /// Who holds it.
    pub held: Held,
    /// When it was linked.
    pub at: Timestamp,
    /// The interaction that says so.
    pub seq: i64,
    /// Kind of the identifier that it came together with, or its own.
    pub evidence: IdentifierKind,
}

/// Keeps links.
///
/// # Errors
/// Those of the database.
pub fn identifier_link_in_txn(conn: &mut Conn, links: &[Link]) -> Result<()> {
    let row = |link: &'_ Link| -> [i64; 5] {
        [
            link.identifier.kind.code(),
            link.held.person,
            link.held.home,
            link.at.as_micros(),
            link.seq,
        ]
    };
    let mut rows = Vec::with_capacity(links.len());
    for link in links {
        let [kind, person, home, at, seq] = row(link).map(Param::Int);
        rows.push(vec![
            kind,
            (&link.identifier.value).into(),
            person,
            home,
            at,
            seq,
            link.evidence.name().into(),
        ]);
    }
    conn.insert(
        "identifier",
        &[
            "kind",
            "value",
            "person_id",
            "home",
            "linked_at",
            "seq",
            "evidence",
        ],
        &rows,
        "",
    )
}

/// The identifiers of a person, oldest first.
///
/// # Errors
/// Those of the database.
pub fn identifier_list(conn: &mut Conn, person: i64) -> Result<Vec<Link>> {
    let sql = "SELECT kind, value, person_id, home, linked_at, seq, evidence FROM identifier WHERE person_id = $1
               ORDER BY linked_at, seq, kind, value";
    conn.query(sql, &[person.into()], read_link)
}

/// Reads kind, value, person, home, time, position and evidence.
pub(crate) fn read_link(row: &Row) -> Result<Link> {
    let kind = IdentifierKind::from_code(row.get(0)?).unwrap_or(IdentifierKind::AnonymousId);
    Ok(Link {
        identifier: Identifier {
            kind,
            value: row.get(1)?,
        },
        held: Held {
            person: row.get(2)?,
            home: row.get(3)?,
        },
        at: Timestamp::from_micros(row.get(4)?),
        seq: row.get(5)?,
        evidence: row
            .text(6)?
            .and_then(IdentifierKind::from_name)
            .unwrap_or(kind),
    })
}

/// An address or a number that a person gave and that somebody else, or nobody, holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedContact {
    /// The address or number.
    pub identifier: Identifier,
    /// The person who gave it.
    pub held: Held,
}

/// Keeps who gave addresses and numbers that others hold; once each.
///
/// # Errors
/// Those of the database.
pub fn contact_share_in_txn(conn: &mut Conn, shared: &[SharedContact]) -> Result<()> {
    let mut shared: Vec<&SharedContact> = shared.iter().collect();
    shared.sort_unstable();
    shared.dedup();
    let rows: Vec<Vec<Param>> = shared
        .into_iter()
        .map(|one| {
            vec![
                one.identifier.kind.code().into(),
                (&one.identifier.value).into(),
                one.held.person.into(),
                one.held.home.into(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let columns = ["kind", "value", "person_id", "home"];
    conn.insert("shared_contact", &columns, &rows, "ON CONFLICT DO NOTHING")
}
