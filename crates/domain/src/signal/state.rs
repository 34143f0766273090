//! What is kept of a person for one signal.

use crate::time::Timestamp;

/// What is kept of a person for one signal: enough to go on from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SignalState {
    /// Position of the signal in the model.
    pub signal: u16,
    /// When it was last given.
    pub last: Option<Timestamp>,
    /// How often it was given.
    pub count: u32,
    /// When it first saw an interaction that it looks at.
    pub since: Option<Timestamp>,
    /// (time, log position) of those in its window, oldest first.
    pub recent: Vec<(Timestamp, i64)>,
    /// Forward-decayed number of the interactions that it looks at, with the baseline's half-life.
    pub baseline: f64,
    /// (time, log position) of what was begun and not done yet; or of the look at the profile that found
    /// that it does not meet the condition.
    pub open: Option<(Timestamp, i64)>,
}

/// The state of a signal, made if there is none. States are in the order of the signals.
pub(super) fn of(states: &mut Vec<SignalState>, signal: u16) -> &mut SignalState {
    let at = match states.binary_search_by_key(&signal, |state| state.signal) {
        Ok(at) => at,
        Err(at) => {
            let state = SignalState {
                signal,
                ..SignalState::default()
            };
            states.insert(at, state);
            at
        }
    };
    &mut states[at]
}
