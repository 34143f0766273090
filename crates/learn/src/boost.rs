//! Gradient-boosted trees (Friedman, Annals of Statistics 2001), grown by `forust-ml` on histograms.
//!
//! The trees are copied out of the library's model: predicting, explaining and the stored format are
//! ours, so a model survives a change of the library.

use forust_ml::gradientbooster::GradientBooster;
use forust_ml::{Matrix, sampler::SampleMethod};
use serde::{Deserialize, Serialize};

use crate::encode::{Features, TreeEncoding};
use crate::split::assign;
use crate::table::Table;
use crate::{Error, Result};

/// One row in that many is held out to find how many trees are enough.
const HELD_OUT: usize = 6;

/// How trees are grown.
#[derive(Clone, Debug)]
pub struct Boost {
    /// The most trees.
    pub trees: usize,
    /// How much of a tree's advice is taken.
    pub rate: f32,
    /// Questions from the root to a leaf.
    pub depth: usize,
    /// The share of rows each tree sees (Friedman's stochastic gradient boosting, 2002).
    pub row_share: f32,
    /// The share of features each tree sees.
    pub feature_share: f64,
    /// Trees without a gain on the held-out rows after which no more are grown.
    pub patience: usize,
}

impl Default for Boost {
    fn default() -> Self {
        Self {
            trees: 600,
            rate: 0.05,
            depth: 4,
            row_share: 0.8,
            feature_share: 0.7,
            patience: 40,
        }
    }
}

/// Trees whose leaves add up to log-odds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trees {
    /// How a table becomes features.
    pub encoding: TreeEncoding,
    /// The log-odds before the first tree.
    pub base: f64,
    /// The trees, each with its root first.
    pub trees: Vec<Vec<Node>>,
}

/// A node of a tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// In a leaf, what it adds; elsewhere the mean of that over the training rows that came by.
    pub value: f64,
    /// The question, unless it is a leaf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
}

/// A question: is the feature below the edge?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// Position of the feature.
    pub feature: usize,
    /// The edge.
    pub edge: f64,
    /// Position of the node for features below the edge.
    pub below: usize,
    /// Position of the node for the others.
    pub above: usize,
    /// Whether rows with a missing feature go below.
    pub missing_below: bool,
}

impl Split {
    fn next(&self, number: f64) -> usize {
        let is_below = if number.is_nan() {
            self.missing_below
        } else {
            number < self.edge
        };
        if is_below { self.below } else { self.above }
    }
}

impl Trees {
    /// The log-odds of each row of the features.
    #[must_use]
    pub fn log_odds(&self, features: &Features, rows: usize) -> Vec<f64> {
        (0..rows)
            .map(|row| {
                let sum: f64 = self
                    .trees
                    .iter()
                    .map(|tree| leaf(tree, features, row, |_, _| {}))
                    .sum();
                self.base + sum
            })
            .collect()
    }

    /// What each feature did to the log-odds of a row: along its way through each tree, the change of
    /// the mean from node to node goes to the feature that was asked (Saabas 2014; the same as the
    /// approximate contributions of XGBoost). The first number is the mean row's log-odds; the rest
    /// added to it give the row's exactly.
    #[must_use]
    pub fn contributions(&self, features: &Features, row: usize) -> (f64, Vec<f64>) {
        let mut by_feature = vec![0.0; features.columns.len()];
        let mut mean = self.base;
        for tree in &self.trees {
            mean += tree[0].value;
            leaf(tree, features, row, |feature, change| {
                by_feature[feature] += change;
            });
        }
        (mean, by_feature)
    }
}

/// Walks to the leaf of a row, telling of each change of the mean; returns what the leaf adds.
fn leaf(tree: &[Node], features: &Features, row: usize, mut step: impl FnMut(usize, f64)) -> f64 {
    let mut node = &tree[0];
    while let Some(split) = &node.split {
        let next = &tree[split.next(features.columns[split.feature][row])];
        step(split.feature, next.value - node.value);
        node = next;
    }
    node.value
}

/// Grows trees, as many as held-out rows say are enough, on all rows.
pub(crate) fn fit(
    boost: &Boost,
    table: &Table,
    rows: &[usize],
    outcomes: &[bool],
    seed: u64,
) -> Result<Trees> {
    let part_of = assign(rows, outcomes, None, HELD_OUT, seed);
    let part = |inside: bool| {
        let chosen = rows.iter().zip(&part_of);
        let chosen = chosen.filter(|&(_, &part)| (part == 0) == inside);
        chosen.map(|(&row, _)| row).collect::<Vec<usize>>()
    };
    let (kept, held_out) = (part(false), part(true));
    let (encoding, features) = TreeEncoding::learn(table, &kept, outcomes, seed);
    let seen = Block::new(&features, &kept, outcomes);
    let unseen = Block::new(&encoding.apply(table, &held_out)?, &held_out, outcomes);
    let trees = enough(boost, &seen, &unseen, seed)?;

    let (encoding, features) = TreeEncoding::learn(table, rows, outcomes, seed);
    let mut booster = booster(boost, trees, seed);
    grow(&mut booster, &Block::new(&features, rows, outcomes), None)?;
    Ok(Trees {
        encoding,
        base: booster.base_score,
        trees: booster.trees.iter().map(copy).collect(),
    })
}

/// Numbers in the layout of the library.
struct Block {
    numbers: Vec<f64>,
    rows: usize,
    features: usize,
    outcomes: Vec<f64>,
    weights: Vec<f64>,
}

impl Block {
    fn new(features: &Features, rows: &[usize], outcomes: &[bool]) -> Self {
        Self {
            numbers: features.columns.concat(),
            rows: rows.len(),
            features: features.columns.len(),
            outcomes: rows.iter().map(|&row| f64::from(outcomes[row])).collect(),
            weights: vec![1.0; rows.len()],
        }
    }

    fn matrix(&self) -> Matrix<'_, f64> {
        Matrix::new(&self.numbers, self.rows, self.features)
    }
}

/// How many trees predict the unseen rows best.
fn enough(boost: &Boost, seen: &Block, unseen: &Block, seed: u64) -> Result<usize> {
    let mut booster =
        booster(boost, boost.trees, seed).set_early_stopping_rounds(Some(boost.patience));
    grow(&mut booster, seen, Some(unseen))?;
    let best = booster.best_iteration.unwrap_or(boost.trees - 1);
    Ok(best + 1)
}

fn booster(boost: &Boost, trees: usize, seed: u64) -> GradientBooster {
    GradientBooster::default()
        .set_iterations(trees)
        .set_learning_rate(boost.rate)
        .set_max_depth(boost.depth)
        .set_sample_method(SampleMethod::Random)
        .set_subsample(boost.row_share)
        .set_colsample_bytree(boost.feature_share)
        .set_initialize_base_score(true)
        .set_seed(seed)
        // Learning is background work: it takes one core, not all.
        .set_parallel(false)
}

fn grow(booster: &mut GradientBooster, seen: &Block, unseen: Option<&Block>) -> Result<()> {
    let unseen = unseen.map(|block| {
        let outcomes = block.outcomes.as_slice();
        vec![(block.matrix(), outcomes, block.weights.as_slice())]
    });
    booster
        .fit(&seen.matrix(), &seen.outcomes, &seen.weights, unseen)
        .map_err(|error| Error::Numeric(error.to_string()))
}

/// Copies a tree. Children come after their parent, so means are found from the end.
fn copy(tree: &forust_ml::tree::Tree) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut weights: Vec<f64> = Vec::new();
    for node in &tree.nodes {
        let split = (!node.is_leaf).then_some(Split {
            feature: node.split_feature,
            edge: node.split_value,
            below: node.left_child,
            above: node.right_child,
            missing_below: node.missing_node == node.left_child,
        });
        nodes.push(Node {
            value: f64::from(node.weight_value),
            split,
        });
        weights.push(f64::from(node.hessian_sum));
    }
    for position in (0..nodes.len()).rev() {
        if let Some(Split { below, above, .. }) = nodes[position].split {
            let sum = nodes[below].value * weights[below] + nodes[above].value * weights[above];
            nodes[position].value = sum / (weights[below] + weights[above]).max(f64::MIN_POSITIVE);
        }
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::support::leads;

    #[test]
    fn copied_trees_predict_what_the_library_predicts() {
        let (table, outcomes) = leads(500, 9);
        let rows: Vec<usize> = (0..500).collect();
        let (encoding, features) = TreeEncoding::learn(&table, &rows, &outcomes, 1);
        let block = Block::new(&features, &rows, &outcomes);
        let mut booster = booster(&Boost::default(), 40, 1);
        grow(&mut booster, &block, None).expect("trees");
        let trees = Trees {
            encoding,
            base: booster.base_score,
            trees: booster.trees.iter().map(copy).collect(),
        };
        let theirs = booster.predict(&block.matrix(), false);
        let ours = trees.log_odds(&features, 500);
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!((ours - theirs).abs() < 1e-5, "{ours} {theirs}");
        }
    }

    #[test]
    fn rows_with_a_missing_number_go_the_way_that_they_went_at_training() {
        let (mut table, mut outcomes) = (Vec::new(), Vec::new());
        for row in 0..300 {
            table.push(if row % 3 == 0 {
                f64::NAN
            } else {
                f64::from(row % 3)
            });
            outcomes.push(row % 3 == 0);
        }
        let values = crate::table::Values::Number(table);
        let name = "told".to_owned();
        let table = Table::new(vec![crate::table::Column { name, values }]).expect("a table");
        let rows: Vec<usize> = (0..300).collect();
        let boost = Boost {
            feature_share: 1.0,
            ..Boost::default()
        };
        let trees = fit(&boost, &table, &rows, &outcomes, 1).expect("trees");
        let features = trees.encoding.apply(&table, &[0, 1, 2]).expect("features");
        let z = trees.log_odds(&features, 3);
        assert!(z[0] > 2.0 && z[1] < -2.0 && z[2] < -2.0, "{z:?}");
    }
}
