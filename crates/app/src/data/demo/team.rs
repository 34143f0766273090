//! The salespeople of the demo company, and whom each of them looks after.

use ripen_domain::profile::field;
use ripen_store::access::user_find;
use ripen_store::leads::owner::owner_set_in_txn;
use ripen_store::people::person::Person;
use ripen_store::people::{people_ids, people_load};

use super::chance::scramble;
use crate::clock;
use crate::error::{Error, Result};
use crate::people::filter_of;
use crate::ripen::Ripen;

/// Somebody in sales: name, e-mail address, and the countries that they look after.
struct Seller {
    name: &'static str,
    email: &'static str,
    countries: &'static [&'static str],
}

const TEAM: &[Seller] = &[
    Seller {
        name: "Selin Aksoy",
        email: "selin.aksoy@orchard-vale.example",
        countries: &["TR"],
    },
    Seller {
        name: "Jakub Marek",
        email: "jakub.marek@orchard-vale.example",
        countries: &["CZ", "PL"],
    },
    Seller {
        name: "Katrin Vogt",
        email: "katrin.vogt@orchard-vale.example",
        countries: &["DE"],
    },
    Seller {
        name: "Tom Ashworth",
        email: "tom.ashworth@orchard-vale.example",
        countries: &["GB", "US"],
    },
];

/// One in so many is looked after by whoever shows the demo, so that "mine" finds somebody.
const FIFTH: u64 = 5;
/// People of one transaction.
const BATCH: usize = 500;

/// Who looks after somebody; nobody of the few whose country is not known.
fn owner_of<'a>(person: &Person, host: &'a str) -> Option<&'a str> {
    if scramble(person.id as u64).is_multiple_of(FIFTH) {
        return Some(host);
    }
    let country = person.profile.text(field::COUNTRY)?;
    let seller = TEAM.iter().find(|one| one.countries.contains(&country))?;
    Some(seller.email)
}

impl Ripen {
    /// Makes the accounts of the demo company's salespeople, and owners of them and of the account `host`: of
    /// customers, and of leads that are older than a day. Nobody knows the passwords. Returns how many people have
    /// an owner.
    ///
    /// # Errors
    /// When there is no account `host`, or one of the accounts is there already; those of the store.
    pub fn demo_team(&self, host: &str) -> Result<usize> {
        for seller in TEAM {
            self.admin_create(seller.email, seller.name, &clock::random_hex::<16>())?;
        }
        let scoring = self.model()?;
        let scorer = scoring.scorer();
        let scores = scoring.scores(&scorer);
        let (now, filter) = (
            clock::now(),
            filter_of("kind = customer or kind = lead and lead.opened < 1 day ago")?,
        );
        let (by, ids) = self.db.read(|conn| {
            let ids = people_ids(conn, scores, &filter, now)?;
            Ok((user_find(conn, host)?, ids))
        })?;
        let by = by
            .ok_or_else(|| Error::invalid("host", "nobody signs in so"))?
            .id;
        let mut owned = 0;
        for batch in ids.chunks(BATCH) {
            self.db.write(|conn| {
                for person in &people_load(conn, scores, batch)? {
                    if let Some(owner) = owner_of(person, host) {
                        owner_set_in_txn(conn, person.id, Some(owner), by, now)?;
                        owned += 1;
                    }
                }
                Ok(())
            })?;
        }
        Ok(owned)
    }
}
