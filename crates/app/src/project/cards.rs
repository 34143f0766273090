//! The cards that follow from score states.

use ripen_domain::scoring::state::FirstTouch;
use ripen_domain::scoring::{Model, Observer, ScoreState};
use ripen_domain::signal::Fired;
use ripen_domain::time::Timestamp;
use ripen_store::leads::card::{Cards, cards_settle_in_txn};
use ripen_store::log::intern::Names;
use ripen_store::{Conn, Result};

/// Listens for what is stored besides the state: the stage that opens the customer card, and signals.
pub struct Opening<'m> {
    model: &'m Model,
    /// The stage, if the fold has seen it.
    pub stage: Option<usize>,
    /// The signals that were given.
    pub signals: Vec<Fired>,
}

impl<'m> Opening<'m> {
    /// Nothing was heard yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            stage: None,
            signals: Vec::new(),
        }
    }
}

impl Observer for Opening<'_> {
    fn transition(&mut self, _from: usize, to: usize, _at: Timestamp) {
        if self.stage.is_none() && self.model.stages[to].customer {
            self.stage = Some(to);
        }
    }

    fn signal(&mut self, fired: Fired) {
        self.signals.push(fired);
    }
}

/// What the cards of a person follow from.
fn facts(state: &ScoreState) -> (Option<Timestamp>, Option<Timestamp>, Option<&FirstTouch>) {
    (state.lead_at, state.customer_at, state.first_touch.as_ref())
}

/// Whether another state of a person asks for other cards.
pub fn differ(before: &ScoreState, after: &ScoreState) -> bool {
    may_exist(before, after) && facts(before) != facts(after)
}

/// Whether a person has cards before or after.
pub fn may_exist(before: &ScoreState, after: &ScoreState) -> bool {
    let has_card = |state: &ScoreState| state.lead_at.is_some() || state.customer_at.is_some();
    has_card(before) || has_card(after)
}

/// A person whose cards have to be brought in line.
pub struct Change<'s> {
    /// Number of the person.
    pub person: i64,
    /// The state that the cards are to follow.
    pub state: &'s ScoreState,
    /// Whether there may be a lead card and a customer card already.
    pub may_have: (bool, bool),
    /// The stage that opened the customer card, if this fold has seen it.
    pub customer_stage: Option<usize>,
}

/// Brings cards in line with the states of their people.
pub fn settle_in_txn(
    conn: &mut Conn,
    model: &Model,
    names: &mut Names,
    changes: &[Change],
) -> Result<()> {
    let mut cards = Vec::with_capacity(changes.len());
    for one in changes {
        let state = one.state;
        // A touch that came after the card was opened did not win it.
        let won_by = state.first_touch.as_ref();
        let won_by = won_by.filter(|first| state.lead_at.is_some_and(|at| first.at <= at));
        let stage = one.customer_stage.map(|stage| &model.stages[stage]);
        let reason = stage.map(|stage| stage.key.as_str());
        cards.push(Cards {
            person: one.person,
            lead_at: state.lead_at,
            touch_id: won_by
                .map(|first| names.touch_in_txn(conn, &first.touch))
                .transpose()?,
            customer: state.customer_at.map(|at| (at, reason)),
            may_have_lead: one.may_have.0,
            may_have_customer: one.may_have.1,
        });
    }
    cards_settle_in_txn(conn, &cards)
}
