//! Errors as problem documents (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ripen_app::Error;
use ripen_app::capture::MAX_BATCH_BYTES;
use ripen_app::models::Fault;
use ripen_store::Error as StoreError;

use crate::api::models::model::MAX_MODEL_REQUEST;
use crate::brief::brief;
use crate::code::Code;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem document (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Kind of problem.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The kind in words.
    title: &'static str,
    /// HTTP status.
    status: u16,
    /// What is wrong here and what to do.
    detail: String,
    // Boxed, or every answer would be as large as a problem.
    #[serde(flatten)]
    code: Box<Code>,
    /// Which fields are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldError {
    /// The field.
    field: String,
    /// What is wrong and what to do.
    message: String,
    #[serde(flatten)]
    code: Code,
    /// Where in the field's text, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<usize>,
    /// How long the wrong part is, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<usize>,
    /// Line of the field's text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// Column of the line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl Problem {
    fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        let detail = brief(detail.into());
        Self {
            kind,
            title,
            status: status.as_u16(),
            code: Box::new(Code::of(&detail)),
            detail,
            errors: Vec::new(),
            retry_after: None,
        }
    }

    fn with_field(
        mut self,
        field: &str,
        message: impl Into<String>,
        place: Option<(usize, usize)>,
    ) -> Self {
        let (offset, length) = place.unzip();
        let message = brief(message.into());
        self.errors.push(FieldError {
            field: field.to_owned(),
            code: Code::of(&message),
            message,
            offset,
            length,
            line: None,
            column: None,
        });
        self
    }

    /// 422 for a model, each fault as a field.
    fn faults(faults: Vec<Fault>) -> Self {
        let detail = match &faults[..] {
            [fault] => fault.to_string(),
            [fault, ..] => format!("{} faults; the first is {fault}", faults.len()),
            [] => "the model cannot be used".to_owned(),
        };
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "/problems/model",
            "The model is faulty",
            detail,
        );
        problem.errors = faults
            .into_iter()
            .map(|fault| {
                let message = brief(fault.message);
                FieldError {
                    field: brief(fault.place),
                    code: Code::of(&message),
                    message,
                    offset: None,
                    length: None,
                    line: fault.line,
                    column: fault.column,
                }
            })
            .collect();
        problem
    }

    fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// 400 for an argument.
    pub fn bad(field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::new(
            StatusCode::BAD_REQUEST,
            "/problems/invalid",
            "Invalid request",
            format!("{field}: {message}"),
        )
        .with_field(field, message, None)
    }

    /// 401.
    pub fn unauthorized(detail: &str) -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "/problems/unauthorized",
            "Not signed in",
            detail,
        )
    }

    /// 404 where the address holds a write key that belongs to no source; other problems stay.
    pub fn unknown_key(self) -> Self {
        match self.status {
            401 => Self {
                detail: self.detail,
                code: self.code,
                ..Self::not_found()
            },
            _ => self,
        }
    }

    /// 403.
    pub fn forbidden(detail: &str) -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "/problems/forbidden",
            "Not allowed",
            detail,
        )
    }

    /// 404.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "/problems/not-found",
            "Not found",
            "there is no such thing, or it is gone",
        )
    }

    /// 409.
    fn conflict(detail: String) -> Self {
        Self::new(
            StatusCode::CONFLICT,
            "/problems/conflict",
            "Conflict",
            detail,
        )
    }

    /// 413.
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "/problems/too-large",
            "Too large",
            detail,
        )
    }

    /// 429.
    pub fn too_many(detail: &str, seconds: u32) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "/problems/too-many",
            "Too many requests",
            detail,
        )
        .retry_after(seconds)
    }

    /// A request that the framework refused, with what it says.
    pub fn refused(status: StatusCode, said: &str) -> Self {
        let title = status.canonical_reason().unwrap_or("Refused");
        let detail = match (status, said) {
            (StatusCode::PAYLOAD_TOO_LARGE, _) => {
                format!(
                    "a request holds at most {} KB, one with a model file at most {} KB",
                    MAX_BATCH_BYTES >> 10,
                    MAX_MODEL_REQUEST >> 10
                )
            }
            (StatusCode::METHOD_NOT_ALLOWED, _) => "there is no such method at this address".into(),
            (_, "") => "the request cannot be understood".into(),
            (_, said) => said.to_owned(),
        };
        Self::new(status, "/problems/refused", title, detail)
    }

    /// 408.
    pub fn too_slow() -> Self {
        let detail = "the request took too long; events that it held may be sent again";
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "/problems/too-slow",
            "Too slow",
            detail,
        )
    }

    /// 500; what happened is in the log only.
    pub fn internal() -> Self {
        let detail = "something went wrong on the server; its log says what";
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "/problems/internal",
            "Server error",
            detail,
        )
    }

    /// 503, to be tried again shortly.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "/problems/unavailable",
            "Unavailable",
            detail,
        )
        .retry_after(2)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let detail = error.to_string();
        match error {
            Error::Store(error) => error.into(),
            Error::Filter(error) => Self::new(
                StatusCode::BAD_REQUEST,
                "/problems/filter",
                "The filter cannot be read",
                detail,
            )
            .with_field("filter", error.message, Some((error.offset, error.length))),
            Error::Model(error) => Self::bad("model", error.to_string()),
            Error::Faults(faults) => Self::faults(faults),
            Error::Invalid { field, message } => Self::bad(field, message),
            Error::TooLittle(_) => Self::bad("outcome", detail),
            Error::Overloaded => Self::unavailable(detail),
            Error::SignIn => Self::new(
                StatusCode::UNAUTHORIZED,
                "/problems/sign-in",
                "Sign-in failed",
                detail,
            ),
            Error::File { .. } | Error::Learning(_) => {
                tracing::error!(detail, "a request failed");
                Self::internal()
            }
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::not_found(),
            StoreError::Conflict(detail) => Self::conflict(detail),
            StoreError::Constraint => Self::conflict(error.to_string()),
            StoreError::TooCostly => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "/problems/too-costly",
                "It takes too long to answer",
                "the answer takes longer than 15 seconds to find; ask for fewer conditions, or narrower ones",
            ),
            StoreError::Unavailable(_) => {
                tracing::warn!(%error, "the database is unavailable");
                Self::unavailable("the database cannot be reached at the moment; try again shortly")
            }
            StoreError::NotWritable(_) => {
                tracing::error!(%error, "the database cannot be written");
                Self::unavailable(
                    "nothing can be stored at the moment: the disk is full or the data directory is read-only",
                )
            }
            StoreError::Damaged(_)
            | StoreError::Corrupt(_)
            | StoreError::Rejected(_)
            | StoreError::Version(_)
            | StoreError::Other(_) => {
                tracing::error!(%error, "the database failed");
                Self::internal()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
