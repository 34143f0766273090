//! Ids of companies that an older release left in messages, taken into profiles and rows.

use std::collections::HashMap;

use ripen_domain::interaction::kind;
use ripen_domain::profile::{Authority, FieldValue, Profile, ProfileChange, field};
use ripen_store::companies::key::{
    Member, company_id_changes, groupings, person_company_id_set_in_txn,
};
use ripen_store::people::timeline::profile_change_insert_in_txn;
use ripen_store::{Conn, Result};

use crate::capture::company_id_of;
use crate::ripen::Ripen;

/// Takes in the ids of the companies of people, whose numbers are within `range`; returns whether a row is
/// another by it.
pub fn hear_in_txn(
    app: &Ripen,
    conn: &mut Conn,
    range: (i64, i64),
    people: &[Member],
) -> Result<bool> {
    let names = app.names(conn)?;
    if let Some(kind) = names.kind_id(kind::GROUPED) {
        hear_messages_in_txn(conn, range, kind)?;
    }
    let mut profiles: HashMap<i64, Profile> = HashMap::new();
    for (person, change) in company_id_changes(conn, range)? {
        profiles.entry(person).or_default().apply(&change);
    }
    let settled = people.iter().filter_map(|member| {
        let profile = profiles.get(&member.person)?;
        let id = profile.get(field::COMPANY_ID);
        let id = id.map(|id| id.to_text().into_owned());
        (id != member.id).then(|| (member, id, profile.authority(field::COMPANY_ID)))
    });
    let settled: Vec<_> = settled.collect();
    if !settled.is_empty() {
        person_company_id_set_in_txn(conn, &settled)?;
    }
    Ok(!settled.is_empty())
}

/// What messages say that no change of a profile says yet. Those of today's releases are all there: with the
/// authority of their source, which is not touched.
fn hear_messages_in_txn(conn: &mut Conn, range: (i64, i64), kind: i64) -> Result<()> {
    let mut heard = Vec::new();
    groupings(conn, range, kind, |person, home, (at, seq), body| {
        let change = company_id_of(body).map(|id| ProfileChange {
            at,
            seq,
            field: field::COMPANY_ID.to_owned(),
            value: Some(FieldValue::Text(id)),
            authority: Authority::Firm,
        });
        heard.extend(change.map(|change| (person, home, change)));
        Ok(())
    })?;
    let heard: Vec<(i64, i64, &ProfileChange)> = heard
        .iter()
        .map(|(person, home, change)| (*person, *home, change))
        .collect();
    profile_change_insert_in_txn(conn, &heard)
}
