//! The Turkish question particle: `mi` and `mu` (also mı, mü, folded), which stands behind the word
//! asked about, takes a person ending ("alabilir miyim") and is often typed without its space.

/// Whether the words hold the particle, apart or joined to its word.
pub(super) fn stands_in(words: &[String]) -> bool {
    stands_apart(words) || words.iter().any(|word| is_joined(word))
}

/// The person endings of the question particle.
#[rustfmt::skip]
const PERSONS: &[&str] = &[
    "sin", "siniz", "sun", "sunuz", "yim", "yiz", "yum", "yuz", "dir", "dur", "ydi", "ydu",
    "ydiniz", "ydunuz", "ydim", "ydum", "ydik", "yduk", "ymis", "ymus", "ler", "lar",
];

/// `mi` and `mu`, bare or with a person ending. Bare ones are Czech pronouns too, so that the words
/// around them decide.
fn stands_apart(words: &[String]) -> bool {
    const MANAGERS: &[&str] = &[
        "genel", "bolge", "okul", "satis", "sube", "teknik", "sayin", "banka",
    ];
    let is_bare = |word: &String| matches!(word.as_str(), "mi" | "mu");
    let may_be_bare = words.iter().any(is_bare) && !looks_foreign(words);
    let is_turkish = may_be_bare && words.iter().any(|word| looks_turkish(word));
    (1..words.len()).any(|at| {
        let person = words[at]
            .strip_prefix("mi")
            .or(words[at].strip_prefix("mu"));
        match person {
            // "müdür", a manager.
            Some("dur") => at + 1 == words.len() && !MANAGERS.contains(&words[at - 1].as_str()),
            Some("") => may_be_bare && (is_turkish || stands_as_particle(words, at)),
            Some(person) => PERSONS.contains(&person),
            None => false,
        }
    })
}

/// Whether a bare `mi` ends its question or follows a Turkish ending.
fn stands_as_particle(words: &[String], at: usize) -> bool {
    #[rustfmt::skip]
    const TAILS: &[&str] = &[
        "acaba", "lutfen", "yoksa", "simdi", "artik", "yani", "ki", "hala", "abi", "hocam",
    ];
    #[rustfmt::skip]
    const BEFORE: &[&str] = &[
        "ti", "di", "tu", "du", "ta", "da", "te", "de", "var", "yok", "ir", "er", "ur", "ar", "mis", "mus",
        "hil", "siz",
    ];
    let ends = words
        .get(at + 1)
        .is_none_or(|word| TAILS.contains(&word.as_str()));
    ends || BEFORE.iter().any(|end| words[at - 1].ends_with(end))
}

fn looks_turkish(word: &str) -> bool {
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "iyor", "uyor", "iyorum", "uyorum", "iyorsunuz", "uyorsunuz", "ecek", "acak", "eceksiniz",
        "acaksiniz", "lar", "ler", "niz", "nuz", "dan", "den",
    ];
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "var", "yok", "bu", "bir", "ve", "icin", "ile", "urun", "siz", "biz", "degil", "daha", "cok", "olur",
    ];
    WORDS.contains(&word)
        || ENDINGS
            .iter()
            .any(|end| word.len() > end.len() + 1 && word.ends_with(end))
}

/// Whether Czech or English words stand around the `mi`: the pronoun, miles, Michigan.
fn looks_foreign(words: &[String]) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "se", "si", "je", "jsem", "jste", "jsou", "bych", "byste", "prosim", "na", "za", "ze", "by", "to",
        "ale", "jak", "jako", "pro", "uz", "nebo", "kdy", "kde", "co", "byl", "byla", "bylo", "a", "hned",
        "velmi", "take", "pan", "pani", "jen", "vas", "nas", "bude", "budou", "byt", "mam", "mame", "neni", "nam", "vam", "dnes", "zitra", "muze", "tim", "the", "and", "my", "you", "for", "with", "from", "we",
    ];
    // "Monte" has a Czech ending, but no Czech verb has these.
    const TURKISH: &[&str] = &["iyor", "uyor", "iyorlar", "iyorsunuz", "ecek", "acak"];
    let is_turkish = words
        .iter()
        .any(|word| TURKISH.iter().any(|end| word.ends_with(end)));
    words.iter().any(|word| {
        WORDS.contains(&word.as_str())
            || (!is_turkish
                && word.len() > 4
                && ["ete", "ite", "ate", "jte", "iste", "nte", "eji", "uji"]
                    .iter()
                    .any(|end| word.ends_with(end)))
    })
}

/// The particle typed without its space: `varmi`, `alabilirmiyim`, `yapiyomusunuz`.
fn is_joined(word: &str) -> bool {
    if matches!(word, "dimi" | "demi" | "degilmi") {
        return true;
    }
    let stem_before = |end: &str| {
        let stem = word.strip_suffix(end)?;
        stem.strip_suffix("mi").or(stem.strip_suffix("mu"))
    };
    let joined = ["sin", "siniz", "sun", "sunuz", "yim", "yiz", "yum", "yuz"];
    if joined
        .iter()
        .any(|person| stem_before(person).is_some_and(|stem| stem.len() > 1))
    {
        return true;
    }
    // Nouns have these endings too: "resmidir", "sistemiydi".
    ["", "dir", "dur", "ydi", "ydu"]
        .iter()
        .any(|end| stem_before(end).is_some_and(takes_particle))
}

/// Whether `mi` behind the stem is the particle and not the ending of a noun ("yardimi", "egitimi").
fn takes_particle(stem: &str) -> bool {
    #[rustfmt::skip]
    const NOUNS: &[&str] = &[
        "yardi", "kendi", "adi", "kredi", "yildiri", "for", "platfor", "nor", "alar", "refor", "unifor",
        "ter", "fir", "bar",
    ];
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "var", "yok", "degil", "mumkun", "uygun", "acik", "kapali", "dahil", "orijinal", "guncel", "gecerli",
        "musait", "yeterli", "gerekli", "gumus", "celik", "altin", "yeni", "burada", "ucretli", "garantili",
        "stokta", "hazir", "olur", "ayni", "bu", "sizde", "sende", "evde", "turkce", "kac",
    ];
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "iyor", "uyor", "iyo", "uyo", "ecek", "acak", "mez", "maz", "mis", "mus", "siz", "suz", "niz", "nuz",
        "ir", "ur", "er", "ar", "ildi", "indi", "eldi", "aldi", "oldu", "adi", "edi", "irdi", "urdu", "erdi",
        "ardi", "tti", "pti", "kti", "sti", "ttu", "stu", "meli", "mali", "lar", "ler",
    ];
    !NOUNS.contains(&stem)
        && (WORDS.contains(&stem)
            || VERBS
                .iter()
                .any(|end| stem.len() > end.len() && stem.ends_with(end)))
}
