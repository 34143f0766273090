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
            api::access::session::sign_in,
            api::access::session::current,
            api::access::session::sign_out
        ))
        .routes(routes!(api::people::list))
        .routes(routes!(api::signals::list))
        .routes(routes!(api::people::person::person))
        .routes(routes!(api::leads::set))
        .routes(routes!(api::leads::list))
        .routes(routes!(api::people::timeline::timeline))
        .routes(routes!(api::people::explanation::explanation))
        .routes(routes!(api::people::history::history))
        .routes(routes!(api::identity::merges::undo))
        .routes(routes!(api::identity::merges::undo_join))
        .routes(routes!(api::identity::suggested::list))
        .routes(routes!(api::identity::suggested::accept))
        .routes(routes!(api::identity::suggested::decline))
        .routes(routes!(api::identity::suggested::reopen))
        .routes(routes!(api::identity::identifiers::identifiers))
        .routes(routes!(api::identity::identifiers::joins))
        .routes(routes!(api::companies::list, api::companies::create))
        .routes(routes!(api::companies::undo))
        .routes(routes!(api::people::map::map))
        .routes(routes!(api::people::overview::overview))
        .merge(model_routes())
        .routes(routes!(api::filters::check::check))
        .routes(routes!(api::filters::fields::fields))
        .routes(routes!(api::filters::values::values))
        .routes(routes!(api::capture::bad_events::list))
        .routes(routes!(api::capture::bad_events::causes))
        .routes(routes!(api::capture::bad_events::one))
        .routes(routes!(api::capture::bad_events::replay))
        .routes(routes!(api::capture::ignored::list))
        .routes(routes!(api::capture::set_aside::list))
        .routes(routes!(api::capture::set_aside::replay))
        .routes(routes!(api::access::keys::list, api::access::keys::create))
        .routes(routes!(api::access::keys::revoke))
        .routes(routes!(api::work::jobs::list))
        .routes(routes!(api::work::jobs::retry))
        .routes(routes!(api::work::jobs::cancel))
        .routes(routes!(api::live::live))
}

/// The routes about scoring models, whose requests may hold a model file.
fn model_routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(api::models::list, api::models::create))
        .routes(routes!(api::models::rename, api::models::retire))
        .routes(routes!(api::models::model::model))
        .routes(routes!(
            api::models::draft::read,
            api::models::draft::save,
            api::models::draft::discard
        ))
        .routes(routes!(api::models::draft::publish))
        .routes(routes!(api::models::starts::list))
        .routes(routes!(api::models::starts::publish))
        .routes(routes!(api::models::versions::list))
        .routes(routes!(api::models::versions::one))
        .routes(routes!(api::models::versions::rollback))
        .routes(routes!(api::models::diff::diff))
        .routes(routes!(api::workbench::progress::progress))
        .routes(routes!(api::workbench::try_out::try_model))
        .routes(routes!(api::workbench::backtest::backtest))
        .routes(routes!(api::workbench::backtest::drift))
        .routes(routes!(api::learning::suggest::suggest))
        .layer(DefaultBodyLimit::max(api::models::model::MAX_MODEL_REQUEST))
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
