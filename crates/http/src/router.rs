//! Every route, one line each.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, header};
use axum::middleware;
use axum::routing::{get, post};
use ripen_app::Ripen;
use ripen_app::capture::MAX_BATCH_BYTES;
use tokio::sync::watch;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::cors::{AllowHeaders, AllowOrigin, Any, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::asking::Questions;
use crate::state::{Shared, State};
use crate::{Config, api, assets, clients, figures, ingest, limits, openapi, patience, refusal};

/// What our own pages may load: nothing from elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/// The routes that interactions come in by.
pub fn ingest_routes() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(openapi::Document::openapi())
        .routes(routes!(ingest::ingest))
        .routes(routes!(clients::settings))
        .routes(routes!(clients::source_config))
        .routes(routes!(clients::metrics))
        // The same under the other addresses that clients make of the one they are given.
        .route("/beacon/v1/{call}", post(ingest::ingest))
        .route("/v1/{call}/", post(ingest::ingest))
        .route("//v1/{call}", post(ingest::ingest))
        .route("/projects/{write_key}/settings", get(clients::settings))
        .route("/sourceConfig/", get(clients::source_config))
}

/// The routes of the web application.
pub fn api_routes() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(openapi::Document::openapi())
        .routes(routes!(
            api::session::sign_in,
            api::session::current,
            api::session::sign_out
        ))
        .routes(routes!(api::people::list))
        .routes(routes!(api::signals::list))
        .routes(routes!(api::person::person))
        .routes(routes!(api::owner::set))
        .routes(routes!(api::owner::list))
        .routes(routes!(api::timeline::timeline))
        .routes(routes!(api::explanation::explanation))
        .routes(routes!(api::history::history))
        .routes(routes!(api::merges::undo))
        .routes(routes!(api::merges::undo_join))
        .routes(routes!(api::suggested::list))
        .routes(routes!(api::suggested::accept))
        .routes(routes!(api::suggested::decline))
        .routes(routes!(api::suggested::reopen))
        .routes(routes!(api::identifiers::identifiers))
        .routes(routes!(api::identifiers::joins))
        .routes(routes!(api::companies::list, api::companies::create))
        .routes(routes!(api::companies::undo))
        .routes(routes!(api::map::map))
        .routes(routes!(api::overview::overview))
        .merge(model_routes())
        .routes(routes!(api::filter::check::check))
        .routes(routes!(api::filter::fields::fields))
        .routes(routes!(api::filter::values::values))
        .routes(routes!(api::bad_events::list))
        .routes(routes!(api::bad_events::causes))
        .routes(routes!(api::bad_events::one))
        .routes(routes!(api::bad_events::replay))
        .routes(routes!(api::ignored::list))
        .routes(routes!(api::set_aside::list))
        .routes(routes!(api::set_aside::replay))
        .routes(routes!(api::keys::list, api::keys::create))
        .routes(routes!(api::keys::revoke))
        .routes(routes!(api::live::live))
}

/// The routes about scoring models, whose requests may hold a model file.
fn model_routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(api::models::list, api::models::create))
        .routes(routes!(api::models::rename, api::models::retire))
        .routes(routes!(api::model::model))
        .routes(routes!(
            api::model::draft::read,
            api::model::draft::save,
            api::model::draft::discard
        ))
        .routes(routes!(api::model::draft::publish))
        .routes(routes!(api::model::starts::list))
        .routes(routes!(api::model::starts::publish))
        .routes(routes!(api::model::versions::list))
        .routes(routes!(api::model::versions::one))
        .routes(routes!(api::model::versions::rollback))
        .routes(routes!(api::model::diff::diff))
        .routes(routes!(api::model::progress::progress))
        .routes(routes!(api::model::try_out::try_model))
        .routes(routes!(api::model::backtest::backtest))
        .routes(routes!(api::model::backtest::drift))
        .routes(routes!(api::model::suggest::suggest))
        .layer(DefaultBodyLimit::max(api::model::MAX_MODEL_REQUEST))
}

/// All routes.
pub fn router(app: Arc<Ripen>, config: Config, stopped: watch::Receiver<bool>) -> Router {
    let cors = cors(&config);
    let browser_limits = limits::BrowserLimits::new(config.browser_events);
    let state = State::new(Shared {
        app,
        browser_limits,
        config,
        questions: Questions::default(),
        limits: limits::SignInLimits::default(),
        admission: Arc::default(),
        metrics: figures::recorder(),
        stopped,
    });
    let (ingest, _) = ingest_routes().split_for_parts();
    let (api, _) = api_routes().split_for_parts();
    let in_time = || middleware::from_fn_with_state(state.clone(), patience::bodies_in_time);
    let compress = SizeAbove::new(1_024).and(NotForContentType::new("text/event-stream"));
    // Layers go together: for each one that is laid around routes alone, every request copies all within it.
    let around_ingest = ServiceBuilder::new().layer(cors).layer(in_time());
    // Answers about people are not kept by anything on the way.
    let around_api = ServiceBuilder::new()
        .layer(set_header(header::CACHE_CONTROL, "no-store"))
        .layer(in_time());
    let around_all = ServiceBuilder::new()
        .layer(set_header(header::REFERRER_POLICY, "same-origin"))
        .layer(set_header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(set_header(
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY,
        ))
        .layer(CompressionLayer::new().compress_when(compress))
        .layer(middleware::from_fn(refusal::told))
        .layer(DefaultBodyLimit::max(MAX_BATCH_BYTES));
    api.layer(around_api)
        .merge(ingest.layer(around_ingest))
        .route("/api/openapi.json", get(api::health::openapi))
        .route("/health", get(api::health::health))
        .route("/metrics", get(figures::metrics))
        .fallback(assets::asset_or_refusal)
        .layer(around_all)
        .with_state(state)
}

fn set_header(
    name: header::HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Browsers may send interactions from other origins, with whatever headers their client adds. They
/// may read nothing else: credentials are never allowed across origins.
fn cors(config: &Config) -> CorsLayer {
    let origins = config
        .allowed_origins
        .iter()
        .filter_map(|origin| origin.parse::<HeaderValue>().ok());
    let allowed = if config.allowed_origins.is_empty() {
        AllowOrigin::from(Any)
    } else {
        AllowOrigin::list(origins)
    };
    CorsLayer::new()
        .allow_origin(allowed)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([header::RETRY_AFTER])
        .max_age(std::time::Duration::from_secs(86_400))
}
