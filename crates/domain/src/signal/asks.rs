//! Whether a text that somebody wrote or said asks for something: a question, a price, a way to pay.
//!
//! Works on the words alone, in English, Turkish and Czech at once: no language is guessed, since a
//! form field of ten words gives too little to guess from. Texts are compared folded, so they are
//! found as people type them, with accents or without, with a question mark or without.
//!
//! Each language says by the shape of a clause whether it asks (a verb before its subject, a question
//! word that opens the clause, the Turkish particle, also joined to its word) and by which words it
//! requests. What only looks like it ("What a great product!", "please do not reply") is named too
//! and heard by none, and so is by which words people who look for work and suppliers are known.

mod czech;
mod english;
mod pattern;
mod sentence;
mod turkish;

#[cfg(test)]
mod measured;
#[cfg(test)]
mod tests;

use crate::interaction::named_enum;
use pattern::Patterns;
use sentence::Sentence;

/// What a text asks for; the later ones lie nearer to a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asks {
    /// Anything at all.
    Question,
    /// What it costs; an offer.
    Price,
    /// How or where to pay; an invoice.
    Payment,
}

named_enum! { Asks, Question = 0, "question"; Price = 1, "price"; Payment = 2, "payment"; }

impl Asks {
    /// What the text asks for, the nearest to a purchase first; `None` when it asks for nothing.
    ///
    /// Whoever looks for work or offers their own asks much and buys nothing: such a message has no question as a whole.
    /// A price or a way to pay is heard all the same, since buyers use the words of applicants and suppliers too
    /// ("we need flyers for our cleaning services, what would 500 cost?").
    pub fn of(text: &str) -> Option<Self> {
        let sentences = sentence::of_text(text);
        let mut found = None;
        for sentence in &sentences {
            found = found.max(asked_in(sentence));
            if found == Some(Self::Payment) {
                break;
            }
        }
        let mut languages = languages().into_iter();
        let mut is_of_others = || languages.any(|language| language.is_of_others(&sentences));
        let is_for_wages = || sentences.iter().any(speaks_of_wages);
        found.filter(|asks| !is_of_others() || (*asks > Self::Question && !is_for_wages()))
    }
}

/// Whether a sentence speaks of what work is paid.
fn speaks_of_wages(sentence: &Sentence) -> bool {
    const WAGES: &[&str] = &[
        "salary", "salaries", "wage", "wages", "maas", "maasi", "maasiniz", "mzda", "mzdu", "plat",
        "platu", "platite",
    ];
    let mut words = sentence.clauses.iter().flatten();
    words.any(|word| WAGES.contains(&word.as_str()))
}

/// Whether one clause is of the patterns, tells nothing of it ("price for this was fair"), and the
/// others are greetings and the like.
fn says_only(clauses: &[Clause], patterns: &Patterns) -> bool {
    #[rustfmt::skip]
    const TELLING: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "went", "seems", "seemed", "looks", "i", "we", "they",
        "je", "jsou", "byla", "bylo", "byly", "byl", "se", "mi", "odpovida", "sedi", "super", "cok", "iyi", "guzel", "uygun", "pahali", "yuksek",
    ];
    const PLEASE: &[&str] = &["please", "pls", "lutfen", "prosim"];
    let mut speaking = clauses.iter().filter(|clause| !clause.body().is_empty());
    speaking.next().is_some_and(|clause| {
        clause.is(patterns)
            && !clause.has(|word| TELLING.contains(&word))
            && (clause.has(|word| PLEASE.contains(&word)) || speaking.next().is_none())
    })
}

/// How a language asks. The lists are patterns, see [`Patterns`].
struct Language {
    /// Words that may stand before the beginning of a clause: greetings, "and", "please".
    fillers: Patterns,
    /// Clauses that ask for nothing although they look like it.
    never: Patterns,
    /// Clauses after which the whole sentence asks for nothing: "if you have any questions, call me".
    offers: Patterns,
    /// Clauses by which people who look for work, and suppliers, are known.
    others: Patterns,
    /// Clauses that are a question.
    questions: Patterns,
    /// Clauses that request something without a question.
    requests: Patterns,
    /// Words of a price.
    price: Patterns,
    /// Clauses that ask for a price by themselves: "how much is it".
    price_alone: Patterns,
    /// Clauses that do nothing but name a price: "price list", "price for 20 seats". They ask for it
    /// where the sentence says nothing else.
    price_named: Patterns,
    /// Words of a payment.
    payment: Patterns,
    /// Clauses that ask for a way to pay by themselves.
    payment_alone: Patterns,
    /// What no pattern can say.
    is_question: fn(&Clause, &Sentence) -> bool,
}

/// A clause as a language sees it.
struct Clause<'a> {
    words: &'a [String],
    /// Its place in the sentence.
    index: usize,
    /// Where it begins after its fillers.
    opening: usize,
    /// Whether only fillers stood before it in its sentence.
    is_first: bool,
}

impl Clause<'_> {
    fn is(&self, patterns: &Patterns) -> bool {
        patterns.found(self.words, self.opening)
    }

    /// The words after the fillers.
    fn body(&self) -> &[String] {
        &self.words[self.opening..]
    }

    fn has(&self, word: impl Fn(&str) -> bool) -> bool {
        self.body().iter().any(|each| word(each))
    }
}

fn languages() -> [&'static Language; 3] {
    [english::language(), turkish::language(), czech::language()]
}

fn asked_in(sentence: &Sentence) -> Option<Asks> {
    languages()
        .into_iter()
        .filter_map(|language| language.asked_in(sentence))
        .max()
}

impl Language {
    fn is_of_others(&self, sentences: &[Sentence]) -> bool {
        sentences.iter().any(|sentence| {
            let clauses = self.clauses(sentence);
            clauses.iter().any(|clause| clause.is(&self.others))
        })
    }

    fn asked_in(&self, sentence: &Sentence) -> Option<Asks> {
        let clauses = self.clauses(sentence);
        if clauses.iter().any(|clause| clause.is(&self.offers)) {
            return sentence.ends_in_question.then_some(Asks::Question);
        }
        let asking: Vec<&Clause> = clauses
            .iter()
            .filter(|clause| !clause.is(&self.never))
            .collect();
        let any = |patterns: &Patterns| asking.iter().any(|clause| clause.is(patterns));
        let is_question = sentence.ends_in_question
            || any(&self.questions)
            || asking
                .iter()
                .any(|clause| (self.is_question)(clause, sentence));
        let is_request = is_question || any(&self.requests);
        let speaks_of = |patterns: &Patterns| clauses.iter().any(|clause| clause.is(patterns));
        match () {
            () if any(&self.payment_alone) => Some(Asks::Payment),
            () if is_request && speaks_of(&self.payment) => Some(Asks::Payment),
            () if any(&self.price_alone) && !sentence.exclaims => Some(Asks::Price),
            () if says_only(&clauses, &self.price_named) && !sentence.exclaims => Some(Asks::Price),
            () if is_request && speaks_of(&self.price) => Some(Asks::Price),
            () if is_request => Some(Asks::Question),
            () => None,
        }
    }

    fn clauses<'a>(&self, sentence: &'a Sentence) -> Vec<Clause<'a>> {
        let mut is_first = true;
        let mut clauses = Vec::with_capacity(sentence.clauses.len());
        for (index, words) in sentence.clauses.iter().enumerate() {
            let opening = self.fillers.leading(words);
            clauses.push(Clause {
                words,
                index,
                opening,
                is_first,
            });
            is_first &= opening == words.len();
        }
        clauses
    }
}
