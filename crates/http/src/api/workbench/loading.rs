//! Answers out of the whole history: at once, or how far reading it is.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ripen_app::Ripen;
use ripen_app::models::file;
use ripen_app::models::file::ModelDoc;
use ripen_app::models::versions::ModelPlace;
use ripen_app::workbench::columns::Ready;
use ripen_app::workbench::try_out::Who;
use ripen_domain::time::Span;
use ripen_store::ModelId;
use serde::Serialize;
use utoipa::ToSchema;

/// The history is being read into memory; ask again in a moment.
#[derive(Serialize, ToSchema)]
pub struct Loading {
    /// How far it is.
    loading: LoadingProgress,
}

/// How far reading the history is.
#[derive(Serialize, ToSchema)]
pub struct LoadingProgress {
    /// Interactions read.
    read: i64,
    /// Interactions in the log.
    total: i64,
}

/// 200 with the answer, or 202.
pub fn answer<T, V: Serialize>(ready: Ready<T>, view: impl FnOnce(T) -> V) -> Response {
    match ready {
        Ready::Done(done) => Json(view(done)).into_response(),
        Ready::Loading(progress) => {
            let loading = LoadingProgress {
                read: progress.read,
                total: progress.total,
            };
            (StatusCode::ACCEPTED, Json(Loading { loading })).into_response()
        }
    }
}

/// The model file of a request: its own text, or that of a version, or the draft of the model.
///
/// # Errors
/// When there is no such version; those of the store.
pub fn model_text(
    (app, model): (&Ripen, ModelId),
    (text, doc): (Option<String>, Option<ModelDoc>),
    version: Option<i64>,
) -> ripen_app::Result<String> {
    match (text, doc, version) {
        (Some(text), _, _) => Ok(text),
        // Nobody reads this text, so it need not have the comments of another.
        (None, Some(doc), _) => Ok(file::write(&doc, "")),
        (None, None, Some(version)) => app.model_text(model, ModelPlace::Version(version)),
        (None, None, None) => app.model_text(model, ModelPlace::Draft),
    }
}

/// Who somebody is.
#[derive(Serialize, ToSchema)]
pub struct WhoView {
    /// Id.
    id: String,
    /// Full name.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Company.
    company: Option<String>,
}

impl From<Who> for WhoView {
    fn from(who: Who) -> Self {
        Self {
            id: who.id.to_string(),
            name: who.name,
            email: who.email,
            company: who.company,
        }
    }
}

/// What a rule looks at.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleKind {
    /// What people do.
    Engagement,
    /// Who people are.
    Fit,
}

impl RuleKind {
    /// Of a rule that is, or is not, a fit rule.
    pub fn new(is_fit: bool) -> Self {
        if is_fit { Self::Fit } else { Self::Engagement }
    }
}

/// A length of time in the largest unit that it is a whole number of: `30d`, `36h`, `90s`.
pub fn span_text(span: Span) -> String {
    let seconds = span.as_micros() / 1_000_000;
    let units = [(86_400, "d"), (3_600, "h"), (60, "m")];
    let whole = units
        .into_iter()
        .find(|(unit, _)| seconds > 0 && seconds % unit == 0);
    let (unit, name) = whole.unwrap_or((1, "s"));
    format!("{}{name}", seconds / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_written_as_they_are_read() {
        for text in ["30d", "36h", "90m", "5s", "0s"] {
            assert_eq!(Span::parse(text).map(span_text).as_deref(), Some(text));
        }
        assert_eq!(Span::parse("2w").map(span_text).as_deref(), Some("14d"));
    }
}
