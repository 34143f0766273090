//! `GET /api/v1/people/{id}`: one person with everything that is known.

mod probability;
mod side;

use axum::Json;
use axum::extract::{Path, State as Extract};
use ripen_app::learn::ProbabilityOf;
use ripen_app::people::PersonDetail;
use ripen_domain::identity::{Identifier, IdentifierKind, normalize};
use ripen_domain::profile::{FieldValue, field};
use ripen_domain::time::Timestamp;
use ripen_store::identity::Link;
use serde::Serialize;
use utoipa::ToSchema;

use super::signals::SignalView;
use super::types::{self, PersonSummary, time};
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::code::ReasonPart;
use crate::problem::Problem;
use crate::state::State;
use probability::Probability;
use side::ModelScores;

/// One person with everything that is known.
#[derive(Serialize, ToSchema)]
pub struct PersonView {
    /// The person as in a list.
    #[serde(flatten)]
    summary: PersonSummary,
    /// Profile fields.
    profile: Vec<Field>,
    /// Identifiers with their evidence.
    identifiers: Vec<IdentifierView>,
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
    /// What was joined to the person in one step, where no other person existed before: the newest.
    joins: Vec<JoinView>,
    /// Merges that the person took part in.
    merges: Vec<MergeView>,
    /// Who else the person may be.
    suggested_merges: Vec<SuggestedMerge>,
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

/// An identifier with its evidence.
#[derive(Serialize, ToSchema)]
pub struct IdentifierView {
    /// Kind: `anonymous_id`, `user_id`, `email` or `phone`.
    kind: String,
    /// Value; an e-mail address in the letters of its language.
    value: String,
    /// The address that was probably meant, where this one has a slip of the keyboard in its domain.
    meant: Option<String>,
    /// When it was linked (RFC 3339).
    linked_at: String,
    /// Kind of the identifier that it came together with, or its own.
    evidence: String,
    /// The interaction that gave it.
    interaction_id: String,
    /// Whether somebody else gave it first: a contact point that several people have.
    shared: bool,
}

/// What one interaction joined to a person.
#[derive(Serialize, ToSchema)]
pub struct JoinView {
    /// The interaction.
    interaction_id: String,
    /// When (RFC 3339).
    at: String,
    /// Kind of the identifier that the person was known by.
    evidence: String,
    /// Whether it is a visitor, of whom nothing but a device was known, who became known.
    visitor: bool,
    /// What the person was given.
    identifiers: Vec<IdentifierView>,
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
        joins: joins(&detail.identifiers),
        identifiers: detail.identifiers.into_iter().map(identifier).collect(),
        signals: detail.signals.into_iter().map(SignalView::from).collect(),
        lead: detail.lead.map(lead),
        customer: detail.customer.map(customer),
        merges: detail
            .merges
            .into_iter()
            .map(|one| merge(id, one))
            .collect(),
        suggested_merges: detail.suggestions.into_iter().map(suggestion).collect(),
        other_models: detail.beside.into_iter().map(ModelScores::from).collect(),
        summary: PersonSummary::new(&detail.scoring, detail.listed),
    }
}

fn identifier(link: Link) -> IdentifierView {
    let Identifier { kind, value } = link.identifier;
    let (value, meant) = match kind {
        IdentifierKind::Email => (normalize::readable(&value), normalize::emails(&value).hint),
        _ => (value, None),
    };
    IdentifierView {
        kind: kind.name().to_owned(),
        value,
        meant,
        linked_at: link.at.to_rfc3339(),
        evidence: link.evidence.name().to_owned(),
        interaction_id: link.seq.to_string(),
        shared: link.shared,
    }
}

/// Joins in one answer: somebody may have thousands of cookies.
const JOINS: usize = 50;

/// What was joined, by the interactions that did, the newest first.
fn joins(links: &[Link]) -> Vec<JoinView> {
    let joined: Vec<&Link> = links.iter().filter(|link| link.is_joined()).collect();
    // When somebody became more than a device.
    let known = links
        .iter()
        .filter(|link| link.identifier.kind != IdentifierKind::AnonymousId);
    let known = known.map(|link| link.seq).min();
    let steps = joined.chunk_by(|one, next| one.seq == next.seq);
    steps
        .rev()
        .take(JOINS)
        .map(|step| join(step, known))
        .collect()
}

fn join(step: &[&Link], known: Option<i64>) -> JoinView {
    let mut step = step.to_vec();
    // The strongest of what one interaction gave is what led to the person.
    step.sort_by_key(|link| std::cmp::Reverse(link.identifier.kind));
    JoinView {
        interaction_id: step[0].seq.to_string(),
        at: step[0].at.to_rfc3339(),
        evidence: step[0].evidence.name().to_owned(),
        visitor: known == Some(step[0].seq),
        identifiers: step
            .into_iter()
            .map(|link| identifier(link.clone()))
            .collect(),
    }
}

fn lead(card: ripen_store::card::Lead) -> LeadCard {
    LeadCard {
        id: card.id.to_string(),
        opened_at: card.opened_at.to_rfc3339(),
        closed_at: time(card.closed_at),
        status: card.status,
        source: card.source,
    }
}

fn customer(card: ripen_store::card::Customer) -> CustomerCard {
    CustomerCard {
        id: card.id.to_string(),
        opened_at: card.opened_at.to_rfc3339(),
        lead_id: card.lead_id.map(|id| id.to_string()),
        reason: card.reason,
    }
}

fn merge(id: i64, merge: ripen_store::merge::Merge) -> MergeView {
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

fn suggestion(one: ripen_store::pair::Suggestion) -> SuggestedMerge {
    SuggestedMerge {
        person_id: one.person.to_string(),
        name: one.name,
        evidence: one.evidence,
        at: one.at.to_rfc3339(),
    }
}
