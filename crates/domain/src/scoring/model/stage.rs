//! Lifecycle stages and the gates between them.

use super::Model;
use super::check::{Faults, Part};
use crate::filter::{Measure, PersonFilter};
use crate::scoring::measure as kept;
use crate::time::Span;

/// Most that a count over a window is compared with in a gate: so many times are kept a person.
const MAX_WINDOWED: u32 = 100;

/// A lifecycle stage and the gate that leads into it.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// Stable key.
    pub key: String,
    /// Name on screen.
    pub name: String,
    /// Positions of the stages it can be entered from.
    pub from: Vec<usize>,
    /// Condition to enter; the first stage has none.
    pub gate: Option<PersonFilter>,
    /// Entered by itself after this long without a human interaction.
    pub after_inactivity: Option<Span>,
    /// Whether entering it opens the customer card.
    pub customer: bool,
}

impl Stage {
    /// A stage that nothing leads into.
    pub fn new(key: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            name: name.into(),
            ..Self::default()
        }
    }
}

pub(super) fn check(model: &Model, faults: &mut Faults) {
    let Some(first) = model.stages.first() else {
        let message = "a model needs at least one stage";
        return faults.add("stages", Part::section("stage"), message);
    };
    if first.gate.is_some() || first.after_inactivity.is_some() {
        faults.add(
            format!("stage \"{}\"", first.key),
            Part::nth("stage", 0),
            "everybody begins in the first stage; it has no gate",
        );
    }
    let keys = model.stages.iter().map(|stage| stage.key.as_str());
    faults.check_names("stage", "stage", "key", keys);
    for (at, stage) in model.stages.iter().enumerate().skip(1) {
        let (place, part) = (format!("stage \"{}\"", stage.key), Part::nth("stage", at));
        if leads_back(model, at) {
            let message =
                "inactivity alone would lead from it back to it, again and again; change `from`";
            faults.add(&place, part.field("from"), message);
        }
        if stage.gate.is_some() == stage.after_inactivity.is_some() {
            faults.add(&place, part, "give either `when` or `after_inactivity`");
        }
        if let Some(gate) = &stage.gate {
            check_measures(&place, part.field("when"), gate, faults);
        }
    }
}

/// A gate asks for nothing that takes much to keep for everybody.
pub(super) fn check_measures(place: &str, part: Part, gate: &PersonFilter, faults: &mut Faults) {
    for condition in gate.measures() {
        let (measure, window) = (&condition.measure, condition.measure.window());
        let windowed_count = matches!(measure, Measure::Count(_)) && window.is_some();
        if !kept::can_be_kept(measure) {
            let message = format!(
                "a gate cannot ask for `{measure}`; it can count, and ask for first and last times"
            );
            faults.add(place, part, message);
        } else if windowed_count && kept::most_asked_for(&condition.test) > MAX_WINDOWED {
            let message = format!("a gate counts up to {MAX_WINDOWED} interactions of a window");
            faults.add(place, part, message);
        }
    }
    let fields = gate.fields();
    if let Some(field) = fields.iter().find(|field| field.needs_others()) {
        let message =
            format!("a gate looks at the person's own history; `{field}` is not part of it");
        faults.add(place, part, message);
    }
}

/// Whether the passing of time alone leads from a stage back to the same stage.
fn leads_back(model: &Model, stage: usize) -> bool {
    let mut reached = vec![stage];
    let mut next = 0;
    while let Some(&at) = reached.get(next) {
        next += 1;
        for (to, candidate) in model.stages.iter().enumerate() {
            if candidate.after_inactivity.is_none() || !candidate.from.contains(&at) {
                continue;
            }
            if to == stage {
                return true;
            }
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
    }
    false
}
