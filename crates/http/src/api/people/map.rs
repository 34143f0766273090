//! `GET /api/v1/map`: the Lifecycle Map.

use axum::Json;
use axum::extract::{Query, State as Extract};
use ripen_app::models::Scoring;
use ripen_store::people::overview::{MapPoint, MapStage};
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ArrayItems, Object, Schema, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::api::models::OfModel;
use crate::auth::SignedIn;
use crate::problem::Problem;
use crate::state::State;

/// Whom the map shows.
#[derive(Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Params {
    /// Filter; everybody when left out.
    filter: Option<String>,
}

/// The Lifecycle Map.
#[derive(Serialize, ToSchema)]
pub struct MapView {
    /// The moment that scores are taken at (RFC 3339).
    as_of: String,
    /// One quadrant a stage.
    stages: Vec<StageView>,
    /// Score index areas of the plane; the last one that a person reaches counts.
    areas: Vec<AreaView>,
    /// An engagement that all but a few are below.
    engagement_scale: f64,
}

/// One quadrant of the map.
#[derive(Serialize, ToSchema)]
pub struct StageView {
    /// Key of the stage.
    key: String,
    /// Name of the stage.
    name: String,
    /// How many people are in it.
    count: i64,
    /// Whether the points are only the highest-ranked of them.
    sampled: bool,
    /// The people.
    points: Vec<PointView>,
}

/// A person on the map.
#[derive(Serialize)]
pub struct PointView(
    /// Id.
    String,
    /// Fit.
    f64,
    /// Engagement.
    f64,
    /// Velocity.
    f64,
    /// Temperature: 0 cold, 1 warm, 2 hot.
    i64,
    /// Name, or empty.
    String,
);

/// A tuple is a list whose places have types of their own, which the derive does not say.
impl PartialSchema for PointView {
    fn schema() -> RefOr<Schema> {
        let places = [
            Type::String,
            Type::Number,
            Type::Number,
            Type::Number,
            Type::Integer,
            Type::String,
        ];
        ArrayBuilder::new()
            .prefix_items(places.map(Object::with_type))
            .items(ArrayItems::False)
            .description(Some("A person on the map: id, fit, engagement, velocity, temperature (0 cold, 1 warm, 2 hot), name or empty."))
            .min_items(Some(6))
            .max_items(Some(6))
            .into()
    }
}

impl ToSchema for PointView {}

/// A score index area.
#[derive(Serialize, ToSchema)]
pub struct AreaView {
    /// Stable key.
    key: String,
    /// Name.
    name: String,
    /// Least fit; null when unbounded.
    fit_from: Option<f64>,
    /// Fit stays below this; null when unbounded.
    fit_below: Option<f64>,
    /// Least engagement; null when unbounded.
    engagement_from: Option<f64>,
    /// Engagement stays below this; null when unbounded.
    engagement_below: Option<f64>,
}

impl AreaView {
    /// The areas of a model.
    pub fn all(scoring: &Scoring) -> Vec<Self> {
        let bounded = |bound: f64| Some(bound).filter(|bound| bound.is_finite());
        let area = |area: &ripen_domain::scoring::Area| Self {
            key: area.key.clone(),
            name: area.name.clone(),
            fit_from: bounded(area.rect.fit_from),
            fit_below: bounded(area.rect.fit_below),
            engagement_from: bounded(area.rect.engagement_from),
            engagement_below: bounded(area.rect.engagement_below),
        };
        scoring.model.areas.iter().map(area).collect()
    }
}

/// The Lifecycle Map: engagement over fit, one quadrant a stage.
#[utoipa::path(
    operation_id = "map_get",
    get, path = "/api/v1/map", tag = "overview", params(Params, OfModel),
    responses((status = 200, body = MapView), (status = 400, body = Problem), (status = 401, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem), (status = 404, body = Problem)),
)]
pub async fn map(
    _: SignedIn,
    Extract(state): Extract<State>,
    Query(params): Query<Params>,
    Query(of): Query<OfModel>,
) -> Result<Json<MapView>, Problem> {
    let app = state.app.clone();
    let answer = state.questions.ask(move |asker| {
        let filter = params.filter.as_deref().unwrap_or_default();
        app.map(of.id(&app)?, filter, &asker)
    });
    let map = answer.await?;
    let mut engagements: Vec<f64> = map
        .stages
        .iter()
        .flat_map(|stage| &stage.points)
        .map(|point| point.engagement)
        .collect();
    engagements.sort_by(f64::total_cmp);
    let high = engagements
        .get(engagements.len() * 99 / 100)
        .copied()
        .unwrap_or(0.0);
    let stages = map.scoring.model.stages.iter().zip(map.stages);
    Ok(Json(MapView {
        as_of: map.as_of.to_rfc3339(),
        stages: stages
            .map(|(stage, points)| stage_view(&map.scoring, stage, points))
            .collect(),
        areas: AreaView::all(&map.scoring),
        engagement_scale: high.max(map.scoring.model.hot_from * 1.25),
    }))
}

fn stage_view(
    scoring: &Scoring,
    stage: &ripen_domain::scoring::Stage,
    points: MapStage,
) -> StageView {
    StageView {
        key: stage.key.clone(),
        name: stage.name.clone(),
        count: points.count,
        sampled: points.count > points.points.len() as i64,
        points: points
            .points
            .into_iter()
            .map(|point| point_view(scoring, point))
            .collect(),
    }
}

fn point_view(scoring: &Scoring, point: MapPoint) -> PointView {
    let temperature = scoring
        .model
        .temperature(point.fit, point.engagement, point.standing)
        .code();
    let short = |number: f64| (number * 100.0).round() / 100.0;
    let name = point.name.unwrap_or_default();
    PointView(
        point.id.to_string(),
        short(point.fit),
        short(point.engagement),
        short(point.velocity),
        temperature,
        name,
    )
}
