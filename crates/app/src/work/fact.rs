//! Facts: what happened, as followers of the outbox hear it.

use ripen_domain::person::Temperature;
use ripen_domain::scoring::{Model, ScoreState, Scorer};
use ripen_domain::signal::Fired;
use ripen_domain::time::Timestamp;
use ripen_store::work::outbox::{NewFact, fact_tell_in_txn};
use ripen_store::{Conn, Error as StoreError, Result as StoreResult};
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::live::Change;

/// What happened. Moments are those of the interactions (RFC 3339): what comes late, or from a file, may be long ago.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// Somebody is in another lifecycle stage than before.
    StageEntered {
        /// Key of the stage before.
        from: String,
        /// Key of the stage now.
        to: String,
        /// Since when; none where it is the first stage again.
        at: Option<String>,
    },
    /// An interaction, or what became known, has made somebody hot, warm or cold.
    TemperatureCrossed {
        /// `cold`, `warm` or `hot`: what they would be by now without it.
        from: String,
        /// What they are.
        to: String,
        /// When their last interaction was.
        at: String,
    },
    /// Somebody gave a buying signal.
    SignalGiven {
        /// Key of the signal.
        key: String,
        /// When.
        at: String,
        /// Position in the log of the interaction that completed it.
        seq: i64,
    },
    /// Somebody is part of the person from now on.
    PersonMerged {
        /// Who.
        loser: i64,
    },
    /// What a screen shows is another.
    Changed {
        /// The server that has told its own screens already.
        server: u64,
        /// What.
        change: Change,
    },
}

impl Fact {
    /// What kind of fact it is.
    fn kind(&self) -> &'static str {
        match self {
            Self::StageEntered { .. } => "stage_entered",
            Self::TemperatureCrossed { .. } => "temperature_crossed",
            Self::SignalGiven { .. } => "signal_given",
            Self::PersonMerged { .. } => "person_merged",
            Self::Changed { .. } => CHANGED,
        }
    }

    /// As it is told about a person.
    ///
    /// # Errors
    /// None that a test would not find: all of it can be written.
    pub(crate) fn about(&self, person: Option<i64>) -> StoreResult<NewFact> {
        let body = serde_json::to_string(self)
            .map_err(|error| StoreError::Rejected(format!("a fact: {error}")))?;
        Ok(NewFact {
            kind: self.kind(),
            person,
            body,
        })
    }
}

/// The kind of what screens are told.
pub(crate) const CHANGED: &str = "changed";

/// Tells facts, in the transaction that makes them true.
///
/// # Errors
/// Those of the database.
pub(crate) fn tell_in_txn(conn: &mut Conn, facts: &[NewFact]) -> StoreResult<()> {
    fact_tell_in_txn(conn, facts, clock::now())
}

/// Tells that people are part of others from now on.
///
/// # Errors
/// Those of the database.
pub(crate) fn merges_tell_in_txn(conn: &mut Conn, merged: &[(i64, i64)]) -> StoreResult<()> {
    let told = merged.iter().map(|(winner, loser)| {
        let merged = Fact::PersonMerged { loser: *loser };
        merged.about(Some(*winner))
    });
    tell_in_txn(conn, &told.collect::<StoreResult<Vec<_>>>()?)
}

/// What is another about a person than before, as they are now. Whoever has no history any more, as who became part of
/// somebody else, is in no stage.
pub(crate) fn of_scores(
    scorer: &Scorer,
    (before, after): (&ScoreState, &ScoreState),
    now: Timestamp,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    if !after.has_begun() {
        return facts;
    }
    if before.stage != after.stage {
        let key = |state: &ScoreState| {
            let stage = scorer.model.stages.get(state.stage);
            stage.map_or_else(String::new, |stage| stage.key.clone())
        };
        facts.push(Fact::StageEntered {
            from: key(before),
            to: key(after),
            at: after.stage_since.map(Timestamp::to_rfc3339),
        });
    }
    let temperature = |state: &ScoreState| -> Temperature {
        let engagement = state.engagement(&scorer.decays, now);
        scorer
            .model
            .temperature(state.fit, engagement, state.standing())
    };
    let (was, is) = (temperature(before), temperature(after));
    if was != is {
        facts.push(Fact::TemperatureCrossed {
            from: was.name().to_owned(),
            to: is.name().to_owned(),
            at: after.last.0.to_rfc3339(),
        });
    }
    facts
}

/// A signal that was given.
pub(crate) fn of_signal(model: &Model, fired: &Fired) -> Fact {
    Fact::SignalGiven {
        key: model.signals[fired.signal].key.clone(),
        at: fired.at.to_rfc3339(),
        seq: fired.seq,
    }
}
