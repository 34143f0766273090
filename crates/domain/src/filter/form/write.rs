//! From a checked filter to a tree.

use super::{FieldForm, Form, KIND, MeasureForm, Scalar};
use crate::filter::ast::{Condition, Expr, InteractionFilter, PersonCondition, PersonFilter, Test};
use crate::filter::field::Field;
use crate::filter::kinds;
use crate::filter::literal::{DateValue, Value};
use crate::filter::measure::{CountCondition, Measure, MeasureCondition, Window};
use crate::filter::print::Length;

impl PersonFilter {
    /// The filter as a tree.
    pub fn form(&self) -> Form {
        let all = expr(self.expr(), &|condition| match condition {
            PersonCondition::Field(condition) => Form::Field(field(condition)),
            PersonCondition::Measure(condition) => Form::Measure(measure(condition)),
        });
        match self.top() {
            None => all,
            Some(top) => Form::Top(top.to_string()["top ".len()..].to_owned(), Box::new(all)),
        }
    }
}

impl InteractionFilter {
    /// The filter as a tree. The kind stands first, as if it were a field.
    pub fn form(&self) -> Form {
        let kind = self.short_kind().map(|kind| {
            Form::Field(FieldForm {
                field: KIND.to_owned(),
                op: "=".to_owned(),
                value: Some(Scalar::Text(kind)),
                ..FieldForm::default()
            })
        });
        match (kind, self.rest_form()) {
            (None, rest) => rest.unwrap_or(Form::All(Vec::new())),
            (Some(kind), None) => kind,
            (Some(kind), Some(Form::All(parts))) => {
                Form::All([kind].into_iter().chain(parts).collect())
            }
            (Some(kind), Some(rest)) => Form::All(vec![kind, rest]),
        }
    }

    /// What is asked besides the kind; `None` when that is nothing.
    fn rest_form(&self) -> Option<Form> {
        match self.expr() {
            Expr::All(none) if none.is_empty() => None,
            rest => Some(expr(rest, &|condition| Form::Field(field(condition)))),
        }
    }

    fn short_kind(&self) -> Option<String> {
        self.kind()
            .map(|kind| kinds::alias(kind).unwrap_or(kind).to_owned())
    }
}

fn expr<C>(of: &Expr<C>, condition: &impl Fn(&C) -> Form) -> Form {
    let each = |parts: &[Expr<C>]| parts.iter().map(|part| expr(part, condition)).collect();
    match of {
        Expr::All(parts) => Form::All(each(parts)),
        Expr::Any(parts) => Form::Any(each(parts)),
        Expr::Not(part) => Form::Not(Box::new(expr(part, condition))),
        Expr::Is(one) => condition(one),
    }
}

fn field<F: Field>(condition: &Condition<F>) -> FieldForm {
    let (op, value, values) = test(&condition.test);
    FieldForm {
        field: condition.field.to_string(),
        op: op.to_owned(),
        value,
        values,
    }
}

fn measure(condition: &MeasureCondition) -> MeasureForm {
    let (op, value, values) = test(&condition.test);
    let op = op.to_owned();
    let form = |measure: &str| MeasureForm {
        measure: measure.to_owned(),
        op,
        value,
        values,
        ..MeasureForm::default()
    };
    match &condition.measure {
        Measure::Count(of) => interactions(form("count"), of),
        Measure::First(of) => interactions(form("first"), of),
        Measure::Last(of) => interactions(form("last"), of),
        Measure::Sum(field, of) => MeasureForm {
            field: Some(field.to_string()),
            ..interactions(form("sum"), of)
        },
        Measure::Signal { key, window } => MeasureForm {
            kind: Some(key.text().to_owned()),
            within: window.map(|window| Length(window).to_string()),
            ..form("signal")
        },
    }
}

fn interactions(form: MeasureForm, of: &CountCondition) -> MeasureForm {
    let (within, before, after) = match &of.window {
        None => (None, None, None),
        Some(Window::Last(span)) => (Some(*span), None, None),
        Some(Window::Before(span, moment)) => (*span, Some(moment.to_string()), None),
        Some(Window::After(span, moment)) => (*span, None, Some(moment.to_string())),
    };
    MeasureForm {
        of: of.interaction.rest_form().map(Box::new),
        kind: of.interaction.short_kind(),
        within: within.map(|span| Length(span).to_string()),
        before,
        after,
        ..form
    }
}

/// Operator, value and values of a test.
fn test(test: &Test) -> (&'static str, Option<Scalar>, Vec<Scalar>) {
    let scalars = |values: &[Value]| values.iter().map(scalar).collect();
    let text = |text: &str| Scalar::Text(text.to_owned());
    match test {
        Test::Compare(op, value) => (op.sign(), Some(scalar(value)), Vec::new()),
        Test::Between(from, to) => ("between", None, vec![scalar(from), scalar(to)]),
        Test::OneOf {
            values,
            negated: false,
        } => ("in", None, scalars(values)),
        Test::OneOf { values, .. } => ("not in", None, scalars(values)),
        Test::Has { phrases, all } => {
            let phrases = phrases.iter().map(|phrase| text(phrase.text())).collect();
            (if *all { "has all" } else { "has any" }, None, phrases)
        }
        Test::InList {
            list,
            negated: false,
        } => ("in list", Some(text(list)), Vec::new()),
        Test::InList { list, .. } => ("not in list", Some(text(list)), Vec::new()),
        Test::Known(true) => ("is known", None, Vec::new()),
        Test::Known(false) => ("is unknown", None, Vec::new()),
    }
}

fn scalar(value: &Value) -> Scalar {
    let text = |text: &str| Scalar::Text(text.to_owned());
    match value {
        Value::Text(value) => text(value.text()),
        Value::Search(search) => text(search.text()),
        Value::Glob(glob) => text(glob.text()),
        Value::Number(number) => Scalar::Number(*number),
        Value::Date(date @ (DateValue::Instant(_) | DateValue::Day(_))) => {
            text(date.to_string().trim_matches('"'))
        }
        Value::Date(date) => text(&date.to_string()),
        Value::Kind(kind) => text(kind.name()),
        Value::Temperature(temperature) => text(temperature.name()),
        Value::Channel(channel) => text(channel.name()),
        Value::Verdict(verdict) => text(verdict.name()),
        Value::PageRole(role) => text(role.name()),
    }
}
