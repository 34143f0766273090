//! What follows the name of a field.

use super::{Parser, Result};
use crate::filter::ast::{Op, Test};
use crate::filter::error::FilterError;
use crate::filter::field::{Field, ValueType};
use crate::filter::lex::Token;
use crate::filter::literal::{Phrase, Value};

/// The lists that every installation has: domains and those below them that give out mailboxes.
const MAIL_LISTS: [&str; 2] = ["free", "disposable"];

impl Parser<'_> {
    pub(super) fn test(&mut self, field: &impl Field) -> Result<Test> {
        let at = self.span();
        if let Some(op) = self.peek_op() {
            if !takes(field.value_type(), op) {
                return Err(FilterError::new(at, refusal(field, op)));
            }
            self.advance();
            return Ok(Test::Compare(op, self.value(field, op)?));
        }
        if self.takes_word("in") {
            return self.membership(field, false);
        }
        if self.takes_word("not") {
            return match self.takes_word("in") {
                true => self.membership(field, true),
                false => Err(self.expected("`in`, as in `not in (…)`")),
            };
        }
        if self.is_word("has") {
            return self.has(field);
        }
        if self.takes_word("is") {
            return self.state(field);
        }
        Err(self.expected(&format!(
            "a comparison of {field} such as `=`, `in`, `has any` or `is known`"
        )))
    }

    /// The comparison at this place.
    pub(super) fn peek_op(&self) -> Option<Op> {
        let Token::Mark(mark) = self.peek() else {
            return None;
        };
        Op::ALL
            .iter()
            .find(|(sign, _)| sign == mark)
            .map(|(_, op)| *op)
    }

    /// What follows `in`: values, or `list("name")`.
    fn membership(&mut self, field: &impl Field, negated: bool) -> Result<Test> {
        let at = self.span();
        if self.takes_word("list") {
            if !field.takes_lists() {
                return Err(FilterError::new(
                    at,
                    format!("{field} cannot be looked up in lists"),
                ));
            }
            self.expect_mark("(")?;
            let at = self.span();
            let list = self.quoted("the name of a list in quotes")?;
            if MAIL_LISTS.contains(&list.as_str()) && !field.is_mail_domain() {
                return Err(FilterError::new(
                    at,
                    format!("the list \"{list}\" is of mail domains: ask email.domain"),
                ));
            }
            self.expect_mark(")")?;
            return Ok(Test::InList { list, negated });
        }
        if field.value_type() == ValueType::Date {
            return Err(FilterError::new(
                at,
                format!("{field} is a date: compare it with `>=` and `<`"),
            ));
        }
        let values = self.list(|parser| Ok((parser.span(), parser.value(field, Op::Eq)?)))?;
        let is_number = |value: &Value| matches!(value, Value::Number(_));
        if let Some((span, _)) = values
            .iter()
            .find(|(_, value)| is_number(value) != is_number(&values[0].1))
        {
            return Err(FilterError::new(
                *span,
                "the values must be all text or all numbers",
            ));
        }
        Ok(Test::OneOf {
            values: values.into_iter().map(|(_, value)| value).collect(),
            negated,
        })
    }

    /// `has any (…)` or `has all (…)`.
    fn has(&mut self, field: &impl Field) -> Result<Test> {
        if !matches!(
            field.value_type(),
            ValueType::Text | ValueType::Key | ValueType::Custom
        ) {
            return Err(FilterError::new(
                self.span(),
                format!("`has` looks for words, but {}", nature(field)),
            ));
        }
        self.advance();
        let all = self.is_word("all");
        if !all && !self.is_word("any") {
            return Err(self.expected("`any` or `all`"));
        }
        self.advance();
        let phrases = self.list(|parser| {
            let at = parser.span();
            let text = parser.quoted("words in quotes")?;
            Phrase::new(&text).ok_or_else(|| FilterError::new(at, "there is no word in this text"))
        })?;
        Ok(Test::Has { phrases, all })
    }

    /// What follows `is`.
    fn state(&mut self, field: &impl Field) -> Result<Test> {
        let at = self.span();
        for (word, known) in [("known", true), ("unknown", false)] {
            if self.takes_word(word) {
                return Ok(Test::Known(known));
            }
        }
        for list in MAIL_LISTS {
            if self.is_word(list) && !field.is_mail_domain() {
                let message = format!("only email.domain can be {list}, {field} cannot");
                return Err(FilterError::new(at, message));
            }
            if self.takes_word(list) {
                return Ok(Test::InList {
                    list: list.to_owned(),
                    negated: false,
                });
            }
        }
        let choices = match field.is_mail_domain() {
            true => "`known`, `unknown`, `free` or `disposable`",
            false => "`known` or `unknown`",
        };
        Err(self.expected(choices))
    }
}

/// Whether values of the type can be compared like this.
fn takes(value_type: ValueType, op: Op) -> bool {
    match op {
        Op::Eq | Op::Ne => true,
        Op::Gt | Op::Ge | Op::Lt | Op::Le => {
            matches!(
                value_type,
                ValueType::Number | ValueType::Date | ValueType::Temperature | ValueType::Custom
            )
        }
        Op::Like | Op::NotLike => {
            matches!(
                value_type,
                ValueType::Text | ValueType::Key | ValueType::Path | ValueType::Custom
            )
        }
    }
}

/// Why the field cannot be compared like this.
fn refusal(field: &impl Field, op: Op) -> String {
    let compares = match op {
        Op::Like | Op::NotLike => "text",
        _ => "numbers, dates and temperatures",
    };
    format!("`{}` compares {compares}, but {}", op.sign(), nature(field))
}

/// What the values of the field are, as a clause.
fn nature(field: &impl Field) -> String {
    let nature = match field.value_type() {
        ValueType::Text => "text",
        ValueType::Key => "a name",
        ValueType::Path => "a path",
        ValueType::Number => "a number",
        ValueType::Date => "a date",
        ValueType::Kind => "interest, lead or customer",
        ValueType::Temperature => "cold, warm or hot",
        ValueType::Channel => "a channel",
        ValueType::Verdict => "human, machine or unknown",
        ValueType::Custom => "text or a number",
    };
    format!("{field} is {nature}")
}
