//! The grammar: from tokens to a checked tree.

mod interaction;
mod measure;
mod person;
mod test;
mod top;
mod value;

use super::ast::{Expr, InteractionFilter, PersonFilter};
use super::error::FilterError;
use super::field::{InteractionField, PersonField};
use super::lex::{self, Span, Token};
use super::literal::Value;
use super::measure::Moment;
use super::named::Named;
use crate::time::Span as TimeSpan;

/// Longest text of a filter in bytes.
pub const MAX_TEXT: usize = 10_000;

/// How deep parentheses and `not` may be nested.
pub const MAX_DEPTH: usize = 50;

/// Words that join conditions, and so cannot be bare values.
const JOINING: [&str; 3] = ["and", "or", "not"];

type Result<T> = std::result::Result<T, FilterError>;

impl PersonFilter {
    /// Parses and checks a filter over people, each of whom is looked at alone. A blank text matches everybody.
    pub fn parse(text: &str) -> Result<Self> {
        let (filter, top) = Self::parsed(text)?;
        match filter.top {
            Some(_) => Err(FilterError::new(
                top,
                "`top` is for lists of people; here each person is looked at alone",
            )),
            None => Ok(filter),
        }
    }

    /// The same for a list of people, which may ask for those at its top.
    pub(super) fn parse_list(text: &str) -> Result<Self> {
        Self::parsed(text).map(|(filter, _)| filter)
    }

    /// The filter, and where it asks for those at the top.
    fn parsed(text: &str) -> Result<(Self, Span)> {
        let mut parser = Parser::new(text)?;
        let expr = match parser.peek() {
            Token::End => Expr::All(Vec::new()),
            _ if parser.is_word("top") => Expr::All(Vec::new()),
            _ => parser.expr(Parser::person_condition)?,
        };
        let at = parser.span();
        let top = parser.top()?;
        if top.is_some() && *parser.peek() != Token::End {
            let message = "`top` goes at the end of a filter: put the conditions before it, such as `fit > 5 top 10 by fit`";
            return Err(FilterError::new(parser.span(), message).or_any(&["the end"]));
        }
        parser.end()?;
        let filter = Self {
            text: text.to_owned(),
            expr,
            names: parser.names,
            top,
        };
        Ok((filter, at))
    }
}

impl InteractionFilter {
    /// Parses and checks a filter over interactions: `KIND`, or `KIND where …`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parser = Parser::new(text)?;
        let filter = parser.interaction()?;
        parser.end()?;
        Ok(filter)
    }
}

/// A field of a person by name.
pub(super) fn person_field(text: &str) -> Result<PersonField> {
    whole(text, Parser::person_field)
}

/// A field of an interaction by name.
pub(super) fn interaction_field(text: &str) -> Result<InteractionField> {
    whole(text, Parser::interaction_field)
}

/// A length of time, such as `7 days` or `7d`.
pub(super) fn length(text: &str) -> Result<TimeSpan> {
    whole(text, Parser::length_of_time)
}

/// A moment, such as `first(order)`.
pub(super) fn moment(text: &str) -> Result<Moment> {
    whole(text, Parser::moment)
}

/// A date that is written without quotes, such as `7 days ago`.
pub(super) fn bare_date(text: &str) -> Result<Value> {
    whole(text, Parser::date_value)
}

/// Parses a text that is nothing but one part of a filter.
fn whole<'a, T>(text: &'a str, part: fn(&mut Parser<'a>) -> Result<T>) -> Result<T> {
    let mut parser = Parser::new(text)?;
    let parsed = part(&mut parser)?;
    match parser.peek() {
        Token::End => Ok(parsed),
        _ => Err(parser.expected("the end")),
    }
}

/// Where the parser is.
struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Span)>,
    next: usize,
    depth: usize,
    /// Names that a model has to know.
    names: Vec<Named>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self> {
        if text.len() > MAX_TEXT {
            let start = (0..=MAX_TEXT)
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap_or(0);
            let message = format!(
                "a filter can have at most {MAX_TEXT} bytes, this one has {}",
                text.len()
            );
            return Err(FilterError::new(
                Span {
                    start,
                    end: text.len(),
                },
                message,
            ));
        }
        Ok(Self {
            text,
            tokens: lex::tokens(text)?,
            next: 0,
            depth: 0,
            names: Vec::new(),
        })
    }

    fn peek(&self) -> &Token {
        &self.tokens[self.next].0
    }

    fn span(&self) -> Span {
        self.tokens[self.next].1
    }

    /// End of the token before this one.
    fn last_end(&self) -> usize {
        self.next
            .checked_sub(1)
            .map_or(0, |last| self.tokens[last].1.end)
    }

    /// Steps over the token; the last token, the end, stays.
    fn advance(&mut self) {
        self.next = (self.next + 1).min(self.tokens.len() - 1);
    }

    /// "expected `what`, found" the token here.
    fn expected(&self, what: &str) -> FilterError {
        FilterError::expected(what, self.peek(), self.span())
    }

    /// Whether the token is this keyword, in upper or lower case.
    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Word(found) if found.eq_ignore_ascii_case(word))
    }

    /// Whether this mark follows the token.
    fn next_is_mark(&self, mark: &str) -> bool {
        matches!(self.tokens.get(self.next + 1), Some((Token::Mark(found), _)) if *found == mark)
    }

    /// Steps over the keyword, if it is here.
    fn takes_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.advance();
        }
        found
    }

    /// Steps over the mark, if it is here.
    fn takes_mark(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), Token::Mark(found) if *found == mark);
        if found {
            self.advance();
        }
        found
    }

    /// The name after a prefix such as `profile.`: the rest of the word, or a quoted text after it.
    fn name_after(&mut self, prefix: &str, bare: &str) -> Result<String> {
        if !bare.is_empty() {
            return Ok(bare.to_owned());
        }
        match self.peek().clone() {
            Token::Text(name) if !name.is_empty() => {
                self.advance();
                Ok(name)
            }
            _ => Err(self.expected(&format!("the name of a field after `{prefix}`"))),
        }
    }

    fn expect_mark(&mut self, mark: &str) -> Result<()> {
        if self.takes_mark(mark) {
            Ok(())
        } else {
            Err(self.expected(&format!("`{mark}`")))
        }
    }

    fn end(&self) -> Result<()> {
        if *self.peek() == Token::End {
            Ok(())
        } else {
            Err(self
                .expected("`and`, `or` or the end")
                .or_any(&["and", "or"]))
        }
    }

    /// `( item, item … )`
    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        self.expect_mark("(")?;
        let mut items = vec![item(self)?];
        while self.takes_mark(",") {
            items.push(item(self)?);
        }
        if self.takes_mark(")") {
            Ok(items)
        } else {
            Err(self.expected("`,` or `)`").or_any(&[",", ")"]))
        }
    }

    /// Conditions joined by `or`, the weakest of the three.
    fn expr<C>(&mut self, condition: fn(&mut Self) -> Result<C>) -> Result<Expr<C>> {
        let mut parts = vec![self.all(condition)?];
        while self.takes_word("or") {
            parts.push(self.all(condition)?);
        }
        Ok(one_or(parts, Expr::Any))
    }

    fn all<C>(&mut self, condition: fn(&mut Self) -> Result<C>) -> Result<Expr<C>> {
        let mut parts = vec![self.unary(condition)?];
        while self.takes_word("and") {
            parts.push(self.unary(condition)?);
        }
        Ok(one_or(parts, Expr::All))
    }

    fn unary<C>(&mut self, condition: fn(&mut Self) -> Result<C>) -> Result<Expr<C>> {
        let at = self.span();
        if self.takes_word("not") {
            let inner = self.nested(at, |parser| parser.unary(condition))?;
            return Ok(Expr::Not(Box::new(inner)));
        }
        if self.takes_mark("(") {
            let inner = self.nested(at, |parser| parser.expr(condition))?;
            return if self.takes_mark(")") {
                Ok(inner)
            } else {
                Err(self
                    .expected("`and`, `or` or `)`")
                    .or_any(&["and", "or", ")"]))
            };
        }
        condition(self).map(Expr::Is)
    }

    fn nested<T>(&mut self, at: Span, inner: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth == MAX_DEPTH {
            return Err(FilterError::new(
                at,
                format!("conditions can be nested at most {MAX_DEPTH} deep"),
            ));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }
}

/// What follows the prefix, which may be in upper or lower case.
fn after_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let (head, rest) = name.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn one_or<C>(mut parts: Vec<Expr<C>>, join: fn(Vec<Expr<C>>) -> Expr<C>) -> Expr<C> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}
