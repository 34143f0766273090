//! The fields of people that the business made up itself.

use std::collections::HashMap;

use ripen_domain::profile::{FieldValue, ProfileChange, field};

use super::{COLUMNS, FROM, Person, read};
use crate::engine::{Conn, Param, Result, Row};
use crate::people::timeline::authority;

/// Adds the custom fields to the profiles of these people.
pub fn person_load_custom_fields(conn: &mut Conn, people: &mut [Person]) -> Result<()> {
    let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
    let at: HashMap<i64, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    conn.for_each(&custom_fields(conn), &[ids.as_slice().into()], |row| {
        add_custom_field(&mut people[at[&row.get::<i64>(0)?]], row)
    })
}

/// The people with these numbers, merged ones included, with their custom fields.
pub fn person_find_whole(conn: &mut Conn, ids: &[i64]) -> Result<Vec<Person>> {
    let found = format!(
        "SELECT {COLUMNS} FROM {FROM} WHERE {}",
        conn.any("p.person_id", 1)
    );
    let params = [ids.into()];
    let queries: [(&str, &[Param]); 2] = [(&found, &params), (&custom_fields(conn), &params)];
    let mut people: Vec<Person> = Vec::with_capacity(ids.len());
    let mut at: HashMap<i64, usize> = HashMap::with_capacity(ids.len());
    conn.for_each_of(&queries, |place, row| {
        if place == 0 {
            let person = read(row)?;
            at.insert(person.id, people.len());
            people.push(person);
            return Ok(());
        }
        match at.get(&row.get(0)?) {
            Some(at) => add_custom_field(&mut people[*at], row),
            None => Ok(()),
        }
    })?;
    Ok(people)
}

fn custom_fields(conn: &Conn) -> String {
    format!(
        "SELECT person_id, field, text, number, authority FROM person_field WHERE {}",
        conn.any("person_id", 1)
    )
}

fn add_custom_field(person: &mut Person, row: &Row) -> Result<()> {
    let number: Option<f64> = row.get(3)?;
    let text: String = row.get(2)?;
    // A number that prints as the stored text was a number; none prints as "-0", which is a text.
    let value = match number.map(FieldValue::number) {
        Some(number) if number.to_text() == text => number,
        _ if text == "true" || text == "false" => FieldValue::Bool(text == "true"),
        _ => FieldValue::Text(text),
    };
    let (at, seq) = person.state.last;
    person.profile.apply(&ProfileChange {
        at,
        seq,
        field: row.get(1)?,
        value: Some(value),
        authority: authority(row, 4)?,
    });
    Ok(())
}

/// Replaces the custom fields of people with those of their profiles.
pub fn person_save_custom_fields_in_txn(conn: &mut Conn, people: &[&Person]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
    let any = conn.any("person_id", 1);
    conn.run(
        &format!("DELETE FROM person_field WHERE {any}"),
        &[ids.as_slice().into()],
    )?;
    let custom = |person: &&'_ Person| -> Vec<_> {
        let fields = person.profile.iter();
        let custom = fields.filter(|(name, ..)| !field::STANDARD.contains(name));
        custom
            .map(|(name, value, _)| {
                let text = value.to_text().into_owned();
                let authority = person.profile.authority(name).code();
                (
                    person.id,
                    name.to_owned(),
                    text,
                    value.to_number(),
                    authority,
                )
            })
            .collect()
    };
    let fields: Vec<(i64, String, String, Option<f64>, i64)> =
        people.iter().flat_map(custom).collect();
    let mut rows: Vec<Vec<Param>> = Vec::with_capacity(fields.len());
    for (id, name, text, number, authority) in &fields {
        rows.push(vec![
            (*id).into(),
            name.into(),
            text.into(),
            (*number).into(),
            (*authority).into(),
        ]);
    }
    conn.insert(
        "person_field",
        &["person_id", "field", "text", "number", "authority"],
        &rows,
        "",
    )
}
