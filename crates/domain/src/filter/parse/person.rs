//! Conditions on a person.

use super::{Parser, Result, after_prefix};
use crate::filter::ast::{Condition, PersonCondition, Test};
use crate::filter::error::FilterError;
use crate::filter::field::{CUSTOM, PersonField};
use crate::filter::lex::Token;

impl Parser<'_> {
    pub(super) fn person_condition(&mut self) -> Result<PersonCondition> {
        if let Some(measure) = self.measure()? {
            return Ok(PersonCondition::Measure(Box::new(measure)));
        }
        // `has owner` reads better than `owner is known`, and is the same.
        if self.takes_word("has") {
            let (field, test) = (self.person_field()?, Test::Known(true));
            return Ok(PersonCondition::Field(Condition { field, test }));
        }
        let field = self.person_field()?;
        let test = self.test(&field)?;
        Ok(PersonCondition::Field(Condition { field, test }))
    }

    /// A field of a person.
    pub(super) fn person_field(&mut self) -> Result<PersonField> {
        let start = self.span();
        let Token::Word(name) = self.peek().clone() else {
            return Err(
                self.expected("a condition such as `title = \"Owner\"` or `count(page) > 3`")
            );
        };
        self.advance();
        if let Some(bare) = after_prefix(&name, CUSTOM) {
            return Ok(PersonField::profile(&self.name_after(CUSTOM, bare)?));
        }
        PersonField::from_name(&name).ok_or_else(|| {
            let mut known: Vec<&str> = PersonField::FIXED.iter().map(|(name, _)| *name).collect();
            known.extend(super::measure::MEASURES);
            known.extend(["customer.purchases", "profile.NAME"]);
            FilterError::unknown("field", &name, &known, start)
        })
    }
}
