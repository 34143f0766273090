//! The demo company is repeatable, large enough, and its buyers behave like buyers.

use std::collections::{BTreeMap, BTreeSet};

use ripen_domain::identity::normalize;
use ripen_domain::time::{Span, Timestamp};
use ripen_domain::verdict::{Evidence, classify};
use serde_json::Value;

use super::*;

const NOW: Timestamp = Timestamp::from_micros(1_760_000_000_000_000);

fn events(people: usize) -> Vec<Value> {
    DemoCompany::new(7, NOW, people).collect()
}

fn at(event: &Value) -> Option<Timestamp> {
    Timestamp::parse(event["timestamp"].as_str()?)
}

#[test]
fn the_same_seed_gives_the_same_events() {
    let first = DemoCompany::new(7, NOW, 300);
    assert!(first.eq(DemoCompany::new(7, NOW, 300)));
    assert!(!DemoCompany::new(7, NOW, 300).eq(DemoCompany::new(8, NOW, 300)));
}

#[test]
fn there_is_enough_of_everything() {
    let events = events(4_000);
    let of_type = |kind: &str| events.iter().filter(|event| event["type"] == kind).count();
    let named = |name: &str| events.iter().filter(|event| event["event"] == name).count();
    println!(
        "4,000 people: {} events, {} pages, {} orders",
        events.len(),
        of_type("page"),
        named("Order Completed")
    );
    assert!(events.len() >= 4_000 * 19, "{}", events.len());
    for kind in ["page", "track", "identify", "group"] {
        assert!(of_type(kind) > 100, "{kind}: {}", of_type(kind));
    }
    for name in [
        "Email Opened",
        "Email Link Clicked",
        "Form Submitted",
        "Question Asked",
        "Call",
        "Live Chat Conversation Ended",
        "Demo Requested",
        "Signed Up",
        "Trade Fair Visited",
        "Product Viewed",
        "Product Added",
        "Checkout Started",
        "Order Completed",
    ] {
        println!("{name}: {}", named(name));
        assert!(named(name) >= 10, "{name}: {}", named(name));
    }
}

#[test]
fn events_come_in_time_order_within_the_period() {
    let mut before = NOW - Span::days(DAYS);
    let mut broken = 0;
    for event in events(500) {
        // Some of the broken events have no time that can be read, or none that is near.
        match at(&event).filter(|at| event["event"] != "Form Submitted" || *at >= before) {
            Some(at) => {
                assert!(
                    at + Span::from_micros(1_000) > before && at < NOW,
                    "{event}"
                );
                before = before.max(at);
            }
            None => broken += 1,
        }
    }
    assert!((8..=20).contains(&broken), "{broken}");
}

#[test]
fn message_ids_are_unique() {
    let events = events(1_000);
    let ids: BTreeSet<_> = events
        .iter()
        .map(|event| event["messageId"].as_str())
        .collect();
    assert_eq!(ids.len(), events.len());
}

#[test]
#[ignore = "prints the company of the default size: slow in a debug build"]
fn the_default_size_is_reached() {
    let start = std::time::Instant::now();
    let company = DemoCompany::new(1, NOW, PEOPLE);
    let (people, total) = (company.people.len(), company.len());
    let planned = start.elapsed();
    let last_days = company
        .filter(|event| at(event).is_some_and(|at| at > NOW - Span::days(2)))
        .count();
    println!(
        "{people} people, {total} events, {last_days} of them in two days; plan {planned:?}, all {:?}",
        start.elapsed()
    );
    assert!(people >= 20_000 && total >= 400_000 && last_days > 3_000);
}

#[test]
fn contact_points_are_valid() {
    let identified = events(2_000)
        .into_iter()
        .filter(|event| event["type"] == "identify");
    for traits in identified.map(|event| event["traits"].clone()) {
        let email = traits["email"].as_str().unwrap();
        assert_eq!(normalize::email(email).as_deref(), Some(email));
        if let Some(phone) = traits["phone"].as_str() {
            assert_eq!(
                normalize::phone(phone, None).as_deref(),
                Some(phone),
                "{traits}"
            );
        }
    }
}

#[test]
fn only_colleagues_share_a_telephone_number() {
    let company = DemoCompany::new(7, NOW, 22_000);
    let mut holders = BTreeMap::<_, Vec<_>>::new();
    for contact in company.people.iter().map(|person| &person.contact) {
        if let Some(phone) = &contact.phone {
            holders.entry(phone).or_default().push(contact.company);
        }
    }
    let shared: Vec<_> = holders.values().filter(|at| at.len() > 1).collect();
    println!("{} numbers, {} shared", holders.len(), shared.len());
    assert!(holders.len() > 2_000 && (1..100).contains(&shared.len()));
    for at in shared {
        assert!(at[0].is_some() && at.iter().all(|company| *company == at[0]));
    }
}

#[test]
fn about_one_event_in_twelve_is_a_machine() {
    let events = events(4_000);
    let by_machine = |event: &&Value| {
        let user_agent = event["context"]["userAgent"].as_str();
        let library = event["context"]["library"]["name"].as_str();
        classify(&Evidence {
            user_agent,
            library,
            ..Evidence::default()
        })
        .reasons[0]
            .starts_with("user_agent")
            || user_agent.is_some_and(|text| text.contains("Headless"))
    };
    let share = events.iter().filter(by_machine).count() as f64 / events.len() as f64;
    println!(
        "machines: {:.1} % of {} events",
        share * 100.0,
        events.len()
    );
    assert!((0.06..0.12).contains(&share), "{share}");
}

#[test]
fn who_buys_showed_it_before() {
    let mut pricing: BTreeMap<String, (u32, bool, bool)> = BTreeMap::new();
    for event in events(4_000) {
        let Some(visitor) = event["anonymousId"].as_str() else {
            continue;
        };
        let (views, signed_up, bought) = pricing.entry(visitor.to_owned()).or_default();
        let path = event["properties"]["path"].as_str().unwrap_or_default();
        *views += u32::from(path.starts_with("/pricing") && !*bought);
        *signed_up |= event["event"] == "Signed Up";
        *bought |= event["event"] == "Order Completed";
    }
    let mean = |buyers: bool| {
        let chosen = pricing
            .values()
            .filter(|(_, signed_up, bought)| (*signed_up && *bought) == buyers);
        let views: Vec<_> = chosen.map(|(views, ..)| f64::from(*views)).collect();
        views.iter().sum::<f64>() / views.len() as f64
    };
    println!(
        "pricing pages: {:.1} by new buyers, {:.2} by others",
        mean(true),
        mean(false)
    );
    assert!(mean(true) > 5.0 * mean(false));
}

#[test]
fn all_pages_named_in_the_code_exist() {
    for path in ["/contact/demo", "/account/login", "/shop/cart"] {
        assert_eq!(site::PAGES[usize::from(site::page(path))].path, path);
    }
}

#[test]
fn nobody_is_there_twice() {
    let company = DemoCompany::new(7, NOW, 22_000);
    let contacts = company.people.iter().map(|person| &person.contact);
    let (mut emails, mut colleagues) = (BTreeSet::new(), BTreeSet::new());
    for contact in contacts {
        assert!(emails.insert(&contact.email), "{}", contact.email);
        let at = contact.company.map(|company| (company, &contact.name));
        assert!(
            at.is_none_or(|at| colleagues.insert(at)),
            "{}",
            contact.name
        );
    }
    let names: BTreeSet<_> = company.people.iter().map(|one| &one.contact.name).collect();
    assert!(names.len() > 6_000, "{} names", names.len());
}

#[test]
fn companies_have_names_without_numbers_and_domains_without_legal_forms() {
    let companies = DemoCompany::new(7, NOW, 22_000).companies;
    for company in &companies.all {
        let name = &company.name;
        assert!(!name.contains(|c: char| c.is_ascii_digit()), "{name}");
    }
    let domains: BTreeSet<_> = companies.all.iter().map(|one| one.domain()).collect();
    assert_eq!(domains.len(), companies.all.len());
    for domain in domains {
        let form = ["-a-s.", "-s-r-o.", "-gmbh.", "-ltd.", "-inc.", "-sp-z-o-o."];
        assert!(form.iter().all(|form| !domain.contains(form)), "{domain}");
    }
}

#[test]
fn whoever_is_called_or_written_to_has_said_who_they_are() {
    let company = DemoCompany::new(7, NOW, 4_000);
    let mut known = BTreeSet::new();
    let mut reached = 0;
    for planned in &company.plan {
        match planned.act {
            Act::Identify { .. } => drop(known.insert(planned.who)),
            Act::Call { .. } | Act::Met | Act::Demo | Act::Opened { .. } | Act::Clicked { .. } => {
                reached += 1;
                assert!(known.contains(&planned.who), "{planned:?}");
            }
            _ => {}
        }
    }
    assert!(reached > 1_000, "{reached}");
}

#[test]
fn the_default_model_knows_the_competitors_of_the_demo_company() {
    for (name, _) in companies::COMPETITORS {
        let listed = format!("\"{name}\"");
        assert!(crate::models::file::DEFAULT.contains(&listed), "{name}");
    }
}
