//! Histories out of the database, person by person, with everything by number.

use ripen_domain::profile::Authority;
use ripen_store::scan::{Whose, profile_change_scan, timeline_scan};
use ripen_store::{Conn, Result};

use super::chunk::Own;
use super::shape::Shapes;
use super::value::{Change, Values};

/// A profile change before it is known which interaction of the person it belongs to.
struct Loose {
    /// Person, time and log position.
    key: (i64, i64, i64),
    field: u16,
    value: u32,
    authority: Authority,
}

/// Hands out histories in the order of people. `tick` is told of each interaction, and may end it.
pub fn read_histories(
    conn: &mut Conn,
    whose: Whose,
    (shapes, values): (&mut Shapes, &mut Values),
    mut tick: impl FnMut() -> Result<()>,
    mut each: impl FnMut(i64, &Own) -> Result<()>,
) -> Result<()> {
    let mut loose = Vec::new();
    profile_change_scan(conn, whose, |change| {
        let (field, value) = values.numbers(&change)?;
        let key = (change.person_id, change.at.as_micros(), change.seq);
        let authority = change.authority;
        loose.push(Loose {
            key,
            field,
            value,
            authority,
        });
        Ok(())
    })?;
    let mut loose = loose.into_iter().peekable();
    let (mut person, mut own) = (i64::MIN, Own::default());
    timeline_scan(conn, whose, |row| {
        tick()?;
        if row.person_id != person {
            if !own.at.is_empty() {
                each(person, &own)?;
            }
            own.clear();
            person = row.person_id;
        }
        let nth = own.at.len() as u32;
        own.at.push(row.at.as_micros());
        own.shape.push(shapes.number(&row));
        own.home.push(row.home);
        let key = (row.person_id, row.at.as_micros(), row.seq);
        while let Some(change) = loose.next_if(|change| change.key <= key) {
            if change.key.0 == person {
                own.changes.push(Change {
                    nth,
                    value: change.value,
                    field: change.field,
                    authority: change.authority,
                });
            }
        }
        Ok(())
    })?;
    if own.at.is_empty() {
        Ok(())
    } else {
        each(person, &own)
    }
}
