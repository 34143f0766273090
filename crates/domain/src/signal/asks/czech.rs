//! How Czech asks.

use std::sync::LazyLock;

use super::{Clause, Language, Patterns, Sentence};

#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "ahoj|cau|zdravim|hezky|pekny|krasny|vazeni|vazeny|vazena|a|ale|tak|takze|no|jo|ano|ne|nebo|jeste|dobre|ok|super|diky|dekuji|dekuju|dekujeme|prosim|prosimvas|hele|jinak|pripadne|pane|pani|jen|jenom|taky|take",
    "dobry|dobre|dobrej den|dne|vecer|rano|odpoledne", "prosim te|vas", "predem|moc|mockrat dekuji|diky", "den|vecer",
];

/// Not asking, or not asking the reader for anything.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "^neodpovid*|nereagu*|neposile*|nevolejte", "vyrad*|odhlas*|smazte|vymazte me|mne|nas|moji|muj", "obratte se", "prosim posadte|sednete|pojdte|bez|ne",
    "zadne|dalsi|jine otazky|dotazy nemam|nemame", "nemam|nemame zadne|zadny|dalsi dotaz*|otaz*", "nemam|nemame zajem", "^jak jsem|jsme|jste|uz|vidno|rikam|rika|bylo|byva",
    "^mate pravdu|recht|stesti|dobre|za|u", "^nemusite|prijmete|nechate|prezijete|pisete|rikate|tvrdite|slibujete|vidite", "^vite|vis ze", "jak|kde jinak|jinde", "^co dodat|vic|vice|navic", "^nemate zac", "^neni zac", "muzu|mohu|muzeme|mohou|lze|da|nezbyva|nelze jen|jenom|vrele|pouze", "^muzete|muzes ho|ji|je|prijit|prijet|prijit|klidne|take|taky",
    "^muzeme klidne|napriklad", "^muzeme se tak|klidne|nekdy", "^je mozne $", "^je mozne ze", "^je treba|zrejme|jasne|videt|pravda|skoda|skvel*|vyborn*|perfektn*|super|fajn", "o trpelivost|omluvu|prominuti|pochopeni|strpeni|odpusteni",
    "musim|musime|chtel|chtela|chci|chceme|rad|rada|chteli bych|bychom? _? priznat|uznat|podekovat|pochvalit|rict|podotknout|vyjadrit|dodat|napsat|oznamit|upozornit|potvrdit",
];

#[rustfmt::skip]
const OFFERS: &[&str] = &[
    "v pripade dotaz*|otaz*|zajmu|nejasnosti|nalehav*|potreby", "nevahejte", "pokud|kdybyste|kdyby budete|byste|bude|mate mel|meli|mit? _? dotaz*|otaz*|zajem",
    "mimo kancelar", "automaticka odpoved", "v nalehav*", "jsem na dovolene",
];

/// Questions in other words, and verbs before their subject.
#[rustfmt::skip]
const QUESTIONS: &[&str] = &[
    "zajima me|mne|nas", "me|mne|nas zajima", "hledam|hledame|shanim|shanime", "zajimalo|zajimala|zajimaly by|me|mne", "chtel|chtela|chteli|potreboval|potrebovala|potrebovali|rad|rada|radi bych|bychom _? _? zeptat|vedet|informovat|poradit|dotazat|videl|videla|videt|vedel|vedela|informoval|informovala|zeptal|zeptala",
    "bych|bychom se? _? zeptat|dotazat|informovat|vedet", "jsem se? chtel|chtela zeptat", "chci|chceme|potrebuji|potrebuju|potrebujeme se? vedet|zeptat|poradit|poradte", "mam|mame|mela|mel jeste|jen|bych? _? dotaz|dotazek|otazku|otazka|dotazy|otazek|prosbu",
    "^dotaz|otazka", "dotaz k|na|ohledne|ke", "otazku|otazek|otazky k|na|ohledne", "nevite|nevis|nevedeli|netusite", "vite|vis kdy|kde|jak|kolik|jestli|zda|co|proc|kdo",
    "^mohl|mohla|mohli|nemohl|nemohla|nemohli by|byste|bys|bych|bychom", "bylo|byla|byl|slo|sla|dalo|dala by|se mozne|mozna|to|by|o|_ $", "^*lo|*la|*li|*ly by", "^nebude|nebudou vadit|stacit|problem|lepsi|mozne", "^jaka|jaky|jake by byla|byl|bylo",
    "byste|bys", "zda", "aby jste", "abyste", "nemel|nemeli|nemela byste|bys", "^lze|jde|jdou", "^da|daji|neda|nedaji se", "^je|jsou k|u|v|na|pro tomu|toho|cene|baleni|dispozici|tom|to|nej|neho",
    "^je|jsou|bude|budou _? _? mozne|mozna|mozny|dostupn*|soucasti|nutne|nutna|nutny|potreba|zaruka|zdarma|stale|jeste|nejak|nejaka|nejaky|nejake|skladem|schopny|kompatibilni", "^neni|nejsou to? nahodou|nejak*|mozn*|lepsi|skladem|jin*",
    "^mam|mame vzit|prijit|prijet|poslat|zaplatit|objednat|cekat|to|prinest|volat|zavolat", "^muzu|mohu|muzeme|smim|smime|nemuzu|nemuzeme|nemohu", "^musim|musime _? _? *at|*it|*et|*ut|byt|mit|jit", "^jste otevren*|v|na|schopn*|ochotn*|jeste|take|taky|zitra|dnes|dostupn*", "^mas|muzes|vis|umis|delas|posles|mohl|nemas _",
    "^je|jsou|bude|budou vas*|cena|ceny|doprava|montaz|zaruka|instalace|dodani|doruceni|zbozi|produkt|licence|navod|servis|platba|sleva|nejak*|otevreno",
    "potreboval|potrebovala|potrebovali bych|bychom _? _? *at|*it|*et|*ut", "potrebuji|potrebuju|potrebujeme _? poradit|vedet|zjistit|pomoct|pomoci|nacenit|poslat|zaslat|spocitat",
    "^existuje|existuji|podporuje|podporuji|obsahuje|obsahuji|vejde|vejdou|odpovida _", "^ma to _", "^staci vam|na|k|jen", "^funguje|bude|budou to|ten|ta|i|fungovat|stacit|mozne|jeste|dorucen*", "^plati to|ta|jeste|stale|i",
    "^co takhle|kdyz|kdyby", "^jak|jake je to s",
];

#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "prosim|prosime|poprosim|poprosil|poprosila|poprosime|zadam|zadame o", "bych|bychom poprosil*|poprosit", "prosba|prosbu o", "poslete|posli|posilej|zaslete|zasli|posilejte|preposlete|dodejte|doporucte|doporuc|sdelte|rekni|reknete|popiste|vysvetlete|ukazte|ukaz|nabidnete|vystavte|pripravte|nacente|spocitejte mi|nam|me|prosim|_",
    "napiste|napis|mrkni|mrknete|ozvete|ozvi|zavolejte|zavolej|volejte|kontaktujte|poradte|porad|pomozte|informujte|dejte|dej mi|nam|me|mne|se|prosim|vedet|kdy|jak|co", "prosim zavolejte|ozvete|napiste|poslete|zaslete|poradte|kontaktujte|o|sdelte|pomoc|poradit|informaci|info",
    "muzete|muzes|muze mi|nam|me|to|se|by|prosim|tam|nekdo|poslat|dodat|zaslat|pripravit|poradit|doporucit|nabidnout", "poptavam|poptavame|poptavka|poptavku", "poradite|pomuzete|poradis mi|nam|s|$",
    "mam|mame|mela|mel|meli|chtel|chtela|chteli|chci|chceme|rad|rada|radi|potrebuji|potrebuju|potrebujeme|potreboval|potrebovala|potrebovali bych|bychom|zajem? o|dostal|dostat|ziskat? _? konzultac*|schuzk*|ukazk*|prezentac*|demo|katalog*|vzor*|info|informac*|nabidk*|cenik*|kalkulac*|faktur*|zalohov*|naceneni|pomoc|radu|kontakt",
    "bych vic|vice? informaci|info|detailu", "^vic|vice|blizsi|podrobnejsi informaci|informace|info",
];

#[rustfmt::skip]
const PRICE: &[&str] = &[
    "cena|ceny|cenu|cen|cene|cenou|cenam|cenik*|cenov*|nacen*|kalkulac*|slev*|poplatk*|poplatek|levnej*|nejlevnej*|nabidku|nabidky|nabidka|naklad*|drah*|rozpocet",
    "kolik stoji|stal*|stat|vyjde|vyjdou|vyslo|chcete|uctujete|prijde|bude|by|to|za|korun|kc|penez|me|$", "za|na kolik",
];

#[rustfmt::skip]
const PRICE_ALONE: &[&str] = &[
    "^kolik $", "kolik stoji|stal*|uctujete|korun|kc|penez", "kolik by|to|me|vas|nas _? _? stal*|stat|vyslo|vyjde|prijde|stoji", "kolik chcete|vyjde|vyjdou|prijde|prijdou|zaplatim|zaplatime|za", "^za|na kolik", "^na kolik _? vyjde|prijde|prijdou",
    "^cenu|cenik|kalkulaci|nabidku _? _? _? _? _? prosim", "^jaka|jake|jakou je|jsou|mate|by|bude _? cena|ceny|cenu|byla|cenik",
];

#[rustfmt::skip]
const PRICE_NAMED: &[&str] = &[
    "^cena|ceny|cenik|cenicek|cenova|nabidka|kalkulace prosim|nabidka? prosim? $", "^cena|ceny|cenova nabidka? za|na|pro|s|bez|od",
];

#[rustfmt::skip]
const PAYMENT: &[&str] = &[
    "platba*|platbu|platby|platit|plati|platite|platim|zaplat*|uhrad*|faktur*|prevod*|proforma*|proform*|splatk*|splatn*|dobirk*|zaloh*|iban|platebn*", "cislo uctu", "kartou|karty|kartu|hotove|hotovosti", "jaky|ktery ucet", "poslat penize",
];

#[rustfmt::skip]
const PAYMENT_ALONE: &[&str] = &["chci|chceme|chtel|chtela bych? zaplatit", "^kde|jak|kam|kdy|cim _? _? zaplat*|platit|plati|uhrad*", "vystavte|zaslete|poslete|preposlete mi|nam|prosim? faktur*"];

/// Question words that open a clause, also behind a preposition.
#[rustfmt::skip]
const QUESTION_WORDS: &[&str] = &[
    "^jak|jaky|jaka|jake|jakou|jakym|jakymi|jakeho|jakych|kde|kdy|proc|kolik|kdo|kam|odkud|co|ktery|ktera|ktere|kterou|kteri|ktereho|komu|koho|cim|cemu|kym|dokdy|odkdy|nac",
    "^na|za|v|ve|do|od|k|ke|s|z|ze|o|u|pro|po|podle|kolem|kvuli jak|jaky|jaka|jake|jakou|jakem|jakeho|jakych|jakym|co|kdy|kolik|koho|kom|kterou|ktery|ktere|kterem|kterych|cem|ceho|kolika",
];

pub(super) fn language() -> &'static Language {
    static LANGUAGE: LazyLock<Language> = LazyLock::new(|| Language {
        fillers: Patterns::new(&[FILLERS]),
        never: Patterns::new(&[NEVER]),
        offers: Patterns::new(&[OFFERS]),
        questions: Patterns::new(&[QUESTIONS]),
        requests: Patterns::new(&[REQUESTS]),
        price: Patterns::new(&[PRICE]),
        price_alone: Patterns::new(&[PRICE_ALONE]),
        price_named: Patterns::new(&[PRICE_NAMED]),
        payment: Patterns::new(&[PAYMENT]),
        payment_alone: Patterns::new(&[PAYMENT_ALONE]),
        is_question,
    });
    &LANGUAGE
}

fn is_question(clause: &Clause, sentence: &Sentence) -> bool {
    !sentence.exclaims
        && (opens_with_question_word(clause, sentence)
            || opens_with_address(clause)
            || opens_with_third_person(clause))
}

/// A verb of a third person at the front asks where something else than the message's own story is
/// its subject: "vyplatí se to i pro malou firmu", "funguje u vás platba". What is told begins so too
/// ("funguje mi to skvěle"), hence the small words.
fn opens_with_third_person(clause: &Clause) -> bool {
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
    is_verb
        && clause.has(|word| SMALL.contains(&word))
        && !clause.has(|word| OWN.contains(&word))
        && !praises(clause)
}

/// A question word opens a question at the beginning of the sentence; behind another clause it is
/// relative ("to, co jsem hledal"), and answered by one it opens a condition ("co slíbili, to dodrželi").
fn opens_with_question_word(clause: &Clause, sentence: &Sentence) -> bool {
    static WORDS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(&[QUESTION_WORDS]));
    const ANSWERS: &[&str] = &[
        "to", "ten", "ta", "ti", "tam", "tady", "zde", "byl", "byla", "bylo", "tak", "vy", "ty",
        "toho", "tomu", "posilam", "vse", "vsechno", "jsme", "jsem", "je",
    ];
    let follows = sentence.clauses.get(clause.index + 1);
    let is_answered = follows
        .and_then(|words| words.first())
        .is_some_and(|word| ANSWERS.contains(&word.as_str()));
    clause.is_first
        && !is_answered
        && clause.is(&WORDS)
        && !clause.has(|word| matches!(word, "tyce" | "tyka"))
}

/// A sentence that begins with the verb of a second person asks ("máte parkování"), unless it praises
/// ("máte krásný obchod").
fn opens_with_address(clause: &Clause) -> bool {
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
