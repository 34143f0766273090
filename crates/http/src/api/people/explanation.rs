//! `GET /api/v1/people/{id}/explanation`: why a person has the scores, at any past moment.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use ripen_app::people::Story;
use ripen_domain::scoring::explain::{RuleShare, Transition};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::models::OfModel;
use crate::api::types;
use crate::api::types::{ModelRef, Named, PersonKind, Temperature, time};
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Interactions shown behind a rule.
const SHOWN: usize = 50;

/// Which moment.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// A past moment (RFC 3339); now when left out.
    at: Option<String>,
}

/// Why a person has the scores.
#[derive(Serialize, ToSchema)]
pub struct ExplanationView {
    /// The moment (RFC 3339).
    at: String,
    /// The model.
    model: ModelRef,
    /// Engagement.
    engagement: EngagementView,
    /// Fit.
    fit: FitView,
    /// Lifecycle.
    lifecycle: LifecycleView,
    /// Temperature.
    temperature: TemperatureView,
    /// Score index.
    index: Named,
    /// Points a day of the last days, less the person's own baseline.
    velocity: f64,
    /// Letter of the fit, where the model gives letters.
    grade: Option<String>,
    /// Interest, lead or customer, by the gates of this model.
    kind: PersonKind,
    /// Why the person is out of the funnel, if so.
    disqualified: Option<String>,
    /// Last human interaction up to the moment (RFC 3339).
    last_touch: Option<String>,
}

/// Engagement with the rules behind it.
#[derive(Serialize, ToSchema)]
pub struct EngagementView {
    /// The score.
    value: f64,
    /// Rules, strongest first.
    rules: Vec<EngagementRuleView>,
}

/// What one engagement rule gave.
#[derive(Serialize, ToSchema)]
pub struct EngagementRuleView {
    /// Name of the rule.
    rule: String,
    /// How fast its points fade: fast, normal or slow.
    decay: String,
    /// Points given in all.
    given: f64,
    /// What is left of them.
    now: f64,
    /// Interactions that gave points.
    count: u32,
    /// Interactions over the cap.
    capped: u32,
    /// The latest interactions, newest first.
    contributions: Vec<ContributionView>,
}

/// One interaction's share.
#[derive(Serialize, ToSchema)]
pub struct ContributionView {
    /// Position in the log.
    seq: String,
    /// When (RFC 3339).
    at: String,
    /// Kind of the interaction.
    kind: String,
    /// What it was about.
    label: Option<String>,
    /// Points then; 0 when over the cap.
    points: f64,
    /// What is left of them.
    now: f64,
    /// Whether the cap was reached.
    capped: bool,
}

/// Fit with the rules behind it.
#[derive(Serialize, ToSchema)]
pub struct FitView {
    /// The score.
    value: f64,
    /// Rules that are met.
    rules: Vec<FitRuleView>,
}

/// A fit rule that is met.
#[derive(Serialize, ToSchema)]
pub struct FitRuleView {
    /// Name of the rule.
    rule: String,
    /// Its condition.
    condition: String,
    /// Its points.
    points: f64,
    /// Why it takes the person out of the funnel, if it does.
    disqualify: Option<String>,
    /// Whether it keeps the person in nurture.
    nurture: bool,
}

/// Stage and how the person came there.
#[derive(Serialize, ToSchema)]
pub struct LifecycleView {
    /// The stage.
    stage: Named,
    /// When it was entered (RFC 3339); null for the first.
    entered_at: Option<String>,
    /// Changes of stage, oldest first.
    transitions: Vec<TransitionView>,
}

/// A change of stage.
#[derive(Serialize, ToSchema)]
pub struct TransitionView {
    /// The stage left.
    from: Named,
    /// The stage entered.
    to: Named,
    /// When (RFC 3339).
    at: String,
    /// Condition of the gate; null when it was inactivity.
    gate: Option<String>,
}

/// Temperature and what it follows from.
#[derive(Serialize, ToSchema)]
pub struct TemperatureView {
    /// Temperature.
    value: Temperature,
    /// Least engagement for warm.
    warm_from: f64,
    /// Least engagement for hot.
    hot_from: f64,
    /// Whether it is cold because the person is disqualified.
    disqualified: bool,
}

/// Why a person has the scores, at any past moment: every rule that gave or took points, with the
/// interactions behind it and what is left of each.
#[utoipa::path(
    operation_id = "person_explanation",
    get, path = "/api/v1/people/{id}/explanation", tag = "people",
    params(("id" = String, Path, description = "Id of the person"), Params, OfModel),
    responses((status = 200, body = ExplanationView), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn explanation(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    Query(params): Query<Params>,
    Query(of): Query<OfModel>,
) -> Result<Json<ExplanationView>, Problem> {
    let id = types::id(&id)?;
    let at = params
        .at
        .as_deref()
        .map(|at| types::instant("at", at))
        .transpose()?;
    let app = state.app.clone();
    let story = blocking(move || app.person_explain(id, of.id(&app)?, at)).await?;
    Ok(Json(view(&story)))
}

fn view(story: &Story) -> ExplanationView {
    let (explanation, scoring) = (&story.explanation, &*story.scoring);
    let (state, model) = (&explanation.state, &scoring.model);
    let value = explanation.engagement_value;
    let disqualified = state.disqualified.is_some();
    let area = model.area(state.fit, value);
    ExplanationView {
        at: explanation.at.to_rfc3339(),
        model: ModelRef::new(scoring),
        engagement: EngagementView {
            value,
            rules: explanation
                .engagement
                .iter()
                .map(|share| rule(story, share))
                .collect(),
        },
        fit: FitView {
            value: state.fit,
            rules: explanation
                .fit
                .iter()
                .map(|at| fit_rule(story, *at))
                .collect(),
        },
        lifecycle: LifecycleView {
            stage: Named::stage(scoring, state.stage),
            entered_at: time(state.stage_since),
            transitions: explanation
                .transitions
                .iter()
                .map(|one| transition(story, *one))
                .collect(),
        },
        temperature: TemperatureView {
            value: model.temperature(state.fit, value, state.standing()).into(),
            warm_from: model.warm_from,
            hot_from: model.hot_from,
            disqualified,
        },
        index: Named {
            key: area.key.clone(),
            name: area.name.clone(),
        },
        velocity: explanation.velocity,
        grade: model.grade(state.fit).map(|grade| grade.letter.clone()),
        kind: state.kind.into(),
        disqualified: state.disqualified.clone(),
        last_touch: time(state.last_touch),
    }
}

fn rule(story: &Story, share: &RuleShare) -> EngagementRuleView {
    let contribution = |one: &ripen_domain::scoring::explain::Contribution| ContributionView {
        seq: one.seq.to_string(),
        at: one.at.to_rfc3339(),
        kind: one.kind.clone(),
        label: one.label.clone(),
        points: one.points,
        now: one.now,
        capped: one.capped,
    };
    EngagementRuleView {
        rule: story.scoring.model.engagement[share.rule].name.clone(),
        decay: share.decay.name().to_owned(),
        given: share.given,
        now: share.now,
        count: share.count,
        capped: share.capped,
        contributions: share
            .contributions
            .iter()
            .take(SHOWN)
            .map(contribution)
            .collect(),
    }
}

fn fit_rule(story: &Story, at: usize) -> FitRuleView {
    let rule = &story.scoring.model.fit[at];
    let condition = rule.condition.to_string();
    FitRuleView {
        rule: rule.name.clone(),
        condition,
        points: rule.points,
        disqualify: rule.disqualify.clone(),
        nurture: rule.nurture,
    }
}

fn transition(story: &Story, one: Transition) -> TransitionView {
    let gate = story.scoring.model.stages[one.to]
        .gate
        .as_ref()
        .map(ToString::to_string);
    TransitionView {
        from: Named::stage(&story.scoring, one.from),
        to: Named::stage(&story.scoring, one.to),
        at: one.at.to_rfc3339(),
        gate,
    }
}
