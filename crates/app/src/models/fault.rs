//! What is wrong with a model file, and where.

use std::fmt;

use ripen_domain::scoring::{Model, ModelError};

use crate::model_file;

/// Something wrong with a model file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: e.g. `engagement rule "Pricing page"`.
    pub place: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Line of the file, from 1, where it is known.
    pub line: Option<u32>,
    /// Column of the line, from 1, where it is known.
    pub column: Option<u32>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl From<ModelError> for Fault {
    fn from(error: ModelError) -> Self {
        let (line, column) = place_in_text(&error.place).unzip();
        Self {
            place: error.place,
            message: error.message,
            line,
            column,
        }
    }
}

impl Fault {
    /// What the reader of TOML says about a text.
    pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() as u32 + 1);
        let column = before.map(|before| {
            let in_line = before.chars().rev().take_while(|c| *c != '\n');
            in_line.count() as u32 + 1
        });
        Self {
            place: "file".into(),
            message: error.message().to_owned(),
            line,
            column,
        }
    }
}

/// Line and column of a place that the reader of TOML gave: `line 3, column 7`.
fn place_in_text(place: &str) -> Option<(u32, u32)> {
    let (line, column) = place.strip_prefix("line ")?.split_once(", column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Reads a model file and checks it.
///
/// # Errors
/// What is wrong with it; at least one fault.
pub fn check(text: &str) -> Result<Model, Vec<Fault>> {
    model_file::parse(text).map_err(|error| vec![Fault::from(error)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_text_has_line_and_column() {
        let faults = check("name = \"x\"\nhalf_life = {").expect_err("it is faulty");
        assert_eq!(faults[0].line, Some(2));
        assert!(faults[0].column.is_some_and(|column| column > 10));
    }

    #[test]
    fn a_fault_of_the_model_names_its_place() {
        let text = model_file::DEFAULT.replacen("points = 8", "points = 1e99", 1);
        let faults = check(&text).expect_err("it is faulty");
        assert_eq!(faults[0].place, "engagement rule \"Pricing page\"");
        assert!(faults[0].to_string().contains("points lie between"));
    }
}
