//! Conditions on a person.

use super::{Parser, Result, after_prefix};
use crate::filter::ast::{Condition, CountCondition, Op, PersonCondition};
use crate::filter::error::FilterError;
use crate::filter::field::{CUSTOM, PersonField};
use crate::filter::lex::Token;

impl Parser<'_> {
    pub(super) fn person_condition(&mut self) -> Result<PersonCondition> {
        let start = self.span();
        let Token::Word(name) = self.peek().clone() else {
            return Err(
                self.expected("a condition such as `title = \"Owner\"` or `count(page) > 3`")
            );
        };
        self.advance();
        if name.eq_ignore_ascii_case("count") {
            return self.count();
        }
        let field = match after_prefix(&name, CUSTOM) {
            Some(bare) => PersonField::profile(&self.name_after(CUSTOM, bare)?),
            None => PersonField::from_name(&name).ok_or_else(|| {
                let mut known: Vec<&str> =
                    PersonField::FIXED.iter().map(|(name, _)| *name).collect();
                known.extend(["count", "profile.NAME"]);
                FilterError::unknown("field", &name, &known, start)
            })?,
        };
        let test = self.test(&field)?;
        Ok(PersonCondition::Field(Condition { field, test }))
    }

    /// What follows the word `count`.
    fn count(&mut self) -> Result<PersonCondition> {
        self.expect_mark("(")?;
        let interaction = self.interaction()?;
        let window = if self.takes_mark(",") {
            if !self.takes_word("last") {
                return Err(self.expected("`last`, as in `last 7 days`"));
            }
            Some(self.length_of_time()?)
        } else {
            None
        };
        if !self.takes_mark(")") {
            return Err(self.expected("`where`, `, last 7 days` or `)`"));
        }
        let (op, number) = self.count_comparison()?;
        Ok(PersonCondition::Count {
            condition: CountCondition {
                interaction,
                window,
            },
            op,
            number,
        })
    }

    /// `op number`; nothing at all asks for at least one.
    fn count_comparison(&mut self) -> Result<(Op, u32)> {
        let Some(op) = self.peek_op() else {
            return Ok((Op::Ge, 1));
        };
        if matches!(op, Op::Like | Op::NotLike) {
            return Err(FilterError::new(
                self.span(),
                format!("`{}` compares text; a count is a number", op.sign()),
            ));
        }
        self.advance();
        match *self.peek() {
            Token::Number(number)
                if number >= 0.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 =>
            {
                self.advance();
                Ok((op, number as u32))
            }
            _ => Err(self.expected("a whole number, 0 or more")),
        }
    }
}
