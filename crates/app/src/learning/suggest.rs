//! Points for the rules of a model, learned from who converted.

use std::sync::Arc;

use ripen_domain::scoring::Model;
use ripen_domain::time::Span;
use ripen_domain::zone::Zone;
use ripen_learn::suggest::{Dimension, Rule, Suggestion, suggest};

use super::SEED;
use super::examine::examine;
use crate::clock;
use crate::error::{Error, Result};
use crate::models;
use crate::ripen::Ripen;
use crate::workbench::backtest::{BacktestQuery, HORIZON};
use crate::workbench::columns::{Columns, Ready};

/// What points are asked for.
#[derive(Clone, Debug)]
pub struct SuggestQuery {
    /// The model file.
    pub text: String,
    /// What counts as converting, as in a backtest.
    pub outcome: Option<String>,
    /// How long after a cut-off an outcome counts.
    pub horizon: Span,
}

impl SuggestQuery {
    /// Asks in the usual way.
    pub fn new(text: String) -> Self {
        Self {
            text,
            outcome: None,
            horizon: HORIZON,
        }
    }
}

/// What is suggested for one rule.
#[derive(Clone, Debug)]
pub struct SuggestedPoints {
    /// Name of the rule.
    pub rule: String,
    /// Whether it is a fit rule.
    pub is_fit: bool,
    /// Points, interval and reason.
    pub suggestion: Suggestion,
}

/// Points for the rules of a model.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    /// Why there are none, if so.
    pub reason: Option<String>,
    /// People at cut-offs that were learned from.
    pub people: usize,
    /// How many of them converted within the horizon.
    pub converted: usize,
    /// How well today's points rank people.
    pub auc_before: Option<f64>,
    /// How well suggested points rank people who were not learned from.
    pub auc_after: Option<f64>,
    /// For each rule, in the model's order.
    pub items: Vec<SuggestedPoints>,
}

impl Ripen {
    /// Suggests points for the rules of a model.
    ///
    /// # Errors
    /// When the model or the outcome is faulty; those of the store.
    pub fn points_suggest(self: &Arc<Self>, query: &SuggestQuery) -> Result<Ready<Suggestions>> {
        let model = models::check(&query.text)?;
        let zone = self.zone.clone();
        self.with_columns(|columns| suggested(query, (&model, &zone), columns))
    }
}

fn suggested(
    query: &SuggestQuery,
    (model, zone): (&Model, &Zone),
    columns: &Columns,
) -> Result<Suggestions> {
    let of = BacktestQuery {
        outcome: query.outcome.clone(),
        horizon: query.horizon,
        ..BacktestQuery::new(query.text.clone())
    };
    let mut examined = examine(&of, (model, zone), columns, clock::now())?;
    let groups = examined.groups();
    let mut names = Vec::new();
    let mut rules = Vec::new();
    let met = std::mem::take(&mut examined.rows.met);
    for (rule, met) in model.engagement.iter().zip(met) {
        // Whose points hang on a value has no one number to suggest.
        if rule.values.is_empty() {
            names.push((rule.name.clone(), false));
            rules.push(Rule {
                dimension: Dimension::Engagement,
                points: rule.points,
                met,
            });
        }
    }
    let fit = std::mem::take(&mut examined.rows.fit);
    for (rule, met) in model.fit.iter().zip(fit) {
        if rule.disqualify.is_none() {
            names.push((rule.name.clone(), true));
            rules.push(Rule {
                dimension: Dimension::Fit,
                points: rule.points,
                met,
            });
        }
    }
    let converted = examined.outcomes.iter().filter(|outcome| **outcome).count();
    let counted = Suggestions {
        people: examined.outcomes.len(),
        converted,
        ..Suggestions::default()
    };
    match suggest(&rules, &examined.outcomes, Some(&groups), SEED).map_err(Error::from) {
        Ok(found) => Ok(Suggestions {
            auc_before: Some(found.auc_before),
            auc_after: Some(found.auc_after),
            items: names
                .into_iter()
                .zip(found.items)
                .map(|((rule, is_fit), suggestion)| SuggestedPoints {
                    rule,
                    is_fit,
                    suggestion,
                })
                .collect(),
            ..counted
        }),
        Err(Error::TooLittle(reason)) => Ok(Suggestions {
            reason: Some(reason),
            ..counted
        }),
        Err(other) => Err(other),
    }
}
