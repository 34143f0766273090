//! `GET /api/v1/people/{id}/timeline`: what a person did, newest first.

use axum::Json;
use axum::extract::{Path, Query, State as Extract};
use ripen_app::capture::{Unit, unit_of};
use ripen_app::people::{TimelineEntry, TimelinePage};
use ripen_domain::interaction::Touch;
use ripen_domain::scoring::Given;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::api::types;
use crate::auth::SignedIn;
use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// Which page of the timeline.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Page length, 1 to 200; 50 when left out.
    limit: Option<usize>,
}

/// A page of the timeline.
#[derive(Serialize, ToSchema)]
pub struct Timeline {
    /// Interactions, newest first.
    items: Vec<TimelineItem>,
    /// Give it as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
}

/// An interaction.
#[derive(Serialize, ToSchema)]
pub struct TimelineItem {
    /// Position in the log.
    seq: String,
    /// The client's id of the message.
    message_id: String,
    /// When it happened (RFC 3339).
    at: String,
    /// When it arrived (RFC 3339).
    received_at: String,
    /// Kind, e.g. `Page Viewed`.
    kind: String,
    /// Channel: web, email, form, call, chat, shop, event or other.
    channel: String,
    /// `human`, `machine` or `unknown`.
    verdict: String,
    /// The verdict that was given when it came in, where behaviour told another since.
    captured_verdict: Option<String>,
    /// Reasons of the verdict.
    verdict_reasons: Vec<String>,
    /// What it was about.
    label: Option<String>,
    /// Path of the page.
    path: Option<String>,
    /// Money or quantity involved; of an order what is left after refunds.
    amount: Option<f64>,
    /// Of an order of which money was given back: its amount before that.
    amount_before_refunds: Option<f64>,
    /// What the amount is counted in: `money`, `seconds` or `pieces`.
    amount_unit: Option<&'static str>,
    /// Currency of the amount: the ISO 4217 code where it is known, else as the client wrote it.
    currency: Option<String>,
    /// Source touch.
    touch: Option<TouchView>,
    /// Points that it gave.
    points: Vec<RulePoints>,
    /// Properties or traits as the client sent them.
    properties: Value,
}

/// A source touch.
#[derive(Serialize, ToSchema)]
pub struct TouchView {
    source: Option<String>,
    medium: Option<String>,
    campaign: Option<String>,
    content: Option<String>,
    term: Option<String>,
    referrer: Option<String>,
}

impl From<&Touch> for TouchView {
    fn from(touch: &Touch) -> Self {
        let [source, medium, campaign, content, term, referrer] =
            touch.parts().map(|part| part.map(str::to_owned));
        Self {
            source,
            medium,
            campaign,
            content,
            term,
            referrer,
        }
    }
}

/// Points that a rule gave for an interaction.
#[derive(Serialize, ToSchema)]
pub struct RulePoints {
    /// Name of the rule.
    rule: String,
    /// Points then; 0 when over the cap.
    points: f64,
    /// What is left of them.
    now: f64,
    /// Whether the cap was reached.
    capped: bool,
}

/// What a person did, newest first, with the points that it gave.
#[utoipa::path(
    operation_id = "person_timeline",
    get, path = "/api/v1/people/{id}/timeline", tag = "people",
    params(("id" = String, Path, description = "Id of the person"), Params),
    responses((status = 200, body = Timeline), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)),
)]
pub async fn timeline(
    _: SignedIn,
    Extract(state): Extract<State>,
    Path(id): Path<String>,
    Query(params): Query<Params>,
) -> Result<Json<Timeline>, Problem> {
    let id = types::id(&id)?;
    let before = params.cursor.as_deref().map(read_cursor).transpose()?;
    let app = state.app.clone();
    let page =
        blocking(move || app.person_timeline(id, before, params.limit.unwrap_or(50))).await?;
    Ok(Json(Timeline {
        next_cursor: page.next.map(|(at, seq)| format!("{at}.{seq}")),
        items: page
            .entries
            .iter()
            .map(|entry| item(&page, entry))
            .collect(),
    }))
}

fn read_cursor(cursor: &str) -> Result<(i64, i64), Problem> {
    let parts = cursor
        .split_once('.')
        .and_then(|(at, seq)| Some((at.parse().ok()?, seq.parse().ok()?)));
    parts.ok_or_else(|| Problem::bad("cursor", "give the next_cursor of a page"))
}

fn item(page: &TimelinePage, entry: &TimelineEntry) -> TimelineItem {
    let row = &entry.row;
    let detail = entry.detail.as_ref();
    let body: Value = detail
        .and_then(|detail| serde_json::from_str(&detail.body).ok())
        .unwrap_or_default();
    let properties = ["properties", "traits"]
        .iter()
        .find_map(|name| body.get(*name))
        .cloned();
    let kind = page.names.kind_of(row.kind_id, row.properties());
    let unit = row.amount.map(|_| {
        let message = detail.map_or("", |detail| &detail.body);
        unit_of(kind, message)
    });
    let purchase = entry.purchase.as_ref();
    let captured = detail.map(|detail| detail.verdict_reasons.as_str());
    let judged = row.judged.as_ref();
    let reasons = judged.map(|judged| judged.reason.as_str()).or(captured);
    TimelineItem {
        seq: row.seq.to_string(),
        message_id: detail
            .map(|detail| detail.message_id.clone())
            .unwrap_or_default(),
        at: row.at.to_rfc3339(),
        received_at: detail
            .map(|detail| detail.received_at.to_rfc3339())
            .unwrap_or_default(),
        kind: kind.to_owned(),
        channel: row.channel.name().to_owned(),
        verdict: row.verdict.name().to_owned(),
        captured_verdict: judged.map(|judged| judged.captured.name().to_owned()),
        verdict_reasons: reasons
            .unwrap_or_default()
            .split(',')
            .filter(|reason| !reason.is_empty())
            .map(str::to_owned)
            .collect(),
        label: row.label.clone(),
        path: row.path.clone(),
        amount: row.amount,
        amount_before_refunds: purchase.and_then(|purchase| purchase.before_refunds),
        amount_unit: unit.map(unit_name),
        currency: entry
            .currency()
            .filter(|_| unit.is_none_or(|unit| unit == Unit::Money))
            .map(str::to_owned),
        touch: page
            .names
            .touch_of(row.touch_id, row.properties())
            .map(|touch| TouchView::from(touch.as_ref())),
        points: entry
            .rules
            .iter()
            .map(|given| points(page, entry, *given))
            .collect(),
        properties: properties.unwrap_or_else(|| Value::Object(serde_json::Map::new())),
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "seconds",
        Unit::Pieces => "pieces",
        Unit::Money => "money",
    }
}

fn points(page: &TimelinePage, entry: &TimelineEntry, given: Given) -> RulePoints {
    let rule = &page.scoring.model.engagement[given.rule];
    let decays = page.scoring.decays();
    let left =
        decays.weight(rule.decay, entry.row.at) * decays.factors(page.as_of)[rule.decay as usize];
    RulePoints {
        rule: rule.name.clone(),
        points: given.points,
        now: given.points * left,
        capped: given.capped,
    }
}
