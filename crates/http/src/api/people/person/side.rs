//! What a model beside the primary one makes of a person.

use ripen_app::people::Beside;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::types::{Named, Temperature};

/// What a model beside the primary one makes of a person.
#[derive(Serialize, ToSchema)]
pub struct ModelScores {
    /// Key of the model.
    model: String,
    /// Name of the model.
    name: String,
    /// Lifecycle stage.
    stage: Named,
    /// Fit score.
    fit: f64,
    /// Letter of the fit, where the model gives letters.
    grade: Option<String>,
    /// Engagement score now.
    engagement: f64,
    /// Readiness to buy now.
    temperature: Temperature,
    /// Score index.
    index: Named,
    /// Points a day of the last days, less the person's own baseline.
    velocity: f64,
    /// Why the person is out of the funnel, if so.
    disqualified: Option<String>,
    /// The fit rule that keeps the person in nurture, if one does.
    nurture: Option<String>,
}

impl From<Beside> for ModelScores {
    fn from(beside: Beside) -> Self {
        let (scoring, listed) = (&*beside.scoring, beside.listed);
        let state = listed.person.state;
        let grade = scoring.model.grade(state.fit);
        Self {
            model: scoring.key.clone(),
            name: scoring.name.clone(),
            stage: Named::stage(scoring, state.stage),
            fit: state.fit,
            grade: grade.map(|grade| grade.letter.clone()),
            engagement: listed.engagement,
            temperature: listed.temperature.into(),
            index: Named::area(scoring, listed.area),
            velocity: listed.velocity,
            disqualified: state.disqualified,
            nurture: state.nurture,
        }
    }
}
