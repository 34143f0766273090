//! From what people state to the key of their company.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ripen_domain::company::{Stated, is_name, name};
use ripen_store::companies::key::{Census, company_aliases_of, company_census, company_meanings};
use ripen_store::{Conn, Result};

use super::RULE;

/// What keys mean by what most people state; nothing but themselves where it is none.
pub type Meanings = BTreeMap<String, Option<String>>;

/// What keys mean, by hand and by what most people state, as far as some of them lead.
#[derive(Default)]
pub struct Keys {
    /// By hand.
    said: HashMap<String, String>,
    /// By what most people state.
    voted: HashMap<String, String>,
}

impl Keys {
    /// Those that what people state leads to. What some keys mean by votes is known already.
    pub fn load(
        conn: &mut Conn,
        stated: &HashSet<&Stated>,
        voted: &Meanings,
        census: &Census,
    ) -> Result<Self> {
        let own = |stated: &&'_ Stated| [stated.said().cloned(), stated.domain.clone()];
        let keys = stated.iter().flat_map(own).flatten();
        let keys = keys.map(|key| key.text).collect();
        Self::led_to(conn, keys, voted, census)
    }

    /// The companies that keys tell.
    pub fn of(conn: &mut Conn, keys: BTreeSet<String>) -> Result<BTreeSet<String>> {
        let census = company_census(conn, RULE)?;
        let known = Self::led_to(conn, keys.clone(), &Meanings::new(), &census)?;
        Ok(keys.iter().map(|key| known.end(key)).collect())
    }

    fn led_to(
        conn: &mut Conn,
        mut asked: BTreeSet<String>,
        known: &Meanings,
        census: &Census,
    ) -> Result<Self> {
        let mut keys = Self::default();
        let mut seen = BTreeSet::new();
        while !asked.is_empty() {
            let ask: Vec<&str> = asked.iter().map(String::as_str).collect();
            let said = match census.has_aliases {
                true => company_aliases_of(conn, &ask)?,
                false => HashMap::new(),
            };
            let unknown: Vec<&str> = ask
                .iter()
                .copied()
                .filter(|key| !known.contains_key(*key))
                .collect();
            let mut voted = match unknown.is_empty() {
                true => HashMap::new(),
                false => company_meanings(conn, &unknown)?,
            };
            voted.extend(ask.iter().filter_map(|key| {
                let means = known.get(*key)?.clone()?;
                Some(((*key).to_owned(), means))
            }));
            seen.append(&mut asked);
            let next = said.values().chain(voted.values());
            let next: BTreeSet<String> = next.filter(|key| !seen.contains(*key)).cloned().collect();
            keys.said.extend(said);
            keys.voted.extend(voted);
            asked = next;
        }
        Ok(keys)
    }

    /// What tells the company of somebody who states this.
    pub fn company(&self, stated: &Stated) -> Option<String> {
        let own = stated.own()?;
        // What a colleague is only claimed to be of does not take them out of the company of their domain.
        let of_domain = stated.domain.as_ref().filter(|domain| domain.is_firm);
        let is_claimed = stated.said().is_some_and(|said| !said.is_firm);
        if let Some(means) = of_domain.and_then(|domain| self.voted.get(&domain.text))
            && is_claimed
        {
            return Some(self.end(means));
        }
        // A further word in the name of a colleague is a part of the company, not another. Who only claims
        // to be a colleague does not leave the company that the business named for it.
        let colleagues = stated.domain.as_ref().filter(|domain| {
            let name = stated.name.as_ref();
            domain.is_firm || name.is_some_and(|name| !name.is_firm)
        });
        let colleagues = colleagues.and_then(|domain| self.voted.get(&domain.text));
        let drawn = colleagues.filter(|means| {
            is_name(means) && stated.id.is_none() && is_name(own) && name::is_similar(own, means)
        });
        Some(self.end(drawn.map_or(own, String::as_str)))
    }

    /// Where a key leads in the end. Keys that lead in a circle mean the first of it by name.
    fn end(&self, key: &str) -> String {
        let mut way = vec![key];
        while let Some(next) = way.last().and_then(|key| self.next(key)) {
            if let Some(at) = way.iter().position(|key| *key == next) {
                return way[at..].iter().min().copied().unwrap_or(next).to_owned();
            }
            way.push(next);
        }
        way.last().copied().unwrap_or(key).to_owned()
    }

    fn next(&self, key: &str) -> Option<&str> {
        self.said
            .get(key)
            .or_else(|| self.voted.get(key))
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use ripen_domain::profile::Authority;

    use super::*;

    fn keys(said: &[(&str, &str)], voted: &[(&str, &str)]) -> Keys {
        let own = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter();
            pairs
                .map(|(key, means)| ((*key).to_owned(), (*means).to_owned()))
                .collect()
        };
        Keys {
            said: own(said),
            voted: own(voted),
        }
    }

    #[test]
    fn what_was_said_by_hand_comes_first_and_circles_end() {
        let known = keys(
            &[("b", "x")],
            &[("a", "b"), ("b", "c"), ("p", "q"), ("q", "p")],
        );
        assert_eq!(known.end("a"), "x");
        assert_eq!(known.end("none"), "none");
        assert_eq!((known.end("p"), known.end("q")), ("p".into(), "p".into()));
    }

    #[test]
    fn a_part_of_a_company_is_drawn_to_it_by_the_domain() {
        let known = keys(&[], &[("acme.example", "acme")]);
        let of = |name: Option<&str>, domain: Option<_>| {
            let firm = |text| (text, Authority::Firm);
            known.company(&Stated::new(None, name.map(firm), domain.map(firm)))
        };
        let domain = Some("acme.example");
        assert_eq!(of(Some("Acme Praha"), domain).as_deref(), Some("acme"));
        assert_eq!(of(Some("Acme Praha"), None).as_deref(), Some("acme praha"));
        assert_eq!(
            of(Some("Škoda Auto"), domain).as_deref(),
            Some("auto skoda")
        );
        assert_eq!(of(None, domain).as_deref(), Some("acme"));
        // An address that anybody can claim draws nobody whose company the business named.
        let claimed = |name| {
            let domain = domain.map(|domain| (domain, Authority::Claimed));
            known.company(&Stated::new(None, Some(("Acme Praha", name)), domain))
        };
        assert_eq!(claimed(Authority::Firm).as_deref(), Some("acme praha"));
        assert_eq!(claimed(Authority::Claimed).as_deref(), Some("acme"));
    }
}
