//! Addresses that were only claimed, by a key that everybody can read, for somebody who does not hold them.

use ripen_domain::identity::resolve::Resolver;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::profile::{Authority, field};

use super::learn_sharers;
use crate::engine::{Conn, Result};

/// Whether the business said an address of the person of a row of `contact_share`.
fn is_firm(row: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM profile_change c WHERE c.person_id = {row}.person_id AND c.value = {row}.value
         AND c.field IN ({}) AND c.authority = {})",
        fields(),
        Authority::Firm.code()
    )
}

fn fields() -> String {
    let all = std::iter::once(&field::EMAIL).chain(field::MORE_EMAILS);
    let all: Vec<String> = all.map(|name| format!("'{name}'")).collect();
    all.join(", ")
}

/// Loads who claimed those of these addresses of which the business has said nothing.
pub(super) fn claimants_load(
    conn: &mut Conn,
    identifiers: &[&Identifier],
    people: &mut Vec<i64>,
    resolver: &mut Resolver,
) -> Result<()> {
    let open = identifiers.iter().filter(|one| one.is_own_address());
    let open = open.filter(|one| resolver.bond(one).is_none());
    let mut values: Vec<&str> = open.map(|one| one.value.as_str()).collect();
    values.sort_unstable();
    values.dedup();
    if values.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT s.value, s.person_id, s.home FROM contact_share s WHERE s.kind = $1 AND {} AND NOT {}
         ORDER BY s.value, s.home",
        conn.any("s.value", 2),
        is_firm("s")
    );
    learn_sharers(
        conn,
        &sql,
        (IdentifierKind::Email, &values),
        people,
        resolver,
    )
}

/// Takes an address from everybody who only claimed it, and what was claimed so out of their profiles; returns who
/// that is.
///
/// # Errors
/// Those of the database.
pub fn contact_claims_take_back_in_txn(conn: &mut Conn, address: &Identifier) -> Result<Vec<i64>> {
    let (kind, value) = (address.kind.code(), address.value.as_str());
    let sql = "SELECT DISTINCT s.person_id FROM contact_share s WHERE s.kind = $1 AND s.value = $2
               AND s.person_id NOT IN (SELECT i.person_id FROM identifier i WHERE i.kind = $1 AND i.value = $2)";
    let people = conn.query(sql, &[kind.into(), value.into()], |row| row.get::<i64>(0))?;
    let sql = format!(
        "DELETE FROM profile_change WHERE person_id = $1 AND value = $2 AND field IN ({}) AND authority <> {}",
        fields(),
        Authority::Firm.code()
    );
    let mut taken = Vec::new();
    for person in &people {
        if conn.execute(&sql, &[(*person).into(), value.into()])? > 0 {
            taken.push(*person);
        }
    }
    let sql = format!(
        "DELETE FROM contact_share WHERE kind = $1 AND value = $2 AND {} AND NOT {}",
        conn.any("person_id", 3),
        is_firm("contact_share")
    );
    let params = [kind.into(), value.into(), people.as_slice().into()];
    conn.run(&sql, &params)?;
    Ok(taken)
}

/// Keeps that somebody who gave a contact point holds it, and does not share it.
///
/// # Errors
/// Those of the database.
pub fn contact_unshare_in_txn(conn: &mut Conn, contact: &Identifier, person: i64) -> Result<()> {
    let sql = "DELETE FROM contact_share WHERE kind = $1 AND value = $2 AND person_id = $3";
    let params = [
        contact.kind.code().into(),
        (&contact.value).into(),
        person.into(),
    ];
    conn.run(sql, &params)
}
