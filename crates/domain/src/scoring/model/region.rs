//! Areas of the fit × engagement plane.

use super::Model;
use super::check::{Faults, Part};

/// An area of the fit × engagement plane; the last one that a person reaches counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Stable key.
    pub key: String,
    /// Name on screen.
    pub name: String,
    /// Least fit.
    pub fit_from: f64,
    /// Least engagement.
    pub engagement_from: f64,
}

impl Area {
    /// An area that covers the whole plane.
    pub fn plane(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            fit_from: f64::NEG_INFINITY,
            engagement_from: f64::NEG_INFINITY,
        }
    }
}

pub(super) fn check(model: &Model, faults: &mut Faults) {
    let (warm, hot) = (model.warm_from, model.hot_from);
    if !(warm.is_finite() && hot.is_finite() && warm <= hot) {
        let part = Part::section("temperature").field("warm_from");
        faults.add(
            "temperature",
            part,
            "`warm_from` must not be above `hot_from`",
        );
    }
    let Some(first) = model.areas.first() else {
        let message = "the score index needs at least one area";
        return faults.add("index", Part::section("index"), message);
    };
    if first.fit_from != f64::NEG_INFINITY || first.engagement_from != f64::NEG_INFINITY {
        faults.add(
            format!("index area \"{}\"", first.key),
            Part::nth("index", 0),
            "the first area covers the whole plane: leave out `fit_from` and `engagement_from`",
        );
    }
    let keys = model.areas.iter().map(|area| area.key.as_str());
    faults.check_names("index area", "index", "key", keys);
}
