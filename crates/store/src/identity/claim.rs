//! Addresses that were only claimed, by a key that everybody can read, for somebody who does not hold them.

use ripen_domain::identity::resolve::Resolver;
use ripen_domain::identity::{Identifier, IdentifierKind};
use ripen_domain::profile::{Authority, field};

use super::learn_sharers;
use crate::access::KeyKind;
use crate::engine::{Conn, Result};

/// Whether no more than a browser's key says that the person of a row of `contact_share` has it. A row is of the
/// interaction that said so first, or of the first by which the business did.
fn is_claimed(row: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM interaction i JOIN write_key k ON k.id = i.source_id
         WHERE i.seq = {row}.seq AND k.kind = '{}')",
        KeyKind::Browser.name()
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
        "SELECT s.value, s.person_id, s.home FROM contact_share s WHERE s.kind = $1 AND {} AND {}
         ORDER BY s.value, s.home",
        conn.any("s.value", 2),
        is_claimed("s")
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
        "DELETE FROM contact_share WHERE kind = $1 AND value = $2 AND {} AND {}",
        conn.any("person_id", 3),
        is_claimed("contact_share")
    );
    let params = [kind.into(), value.into(), people.as_slice().into()];
    conn.run(&sql, &params)?;
    Ok(taken)
}

/// Keeps that somebody who gave a contact point holds it, and does not share it.
pub fn contact_unshare_in_txn(conn: &mut Conn, contact: &Identifier, person: i64) -> Result<()> {
    let sql = "DELETE FROM contact_share WHERE kind = $1 AND value = $2 AND person_id = $3";
    let params = [
        contact.kind.code().into(),
        (&contact.value).into(),
        person.into(),
    ];
    conn.run(sql, &params)
}
