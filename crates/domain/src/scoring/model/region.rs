//! Regions of the fit × engagement plane: temperatures and the areas of the score index.

use super::Model;
use super::check::{Faults, Part};
use crate::person::Temperature;

/// Most regions of a kind: whether one is hidden is found out from all corners of all.
const MAX_REGIONS: usize = 50;

/// A rectangle of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Least fit.
    pub fit_from: f64,
    /// Fit stays below this.
    pub fit_below: f64,
    /// Least engagement.
    pub engagement_from: f64,
    /// Engagement stays below this.
    pub engagement_below: f64,
}

impl Rect {
    /// The whole plane.
    pub const PLANE: Self = Self {
        fit_from: f64::NEG_INFINITY,
        fit_below: f64::INFINITY,
        engagement_from: f64::NEG_INFINITY,
        engagement_below: f64::INFINITY,
    };

    /// Whether a score lies in it.
    pub fn contains(&self, fit: f64, engagement: f64) -> bool {
        (self.fit_from..self.fit_below).contains(&fit)
            && (self.engagement_from..self.engagement_below).contains(&engagement)
    }

    fn is_empty(&self) -> bool {
        !(self.fit_from < self.fit_below && self.engagement_from < self.engagement_below)
    }

    fn is_sound(&self) -> bool {
        let from = [self.fit_from, self.engagement_from];
        let below = [self.fit_below, self.engagement_below];
        from.iter().all(|bound| *bound < f64::INFINITY)
            && below.iter().all(|bound| *bound > f64::NEG_INFINITY)
    }

    /// Whether the others together cover all of it. They do when they cover the lower left corner of
    /// every cell of the grid that all bounds make.
    fn is_hidden_by(&self, others: &[Self]) -> bool {
        let cuts = |from: f64, bounds: &mut dyn Iterator<Item = f64>, below: f64| {
            let inside = bounds.filter(|bound| *bound > from && *bound < below);
            std::iter::once(from).chain(inside).collect::<Vec<f64>>()
        };
        let fits = others.iter().flat_map(|one| [one.fit_from, one.fit_below]);
        let fits = cuts(self.fit_from, &mut fits.into_iter(), self.fit_below);
        let engagements = others
            .iter()
            .flat_map(|one| [one.engagement_from, one.engagement_below]);
        let engagements = cuts(
            self.engagement_from,
            &mut engagements.into_iter(),
            self.engagement_below,
        );
        fits.iter().all(|fit| {
            let covered = |at: &f64| others.iter().any(|one| one.contains(*fit, *at));
            engagements.iter().all(covered)
        })
    }
}

/// An area of the score index. Later ones lie over earlier ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Stable key.
    pub key: String,
    /// Name on screen.
    pub name: String,
    /// Where it lies.
    pub rect: Rect,
}

impl Area {
    /// An area that covers the whole plane.
    pub fn plane(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            rect: Rect::PLANE,
        }
    }
}

/// A region with a temperature of its own, over those that follow from engagement alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TemperatureRegion {
    /// The temperature.
    pub temperature: Temperature,
    /// Where it lies.
    pub rect: Rect,
}

/// Whether somebody can become hot, and from when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Like everybody.
    #[default]
    InFunnel,
    /// Kept in nurture: hot only with a lot of engagement.
    Nurture,
    /// Out of the funnel: always cold.
    Disqualified,
}

impl Model {
    /// Temperature of a score.
    pub fn temperature(&self, fit: f64, engagement: f64, standing: Standing) -> Temperature {
        if standing == Standing::Disqualified {
            return Temperature::Cold;
        }
        let mut regions = self.regions.iter().rev();
        let region = regions.find(|region| region.rect.contains(fit, engagement));
        let temperature = match region {
            Some(region) => region.temperature,
            None if engagement >= self.hot_from => Temperature::Hot,
            None if engagement >= self.warm_from => Temperature::Warm,
            None => Temperature::Cold,
        };
        match standing {
            Standing::Nurture if engagement < self.nurture_hot_from => {
                temperature.min(Temperature::Warm)
            }
            _ => temperature,
        }
    }

    /// An engagement that nobody of this temperature is below; minus infinity where there is none.
    pub fn least_engagement(&self, temperature: Temperature) -> f64 {
        let by_engagement = match temperature {
            Temperature::Cold => return f64::NEG_INFINITY,
            Temperature::Warm => self.warm_from.min(self.hot_from),
            Temperature::Hot => self.hot_from,
        };
        // Somebody in nurture may be only warm where others are hot.
        let regions = self.regions.iter();
        let same = regions.filter(|region| region.temperature >= temperature);
        same.map(|region| region.rect.engagement_from)
            .fold(by_engagement, f64::min)
    }

    /// The area that a score lies in.
    pub fn area(&self, fit: f64, engagement: f64) -> &Area {
        let mut areas = self.areas.iter().rev();
        let found = areas.find(|area| area.rect.contains(fit, engagement));
        found.unwrap_or(&self.areas[0])
    }
}

pub(super) fn check(model: &Model, faults: &mut Faults) {
    check_temperature(model, faults);
    let Some(first) = model.areas.first() else {
        let message = "the score index needs at least one area";
        return faults.add("index", Part::section("index"), message);
    };
    if first.rect != Rect::PLANE {
        faults.add(
            format!("index area \"{}\"", first.key),
            Part::nth("index", 0),
            "the first area covers the whole plane: leave out its bounds",
        );
    }
    let keys = model.areas.iter().map(|area| area.key.as_str());
    faults.check_names("index area", "index", "key", keys);
    let areas = model.areas.iter();
    let rects: Vec<(String, Rect)> = areas
        .map(|area| (format!("index area \"{}\"", area.key), area.rect))
        .collect();
    check_rects("index", &rects, faults);
}

fn check_temperature(model: &Model, faults: &mut Faults) {
    let (warm, hot) = (model.warm_from, model.hot_from);
    let part = Part::section("temperature");
    if !(warm.is_finite() && hot.is_finite() && warm <= hot) {
        let message = "`warm_from` must not be above `hot_from`";
        faults.add("temperature", part.field("warm_from"), message);
    } else if !(model.nurture_hot_from.is_finite() && model.nurture_hot_from >= hot) {
        let message = "`nurture_hot_from` must not be below `hot_from`";
        faults.add("temperature", part.field("nurture_hot_from"), message);
    }
    let regions = model.regions.iter().enumerate();
    let rects: Vec<(String, Rect)> = regions
        .map(|(nth, region)| {
            let name = region.temperature.name();
            (
                format!("temperature region {} ({name})", nth + 1),
                region.rect,
            )
        })
        .collect();
    check_rects("temperature.region", &rects, faults);
}

fn check_rects(section: &'static str, rects: &[(String, Rect)], faults: &mut Faults) {
    if rects.len() > MAX_REGIONS {
        let message = format!(
            "{} regions are too many; the limit is {MAX_REGIONS}",
            rects.len()
        );
        return faults.add(section, Part::section(section), message);
    }
    let plain: Vec<Rect> = rects.iter().map(|(_, rect)| *rect).collect();
    for (nth, (place, rect)) in rects.iter().enumerate() {
        let part = Part::nth(section, nth);
        if !rect.is_sound() {
            faults.add(place, part, "its bounds have to be numbers");
        } else if rect.is_empty() {
            faults.add(
                place,
                part,
                "nothing lies in it: each `from` has to be less than its `below`",
            );
        } else if rect.is_hidden_by(&plain[nth + 1..]) {
            let message = "nobody is ever in it: later ones lie over all of it; change the order";
            faults.add(place, part, message);
        }
    }
}
