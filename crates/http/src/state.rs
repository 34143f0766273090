//! What the handlers share.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;
use ripen_app::Ripen;
use tokio::sync::watch;

use crate::Config;
use crate::admission::Admission;
use crate::asking::Questions;
use crate::limits::{BrowserLimits, SignInLimits};

/// What the handlers share. Every request gets some copies of it, so it is one pointer.
#[derive(Clone)]
pub struct State(Arc<Shared>);

impl State {
    /// Shares these.
    pub fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// What is shared.
pub struct Shared {
    /// The application.
    pub app: Arc<Ripen>,
    /// What an administrator chose.
    pub config: Config,
    /// Room for bodies that are under way.
    pub admission: Arc<Admission>,
    /// Turns to ask what may take long.
    pub questions: Questions,
    /// Limits on sign-in attempts.
    pub limits: SignInLimits,
    /// Limits on what one client sends with a public write key.
    pub browser_limits: BrowserLimits,
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
