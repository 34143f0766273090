//! The votes on one key, and what they come to.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::likeness::{Likeness, names_of};
use super::super::{is_domain, is_id, is_name};

/// By how many people something is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub people: i64,
    /// Those of whom the business says so.
    pub firm: i64,
}

impl Count {
    /// So many people.
    pub fn of_people(people: i64, is_firm: bool) -> Self {
        let firm = if is_firm { people } else { 0 };
        Self { people, firm }
    }

    /// Whether it is no change.
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// Those who count: the firm ones alone, or all.
    fn of(self, firm: bool) -> i64 {
        match firm {
            true => self.firm,
            false => self.people,
        }
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.people += other.people;
        self.firm += other.firm;
    }
}

impl std::ops::Neg for Count {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            people: -self.people,
            firm: -self.firm,
        }
    }
}

/// The list of candidates that a key stands on among those that another is stated with. Of each list only
/// the first ever decide. Their numbers are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slate {
    /// A domain with a name or an id.
    Domain = 1,
    /// A domain with a name that resembles it.
    LikelyDomain = 2,
    /// An id with a name or a domain.
    Id = 3,
    /// A name with an id or a domain.
    Name = 4,
    /// A name with a domain that it resembles.
    LikelyName = 5,
    /// A domain with a name that is the same.
    OwnDomain = 6,
    /// A name with a domain that is the same.
    OwnName = 7,
}

impl Slate {
    /// Every list.
    pub const ALL: [Self; 7] = [
        Self::Domain,
        Self::LikelyDomain,
        Self::Id,
        Self::Name,
        Self::LikelyName,
        Self::OwnDomain,
        Self::OwnName,
    ];

    /// The list of `other` among those that `key` is stated with; `None` where it is no key.
    pub fn of(key: &str, other: &str) -> Option<Self> {
        if other.is_empty() {
            return None;
        }
        if is_id(other) {
            return Some(Self::Id);
        }
        Some(match (is_domain(other), Likeness::of(key, other)) {
            (true, Likeness::None) => Self::Domain,
            (true, Likeness::Resembles) => Self::LikelyDomain,
            (true, Likeness::Same) => Self::OwnDomain,
            (false, Likeness::None) => Self::Name,
            (false, Likeness::Resembles) => Self::LikelyName,
            (false, Likeness::Same) => Self::OwnName,
        })
    }

    /// How many of the list decide: more ids than [`MAX_IDS`] tell something, otherwise the first does.
    pub fn leaders(self) -> usize {
        match self {
            Self::Id => MAX_IDS + 1,
            _ => 1,
        }
    }
}

/// Ids that go by the same name, beyond which the name says nothing about them.
const MAX_IDS: usize = 20;

/// A key by which equal candidates are put in order: the shorter first, then by the letters.
pub fn order_of(key: &str) -> (usize, &str) {
    (key.chars().count(), key)
}

/// The votes on a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By how many it is stated; of a domain, by how many who say nothing else.
    pub stated: Count,
    /// By how many it is stated together with others.
    pub others: BTreeMap<String, Count>,
    /// Where there are so many others that only the leaders of their lists are in `others`: by how many
    /// it is stated together with any.
    pub crowd: Option<Count>,
}

impl Tally {
    /// Whether anybody states the key.
    pub fn is_stated(&self) -> bool {
        self.stated.people > 0 || self.others.values().any(|count| count.people > 0)
    }

    /// Takes a change in: of the votes with another key, or without one.
    pub fn add(&mut self, other: &str, change: Count) {
        if other.is_empty() {
            self.stated += change;
            return;
        }
        if let Some(crowd) = &mut self.crowd {
            *crowd += change;
            return;
        }
        match self.others.get_mut(other) {
            Some(count) => *count += change,
            None => {
                self.others.insert(other.to_owned(), change);
            }
        }
    }

    /// Other names whose votes are to be read where the key is an id and only leaders are known: those that are
    /// the same as its domain go before others that equally many call it.
    pub fn names_of_home(&self, key: &str) -> Vec<String> {
        let home = is_id(key).then(|| self.standing(key).home).flatten();
        home.map(|home| names_of(&home)).unwrap_or_default()
    }

    /// What the votes come to. What the business says counts alone where it says anything.
    pub fn standing(&self, key: &str) -> Standing {
        let mut standing = Standing::default();
        if is_domain(key) {
            standing.says = self.most_say(key);
            return standing;
        }
        let homes = Contest::among(&self.others, is_domain);
        standing.home = homes.best(|other| Likeness::of(key, other));
        let is_firm = self.stated.firm > 0;
        if is_id(key) {
            let names = Contest::among(&self.others, is_name);
            // Where an id is only claimed to be at home does not decide between what the business calls it.
            let home = standing.home.as_deref();
            let home = home.filter(|_| homes.is_firm || !names.is_firm);
            let is_same = |name: &str| home.map(|home| Likeness::of(name, home) == Likeness::Same);
            standing.called = names.best(is_same).filter(|_| names.is_firm || !is_firm);
            return standing;
        }
        let ids = Contest::among(&self.others, is_id);
        let owner = ids.leader(|_| ()).filter(|_| ids.entries.len() <= MAX_IDS);
        let stated = self.stated.of(is_firm);
        standing.is_owned =
            owner.is_some_and(|(_, people)| people * 2 > stated && (ids.is_firm || !is_firm));
        standing.owner = owner.map(|(id, _)| id.to_owned());
        standing
    }

    /// What more than half of a domain's people say who say anything, or what most say of what resembles
    /// it; and whether more than one does.
    fn most_say(&self, domain: &str) -> Option<(String, bool)> {
        let said = Contest::among(&self.others, |_| true);
        let all: i64 = said.entries.iter().map(|(_, people)| people).sum();
        let total = self.crowd.map_or(all, |crowd| crowd.of(said.is_firm));
        let likeness = |other: &str| Likeness::of(domain, other);
        let Contest { is_firm, entries } = said;
        let candidates = entries.into_iter();
        let candidates = candidates
            .filter(|(said, people)| people * 2 > total || likeness(said) > Likeness::None);
        let candidates = Contest {
            is_firm,
            entries: candidates.collect(),
        };
        let (said, people) = candidates.leader(likeness)?;
        Some((said.to_owned(), people > 1))
    }
}

/// Keys of which one is chosen, by those whose votes count.
struct Contest<'t> {
    is_firm: bool,
    entries: Vec<(&'t str, i64)>,
}

impl<'t> Contest<'t> {
    fn among(others: &'t BTreeMap<String, Count>, takes_part: fn(&str) -> bool) -> Self {
        let part = || others.iter().filter(|(other, _)| takes_part(other));
        let is_firm = part().any(|(_, count)| count.firm > 0);
        let counted = part().map(|(other, count)| (other.as_str(), count.of(is_firm)));
        Self {
            is_firm,
            entries: counted.filter(|(_, people)| *people > 0).collect(),
        }
    }

    /// The key with most votes; of equal ones one that ranks higher, then the shorter, then the first by the
    /// letters.
    fn leader<R: Ord>(&self, rank: impl Fn(&str) -> R) -> Option<(&'t str, i64)> {
        let entries = self.entries.iter().copied();
        entries.max_by_key(|(key, people)| (*people, rank(key), Reverse(order_of(key))))
    }

    fn best<R: Ord>(&self, rank: impl Fn(&str) -> R) -> Option<String> {
        self.leader(rank).map(|(key, _)| key.to_owned())
    }
}

/// What the votes on a key come to, as far as what any key means hangs on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Of a domain: what its people say, and whether more than one does.
    pub says: Option<(String, bool)>,
    /// Of an id or a name: the domain that most have who state it.
    pub home: Option<String>,
    /// Of an id: what most of its people call it.
    pub called: Option<String>,
    /// Of a name: the id whose people state it most; none where too many do.
    pub owner: Option<String>,
    /// Of a name: whether more than half of those who state it are of that id.
    pub is_owned: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEYS: [&str; 12] = [
        "",
        "#1",
        "#2",
        "acme",
        "acme praha",
        "acme nord",
        "globex",
        "oy",
        "acme.example",
        "globex.example",
        "acme-nord.example",
        "odd.example",
    ];

    /// A tally as one of a crowd is read: the leaders of the lists, those that are firm first.
    fn leaders_only(key: &str, whole: &Tally) -> Tally {
        let mut others = BTreeMap::new();
        for slate in Slate::ALL {
            let on_it = whole.others.clone().into_iter();
            let mut on_it: Vec<_> = on_it
                .filter(|(other, _)| Slate::of(key, other) == Some(slate))
                .collect();
            on_it.sort_by_key(|(other, count)| {
                let (firm, people) = (count.firm, count.people);
                let votes = if firm > 0 { firm } else { people };
                (firm == 0, -votes, other.chars().count(), other.clone())
            });
            others.extend(on_it.into_iter().take(slate.leaders()));
        }
        let mut crowd = Count::default();
        whole.others.values().for_each(|count| crowd += *count);
        let mut read = Tally {
            stated: whole.stated,
            others,
            crowd: Some(crowd),
        };
        for name in read.names_of_home(key) {
            let count = whole.others.get(&name);
            read.others.extend(count.map(|count| (name, *count)));
        }
        read
    }

    proptest! {
        #[test]
        fn the_leaders_of_the_lists_decide_as_all_do(
            key in 1..KEYS.len(),
            votes in proptest::collection::vec((0..KEYS.len(), any::<bool>()), 0..40),
        ) {
            let key = KEYS[key];
            let mut whole = Tally::default();
            for (other, is_firm) in votes {
                whole.add(KEYS[other], Count::of_people(1, is_firm));
            }
            prop_assert_eq!(leaders_only(key, &whole).standing(key), whole.standing(key));
        }
    }

    #[test]
    fn a_name_of_too_many_ids_says_nothing_however_it_is_read() {
        let mut whole = Tally::default();
        for id in 0..40 {
            whole.add(&format!("#{id}"), Count::of_people(1, false));
        }
        assert_eq!(whole.standing("acme").owner, None);
        assert_eq!(leaders_only("acme", &whole).standing("acme").owner, None);
        // Ids that are claimed do not make those too many that the business gives.
        whole.add("#7", Count::of_people(1, true));
        assert_eq!(whole.standing("acme").owner.as_deref(), Some("#7"));
    }
}
