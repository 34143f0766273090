//! One person with everything that is known.

use std::sync::Arc;

use ripen_store::card::{Customer, Lead, cards_get};
use ripen_store::identity::{Link, identifier_list};
use ripen_store::merge::{Merge, Suggestion, merge_list, merge_suggestions};
use ripen_store::owner::owner_find;
use ripen_store::person::{person_get, person_load_custom_fields};

use super::list::Listed;
use crate::clock;
use crate::error::Result;
use crate::models::Scoring;
use crate::ripen::Ripen;
use crate::signals::{SignalEvent, of_person};

/// Signals shown of a person.
const SIGNALS: i64 = 20;

/// One person with everything that is known.
#[derive(Clone, Debug)]
pub struct PersonDetail {
    /// The person with the scores of now.
    pub listed: Listed,
    /// Identifiers with their evidence.
    pub identifiers: Vec<Link>,
    /// Lead card.
    pub lead: Option<Lead>,
    /// Customer card.
    pub customer: Option<Customer>,
    /// Merges.
    pub merges: Vec<Merge>,
    /// Who else the person may be.
    pub suggestions: Vec<Suggestion>,
    /// The newest buying signals.
    pub signals: Vec<SignalEvent>,
    /// The model in force.
    pub scoring: Arc<Scoring>,
}

impl Ripen {
    /// One person with everything that is known.
    ///
    /// # Errors
    /// When there is no such person; those of the store.
    pub fn person(&self, id: i64) -> Result<PersonDetail> {
        let scoring = self.model()?;
        let (person, owner, identifiers, (lead, customer), merges, suggestions, signals) =
            self.db.read(|conn| {
                let mut people = vec![person_get(conn, id)?];
                person_load_custom_fields(conn, &mut people)?;
                let person = people.remove(0);
                Ok((
                    person,
                    owner_find(conn, &[id])?.remove(&id),
                    identifier_list(conn, id)?,
                    cards_get(conn, id)?,
                    merge_list(conn, id)?,
                    merge_suggestions(conn, id)?,
                    of_person(conn, &scoring, id, SIGNALS)?,
                ))
            })?;
        let listed = Listed {
            owner,
            ..Listed::new(&scoring.scorer(), person, clock::now())
        };
        Ok(PersonDetail {
            listed,
            identifiers,
            lead,
            customer,
            merges,
            suggestions,
            signals,
            scoring,
        })
    }
}
