//! The people at the top of those who pass a filter.

use std::fmt;

use super::ast::{Condition, Expr, Op, PersonCondition, PersonFilter, Test};
use super::field::PersonField;
use super::literal::Value;

/// Most people that can be asked for by their number.
pub const MAX_TOP: u32 = 100_000;

/// What a product of binary fractions can be off, as a part of it.
const HAIR: f64 = 1e-12;

/// `top 100 by engagement`: those with the highest scores among all who pass the conditions. Whoever has the same
/// score as the last of them is one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Top {
    /// How many.
    pub many: Many,
    /// By which score.
    pub by: Score,
}

/// How many people are at the top.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Many {
    /// So many, up to [`MAX_TOP`].
    People(u32),
    /// A share, above 0 and up to 100, rounded up.
    Percent(f64),
}

/// A score by which people are at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// Fit.
    Fit,
    /// Engagement now.
    Engagement,
    /// Velocity now.
    Velocity,
}

impl Score {
    /// Every score.
    pub const ALL: &'static [Self] = &[Self::Fit, Self::Engagement, Self::Velocity];

    /// Its name in filters, that of its field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Engagement => "engagement",
            Self::Velocity => "velocity",
        }
    }

    /// Its field.
    pub fn field(self) -> PersonField {
        match self {
            Self::Fit => PersonField::Fit,
            Self::Engagement => PersonField::Engagement,
            Self::Velocity => PersonField::Velocity,
        }
    }
}

impl Many {
    /// How many of a number of people.
    pub fn of(self, people: i64) -> i64 {
        match self {
            Self::People(many) => people.min(many.into()),
            Self::Percent(share) => {
                let exact = people as f64 * share / 100.0;
                // A share such as 1.1 has no exact binary form: what is beyond a whole number by a hair is that.
                (exact - exact.abs() * HAIR).ceil() as i64
            }
        }
    }
}

impl fmt::Display for Top {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.many {
            Many::People(many) => write!(f, "top {many} by {}", self.by.name()),
            Many::Percent(share) => write!(f, "top {share}% by {}", self.by.name()),
        }
    }
}

impl PersonFilter {
    /// Which of those who pass are asked for, where it is not all of them.
    pub fn top(&self) -> Option<Top> {
        self.top
    }

    /// The filter that all pass among whom the top ones are.
    pub fn without_top(&self) -> Self {
        Self {
            top: None,
            ..self.clone()
        }
    }

    /// The same for those with a score of at least so much.
    pub fn from_score(&self, by: Score, least: f64) -> Self {
        let from = Condition {
            field: by.field(),
            test: Test::Compare(Op::Ge, Value::Number(least)),
        };
        let from = Expr::Is(PersonCondition::Field(from));
        let expr = match &self.expr {
            Expr::All(parts) => Expr::All(parts.iter().cloned().chain([from]).collect()),
            other => Expr::All(vec![other.clone(), from]),
        };
        Self {
            expr,
            ..self.without_top()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Form;

    #[test]
    fn the_top_stands_at_the_end_and_comes_back_as_text_and_tree() {
        for (text, written) in [
            ("top 100 by engagement", "top 100 by engagement"),
            ("TOP 5 % BY Fit", "top 5% by fit"),
            (
                "temperature = hot top 0.5% by velocity",
                "temperature = hot top 0.5% by velocity",
            ),
            (
                "fit > 1 or has owner top 1 by fit",
                "fit > 1 or owner is known top 1 by fit",
            ),
        ] {
            let filter =
                PersonFilter::typed(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(filter.to_string(), written);
            assert_eq!(PersonFilter::typed(written), Ok(filter.clone()));
            assert_eq!(PersonFilter::from_form(&filter.form()), Ok(filter.clone()));
            assert!(matches!(filter.form(), Form::Top(..)));
            assert_ne!(filter, filter.without_top());
        }
    }

    #[test]
    fn whoever_looks_at_one_person_refuses_it() {
        let refused = |error: crate::filter::FilterError| (error.offset, error.message);
        assert_eq!(
            PersonFilter::parse("fit > 3 top 5 by fit").map_err(refused),
            Err((
                8,
                "`top` is for lists of people; here each person is looked at alone".to_owned()
            ))
        );
        let inside = Form::Not(Box::new(Form::Top(
            "5 by fit".into(),
            Box::new(Form::All(Vec::new())),
        )));
        assert_eq!(
            PersonFilter::from_form(&inside).map_err(|error| error.message),
            Err("`top` goes at the end of a filter, not inside it".to_owned())
        );
        for (text, message) in [
            ("top 0 by fit", "1 to 100000 people"),
            ("top 2.5 by fit", "1 to 100000 people"),
            ("top 100001 by fit", "1 to 100000 people"),
            ("top 101% by fit", "a share is above 0 and at most 100 %"),
            (
                "top 5 fit",
                "expected `by`, as in `top 100 by engagement`, found `fit`",
            ),
            (
                "top many by fit",
                "expected how many, as in `top 100 by engagement`, found `many`",
            ),
            ("top 5 by fits", "unknown score `fits`; did you mean `fit`?"),
            (
                "(fit > 3 top 5 by fit)",
                "expected `and`, `or` or `)`, found `top`",
            ),
            (
                "top 10 by fit and fit > 5",
                "`top` goes at the end of a filter: put the conditions before it, such as `fit > 5 top 10 by fit`",
            ),
            (
                "top 10 by fit top 5 by fit",
                "`top` goes at the end of a filter: put the conditions before it, such as `fit > 5 top 10 by fit`",
            ),
        ] {
            let error = PersonFilter::parse(text).map_err(|error| error.message);
            assert_eq!(error, Err(message.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_share_is_rounded_up() {
        assert_eq!(Many::Percent(5.0).of(101), 6);
        assert_eq!(Many::Percent(0.1).of(1), 1);
        assert_eq!(Many::Percent(50.0).of(0), 0);
        assert_eq!(Many::Percent(1.1).of(3_000), 33);
        assert_eq!(Many::Percent(1.1).of(3_001), 34);
        for tenths in 1..=1_000_i64 {
            for people in [1, 10, 999, 1_000, 3_000, 12_345, 100_000, 10_000_000] {
                let exact = (tenths * people + 999) / 1_000;
                let share = Many::Percent(tenths as f64 / 10.0);
                assert_eq!(share.of(people), exact, "{share:?} of {people}");
            }
        }
        assert_eq!(Many::Percent(0.000_001).of(10), 1);
        assert_eq!(
            Many::Percent(100.0).of(i64::from(u32::MAX)),
            i64::from(u32::MAX)
        );
        assert_eq!(Many::People(7).of(3), 3);
    }
}
