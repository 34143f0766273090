//! Conditions on an interaction.

use super::{Parser, Result, after_prefix};
use crate::filter::ast::{Condition, Expr, InteractionFilter};
use crate::filter::error::FilterError;
use crate::filter::field::{InteractionField, PROPERTY};
use crate::filter::kinds;
use crate::filter::lex::Token;
use crate::interaction::kind;

impl Parser<'_> {
    /// `KIND`, or `KIND where …`.
    pub(super) fn interaction(&mut self) -> Result<InteractionFilter> {
        let start = self.span().start;
        let kind = self.kind()?;
        let expr = match self.takes_word("where") {
            true => self.expr(Parser::interaction_condition)?,
            false => Expr::All(Vec::new()),
        };
        let text = self.text[start..self.last_end()].to_owned();
        Ok(InteractionFilter::new(text, kind, expr))
    }

    fn kind(&mut self) -> Result<Option<String>> {
        let kind = match self.peek() {
            // As it is kept: whatever an order's event is called, it becomes one kind.
            Token::Text(kind) if !kind.is_empty() => {
                Some(kind::meant(kind).map_or_else(|| kind.clone(), str::to_owned))
            }
            Token::Word(word) if word.eq_ignore_ascii_case(kinds::ANY) => None,
            Token::Word(word) => {
                Some(kinds::canonical(word).map(str::to_owned).ok_or_else(|| {
                    let mut known: Vec<&str> =
                        kinds::ALIASES.iter().map(|(alias, _)| *alias).collect();
                    known.push(kinds::ANY);
                    FilterError::unknown("kind of interaction", word, &known, self.span())
                })?)
            }
            _ => {
                return Err(self.expected(
                    "a kind of interaction such as `page`, `any` or \"Product Shared\"",
                ));
            }
        };
        self.advance();
        Ok(kind)
    }

    fn interaction_condition(&mut self) -> Result<Condition<InteractionField>> {
        let field = self.interaction_field()?;
        let test = self.test(&field)?;
        Ok(Condition { field, test })
    }

    /// A field of an interaction.
    pub(super) fn interaction_field(&mut self) -> Result<InteractionField> {
        let start = self.span();
        let Token::Word(name) = self.peek().clone() else {
            return Err(self.expected("a condition such as `path ~ \"/pricing*\"`"));
        };
        self.advance();
        if let Some(bare) = after_prefix(&name, PROPERTY) {
            return self
                .name_after(PROPERTY, bare)
                .map(InteractionField::Property);
        }
        InteractionField::from_name(&name).ok_or_else(|| {
            let mut known: Vec<&str> = InteractionField::FIXED
                .iter()
                .map(|(name, _)| *name)
                .collect();
            known.push("property.NAME");
            FilterError::unknown("field of an interaction", &name, &known, start)
        })
    }
}
