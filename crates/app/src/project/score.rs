//! Scores of the people of a batch.

use std::collections::HashMap;

use ripen_domain::company::Stated;
use ripen_domain::filter::Told;
use ripen_domain::profile::{ProfileChange, field};
use ripen_domain::scoring::{Model, Scorer};
use ripen_domain::signal::Fired;
use ripen_domain::time::Timestamp;
use ripen_store::companies::key::company_census;
use ripen_store::log::intern::Names;
use ripen_store::models::model_rescored_to;
use ripen_store::people::overview::interaction_count_in_txn;
use ripen_store::people::person::{
    Person, person_add_in_txn, person_find, person_find_whole, person_save_custom_fields_in_txn,
    person_save_in_txn,
};
use ripen_store::people::timeline::TimelineRow;
use ripen_store::people::word::{WordsChanged, words_save_in_txn};
use ripen_store::scoring::rescore::person_advance_in_txn;
use ripen_store::signals::signal_given;
use ripen_store::work::outbox::NewFact;
use ripen_store::{Conn, Result};

use super::affiliation::{self, Restated, Texts};
use super::cards::{self, Change, Opening};
use super::companies::{self, Attendance};
use super::fold::{Before, Due, Folded, Moment, fold};
use super::signals::{self, Given};
use super::sweeps::{self, Roles};
use super::{orders, secondary};
use crate::models::{InForce, Scoring};
use crate::work::fact::{self, Fact};

/// People whose interactions are judged before they are scored.
const JUDGED: usize = 500;

/// What is new about one person.
#[derive(Debug, Default)]
pub(crate) struct Subject {
    /// New interactions with their profile changes, in any order.
    pub fresh: Vec<(TimelineRow, Vec<ProfileChange>)>,
    /// Whether the whole history has to be folded again.
    pub replay: bool,
    /// Whether the cards may not be what the stored state says: they were folded into another's.
    pub cards_lost: bool,
}

/// Whether profile changes touch more than the standard fields.
fn has_custom(fresh: &[(TimelineRow, Vec<ProfileChange>)]) -> bool {
    fresh
        .iter()
        .flat_map(|(_, changes)| changes)
        .map(|change| change.field.as_str())
        .any(|name| !field::STANDARD.contains(&name) && !field::NAMES.contains(&name))
}

/// Scores people with all models in force and stores the result. The timeline holds the fresh
/// interactions already. Returns others whom it concerns: people of companies that gave a signal.
pub(crate) fn rescore_in_txn(
    conn: &mut Conn,
    models: &InForce,
    names: &mut Names,
    subjects: HashMap<i64, Subject>,
    now: Timestamp,
) -> Result<Vec<i64>> {
    let mut due: Vec<Due> = subjects.into_iter().map(Due::new).collect();
    due.sort_unstable_by_key(|one| one.id);
    let ids: Vec<i64> = due.iter().map(|one| one.id).collect();
    let has_custom = |one: &Due| has_custom(&one.subject.fresh);
    let is_whole = due.iter().any(has_custom) || models.iter().any(|one| one.needs_custom_fields());
    let known = match is_whole {
        true => person_find_whole(conn, &ids)?,
        false => person_find(conn, &ids)?,
    };
    let mut beside = secondary::beside(conn, models, &known)?;
    let scoring = models.primary();
    let scorer = scoring.scorer();
    let mut known = as_written(conn, scoring, known)?;
    let mut people = Vec::with_capacity(due.len());
    let mut due = due.into_iter();
    loop {
        // Few at once: whoever is judged whole keeps their history until they are scored.
        let mut some: Vec<Due> = due.by_ref().take(JUDGED).collect();
        if some.is_empty() {
            break;
        }
        judge_in_txn(conn, names, (&known, scoring.version), &mut some)?;
        let moment = Moment { names, now };
        for mut one in some {
            let before = known.remove(&one.id);
            for model in &mut beside {
                model.score(conn, before.is_some(), &mut one, moment)?;
            }
            people.push(score(conn, scoring, &scorer, before, &mut one, moment)?);
        }
    }
    let others = store(conn, &scorer, names, people)?;
    for model in &beside {
        model.store_in_txn(conn)?;
    }
    Ok(others)
}

/// Judges the interactions of people, and then settles their orders where verdicts changed: which of the
/// statements about an order is the purchase hangs on who made it.
fn judge_in_txn(
    conn: &mut Conn,
    names: &mut Names,
    (known, version): (&HashMap<i64, Person>, i64),
    due: &mut [Due],
) -> Result<()> {
    let judged = sweeps::judge_in_txn(conn, &mut Roles::new(names), (known, version), due)?;
    let changed = orders::settle_people_in_txn(conn, names, &judged)?;
    let changed = due.iter_mut().filter(|one| changed.contains(&one.id));
    changed.for_each(Due::forget_history);
    Ok(())
}

/// People by number. What the version in force left as it was is as good as written with it.
pub(super) fn as_written(
    conn: &mut Conn,
    scoring: &Scoring,
    people: Vec<Person>,
) -> Result<HashMap<i64, Person>> {
    let is_current = |person: &Person| person.model_version == scoring.version;
    let rescored_to = match people.iter().all(is_current) {
        true => 0,
        false => model_rescored_to(conn, scoring.version)?,
    };
    let current = |mut person: Person| {
        if person.is_scored_with(scoring.version, rescored_to) {
            person.model_version = scoring.version;
        }
        (person.id, person)
    };
    Ok(people.into_iter().map(current).collect())
}

/// A person with what has to be stored besides the row.
struct Scored {
    person: Person,
    /// Whether there is no row of the person yet.
    is_new: bool,
    /// Whether profile, fit and first touch are as they are stored.
    goes_on: bool,
    custom: bool,
    cards: bool,
    /// Whether there may be a lead card and a customer card already.
    may_have: (bool, bool),
    /// The stage that opened the customer card, if this fold has seen it.
    customer_stage: Option<usize>,
    /// The signals that this fold gave.
    signals: Vec<Fired>,
    /// Whether the signals that are stored do not count any more.
    replaces_signals: bool,
    /// What is new to the company.
    attendance: Attendance,
    /// How many signs of life the person showed more than before.
    more: i64,
    /// What stated the company before, where that is something else now.
    stated_before: Option<Texts>,
    /// What the person is found by, where that is something else now.
    words: Option<WordsChanged>,
    /// What is told of the person, but for signals.
    facts: Vec<Fact>,
}

impl Scored {
    fn is_changed(&self) -> bool {
        !self.is_new && !self.goes_on
    }
}

fn score(
    conn: &mut Conn,
    scoring: &Scoring,
    scorer: &Scorer,
    known: Option<Person>,
    due: &mut Due,
    moment: Moment,
) -> Result<Scored> {
    let company = known.as_ref().and_then(|person| person.company_key.clone());
    let texts = known.as_ref().map(|person| Texts::of(&person.profile));
    let texts = texts.unwrap_or_default();
    let told = known.as_ref().map(|person| Told::of(&person.profile));
    let mut opening = Opening::new(scorer.model);
    let with = (scoring.version, scorer);
    let is_known = known.is_some();
    let merged_into = known.as_ref().and_then(|person| person.merged_into);
    let before = known.as_ref().map(|person| person.state.clone());
    let before = before.unwrap_or_else(|| scorer.begin());
    let stored = known.map_or(Before::Unseen, |person| Before::Scored(Box::new(person)));
    let folded = fold(conn, with, stored, due, moment, &mut opening)?;
    let Folded {
        state,
        profile,
        whole,
    } = folded;
    let subject = &due.subject;
    let cards = match subject.cards_lost {
        true => cards::may_exist(&before, &state),
        false => cards::differ(&before, &state),
    };
    let may_have = (
        subject.cards_lost || before.lead_at.is_some(),
        subject.cards_lost || before.customer_at.is_some(),
    );
    let known_customer = !whole && before.customer_at.is_some();
    let goes_on = is_known
        && !whole
        && subject.fresh.iter().all(|(_, changes)| changes.is_empty())
        && before.fit == state.fit
        && before.first_touch == state.first_touch;
    let more = state.interactions as i64 - before.interactions as i64;
    let attendance = Attendance {
        person: due.id,
        after: company.clone(),
        before: company.clone(),
        moved: subject.replay,
        fresh: Attendance::times(&subject.fresh, moment.names),
    };
    let person = Person {
        id: due.id,
        merged_into,
        state,
        profile,
        company_key: company,
        model_version: scoring.version,
        mail_at: due.mail_at,
    };
    let words = WordsChanged {
        person: due.id,
        before: told,
        after: if goes_on {
            Told::default()
        } else {
            Told::of(&person.profile)
        },
    };
    let facts = fact::of_scores(scorer, (&before, &person.state), moment.now);
    let restated = !goes_on && texts != Texts::of(&person.profile);
    Ok(Scored {
        person,
        is_new: !is_known,
        goes_on,
        custom: has_custom(&subject.fresh) || whole,
        cards,
        may_have,
        customer_stage: opening.stage.filter(|_| !known_customer),
        signals: opening.signals,
        replaces_signals: whole && signals::may_exist(&before),
        attendance,
        more,
        stated_before: restated.then_some(texts),
        facts,
        words: Some(words).filter(|words| !goes_on && words.before.as_ref() != Some(&words.after)),
    })
}

/// Gives the people their company who state something else about it than before.
fn affiliate_in_txn(conn: &mut Conn, people: &mut [Scored]) -> Result<()> {
    if people.iter().all(|one| one.stated_before.is_none()) {
        return Ok(());
    }
    let census = company_census(conn, affiliation::RULE)?;
    let (mut stating, mut restated) = (Vec::new(), Vec::new());
    for one in people.iter_mut() {
        let Some(before) = one.stated_before.take() else {
            continue;
        };
        let counts = one.person.id <= census.counted;
        restated.push(Restated {
            before: counts.then(|| (before.stated(), one.person.company_key.clone())),
            after: Stated::of(&one.person.profile),
            counts,
        });
        stating.push(one);
    }
    let companies = affiliation::restate_in_txn(conn, &restated, &census)?;
    for (one, company) in stating.into_iter().zip(companies) {
        one.attendance.after.clone_from(&company);
        one.person.company_key = company;
    }
    Ok(())
}

fn store(
    conn: &mut Conn,
    scorer: &Scorer,
    names: &mut Names,
    mut people: Vec<Scored>,
) -> Result<Vec<i64>> {
    affiliate_in_txn(conn, &mut people)?;
    interaction_count_in_txn(conn, people.iter().map(|one| one.more).sum())?;
    let rows = |are: fn(&Scored) -> bool| -> Vec<(&Person, Option<Timestamp>)> {
        let some = people.iter().filter(|one| are(one));
        let due_at = |one: &Scored| scorer.next_time(&one.person.state);
        some.map(|one| (&one.person, due_at(one))).collect()
    };
    let (new, changed) = (rows(|one| one.is_new), rows(Scored::is_changed));
    person_add_in_txn(conn, &new, &scorer.decays, names)?;
    person_save_in_txn(conn, &changed, &scorer.decays, names)?;
    person_advance_in_txn(conn, &rows(|one| one.goes_on), &scorer.decays)?;
    let words: Vec<WordsChanged> = people
        .iter_mut()
        .filter_map(|one| one.words.take())
        .collect();
    words_save_in_txn(conn, &words)?;
    let custom = people.iter().filter(|one| one.custom);
    let custom: Vec<&Person> = custom.map(|one| &one.person).collect();
    person_save_custom_fields_in_txn(conn, &custom)?;
    let changes = people.iter().filter(|one| one.cards).map(|one| Change {
        person: one.person.id,
        state: &one.person.state,
        may_have: one.may_have,
        customer_stage: one.customer_stage,
    });
    cards::settle_in_txn(conn, scorer.model, names, &changes.collect::<Vec<_>>())?;
    let facts = facts(conn, scorer.model, &mut people)?;
    let given = people.iter().map(|one| Given {
        person: one.person.id,
        replaces: one.replaces_signals,
        fired: &one.signals,
    });
    signals::settle_in_txn(conn, scorer.model, &given.collect::<Vec<_>>())?;
    let attendances = people.into_iter().map(|one| one.attendance);
    let others = companies::settle_in_txn(conn, scorer.model, &attendances.collect::<Vec<_>>())?;
    fact::tell_in_txn(conn, &facts)?;
    Ok(others)
}

/// What is told of people. A signal that a replay finds again is no news, also where it comes with somebody who is part
/// of another from now on.
fn facts(conn: &mut Conn, model: &Model, people: &mut [Scored]) -> Result<Vec<NewFact>> {
    let replaced = people.iter().filter(|one| one.replaces_signals);
    let replaced: Vec<i64> = replaced.map(|one| one.person.id).collect();
    let known = signal_given(conn, &replaced)?;
    let mut facts = Vec::new();
    for one in people {
        let signals = one.signals.iter().filter(|fired| {
            let key = model.signals[fired.signal].key.as_str();
            !known.contains(&(key.to_owned(), fired.seq))
        });
        let signals = signals.map(|fired| fact::of_signal(model, fired));
        for told in one.facts.drain(..).chain(signals) {
            facts.push(told.about(Some(one.person.id))?);
        }
    }
    Ok(facts)
}
