//! Measures in a tree.

use super::{Of, Result, Writer, fault, moved, named};
use crate::filter::error::FilterError;
use crate::filter::form::MeasureForm;
use crate::filter::lex::Span;
use crate::filter::parse;
use crate::filter::print::{Length, Quoted};
use crate::filter::value_type::ValueType;

impl Writer<'_> {
    pub(super) fn measure(&mut self, test: &MeasureForm, depth: usize) -> Result<()> {
        let start = self.text.len();
        let value_type = match test.measure.as_str() {
            "count" | "signal" => ValueType::Count,
            "sum" => ValueType::Money,
            "first" | "last" => ValueType::Date,
            other => {
                let message = format!("unknown measure `{other:.40}`");
                let choices = ["count", "sum", "first", "last", "signal"];
                let span = Span { start, end: start };
                return Err(FilterError::new(span, message).or_any(&choices));
            }
        };
        *self.text += &test.measure;
        self.text.push('(');
        if test.measure == "signal" {
            *self.text += &Quoted(test.kind.as_deref().unwrap_or_default()).to_string();
        } else {
            if test.measure == "sum" {
                let field = test.field.as_deref().unwrap_or("amount");
                let (field, _) = named(parse::interaction_field(field), self.text.len())?;
                *self.text += &format!("{field} of ");
            }
            let of = test.of.as_deref().map_or(&[][..], std::slice::from_ref);
            let mut inner = Writer {
                text: self.text,
                of: Of::Interaction,
            };
            inner.interactions(test.kind.as_deref(), of, depth)?;
        }
        self.window(test)?;
        self.text.push(')');
        self.test((&test.op, test.value.as_ref(), &test.values), value_type)
    }

    fn window(&mut self, test: &MeasureForm) -> Result<()> {
        let moment = match (&test.before, &test.after) {
            (None, None) => None,
            (Some(moment), None) => Some(("before", moment)),
            (None, Some(moment)) => Some(("after", moment)),
            (Some(_), Some(_)) => {
                return fault(self.text.len(), "give `before` or `after`, not both");
            }
        };
        if let Some(within) = &test.within {
            let within = parse::length(within).map_err(|error| moved(error, self.text.len()))?;
            *self.text += match moment {
                None => ", last ",
                Some(_) => ", ",
            };
            *self.text += &Length(within).to_string();
        }
        if let Some((side, moment)) = moment {
            let moment = parse::moment(moment).map_err(|error| moved(error, self.text.len()))?;
            *self.text += if test.within.is_some() { " " } else { ", " };
            *self.text += &format!("{side} {moment}");
        }
        Ok(())
    }
}
