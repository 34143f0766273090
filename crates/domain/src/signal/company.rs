//! A surge at a company: its people do more than they usually do.
//!
//! What people do is kept by company and day, so windows are whole days, those of UTC. A surge is
//! complete at an interaction, on the day of which there have been enough. It follows from the human
//! interactions of the people that the company has, in the order of time; from a moment on, only
//! what is later than it has to be looked at again.

use std::collections::HashSet;

use super::pattern::CoolDown;
use crate::time::{Span, Timestamp};

/// Most positions of the log that are kept as evidence: the newest ones.
pub const MAX_EVIDENCE: usize = 20;
const DAY: Span = Span::days(1);

/// What counts as a surge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CompanySurge {
    /// Least number of interactions in the window.
    pub at_least: u32,
    /// Least number of people who gave them.
    pub people: u32,
    /// Days of the window, the present one included.
    pub within: i64,
    /// Days before the window that say what is usual.
    pub baseline: i64,
    /// How many times more than usual it has to be; 0 leaves the baseline out.
    pub times_baseline: f64,
}

/// A human interaction of one of a company's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompanyInteraction {
    /// When.
    pub at: Timestamp,
    /// Log position.
    pub seq: i64,
    /// Whose.
    pub person: i64,
}

/// A surge that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct CompanyFired {
    /// The interaction that completed it.
    pub by: CompanyInteraction,
    /// How many interactions there had been in the window.
    pub interactions: usize,
    /// How many people had given them.
    pub people: usize,
    /// How many interactions are usual in so many days.
    pub usual: f64,
    /// The newest of those interactions, oldest first.
    pub evidence: Vec<CompanyInteraction>,
}

/// How many human interactions the people of a company gave, by day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompanyDays {
    /// The first day of which anything is known, which may lie before `totals`.
    pub first: i64,
    /// Days with their numbers, in order; each number is above 0.
    pub totals: Vec<(i64, u64)>,
}

/// Where the interactions of a company are looked up, in windows of days, both ends included.
pub trait CompanySource {
    /// What may go wrong.
    type Error;

    /// Whether so many people gave interactions.
    ///
    /// # Errors
    /// Those of the source.
    fn has_people(&mut self, days: (i64, i64), least: u32) -> Result<bool, Self::Error>;

    /// The interactions, by time and log position.
    ///
    /// # Errors
    /// Those of the source.
    fn interactions(&mut self, days: (i64, i64)) -> Result<Vec<CompanyInteraction>, Self::Error>;
}

/// The day that a moment lies in, counted from 1970.
pub fn day_of(at: Timestamp) -> i64 {
    at.window(DAY)
}

impl CompanyDays {
    fn sum(&self, (from, to): (i64, i64)) -> u64 {
        let start = self.totals.partition_point(|(day, _)| *day < from);
        let within = self.totals[start..]
            .iter()
            .take_while(|(day, _)| *day <= to);
        within.map(|(_, many)| many).sum()
    }
}

impl CompanySurge {
    /// How many days before a moment its surges may look at.
    pub fn reach(&self) -> i64 {
        self.within + self.baseline
    }

    /// The surges that are complete at `from` or later, given when the one before that was.
    ///
    /// # Errors
    /// Those of the source.
    pub fn surges<S: CompanySource>(
        &self,
        cool_down: CoolDown,
        days: &CompanyDays,
        (from, mut last): (Timestamp, Option<Timestamp>),
        source: &mut S,
    ) -> Result<Vec<CompanyFired>, S::Error> {
        let mut found = Vec::new();
        for (day, _) in &days.totals {
            let start = match (last, cool_down) {
                (Some(_), CoolDown::Ever) => break,
                (Some(last), CoolDown::For(span)) => from.max(last + span),
                (None, _) => from,
            };
            let window = (day - self.within + 1, *day);
            let (needed, usual) = self.needed(days, window.0);
            if *day < day_of(start) || days.sum(window) < needed {
                continue;
            }
            if !source.has_people(window, self.people)? {
                continue;
            }
            let interactions = source.interactions(window)?;
            if let Some(fired) = self.complete(&interactions, *day, (needed, usual), start) {
                last = Some(fired.by.at);
                found.push(fired);
            }
        }
        Ok(found)
    }

    /// How many interactions a window that begins with a day needs, and how many are usual.
    fn needed(&self, days: &CompanyDays, begin: i64) -> (u64, f64) {
        let before = (begin - self.baseline, begin - 1);
        // A company that is known for a few days only has the baseline of these.
        let known = (begin - days.first).min(self.baseline);
        let usual = match known {
            1.. => days.sum(before) as f64 / known as f64 * self.within as f64,
            _ => 0.0,
        };
        let more = (usual * self.times_baseline).ceil() as u64;
        (more.max(u64::from(self.at_least)), usual)
    }

    /// The first interaction of the day, not before `start`, at which there are enough.
    fn complete(
        &self,
        interactions: &[CompanyInteraction],
        day: i64,
        (needed, usual): (u64, f64),
        start: Timestamp,
    ) -> Option<CompanyFired> {
        let mut people = HashSet::new();
        for (nth, by) in interactions.iter().enumerate() {
            people.insert(by.person);
            let is_now = day_of(by.at) == day && by.at >= start;
            let many = nth as u64 + 1;
            if is_now && many >= needed && people.len() >= self.people as usize {
                let oldest = (nth + 1).saturating_sub(MAX_EVIDENCE);
                return Some(CompanyFired {
                    by: *by,
                    interactions: nth + 1,
                    people: people.len(),
                    usual,
                    evidence: interactions[oldest..=nth].to_vec(),
                });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    const RULE: CompanySurge = CompanySurge {
        at_least: 4,
        people: 2,
        within: 3,
        baseline: 9,
        times_baseline: 2.0,
    };

    #[derive(Debug)]
    struct History(Vec<CompanyInteraction>);

    impl History {
        fn new(all: impl IntoIterator<Item = (i64, i64)>) -> Self {
            let numbered = (1..).zip(all).map(|(seq, (hour, person))| {
                let at = Timestamp::default() + Span::hours(hour);
                CompanyInteraction { at, seq, person }
            });
            let mut all: Vec<_> = numbered.collect();
            all.sort_by_key(|one| (one.at, one.seq));
            Self(all)
        }

        fn days(&self) -> CompanyDays {
            let mut totals: Vec<(i64, u64)> = Vec::new();
            for one in &self.0 {
                let day = day_of(one.at);
                match totals.last_mut().filter(|(known, _)| *known == day) {
                    Some((_, many)) => *many += 1,
                    None => totals.push((day, 1)),
                }
            }
            CompanyDays {
                first: totals.first().map_or(0, |(day, _)| *day),
                totals,
            }
        }

        fn surges(&mut self, rule: CompanySurge, cool_down: CoolDown) -> Vec<CompanyFired> {
            let always = (Timestamp::from_micros(i64::MIN), None);
            let days = self.days();
            match rule.surges(cool_down, &days, always, self) {
                Ok(found) => found,
                Err(never) => match never {},
            }
        }
    }

    impl CompanySource for History {
        type Error = Infallible;

        fn has_people(&mut self, days: (i64, i64), least: u32) -> Result<bool, Infallible> {
            let all = self.interactions(days)?;
            let people: HashSet<i64> = all.iter().map(|one| one.person).collect();
            Ok(people.len() >= least as usize)
        }

        fn interactions(
            &mut self,
            days: (i64, i64),
        ) -> Result<Vec<CompanyInteraction>, Infallible> {
            let within = |one: &&CompanyInteraction| (days.0..=days.1).contains(&day_of(one.at));
            Ok(self.0.iter().filter(within).copied().collect())
        }
    }

    /// Looks at every interaction by itself, with all that was before it.
    fn one_by_one(all: &[CompanyInteraction], rule: CompanySurge, span: Span) -> Vec<(i64, usize)> {
        let mut found: Vec<(i64, usize)> = Vec::new();
        let mut last: Option<Timestamp> = None;
        for (nth, one) in all.iter().enumerate() {
            let day = day_of(one.at);
            let in_days = |from: i64, to: i64| {
                let known = all[..=nth].iter();
                known.filter(move |one| (from..=to).contains(&day_of(one.at)))
            };
            let begin = day - rule.within + 1;
            let window: Vec<_> = in_days(begin, day).collect();
            let people: HashSet<i64> = window.iter().map(|one| one.person).collect();
            let known = (begin - day_of(all[0].at)).min(rule.baseline);
            let before = in_days(begin - rule.baseline, begin - 1).count() as f64;
            let usual = match known > 0 {
                true => before / known as f64 * rule.within as f64,
                false => 0.0,
            };
            let is_silent = last.is_some_and(|last| one.at < last + span);
            let is_enough = window.len() >= rule.at_least as usize
                && window.len() as f64 >= (usual * rule.times_baseline).ceil()
                && people.len() >= rule.people as usize;
            if is_enough && !is_silent {
                last = Some(one.at);
                found.push((one.seq, window.len()));
            }
        }
        found
    }

    #[test]
    fn a_surge_needs_enough_interactions_of_enough_people_and_more_than_usual() {
        let week = CoolDown::For(Span::days(7));
        let alone = History::new([(0, 1), (1, 1), (2, 1), (3, 1), (4, 1)]).surges(RULE, week);
        assert_eq!(alone, []);
        let mut two = History::new([(0, 1), (1, 2), (30, 1), (49, 1), (50, 1)]);
        let found = two.surges(RULE, week);
        assert_eq!(found.len(), 1);
        let surge = &found[0];
        assert_eq!((surge.by.seq, surge.interactions, surge.people), (4, 4, 2));
        let evidence: Vec<i64> = surge.evidence.iter().map(|one| one.seq).collect();
        assert_eq!((evidence, surge.usual), (vec![1, 2, 3, 4], 0.0));
        // Four a day by two people is nothing new at a company that does so every day.
        let steady = |day: i64| (0..4).map(move |nth| (day * 24 + nth, nth % 2));
        let usual = History::new((0..40).flat_map(steady)).surges(RULE, week);
        let days: Vec<i64> = usual.iter().map(|one| day_of(one.by.at)).collect();
        // At its beginning it is.
        assert_eq!(days, [0]);
    }

    fn history() -> impl Strategy<Value = History> {
        let gap = prop_oneof![4 => 0..6_i64, 1 => 0..400_i64];
        proptest::collection::vec((gap, 1..4_i64), 0..80).prop_map(|all| {
            let mut hour = -500;
            History::new(all.into_iter().map(|(gap, person)| {
                hour += gap;
                (hour, person)
            }))
        })
    }

    fn rule() -> impl Strategy<Value = CompanySurge> {
        (1..9_u32, 1..4_u32, 1..9_i64, 1..30_i64, 0..4).prop_map(
            |(at_least, people, within, baseline, times)| CompanySurge {
                at_least,
                people,
                within,
                baseline,
                times_baseline: f64::from(times) * 0.7,
            },
        )
    }

    proptest! {
        #[test]
        fn days_find_what_every_interaction_by_itself_does(mut history in history(), rule in rule(), cool in 1..20_i64) {
            let span = Span::days(cool);
            let found = history.surges(rule, CoolDown::For(span));
            let found: Vec<(i64, usize)> = found.iter().map(|one| (one.by.seq, one.interactions)).collect();
            prop_assert_eq!(found, one_by_one(&history.0, rule, span));
        }

        #[test]
        fn surges_before_a_moment_stay(mut history in history(), rule in rule(), hour in -500..700_i64) {
            let cool_down = CoolDown::For(Span::days(2));
            let all = history.surges(rule, cool_down);
            let from = Timestamp::default() + Span::hours(hour);
            let kept = all.iter().filter(|one| one.by.at < from);
            let last = kept.clone().next_back().map(|one| one.by.at);
            let days = history.days();
            let Ok(again) = rule.surges(cool_down, &days, (from, last), &mut history);
            prop_assert_eq!(kept.cloned().chain(again).collect::<Vec<_>>(), all);
        }

        #[test]
        fn a_surge_that_is_given_once_is_the_first(mut history in history(), rule in rule()) {
            let once = history.surges(rule, CoolDown::Ever);
            let all = history.surges(rule, CoolDown::For(Span::days(1)));
            prop_assert_eq!(once.first(), all.first());
            prop_assert!(once.len() <= 1);
        }
    }
}
