//! Everything that is stored about people, to compare databases and moments with.

use std::collections::{BTreeMap, BTreeSet};

use ripen_domain::filter::Told;
use ripen_domain::time::Timestamp;
use ripen_store::identity::{Link, identifier_list};
use ripen_store::leads::card::cards_get;
use ripen_store::people::person::{Person, person_find, person_load_custom_fields};
use ripen_store::people::timeline::{History, history_load};
use ripen_store::scoring::secondary::score_find;
use ripen_store::{Conn, Result as StoreResult};

use crate::support::Bench;

/// Opening, closing and status of a lead card and its source; the number is not compared, since a
/// card that was taken away and comes back gets another one.
type Lead = (Timestamp, Option<Timestamp>, String, Option<String>);

/// Everything that is stored about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub person: Person,
    /// The person as each secondary model sees them.
    pub beside: Vec<Person>,
    pub history: History,
    pub identifiers: Vec<Link>,
    pub lead: Option<Lead>,
    pub customer: Option<(Timestamp, String)>,
}

/// The identifiers of a person. The numbers of bonds say nothing by themselves.
fn identifiers(conn: &mut Conn, id: i64) -> StoreResult<Vec<Link>> {
    let mut links = identifier_list(conn, id)?;
    links.iter_mut().for_each(|link| link.bond = None);
    Ok(links)
}

/// The words that a person is found by.
pub fn words(conn: &mut Conn, id: i64) -> StoreResult<BTreeSet<String>> {
    let sql = "SELECT word FROM person_word WHERE person_id = $1";
    let words = conn.query(sql, &[id.into()], |row| row.get(0))?;
    Ok(words.into_iter().collect())
}

/// Everything that is stored about everybody whose number is at most `last`.
pub fn snapshot(bench: &Bench, last: i64) -> BTreeMap<i64, Stored> {
    let ids: Vec<i64> = (1..=last).collect();
    let models = bench.app.models().expect("the models are read");
    let secondary = models.secondary();
    let read = bench.db.db.read(|conn| {
        let mut people = person_find(conn, &ids)?;
        person_load_custom_fields(conn, &mut people)?;
        let mut all = BTreeMap::new();
        for person in people {
            let id = person.id;
            let (lead, customer) = cards_get(conn, id)?;
            let mut beside = Vec::new();
            for model in secondary.iter().map(|one| one.id) {
                beside.extend(score_find(conn, model, std::slice::from_ref(&person))?);
            }
            assert_eq!(
                words(conn, id)?,
                Told::of(&person.profile).kept_words(),
                "{person:?}"
            );
            let stored = Stored {
                person,
                beside,
                history: history_load(conn, id, Timestamp::from_micros(i64::MAX))?,
                identifiers: identifiers(conn, id)?,
                lead: lead.map(|card| (card.opened_at, card.closed_at, card.status, card.source)),
                customer: customer.map(|card| (card.opened_at, card.reason)),
            };
            all.insert(id, stored);
        }
        Ok(all)
    });
    read.expect("people are read")
}
