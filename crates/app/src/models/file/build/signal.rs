//! Buying signals of a model file.

use ripen_domain::filter::{InteractionFilter, PersonFilter};
use ripen_domain::scoring::model::Part;
use ripen_domain::signal::{CompanySurge, CoolDown, Pattern, Signal};
use ripen_domain::time::Span;

use super::super::doc::SignalDoc;
use super::{At, Builder};

/// Cool-down of a signal that says none.
const COOL_DOWN: Span = Span::days(7);
/// Sections of a signal that belong to its detectors, with who takes them.
const OF_DETECTORS: &[(&str, &[&str])] = &[
    ("interactions", &["frequent", "abandoned"]),
    ("until", &["abandoned"]),
    ("at_least", &["frequent", "surge", "company_surge"]),
    ("people", &["company_surge"]),
    ("within", &["frequent", "company_surge"]),
    ("baseline", &["company_surge"]),
    ("times_baseline", &["frequent", "surge", "company_surge"]),
    ("after", &["return", "abandoned"]),
];

impl Builder<'_, '_> {
    pub(super) fn signal(&mut self, nth: usize, doc: &SignalDoc) -> Option<Signal> {
        let (place, part) = (format!("signal \"{}\"", doc.key), Part::nth("signal", nth));
        self.check_fields(&place, part, doc);
        let cool_down = match doc.cool_down.as_deref() {
            None => CoolDown::For(COOL_DOWN),
            Some("ever") => CoolDown::Ever,
            Some(text) => CoolDown::For(self.span(&place, part.field("cool_down"), text)?),
        };
        let mut reader = Fields {
            builder: self,
            place: &place,
            part,
        };
        let pattern = match doc.detector.as_deref() {
            None => reader.rule(doc),
            Some("frequent") => reader.frequent(doc),
            Some("surge") => reader.surge(doc),
            Some("return") => reader.comeback(doc),
            Some("abandoned") => reader.abandoned(doc),
            Some("company_surge") => reader.company_surge(doc),
            Some(other) => {
                let message = format!(
                    "\"{other}\" is no detector; give `frequent`, `surge`, `return`, `abandoned` or `company_surge`, or leave it out and give `on` or `when`"
                );
                self.add(&place, part.field("detector"), &message);
                None
            }
        };
        Some(Signal {
            key: doc.key.clone(),
            name: doc.name.clone(),
            pattern: pattern?,
            cool_down,
        })
    }

    /// Every field that is given belongs to the detector.
    fn check_fields(&mut self, place: &str, part: Part, doc: &SignalDoc) {
        let detector = doc.detector.as_deref();
        let given = [
            doc.interactions.is_some(),
            doc.until.is_some(),
            doc.at_least.is_some(),
            doc.people.is_some(),
            doc.within.is_some(),
            doc.baseline.is_some(),
            doc.times_baseline.is_some(),
            doc.after.is_some(),
        ];
        for ((field, takers), given) in OF_DETECTORS.iter().zip(given) {
            if given && !detector.is_some_and(|detector| takers.contains(&detector)) {
                let message = format!("`{field}` belongs to the detector {}", takers.join(" or "));
                self.add(place, part.field(field), &message);
            }
        }
        if detector.is_some() && (doc.on.is_some() || doc.when.is_some()) {
            let message = "a signal has either a `detector`, or `on` and `when`";
            self.add(place, part, message);
        }
    }
}

/// Reads the fields of one signal.
struct Fields<'r, 'b, 't, 'p> {
    builder: &'r mut Builder<'b, 't>,
    place: &'p str,
    part: Part,
}

impl Fields<'_, '_, '_, '_> {
    fn rule(&mut self, doc: &SignalDoc) -> Option<Pattern> {
        let on = match &doc.on {
            Some(text) => Some(self.interactions("on", text)?),
            None => None,
        };
        let when = match &doc.when {
            Some(text) => {
                let part = self.part.field("when");
                let parsed = PersonFilter::parse(text);
                Some(self.builder.filter(&self.at(part), parsed)?)
            }
            None => None,
        };
        Some(Pattern::Rule { on, when })
    }

    fn frequent(&mut self, doc: &SignalDoc) -> Option<Pattern> {
        let of = self.needed("interactions", doc.interactions.as_ref())?;
        let within = self.needed("within", doc.within.as_ref())?;
        let at_least = *self.needed("at_least", doc.at_least.as_ref())?;
        Some(Pattern::Frequent {
            at_least: self.whole("at_least", at_least, "a whole number of interactions")?,
            of: self.interactions("interactions", of)?,
            within: self.span("within", within)?,
            times_baseline: doc.times_baseline.unwrap_or(0.0),
        })
    }

    fn surge(&mut self, doc: &SignalDoc) -> Option<Pattern> {
        Some(Pattern::Surge {
            at_least: *self.needed("at_least", doc.at_least.as_ref())?,
            times_baseline: doc.times_baseline.unwrap_or(2.0),
        })
    }

    fn comeback(&mut self, doc: &SignalDoc) -> Option<Pattern> {
        let after = self.needed("after", doc.after.as_ref())?;
        let after = self.span("after", after)?;
        Some(Pattern::Return { after })
    }

    fn abandoned(&mut self, doc: &SignalDoc) -> Option<Pattern> {
        let begun = self.needed("interactions", doc.interactions.as_ref())?;
        let done = self.needed("until", doc.until.as_ref())?;
        let after = self.needed("after", doc.after.as_ref())?;
        Some(Pattern::Abandoned {
            begun: self.interactions("interactions", begun)?,
            done: self.interactions("until", done)?,
            after: self.span("after", after)?,
        })
    }

    fn company_surge(&mut self, doc: &SignalDoc) -> Option<Pattern> {
        let at_least = *self.needed("at_least", doc.at_least.as_ref())?;
        Some(Pattern::Company(CompanySurge {
            at_least: self.whole("at_least", at_least, "a whole number of interactions")?,
            people: self.whole(
                "people",
                doc.people.unwrap_or(2.0),
                "a whole number of people",
            )?,
            within: self.days("within", doc.within.as_deref().unwrap_or("7d"))?,
            baseline: self.days("baseline", doc.baseline.as_deref().unwrap_or("28d"))?,
            times_baseline: doc.times_baseline.unwrap_or(2.0),
        }))
    }

    fn whole(&mut self, field: &'static str, number: f64, what: &str) -> Option<u32> {
        let is_whole = number.fract() == 0.0 && (0.0..=1e6).contains(&number);
        if !is_whole {
            let message = format!("it is {what}");
            self.builder
                .add(self.place, self.part.field(field), &message);
        }
        is_whole.then_some(number as u32)
    }

    /// A number of whole days.
    fn days(&mut self, field: &'static str, text: &str) -> Option<i64> {
        let span = self.span(field, text)?;
        let days = span.as_micros() / Span::days(1).as_micros();
        let is_whole = span == Span::days(days);
        if !is_whole {
            let message = "companies are looked at by the day: give whole days, such as \"7d\"";
            self.builder
                .add(self.place, self.part.field(field), message);
        }
        is_whole.then_some(days)
    }

    /// A field that the detector cannot do without.
    fn needed<'v, T>(&mut self, field: &'static str, value: Option<&'v T>) -> Option<&'v T> {
        if value.is_none() {
            let message = format!("this detector needs `{field}`");
            self.builder.add(self.place, self.part, &message);
        }
        value
    }

    fn interactions(&mut self, field: &'static str, text: &str) -> Option<InteractionFilter> {
        let at = self.at(self.part.field(field));
        self.builder.filter(&at, InteractionFilter::parse(text))
    }

    fn span(&mut self, field: &'static str, text: &str) -> Option<Span> {
        self.builder.span(self.place, self.part.field(field), text)
    }

    fn at(&self, part: Part) -> At {
        At {
            place: self.place.to_owned(),
            part,
        }
    }
}
