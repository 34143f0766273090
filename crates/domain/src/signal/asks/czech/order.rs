//! The order of words by which Czech asks.

use std::sync::LazyLock;

use super::{Clause, Patterns, Sentence};

/// Question words that open a clause, also behind a preposition.
#[rustfmt::skip]
const QUESTION_WORDS: &[&str] = &[
    "^jak|jaky|jaka|jake|jakou|jakym|jakymi|jakeho|jakych|kde|kdy|proc|kolik|kdo|kam|odkud|co|ktery|ktera|ktere|kterou|kteri|ktereho|komu|koho|cim|cemu|kym|dokdy|odkdy|nac",
    "^na|za|v|ve|do|od|k|ke|s|z|ze|o|u|pro|po|podle|kolem|kvuli jak|jaky|jaka|jake|jakou|jakem|jakeho|jakych|jakym|co|kdy|kolik|koho|kom|kterou|ktery|ktere|kterem|kterych|cem|cim|ceho|kolika|kym|komu|cemu",
];

/// Those that ask behind another clause, where they are seldom relative.
#[rustfmt::skip]
const LATER_QUESTION_WORDS: &[&str] = &[
    "^jak|kdy|kolik|proc|kam|komu|kdo|kde|cim|dokdy _", "^na|za|v|ve|do|od|k|s|z|o|u|pro jak|jaky|jaka|jake|jakou|jakem|kdy|kolik|koho|cem|cim|ceho _", "^jestli _",
];

/// A question word opens a question at the beginning of the sentence; answered by a pronoun it opens a
/// condition ("co slíbili, to dodrželi"). Behind another clause it may be relative ("to, co jsem
/// hledal") or tell what somebody knows ("psal, kdy přijede").
pub(super) fn opens_with_question_word(clause: &Clause, sentence: &Sentence) -> bool {
    static FIRST: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(&[QUESTION_WORDS]));
    static LATER: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(&[LATER_QUESTION_WORDS]));
    #[rustfmt::skip]
    const ANSWERS: &[&str] = &[
        "to", "ten", "ta", "ti", "tam", "tolik", "tehdy", "tady", "zde", "byl", "byla", "bylo", "tak", "vy", "ty", "toho", "tomu", "posilam", "vse", "vsechno",
        "jsme", "jsem", "je",
    ];
    let follows = sentence.clauses.get(clause.index + 1);
    let is_answered = follows
        .and_then(|words| words.first())
        .is_some_and(|word| ANSWERS.contains(&word.as_str()));
    // "Co jste poslali, přesně sedí": what was sent is what is spoken of.
    let is_subject = follows.is_some()
        && matches!(clause.body(), [what, who, ..] if what == "co"
            && matches!(who.as_str(), "jste" | "jsme" | "jsem" | "mi" | "nam" | "jsi"));
    if is_answered || is_subject || clause.has(|word| matches!(word, "tyce" | "tyka")) {
        return false;
    }
    if clause.is_first {
        return clause.is(&FIRST);
    }
    let before = &sentence.clauses[clause.index - 1];
    clause.is(&LATER)
        && !before.iter().any(|word| knows(word))
        && !before.last().is_some_and(|word| points(word))
        && !clause.has(|word| word.starts_with("chce") || word.starts_with("potrebuje"))
}

/// Verbs behind which a question is what is known or said.
fn knows(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "vim", "vi", "vime", "nevim", "nevi", "nevime", "jedno", "jasne", "znam", "zname",
    ];
    #[rustfmt::skip]
    const STEMS: &[&str] = &[
        "vedel", "nevedel", "netus", "rek", "rik", "psal", "napsal", "popsal", "vysvetl", "ptal", "zeptal", "pochop", "rozum", "zjist", "slib", "zalez", "uvid", "videl",
        "ukaz", "poradil", "nauc", "pamat", "domluv", "dohodl",
    ];
    WORDS.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Words that a relative clause follows.
fn points(word: &str) -> bool {
    #[rustfmt::skip]
    const POINTING: &[&str] = &[
        "to", "ten", "ta", "ti", "ty", "toho", "tomu", "tom", "tim", "tam", "tak", "duvod", "duvodem", "duvodu", "duvody", "vse", "vseho", "vsechno", "presne", "zpusob", "doba", "den", "dne", "pote", "az", "hned",
    ];
    POINTING.contains(&word)
}

/// A sentence that begins with the verb of a second person asks ("máte parkování"), unless it praises
/// ("máte krásný obchod").
pub(super) fn opens_with_address(clause: &Clause) -> bool {
    let Some(verb) = clause.body().first() else {
        return false;
    };
    let is_condition = clause.body().get(1).is_some_and(|word| word == "li");
    let is_verb = verb.len() > 4
        && verb != "urcite"
        && ["ete", "ite", "ate"].iter().any(|end| verb.ends_with(end))
        || verb == "mate";
    is_verb && !is_condition && !praises(clause)
}

fn praises(clause: &Clause) -> bool {
    const PRAISE: &[&str] = &[
        "krasn", "diky", "jednick", "hvezd", "respekt", "poklon", "skvel", "nadhern", "perfekt",
        "vyborn", "uzasn", "pekn", "hezk", "prijemn", "mil", "sikovn", "nejlep", "super", "dobr",
        "bajec", "vynikaj", "spickov", "obdiv",
    ];
    clause.has(|word| PRAISE.iter().any(|praise| word.starts_with(praise)))
}

/// A verb of a third person at the front asks where something else than the message's own story is
/// its subject: "vyplatí se to i pro malou firmu", "funguje u vás platba". What is told begins so too
/// ("funguje mi to skvěle"), hence the small words.
pub(super) fn opens_with_third_person(clause: &Clause) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "vyplati", "funguje", "funguji", "plati", "staci", "hodi", "vejde", "odpovida", "zvladne", "zvlada", "podporuje", "obsahuje", "vyrabi", "posila",
        "zahrnuje", "splnuje", "umoznuje", "umi", "ma", "maji", "potrebuje", "lisi", "vydrzi", "unese", "patri", "vztahuje", "tyka", "nabizi", "prodava", "dela", "jsou", "je", "bude", "budou",
    ];
    const SMALL: &[&str] = &[
        "i", "u", "vas", "vase", "vasi", "vam", "nejak", "nejaky", "nejaka", "nejake", "nekdo",
        "taky", "take", "jeste", "pripadne",
    ];
    const OWN: &[&str] = &[
        "mi", "me", "nam", "nas", "presne", "jen", "uz", "bohuzel", "moc", "velmi", "jasne", "ale",
    ];
    let is_verb = clause
        .body()
        .first()
        .is_some_and(|word| VERBS.contains(&word.as_str()));
    (is_verb && (asks_of_it(clause.body()) || clause.has(|word| SMALL.contains(&word)))
        || (clause.is_first && is_reflexive(clause.body())))
        && !clause.has(|word| OWN.contains(&word))
        && !praises(clause)
}

/// "Umí to export do Excelu": whether something can, has or takes what follows.
fn asks_of_it(body: &[String]) -> bool {
    #[rustfmt::skip]
    const VERBS: &[&str] = &["umi", "zvladne", "zvlada", "podporuje", "obsahuje", "vydrzi", "unese", "umoznuje", "potrebuje"];
    matches!(body, [verb, it, _, ..] if it == "to" && VERBS.contains(&verb.as_str()))
}

/// "Připojí se to k počítači": a reflexive verb of the present before its subject.
fn is_reflexive(body: &[String]) -> bool {
    const TELLING: &[&str] = &[
        "libi", "zda", "jevi", "jedna", "tyka", "dekuje", "rozhodne", "urcite", "opravdu",
        "skvele", "dobre", "presne", "krasne", "konecne", "stala", "stava",
    ];
    #[rustfmt::skip]
    const SUBJECTS: &[&str] = &["to", "ta", "ten", "ty", "k", "s", "na", "i", "da", "v", "u", "akce", "cena", "ceny"];
    let [verb, se, subject, ..] = body else {
        return false;
    };
    se == "se"
        && SUBJECTS.contains(&subject.as_str())
        && ["i", "a", "e", "y"].iter().any(|end| verb.ends_with(end))
        && !["la", "li", "ly"].iter().any(|end| verb.ends_with(end))
        && !TELLING.contains(&verb.as_str())
}
