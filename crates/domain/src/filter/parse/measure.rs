//! Measures: `count(…)`, `sum(… of …)`, `first(…)`, `last(…)` and `signal(…)`.

use std::fmt;

use super::{Parser, Result};
use crate::filter::ast::{Op, Test};
use crate::filter::error::{FilterError, shown};
use crate::filter::field::{Field, PersonField};
use crate::filter::lex::Token;
use crate::filter::literal::{FoldedText, Value};
use crate::filter::measure::{CountCondition, Measure, MeasureCondition, Moment, Window};
use crate::filter::value_type::ValueType;

/// Words that begin a measure; a parenthesis has to follow.
pub(super) const MEASURES: [&str; 4] = ["count", "sum", "first", "last"];

/// A measure in the place of a field.
struct Measurement(&'static str, ValueType);

impl Field for Measurement {
    fn value_type(&self) -> ValueType {
        self.1
    }
}

impl fmt::Display for Measurement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(…)", self.0)
    }
}

impl Parser<'_> {
    /// A measure and its test, if one begins here.
    pub(super) fn measure(&mut self) -> Result<Option<MeasureCondition>> {
        if self.is_word("signal") && self.next_is_mark("(") {
            self.advance();
            return self.signal().map(Some);
        }
        if self.is_word("customer.purchases") {
            self.advance();
            return self.purchases().map(Some);
        }
        let Some(name) = MEASURES.into_iter().find(|name| self.is_word(name)) else {
            return Ok(None);
        };
        self.advance();
        self.expect_mark("(")?;
        let measure = match name {
            "count" => Measure::Count(self.measured()?),
            "sum" => self.sum()?,
            "first" => Measure::First(self.measured()?),
            _ => Measure::Last(self.measured()?),
        };
        let test = self.measure_test(name, &measure)?;
        Ok(Some(MeasureCondition { measure, test }))
    }

    /// The test of a measure. Nothing at all asks whether it happened.
    fn measure_test(&mut self, name: &'static str, measure: &Measure) -> Result<Test> {
        let (value_type, default) = match measure {
            Measure::Count(_) | Measure::Signal { .. } => (ValueType::Count, Some(at_least_one())),
            Measure::Sum(..) => (ValueType::Money, None),
            Measure::First(_) | Measure::Last(_) => (ValueType::Date, Some(Test::Known(true))),
        };
        let is_test = self.peek_op().is_some()
            || [
                "in", "not", "is", "has", "between", "within", "before", "after",
            ]
            .iter()
            .any(|word| self.is_word(word));
        match default {
            Some(default) if !is_test => Ok(default),
            _ => self.test(&Measurement(name, value_type)),
        }
    }

    /// What follows `sum(`.
    fn sum(&mut self) -> Result<Measure> {
        let at = self.span();
        let field = self.interaction_field()?;
        if !field.can_be_summed() {
            let field = field.to_string();
            let field = shown(&field);
            let message = format!("{field} cannot be summed up; `amount` and `property.NAME` can");
            return Err(FilterError::new(at, message).or_any(&["amount", "property.NAME"]));
        }
        if !self.takes_word("of") {
            return Err(self.expected("`of`, as in `sum(amount of order)`"));
        }
        Ok(Measure::Sum(field, self.measured()?))
    }

    /// Interactions, and a window after a comma, up to the closing parenthesis.
    fn measured(&mut self) -> Result<CountCondition> {
        let interaction = self.interaction()?;
        let window = match self.takes_mark(",") {
            true => Some(self.window()?),
            false => None,
        };
        if !self.takes_mark(")") {
            let error = self.expected("`where`, `, last 7 days` or `)`");
            return Err(error.or_any(&["where", ", last 7 days", ")"]));
        }
        Ok(CountCondition {
            interaction,
            window,
        })
    }

    /// `last 7 days`, `7d`, `7 days before first(order)`, `after last(order)` …
    fn window(&mut self) -> Result<Window> {
        let last = self.takes_word("last");
        let span = match self.peek() {
            Token::Number(_) => Some(self.length_of_time()?),
            _ if last => return Err(self.expected("a length of time such as `7 days`")),
            _ => None,
        };
        if !last && self.takes_word("before") {
            return Ok(Window::Before(span, self.moment()?));
        }
        if !last && self.takes_word("after") {
            return Ok(Window::After(span, self.moment()?));
        }
        span.map(Window::Last).ok_or_else(|| {
            self.expected("`last`, as in `last 7 days`").or_any(&[
                "last 7 days",
                "7 days before first(…)",
                "after last(…)",
            ])
        })
    }

    /// `first(…)` or `last(…)`.
    pub(super) fn moment(&mut self) -> Result<Moment> {
        let last = self.is_word("last");
        if !last && !self.is_word("first") {
            let error = self.expected("`first(…)` or `last(…)`");
            return Err(error.or_any(&["first(…)", "last(…)"]));
        }
        self.advance();
        self.expect_mark("(")?;
        let interaction = self.interaction()?;
        self.expect_mark(")")?;
        Ok(Moment { last, interaction })
    }

    /// What follows the word `signal`.
    fn signal(&mut self) -> Result<MeasureCondition> {
        self.expect_mark("(")?;
        let Value::Text(key) = self.value(&PersonField::Signal, Op::Eq)? else {
            return Err(self.expected("the key of a signal"));
        };
        let window = match self.takes_mark(",") {
            true => {
                self.takes_word("last");
                Some(self.length_of_time()?)
            }
            false => None,
        };
        self.expect_mark(")")?;
        let key = FoldedText::new(key.text());
        let measure = Measure::Signal { key, window };
        let test = self.measure_test("signal", &measure)?;
        Ok(MeasureCondition { measure, test })
    }

    /// What follows `customer.purchases`, which is short for `count(order)`.
    fn purchases(&mut self) -> Result<MeasureCondition> {
        let measure = Measure::Count(CountCondition {
            interaction: crate::filter::InteractionFilter::parse("order")?,
            window: None,
        });
        let test = self.test(&Measurement("customer.purchases", ValueType::Count))?;
        Ok(MeasureCondition { measure, test })
    }
}

fn at_least_one() -> Test {
    Test::Compare(Op::Ge, Value::Number(1.0))
}
