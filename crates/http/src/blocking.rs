//! Use cases block; they run on the threads that may.

use crate::problem::Problem;

/// Runs a use case on a blocking thread.
///
/// # Errors
/// Those of the use case, as a problem.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> ripen_app::Result<T> + Send + 'static,
) -> Result<T, Problem> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result.map_err(Problem::from),
        Err(error) => {
            tracing::error!(%error, "a use case ended with a panic");
            Err(Problem::internal())
        }
    }
}

/// Does work that needs no database: on a thread of its own if it is heavy, so that those who only
/// wait for the network do not wait for it.
///
/// # Errors
/// 500 when the work panics.
pub async fn offload<T: Send + 'static>(
    heavy: bool,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    if !heavy {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "work ended with a panic");
        Problem::internal()
    })
}
