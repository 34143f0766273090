//! Questions that may take long: few at once, and none that nobody waits for.

use std::sync::Arc;
use std::time::Duration;

use ripen_store::{Asker, QUESTIONS};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::blocking::blocking;
use crate::problem::Problem;

/// How long a question waits for its turn.
const TURN: Duration = Duration::from_secs(10);

/// Turns to ask what may take long. Clones share them.
#[derive(Clone)]
pub struct Questions(Arc<Semaphore>);

impl Default for Questions {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(*QUESTIONS)))
    }
}

/// Has the asker leave when the client hangs up, which drops the request with all it holds.
struct HangUp(Asker);

impl Drop for HangUp {
    fn drop(&mut self) {
        self.0.leave();
    }
}

impl Questions {
    /// Runs a use case that may take long, in its turn.
    ///
    /// # Errors
    /// 503 when too many others are being answered; 422 when it takes too long; those of the use case.
    pub async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(Asker) -> ripen_app::Result<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = timeout(TURN, self.0.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            return Err(Problem::unavailable(
                "many lists are being looked up at the moment; try again shortly",
            ));
        };
        let asker = Asker::default();
        let hang_up = HangUp(asker.clone());
        let answer = blocking(move || {
            let _turn = turn;
            work(asker)
        })
        .await;
        drop(hang_up);
        answer
    }
}
