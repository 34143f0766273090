//! The order of words by which English asks, and its wishes.

use super::Clause;

const AUXILIARIES: &[&str] = &[
    "is", "isnt", "are", "arent", "was", "were", "do", "does", "did", "dont", "doesnt", "didnt",
    "can", "cant", "could", "will", "would", "should", "shall", "has", "have", "hasnt", "havent",
    "am", "may", "must", "happens", "happened",
];

const SUBJECTS: &[&str] = &[
    "i", "you", "we", "they", "he", "she", "it", "u", "this", "that", "others", "people", "the",
    "my", "our", "im", "youre", "its", "there",
];

#[rustfmt::skip]
const WANTED: &[&str] = &[
    "info", "information", "details", "help", "assistance", "advice", "demo", "demonstration", "quote", "quotation", "estimate", "ballpark", "offer",
    "brochure", "catalogue", "catalog", "sample", "samples", "trial", "callback", "meeting", "appointment", "consultation", "invoice",
    "proforma", "pricing", "price", "prices", "costs", "cost", "datasheet", "documentation", "manual", "copy", "link", "iban", "proposal", "discount", "call", "reply", "response", "answer", "visit", "walkthrough", "presentation", "prototype",
];

/// A question word asks when a verb stands before the subject ("what sizes do you have") or nothing
/// but a noun follows ("what sizes"); otherwise it opens a statement: "when we called, …".
pub(super) fn opens_with_question_word(body: &[String], exclaims: bool) -> bool {
    let Some((first, rest)) = body.split_first() else {
        return false;
    };
    let follows = rest.first().map(String::as_str);
    let is = |list: &[&str], word: &str| list.contains(&word);
    let verb_within = |count: usize| {
        let upto = rest.iter().take(count);
        let before_subject = upto.take_while(|word| !is(&SUBJECTS[..8], word));
        before_subject.into_iter().any(|word| is(AUXILIARIES, word))
    };
    if exclaims {
        return false;
    }
    match (first.as_str(), follows) {
        (
            "what" | "whats" | "where" | "wheres" | "when" | "why" | "how" | "hows" | "who"
            | "which",
            Some("is" | "are" | "was"),
        ) if first == "which" => rest.get(1).is_some_and(|word| {
            matches!(
                word.as_str(),
                "the" | "better" | "best" | "cheaper" | "more"
            )
        }),
        ("whats" | "wheres" | "hows" | "whos" | "whens", _) => rest.len() < 12,
        (
            "how",
            Some(
                "much" | "many" | "long" | "often" | "far" | "soon" | "fast" | "big" | "large"
                | "old" | "early" | "late" | "quickly",
            ),
        ) => rest.len() < 5 || verb_within(6),
        ("why", Some("not" | "no")) => true,
        ("what" | "when" | "how" | "where", Some("i" | "we")) => rest
            .get(1)
            .is_some_and(|word| matches!(word.as_str(), "can" | "should" | "must" | "could")),
        ("what" | "when" | "where" | "why" | "how" | "which" | "who", Some(word))
            if is(SUBJECTS, word) =>
        {
            false
        }
        ("who" | "whose", Some(_)) => true,
        ("what" | "which", Some(_)) => verb_within(5) || rest.len() < 4,
        ("where" | "when" | "why" | "how", Some(_)) => verb_within(4),
        ("what" | "why" | "when" | "how" | "where" | "who" | "which", None) => true,
        _ => false,
    }
}

/// "Would Thursday work", "is delivery included": a helping verb, a subject and what the verb helps.
/// Where the subject is left out, the verb or its adverb follows at once: "would recommend it".
pub(super) fn puts_verb_first(body: &[String]) -> bool {
    #[rustfmt::skip]
    const HELPING: &[&str] = &["would", "could", "will", "should", "can", "does", "do", "did", "wont", "doesnt", "didnt", "cant"];
    #[rustfmt::skip]
    const AFTER_NO_SUBJECT: &[&str] = &[
        "a", "an", "very", "quite", "too", "fine", "good", "great", "easy", "easily", "well", "just", "exactly", "now", "all",
        "be", "have", "not", "never", "only", "also", "definitely", "certainly", "highly", "really", "always", "again", "gladly", "happily",
        "recommend", "buy", "order", "use", "do", "go", "get", "come", "arrive", "love", "like", "say", "work", "as", "so", "make", "need", "what", "still",
    ];
    #[rustfmt::skip]
    const HELPED: &[&str] = &[
        "work", "be", "fit", "help", "suit", "come", "need", "have", "get", "make", "cost", "include", "support", "accept", "run", "take",
        "apply", "count", "arrive", "ship", "last", "go", "use", "do", "pay", "receive", "handle", "offer", "change", "send", "allow", "qualify", "still",
    ];
    let (Some(helping), Some(subject)) = (body.first(), body.get(1)) else {
        return false;
    };
    let mut rest = body.iter().skip(2).take(4).map(String::as_str);
    match helping.as_str() {
        _ if AFTER_NO_SUBJECT.contains(&subject.as_str()) => false,
        "is" | "are" | "was" | "were" | "isnt" | "arent" => rest.any(is_state),
        helping => HELPING.contains(&helping) && rest.any(|word| HELPED.contains(&word)),
    }
}

/// What something can be, for "is delivery included", "are spare parts still made".
fn is_state(word: &str) -> bool {
    #[rustfmt::skip]
    const STATES: &[&str] = &[
        "made", "free", "open", "in", "on", "ok", "okay", "sold", "sent", "ready", "valid", "worth", "part", "extra", "separate", "waterproof", "done", "given",
    ];
    STATES.contains(&word)
        || (word.len() > 4
            && ["ed", "able", "ible", "ary"]
                .iter()
                .any(|end| word.ends_with(end)))
}

/// A helping verb before its pronoun inside a clause: "if I order today will it be here".
pub(super) fn turns_round(body: &[String]) -> bool {
    #[rustfmt::skip]
    const TURNED: &[(&str, &[&str])] = &[
        ("will", &["it", "you", "they", "there", "this"]), ("would", &["it", "they", "you", "there"]), ("does", &["it", "this", "that", "anyone"]),
        ("do", &["you", "we", "they", "i", "these", "those"]), ("did", &["you", "they", "it"]), ("is", &["it", "there"]),
        ("are", &["you", "there", "they", "these", "those"]), ("can", &["i", "you", "we", "it", "they"]), ("could", &["i", "you", "we", "it"]),
        ("should", &["i", "we"]), ("has", &["it", "anyone"]), ("have", &["they", "we"]),
    ];
    const TURNING: &[&str] = &[
        "so", "nor", "neither", "as", "never", "rarely", "only", "not", "than", "that", "all",
    ];
    body.windows(3).any(|words| {
        let turned = TURNED.iter().find(|(verb, _)| *verb == words[1]);
        !TURNING.contains(&words[0].as_str())
            && turned.is_some_and(|(_, subjects)| subjects.contains(&words[2].as_str()))
    })
}

/// "I need a demo", "we would like to get an offer", "requesting more information".
pub(super) fn wants(clause: &Clause) -> bool {
    let body = clause.body();
    let wish = body
        .iter()
        .enumerate()
        .find(|(at, word)| match word.as_str() {
            "need" | "needs" | "want" | "require" | "requesting" | "request" | "seeking"
            | "after" | "enquiring" | "inquiring" | "requiring" => true,
            "like" | "love" | "appreciate" => {
                *at > 0 && matches!(body[at - 1].as_str(), "would" | "id" | "wed" | "youd" | "d")
            }
            "for" => *at > 0 && body[at - 1] == "looking",
            "in" => *at > 0 && body[at - 1] == "interested",
            _ => false,
        });
    let Some((at, _)) = wish else {
        return false;
    };
    let is_denied = clause.words[..clause.opening + at]
        .iter()
        .any(|word| matches!(word.as_str(), "dont" | "no" | "not" | "didnt" | "never"));
    let mut object = body[at + 1..].iter().take(9);
    !is_denied
        && object.any(|word| WANTED.contains(&word.as_str()))
        && !body[at + 1..].iter().any(|word| {
            matches!(
                word.as_str(),
                "thank" | "say" | "mention" | "tell" | "was" | "were"
            )
        })
}
