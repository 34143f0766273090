//! One person with everything that is known.

use std::sync::Arc;

use ripen_store::identity::Link;
use ripen_store::identity::merge::{Merge, merge_list, merged_visitors};
use ripen_store::identity::pair::{Parted, Suggestion, merge_suggestions, parted_from};
use ripen_store::leads::card::{Customer, Lead, cards_get};
use ripen_store::leads::owner::owner_find;
use ripen_store::learning::probability_get;
use ripen_store::people::person::{person_get, person_load_custom_fields};
use ripen_store::people::timeline::timeline_count;
use ripen_store::scoring::secondary::score_find;

use super::list::Listed;
use crate::clock;
use crate::error::Result;
use crate::identity::{IdentifierAfter, Join, JoinAfter, Links, MAX_IDENTIFIERS, MAX_JOINS, Part};
use crate::learning::apart;
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
    /// How many entries the timeline has.
    pub entries: u64,
    /// The first identifiers, with their evidence.
    pub identifiers: Part<Link, IdentifierAfter>,
    /// What was joined in one step, where no other person existed before: the newest.
    pub joins: Part<Join, JoinAfter>,
    /// Lead card.
    pub lead: Option<Lead>,
    /// Customer card.
    pub customer: Option<Customer>,
    /// Merges.
    pub merges: Vec<Merge>,
    /// How many visitors became known as the person by merges.
    pub merged_visitors: i64,
    /// Who else the person may be.
    pub suggestions: Vec<Suggestion>,
    /// From whom the person was taken apart.
    pub parted: Vec<Parted>,
    /// The newest buying signals.
    pub signals: Vec<SignalEvent>,
    /// The primary model.
    pub scoring: Arc<Scoring>,
    /// What the models beside it make of the person, as far as they have scored them.
    pub beside: Vec<Beside>,
}

/// What a secondary model makes of a person.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The person with the scores of now.
    pub listed: Listed,
    /// The model.
    pub scoring: Arc<Scoring>,
}

impl Ripen {
    /// One person with everything that is known.
    ///
    /// # Errors
    /// When there is no such person; those of the store.
    pub fn person(&self, id: i64) -> Result<PersonDetail> {
        let models = self.models()?;
        let scoring = models.primary().clone();
        let (person, entries, (owner, told), beside, links, cards, merges, pairs, signals) =
            self.db.read(|conn| {
                let mut people = vec![person_get(conn, id)?];
                person_load_custom_fields(conn, &mut people)?;
                let mut beside = Vec::with_capacity(models.secondary().len());
                for scoring in models.secondary() {
                    let scored = score_find(conn, scoring.id, &people)?;
                    beside.extend(scored.into_iter().map(|person| (scoring.clone(), person)));
                }
                let person = people.remove(0);
                Ok((
                    person,
                    timeline_count(conn, id)?,
                    (
                        owner_find(conn, &[id])?.remove(&id),
                        probability_get(conn, id)?,
                    ),
                    beside,
                    Links::load(conn, id)?,
                    cards_get(conn, id)?,
                    (merge_list(conn, id)?, merged_visitors(conn, id)?),
                    (merge_suggestions(conn, id)?, parted_from(conn, id)?),
                    of_person(conn, &scoring, id, SIGNALS)?,
                ))
            })?;
        let now = clock::now();
        let listed = Listed::new(&scoring.scorer(), person, now);
        // Of customers nobody asks any more whether they will become one.
        let told = told.filter(|_| cards.1.is_none());
        let listed = Listed {
            owner,
            apart: told.and_then(|told| apart(listed.temperature, &told)),
            ..listed
        };
        let beside = beside.into_iter().map(|(scoring, person)| Beside {
            listed: Listed::new(&scoring.scorer(), person, now),
            scoring,
        });
        let beside = beside.collect();
        let (lead, customer) = cards;
        let (suggestions, parted) = pairs;
        let (merges, merged_visitors) = merges;
        Ok(PersonDetail {
            listed,
            entries,
            identifiers: links.identifiers(None, MAX_IDENTIFIERS),
            joins: links.joins(None, MAX_JOINS),
            lead,
            customer,
            merges,
            merged_visitors,
            suggestions,
            parted,
            signals,
            scoring,
            beside,
        })
    }
}
