//! The signals of a model.

use super::Model;
use super::check::{Faults, Part};
use super::stage::check_measures;
use crate::signal;

pub(super) fn check(model: &Model, faults: &mut Faults) {
    for (at, message) in signal::check(&model.signals) {
        match at {
            Some(at) => {
                let place = format!("signal \"{}\"", model.signals[at].key);
                faults.add(place, Part::nth("signal", at), message);
            }
            None => faults.add("signals", Part::section("signal"), message),
        }
    }
    for (at, signal) in model.signals.iter().enumerate() {
        if let Some(condition) = signal.pattern.condition() {
            let place = format!("signal \"{}\"", signal.key);
            check_measures(
                model,
                &place,
                Part::nth("signal", at).field("when"),
                condition,
                faults,
            );
        }
    }
}
