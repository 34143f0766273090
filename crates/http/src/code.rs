//! Messages in English, with the code and the parameters by which screens say them in other languages.

use std::collections::BTreeMap;

use ripen_app::wording::{self, Said};
use serde::Serialize;
use utoipa::ToSchema;

/// Which sentence a message is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Code {
    /// Stands for the sentence, whatever is filled in; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// What is filled in, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    params: BTreeMap<&'static str, String>,
}

impl Code {
    /// The code of a message.
    pub fn of(message: &str) -> Self {
        wording::said(message).into()
    }
}

impl From<Said> for Code {
    fn from(said: Said) -> Self {
        Self {
            code: said.code,
            params: said.params,
        }
    }
}

/// One of the things that a reason says.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReasonPart {
    /// What is said, in English.
    message: String,
    #[serde(flatten)]
    code: Code,
}

impl ReasonPart {
    /// A message with its code.
    pub fn of(message: &str) -> Self {
        wording::said(message).into()
    }
}

impl From<Said> for ReasonPart {
    fn from(said: Said) -> Self {
        Self {
            message: said.text.clone(),
            code: said.into(),
        }
    }
}

/// Everything that a reason says: first where in a file it stood, where that is known.
pub fn reason_parts(reason: &str) -> Vec<ReasonPart> {
    let parts = wording::reasons(reason).into_iter();
    parts.map(ReasonPart::from).collect()
}
