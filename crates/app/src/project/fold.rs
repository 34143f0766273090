//! Folding people: what is fresh goes on from what is stored, or the whole history is folded.

use ripen_domain::profile::Profile;
use ripen_domain::scoring::{Entry, Observer, ScoreState, Scorer};
use ripen_domain::time::Timestamp;
use ripen_store::log::intern::Names;
use ripen_store::people::person::Person;
use ripen_store::people::timeline::{History, TimelineRow, history_load};
use ripen_store::{Conn, Result};

use super::score::Subject;

/// The last instant there is: a history up to it is whole.
const ALWAYS: Timestamp = Timestamp::from_micros(i64::MAX);

/// Somebody whose scores are to be brought up to date.
pub struct Due {
    /// Number of the person.
    pub id: i64,
    /// What is new about them.
    pub subject: Subject,
    /// When the latest interaction with a mail was.
    pub mail_at: Option<Timestamp>,
    /// The whole history, once somebody has asked for it.
    history: Option<History>,
}

/// When and with which names people are scored.
#[derive(Clone, Copy)]
pub struct Moment<'n> {
    /// The names behind the numbers of the timeline.
    pub names: &'n Names,
    /// Histories are brought up to it.
    pub now: Timestamp,
}

impl Due {
    /// Somebody with what is new about them.
    pub fn new((id, mut subject): (i64, Subject)) -> Self {
        subject.fresh.sort_by_key(|(row, _)| (row.at, row.seq));
        Self {
            id,
            subject,
            mail_at: None,
            history: None,
        }
    }

    /// Where the fresh interactions begin.
    pub fn first(&self) -> Option<(Timestamp, i64)> {
        self.subject.fresh.first().map(|(row, _)| (row.at, row.seq))
    }

    /// The fresh interactions: all that there is of somebody who was not known before.
    pub fn fresh_rows(&self) -> Vec<TimelineRow> {
        let fresh = self.subject.fresh.iter();
        fresh.map(|(row, _)| row.clone()).collect()
    }

    /// Has the history loaded again: the timeline is another by now.
    pub fn forget_history(&mut self) {
        self.history = None;
    }

    /// The whole history, as the timeline has it.
    pub fn load_history(&mut self, conn: &mut Conn) -> Result<&mut History> {
        if self.history.is_none() {
            self.history = Some(history_load(conn, self.id, ALWAYS)?);
        }
        Ok(self.history.get_or_insert_default())
    }
}

/// Whether a person, as scored with a version, goes on with interactions from `first` on.
pub fn goes_on(person: &Person, version: i64, first: Option<(Timestamp, i64)>) -> bool {
    person.model_version == version
        && person.state.has_begun()
        && first.is_none_or(|first| {
            let state = &person.state;
            // A stage that was entered by the passing of time since then is taken back as well.
            first > state.last
                && state.stage_since.is_none_or(|since| since <= first.0)
                // So is a look at the gates.
                && state.looked_at <= Some(first.0)
                // So is a signal.
                && state.signals.iter().all(|signal| signal.last <= Some(first.0))
        })
}

/// What a model made of a person before.
pub enum Before {
    /// Nothing: what is fresh is all there is.
    Unseen,
    /// Nothing, but there is a history.
    Unscored,
    /// This.
    Scored(Box<Person>),
}

/// What folding a person came to.
pub struct Folded {
    /// The state.
    pub state: ScoreState,
    /// The profile.
    pub profile: Profile,
    /// Whether the whole history was folded, rather than what is fresh.
    pub whole: bool,
}

/// Folds what is fresh about a person into the state that is stored, or the whole history where that
/// does not give the same.
pub fn fold(
    conn: &mut Conn,
    (version, scorer): (i64, &Scorer),
    before: Before,
    due: &mut Due,
    moment: Moment,
    observer: &mut impl Observer,
) -> Result<Folded> {
    let (first, replay) = (due.first(), due.subject.replay);
    let begun = match before {
        Before::Unseen if !replay => Some((scorer.begin(), Profile::default())),
        Before::Scored(person) if !replay && goes_on(&person, version, first) => {
            Some((person.state, person.profile))
        }
        _ => None,
    };
    let Some((mut state, mut profile)) = begun else {
        let history = due.load_history(conn)?;
        // A clock that was set back must not hide what has happened already.
        let now = history.rows.last();
        let now = now.map_or(moment.now, |last| moment.now.max(last.at));
        let (state, profile) = history.replay(scorer, moment.names, now, observer);
        return Ok(Folded {
            state,
            profile,
            whole: true,
        });
    };
    for (row, changes) in &due.subject.fresh {
        let fact = row.fact(moment.names);
        let entry = Entry { fact, changes };
        scorer.step(&mut state, &mut profile, &entry, observer);
    }
    Ok(Folded {
        state,
        profile,
        whole: false,
    })
}
