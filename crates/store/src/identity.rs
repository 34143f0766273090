//! Identifiers and who holds them.

mod claim;
pub mod merge;
pub mod pair;
pub mod renormalise;
pub mod split;

use std::collections::HashSet;

use ripen_domain::identity::names::Name;
use ripen_domain::identity::resolve::{Held, Resolver, SHARERS};
use ripen_domain::identity::{Identifier, IdentifierKind, Proof};
use ripen_domain::profile::{Authority, Profile, field};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result, Row};
use crate::people::person::authority_of;
use crate::people::timeline::read_change;

use claim::claimants_load;
pub use claim::{contact_claims_take_back_in_txn, contact_unshare_in_txn};

/// People who are kept as sharing one contact point.
const MAX_SHARERS: i64 = SHARERS as i64;

/// Loads what is known about these identifiers, and about the people who hold them.
pub fn identity_load(conn: &mut Conn, identifiers: &[&Identifier]) -> Result<Resolver> {
    let mut resolver = Resolver::default();
    identity_load_more(conn, &mut resolver, identifiers)?;
    Ok(resolver)
}

/// Adds what is known about identifiers that a resolver was not told of yet, and about the people who hold
/// them; returns the people who are new to it.
pub fn identity_load_more(
    conn: &mut Conn,
    resolver: &mut Resolver,
    identifiers: &[&Identifier],
) -> Result<Vec<i64>> {
    let before = resolver.people();
    let mut people = Vec::new();
    load_holders(conn, identifiers, &mut people, resolver)?;
    claimants_load(conn, identifiers, &mut people, resolver)?;
    people.sort_unstable();
    people.dedup();
    people.retain(|person| before.binary_search(person).is_err());
    load_standings(conn, &people, resolver)?;
    Ok(people)
}

/// Loads who holds these identifiers, and who else gave the contact points among them.
fn load_holders(
    conn: &mut Conn,
    identifiers: &[&Identifier],
    people: &mut Vec<i64>,
    resolver: &mut Resolver,
) -> Result<()> {
    let held = format!(
        "SELECT value, person_id, home, bond FROM identifier WHERE kind = $1 AND {}",
        conn.any("value", 2)
    );
    let shared = format!(
        "SELECT value, person_id, home FROM contact_share WHERE kind = $1 AND {} ORDER BY value, home",
        conn.any("value", 2)
    );
    let mut asked: Vec<(&str, IdentifierKind, Vec<&str>)> = Vec::new();
    for kind in IdentifierKind::ALL {
        let of_kind = identifiers.iter().filter(|one| one.kind == *kind);
        asked.push((&held, *kind, values(of_kind.clone())));
        let shareable = of_kind.filter(|one| one.proof() == Proof::Shared);
        asked.push((&shared, *kind, values(shareable)));
    }
    asked.retain(|(.., values)| !values.is_empty());
    let params = asked.iter();
    let params = params.map(|(_, kind, values)| [kind.code().into(), values.as_slice().into()]);
    let params: Vec<[Param; 2]> = params.collect();
    let queries = asked.iter().zip(&params);
    let queries: Vec<_> = queries
        .map(|((sql, ..), params)| (*sql, &params[..]))
        .collect();
    conn.for_each_of(&queries, |place, row| {
        let (sql, kind, _) = &asked[place];
        let held_by = Held {
            person: row.get(1)?,
            home: row.get(2)?,
        };
        people.push(held_by.person);
        let identifier = Identifier {
            kind: *kind,
            value: row.get(0)?,
        };
        if *sql == shared {
            resolver.learn_sharer(identifier, held_by);
            return Ok(());
        }
        // Those of user ids are told with whose they are, below.
        if *kind != IdentifierKind::UserId {
            resolver.learn_bond(held_by.person, &identifier, row.get(3)?);
        }
        resolver.learn(identifier, held_by);
        Ok(())
    })
}

/// The values of identifiers, each once.
fn values<'i>(identifiers: impl Iterator<Item = &'i &'i Identifier>) -> Vec<&'i str> {
    let mut values: Vec<&str> = identifiers.map(|one| one.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// Takes in who shares which of the values, as a query of kind and values tells: value, person and home.
fn learn_sharers(
    conn: &mut Conn,
    sql: &str,
    (kind, values): (IdentifierKind, &[&str]),
    people: &mut Vec<i64>,
    resolver: &mut Resolver,
) -> Result<()> {
    conn.for_each(sql, &[kind.code().into(), values.into()], |row| {
        let value = row.get(0)?;
        let (person, home) = (row.get(1)?, row.get(2)?);
        people.push(person);
        resolver.learn_sharer(Identifier { kind, value }, Held { person, home });
        Ok(())
    })
}

fn load_standings(conn: &mut Conn, people: &[i64], resolver: &mut Resolver) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    // Cookies say nothing of how somebody is identified, and there may be thousands.
    let standings = format!(
        "SELECT person_id, kind, value, bond, CAST(0 AS BIGINT) FROM identifier WHERE {} AND kind <> $2
         UNION ALL SELECT person_id, kind, value, NULL, CAST(1 AS BIGINT) FROM contact_share WHERE {}",
        conn.any("person_id", 1),
        conn.any("person_id", 1)
    );
    let apart = format!(
        "SELECT person_id, home, other FROM person_pair WHERE {} AND apart = 1",
        conn.any("person_id", 1)
    );
    let cookie = IdentifierKind::AnonymousId.code();
    let params = [people.into(), cookie.into()];
    let queries: [(&str, &[Param]); 2] = [(&standings, &params), (&apart, &params[..1])];
    conn.for_each_of(&queries, |place, row| {
        if place == 1 {
            resolver.learn_apart(row.get(0)?, row.get(1)?, row.get(2)?);
            return Ok(());
        }
        if let Some(kind) = IdentifierKind::from_code(row.get(1)?) {
            let (person, value) = (row.get(0)?, row.get(2)?);
            let identifier = Identifier { kind, value };
            if kind == IdentifierKind::UserId {
                resolver.learn_bond(person, &identifier, row.get(3)?);
            }
            if row.get::<i64>(4)? == 0 {
                resolver.learn_tie(person, row.get(3)?);
            }
            // An address of one's own that somebody else holds is no key of theirs.
            if row.get::<i64>(4)? == 0 || !identifier.is_own_address() {
                resolver.learn_standing(person, &identifier);
            }
            resolver.learn_had(person, &identifier);
        }
        Ok(())
    })
}

/// Loads how many devices people have.
pub fn identity_load_devices(
    conn: &mut Conn,
    resolver: &mut Resolver,
    people: &[i64],
) -> Result<()> {
    let sql = format!(
        "SELECT person_id, count(*) FROM identifier WHERE {} AND kind = $2 GROUP BY person_id",
        conn.any("person_id", 1)
    );
    let device = IdentifierKind::AnonymousId.code();
    conn.for_each(&sql, &[people.into(), device.into()], |row| {
        resolver.learn_devices(row.get(0)?, row.get::<i64>(1)? as usize);
        Ok(())
    })
}

/// Loads the names of everybody whom a resolver knows. What is kept with the `parted` is not what they are
/// called any more: their names follow from what was said of them.
pub fn identity_load_names(
    conn: &mut Conn,
    resolver: &mut Resolver,
    parted: &HashSet<i64>,
) -> Result<()> {
    let (parted, people): (Vec<i64>, Vec<i64>) = resolver
        .people()
        .into_iter()
        .partition(|person| parted.contains(person));
    for person in parted {
        let sql = format!(
            "SELECT at, seq, field, type, value, authority FROM profile_change WHERE person_id = $1 AND {}
             ORDER BY at, seq, field",
            conn.any("field", 2)
        );
        let mut said = Profile::default();
        let params = [person.into(), field::NAMES.as_slice().into()];
        conn.for_each(&sql, &params, |row| {
            said.apply(&read_change(row)?);
            Ok(())
        })?;
        let name = said.text(field::NAME).unwrap_or_default();
        learn_name(resolver, person, name, said.authority(field::NAME));
    }
    identity_load_names_of(conn, resolver, &people)
}

/// Loads the names that people have now.
pub fn identity_load_names_of(
    conn: &mut Conn,
    resolver: &mut Resolver,
    people: &[i64],
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT person_id, name, authority FROM person WHERE {} AND name IS NOT NULL",
        conn.any("person_id", 1)
    );
    conn.for_each(&sql, &[people.into()], |row| {
        let by = authority_of(row.get(2)?, field::NAME);
        learn_name(resolver, row.get(0)?, row.text(1)?.unwrap_or_default(), by);
        Ok(())
    })
}

fn learn_name(resolver: &mut Resolver, person: i64, name: &str, by: Authority) {
    resolver.learn_name(person, Name::parse(name));
    if by == Authority::Claimed {
        resolver.learn_claimed_name(person);
    }
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
    /// Whether somebody else gave it first, and holds it.
    pub shared: bool,
    /// What has the same bond was said to be one person's by a server, an import or a hand; `None` for what
    /// only a key that everybody can read has tied to the rest.
    pub bond: Option<i64>,
}

impl Link {
    /// Whether it was given to somebody who was known already: that joined two in one step, and can be
    /// undone. What somebody was first seen with is theirs.
    pub fn is_joined(&self) -> bool {
        !self.shared && self.seq != self.held.home
    }
}

/// Keeps links.
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
            link.bond.into(),
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
            "bond",
        ],
        &rows,
        "",
    )
}

/// Keeps that an identifier was said to be its holder's by somebody who may say so.
pub fn identifier_bond_in_txn(conn: &mut Conn, identifier: &Identifier, bond: i64) -> Result<()> {
    let sql = "UPDATE identifier SET bond = $1 WHERE kind = $2 AND value = $3";
    let params = [
        bond.into(),
        identifier.kind.code().into(),
        (&identifier.value).into(),
    ];
    conn.run(sql, &params)
}

/// Keeps that what only a claim had given somebody is its holder's by the word of an interaction, which names it
/// together with something of kind `evidence`, and what it is bonded with.
pub fn identifier_said_in_txn(
    conn: &mut Conn,
    identifier: &Identifier,
    (seq, at): (i64, Timestamp),
    (evidence, bond): (IdentifierKind, Option<i64>),
) -> Result<()> {
    let sql = "UPDATE identifier SET seq = $1, linked_at = $2, evidence = $3, bond = $6
               WHERE kind = $4 AND value = $5 AND bond IS NULL";
    let params = [
        seq.into(),
        at.as_micros().into(),
        evidence.name().into(),
        identifier.kind.code().into(),
        (&identifier.value).into(),
        bond.into(),
    ];
    conn.run(sql, &params)
}

/// Keeps that two bonds of a person are one.
pub fn identifier_rebond_in_txn(
    conn: &mut Conn,
    person: i64,
    (from, to): (i64, i64),
) -> Result<()> {
    let sql = "UPDATE identifier SET bond = $1 WHERE person_id = $2 AND bond = $3";
    conn.run(sql, &[to.into(), person.into(), from.into()])
}

/// Keeps that a person gave a contact point that somebody else holds. Beyond some number of people it is
/// a switchboard, and who else has it is not kept, unless it is an address of one's own.
pub fn contact_share_in_txn(
    conn: &mut Conn,
    contact: &Identifier,
    held: Held,
    at: Timestamp,
    seq: i64,
) -> Result<()> {
    let most = match contact.is_own_address() {
        true => i64::MAX,
        false => MAX_SHARERS,
    };
    let sql = "INSERT INTO contact_share (kind, value, home, person_id, linked_at, seq)
               SELECT $1, $2, $3, $4, $5, $6 WHERE
               (SELECT count(*) FROM contact_share s WHERE s.kind = $1 AND s.value = $2) < $7
               ON CONFLICT (kind, value, home) DO NOTHING";
    let params = [
        contact.kind.code().into(),
        (&contact.value).into(),
        held.home.into(),
        held.person.into(),
        at.as_micros().into(),
        seq.into(),
        most.into(),
    ];
    conn.run(sql, &params)
}

/// The identifiers of a person, oldest first, with the contact points that they share with others.
pub fn identifier_list(conn: &mut Conn, person: i64) -> Result<Vec<Link>> {
    let sql = "SELECT kind, value, person_id, home, linked_at, seq, evidence, bond, CAST(0 AS BIGINT) FROM identifier WHERE person_id = $1
               UNION ALL SELECT kind, value, person_id, home, linked_at, seq, '', NULL, CAST(1 AS BIGINT) FROM contact_share WHERE person_id = $1
               ORDER BY 5, 6, 1, 2";
    conn.query(sql, &[person.into()], |row| {
        let link = read_link(row)?;
        Ok(Link {
            shared: row.get::<i64>(8)? != 0,
            ..link
        })
    })
}

/// Reads kind, value, person, home, time, position, evidence and bond.
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
        shared: false,
        bond: row.get(7)?,
    })
}
