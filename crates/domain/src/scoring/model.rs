//! A scoring model: rules, decay, stages, regions. Built by the reader of model files and checked
//! here, so that a model that exists is a model that works.

use std::collections::{HashMap, HashSet};

use crate::filter::{CountCondition, InteractionFilter, Measure, PersonField, PersonFilter};
use crate::person::Temperature;
use crate::scoring::decay::DecayClass;
use crate::time::Span;

/// A limit on how often a rule gives points within a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// How many times.
    pub times: u32,
    /// Per UTC window of this length, counted from the epoch; `None` = ever.
    pub period: Option<Span>,
}

/// Points for interactions.
#[derive(Clone, Debug)]
pub struct EngagementRule {
    /// Name, unique in the model.
    pub name: String,
    /// Which interactions.
    pub when: InteractionFilter,
    /// Points, plus or minus.
    pub points: f64,
    /// How fast they fade.
    pub decay: DecayClass,
    /// Limit.
    pub at_most: Option<Cap>,
}

/// Points for what somebody is.
#[derive(Clone, Debug)]
pub struct FitRule {
    /// Name, unique in the model.
    pub name: String,
    /// Which people; only profile fields.
    pub condition: PersonFilter,
    /// Points, plus or minus.
    pub points: f64,
    /// Takes the person out of the funnel, with this reason.
    pub disqualify: Option<String>,
}

/// A lifecycle stage and the gate that leads into it.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Stable key.
    pub key: String,
    /// Name on screen.
    pub name: String,
    /// Positions of the stages it can be entered from.
    pub from: Vec<usize>,
    /// Condition to enter; the first stage has none.
    pub gate: Option<PersonFilter>,
    /// Entered by itself after this long without a human interaction.
    pub after_inactivity: Option<Span>,
    /// Whether entering it opens the customer card.
    pub customer: bool,
}

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

/// A scoring model.
#[derive(Clone, Debug)]
pub struct Model {
    /// Name.
    pub name: String,
    /// Half-lives of the fast, normal and slow class.
    pub half_lives: [Span; 3],
    /// Engagement rules.
    pub engagement: Vec<EngagementRule>,
    /// Fit rules.
    pub fit: Vec<FitRule>,
    /// Stages; everybody begins in the first.
    pub stages: Vec<Stage>,
    /// Least engagement for warm.
    pub warm_from: f64,
    /// Least engagement for hot.
    pub hot_from: f64,
    /// Score index areas; the first covers the whole plane.
    pub areas: Vec<Area>,
    /// Named lists, entries folded.
    pub lists: HashMap<String, HashSet<String>>,
}

/// What is wrong with a model, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ModelError {
    /// Where: e.g. `engagement rule "Pricing page"`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
}

fn fault<T>(place: impl Into<String>, message: impl Into<String>) -> Result<T, ModelError> {
    Err(ModelError {
        place: place.into(),
        message: message.into(),
    })
}

impl Model {
    /// Checks everything that the types do not already hold.
    ///
    /// # Errors
    /// The first fault found, with its place.
    pub fn check(&self) -> Result<(), ModelError> {
        self.check_decay()?;
        self.check_engagement()?;
        self.check_fit()?;
        self.check_stages()?;
        self.check_regions()
    }

    /// Temperature of a score.
    pub fn temperature(&self, engagement: f64, disqualified: bool) -> Temperature {
        match () {
            () if disqualified => Temperature::Cold,
            () if engagement >= self.hot_from => Temperature::Hot,
            () if engagement >= self.warm_from => Temperature::Warm,
            () => Temperature::Cold,
        }
    }

    /// The area that a score lies in.
    pub fn area(&self, fit: f64, engagement: f64) -> &Area {
        let reached = |area: &&Area| fit >= area.fit_from && engagement >= area.engagement_from;
        self.areas
            .iter()
            .rev()
            .find(reached)
            .unwrap_or(&self.areas[0])
    }

    /// The position of the stage with this key.
    pub fn stage(&self, key: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.key == key)
    }

    /// Every interaction count that a gate asks for.
    pub fn gate_counts(&self) -> Vec<&CountCondition> {
        self.stages
            .iter()
            .filter_map(|stage| stage.gate.as_ref())
            .flat_map(PersonFilter::counts)
            .collect()
    }

    fn check_decay(&self) -> Result<(), ModelError> {
        if self
            .half_lives
            .iter()
            .any(|half_life| *half_life < Span::hours(1))
        {
            return fault(
                "half_life",
                "a half-life is at least one hour; write for example \"3d\"",
            );
        }
        if self
            .half_lives
            .iter()
            .any(|half_life| *half_life > Span::days(3_650))
        {
            return fault("half_life", "a half-life is at most ten years");
        }
        Ok(())
    }

    fn check_engagement(&self) -> Result<(), ModelError> {
        check_names(
            "engagement rule",
            self.engagement.iter().map(|rule| rule.name.as_str()),
        )?;
        for rule in &self.engagement {
            check_points(&format!("engagement rule \"{}\"", rule.name), rule.points)?;
        }
        Ok(())
    }

    fn check_fit(&self) -> Result<(), ModelError> {
        check_names("fit rule", self.fit.iter().map(|rule| rule.name.as_str()))?;
        for rule in &self.fit {
            let place = format!("fit rule \"{}\"", rule.name);
            check_points(&place, rule.points)?;
            if !rule.condition.measures().is_empty() {
                return fault(
                    place,
                    "fit looks at the profile only; count interactions in an engagement rule",
                );
            }
            if let Some(field) = rule
                .condition
                .fields()
                .into_iter()
                .find(|field| !is_profile_field(field))
            {
                return fault(
                    place,
                    format!("fit looks at the profile only; `{field}` is not a profile field"),
                );
            }
        }
        Ok(())
    }

    fn check_stages(&self) -> Result<(), ModelError> {
        let Some(first) = self.stages.first() else {
            return fault("stages", "a model needs at least one stage");
        };
        if first.gate.is_some() || first.after_inactivity.is_some() {
            return fault(
                format!("stage \"{}\"", first.key),
                "everybody begins in the first stage; it has no gate",
            );
        }
        check_names("stage", self.stages.iter().map(|stage| stage.key.as_str()))?;
        for (at, stage) in self.stages.iter().enumerate().skip(1) {
            let place = format!("stage \"{}\"", stage.key);
            if self.leads_back(at) {
                return fault(
                    place,
                    "inactivity alone would lead from it back to it, again and again; change `from`",
                );
            }
            if stage.gate.is_some() == stage.after_inactivity.is_some() {
                return fault(place, "give either `when` or `after_inactivity`");
            }
            if let Some(reason) = stage.gate.as_ref().and_then(beyond_the_fold) {
                return fault(place, reason);
            }
            let windowed =
                |gate: &PersonFilter| gate.counts().iter().any(|count| count.window.is_some());
            if stage.gate.as_ref().is_some_and(windowed) {
                return fault(
                    place,
                    "a gate counts interactions since ever; use `engagement` for recent ones",
                );
            }
        }
        Ok(())
    }

    /// Whether the passing of time alone leads from a stage back to the same stage.
    fn leads_back(&self, stage: usize) -> bool {
        let mut reached = vec![stage];
        let mut next = 0;
        while let Some(&at) = reached.get(next) {
            next += 1;
            for (to, candidate) in self.stages.iter().enumerate() {
                if candidate.after_inactivity.is_none() || !candidate.from.contains(&at) {
                    continue;
                }
                if to == stage {
                    return true;
                }
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
        }
        false
    }

    fn check_regions(&self) -> Result<(), ModelError> {
        if !(self.warm_from.is_finite()
            && self.hot_from.is_finite()
            && self.warm_from <= self.hot_from)
        {
            return fault("temperature", "`warm_from` must not be above `hot_from`");
        }
        let Some(first) = self.areas.first() else {
            return fault("index", "the score index needs at least one area");
        };
        if first.fit_from != f64::NEG_INFINITY || first.engagement_from != f64::NEG_INFINITY {
            let place = format!("index area \"{}\"", first.key);
            return fault(
                place,
                "the first area covers the whole plane: leave out `fit_from` and `engagement_from`",
            );
        }
        check_names(
            "index area",
            self.areas.iter().map(|area| area.key.as_str()),
        )
    }
}

fn check_names<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> Result<(), ModelError> {
    let mut seen = HashSet::new();
    for name in names {
        if name.trim().is_empty() {
            return fault(what, "a name is missing");
        }
        if !seen.insert(name) {
            return fault(format!("{what} \"{name}\""), "this name is used twice");
        }
    }
    match seen.len() {
        0..=1000 => Ok(()),
        many => fault(what, format!("{many} are too many; the limit is 1000")),
    }
}

fn check_points(place: &str, points: f64) -> Result<(), ModelError> {
    match points.is_finite() && points.abs() <= 10_000.0 {
        true => Ok(()),
        false => fault(place, "points lie between -10000 and 10000"),
    }
}

/// What of a gate cannot be known while a person's own history is folded, if anything.
fn beyond_the_fold(gate: &PersonFilter) -> Option<String> {
    let field = gate.fields().into_iter().find(PersonField::needs_others);
    let measures = gate.measures();
    let measure = measures
        .iter()
        .map(|condition| &condition.measure)
        .find(|measure| !matches!(measure, Measure::Count(_)));
    match (field, measure) {
        (Some(field), _) => Some(format!(
            "a gate looks at the person's own history; `{field}` is not part of it"
        )),
        (None, Some(measure)) => Some(format!("a gate cannot ask for `{measure}`; it can count")),
        (None, None) => None,
    }
}

fn is_profile_field(field: &PersonField) -> bool {
    use PersonField as F;
    matches!(
        field,
        F::Name
            | F::Email
            | F::EmailDomain
            | F::Phone
            | F::Company
            | F::Title
            | F::Country
            | F::City
            | F::Industry
            | F::Employees
            | F::Language
            | F::Profile(_)
    )
}
