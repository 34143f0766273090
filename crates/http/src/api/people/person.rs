//! `GET /api/v1/people/{id}`: one person with everything that is known.

mod side;

use axum::Json;
use axum::extract::{Path, State as Extract};
use ripen_app::learning::ProbabilityOf;
use ripen_app::people::PersonDetail;
use ripen_domain::identity::normalize;
use ripen_domain::profile::{FieldValue, field};
use ripen_domain::time::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::identity::identifiers;
use crate::api::identity::identifiers::{IdentifierView, JoinView, views};
use crate::api::learning::probability::{self, Probability};
use crate::api::signals::SignalView;
use crate::api::types;
use crate::api::types::{PersonSummary, time};
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::code::ReasonPart;
use crate::problem::Problem;
use crate::state::State;
use side::ModelScores;

/// One person with everything that is known.
#[derive(Serialize, ToSchema)]
pub struct PersonView {
    /// The person as in a list.
    #[serde(flatten)]
    summary: PersonSummary,
    /// Profile fields.
    profile: Vec<Field>,
    /// Identifiers with their evidence, at most 100: those that tell more than a browser come first.
    identifiers: Vec<IdentifierView>,
    /// How many identifiers there are.
    identifier_count: usize,
    /// The `cursor` with which `/identifiers` goes on; null where all are here.
    identifiers_next: Option<String>,
    /// The newest buying signals.
    signals: Vec<SignalView>,
    /// Lead card.
    lead: Option<LeadCard>,
    /// Customer card.
    customer: Option<CustomerCard>,
    /// How many interactions there are: signs of life, as `count(any)` counts them.
    interactions: u64,
    /// How many entries the timeline has besides: what machines did, what became known, mails on their way.
    other_entries: u64,
    /// What was joined to the person in one step, where no other person existed before: the newest, at most 50.
    joins: Vec<JoinView>,
    /// How many such steps there are.
    join_count: usize,
    /// The `cursor` with which `/joins` goes on; null where all are here.
    joins_next: Option<String>,
    /// Merges that the person took part in.
    merges: Vec<MergeView>,
    /// How many visitors became known as this person by a merge; `merges` has the newest of them.
    merged_visitors: i64,
    /// Who else the person may be.
    suggested_merges: Vec<SuggestedMerge>,
    /// From whom the person was taken apart: they are not merged by themselves, nor is it suggested.
    apart_from: Vec<ApartFrom>,
    /// How likely the person is to become a customer.
    probability: Option<Probability>,
    /// Why there is no probability, where there could be one.
    probability_missing: Option<String>,
    /// The same, to be said in other languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    probability_missing_part: Option<ReasonPart>,
    /// What the models beside the primary one make of the person.
    other_models: Vec<ModelScores>,
    /// The person that this one is part of by now.
    merged_into: Option<String>,
}

/// A profile field.
#[derive(Serialize, ToSchema)]
pub struct Field {
    /// Name.
    field: String,
    /// Value.
    value: String,
}

/// A lead card.
#[derive(Serialize, ToSchema)]
pub struct LeadCard {
    /// Id.
    id: String,
    /// When it was opened (RFC 3339).
    opened_at: String,
    /// When it was closed (RFC 3339).
    closed_at: Option<String>,
    /// `open` or `won`.
    status: String,
    /// Source of the first touch.
    source: Option<String>,
}

/// A customer card.
#[derive(Serialize, ToSchema)]
pub struct CustomerCard {
    /// Id.
    id: String,
    /// When it was opened (RFC 3339).
    opened_at: String,
    /// The lead card that it came from.
    lead_id: Option<String>,
    /// Key of the stage that opened it.
    reason: String,
}

/// A merge.
#[derive(Serialize, ToSchema)]
pub struct MergeView {
    /// Id.
    id: String,
    /// When (RFC 3339).
    at: String,
    /// The other person.
    other_person_id: String,
    /// What the other was called when they became one: a name, an address or a number. Null where they go
    /// on, or nothing was known.
    other_name: Option<String>,
    /// Whether it is a visitor, of whom nothing but a device was known, who became known.
    visitor: bool,
    /// Whether it was only claimed, by a key that everybody can read.
    claimed: bool,
    /// The interaction by which the business took it back, where it was not undone by hand.
    overruled_by: Option<String>,
    /// Why: kind of the identifier that they share, `alias`, or what spoke for what was accepted.
    evidence: String,
    /// The interaction that says so; null where somebody accepted it.
    interaction_id: Option<String>,
    /// Who accepted it, where it did not follow from an interaction.
    accepted_by: Option<String>,
    /// When it was undone (RFC 3339).
    undone_at: Option<String>,
}

/// Somebody who the person may be.
#[derive(Serialize, ToSchema)]
pub struct SuggestedMerge {
    /// The other person.
    person_id: String,
    /// Their name or e-mail address.
    name: Option<String>,
    /// What speaks for it: kind of a shared identifier, `alias`, or `repeated_message`.
    evidence: String,
    /// When it was seen (RFC 3339).
    at: String,
    /// When it was taken back that they are two, where that was said (RFC 3339).
    reopened_at: Option<String>,
    /// Who took it back.
    reopened_by: Option<String>,
}

/// Somebody from whom the person was taken apart.
#[derive(Serialize, ToSchema)]
pub struct ApartFrom {
    /// The other person.
    person_id: String,
    /// Their name or e-mail address.
    name: Option<String>,
    /// What spoke for that they are one.
    evidence: String,
    /// When it was said that they are two (RFC 3339); null where an older release did not keep it.
    at: Option<String>,
    /// Who declined that they are one; null where a merge was undone, or it is not known.
    by: Option<String>,
}

/// One person with everything that is known.
#[utoipa::path(
    operation_id = "person_get",
    get, path = "/api/v1/people/{id}", tag = "people", params(("id" = String, Path, description = "Id of the person")),
    responses((status = 200, body = PersonView), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn person(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
) -> Result<Json<PersonView>, Problem> {
    let id = types::id(&id)?;
    let app = state.app.clone();
    let (detail, probability) = blocking(move || {
        let detail = app.person(id)?;
        let is_settled = detail.customer.is_some() || detail.listed.person.merged_into.is_some();
        let probability = app.person_probability(id, is_settled)?;
        Ok((detail, probability))
    })
    .await?;
    Ok(Json(view(id, detail, probability)))
}

fn view(id: i64, detail: PersonDetail, probability: ProbabilityOf) -> PersonView {
    let (probability, probability_missing) = probability::view(probability);
    let person = &detail.listed.person;
    let is_address = |name: &str| name == field::EMAIL || field::MORE_EMAILS.contains(&name);
    let field = |(name, value): (&str, &FieldValue)| Field {
        field: name.to_owned(),
        value: match is_address(name) {
            true => normalize::readable(&value.to_text()),
            false => value.to_text().into_owned(),
        },
    };
    PersonView {
        profile: person.profile.shown().map(field).collect(),
        interactions: person.state.interactions,
        other_entries: detail.entries.saturating_sub(person.state.interactions),
        probability,
        probability_missing_part: probability_missing.as_deref().map(ReasonPart::of),
        probability_missing,
        merged_into: person.merged_into.map(|id| id.to_string()),
        identifier_count: detail.identifiers.total,
        identifiers_next: detail.identifiers.next.as_ref().map(identifiers::cursor),
        identifiers: views(detail.identifiers.items),
        join_count: detail.joins.total,
        joins_next: detail.joins.next.map(identifiers::join_cursor),
        joins: views(detail.joins.items),
        signals: detail.signals.into_iter().map(SignalView::from).collect(),
        lead: detail.lead.map(lead),
        customer: detail.customer.map(customer),
        merges: detail
            .merges
            .into_iter()
            .map(|one| merge(id, one))
            .collect(),
        merged_visitors: detail.merged_visitors,
        suggested_merges: detail.suggestions.into_iter().map(suggestion).collect(),
        apart_from: detail.parted.into_iter().map(apart).collect(),
        other_models: detail.beside.into_iter().map(ModelScores::from).collect(),
        summary: PersonSummary::new(&detail.scoring, detail.listed),
    }
}

fn lead(card: ripen_store::leads::card::Lead) -> LeadCard {
    LeadCard {
        id: card.id.to_string(),
        opened_at: card.opened_at.to_rfc3339(),
        closed_at: time(card.closed_at),
        status: card.status,
        source: card.source,
    }
}

fn customer(card: ripen_store::leads::card::Customer) -> CustomerCard {
    CustomerCard {
        id: card.id.to_string(),
        opened_at: card.opened_at.to_rfc3339(),
        lead_id: card.lead_id.map(|id| id.to_string()),
        reason: card.reason,
    }
}

fn merge(id: i64, merge: ripen_store::identity::merge::Merge) -> MergeView {
    let other = if merge.winner == id {
        merge.loser
    } else {
        merge.winner
    };
    MergeView {
        id: merge.id.to_string(),
        at: merge.at.to_rfc3339(),
        other_person_id: other.to_string(),
        other_name: merge.loser_name.filter(|_| merge.winner == id),
        visitor: !merge.loser_known && merge.accepted_by.is_none(),
        claimed: merge.claimed,
        overruled_by: merge.overruled_by.map(|seq| seq.to_string()),
        evidence: merge.evidence,
        interaction_id: (merge.seq > 0).then(|| merge.seq.to_string()),
        accepted_by: merge.accepted_by,
        undone_at: merge.undone_at.map(Timestamp::to_rfc3339),
    }
}

fn suggestion(one: ripen_store::identity::pair::Suggestion) -> SuggestedMerge {
    let (reopened_at, reopened_by) = said(one.reopened);
    SuggestedMerge {
        person_id: one.person.to_string(),
        name: one.name,
        evidence: one.evidence,
        at: one.at.to_rfc3339(),
        reopened_at,
        reopened_by,
    }
}

fn apart(one: ripen_store::identity::pair::Parted) -> ApartFrom {
    let (at, by) = said(one.said);
    ApartFrom {
        person_id: one.person.to_string(),
        name: one.name,
        evidence: one.evidence,
        at,
        by,
    }
}

/// When something was said, and who did.
fn said(word: Option<ripen_store::identity::pair::Word>) -> (Option<String>, Option<String>) {
    let at = word.as_ref().map(|word| word.at.to_rfc3339());
    (at, word.and_then(|word| word.by))
}
