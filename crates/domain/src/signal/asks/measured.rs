//! How well questions are heard, on sentences that people wrote.
//!
//! Half of the sentences were read while the rules were written; the other half, chosen by a hash,
//! was kept aside, and its figures are what to expect of messages that nobody has seen. Whoever
//! changes a rule looks at the misses of the first half only; `RIPEN_ASKS_MISSES=1` prints them.
//! Sentences marked `own` were written by whoever wrote the rules, so that the public ones weigh more.

use super::Asks;

const LANGUAGES: [(&str, &str); 3] = [
    ("English", include_str!("sentences_en.tsv")),
    ("Turkish", include_str!("sentences_tr.tsv")),
    ("Czech", include_str!("sentences_cs.tsv")),
];

/// Messages of the kinds that were mistaken.
const HARD: [(&str, &str); 3] = [
    ("English", include_str!("hard_en.tsv")),
    ("Turkish", include_str!("hard_tr.tsv")),
    ("Czech", include_str!("hard_cs.tsv")),
];

/// Of those who look for work or offer their own, in the round that the rules were made by: a price that they name is heard.
const PRECISION_OF_HARD: f64 = 0.85;
/// Of 1; what the product promises of each language on either half.
const PRECISION: f64 = 0.9;
const RECALL: f64 = 0.85;

struct Labelled {
    expected: Option<Asks>,
    source: &'static str,
    sentence: &'static str,
}

fn sentences(text: &'static str) -> impl Iterator<Item = Labelled> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let mut fields = line.split('\t');
        let label = fields.next().unwrap_or_default();
        let source = fields.next().unwrap_or_default();
        let sentence = fields.next().unwrap_or_default();
        assert!(!sentence.is_empty(), "no sentence in {line}");
        let expected = Asks::from_name(label);
        assert!(expected.is_some() || label == "none", "no label in {line}");
        Labelled {
            expected,
            source,
            sentence,
        }
    })
}

/// FNV-1a of the sentence, one bit of it.
fn is_kept_aside(sentence: &str) -> bool {
    let hash = sentence
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    hash >> 32 & 1 == 1
}

#[derive(Default)]
struct Counts {
    hits: u32,
    false_alarms: u32,
    misses: u32,
}

impl Counts {
    fn add(&mut self, found: bool, expected: bool) {
        self.hits += u32::from(found && expected);
        self.false_alarms += u32::from(found && !expected);
        self.misses += u32::from(!found && expected);
    }

    fn precision(&self) -> f64 {
        f64::from(self.hits) / f64::from((self.hits + self.false_alarms).max(1))
    }

    fn recall(&self) -> f64 {
        f64::from(self.hits) / f64::from((self.hits + self.misses).max(1))
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "P {:.3} R {:.3}", self.precision(), self.recall())
    }
}

/// How well it is heard that something is asked, on sentences that are kept together.
fn measure(
    language: &str,
    half: &str,
    may_print: bool,
    sentences: impl Iterator<Item = Labelled>,
) -> Counts {
    let (mut asking, mut price, mut payment) = <(Counts, Counts, Counts)>::default();
    let prints = may_print && std::env::var_os("RIPEN_ASKS_MISSES").is_some();
    for Labelled {
        expected, sentence, ..
    } in sentences
    {
        let found = Asks::of(sentence);
        asking.add(found.is_some(), expected.is_some());
        price.add(found == Some(Asks::Price), expected == Some(Asks::Price));
        payment.add(
            found == Some(Asks::Payment),
            expected == Some(Asks::Payment),
        );
        if prints && found != expected {
            println!("{language}: {found:?} instead of {expected:?}: {sentence}");
        }
    }
    println!("{language}, {half}: asking {asking}; price {price}; payment {payment}");
    asking
}

#[test]
fn questions_are_heard_and_not_imagined() {
    for (language, text) in LANGUAGES {
        for aside in [false, true] {
            let half = if aside { "kept aside" } else { "rules" };
            let of_half = sentences(text).filter(|each| is_kept_aside(each.sentence) == aside);
            let asking = measure(language, half, !aside, of_half);
            assert!(
                asking.precision() >= PRECISION,
                "{language}, {half}: {asking}"
            );
            assert!(asking.recall() >= RECALL, "{language}, {half}: {asking}");
        }
    }
}

/// Nobody tells whoever offers their services in words of their own from a buyer by words alone, so
/// the round that nobody has read is held only to losing no buyers.
#[test]
fn who_looks_for_work_or_offers_their_own_asks_for_nothing() {
    for (language, text) in HARD {
        for round in ["read", "unread"] {
            let of_round = sentences(text).filter(|each| each.source == round);
            let asking = measure(language, round, round == "read", of_round);
            assert!(asking.recall() >= RECALL, "{language}, {round}: {asking}");
            assert!(
                round == "unread" || asking.precision() >= PRECISION_OF_HARD,
                "{language}, {round}: {asking}"
            );
        }
    }
}
