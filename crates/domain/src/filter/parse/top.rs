//! `top 100 by engagement`, at the end of a filter of lists.

use super::{Parser, Result};
use crate::filter::error::FilterError;
use crate::filter::lex::Token;
use crate::filter::top::{MAX_TOP, Many, Score, Top};

impl Parser<'_> {
    /// Which of those who pass are asked for.
    pub(super) fn top(&mut self) -> Result<Option<Top>> {
        if !self.takes_word("top") {
            return Ok(None);
        }
        let at = self.span();
        let Token::Number(number) = *self.peek() else {
            return Err(self.expected("how many, as in `top 100 by engagement`"));
        };
        self.advance();
        let many = match self.takes_mark("%") {
            true if number > 0.0 && number <= 100.0 => Many::Percent(number),
            true => return Err(FilterError::new(at, "a share is above 0 and at most 100 %")),
            false if number >= 1.0 && number <= f64::from(MAX_TOP) && number.fract() == 0.0 => {
                Many::People(number as u32)
            }
            false => return Err(FilterError::new(at, format!("1 to {MAX_TOP} people"))),
        };
        if !self.takes_word("by") {
            return Err(self
                .expected("`by`, as in `top 100 by engagement`")
                .or_any(&["by"]));
        }
        let by = self.one_of("score", Score::ALL, |score| score.name())?;
        Ok(Some(Top { many, by }))
    }
}
