//! `POST /api/v1/model/suggest`: points for the rules of a model, learned from who converted.

use axum::Json;
use axum::extract::{Query, State as Extract};
use axum::response::Response;
use ripen_app::learning;
use ripen_app::learning::SuggestQuery;
use ripen_domain::time::Span;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::models::OfModel;
use crate::api::workbench::loading::{Loading, RuleKind, answer, model_text};
use crate::auth::SignedIn;
use crate::code::ReasonPart;
use crate::problem::Problem;
use crate::state::State;

/// What is to be learned from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestRequest {
    /// How long after a cut-off an outcome counts, e.g. `30d` (default).
    horizon: Option<String>,
    /// What counts as converting: key of a stage, or a filter of interactions; becoming a customer
    /// when left out.
    outcome: Option<String>,
}

/// Points for the rules of the draft.
#[derive(Serialize, ToSchema)]
pub struct Suggestions {
    /// Whether there was enough to learn from.
    enough: bool,
    /// Why not.
    reason: Option<String>,
    /// The same, to be said in other languages.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_part: Option<ReasonPart>,
    /// People at cut-offs that were learned from.
    people: usize,
    /// How many of them converted within the horizon.
    converted: usize,
    /// How well today's points rank people.
    auc_before: Option<f64>,
    /// How well suggested points rank people who were not learned from.
    auc_after: Option<f64>,
    /// For each rule, in the order of the model.
    items: Vec<SuggestedPoints>,
}

/// Points for a rule.
#[derive(Serialize, ToSchema)]
pub struct SuggestedPoints {
    /// Name of the rule.
    rule: String,
    /// What it looks at.
    kind: RuleKind,
    /// Points today.
    points: f64,
    /// Points suggested; those of today when there is no reason for others.
    suggested: f64,
    /// Lower end of the 95 % interval, in points.
    low: f64,
    /// Upper end of the 95 % interval, in points.
    high: f64,
    /// How many people met the rule.
    people: usize,
    /// Why: `too_few_people`, `no_clear_effect`, `agrees`, `raise`, `lower`, `reverse` or
    /// `redundant`.
    reason: String,
}

impl From<learning::Suggestions> for Suggestions {
    fn from(found: learning::Suggestions) -> Self {
        Self {
            enough: found.reason.is_none(),
            reason_part: found.reason.as_deref().map(ReasonPart::of),
            reason: found.reason,
            people: found.people,
            converted: found.converted,
            auc_before: found.auc_before,
            auc_after: found.auc_after,
            items: found.items.into_iter().map(SuggestedPoints::from).collect(),
        }
    }
}

impl From<learning::SuggestedPoints> for SuggestedPoints {
    fn from(item: learning::SuggestedPoints) -> Self {
        // A tenth of a point is enough of an interval.
        let rounded = |points: f64| (points * 10.0).round() / 10.0;
        Self {
            rule: item.rule,
            kind: RuleKind::new(item.is_fit),
            points: item.suggestion.points,
            suggested: item.suggestion.suggested,
            low: rounded(item.suggestion.low),
            high: rounded(item.suggestion.high),
            people: item.suggestion.people,
            reason: item.suggestion.reason.code().to_owned(),
        }
    }
}

/// Suggests points for the rules of the draft, or of the model in force where there is none. Nothing
/// is stored.
#[utoipa::path(
    operation_id = "model_suggest",
    post, path = "/api/v1/model/suggest", tag = "model", params(OfModel), request_body = SuggestRequest,
    responses(
        (status = 200, body = Suggestions),
        (status = 202, body = Loading, description = "The history is being read; ask again"),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 422, body = Problem, description = "The draft is faulty"),
        (status = 503, body = Problem, description = "Others are being answered; ask again"),
    ),
)]
pub async fn suggest(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(of): Query<OfModel>,
    Json(request): Json<SuggestRequest>,
) -> Result<Response, Problem> {
    let horizon = match request.horizon.as_deref() {
        None => None,
        Some(text) => Some(Span::parse(text).ok_or_else(|| {
            let message = format!("\"{text:.40}\" is no length of time; write for example 30d");
            Problem::bad("horizon", message)
        })?),
    };
    let questions = state.questions.clone();
    let told = questions.ask_whole(move || {
        let mut query = SuggestQuery::new(model_text(
            (&state.app, of.id(&state.app)?),
            (None, None),
            None,
        )?);
        query.horizon = horizon.unwrap_or(query.horizon);
        query.outcome = request.outcome;
        state.app.points_suggest(&query)
    });
    Ok(answer(told.await?, Suggestions::from))
}
