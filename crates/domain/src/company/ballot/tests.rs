//! Elections that can be counted on fingers.

use std::collections::BTreeMap;
use std::convert::Infallible;

use proptest::prelude::*;

use super::*;
use crate::company::name;
use crate::profile::Authority;

#[derive(Default)]
struct Box(BTreeMap<String, Tally>);

/// Id, name and domain that somebody states.
type Saying<'s> = (Option<&'s str>, Option<&'s str>, Option<&'s str>);

impl Box {
    fn with(people: &[Saying]) -> Self {
        let mut all = Self::default();
        all.add(people, Authority::Firm);
        all
    }

    fn add(&mut self, people: &[Saying], authority: Authority) {
        for (id, name, domain) in people {
            let said = |text: &Option<_>| text.map(|text| (text, authority));
            let stated = Stated::new(said(id), said(name), said(domain));
            for vote in votes_of(&stated) {
                let tally = self.0.entry(vote.key.to_owned()).or_default();
                tally.add(vote.other, Count::of_people(1, vote.is_firm));
            }
        }
    }

    fn of(&mut self, key: &str) -> Option<String> {
        let Ok(meaning) = meaning(self, key);
        meaning
    }

    /// Where a key leads in the end.
    fn end(&mut self, key: &str) -> String {
        let mut way = vec![key.to_owned()];
        while let Some(next) = self.of(&way[way.len() - 1]) {
            assert!(!way.contains(&next), "a circle: {way:?} {next}");
            way.push(next);
        }
        way.pop().unwrap_or_default()
    }
}

impl Ballots for Box {
    type Error = Infallible;

    fn standing(&mut self, key: &str) -> Result<Standing, Infallible> {
        let tally = self.0.get(key);
        Ok(tally.map(|tally| tally.standing(key)).unwrap_or_default())
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
fn of_equally_many_the_name_of_the_domain_goes_first_then_the_shorter() {
    for (domain, names, chosen) in [
        (
            "vestel1.example",
            &["Vestel1 Ankara", "Vestel1 a.s."][..],
            "vestel1",
        ),
        (
            "skoda-auto.example",
            &["Škoda", "Auto Škoda", "Auto Škoda Plzeň"],
            "auto skoda",
        ),
        (
            "skodaauto.example",
            &["Škoda", "Škoda Auto a.s.", "Auto"],
            "auto skoda",
        ),
        (
            "vestelgroup.example",
            &["Ankara Vestel", "Vestel", "Vestel Elektronik"],
            "vestel",
        ),
        ("acme.example", &["Acme A", "Ac", "Acme"], "acme"),
        ("acmes.example", &["Acme Brno", "Acme Asie"], "acme asie"),
        ("hm.example", &["H&M", "HM Hennes"], "hm"),
    ] {
        let name = name::key(chosen);
        let people = |turned: bool| {
            let mut people: Vec<Saying> = names
                .iter()
                .map(|name| (None, Some(*name), Some(domain)))
                .collect();
            if turned {
                people.reverse();
            }
            people
        };
        for turned in [false, true] {
            let mut by_domain = Box::with(&people(turned));
            assert_eq!(by_domain.of(domain), name, "{domain} {names:?}");
            // The same where the business gives an id, and says which domain its people are of.
            let of_id = people(turned).into_iter();
            let of_id = of_id.map(|(_, name, _)| (Some("1"), name, None));
            let mut by_id = Box::with(&of_id.collect::<Vec<_>>());
            by_id.add(&[(Some("1"), None, Some(domain))], Authority::Firm);
            let called = by_id.of("#1").unwrap_or_default();
            let shortest = names.iter().filter_map(|name| name::key(name));
            let shortest = shortest.min_by_key(|name| (name.len(), name.clone()));
            let is_same = |name: &String| Likeness::of(name, domain) == Likeness::Same;
            let expected = name.clone().filter(is_same).or(shortest);
            assert_eq!(Some(called), expected, "{domain} {names:?}");
        }
        // One more decides, whatever it is called.
        let mut odd = Box::with(&people(false));
        odd.add(&people(false)[..1], Authority::Firm);
        assert_eq!(odd.of(domain), name::key(names[0]), "{domain}");
    }
}

#[test]
fn a_claimed_home_does_not_decide_between_names_that_the_business_says() {
    let called = |name| (Some("1"), Some(name), None);
    let mut all = Box::with(&[called("Zorlu"), called("Vestel Ev")]);
    all.add(
        &[(Some("1"), None, Some("vestel-ev.example"))],
        Authority::Claimed,
    );
    assert_eq!(all.of("#1").as_deref(), Some("zorlu"));
    all.add(
        &[(Some("1"), None, Some("vestel-ev.example"))],
        Authority::Firm,
    );
    assert_eq!(all.of("#1").as_deref(), Some("ev vestel"));
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
    assert_eq!(all.of("acme holding").as_deref(), Some("#1"));
    assert_eq!(all.end("acme holding"), "acme");
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

#[test]
fn claims_never_outvote_what_the_business_says() {
    let acme = (None, Some("Acme"), ACME);
    let mut all = Box::with(&[acme, (Some("1"), Some("Acme"), None), (None, None, ACME)]);
    let evil = [
        (None, Some("Evil"), ACME),
        (None, Some("Acme Example"), ACME),
        (None, Some("Acme"), Some("evil.example")),
        (Some("1"), Some("Evil"), None),
        (Some("666"), Some("Acme"), None),
        (Some("666"), Some("Evil"), ACME),
    ];
    let ids: Vec<String> = (0..50).map(|id| format!("x{id}")).collect();
    for _ in 0..50 {
        all.add(&evil, Authority::Claimed);
    }
    let many = ids.iter().map(|id| (Some(id.as_str()), Some("Acme"), ACME));
    all.add(&many.collect::<Vec<_>>(), Authority::Claimed);
    for key in ["acme.example", "#1", "acme"] {
        assert_eq!(all.end(key), "acme", "{key}");
    }
}

#[test]
fn claims_decide_where_nobody_else_says_anything() {
    let mut all = Box::with(&[(None, None, ACME)]);
    all.add(&[(None, Some("Acme"), ACME)], Authority::Claimed);
    assert_eq!(all.of("acme.example").as_deref(), Some("acme"));
    let group = (Some("7"), Some("Globex"), None);
    all.add(&[group, group], Authority::Claimed);
    assert_eq!(all.of("#7").as_deref(), Some("globex"));
    // Who is firmly of an id or a name is not called otherwise by claims.
    all.add(&[(Some("7"), None, None)], Authority::Firm);
    assert_eq!(all.of("#7"), None);
    let odd = (Some("8"), Some("Umbrella"), None);
    all.add(&[(None, Some("Umbrella"), None)], Authority::Firm);
    all.add(
        &[odd, odd, (Some("8"), Some("Hive"), None)],
        Authority::Claimed,
    );
    assert_eq!(all.end("umbrella"), "umbrella");
}

/// Somebody who states something, of few words.
fn saying() -> impl Strategy<Value = (Option<usize>, Option<usize>, Option<usize>)> {
    let some = |many: usize| proptest::option::weighted(0.6, 0..many);
    (some(3), some(4), some(3))
}

const IDS: [&str; 3] = ["1", "2", "3"];
const NAMES: [&str; 4] = ["Acme", "Acme Praha", "Škoda Auto", "Globex"];
const DOMAINS: [&str; 3] = ["acme.example", "skoda.example", "odd.example"];

fn spoken(one: &(Option<usize>, Option<usize>, Option<usize>)) -> Saying<'static> {
    let (id, name, domain) = one;
    (
        id.map(|id| IDS[id]),
        name.map(|name| NAMES[name]),
        domain.map(|domain| DOMAINS[domain]),
    )
}

proptest! {
    /// Of whom the business says where they are, claims move nobody, and of a domain of which it says
    /// what it is, neither.
    #[test]
    fn whatever_is_claimed_moves_nobody_of_whom_the_business_says_where_they_are(
        firm in proptest::collection::vec(saying(), 0..8),
        claimed in proptest::collection::vec(saying(), 0..30),
    ) {
        let firm: Vec<Saying> = firm.iter().map(spoken).collect();
        let claimed: Vec<Saying> = claimed.iter().map(spoken).collect();
        let mut before = Box::with(&firm);
        let mut after = Box::with(&firm);
        after.add(&claimed, Authority::Claimed);
        for (id, name, domain) in &firm {
            let said = |text: &Option<&'static str>| text.map(|text| (text, Authority::Firm));
            let stated = Stated::new(said(id), said(name), said(domain));
            let stated = [stated.said(), stated.domain.as_ref()];
            for key in stated.into_iter().flatten().map(|key| key.text.as_str()) {
                let means = before.of(key);
                if !is_domain(key) || means.is_some() {
                    prop_assert_eq!(after.end(key), before.end(key), "{}", key);
                }
            }
        }
    }

    /// What a key means changes only where [`judged_by`] says that it may.
    #[test]
    fn what_may_change_is_known_from_the_votes_that_did(
        people in proptest::collection::vec((saying(), any::<bool>()), 1..16),
    ) {
        let mut all = Box::default();
        let ids = IDS.map(|id| format!("#{id}"));
        let names = NAMES.map(|name| name::key(name).unwrap_or_default());
        let keys: Vec<&str> = ids.iter().chain(&names).map(String::as_str).chain(DOMAINS).collect();
        for (one, is_firm) in &people {
            let standings = |all: &mut Box| -> Vec<Standing> {
                keys.iter().map(|key| all.standing(key).unwrap_or_default()).collect()
            };
            let meanings = |all: &mut Box| -> Vec<Option<String>> {
                keys.iter().map(|key| all.of(key)).collect()
            };
            let before = (standings(&mut all), meanings(&mut all));
            let authority = if *is_firm { Authority::Firm } else { Authority::Claimed };
            all.add(&[spoken(one)], authority);
            let after = (standings(&mut all), meanings(&mut all));
            let mut judged = std::collections::BTreeSet::new();
            for (key, (one, other)) in keys.iter().zip(before.0.iter().zip(&after.0)) {
                if one != other {
                    judged.extend(judged_by(key, one, other));
                }
            }
            for (key, (one, other)) in keys.iter().zip(before.1.iter().zip(&after.1)) {
                prop_assert!(one == other || judged.contains(key), "{} is not judged", key);
            }
        }
    }
}
