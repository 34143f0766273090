//! Values to choose from while a filter is written.

use ripen_domain::filter::{Expr, InteractionField, InteractionFilter, PersonField, PersonFilter};
use ripen_store::Asker;
use ripen_store::filters::values::{
    FieldValue, ValueQuery, interaction_values, kind_values, person_values,
};

use super::FilterOf;
use crate::error::{Error, Result};
use crate::ripen::Ripen;

/// Most values that are offered at once.
const MAX_VALUES: usize = 50;
/// The name that the kind of an interaction has among its fields.
const KIND: &str = "kind";

/// Which values are asked for.
#[derive(Clone, Debug)]
pub struct ValueQuestion {
    /// What the field belongs to.
    pub of: FilterOf,
    /// The field as it is written in a filter.
    pub field: String,
    /// How the values begin; empty for any.
    pub prefix: String,
    /// Who waits for them.
    pub asker: Asker,
}

/// A field as it is written in a filter.
enum Field {
    Person(PersonField),
    Interaction(InteractionField),
    Kind,
}

impl Field {
    /// Reads the name as the parser of filters does, so that whatever can be asked is found.
    fn parse(of: FilterOf, name: &str) -> Option<Self> {
        match of {
            FilterOf::People => {
                let filter = PersonFilter::parse(&format!("{name} is known")).ok()?;
                match &filter.fields()[..] {
                    [field] if matches!(filter.expr(), Expr::Is(_)) => {
                        Some(Self::Person(field.clone()))
                    }
                    _ => None,
                }
            }
            FilterOf::Interaction if name == KIND => Some(Self::Kind),
            FilterOf::Interaction => {
                let text = format!("any where {name} is known");
                match InteractionFilter::parse(&text).ok()?.expr() {
                    Expr::Is(condition) => Some(Self::Interaction(condition.field.clone())),
                    _ => None,
                }
            }
        }
    }
}

impl Ripen {
    /// Values that a field really has, those of most people first. Fields that are computed, and
    /// those with few possible values, which the list of fields names, have none.
    ///
    /// # Errors
    /// When there is no such field; those of the store.
    pub fn filter_values(&self, question: &ValueQuestion) -> Result<Vec<FieldValue>> {
        let field = Field::parse(question.of, question.field.trim()).ok_or_else(|| {
            Error::invalid(
                "field",
                format!("there is no field \"{:.80}\"", question.field),
            )
        })?;
        if question.prefix.contains('\0') {
            return Ok(Vec::new());
        }
        let query = ValueQuery {
            prefix: &question.prefix,
            limit: MAX_VALUES,
        };
        Ok(self.db.ask(&question.asker, |conn| match &field {
            Field::Person(field) => person_values(conn, field, query),
            Field::Interaction(field) => interaction_values(conn, field, query),
            Field::Kind => kind_values(conn, query),
        })?)
    }
}
