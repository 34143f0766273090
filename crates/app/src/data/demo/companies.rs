//! The companies that visitors work for.

use std::collections::BTreeSet;

use ripen_domain::text::words;

use super::chance::Chance;
use super::countries::{COMPETITION, COUNTRIES, EDUCATION};

/// A company.
pub(super) struct Company {
    pub(super) name: String,
    /// Name as it stands in addresses.
    pub(super) slug: String,
    pub(super) country: u8,
    pub(super) city: &'static str,
    pub(super) industry: usize,
    pub(super) employees: u32,
    /// Mail scanner that opens every link first, an index of the scanners.
    pub(super) scanner: Option<u8>,
}

/// Companies by what they are to Orchard & Vale.
pub(super) struct Companies {
    pub(super) all: Vec<Company>,
    /// How many of the first ones are businesses; universities and competitors follow.
    pub(super) businesses: usize,
    pub(super) universities: usize,
}

/// Those whom the default model knows.
pub(super) const COMPETITORS: &[(&str, u8)] = &[
    ("ColdChain Monitor", 3),
    ("FrostSense", 4),
    ("Fridge Guardian", 2),
];

impl Companies {
    pub(super) fn make(count: usize, chance: &mut Chance) -> Self {
        let mut taken = BTreeSet::new();
        let mut all: Vec<_> = (0..count).map(|_| business(&mut taken, chance)).collect();
        all.extend(COUNTRIES.iter().enumerate().map(|(country, place)| {
            let name = format!("University of {}", place.cities[2]);
            Company {
                employees: 2_400,
                ..company(name, country as u8, place.cities[2], EDUCATION)
            }
        }));
        all.extend(COMPETITORS.iter().map(|(name, country)| {
            let city = COUNTRIES[usize::from(*country)].cities[0];
            Company {
                employees: 60,
                ..company((*name).to_owned(), *country, city, COMPETITION)
            }
        }));
        Self {
            all,
            businesses: count,
            universities: COUNTRIES.len(),
        }
    }

    /// A business in this country, or anywhere when none is found soon; good buyers prefer the
    /// industries that the product is made for.
    pub(super) fn business(&self, country: u8, good_fit: bool, chance: &mut Chance) -> u32 {
        let fits = |company: &Company| {
            company.country == country
                && (!good_fit || company.industry < 4 && company.employees >= 20)
        };
        let tries = (0..200)
            .map(|_| chance.below(self.businesses))
            .collect::<Vec<_>>();
        let found = tries.iter().copied().find(|index| fits(&self.all[*index]));
        found.unwrap_or(tries[0]) as u32
    }

    /// The university of this country.
    pub(super) fn university(&self, country: u8) -> u32 {
        (self.businesses + usize::from(country) % self.universities) as u32
    }

    /// One of the competitors.
    pub(super) fn competitor(&self, chance: &mut Chance) -> u32 {
        let first = self.businesses + self.universities;
        (first + chance.below(self.all.len() - first)) as u32
    }
}

/// How often a name is drawn that no other company has.
const TRIES: usize = 100;

fn business(taken: &mut BTreeSet<String>, chance: &mut Chance) -> Company {
    let country = chance.weighted(COUNTRIES.iter().map(|country| country.weight));
    let place = &COUNTRIES[country];
    let mut drawn = (0..TRIES).map(|_| {
        let (brand, city) = (*chance.pick(place.brands), *chance.pick(place.cities));
        let (trade, industry) = *chance.pick(place.trades);
        let plain = format!("{brand} {trade} {}", place.form);
        let of_city = format!("{city} {plain}");
        let mut names = [plain, of_city].into_iter();
        let name = names.find(|name| !taken.contains(name));
        (name, city, industry)
    });
    let free = drawn.find_map(|(name, city, industry)| Some((name?, city, industry)));
    // Only a company of a million people runs out of names.
    let (name, city, industry) = free.unwrap_or_else(|| {
        let (trade, industry) = place.trades[0];
        let (city, number) = (place.cities[0], taken.len());
        let name = format!("{city} {trade} {number} {}", place.form);
        (name, city, industry)
    });
    taken.insert(name.clone());
    let employees = chance.heavy(60.0, 1.2).clamp(2.0, 12_000.0) as u32;
    let scanner = chance
        .coin(0.05)
        .then(|| chance.below(super::mail::SCANNERS.len()) as u8);
    Company {
        employees,
        scanner,
        ..company(name, country as u8, city, industry)
    }
}

fn company(name: String, country: u8, city: &'static str, industry: usize) -> Company {
    // Nobody writes the legal form into an address.
    let form = COUNTRIES[usize::from(country)].form;
    let slug = words(name.strip_suffix(form).unwrap_or(&name));
    let slug = slug.trim().replace(' ', "-");
    Company {
        name,
        slug,
        country,
        city,
        industry,
        employees: 1,
        scanner: None,
    }
}

impl Company {
    /// Mail domain, below a top level that is reserved for examples (RFC 2606): nobody lives there.
    pub(super) fn domain(&self) -> String {
        format!("{}.example", self.slug)
    }
}
