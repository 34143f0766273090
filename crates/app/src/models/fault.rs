//! What is wrong with a model file, and where.

use ripen_domain::scoring::Model;

use crate::models::file;
pub use crate::models::file::Fault;

/// Reads a model file and checks it.
///
/// # Errors
/// What is wrong with it; at least one fault.
pub fn check(text: &str) -> Result<Model, Vec<Fault>> {
    file::check(text)
}

/// What the reader of TOML says about a text.
pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> Fault {
    let at = error.span().map(|span| span.start);
    Fault::at("file", error.message(), text, at)
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
        let text = file::DEFAULT.replacen("points = 8", "points = 1e99", 1);
        let faults = check(&text).expect_err("it is faulty");
        assert_eq!(faults[0].place, "engagement rule \"Pricing page\"");
        assert!(faults[0].to_string().contains("points lie between"));
    }
}
