//! The scores that a question is about, and what to select people from to get them.

pub mod clock;
pub mod rescore;
pub mod secondary;
pub(crate) mod tally;

use ripen_domain::scoring::Scorer;

use crate::models::entry::ModelId;

/// The scores that a question is about: a model made ready, and which one it is.
#[derive(Clone, Copy)]
pub struct Scores<'a> {
    /// How scores follow from what is stored.
    pub scorer: &'a Scorer<'a>,
    /// The model.
    pub model: ModelId,
}

impl<'a> Scores<'a> {
    /// The scores of the primary model.
    pub fn primary(scorer: &'a Scorer<'a>) -> Self {
        Self {
            scorer,
            model: ModelId::PRIMARY,
        }
    }

    /// What to select people from, as `alias`.
    pub(crate) fn people(&self, alias: &str) -> String {
        people(self.model, alias)
    }
}

/// Columns that a person shows the same of to all models.
const SHARED: &str = "merged_into, created_at, name, email, email_domain, mailbox, phone, company, title, country, city,
    industry, employees, language, company_key, company_id, owner_id, search, first_touch_id, first_touch_at, last_touch,
    interactions, last_at, last_seq, authority, mail_at";
/// Columns of the cards, which follow the primary model alone.
const CARDS: &str = "kind, lead_at, customer_at";
/// Columns of scores that lists show, filter and sort by.
const SHOWN: &str = "model_version, stage, stage_since, fit, disqualified, nurture, fast, normal, slow, recent, baseline,
    rank_bound, due_at, tallies";

/// People with the scores of a model in the columns that `person` has, as `alias`: the table itself,
/// or a subselect that both planners put into the query, so that its indexes are used.
pub(crate) fn people(model: ModelId, alias: &str) -> String {
    if model.is_primary() {
        return format!("person {alias}");
    }
    let of = |table: &str, columns: &str| {
        let columns = columns.split(',').map(str::trim);
        let columns: Vec<String> = columns.map(|one| format!("{table}.{one}")).collect();
        columns.join(", ")
    };
    format!(
        "(SELECT sc.person_id, {}, {}, {} FROM person_score sc JOIN person pe ON pe.person_id = sc.person_id
          WHERE sc.model_id = {}) {alias}",
        of("pe", SHARED),
        of("pe", CARDS),
        of("sc", SHOWN),
        model.number()
    )
}
