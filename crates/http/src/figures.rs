//! The figures of this process, in Prometheus' text format.

use std::sync::OnceLock;

use axum::extract::State as Extract;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::blocking::blocking;
use crate::problem::Problem;
use crate::state::State;

/// The recorder of this process; installed once.
pub fn recorder() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    let install = || {
        PrometheusBuilder::new()
            .install_recorder()
            .expect("no other recorder is installed")
    };
    HANDLE.get_or_init(install).clone()
}

/// `GET /metrics`.
pub async fn metrics(Extract(state): Extract<State>) -> Result<String, Problem> {
    let app = state.app.clone();
    let health = blocking(move || app.health()).await?;
    let lag = health.lag;
    metrics::gauge!("ripen_projection_behind").set(lag.behind as f64);
    metrics::gauge!("ripen_projection_lag_seconds").set(lag.age.as_micros() as f64 / 1e6);
    metrics::gauge!("ripen_projection_failing").set(f64::from(u8::from(health.failing.is_some())));
    metrics::gauge!("ripen_set_aside").set(health.set_aside as f64);
    metrics::gauge!("ripen_jobs_dead").set(health.jobs_dead as f64);
    metrics::gauge!("ripen_jobs_lag_seconds").set(health.jobs_lag.as_micros() as f64 / 1e6);
    state.metrics.run_upkeep();
    Ok(state.metrics.render())
}
