//! What the handlers share.

use std::sync::Arc;

use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;
use ripen_app::Ripen;
use tokio::sync::watch;

use crate::Config;
use crate::admission::Admission;
use crate::asking::Questions;
use crate::limits::{BrowserLimits, SignInLimits};

/// What the handlers share.
#[derive(Clone)]
pub struct State {
    /// The application.
    pub app: Arc<Ripen>,
    /// What an administrator chose.
    pub config: Arc<Config>,
    /// Room for bodies that are under way.
    pub admission: Arc<Admission>,
    /// Turns to ask what may take long.
    pub questions: Questions,
    /// Limits on sign-in attempts.
    pub limits: Arc<SignInLimits>,
    /// Limits on what one client sends with a public write key.
    pub browser_limits: Arc<BrowserLimits>,
    /// The figures of this process.
    pub metrics: PrometheusHandle,
    /// Turns true when the server stops.
    pub stopped: watch::Receiver<bool>,
}

impl FromRef<State> for Arc<Ripen> {
    fn from_ref(state: &State) -> Self {
        state.app.clone()
    }
}
