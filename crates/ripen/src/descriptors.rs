//! The limit on open descriptors, of which each connection takes one.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Raises the limit as far as the system allows without asking, and tells the log. Gives how many
/// descriptors may be open; nothing when there is no limit.
pub fn raise() -> Option<usize> {
    let before = getrlimit(Resource::Nofile);
    let wanted = Rlimit {
        current: before.maximum,
        maximum: before.maximum,
    };
    let shown = |limit: Option<u64>| limit.map_or("none".to_owned(), |limit| limit.to_string());
    if before.current == before.maximum {
        tracing::info!(limit = shown(before.current), "open descriptors");
    } else if let Err(error) = setrlimit(Resource::Nofile, wanted) {
        tracing::warn!(%error, limit = shown(before.current), "the limit on open descriptors stays");
    } else {
        tracing::info!(
            from = shown(before.current),
            to = shown(before.maximum),
            "the limit on open descriptors was raised"
        );
    }
    let now = getrlimit(Resource::Nofile).current?;
    usize::try_from(now).ok()
}
