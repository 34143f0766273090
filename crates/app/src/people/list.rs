//! The ranked list.

use std::sync::Arc;
use std::time::Duration;

use ripen_domain::filter::PersonFilter;
use ripen_domain::person::Temperature;
use ripen_domain::scoring::{Scorer, Tally};
use ripen_domain::time::Timestamp;
use ripen_store::leads::owner::{Owner, owner_find};
use ripen_store::learning::Probability;
use ripen_store::people::person::{Person, person_load_custom_fields};
use ripen_store::people::{
    After, ListQuery, Sort, Total, people_load, people_page, people_total, probabilities_of,
};
use ripen_store::{Asker, Error as StoreError, ModelId, Scores};

use super::news::{NEWS, News, newly_hot};
use super::section::Section;
use crate::clock;
use crate::error::Result;
use crate::learning::{Apart, apart};
use crate::models::Scoring;
use crate::ripen::Ripen;
use crate::signals::{RecentSignal, lately};

/// Longest page.
pub const MAX_PAGE: usize = 500;
/// Reasons shown for a person.
const REASONS: usize = 3;

/// A list does not wait longer than this for its total.
const COUNTING: Duration = Duration::from_secs(2);

/// What is asked of the list.
#[derive(Clone, Debug, Default)]
pub struct PeopleQuery {
    /// The model whose scores are filtered, sorted and shown.
    pub model: ModelId,
    /// Which people, beside the filter.
    pub section: Section,
    /// Filter text; empty for everybody.
    pub filter: String,
    /// Order.
    pub sort: Sort,
    /// Where the last page ended, and the moment that its scores were taken at.
    pub after: Option<(After, Timestamp)>,
    /// How many people pass, where the page before told it: they are not counted again.
    pub total: Option<Total>,
    /// How many at most.
    pub limit: usize,
    /// Who waits for it.
    pub asker: Asker,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct Page {
    /// The people, in order.
    pub people: Vec<Listed>,
    /// Where the page ends; `None` when it is the last.
    pub next: Option<After>,
    /// How many people pass the filter.
    pub total: Total,
    /// The moment that scores are taken at.
    pub as_of: Timestamp,
    /// The model.
    pub scoring: Arc<Scoring>,
}

/// A person with the scores of one moment.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The person.
    pub person: Person,
    /// Engagement.
    pub engagement: f64,
    /// Velocity, points a day.
    pub velocity: f64,
    /// Temperature.
    pub temperature: Temperature,
    /// Position of the score index area.
    pub area: usize,
    /// The strongest reasons.
    pub reasons: Vec<Reason>,
    /// Buying signals of the last days, newest first, where they were asked for.
    pub signals: Vec<RecentSignal>,
    /// Who looks after the person, where it was looked up.
    pub owner: Option<Owner>,
    /// Probability to become a customer as it was told last, where it was looked up and there is one.
    pub probability: Option<f64>,
    /// Where it says the opposite of the temperature, where it was looked up.
    pub apart: Option<Apart>,
    /// What changed since yesterday, the most telling first, where it was looked up.
    pub news: Vec<News>,
}

/// What a rule contributes to a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Name of the rule.
    pub rule: String,
    /// Whether it is a fit rule rather than an engagement rule.
    pub is_fit: bool,
    /// Points, as of the moment.
    pub points: f64,
    /// Interactions behind it; 0 for fit.
    pub count: u32,
    /// The latest of them.
    pub last_at: Option<Timestamp>,
}

impl Listed {
    /// A person with the scores of the moment `now`.
    pub fn new(scorer: &Scorer, person: Person, now: Timestamp) -> Self {
        let state = &person.state;
        let engagement = state.engagement(&scorer.decays, now);
        let area = scorer.model.area(state.fit, engagement);
        let area = scorer
            .model
            .areas
            .iter()
            .position(|one| std::ptr::eq(one, area))
            .unwrap_or(0);
        Self {
            engagement,
            velocity: state.velocity(&scorer.decays, now),
            temperature: scorer
                .model
                .temperature(state.fit, engagement, state.standing()),
            area,
            reasons: reasons(scorer, &person, now),
            signals: Vec::new(),
            owner: None,
            probability: None,
            apart: None,
            news: Vec::new(),
            person,
        }
    }
}

impl Listed {
    /// Adds the probability that was told, and whether it says the opposite of the temperature. Whoever has become
    /// a customer since has none any more.
    pub(crate) fn tell(&mut self, told: &Probability) {
        if self.person.state.customer_at.is_some() {
            return;
        }
        self.probability = Some(told.value);
        self.apart = apart(self.temperature, told);
    }
}

/// The strongest reasons for a person's place: engagement rules by what is left of their points,
/// then fit rules.
fn reasons(scorer: &Scorer, person: &Person, now: Timestamp) -> Vec<Reason> {
    let factors = scorer.decays.factors(now);
    let tally = |tally: &Tally| {
        let rule = scorer.model.engagement.get(usize::from(tally.rule))?;
        Some(Reason {
            rule: rule.name.clone(),
            is_fit: false,
            points: tally.sum * factors[rule.decay as usize],
            count: tally.count,
            last_at: Some(tally.last_at),
        })
    };
    let fit = scorer
        .fit_rules_met(person.state.created, &person.profile)
        .into_iter()
        .map(|at| {
            let rule = &scorer.model.fit[at];
            Reason {
                rule: rule.name.clone(),
                is_fit: true,
                points: rule.points,
                count: 0,
                last_at: None,
            }
        });
    let mut all: Vec<Reason> = person
        .state
        .tallies
        .iter()
        .filter_map(tally)
        .chain(fit)
        .collect();
    all.retain(|reason| reason.points.abs() >= 0.05);
    all.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    all.truncate(REASONS);
    all
}

/// The filter that somebody typed; everybody when it is empty.
pub(crate) fn filter_of(text: &str) -> Result<PersonFilter> {
    match text.trim() {
        "" => Ok(PersonFilter::all()),
        text => Ok(PersonFilter::typed(text)?),
    }
}

impl Ripen {
    /// A page of the list of people.
    ///
    /// # Errors
    /// When the filter cannot be read; those of the store.
    pub fn people_list(&self, query: &PeopleQuery) -> Result<Page> {
        let filter = self.filter_known(query.model, &query.filter)?;
        let limit = query.limit.clamp(1, MAX_PAGE);
        let as_of = query
            .after
            .as_ref()
            .map_or_else(clock::now, |(_, as_of)| *as_of);
        let models = self.models()?;
        let scoring = models.get(query.model).ok_or(StoreError::NotFound)?.clone();
        // Signals are those of the primary model.
        let filter = query.section.of(&models.primary().model, &filter)?;
        let scorer = scoring.scorer();
        let scores = scoring.scores(&scorer);
        let after = query.after.as_ref().map(|(after, _)| after.clone());
        let list = ListQuery {
            filter: &filter,
            sort: query.sort,
            after,
            limit,
            now: as_of,
        };
        // Two questions that both take their time with a million people: side by side.
        let (page, total) = std::thread::scope(|threads| {
            let total = threads.spawn(|| match query.total {
                Some(told) => Ok(told),
                None => self.total(scores, &filter, as_of, &query.asker),
            });
            let page = self.page((&scoring, models.primary()), scores, &list, &query.asker);
            (page, total.join())
        });
        let (people, keys) = page?;
        let total = total.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let next = keys.last().filter(|_| keys.len() == limit).cloned();
        let listed = people.len() as i64;
        // Whoever stands on the page was counted by it.
        let total = match query.after.is_none() && next.is_none() {
            true => Total::counted(listed),
            false => total.at_least(listed),
        };
        drop(scorer);
        Ok(Page {
            people,
            next,
            total,
            as_of,
            scoring,
        })
    }

    fn page(
        &self,
        (scoring, primary): (&Scoring, &Scoring),
        scores: Scores,
        list: &ListQuery,
        asker: &Asker,
    ) -> Result<(Vec<Listed>, Vec<After>)> {
        let since = list.now - NEWS;
        Ok(self.db.ask(asker, |conn| {
            let keys = people_page(conn, scores, list)?;
            let ids: Vec<i64> = keys.iter().map(|key| key.id).collect();
            let mut people = people_load(conn, scores, &ids)?;
            if scoring.needs_custom_fields() {
                person_load_custom_fields(conn, &mut people)?;
            }
            // Signals are those of the primary model.
            let mut signals = lately(conn, primary, &ids)?;
            let mut owners = owner_find(conn, &ids)?;
            let mut told = probabilities_of(conn, &ids)?;
            let mut listed: Vec<Listed> = people
                .into_iter()
                .map(|person| Listed {
                    signals: signals.remove(&person.id).unwrap_or_default(),
                    owner: owners.remove(&person.id),
                    ..Listed::new(scores.scorer, person, list.now)
                })
                .collect();
            for one in &mut listed {
                if let Some(told) = told.remove(&one.person.id) {
                    one.tell(&told);
                }
            }
            let names = self.names(conn)?;
            let hot = newly_hot(conn, &names, scores.scorer, &listed, since)?;
            for one in &mut listed {
                one.news = one.news(since, hot.contains(&one.person.id));
            }
            Ok((listed, keys))
        })?)
    }

    /// How many people pass a filter. It is told as soon as a list is: where counting takes longer than that, it
    /// is somewhere between nobody and everybody. Whoever waits less than that asks again.
    pub(crate) fn total(
        &self,
        scores: Scores,
        filter: &PersonFilter,
        as_of: Timestamp,
        asker: &Asker,
    ) -> Result<Total> {
        if *filter == PersonFilter::all() {
            let all = self.db.ask(asker, |conn| self.everybody.count(conn))?;
            return Ok(Total::counted(all));
        }
        let counted = self.db.ask(&asker.hurried(COUNTING), |conn| {
            people_total(conn, scores, filter, as_of)
        });
        match counted {
            Err(StoreError::TooCostly) if asker.waits(COUNTING) && !asker.is_gone() => {
                let all = self.db.read(|conn| self.everybody.count(conn))?;
                Ok(Total::between(0, all))
            }
            counted => Ok(counted?),
        }
    }
}
