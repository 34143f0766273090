//! Histories out of the database, person by person, with everything by number.

use std::iter::Peekable;

use ripen_domain::profile::Authority;
use ripen_store::workbench::{Whose, profile_change_scan, timeline_scan};
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

/// Gives a person the changes up to a key, with the interaction that came last.
fn take(own: &mut Own, loose: &mut Peekable<impl Iterator<Item = Loose>>, upto: (i64, i64, i64)) {
    let nth = own.at.len().saturating_sub(1) as u32;
    while let Some(change) = loose.next_if(|change| change.key <= upto) {
        if change.key.0 == upto.0 {
            own.changes.push(Change {
                nth,
                value: change.value,
                field: change.field,
                authority: change.authority,
            });
        }
    }
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
            take(&mut own, &mut loose, (person, i64::MAX, i64::MAX));
            if !own.at.is_empty() {
                each(person, &own)?;
            }
            own.clear();
            person = row.person_id;
        }
        // What has no interaction of its own comes with the one before.
        let key = (row.person_id, row.at.as_micros(), row.seq);
        take(&mut own, &mut loose, (key.0, key.1, key.2 - 1));
        own.at.push(row.at.as_micros());
        own.shape.push(shapes.number(&row));
        own.home.push(row.home);
        take(&mut own, &mut loose, key);
        Ok(())
    })?;
    take(&mut own, &mut loose, (person, i64::MAX, i64::MAX));
    if own.at.is_empty() {
        Ok(())
    } else {
        each(person, &own)
    }
}
