//! From a tree to the text of a filter, and so to a checked one.

mod measure;
mod test;

use super::{FieldForm, Form, KIND, Scalar};
use crate::filter::ast::{InteractionFilter, PersonFilter};
use crate::filter::error::FilterError;
use crate::filter::field::Field;
use crate::filter::kinds;
use crate::filter::lex::Span;
use crate::filter::parse::{self, MAX_DEPTH, MAX_TEXT};
use crate::filter::print::Quoted;
use crate::filter::value_type::ValueType;

type Result<T> = std::result::Result<T, FilterError>;

impl PersonFilter {
    /// The filter that a tree stands for.
    ///
    /// # Errors
    /// What is wrong with it. Places are those in the text of the tree, see [`Self::form_text`].
    pub fn from_form(form: &Form) -> Result<Self> {
        Self::parse_list(&Self::form_text(form)?)
    }

    /// The text of a tree, with the faults that it may have.
    ///
    /// # Errors
    /// When the tree is no text at all: too deep, too long, or with a part that is missing.
    pub fn form_text(form: &Form) -> Result<String> {
        let mut text = String::new();
        let (form, top) = match form {
            Form::Top(top, form) => (&**form, Some(top)),
            form => (form, None),
        };
        match form {
            Form::All(none) if none.is_empty() => {}
            form => Writer {
                text: &mut text,
                of: Of::Person,
            }
            .form(form, 0)?,
        }
        if let Some(top) = top {
            text += if text.is_empty() { "top " } else { " top " };
            text += top;
        }
        Ok(text)
    }
}

impl InteractionFilter {
    /// The filter that a tree stands for; its kind is a test of `kind` that stands first.
    ///
    /// # Errors
    /// What is wrong with it. Places are those in the text of the tree, see [`Self::form_text`].
    pub fn from_form(form: &Form) -> Result<Self> {
        Self::parse(&Self::form_text(form)?)
    }

    /// The text of a tree, with the faults that it may have.
    ///
    /// # Errors
    /// When the tree is no text at all: too deep, too long, or with a part that is missing.
    pub fn form_text(form: &Form) -> Result<String> {
        let kind = |form: &Form| match form {
            Form::Field(FieldForm {
                field,
                op,
                value: Some(Scalar::Text(kind)),
                ..
            }) if field == KIND && op == "=" => Some(kind.clone()),
            _ => None,
        };
        let (kind, rest) = match form {
            Form::All(parts) => match parts.split_first() {
                Some((first, rest)) if kind(first).is_some() => (kind(first), rest),
                _ => (None, parts.as_slice()),
            },
            one if kind(one).is_some() => (kind(one), &[][..]),
            one => (None, std::slice::from_ref(one)),
        };
        let mut text = String::new();
        let mut writer = Writer {
            text: &mut text,
            of: Of::Interaction,
        };
        writer.interactions(kind.as_deref(), rest, 0)?;
        Ok(text)
    }
}

/// Whose fields stand in a tree.
#[derive(Clone, Copy)]
enum Of {
    Person,
    Interaction,
}

struct Writer<'t> {
    text: &'t mut String,
    of: Of,
}

/// An error about the end of what has been written.
fn fault<T>(at: usize, message: impl Into<String>) -> Result<T> {
    let span = Span { start: at, end: at };
    Err(FilterError::new(span, message))
}

impl Writer<'_> {
    fn form(&mut self, form: &Form, depth: usize) -> Result<()> {
        // Rough: it bounds the recursion here, and parsing the text then looks exactly.
        if depth > 2 * MAX_DEPTH {
            let message = format!("conditions can be nested at most {MAX_DEPTH} deep");
            return fault(self.text.len(), message);
        }
        if self.text.len() > MAX_TEXT {
            return fault(
                MAX_TEXT,
                format!("a filter can have at most {MAX_TEXT} bytes"),
            );
        }
        match form {
            Form::All(parts) => self.joined(parts, " and ", depth),
            Form::Any(parts) => self.joined(parts, " or ", depth),
            Form::Not(part) => {
                *self.text += "not ";
                self.inner(part, depth)
            }
            Form::Field(test) => self.field(test),
            Form::Measure(test) => self.measure(test, depth),
            Form::Top(..) => fault(
                self.text.len(),
                "`top` goes at the end of a filter, not inside it",
            ),
        }
    }

    fn joined(&mut self, parts: &[Form], join: &str, depth: usize) -> Result<()> {
        if parts.is_empty() {
            return fault(self.text.len(), "a group without conditions");
        }
        for (nth, part) in parts.iter().enumerate() {
            if nth > 0 {
                *self.text += join;
            }
            self.inner(part, depth)?;
        }
        Ok(())
    }

    /// A part of a larger condition, in parentheses where it is a group.
    fn inner(&mut self, part: &Form, depth: usize) -> Result<()> {
        let group = matches!(part, Form::All(_) | Form::Any(_));
        if group {
            self.text.push('(');
        }
        self.form(part, depth + 1)?;
        if group {
            self.text.push(')');
        }
        Ok(())
    }

    fn field(&mut self, test: &FieldForm) -> Result<()> {
        let at = self.text.len();
        let (name, value_type) = match self.of {
            Of::Person if test.field.eq_ignore_ascii_case("customer.purchases") => {
                (test.field.clone(), ValueType::Count)
            }
            Of::Person => named(parse::person_field(&test.field), at)?,
            Of::Interaction => named(parse::interaction_field(&test.field), at)?,
        };
        *self.text += &name;
        self.test((&test.op, test.value.as_ref(), &test.values), value_type)
    }

    /// `KIND`, or `KIND where …`.
    fn interactions(&mut self, kind: Option<&str>, of: &[Form], depth: usize) -> Result<()> {
        match kind {
            None => *self.text += kinds::ANY,
            Some(kind) if kind.eq_ignore_ascii_case(kinds::ANY) => *self.text += kinds::ANY,
            Some(kind) if kinds::canonical(kind).is_some() => *self.text += kind,
            Some(kind) => *self.text += &Quoted(kind).to_string(),
        }
        match of {
            [] => Ok(()),
            [Form::All(none)] if none.is_empty() => Ok(()),
            [one] => {
                *self.text += " where ";
                self.form(one, depth + 1)
            }
            several => {
                *self.text += " where ";
                self.joined(several, " and ", depth)
            }
        }
    }
}

/// The canonical name of a field and its type.
fn named<F: Field>(field: Result<F>, at: usize) -> Result<(String, ValueType)> {
    let field = field.map_err(|error| moved(error, at))?;
    Ok((field.to_string(), field.value_type()))
}

/// An error in a part that was to stand at `at`; the part is not in the text, so it has no length.
fn moved(error: FilterError, at: usize) -> FilterError {
    FilterError {
        offset: at,
        length: 0,
        ..error
    }
}
