//! The ids that the business gives companies, as messages and profiles have them.

use ripen_domain::profile::{Authority, FieldValue, ProfileChange, field};
use ripen_domain::time::Timestamp;

use crate::engine::{Conn, Param, Result};
use crate::people::person::with_authority;
use crate::people::timeline::read_change;

/// What was said when people were tied to a company: person, home, time and position, and the message.
pub fn groupings(
    conn: &mut Conn,
    (from, to): (i64, i64),
    kind: i64,
    mut each: impl FnMut(i64, i64, (Timestamp, i64), &str) -> Result<()>,
) -> Result<()> {
    let sql = "SELECT t.person_id, t.home, t.at, t.seq, i.body FROM timeline t JOIN interaction i ON i.seq = t.seq
               WHERE t.person_id BETWEEN $1 AND $2 AND t.kind_id = $3";
    conn.for_each(sql, &[from.into(), to.into(), kind.into()], |row| {
        let at = Timestamp::from_micros(row.get(2)?);
        let body = row.text(4)?.unwrap_or_default();
        each(row.get(0)?, row.get(1)?, (at, row.get(3)?), body)
    })
}

/// What was said of the ids of the companies of people, with their numbers.
pub fn company_id_changes(
    conn: &mut Conn,
    (from, to): (i64, i64),
) -> Result<Vec<(i64, ProfileChange)>> {
    let sql = "SELECT at, seq, field, type, value, authority, person_id FROM profile_change
               WHERE person_id BETWEEN $1 AND $2 AND field = $3";
    let params = [from.into(), to.into(), field::COMPANY_ID.into()];
    conn.query(sql, &params, |row| Ok((row.get(6)?, read_change(row)?)))
}

/// Writes the ids of the companies of people, with the authority that they were said with: to the rows, of
/// which `authorities` has that of all fields, and to their custom fields.
pub fn person_company_id_set_in_txn(
    conn: &mut Conn,
    ids: &[(&super::Member, Option<String>, Authority)],
) -> Result<()> {
    let rows = ids.iter().map(|(member, id, authority)| {
        let authorities = with_authority(member.authorities, field::COMPANY_ID, *authority);
        vec![member.person.into(), id.as_ref().into(), authorities.into()]
    });
    let rows: Vec<Vec<Param>> = rows.collect();
    conn.update(
        "person",
        &["person_id", "company_id", "authority"],
        &rows,
        "",
    )?;
    let people: Vec<i64> = ids.iter().map(|(member, ..)| member.person).collect();
    let sql = format!(
        "DELETE FROM person_field WHERE {} AND field = $2",
        conn.any("person_id", 1)
    );
    conn.run(&sql, &[people.as_slice().into(), field::COMPANY_ID.into()])?;
    let fields = ids.iter().filter_map(|(member, id, authority)| {
        let (id, number) = (id.as_ref()?, FieldValue::Text(id.clone()?).to_number());
        Some(vec![
            member.person.into(),
            field::COMPANY_ID.into(),
            id.into(),
            number.into(),
            authority.code().into(),
        ])
    });
    conn.insert(
        "person_field",
        &["person_id", "field", "text", "number", "authority"],
        &fields.collect::<Vec<Vec<Param>>>(),
        "",
    )
}
