//! Ways between stages that lead in a circle: a person who could pass them again and again at one
//! moment would be sent around for ever.

use super::Model;
use super::check::{Faults, Part};
use super::exclusion::excludes;
use crate::filter::PersonFilter;

/// Steps that the search for circles may take; stages are few and gates exclude each other.
const MAX_STEPS: usize = 100_000;

/// A way from a stage to another.
#[derive(Clone, Copy)]
struct Way<'m> {
    from: usize,
    to: usize,
    /// What has to be true; nothing where time alone decides.
    condition: Option<&'m PersonFilter>,
}

/// Looks for circles of time alone and for circles of gates that can all be open at once.
///
/// A circle that waits for silence somewhere is none: whoever passes a gate has just done something.
/// Tenure does not pass, so its way stays open once it is.
pub(super) fn check(model: &Model, faults: &mut Faults) {
    let time: Vec<Way> = ways_in(model, |model, to| {
        model.stages[to].is_entered_by_time().then_some(None)
    });
    if let Some(circle) = Search::new(model, &time).circle(faults) {
        add(model, &circle, faults, "time alone would lead");
        return;
    }
    let mut gates = ways_in(model, |model, to| {
        let stage = &model.stages[to];
        match &stage.gate {
            Some(gate) => Some(Some(gate)),
            None => stage.after_tenure.is_some().then_some(None),
        }
    });
    for (from, stage) in model.stages.iter().enumerate() {
        if let (Some(condition), Some(to)) = (&stage.leave_when, stage.leave_to) {
            gates.push(Way {
                from,
                to,
                condition: Some(condition),
            });
        }
    }
    if let Some(circle) = Search::new(model, &gates).circle(faults) {
        add(
            model,
            &circle,
            faults,
            "the gates could be open at once and lead",
        );
    }
}

/// The ways into stages, as far as `condition` knows one.
fn ways_in<'m>(
    model: &'m Model,
    condition: impl Fn(&'m Model, usize) -> Option<Option<&'m PersonFilter>>,
) -> Vec<Way<'m>> {
    let mut ways = Vec::new();
    for (to, stage) in model.stages.iter().enumerate() {
        if let Some(condition) = condition(model, to) {
            ways.extend(stage.from.iter().map(|from| Way {
                from: *from,
                to,
                condition,
            }));
        }
    }
    ways
}

fn add(model: &Model, circle: &[usize], faults: &mut Faults, how: &str) {
    let keys: Vec<&str> = circle
        .iter()
        .chain(circle.first())
        .map(|at| model.stages[*at].key.as_str())
        .collect();
    faults.add(
        format!("stage \"{}\"", keys[0]),
        Part::nth("stage", circle[0]).field("from"),
        format!(
            "{how} around for ever: {}; change `from`, or let the conditions exclude each other",
            keys.join(" → ")
        ),
    );
}

/// A search for circles in the depth.
struct Search<'s, 'm> {
    model: &'s Model,
    ways: &'s [Way<'m>],
    steps: usize,
    path: Vec<usize>,
    /// Whether a way leads from each stage back to where the search began.
    leads_back: Vec<bool>,
}

impl<'s, 'm> Search<'s, 'm> {
    fn new(model: &'s Model, ways: &'s [Way<'m>]) -> Self {
        Self {
            model,
            ways,
            steps: 0,
            path: Vec::new(),
            leads_back: Vec::new(),
        }
    }

    /// The stages, none before `start`, from which ways lead to `start`.
    fn leading_to(&self, start: usize) -> Vec<bool> {
        let mut reached = vec![start];
        let mut leads_back = vec![false; self.model.stages.len()];
        while let Some(to) = reached.pop() {
            for way in self
                .ways
                .iter()
                .filter(|way| way.to == to && way.from >= start)
            {
                if !std::mem::replace(&mut leads_back[way.from], true) {
                    reached.push(way.from);
                }
            }
        }
        leads_back
    }

    /// Stages of a circle, if there is one whose conditions do not exclude each other.
    fn circle(mut self, faults: &mut Faults) -> Option<Vec<usize>> {
        for start in 0..self.model.stages.len() {
            self.leads_back = self.leading_to(start);
            if self.leads_back[start] && self.leads_to(start, start) {
                let circle = self.path.iter().map(|way| self.ways[*way].from);
                return Some(circle.collect());
            }
        }
        if self.steps > MAX_STEPS {
            let message =
                "the gates are too entangled to be checked; let stages be entered from fewer";
            faults.add("stages", Part::section("stage"), message);
        }
        None
    }

    /// Whether a way leads on from `at` back to `start`, by stages that are not looked at yet.
    fn leads_to(&mut self, start: usize, at: usize) -> bool {
        for (nth, way) in self.ways.iter().enumerate() {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return false;
            }
            let known = |other: &usize| self.ways[*other].from == way.to;
            if way.from != at || way.to < start || !self.leads_back[way.to] {
                continue;
            }
            if !self.is_open_with_path(way) {
                continue;
            }
            if way.to != start && self.path.iter().any(known) {
                continue;
            }
            self.path.push(nth);
            if way.to == start || self.leads_to(start, way.to) {
                return true;
            }
            self.path.pop();
        }
        false
    }

    fn is_open_with_path(&self, way: &Way) -> bool {
        self.path
            .iter()
            .all(|other| match (self.ways[*other].condition, way.condition) {
                (Some(one), Some(other)) => !excludes(one, other),
                _ => true,
            })
    }
}
