//! Stages, temperatures and areas of a model file.

use ripen_domain::person::Temperature;
use ripen_domain::scoring::Model;
use ripen_domain::scoring::model::{Area, Part, Rect, Stage, TemperatureRegion};

use super::super::doc::{IndexDoc, RegionDoc, StageDoc, TemperatureDoc};
use super::Builder;

/// At how many times `hot_from` somebody in nurture is hot all the same, unless the file says.
const NURTURE_FACTOR: f64 = 2.0;

impl Builder<'_, '_> {
    pub(super) fn stage(&mut self, at: usize, nth: usize, stage: &StageDoc) -> Option<Stage> {
        let (place, part) = (format!("stage \"{}\"", stage.key), Part::nth("stage", nth));
        let before = at.checked_sub(1);
        let from = match &stage.from {
            None => Some(before.into_iter().collect()),
            Some(keys) => keys
                .iter()
                .map(|key| self.stage_of(&place, part.field("from"), "from", key))
                .collect::<Vec<_>>()
                .into_iter()
                .collect(),
        };
        let leave_to = match (&stage.leave_to, &stage.leave_when) {
            (Some(key), _) => self
                .stage_of(&place, part.field("leave_to"), "leave_to", key)
                .map(Some),
            (None, Some(_)) => Some(before),
            (None, None) => Some(None),
        };
        let mut gate = |field: &'static str, text: &Option<String>| match text {
            None => Some(None),
            Some(text) => self
                .person_filter(&place, part.field(field), text)
                .map(Some),
        };
        let (enter, leave_when) = (
            gate("when", &stage.when),
            gate("leave_when", &stage.leave_when),
        );
        let mut after = |field: &'static str, text: &Option<String>| match text {
            None => Some(None),
            Some(text) => {
                let place = format!("{place}, {field}");
                self.span(&place, part.field(field), text).map(Some)
            }
        };
        let after_inactivity = after("after_inactivity", &stage.after_inactivity);
        let after_tenure = after("after_tenure", &stage.after_tenure);
        Some(Stage {
            from: from?,
            gate: enter?,
            leave_when: leave_when?,
            leave_to: leave_to?,
            after_inactivity: after_inactivity?,
            after_tenure: after_tenure?,
            customer: stage.customer.unwrap_or_default(),
            ..Stage::new(stage.key.clone(), stage.name.clone())
        })
    }

    fn stage_of(&mut self, place: &str, part: Part, field: &str, key: &str) -> Option<usize> {
        let position = self.stages.iter().position(|stage| stage == key);
        if position.is_none() {
            let message = format!("`{field}` names the stage \"{key}\", which does not exist");
            self.add(place, part, &message);
        }
        position
    }

    pub(super) fn temperature(&mut self, given: &TemperatureDoc, model: &mut Model) {
        (model.warm_from, model.hot_from) = (given.warm_from, given.hot_from);
        model.nurture_hot_from = given
            .nurture_hot_from
            .unwrap_or(given.hot_from * NURTURE_FACTOR);
        for (nth, region) in given.region.iter().flatten().enumerate() {
            match Temperature::from_name(&region.temperature) {
                Some(temperature) => model.regions.push(TemperatureRegion {
                    temperature,
                    rect: rect_of(region),
                }),
                None => {
                    let name = &region.temperature;
                    let part = Part::nth("temperature.region", nth).field("temperature");
                    let message = format!("\"{name}\" is none of cold, warm and hot");
                    self.add("temperature", part, &message);
                }
            }
        }
    }
}

pub(super) fn area_of(area: &IndexDoc) -> Area {
    Area {
        key: area.key.clone(),
        name: area.name.clone(),
        rect: Rect {
            fit_from: area.fit_from.unwrap_or(f64::NEG_INFINITY),
            fit_below: area.fit_below.unwrap_or(f64::INFINITY),
            engagement_from: area.engagement_from.unwrap_or(f64::NEG_INFINITY),
            engagement_below: area.engagement_below.unwrap_or(f64::INFINITY),
        },
    }
}

fn rect_of(region: &RegionDoc) -> Rect {
    Rect {
        fit_from: region.fit_from.unwrap_or(f64::NEG_INFINITY),
        fit_below: region.fit_below.unwrap_or(f64::INFINITY),
        engagement_from: region.engagement_from.unwrap_or(f64::NEG_INFINITY),
        engagement_below: region.engagement_below.unwrap_or(f64::INFINITY),
    }
}
