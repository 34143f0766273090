//! Values in the text, read as the type of the field they are compared with.

use super::{JOINING, Parser, Result};
use crate::company;
use crate::filter::ast::Op;
use crate::filter::error::{FilterError, shown};
use crate::filter::field::Field;
use crate::filter::glob::{Glob, MAX_GLOB};
use crate::filter::lex::Token;
use crate::filter::literal::{DateValue, FoldedText, Value};
use crate::filter::named::{Asked, Named};
use crate::filter::search::Search;
use crate::filter::value_type::ValueType;
use crate::identity::IdentifierKind;
use crate::interaction::{Channel, PageRole, Verdict};
use crate::person::{PersonKind, Temperature};
use crate::time::{Span, Timestamp};

/// Longest window and longest "ago", in days.
const MAX_DAYS: i64 = 36_500;

impl Parser<'_> {
    /// A value that `field op` takes; names that have to be there are noted.
    pub(super) fn value(&mut self, field: &impl Field, op: Op) -> Result<Value> {
        let span = self.span();
        let value = self.value_of(field, op)?;
        if let (Some(of), Some(asked)) = (field.names(), Asked::of(&value)) {
            self.names.push(Named { of, asked, span });
        }
        Ok(value)
    }

    fn value_of(&mut self, field: &impl Field, op: Op) -> Result<Value> {
        if matches!(op, Op::Like | Op::NotLike) {
            return self.glob(field);
        }
        if let Some(kind) = field.contact() {
            return self.text_value(|text| FoldedText::contact(kind, text));
        }
        match field.value_type() {
            ValueType::Text if field.is_mail_domain() => self.text_value(FoldedText::domain),
            ValueType::Text if field.is_country() => self.text_value(FoldedText::country),
            ValueType::Text | ValueType::Path => self.text_value(FoldedText::new),
            ValueType::Key | ValueType::List => self.key_value(),
            ValueType::Company => self.company_value(),
            ValueType::Search => self.search_value(),
            ValueType::Number | ValueType::Money => self.number_value(),
            ValueType::Count => self.whole_number(),
            ValueType::Date => self.date_value(),
            ValueType::Custom => self.custom_value(op),
            ValueType::Kind => self
                .one_of("kind of person", PersonKind::ALL, |k| k.name())
                .map(Value::Kind),
            ValueType::Temperature => self
                .one_of("temperature", Temperature::ALL, |t| t.name())
                .map(Value::Temperature),
            ValueType::Channel => self
                .one_of("channel", Channel::ALL, |c| c.name())
                .map(Value::Channel),
            ValueType::Verdict => self
                .one_of("verdict", Verdict::ALL, |v| v.name())
                .map(Value::Verdict),
            ValueType::PageRole => self
                .one_of("role of a page", PageRole::ALL, |role| role.name())
                .map(Value::PageRole),
        }
    }

    /// Text in quotes.
    pub(super) fn quoted(&mut self, what: &str) -> Result<String> {
        let Token::Text(text) = self.peek().clone() else {
            return Err(self.expected(what));
        };
        self.advance();
        Ok(text)
    }

    /// `7 days` or `7d`, also in hours or weeks.
    pub(super) fn length_of_time(&mut self) -> Result<Span> {
        let at = self.span();
        let number = match *self.peek() {
            Token::Number(number) if number >= 1.0 && number.fract() == 0.0 => number,
            _ => return Err(self.expected("a whole number of hours, days or weeks")),
        };
        self.advance();
        let Token::Word(unit) = self.peek() else {
            let error = self.expected("`hours`, `days` or `weeks`");
            return Err(error.or_any(&["hours", "days", "weeks"]));
        };
        let hours = match unit.to_ascii_lowercase().as_str() {
            "h" | "hour" | "hours" => 1,
            "d" | "day" | "days" => 24,
            "w" | "week" | "weeks" => 24 * 7,
            _ => {
                return Err(FilterError::unknown(
                    "unit of time",
                    unit,
                    &["hours", "days", "weeks"],
                    self.span(),
                ));
            }
        };
        self.advance();
        if number * f64::from(hours) > (MAX_DAYS * 24) as f64 {
            return Err(FilterError::new(at, format!("at most {MAX_DAYS} days")));
        }
        Ok(Span::hours(number as i64 * i64::from(hours)))
    }

    fn glob(&mut self, field: &impl Field) -> Result<Value> {
        let at = self.span();
        let text = self.quoted("a pattern in quotes, such as \"*shop*\"")?;
        let is_address = field.contact() == Some(IdentifierKind::Email);
        let is_number = field.contact() == Some(IdentifierKind::Phone);
        let glob = match field.value_type() {
            ValueType::Path => Glob::exact(&text),
            _ if field.is_country() => Glob::country(&text),
            _ if is_address || field.is_mail_domain() => Glob::address(&text, !is_address),
            _ if is_number => Glob::number(&text),
            _ => Glob::folding(&text),
        };
        if text.chars().count() > MAX_GLOB {
            return Err(FilterError::new(
                at,
                format!("a pattern can have at most {MAX_GLOB} characters"),
            ));
        }
        Ok(Value::Glob(glob))
    }

    fn text_value(&mut self, of: impl Fn(&str) -> FoldedText) -> Result<Value> {
        let what = match self.peek() {
            Token::Word(word) => format!("text in quotes, such as \"{}\"", shown(word)),
            Token::Number(number) => {
                let number = number.to_string();
                format!("text in quotes, such as \"{}\"", shown(&number))
            }
            _ => "text in quotes".to_owned(),
        };
        self.quoted(&what).map(|text| Value::Text(of(&text)))
    }

    /// A company, by what tells one.
    fn company_value(&mut self) -> Result<Value> {
        let at = self.span();
        let value = self.text_value(FoldedText::new)?;
        match &value {
            Value::Text(text) if company::written_keys(text.text()).is_empty() => {
                let message =
                    "this tells no company: give its name, its mail domain, or # and its id";
                Err(FilterError::new(at, message))
            }
            _ => Ok(value),
        }
    }

    /// Words to look for.
    fn search_value(&mut self) -> Result<Value> {
        let at = self.span();
        let Value::Text(text) = self.text_value(FoldedText::new)? else {
            return Err(self.expected("text in quotes"));
        };
        let search = Search::new(text.text());
        search
            .map(Value::Search)
            .map_err(|none| FilterError::new(at, none.to_string()))
    }

    fn key_value(&mut self) -> Result<Value> {
        match self.peek().clone() {
            Token::Word(word)
                if !JOINING
                    .iter()
                    .any(|joining| joining.eq_ignore_ascii_case(&word)) =>
            {
                self.advance();
                Ok(Value::Text(FoldedText::new(&word)))
            }
            Token::Text(_) => self.text_value(FoldedText::new),
            _ => Err(self.expected("a name")),
        }
    }

    fn number_value(&mut self) -> Result<Value> {
        let Token::Number(number) = *self.peek() else {
            return Err(self.expected("a number"));
        };
        self.advance();
        Ok(Value::Number(number))
    }

    /// How often.
    fn whole_number(&mut self) -> Result<Value> {
        match *self.peek() {
            Token::Number(number)
                if number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 =>
            {
                self.number_value()
            }
            _ => Err(self.expected("a whole number, 0 or more")),
        }
    }

    /// Text, a number, or `true` and `false` without quotes. Only numbers have an order.
    fn custom_value(&mut self, op: Op) -> Result<Value> {
        match self.peek() {
            Token::Number(_) => self.number_value(),
            _ if !matches!(op, Op::Eq | Op::Ne) => Err(self.expected("a number")),
            Token::Word(_) if self.is_word("true") || self.is_word("false") => self.key_value(),
            Token::Text(_) => self.text_value(FoldedText::new),
            _ => Err(self.expected("text in quotes, a number, `true` or `false`")),
        }
    }

    pub(super) fn date_value(&mut self) -> Result<Value> {
        const WHAT: &str = "a date such as \"2026-01-31\" or `7 days ago`";
        for (days, word) in (0..).zip(["today", "yesterday"]) {
            if self.takes_word(word) {
                return Ok(Value::Date(DateValue::DaysBack(days)));
            }
        }
        if matches!(self.peek(), Token::Number(_)) {
            let span = self.length_of_time()?;
            return match self.takes_word("ago") {
                true => Ok(Value::Date(DateValue::Ago(span))),
                false => Err(self.expected("`ago`")),
            };
        }
        let at = self.span();
        let text = self.quoted(WHAT)?;
        let instant = Timestamp::parse(&text).ok_or_else(|| {
            let text = shown(&text);
            FilterError::new(at, format!("\"{text}\" is no date; expected {WHAT}"))
        })?;
        let is_day = text.len() == "2026-01-31".len();
        Ok(Value::Date(if is_day {
            DateValue::Day(instant)
        } else {
            DateValue::Instant(instant)
        }))
    }

    /// One of a fixed set of names, bare or in quotes.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        what: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<T> {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        let (Token::Word(found) | Token::Text(found)) = self.peek() else {
            let error = self.expected(&format!("a {what}: {}", names.join(", ")));
            return Err(error.or_any(&names));
        };
        let value = all
            .iter()
            .copied()
            .find(|value| name(*value).eq_ignore_ascii_case(found))
            .ok_or_else(|| FilterError::unknown(what, found, &names, self.span()))?;
        self.advance();
        Ok(value)
    }
}
