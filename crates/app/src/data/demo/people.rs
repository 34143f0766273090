//! The people who visit, with what they are up to.

use std::collections::{HashMap, HashSet};

use ripen_domain::text::words;

use super::chance::Chance;
use super::companies::Companies;
use super::countries::{COUNTRIES, Country};
use super::origins::ORIGINS;

/// What somebody is up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Persona {
    /// Looks once and leaves.
    Passer,
    /// Reads articles, some for months.
    Reader,
    /// Looks for work.
    JobSeeker,
    /// Writes a thesis.
    Student,
    /// Watches prices for a competitor.
    Competitor,
    /// Thinks about buying.
    Evaluator,
    /// Has bought and comes back.
    Customer,
    /// Bought once and fell silent.
    Lapsed,
}

impl Persona {
    /// Every persona, in the order of their weights elsewhere.
    pub(super) const ALL: [Self; 8] = [
        Self::Passer,
        Self::Reader,
        Self::JobSeeker,
        Self::Student,
        Self::Competitor,
        Self::Evaluator,
        Self::Customer,
        Self::Lapsed,
    ];

    /// Share among all people, in thousandths.
    fn share(self) -> u32 {
        [500, 236, 50, 34, 8, 105, 52, 15][self as usize]
    }

    /// Titles of those who do not decide; empty ones are left out of forms.
    fn titles(self) -> &'static [&'static str] {
        match self {
            Self::Student => &["Student", "PhD student", "Research assistant"],
            Self::JobSeeker => &[
                "",
                "Electronics engineer",
                "Sales representative",
                "Support specialist",
            ],
            Self::Competitor => &["Product manager", "Head of marketing", "Sales engineer"],
            _ => &[
                "Quality assistant",
                "Consultant",
                "Warehouse clerk",
                "Journalist",
                "Technician",
                "",
                "Accountant",
            ],
        }
    }

    /// How many of this persona hold a post in which one decides.
    fn deciders(self) -> f64 {
        match self {
            Self::Evaluator | Self::Customer | Self::Lapsed => 0.8,
            Self::Passer | Self::Reader => 0.15,
            _ => 0.0,
        }
    }
}

/// How somebody can be reached once they have said who they are.
pub(super) struct Contact {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) phone: Option<String>,
    pub(super) title: &'static str,
    pub(super) company: Option<u32>,
    /// Whether the mailbox is a private one.
    pub(super) private: bool,
}

/// A person.
pub(super) struct Person {
    pub(super) persona: Persona,
    pub(super) country: u8,
    pub(super) origin: u8,
    pub(super) contact: Contact,
    /// Browsers used, the main one first. Numbers may be shared by two people.
    pub(super) devices: [u32; 2],
    /// How serious the wish to buy is, 0 to 1; it shapes behaviour and outcome alike.
    pub(super) intent: f64,
}

impl Person {
    pub(super) fn make(
        number: u32,
        companies: &Companies,
        named: &mut Named,
        chance: &mut Chance,
    ) -> Self {
        let persona =
            Persona::ALL[chance.weighted(Persona::ALL.iter().map(|persona| persona.share()))];
        let country = chance.weighted(COUNTRIES.iter().map(|country| country.weight)) as u8;
        let origin = chance.weighted(ORIGINS.iter().map(|origin| origin.weight(persona))) as u8;
        let intent = match persona {
            Persona::Evaluator => (0.48 + 0.24 * chance.normal()).clamp(0.05, 1.0),
            Persona::Customer | Persona::Lapsed => 0.9,
            _ => 0.05,
        };
        let own = number * 2;
        // Few sit at a shared computer; the one before them did too.
        let main = if number > 0 && chance.coin(0.006) {
            own - 2
        } else {
            own
        };
        let second = if chance.coin(0.18) { own + 1 } else { main };
        let contact = Contact::make(number, (persona, country, intent), companies, named, chance);
        Self {
            persona,
            country,
            origin,
            contact,
            devices: [main, second],
            intent,
        }
    }

    /// The user id of the web shop, for those who have an account.
    pub(super) fn user_id(number: u32) -> String {
        format!("ov_{number:06}")
    }
}

impl Contact {
    fn make(
        number: u32,
        (persona, country, intent): (Persona, u8, f64),
        companies: &Companies,
        named: &mut Named,
        chance: &mut Chance,
    ) -> Self {
        let place = &COUNTRIES[usize::from(country)];
        let woman = chance.coin(0.5);
        let company = match persona {
            Persona::JobSeeker => None,
            Persona::Student => Some(companies.university(country)),
            Persona::Competitor => Some(companies.competitor(chance)),
            Persona::Passer | Persona::Reader if chance.coin(0.4) => None,
            _ => {
                let good_fit = chance.coin(0.25 + 0.7 * intent);
                Some(companies.business(country, good_fit, chance))
            }
        };
        let private = company.is_none() || chance.coin(0.12);
        let domain = match company {
            Some(index) if !private => companies.all[index as usize].domain(),
            _ => (*chance.pick(place.mailboxes)).to_owned(),
        };
        let title = if chance.coin(persona.deciders()) {
            let title = chance.pick(place.titles);
            if woman { title.0 } else { title.1 }
        } else {
            chance.pick::<&str>(persona.titles())
        };
        let name = named.draw(place, woman, company, chance);
        let local = words(&name).trim().replace(' ', ".");
        // The number keeps these off the mailboxes of real people of that name.
        let email = match private {
            true => format!("{local}.ov{number:05}@{domain}"),
            false => format!("{local}@{domain}"),
        };
        Self {
            name,
            email,
            phone: chance
                .coin(0.3 + 0.6 * intent)
                .then(|| telephone(place.phone, chance)),
            title,
            company,
            private,
        }
    }
}

/// Who is called how at which company: no two colleagues have one name, nor two of no company, and few others.
#[derive(Default)]
pub(super) struct Named {
    names: HashSet<String>,
    at_company: HashSet<(Option<u32>, String)>,
}

impl Named {
    /// Draws so often for a name that nobody has, and then for one that no colleague has.
    const TRIES: [usize; 2] = [6, 200];

    fn draw(
        &mut self,
        place: &Country,
        woman: bool,
        company: Option<u32>,
        chance: &mut Chance,
    ) -> String {
        let mut name = String::new();
        for nth in 0..Self::TRIES[1] {
            let first = *chance.pick(if woman { place.women } else { place.men });
            let family = chance.pick(place.families);
            name = format!("{first} {}", if woman { family.0 } else { family.1 });
            let is_colleague = self.at_company.contains(&(company, name.clone()));
            let is_new = !self.names.contains(&name);
            if !is_colleague && (is_new || nth >= Self::TRIES[0]) {
                break;
            }
        }
        self.names.insert(name.clone());
        self.at_company.insert((company, name.clone()));
        name
    }
}

fn telephone((beginning, digits): (&str, usize), chance: &mut Chance) -> String {
    let mut number = beginning.to_owned();
    (0..digits).for_each(|_| number.push(char::from(b'0' + chance.below(10) as u8)));
    number
}

/// Leaves every telephone number to one person. The blocks are small, so whoever comes too late has none, or
/// in few cases the number on the desk of a colleague.
pub(super) fn share_out_telephones(people: &mut [Person], chance: &mut Chance) {
    let mut given = HashSet::new();
    let mut desks = HashMap::new();
    for contact in people.iter_mut().map(|person| &mut person.contact) {
        let Some(phone) = &contact.phone else {
            continue;
        };
        let desk = contact.company;
        if given.insert(phone.clone()) {
            desk.map(|company| desks.entry(company).or_insert_with(|| phone.clone()));
        } else {
            let of_colleague = desk.and_then(|company| desks.get(&company));
            contact.phone = of_colleague.filter(|_| chance.coin(0.02)).cloned();
        }
    }
}
