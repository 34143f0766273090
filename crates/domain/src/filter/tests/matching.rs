//! Evaluation in memory.

use crate::filter::{Counts, InteractionFilter, Measure, Measured, PersonFilter};
use crate::interaction::{Channel, Fact, Properties, Touch, Verdict, kind};
use crate::person::{CompanyView, PersonKind, PersonView, SignalSeen, Temperature};
use crate::profile::{Authority, FieldValue, Profile, ProfileChange};
use crate::time::{Span, Timestamp};
use crate::zone::Zone;

struct Facts<'a> {
    facts: Vec<Fact<'a>>,
    now: Timestamp,
}

impl Counts for Facts<'_> {
    fn measure(&self, measure: &Measure) -> Option<Measured> {
        measure.of(self.facts.iter().copied(), self.now)
    }

    fn contains(&self, list: &str, value: &str) -> bool {
        list == "free" && value == "gmail.com"
    }
}

fn profile(fields: &[(&str, FieldValue)]) -> Profile {
    let mut profile = Profile::default();
    for (field, value) in fields {
        let value = Some(value.clone());
        profile.apply(&ProfileChange {
            at: Timestamp::default(),
            seq: 1,
            field: (*field).into(),
            value,
            authority: Authority::Firm,
        });
    }
    profile
}

const SIGNALS: [SignalSeen<'static>; 3] = [
    signal("asked_price", 1_770_000_000),
    signal("returned", 1_760_000_000),
    // Not yet, as of the moment that is asked about.
    signal("surge", 1_780_000_000),
];

const fn signal(key: &'static str, seconds: i64) -> SignalSeen<'static> {
    let at = Timestamp::from_micros(seconds * 1_000_000);
    SignalSeen { key, at }
}

/// The keys that lead to the company.
static COMPANY: std::sync::LazyLock<[String; 3]> =
    std::sync::LazyLock::new(|| ["#G-1", "alza", "alza.example"].map(str::to_owned));

static UTC: std::sync::LazyLock<Zone> = std::sync::LazyLock::new(Zone::default);

fn now() -> Timestamp {
    Timestamp::parse("2026-02-10T12:00:00Z").unwrap()
}

fn view(profile: &Profile) -> PersonView<'_> {
    PersonView {
        zone: &UTC,
        profile,
        kind: PersonKind::Lead,
        stage: "mql",
        fit: 35.0,
        engagement: 12.5,
        velocity: -0.5,
        temperature: Temperature::Warm,
        index: "better",
        created: Timestamp::parse("2026-01-31T23:59:59Z").unwrap(),
        last_touch: Some(now() - Span::days(3)),
        disqualified: None,
        nurture: None,
        source: Some("Google"),
        medium: None,
        campaign: None,
        lead_opened: Some(now() - Span::days(20)),
        customer_since: None,
        company: Some(CompanyView {
            keys: &*COMPANY,
            people: 3,
            engagement: 40.5,
            fit: 10.0,
            stage: "sql",
        }),
        owner: Some("ana@firma.example"),
        contacts: &[],
        signals: &SIGNALS,
        now: now(),
    }
}

fn matches(text: &str) -> bool {
    let text_of = |text: &str| FieldValue::Text(text.into());
    let profile = profile(&[
        ("name", text_of("Ilgaz ÇELİK")),
        ("email", text_of("ilgaz@gmail.com")),
        ("title", text_of("Vice-President, Sales")),
        ("city", text_of("İSTANBUL")),
        ("employees", FieldValue::Number(42.0)),
        ("plan", text_of("Pro")),
        ("seats", text_of(" 12 ")),
        ("vip", FieldValue::Bool(true)),
    ]);
    let touch = Touch {
        source: Some("Newsletter".into()),
        ..Touch::default()
    };
    let page = Fact {
        kind: kind::PAGE,
        path: Some("/pricing/eu"),
        properties: Properties::from_packed(Some(
            "plan\u{1f}Pro\u{1e}page section\u{1f}eu\u{1e}seats\u{1f} 12",
        )),
        ..Fact::default()
    };
    let facts = vec![
        Fact {
            at: now() - Span::days(1),
            touch: Some(&touch),
            ..page
        },
        Fact {
            at: now() - Span::days(7),
            ..page
        },
        Fact {
            at: now() - Span::days(30),
            label: Some("Ceník služeb"),
            ..page
        },
        Fact {
            at: now() + Span::days(1),
            ..page
        },
        Fact {
            at: now() - Span::days(1),
            verdict: Verdict::Machine,
            ..page
        },
        Fact {
            at: now(),
            kind: kind::ORDER,
            channel: Channel::Shop,
            amount: Some(99.5),
            ..Fact::default()
        },
    ];
    let filter = PersonFilter::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    filter.matches(&view(&profile), &Facts { facts, now: now() })
}

#[test]
fn true_conditions() {
    for text in [
        "",
        "name = \"ilgaz celik\"",
        "city = \"istanbul\" and city ~ \"ist?nb*\"",
        "title has any (\"ceo\", \"vice president\") and title has all (\"sales\", \"vice\")",
        "employees >= 42 and employees in (1, 42) and employees not in (1, 2)",
        "email.domain is free",
        "kind = lead and kind != customer and stage in (mql, sql) and index = better",
        "temperature > cold and temperature <= warm",
        "created = \"2026-01-31\" and created < \"2026-02-01\" and not created > \"2026-01-31\"",
        "last_touch > 4 days ago and last_touch < 2 days ago",
        "source = \"google\" and disqualified is unknown and medium is unknown",
        "profile.plan = \"pro\" and profile.seats > 11 and profile.vip = true and profile.seats ~ \"*12*\"",
        "velocity < 0 and engagement = 12.5",
        "company not in list(\"x\") or company is unknown",
    ] {
        assert!(matches(text), "{text}");
    }
}

#[test]
fn false_conditions() {
    for text in [
        "title has any (\"vice sales\", \"pres\")",
        "city != \"Istanbul\"",
        "profile.plan > 1",
        "profile.plan not in (1)",
        "temperature = hot",
        "count(screen)",
    ] {
        assert!(!matches(text), "{text}");
    }
}

#[test]
fn comparisons_with_missing_values_are_false_and_not_turns_them_round() {
    for test in [
        "= \"x\"",
        "!= \"x\"",
        "~ \"*\"",
        "!~ \"x\"",
        "in (\"x\")",
        "not in (\"x\")",
        "has any (\"x\")",
        "in list(\"partners\")",
        "not in list(\"partners\")",
        "is known",
    ] {
        for field in ["company", "medium", "profile.nothing"] {
            assert!(!matches(&format!("{field} {test}")), "{field} {test}");
            assert!(
                matches(&format!("not {field} {test}")),
                "not {field} {test}"
            );
        }
    }
}

#[test]
fn counts_are_of_human_interactions_in_the_window() {
    for (count, expected) in [
        ("page", 3),
        ("page, last 7 days", 1),
        ("page, last 8 days", 2),
        ("page where verdict in (human, machine), last 8 days", 3),
        ("any", 4),
        ("order where amount > 99 and channel = shop, last 1 hour", 1),
        ("page where path ~ \"/Pricing*\"", 0),
        (
            "page where path ~ \"/pricing*\" and path != \"/pricing\"",
            3,
        ),
        ("page where label has any (\"cenik\")", 1),
        (
            "page where source = \"newsletter\" or label ~ \"*sluzeb\"",
            2,
        ),
        ("page where referrer is unknown", 3),
        (
            "page where property.plan = \"pro\" and property.seats > 11",
            3,
        ),
        (
            "page where property.\"page section\" ~ \"e?\" and property.seats = \" 12\"",
            3,
        ),
        ("page where property.plan > 0 or property.Plan is known", 0),
    ] {
        assert!(matches(&format!("count({count}) = {expected}")), "{count}");
    }
}

#[test]
fn interactions_match_by_kind_and_rest() {
    let filter = InteractionFilter::parse("page where path ~ \"/pricing*\"").unwrap();
    let fact = Fact {
        kind: kind::PAGE,
        path: Some("/pricing"),
        ..Fact::default()
    };
    assert!(filter.matches(&fact));
    let screen = Fact {
        kind: kind::SCREEN,
        ..fact
    };
    assert!(!filter.matches(&screen));
    assert!(filter.matches_rest(&screen));
}

#[test]
fn measures_follow_from_the_history() {
    for (text, expected) in [
        (
            "sum(amount of order) = 99.5 and sum(amount of order, 1h) between 99 and 100",
            true,
        ),
        (
            "sum(amount of page) = 0 and sum(property.seats of page, 8d) = 24",
            true,
        ),
        ("sum(property.plan of page) > 0", false),
        ("first(page) = 30 days ago and last(page) within 1d", true),
        (
            "last(page) within 23h or first(order) before yesterday",
            false,
        ),
        ("first(order) = today and last(page) = yesterday", true),
        (
            "first(screen) is unknown and not first(screen) < today",
            true,
        ),
        ("first(screen) != today or last(screen) after today", false),
        ("first(page, 8d) = 7 days ago", true),
        ("count(page, 7d before first(order)) = 2", true),
        (
            "count(page, 6d before last(order)) = 1 and count(page, before last(order)) = 3",
            true,
        ),
        (
            "count(page, after first(page)) = 2 and count(page, 23d after first(page)) = 1",
            true,
        ),
        (
            "count(page, after last(order)) = 0 and count(page, before first(call)) = 0",
            true,
        ),
        ("first(order, after last(page)) is known", true),
        (
            "count(screen) = 0 and count(page) in (3, 4) and count(page) not in (1, 2)",
            true,
        ),
        (
            "customer.purchases = 1 and customer.purchases between 1 and 2",
            true,
        ),
    ] {
        assert_eq!(matches(text), expected, "{text}");
    }
}

#[test]
fn cards_companies_and_signals_can_be_asked_about() {
    for (text, expected) in [
        ("lead.opened within 21d and customer.since is unknown", true),
        (
            "lead.opened between \"2026-01-21\" and \"2026-01-21\"",
            true,
        ),
        ("lead.opened between \"2026-01-22\" and today", false),
        (
            "company.people >= 3 and company.engagement > 40 and company.fit = 10",
            true,
        ),
        ("company.stage = sql and company.stage in (mql, sql)", true),
        (
            "company.name = \"ALZA, a.s.\" and company.name = \"alza.example\" and company.name = \"#G-1\"",
            true,
        ),
        (
            "company.name in (\"x\", \"Alza\") and company.name != \"x\" and company.name is known",
            true,
        ),
        (
            "company.name != \"Alza a.s.\" or company.name not in (\"x\", \"alza.example\")",
            false,
        ),
        (
            "signal = asked_price and signal = Returned and signal != surge",
            true,
        ),
        ("signal = surge or signal !~ \"ask*\"", false),
        (
            "signal not in (surge, other) and signal ~ \"ret*\" and signal is known",
            true,
        ),
        (
            "signal has all (\"price\", \"returned\") and signal has any (\"asked price\")",
            true,
        ),
        ("signal has all (\"price\", \"surge\")", false),
        (
            "signal(asked_price, 11d) and not signal(asked_price, 7d)",
            true,
        ),
        ("signal(\"ASKED_PRICE\") = 1 and signal(surge) = 0", true),
        (
            "employees between 42 and 50 and profile.seats between 11 and 12",
            true,
        ),
        (
            "profile.plan between 1 and 2 or employees between 43 and 50",
            false,
        ),
    ] {
        assert_eq!(matches(text), expected, "{text}");
    }
}

#[test]
fn days_are_those_of_the_organisation() {
    let profile = Profile::default();
    let istanbul = Zone::named("Europe/Istanbul").expect("a zone");
    let night = |zone| PersonView {
        zone,
        now: Timestamp::parse("2026-02-01T21:30:00Z").unwrap(),
        last_touch: Some(Timestamp::parse("2026-02-01T21:10:00Z").unwrap()),
        ..view(&profile)
    };
    let nothing = Facts {
        facts: Vec::new(),
        now: now(),
    };
    // Seen first on 31 January in UTC, on 1 February in Istanbul; there it is the 2nd by now.
    for (text, in_utc, there) in [
        ("created = \"2026-02-01\"", false, true),
        ("created <= \"2026-01-31\"", true, false),
        ("created = yesterday", true, true),
        (
            "created between \"2026-01-31\" and \"2026-01-31\"",
            true,
            false,
        ),
        ("created = 1 day ago", true, true),
        ("created != 1 day ago", false, false),
        ("created = 2 days ago", false, false),
        ("last_touch = today", true, true),
        ("last_touch = \"2026-02-02\"", false, true),
        ("created > \"2026-01-31T23:59:58Z\"", true, true),
    ] {
        let filter = PersonFilter::parse(text).expect(text);
        for (zone, expected) in [(&*UTC, in_utc), (&istanbul, there)] {
            assert_eq!(
                filter.matches(&night(zone), &nothing),
                expected,
                "{text} in {zone:?}"
            );
        }
    }
}

#[test]
fn both_filters_have_to_hold_and_stay_at_the_top_level() {
    let parsed = |text: &str| PersonFilter::typed(text).unwrap();
    for (one, other, both) in [
        ("", "fit > 3", "fit > 3"),
        ("fit > 3", "", "fit > 3"),
        ("fit > 3", "stage = mql", "fit > 3 and stage = mql"),
        (
            "fit > 3 and kind = lead",
            "stage = mql or stage = sql",
            "fit > 3 and kind = lead and (stage = mql or stage = sql)",
        ),
        (
            "not fit > 3",
            "not kind = lead",
            "not fit > 3 and not kind = lead",
        ),
        (
            "kind = lead",
            "fit > 3 top 5 by fit",
            "kind = lead and fit > 3 top 5 by fit",
        ),
        ("kind = lead", "top 5% by fit", "kind = lead top 5% by fit"),
    ] {
        let joined = parsed(one).and(&parsed(other));
        assert_eq!(joined, parsed(both), "{one:?} and {other:?}");
        assert!(
            PersonFilter::typed(joined.text()).is_ok(),
            "{}",
            joined.text()
        );
    }
}
