//! What a filter says about engagement, for lists that walk people from the top.

use ripen_domain::filter::{
    Condition, Expr, Op, PersonCondition, PersonField, PersonFilter, Test, Value as Literal,
};
use ripen_domain::scoring::Scorer;
use ripen_domain::time::Timestamp;

use super::FilterContext;
use super::person::{keys_passing, temperatures};
use crate::scoring::Scores;

/// An engagement that nobody who passes the filter is below; `None` where the filter sets no such
/// bound. Infinite when nobody passes.
pub fn least_engagement(filter: &PersonFilter, scorer: &Scorer) -> Option<f64> {
    let least = of_expr(filter.expr(), scorer);
    (least > f64::NEG_INFINITY).then_some(least)
}

fn of_expr(expr: &Expr<PersonCondition>, scorer: &Scorer) -> f64 {
    match expr {
        Expr::All(parts) => parts
            .iter()
            .map(|part| of_expr(part, scorer))
            .fold(f64::NEG_INFINITY, f64::max),
        Expr::Any(parts) => parts
            .iter()
            .map(|part| of_expr(part, scorer))
            .fold(f64::INFINITY, f64::min),
        Expr::Is(PersonCondition::Field(Condition { field, test })) => {
            of_field(field, test, scorer)
        }
        Expr::Not(_) | Expr::Is(PersonCondition::Measure(_)) => f64::NEG_INFINITY,
    }
}

fn of_field(field: &PersonField, test: &Test, scorer: &Scorer) -> f64 {
    let model = scorer.model;
    let least = |bounds: &mut dyn Iterator<Item = f64>| bounds.fold(f64::INFINITY, f64::min);
    match (field, test) {
        (
            PersonField::Engagement,
            Test::Compare(Op::Eq | Op::Gt | Op::Ge, Literal::Number(number)),
        ) => *number,
        (PersonField::Engagement, Test::Between(Literal::Number(from), _)) => *from,
        (PersonField::Temperature, test) => least(
            &mut temperatures(test)
                .into_iter()
                .map(|temperature| model.least_engagement(temperature)),
        ),
        (PersonField::Index, test) => {
            // The keys do not depend on the moment.
            let context = FilterContext::new(Scores::primary(scorer), Timestamp::default());
            let passing = keys_passing(&context, test, model.areas.iter().map(|area| &area.key));
            least(&mut passing.into_iter().map(|area| match area {
                0 => f64::NEG_INFINITY,
                area => model.areas[area as usize].rect.engagement_from,
            }))
        }
        _ => f64::NEG_INFINITY,
    }
}
