//! What keys mean, by what most people state.
//!
//! People who state two keys together vote that they belong together: a mail domain with a name or an
//! id, an id with a name. A domain means what most of its people say, an id what most of its people
//! call it, and a name another one only where nearly everybody who states it is of a company that most
//! call otherwise. So one odd statement never joins two companies, and what keys mean hangs on how many
//! people state what, not on the order in which they did.

use super::{Stated, is_domain, is_id, is_name, name};

/// How many people state a key together with each other key; under the empty key, how many state it.
pub type Votes = Vec<(String, i64)>;

/// Ids that go by the same name, beyond which the name says nothing about them.
const MAX_IDS: usize = 20;

/// Where votes are looked up.
pub trait Ballots {
    /// Why they may not be had.
    type Error;

    /// The votes on a key.
    ///
    /// # Errors
    /// When they cannot be had.
    fn votes(&mut self, key: &str) -> Result<Votes, Self::Error>;
}

/// The votes of one person: pairs of keys.
pub fn votes_of(stated: &Stated) -> Vec<(&str, &str)> {
    let (id, name, domain) = (
        stated.id.as_deref(),
        stated.name.as_deref(),
        stated.domain.as_deref(),
    );
    let mut votes: Vec<(&str, &str)> = [id, name]
        .into_iter()
        .flatten()
        .map(|key| (key, ""))
        .collect();
    match (domain, stated.said()) {
        (Some(domain), Some(said)) => votes.extend([(domain, said), (said, domain)]),
        (Some(domain), None) => votes.push((domain, "")),
        (None, _) => {}
    }
    if let (Some(id), Some(name)) = (id, name) {
        votes.extend([(id, name), (name, id)]);
    }
    votes
}

/// What a key means other than itself, as far as people say.
///
/// # Errors
/// When votes cannot be had.
pub fn meaning<B: Ballots>(ballots: &mut B, key: &str) -> Result<Option<String>, B::Error> {
    if is_id(key) {
        return of_id(ballots, key);
    }
    match is_domain(key) {
        true => of_domain(ballots, key),
        false => of_name(ballots, key),
    }
}

/// A domain means what more than half of those say who say anything, or what most say of what
/// resembles it. One person is enough where no other domain speaks more for what they say.
fn of_domain<B: Ballots>(ballots: &mut B, domain: &str) -> Result<Option<String>, B::Error> {
    let mut votes = ballots.votes(domain)?;
    votes.retain(|(said, _)| !said.is_empty());
    let total: i64 = votes.iter().map(|(_, people)| people).sum();
    let resembles = |said: &str| is_name(said) && name::resembles(said, domain);
    let candidates = votes.into_iter();
    let candidates = candidates.filter(|(said, people)| people * 2 > total || resembles(said));
    let Some((said, people)) = best(candidates, resembles) else {
        return Ok(None);
    };
    let stands = people > 1 || resembles(&said) || home(ballots, &said)?.as_deref() == Some(domain);
    Ok(stands.then_some(said))
}

/// The domain that most people have who state an id or a name.
///
/// # Errors
/// When votes cannot be had.
pub fn home<B: Ballots>(ballots: &mut B, said: &str) -> Result<Option<String>, B::Error> {
    let votes = ballots.votes(said)?.into_iter();
    let domains = votes.filter(|(key, _)| is_domain(key));
    let resembles = |domain: &str| is_name(said) && name::resembles(said, domain);
    Ok(best(domains, resembles).map(|(domain, _)| domain))
}

/// An id means what most of its people call it, unless that is what another id is called by more.
fn of_id<B: Ballots>(ballots: &mut B, id: &str) -> Result<Option<String>, B::Error> {
    let Some(name) = called(ballots, id)? else {
        return Ok(None);
    };
    let owner = owner(ballots, &name)?;
    Ok((owner.as_deref() == Some(id)).then_some(name))
}

/// A name means another where most people who state it are of an id that is called otherwise.
fn of_name<B: Ballots>(ballots: &mut B, name: &str) -> Result<Option<String>, B::Error> {
    let Some(owner) = owner(ballots, name)? else {
        return Ok(None);
    };
    let votes = ballots.votes(name)?;
    let people = |key: &str| {
        votes
            .iter()
            .find(|(known, _)| known == key)
            .map_or(0, |(_, people)| *people)
    };
    if people(&owner) * 2 <= people("") {
        return Ok(None);
    }
    let called = called(ballots, &owner)?;
    Ok(called.filter(|called| called != name))
}

/// What most people of an id call it.
///
/// # Errors
/// When votes cannot be had.
pub fn called<B: Ballots>(ballots: &mut B, id: &str) -> Result<Option<String>, B::Error> {
    let votes = ballots.votes(id)?.into_iter();
    let names = votes.filter(|(key, _)| !key.is_empty() && is_name(key));
    Ok(best(names, |_| false).map(|(name, _)| name))
}

/// The id whose people state a name most; none where too many do.
///
/// # Errors
/// When votes cannot be had.
pub fn owner<B: Ballots>(ballots: &mut B, name: &str) -> Result<Option<String>, B::Error> {
    let votes = ballots.votes(name)?.into_iter();
    let ids: Votes = votes.filter(|(key, _)| is_id(key)).collect();
    Ok(match ids.len() > MAX_IDS {
        true => None,
        false => best(ids.into_iter(), |_| false).map(|(id, _)| id),
    })
}

/// The key with most votes; of equal ones a preferred one, then the first by name.
fn best(
    votes: impl Iterator<Item = (String, i64)>,
    preferred: impl Fn(&str) -> bool,
) -> Option<(String, i64)> {
    let votes = votes.filter(|(_, people)| *people > 0);
    votes.max_by(|(one, people), (other, others)| {
        let rank = |key: &str, people| (people, preferred(key));
        rank(one, *people)
            .cmp(&rank(other, *others))
            .then(other.cmp(one))
    })
}

/// The keys whose meaning may be another when the votes on a pair of keys changed: themselves, and
/// those that are judged by them.
///
/// # Errors
/// When votes cannot be had.
pub fn judged_by<B: Ballots>(ballots: &mut B, key: &str) -> Result<Vec<String>, B::Error> {
    let mut judged = vec![key.to_owned()];
    if is_domain(key) || key.is_empty() {
        return Ok(judged);
    }
    judged.extend(home(ballots, key)?);
    let owner = match is_id(key) {
        true => Some(key.to_owned()),
        false => owner(ballots, key)?,
    };
    if let Some(owner) = owner {
        let names = ballots.votes(&owner)?.into_iter().map(|(key, _)| key);
        judged.extend(names.filter(|key| !key.is_empty() && is_name(key)));
        judged.push(owner);
    }
    Ok(judged)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::convert::Infallible;

    use super::*;

    #[derive(Default)]
    struct Box(BTreeMap<String, BTreeMap<String, i64>>);

    impl Box {
        fn with(people: &[(Option<&str>, Option<&str>, Option<&str>)]) -> Self {
            let mut all = Self::default();
            for (id, name, domain) in people {
                let stated = Stated::new(*id, *name, *domain);
                for (key, other) in votes_of(&stated) {
                    let votes = all.0.entry(key.to_owned()).or_default();
                    *votes.entry(other.to_owned()).or_default() += 1;
                }
            }
            all
        }

        fn of(&mut self, key: &str) -> Option<String> {
            let Ok(meaning) = meaning(self, key);
            meaning
        }
    }

    impl Ballots for Box {
        type Error = Infallible;

        fn votes(&mut self, key: &str) -> Result<Votes, Infallible> {
            let votes = self.0.get(key).into_iter().flatten();
            Ok(votes.map(|(key, people)| (key.clone(), *people)).collect())
        }
    }

    const ACME: Option<&str> = Some("acme.example");

    #[test]
    fn a_domain_means_what_most_of_its_people_say() {
        let acme = (None, Some("Acme"), ACME);
        let odd = (None, Some("Škoda Auto"), ACME);
        let silent = (None, None, ACME);
        assert_eq!(Box::with(&[silent]).of("acme.example"), None);
        assert_eq!(
            Box::with(&[silent, acme]).of("acme.example").as_deref(),
            Some("acme")
        );
        let mut all = Box::with(&[acme, odd, acme, silent]);
        assert_eq!(all.of("acme.example").as_deref(), Some("acme"));
        assert_eq!(all.of("auto skoda"), None);
        // What resembles the domain is believed before what does not.
        assert_eq!(
            Box::with(&[acme, odd]).of("acme.example").as_deref(),
            Some("acme")
        );
        let vw = (None, Some("Volkswagen"), Some("vw.example"));
        assert_eq!(
            Box::with(&[vw]).of("vw.example").as_deref(),
            Some("volkswagen")
        );
    }

    #[test]
    fn a_consultant_does_not_give_the_colleagues_another_company() {
        let consultant = (None, Some("Acme"), Some("consulting.example"));
        let acme = (None, Some("Acme"), ACME);
        let mut all = Box::with(&[consultant, acme]);
        assert_eq!(all.of("consulting.example"), None);
        assert_eq!(all.of("acme.example").as_deref(), Some("acme"));
    }

    #[test]
    fn an_id_means_what_its_people_call_it() {
        let g = |id, name| (Some(id), Some(name), None);
        let mut all = Box::with(&[
            g("1", "Acme"),
            g("1", "Acme"),
            g("1", "Acme Holding"),
            (Some("2"), None, ACME),
        ]);
        assert_eq!(all.of("#1").as_deref(), Some("acme"));
        assert_eq!(all.of("acme holding").as_deref(), Some("acme"));
        assert_eq!(all.of("acme"), None);
        assert_eq!(all.of("#2"), None);
        assert_eq!(all.of("acme.example").as_deref(), Some("#2"));
    }

    #[test]
    fn two_ids_of_one_name_stay_two() {
        let g = |id| (Some(id), Some("Workspace"), None);
        let mut all = Box::with(&[g("1"), g("2"), g("2")]);
        assert_eq!(all.of("#2").as_deref(), Some("workspace"));
        assert_eq!(all.of("#1"), None);
        let ids: Vec<String> = (0..40).map(|id| id.to_string()).collect();
        let many: Vec<_> = ids.iter().map(|id| g(id.as_str())).collect();
        assert_eq!(Box::with(&many).of("#7"), None);
    }

    #[test]
    fn a_name_that_others_state_too_is_no_name_of_an_id() {
        let odd = (Some("1"), Some("Škoda Auto"), None);
        let acme = (Some("1"), Some("Acme"), None);
        let skoda = (None, Some("Škoda Auto"), None);
        let mut all = Box::with(&[odd, acme, acme, skoda, skoda]);
        assert_eq!(all.of("auto skoda"), None);
        assert_eq!(all.of("#1").as_deref(), Some("acme"));
    }
}
