//! A model as a tree of plain values: the form of the API, with the names of the file.
//!
//! Conditions, spans and caps are texts as in the file. What may be left out is `None`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A model file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ModelDoc {
    /// Name.
    pub name: String,
    /// How long until points are worth half.
    pub half_life: HalfLifeDoc,
    /// Points for what people do.
    #[serde(default)]
    pub engagement: Vec<EngagementDoc>,
    /// Caps on the points of several rules together.
    #[serde(default)]
    pub group: Vec<GroupDoc>,
    /// Points for who people are.
    #[serde(default)]
    pub fit: Vec<FitDoc>,
    /// Letters over fit, best first.
    #[serde(default)]
    pub grade: Vec<GradeDoc>,
    /// Named lists.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<String>>,
    /// Lifecycle stages; everybody begins in the first.
    pub stage: Vec<StageDoc>,
    /// Temperatures.
    pub temperature: TemperatureDoc,
    /// Areas of the score index; the first covers the whole plane.
    pub index: Vec<IndexDoc>,
    /// Buying signals.
    #[serde(default)]
    pub signal: Vec<SignalDoc>,
}

/// Half-lives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HalfLifeDoc {
    /// Of the fast class, e.g. `3d`.
    pub fast: String,
    /// Of the normal class.
    pub normal: String,
    /// Of the slow class.
    pub slow: String,
}

/// An engagement rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EngagementDoc {
    /// Name.
    pub name: String,
    /// Condition on the interaction.
    pub when: String,
    /// Points.
    pub points: f64,
    /// `fast`, `normal` or `slow`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decay: Option<String>,
    /// How often, e.g. `3 per day`, `1 ever`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<String>,
    /// Name of the group that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Points more the first time ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_time: Option<f64>,
    /// Points by the value of a field, instead of `points`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_value: Option<PerValueDoc>,
    /// Points for the nth time ever, instead of all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Vec<FrequencyDoc>>,
    /// Factors by verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdicts: Option<VerdictsDoc>,
}

/// Points by value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PerValueDoc {
    /// Field of the interaction, e.g. `path` or `property.plan`.
    pub field: String,
    /// Points by value; other values have those of the rule.
    pub points: BTreeMap<String, f64>,
}

/// Points for the nth time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FrequencyDoc {
    /// From this time on; 1 is the first.
    pub from: u32,
    /// Up to and including this time; from then on when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// Points.
    pub points: f64,
}

/// Factors by verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VerdictsDoc {
    /// For human interactions; 1 when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub human: Option<f64>,
    /// For interactions of which too little is known; 0 when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<f64>,
    /// For machine interactions; 0 when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine: Option<f64>,
}

/// A group of engagement rules.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GroupDoc {
    /// Name.
    pub name: String,
    /// Most points.
    pub at_most: f64,
    /// `hour`, `day`, `week`, `month` or a span; ever when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// A fit rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FitDoc {
    /// Name.
    pub name: String,
    /// Condition on the person's profile.
    #[serde(rename = "if")]
    pub condition: String,
    /// Points; none when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<f64>,
    /// Takes the person out of the funnel, with this reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disqualify: Option<String>,
    /// Keeps the person in nurture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nurture: Option<bool>,
    /// Whom the rule looks at: `person`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// A letter for fit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GradeDoc {
    /// The letter.
    pub letter: String,
    /// Least fit.
    pub from: f64,
}

/// A stage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StageDoc {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Keys of the stages that it is entered from; the one before when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Vec<String>>,
    /// Condition to enter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Condition to leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leave_when: Option<String>,
    /// Where to; the stage before when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leave_to: Option<String>,
    /// Entered after this long without a human interaction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_inactivity: Option<String>,
    /// Entered after having been a customer for this long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_tenure: Option<String>,
    /// Whether entering it opens the customer card.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<bool>,
}

/// Temperatures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TemperatureDoc {
    /// Least engagement for warm.
    pub warm_from: f64,
    /// Least engagement for hot.
    pub hot_from: f64,
    /// Least engagement for hot while in nurture; twice `hot_from` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nurture_hot_from: Option<f64>,
    /// Regions that lie over these bounds; later ones lie over earlier ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Vec<RegionDoc>>,
}

/// A region with a temperature of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegionDoc {
    /// `cold`, `warm` or `hot`.
    pub temperature: String,
    /// Least fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_from: Option<f64>,
    /// Fit stays below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_below: Option<f64>,
    /// Least engagement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement_from: Option<f64>,
    /// Engagement stays below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement_below: Option<f64>,
}

/// An area of the score index; later ones lie over earlier ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IndexDoc {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Least fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_from: Option<f64>,
    /// Fit stays below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fit_below: Option<f64>,
    /// Least engagement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement_from: Option<f64>,
    /// Engagement stays below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement_below: Option<f64>,
}

/// A buying signal: either `on` and `when`, or a `detector` with what it needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignalDoc {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// Given at interactions that meet this condition; at any when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// While the person meets this condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// `frequent`, `surge`, `return`, `abandoned` or `company_surge`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detector: Option<String>,
    /// The interactions that `frequent` counts, or that begin what is `abandoned`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interactions: Option<String>,
    /// The interactions that end what was begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Least number of interactions (`frequent`, `company_surge`), or least points a day (`surge`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// Least number of the company's people who gave them (`company_surge`); 2 when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<f64>,
    /// In what time (`frequent`, `company_surge`); a week for companies when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The days before that which say what is usual at the company (`company_surge`); four weeks when
    /// left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// How many times the person's own baseline (`frequent`, `surge`), or the company's
    /// (`company_surge`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times_baseline: Option<f64>,
    /// How long the silence or the wait is (`return`, `abandoned`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How long it keeps silent afterwards, e.g. `7d` or `ever`; a week when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cool_down: Option<String>,
}
