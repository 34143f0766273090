//! Tests in a tree.

use super::{Result, Writer, fault, moved};
use crate::filter::form::Scalar;
use crate::filter::parse;
use crate::filter::print::{Length, Quoted};
use crate::filter::value_type::ValueType;

impl Writer<'_> {
    /// A test: operator, value, values.
    pub(super) fn test(
        &mut self,
        (op, value, values): (&str, Option<&Scalar>, &[Scalar]),
        value_type: ValueType,
    ) -> Result<()> {
        let written = |scalar: &Scalar| scalar_text(scalar, value_type);
        let list = || values.iter().map(written).collect::<Vec<_>>().join(", ");
        let one = |this: &Self| match value {
            Some(value) => Ok(written(value)),
            None => fault(this.text.len(), format!("`{op:.20}` needs a value")),
        };
        let rest = match op {
            "in" | "not in" | "has any" | "has all" => format!("{op} ({})", list()),
            "in list" | "not in list" => format!("{op}({})", one(self)?),
            "between" => match values {
                [from, to] => format!("between {} and {}", written(from), written(to)),
                _ => return fault(self.text.len(), "`between` needs two values"),
            },
            "within" => match value {
                Some(Scalar::Text(length)) => {
                    let length = parse::length(length);
                    let length = length.map_err(|error| moved(error, self.text.len()))?;
                    format!("within {}", Length(length))
                }
                _ => return fault(self.text.len(), "`within` needs a length of time"),
            },
            "is known" | "is unknown" | "is free" | "is disposable" => op.to_owned(),
            "before" | "after" => format!("{op} {}", one(self)?),
            op if crate::filter::Op::ALL.iter().any(|(sign, _)| *sign == op) => {
                format!("{op} {}", one(self)?)
            }
            other => {
                let message = format!("unknown test `{other:.20}`");
                return fault(self.text.len(), message);
            }
        };
        self.text.push(' ');
        *self.text += &rest;
        Ok(())
    }
}

/// A value as it stands in a text.
fn scalar_text(scalar: &Scalar, value_type: ValueType) -> String {
    match scalar {
        Scalar::Number(number) => number.to_string(),
        Scalar::Bool(yes) => yes.to_string(),
        // A time ago is no text in quotes; whatever else it may be is for the parser to refuse.
        Scalar::Text(text) if value_type == ValueType::Date && parse::bare_date(text).is_ok() => {
            text.clone()
        }
        Scalar::Text(text) => Quoted(text).to_string(),
    }
}
