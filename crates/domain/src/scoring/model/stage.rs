//! Lifecycle stages and the gates between them.

use super::Model;
use super::check::{Faults, Part};
use super::cycle;
use crate::filter::{Condition, Measure, PersonCondition, PersonField, PersonFilter, Test, Value};
use crate::scoring::measure as kept;
use crate::text;
use crate::time::Span;

/// Most stages.
const MAX_STAGES: usize = 50;
/// Most that a count over a window is compared with in a gate: so many times are kept a person.
const MAX_WINDOWED: u32 = 100;

/// A lifecycle stage, the gate that leads into it and the one that leads out.
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
    /// Condition to leave.
    pub leave_when: Option<PersonFilter>,
    /// Position of the stage that leaving leads to.
    pub leave_to: Option<usize>,
    /// Entered by itself after this long without a human interaction.
    pub after_inactivity: Option<Span>,
    /// Entered by itself after having been a customer for this long.
    pub after_tenure: Option<Span>,
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

    /// Whether time alone leads into it.
    pub fn is_entered_by_time(&self) -> bool {
        self.after_inactivity.is_some() || self.after_tenure.is_some()
    }
}

pub(super) fn check(model: &Model, faults: &mut Faults) {
    let stages = &model.stages;
    let Some(first) = stages.first() else {
        let message = "a model needs at least one stage";
        return faults.add("stages", Part::section("stage"), message);
    };
    if stages.len() > MAX_STAGES {
        let message = format!("{} are too many; the limit is {MAX_STAGES}", stages.len());
        return faults.add("stages", Part::section("stage"), message);
    }
    if first.gate.is_some() || first.is_entered_by_time() {
        faults.add(
            format!("stage \"{}\"", first.key),
            Part::nth("stage", 0),
            "everybody begins in the first stage; it has no gate",
        );
    }
    let keys = stages.iter().map(|stage| stage.key.as_str());
    faults.check_names("stage", "stage", "key", keys);
    for (at, stage) in stages.iter().enumerate() {
        let place = format!("stage \"{}\"", stage.key);
        check_ways(model, at, stage, &place, faults);
        let part = Part::nth("stage", at);
        let gates = [("when", &stage.gate), ("leave_when", &stage.leave_when)];
        for (field, gate) in gates {
            if let Some(gate) = gate {
                check_measures(model, &place, part.field(field), gate, faults);
            }
        }
    }
    let exists = |at: &usize| *at < stages.len();
    let lost = |stage: &Stage| !stage.from.iter().chain(&stage.leave_to).all(exists);
    if let Some(at) = stages.iter().position(lost) {
        let place = format!("stage \"{}\"", stages[at].key);
        let message = "it is entered from or left to a stage that does not exist";
        return faults.add(place, Part::nth("stage", at), message);
    }
    cycle::check(model, faults);
}

/// The ways into a stage and out of it.
fn check_ways(model: &Model, at: usize, stage: &Stage, place: &str, faults: &mut Faults) {
    let part = Part::nth("stage", at);
    let ways = [
        stage.gate.is_some(),
        stage.after_inactivity.is_some(),
        stage.after_tenure.is_some(),
    ];
    let is_left_to = model.stages.iter().any(|other| other.leave_to == Some(at));
    match ways.iter().filter(|way| **way).count() {
        0 if at == 0 || is_left_to => {}
        0 => faults.add(
            place,
            part,
            "nothing leads into it: give `when`, `after_inactivity` or `after_tenure`",
        ),
        1 => {}
        _ => faults.add(
            place,
            part,
            "give only one of `when`, `after_inactivity` and `after_tenure`",
        ),
    }
    let spans = [
        ("after_inactivity", stage.after_inactivity),
        ("after_tenure", stage.after_tenure),
    ];
    for (field, _) in spans
        .iter()
        .filter(|(_, span)| span.is_some_and(|span| span < Span::seconds(1)))
    {
        faults.add(place, part.field(field), "it is at least one second");
    }
    match (&stage.leave_when, stage.leave_to) {
        (Some(_), None) => {
            faults.add(
                place,
                part.field("leave_when"),
                "give `leave_to`: where leaving leads",
            );
        }
        (None, Some(_)) => {
            faults.add(
                place,
                part.field("leave_to"),
                "give `leave_when`: when it is left",
            );
        }
        _ => {}
    }
}

/// A gate asks for nothing that takes much to keep for everybody.
pub(super) fn check_measures(
    model: &Model,
    place: &str,
    part: Part,
    gate: &PersonFilter,
    faults: &mut Faults,
) {
    for key in signals_asked_for(gate) {
        let signal = model.signals.iter().find(|one| text::fold(&one.key) == key);
        let message = match signal {
            None => format!("the model has no signal `{key}`; give the key of one of its own"),
            Some(signal) if signal.pattern.of_company().is_some() => format!(
                "a gate looks at the person's own history; `{key}` is a signal of the company"
            ),
            Some(_) => continue,
        };
        faults.add(place, part, message);
    }
    for condition in gate.measures() {
        let (measure, window) = (&condition.measure, condition.measure.window());
        let is_count = matches!(measure, Measure::Count(_) | Measure::Signal { .. });
        let windowed_count = is_count && window.is_some();
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

/// Keys of the signals that a condition names, in folded form.
fn signals_asked_for(gate: &PersonFilter) -> Vec<String> {
    let mut keys = Vec::new();
    let mut add = |value: &Value| {
        if let Value::Text(key) = value {
            keys.push(key.folded().to_owned());
        }
    };
    gate.expr().visit(&mut |condition| match condition {
        PersonCondition::Measure(one) => {
            if let Measure::Signal { key, .. } = &one.measure {
                add(&Value::Text(key.clone()));
            }
        }
        PersonCondition::Field(Condition {
            field: PersonField::Signal,
            test,
        }) => match test {
            Test::Compare(_, value) => add(value),
            Test::OneOf { values, .. } => values.iter().for_each(&mut add),
            _ => {}
        },
        PersonCondition::Field(_) => {}
    });
    keys
}
