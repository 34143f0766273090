//! Writes a planned event out as a message of the Segment API.

use serde_json::{Value, json};

use super::chance::scramble;
use super::companies::Company;
use super::countries::COUNTRIES;
use super::mail;
use super::objects::{
    address, company_object, mail_object, millis, page_object, product_object, track, with_currency,
};
use super::origins::ORIGINS;
use super::people::Person;
use super::plan::{Act, From, Planned, Step};
use super::site::{HOST, QUESTIONS};
use super::{DemoCompany, broken, machines};

/// Browsers that people use.
const BROWSERS: &[&str] = &[
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
];

/// Who is behind an event: with the library and the user agent that come with it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sender {
    Browser,
    Server,
    Mailer(Option<u8>),
}

impl DemoCompany {
    /// The message of the `number`th event.
    pub(super) fn message(&self, number: u64, planned: &Planned) -> Value {
        let id = format!("ov-{:016x}", scramble(self.seed ^ scramble(number)));
        match planned.act {
            Act::Broken { way } => broken::event(way, &id, &millis(planned.at)),
            Act::Machine { page, kind } => self.machine_view(id, planned, page, kind),
            _ => self.human_message(id, planned),
        }
    }

    fn visitor(&self, device: u32) -> String {
        let (high, low) = (
            scramble(self.seed.wrapping_add(u64::from(device))),
            scramble(!u64::from(device)),
        );
        let (a, b, c) = (high >> 32, high >> 16 & 0xffff, high & 0xfff);
        format!(
            "{a:08x}-{b:04x}-4{c:03x}-8{:03x}-{:012x}",
            low >> 52,
            low & 0xffff_ffff_ffff
        )
    }

    fn machine_view(&self, id: String, planned: &Planned, page: u16, kind: u8) -> Value {
        let page = page_object(page, None);
        json!({
            "type": "page", "messageId": id, "timestamp": millis(planned.at),
            "anonymousId": self.visitor(planned.device), "name": page["title"].clone(), "properties": page.clone(),
            "context": {
                "page": page, "userAgent": machines::user_agent(kind), "ip": address(planned.device),
                "library": {"name": "analytics.js", "version": "2.11.1"},
            },
        })
    }

    fn human_message(&self, id: String, planned: &Planned) -> Value {
        let person = &self.people[planned.who as usize];
        let mut message = self.body(planned, person);
        message["messageId"] = id.into();
        message["timestamp"] = millis(planned.at).into();
        message["anonymousId"] = self.visitor(planned.device).into();
        let signing_in = planned.act == Act::Identify { account: true };
        if signing_in || self.signed_in.get(&planned.device) == Some(&planned.who) {
            message["userId"] = Person::user_id(planned.who).into();
        }
        message["context"] = context(planned, person);
        message
    }

    fn body(&self, planned: &Planned, person: &Person) -> Value {
        match planned.act {
            Act::Page { page, from } => {
                let page = page_object(page, Some(from));
                json!({"type": "page", "name": page["title"].clone(), "properties": page})
            }
            Act::Identify { .. } => json!({"type": "identify", "traits": self.traits(person)}),
            Act::Group => self.group(person),
            Act::Form { form } => track("Form Submitted", json!({"form": form})),
            Act::Opened { issue, .. } => track("Email Opened", mail_object(issue)),
            Act::Clicked { issue, link, .. } => {
                let mut properties = mail_object(issue);
                properties["link_url"] = format!("{HOST}/blog?issue={issue}&link={link}").into();
                track("Email Link Clicked", properties)
            }
            Act::Question { text, channel } => track(
                "Question Asked",
                json!({"channel": channel, "text": QUESTIONS[usize::from(text)]}),
            ),
            Act::Call { seconds, outcome } => track(
                "Call",
                json!({"channel": "call", "duration": seconds, "outcome": outcome}),
            ),
            Act::Chat { messages } => track(
                "Live Chat Conversation Ended",
                json!({"channel": "chat", "messages": messages}),
            ),
            Act::Demo => track("Demo Requested", json!({"product": "ColdWatch"})),
            Act::SignedUp => track("Signed Up", json!({"plan": "trial"})),
            Act::Met => {
                let fair = ORIGINS[usize::from(person.origin)]
                    .campaign
                    .map(|campaign| campaign[2]);
                track(
                    "Trade Fair Visited",
                    json!({"channel": "event", "fair": fair}),
                )
            }
            Act::Product { product, step } => track(
                if step == Step::Viewed {
                    "Product Viewed"
                } else {
                    "Product Added"
                },
                with_currency(product_object(product, person), person),
            ),
            Act::Checkout { order } => track("Checkout Started", self.order(order, person)),
            Act::Order { order } => track("Order Completed", self.order(order, person)),
            Act::Machine { .. } | Act::Broken { .. } => {
                unreachable!("these have no person behind them")
            }
        }
    }

    fn company(&self, person: &Person) -> Option<&Company> {
        person
            .contact
            .company
            .map(|index| &self.companies.all[index as usize])
    }

    fn traits(&self, person: &Person) -> Value {
        let contact = &person.contact;
        let country = &COUNTRIES[usize::from(person.country)];
        let mut traits = json!({
            "name": contact.name, "email": contact.email, "address": {"country": country.code},
        });
        if let Some(phone) = &contact.phone {
            traits["phone"] = phone.as_str().into();
        }
        if !contact.title.is_empty() {
            traits["title"] = contact.title.into();
        }
        if let Some(company) = self.company(person) {
            traits["company"] = company_object(company);
            traits["address"]["city"] = company.city.into();
        }
        traits
    }

    fn group(&self, person: &Person) -> Value {
        let company = self.company(person);
        let mut traits = company.map(company_object).unwrap_or_default();
        traits["website"] = company
            .map(|company| format!("https://www.{}", company.domain()))
            .into();
        json!({"type": "group", "groupId": company.map(|company| company.slug.as_str()), "traits": traits})
    }

    fn order(&self, number: u32, person: &Person) -> Value {
        let mut revenue = 0.0;
        let lines = self.carts[number as usize]
            .lines
            .iter()
            .map(|(product, quantity)| {
                let mut line = product_object(*product, person);
                line["quantity"] = (*quantity).into();
                revenue += line["price"].as_f64().unwrap_or_default() * f64::from(*quantity);
                line
            });
        let lines: Vec<_> = lines.collect();
        let properties = json!({"order_id": format!("OV-{:06}", 10_000 + number), "revenue": revenue, "products": lines});
        with_currency(properties, person)
    }
}

fn context(planned: &Planned, person: &Person) -> Value {
    let sender = match planned.act {
        Act::Opened { agent, .. } | Act::Clicked { agent, .. } => Sender::Mailer(agent),
        Act::Call { .. } | Act::Met => Sender::Server,
        _ => Sender::Browser,
    };
    let library = if sender == Sender::Browser {
        ("analytics.js", "2.11.1")
    } else {
        ("analytics-node", "2.3.0")
    };
    let mut context = json!({
        "locale": COUNTRIES[usize::from(person.country)].locale,
        "library": {"name": library.0, "version": library.1},
    });
    if sender == Sender::Server {
        context["traits"] = json!({"email": person.contact.email, "name": person.contact.name});
        return context;
    }
    context["ip"] = address(planned.device).into();
    context["userAgent"] = match sender {
        Sender::Mailer(Some(mail::PROXY)) => mail::IMAGE_PROXY,
        Sender::Mailer(Some(scanner)) => mail::SCANNERS[usize::from(scanner)],
        _ => BROWSERS[(scramble(u64::from(planned.device)) % BROWSERS.len() as u64) as usize],
    }
    .into();
    if let Act::Page { page, from } = planned.act {
        context["page"] = page_object(page, Some(from));
        if let From::Origin(origin) = from
            && let Some([source, medium, name, content, term]) =
                ORIGINS[usize::from(origin)].campaign
        {
            context["campaign"] = json!({"source": source, "medium": medium, "name": name, "content": content, "term": term});
        }
    }
    context
}
