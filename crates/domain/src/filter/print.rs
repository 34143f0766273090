//! Canonical text. Parsing it gives the same tree again.

use std::fmt::{self, Display, Formatter, Write};

use super::ast::{Condition, Expr, InteractionFilter, PersonCondition, PersonFilter, Test};
use super::field::Field;
use super::kinds;
use super::literal::{DateValue, Value};
use super::measure::{CountCondition, Measure, MeasureCondition, Moment, Window};
use crate::time::Span;

/// Text in quotes, with quotes and backslashes escaped.
pub(super) struct Quoted<'a>(pub &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            if matches!(c, '"' | '\\') {
                f.write_char('\\')?;
            }
            f.write_char(c)?;
        }
        f.write_char('"')
    }
}

impl Display for PersonFilter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)?;
        match (&self.expr, self.top) {
            (_, None) => Ok(()),
            (Expr::All(none), Some(top)) if none.is_empty() => top.fmt(f),
            (_, Some(top)) => write!(f, " {top}"),
        }
    }
}

impl Display for InteractionFilter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.kind.as_deref().map(|kind| (kinds::alias(kind), kind)) {
            None => f.write_str(kinds::ANY)?,
            Some((Some(alias), _)) => f.write_str(alias)?,
            Some((None, kind)) => Quoted(kind).fmt(f)?,
        }
        match &self.expr {
            Expr::All(none) if none.is_empty() => Ok(()),
            expr => write!(f, " where {expr}"),
        }
    }
}

impl<C: Display> Display for Expr<C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => separated(f, " and ", parts, |f, part| {
                inner(f, part, matches!(part, Self::All(_) | Self::Any(_)))
            }),
            Self::Any(parts) => separated(f, " or ", parts, |f, part| {
                inner(f, part, matches!(part, Self::Any(_)))
            }),
            Self::Not(part) => {
                f.write_str("not ")?;
                inner(f, part, matches!(**part, Self::All(_) | Self::Any(_)))
            }
            Self::Is(condition) => condition.fmt(f),
        }
    }
}

fn inner<C: Display>(f: &mut Formatter<'_>, part: &Expr<C>, parentheses: bool) -> fmt::Result {
    if parentheses {
        write!(f, "({part})")
    } else {
        part.fmt(f)
    }
}

fn separated<T>(
    f: &mut Formatter<'_>,
    separator: &str,
    items: &[T],
    print: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (nth, item) in items.iter().enumerate() {
        if nth > 0 {
            f.write_str(separator)?;
        }
        print(f, item)?;
    }
    Ok(())
}

impl Display for PersonCondition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(condition) => condition.fmt(f),
            Self::Measure(measure) => measure.fmt(f),
        }
    }
}

impl Display for MeasureCondition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.measure, self.test)
    }
}

impl Display for Measure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(of) => write!(f, "count({of})"),
            Self::Sum(field, of) => write!(f, "sum({field} of {of})"),
            Self::First(of) => write!(f, "first({of})"),
            Self::Last(of) => write!(f, "last({of})"),
            Self::Signal { key, window: None } => write!(f, "signal({})", Quoted(key.text())),
            Self::Signal {
                key,
                window: Some(window),
            } => write!(
                f,
                "signal({}, last {})",
                Quoted(key.text()),
                Length(*window)
            ),
        }
    }
}

impl Display for CountCondition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.interaction.fmt(f)?;
        match &self.window {
            Some(window) => write!(f, ", {window}"),
            None => Ok(()),
        }
    }
}

impl Display for Window {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (span, side, moment) = match self {
            Self::Last(span) => return write!(f, "last {}", Length(*span)),
            Self::Before(span, moment) => (span, "before", moment),
            Self::After(span, moment) => (span, "after", moment),
        };
        match span {
            Some(span) => write!(f, "{} {side} {moment}", Length(*span)),
            None => write!(f, "{side} {moment}"),
        }
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = if self.last { "last" } else { "first" };
        write!(f, "{name}({})", self.interaction)
    }
}

/// A length of time in the largest of days and hours that fits.
pub(super) struct Length(pub Span);

impl Display for Length {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let hours = self.0.as_micros() / Span::hours(1).as_micros();
        match (hours / 24, hours % 24) {
            (days, 0) => write!(f, "{days} days"),
            _ => write!(f, "{hours} hours"),
        }
    }
}

impl<F: Field> Display for Condition<F> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.test {
            Test::InList {
                list,
                negated: false,
            } if self.field.is_mail_domain() && matches!(list.as_str(), "free" | "disposable") => {
                write!(f, "{} is {list}", self.field)
            }
            test => write!(f, "{} {test}", self.field),
        }
    }
}

impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let not = |negated: &bool| if *negated { "not " } else { "" };
        match self {
            Self::Compare(op, value) => write!(f, "{} {value}", op.sign()),
            Self::Between(from, to) => write!(f, "between {from} and {to}"),
            Self::OneOf { values, negated } => {
                write!(f, "{}in (", not(negated))?;
                separated(f, ", ", values, |f, value| value.fmt(f))?;
                f.write_char(')')
            }
            Self::Has { phrases, all } => {
                write!(f, "has {} (", if *all { "all" } else { "any" })?;
                separated(f, ", ", phrases, |f, phrase| Quoted(phrase.text()).fmt(f))?;
                f.write_char(')')
            }
            Self::InList { list, negated } => {
                write!(f, "{}in list({})", not(negated), Quoted(list))
            }
            Self::Known(known) => f.write_str(if *known { "is known" } else { "is unknown" }),
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => Quoted(text.text()).fmt(f),
            Self::Search(search) => Quoted(search.text()).fmt(f),
            Self::Glob(glob) => Quoted(glob.text()).fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Kind(kind) => f.write_str(kind.name()),
            Self::Temperature(temperature) => f.write_str(temperature.name()),
            Self::Channel(channel) => f.write_str(channel.name()),
            Self::Verdict(verdict) => f.write_str(verdict.name()),
            Self::PageRole(role) => f.write_str(role.name()),
        }
    }
}

impl Display for DateValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instant(at) => write!(f, "\"{}\"", at.to_rfc3339()),
            Self::Day(at) => write!(f, "\"{}\"", at.to_rfc3339().split('T').next().unwrap_or("")),
            Self::Ago(span) => write!(f, "{} ago", Length(*span)),
            Self::DaysBack(0) => f.write_str("today"),
            Self::DaysBack(_) => f.write_str("yesterday"),
        }
    }
}
