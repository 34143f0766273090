//! Who changes temperature, stage and score index.

use ripen_domain::person::Temperature;
use ripen_domain::scoring::Model;

use super::folded::{Folded, Outcome};
use super::movers::Pair;

/// People of one temperature, stage or area, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Stable key.
    pub key: String,
    /// Name.
    pub name: String,
    /// People with the model in force.
    pub before: usize,
    /// People with the tried one.
    pub after: usize,
    /// Those who come in.
    pub gained: usize,
    /// Those who drop out.
    pub lost: usize,
}

/// How many people went from where to where: a row a band before, a column a band after.
struct Moves {
    width: usize,
    counts: Vec<usize>,
}

impl Moves {
    fn new(before: usize, after: usize) -> Self {
        Self {
            width: after,
            counts: vec![0; before * after],
        }
    }

    fn add(&mut self, before: u16, after: u16) {
        self.counts[usize::from(before) * self.width + usize::from(after)] += 1;
    }

    /// The bands by key: those of the tried model in its order, then those that only the model in
    /// force has.
    fn bands(&self, before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<Band> {
        let place = |of: &[(&str, &str)], key: &str| of.iter().position(|(known, _)| *known == key);
        let only_before = before.iter().filter(|(key, _)| place(after, key).is_none());
        let band = |(key, name): &(&str, &str)| {
            let (row, column) = (place(before, key), place(after, key));
            let count = |keep: &dyn Fn(usize, usize) -> bool| {
                let kept = self
                    .counts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| keep(at / self.width, at % self.width));
                kept.map(|(_, count)| count).sum()
            };
            Band {
                key: (*key).to_owned(),
                name: (*name).to_owned(),
                before: count(&|from, _| Some(from) == row),
                after: count(&|_, to| Some(to) == column),
                gained: count(&|from, to| Some(to) == column && Some(from) != row),
                lost: count(&|from, to| Some(from) == row && Some(to) != column),
            }
        };
        after.iter().chain(only_before).map(band).collect()
    }
}

/// Who changes what.
pub struct Changes<'a> {
    models: (&'a Model, &'a Model),
    temperatures: Moves,
    stages: Moves,
    areas: Moves,
    /// People out of the funnel.
    pub disqualified: Pair<usize>,
}

impl<'a> Changes<'a> {
    /// Counts the changes of everybody.
    pub fn new(pairs: &[(&Folded, &Folded)], models: (&'a Model, &'a Model)) -> Self {
        let all = Temperature::ALL.len();
        let (before, after) = models;
        let mut changes = Self {
            models,
            temperatures: Moves::new(all, all),
            stages: Moves::new(before.stages.len(), after.stages.len()),
            areas: Moves::new(before.areas.len(), after.areas.len()),
            disqualified: Pair::default(),
        };
        for (before, after) in pairs {
            let outcomes = before.outcomes.iter().zip(&after.outcomes);
            outcomes.for_each(|(before, after)| changes.add(before, after));
        }
        changes
    }

    fn add(&mut self, before: &Outcome, after: &Outcome) {
        let temperature = |one: &Outcome| one.temperature.code() as u16;
        self.temperatures
            .add(temperature(before), temperature(after));
        self.stages.add(before.stage, after.stage);
        self.areas.add(before.area, after.area);
        self.disqualified.before += usize::from(before.disqualified);
        self.disqualified.after += usize::from(after.disqualified);
    }

    /// People by temperature.
    pub fn temperature(&self) -> Vec<Band> {
        let names = Temperature::ALL.iter().map(|one| (one.name(), one.name()));
        let names: Vec<_> = names.collect();
        self.temperatures.bands(&names, &names)
    }

    /// People by stage.
    pub fn stage(&self) -> Vec<Band> {
        let (before, after) = (stages(self.models.0), stages(self.models.1));
        self.stages.bands(&before, &after)
    }

    /// People by score index.
    pub fn index(&self) -> Vec<Band> {
        let (before, after) = (areas(self.models.0), areas(self.models.1));
        self.areas.bands(&before, &after)
    }
}

fn stages(model: &Model) -> Vec<(&str, &str)> {
    let stages = model.stages.iter();
    stages
        .map(|stage| (stage.key.as_str(), stage.name.as_str()))
        .collect()
}

fn areas(model: &Model) -> Vec<(&str, &str)> {
    let areas = model.areas.iter();
    areas
        .map(|area| (area.key.as_str(), area.name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_matched_by_key() {
        let before = [("a", "A"), ("b", "B"), ("gone", "Gone")];
        let after = [("b", "B"), ("new", "New"), ("a", "A")];
        let mut moves = Moves::new(3, 3);
        for (from, to) in [(0, 2), (0, 0), (1, 0), (2, 1), (2, 2)] {
            moves.add(from, to);
        }
        let told: Vec<(String, [usize; 4])> = moves
            .bands(&before, &after)
            .into_iter()
            .map(|band| (band.key, [band.before, band.after, band.gained, band.lost]))
            .collect();
        let expected = [
            ("b", [1, 2, 1, 0]),
            ("new", [0, 1, 1, 0]),
            ("a", [2, 2, 1, 1]),
            ("gone", [2, 0, 0, 2]),
        ];
        assert_eq!(told, expected.map(|(key, counts)| (key.to_owned(), counts)));
    }
}
