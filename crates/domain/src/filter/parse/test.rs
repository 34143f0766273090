//! What follows the name of a field.

use super::{Parser, Result};
use crate::filter::ast::{Op, Test};
use crate::filter::error::FilterError;
use crate::filter::field::Field;
use crate::filter::info::operators;
use crate::filter::lex::{Span, Token};
use crate::filter::literal::{DateValue, Phrase, Value};
use crate::filter::named::{Asked, NameOf, Named};
use crate::filter::value_type::ValueType;

/// The lists that every installation has: domains and those below them that give out mailboxes.
const MAIL_LISTS: [&str; 2] = ["free", "disposable"];

impl Parser<'_> {
    pub(super) fn test(&mut self, field: &impl Field) -> Result<Test> {
        let at = self.span();
        if let Some(op) = self.peek_op() {
            if !field.value_type().takes(op) {
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
        if self.takes_word("between") {
            return self.between(field, at);
        }
        if let Some(test) = self.date_test(field)? {
            return Ok(test);
        }
        let operators = operators(field);
        let error = self.expected(&format!(
            "a comparison of {field} such as `=`, `in`, `has any` or `is known`"
        ));
        Err(error.or_any(&operators))
    }

    /// What follows `between`: two values with `and` between them.
    fn between(&mut self, field: &impl Field, at: Span) -> Result<Test> {
        if !field.value_type().takes_between() {
            let message = format!(
                "`between` compares numbers and dates, but {}",
                nature(field)
            );
            return Err(FilterError::new(at, message));
        }
        let values = self.span();
        let from = self.value(field, Op::Ge)?;
        if !self.takes_word("and") {
            return Err(self.expected("`and`, as in `between 5 and 10`"));
        }
        let to = self.value(field, Op::Le)?;
        let reversed = match (&from, &to) {
            (Value::Number(from), Value::Number(to)) => from > to,
            (Value::Date(from), Value::Date(to)) => match (from, to) {
                (DateValue::Ago(from), DateValue::Ago(to)) => from < to,
                (
                    DateValue::Instant(from) | DateValue::Day(from),
                    DateValue::Instant(to) | DateValue::Day(to),
                ) => from > to,
                _ => false,
            },
            _ => false,
        };
        match reversed {
            true => Err(FilterError::new(
                Span {
                    start: values.start,
                    end: self.last_end(),
                },
                "nothing lies between these: the first must not be above the second",
            )),
            false => Ok(Test::Between(from, to)),
        }
    }

    /// What only dates can be asked: `within 14 days`, `before …` and `after …`.
    fn date_test(&mut self, field: &impl Field) -> Result<Option<Test>> {
        if field.value_type() != ValueType::Date {
            return Ok(None);
        }
        if self.takes_word("within") {
            self.takes_word("last");
            let span = self.length_of_time()?;
            let ago = Value::Date(DateValue::Ago(span));
            return Ok(Some(Test::Compare(Op::Ge, ago)));
        }
        let op = match () {
            () if self.takes_word("before") => Op::Lt,
            () if self.takes_word("after") => Op::Gt,
            () => return Ok(None),
        };
        Ok(Some(Test::Compare(op, self.value(field, op)?)))
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
            self.names.push(Named {
                of: NameOf::List,
                asked: Asked::Name(list.clone()),
                span: at,
            });
            return Ok(Test::InList { list, negated });
        }
        if !field.value_type().takes_in() {
            return Err(FilterError::new(
                at,
                format!("{field} is a date: compare it with `>=`, `<` or `between`"),
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
        if !field.value_type().takes_words() {
            return Err(FilterError::new(
                self.span(),
                format!("`has` looks for words, but {}", nature(field)),
            ));
        }
        self.advance();
        let all = self.is_word("all");
        if !all && !self.is_word("any") {
            return Err(self.expected("`any` or `all`").or_any(&["any", "all"]));
        }
        self.advance();
        let phrases = self.list(|parser| {
            let at = parser.span();
            let text = parser.quoted("words in quotes")?;
            let phrase = match field.is_country() {
                true => Phrase::country(&text),
                false => Phrase::new(&text),
            };
            let phrase =
                phrase.ok_or_else(|| FilterError::new(at, "there is no word in this text"))?;
            if let Some(of) = field.names() {
                let asked = Asked::Words(phrase.clone());
                parser.names.push(Named {
                    of,
                    asked,
                    span: at,
                });
            }
            Ok(phrase)
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
        let words: &[&str] = match field.is_mail_domain() {
            true => &["known", "unknown", "free", "disposable"],
            false => &["known", "unknown"],
        };
        Err(self.expected(choices).or_any(words))
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
    format!("{field} is {}", field.value_type().nature())
}
