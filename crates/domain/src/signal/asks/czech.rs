//! How Czech asks.

mod order;
mod others;

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
    "^neodpovid*|nereagu*|neposile*|nevolejte", "vyrad*|odhlas*|smazte|vymazte|vyskrtnete me|mne|nas|moji|muj", "obratte se", "prosim posadte|sednete|pojdte|bez|ne",
    "zadne|dalsi|jine otazky|dotazy nemam|nemame", "nemam|nemame zadne|zadny|dalsi dotaz*|otaz*", "nemam|nemame zajem", "^jak jsem|jsme|jste|uz|vidno|rikam|rika|bylo|byva", "^jak vidite|vidis|vite|vis|pisete|rikate|slibujete|uvadite $", "^kdo _ $",
    "^jak krasn*|hezk*|nadhern*|uzasn*|skvel*|bajecn*|prijemn*|perfektn*|vyborn*", "^je|jsou|byla|byl|bylo to muj|moje|ma|moji|nas|nase|nasi", "muzete|muzes me|mne|nas zastihnout",
    "^ma|maji|pouziva|pouzivaji|kupuje|kupuji to|ji|ho i|taky|take? muj|moje|moji|nasi|nase|kamarad*|soused*|znami|kolega|kolegove", "^vejde|vejdou se do _? rozpoct*", "^je|jsou to bez problem*|chyb*|debat*|komplikac*|potizi|vyhrad",
    "^je|jsou ten|ta|to|ty nej*", "^funguje to $", "abyste|aby vedeli|vedel|vedela", "^diky|dekuji|dekuju|dekujeme vsem|za", "^kdo mi|nam _? _? *l|*li|*la", "^mate pravdu|recht|stesti|dobre|za|u", "^nemusite|prijmete|nechate|prezijete|pisete|rikate|tvrdite|slibujete|vidite", "^vite|vis ze", "jak|kde jinak|jinde", "^co dodat|vic|vice|navic", "^nemate zac", "^neni zac", "muzu|mohu|muzeme|mohou|lze|da|nezbyva|nelze jen|jenom|vrele|pouze", "se mi|nam|to? zda", "^muzete|muzes byt|prijit|prijet|klidne|take|taky", "^muzete|muzes ho|ji|je najit|krmit|videt|koupit|sehnat",
    "^muzeme klidne|napriklad", "^muzeme se tak|klidne|nekdy", "^je mozne $", "^je mozne ze", "^je treba|zrejme|jasne|videt|pravda|skoda|skvel*|vyborn*|perfektn*|super|fajn", "o zruseni|vyrazeni|odhlaseni|smazani|vymazani|storno|ukonceni", "o trpelivost|omluvu|prominuti|pochopeni|strpeni|odpusteni",
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
    "byste|bys", "zda", "hodil|hodila|hodilo|hodily by se", "chtel|chtela|chteli jsem|bych|jsme|bychom se? jen|jenom|radsi? se? ujistit|overit", "^ma|melo|mela by? to? smysl",
    "^je|jsou|bude|budou ten|ta|ty|tento|tato|tyto|ti _ _", "^dostanu|dostaneme|sezenu k|u|na|v|i|taky|ten|to _", "aby jste", "abyste", "nemel|nemeli|nemela byste|bys", "^lze|jde|jdou", "^da|daji|neda|nedaji se", "^je|jsou k|u|v|na|pro tomu|toho|cene|baleni|dispozici|tom|to|nej|neho",
    "^je|jsou|bude|budou _? _? mozne|mozna|mozny|vhodn*|*teln*|dostupn*|soucasti|nutne|nutna|nutny|potreba|zaruka|zdarma|stale|jeste|nejak|nejaka|nejaky|nejake|skladem|schopny|kompatibilni", "^neni|nejsou to? nahodou|nejak*|mozn*|lepsi|skladem|jin*",
    "^mam|mame vzit|prijit|prijet|poslat|zaplatit|objednat|cekat|to|prinest|volat|zavolat", "^muzu|mohu|muzeme|smim|smime", "^musim|musime _? _? *at|*it|*et|*ut|byt|mit|jit", "^jste otevren*|v|na|schopn*|ochotn*|jeste|take|taky|zitra|dnes|dostupn*", "^mas|muzes|vis|umis|delas|posles|nemas _",
    "^je|jsou|bude|budou vas*|cena|ceny|doprava|montaz|zaruka|instalace|dodani|doruceni|zbozi|produkt|licence|navod|servis|platba|sleva|nejak*|otevreno",
    "potreboval|potrebovala|potrebovali bych|bychom _? _? *at|*it|*et|*ut", "potrebuji|potrebuju|potrebujeme _? poradit|vedet|zjistit|pomoct|pomoci|nacenit|poslat|zaslat|spocitat",
    "^existuje|neexistuje|existuji|podporuje|podporuji|obsahuje|obsahuji|vejde|vejdou|odpovida _", "^ma to _", "^je|jsou to bez|vcetne|vegan*|original*|kompatibiln*|dostupn*", "^staci vam|na|k|jen", "^funguje to|ten|ta|i", "^bude|budou to|ten|ta|ty? i|fungovat|stacit|mozne|jeste|dorucen*|hotov*|skladem", "^plati to|ta|jeste|stale|i",
    "^co takhle|kdyz|kdyby", "^jaka je vase|nejlepsi|nejnizsi", "rad|rada|radi|chtel|chtela|chteli bych|bychom si? _? _? _? _? _? vyzkousel|vyzkousela|vyzkouseli|vyzkouset|zkusit|videt|prohlednout", "^*l|*la by me|nas|mi|nam _", "^jake jsou podminky|moznosti|terminy|lhuty|rozmery", "^jak|jake je to s",
];

#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "prosim|prosime|poprosim|poprosil|poprosila|poprosime|zadam|zadame o", "bych|bychom poprosil*|poprosit", "prosba|prosbu o", "poslete|posli|posilej|zaslete|zasli|posilejte|preposlete|dodejte|doporucte|doporuc|sdelte|rekni|reknete|popiste|vysvetlete|ukazte|ukaz|nabidnete|vystavte|pripravte|nacente|spocitejte mi|nam|me|prosim|_",
    "napiste|napis|mrkni|mrknete|ozvete|ozvi|zavolejte|zavolej|volejte|kontaktujte|poradte|porad|pomozte|informujte|dejte|dej mi|nam|me|mne|se|prosim|vedet|kdy|jak|co", "prosim zavolejte|ozvete|napiste|poslete|zaslete|poradte|kontaktujte|o|sdelte|pomoc|poradit|informaci|info",
    "muzete|muzes|muze mi|nam|me|to|se|by|prosim|tam|nekdo|poslat|dodat|zaslat|pripravit|poradit|doporucit|nabidnout", "poptavam|poptavame|poptavka|poptavku", "poradite|pomuzete|poradis mi|nam|s|$",
    "mam|mame|mela|mel|meli|chtel|chtela|chteli|chci|chceme|rad|rada|radi|potrebuji|potrebuju|potrebujeme|potreboval|potrebovala|potrebovali bych|bychom|zajem? o|dostal|dostat|ziskat? _? konzultac*|schuzk*|ukazk*|predveden*|prezentac*|demo|katalog*|vzor*|info|informac*|nabidk*|cenik*|kalkulac*|faktur*|zalohov*|naceneni|pomoc|radu|kontakt",
    "potrebuji|potrebuju|potrebujeme|potreboval|potrebovala|potrebovali|sehnat bych|bychom? _? _? navod*|manual*|dokumentac*|certifikat*|prohlaseni|licenc*|termin",
    "bych|bychom|chci|chceme si? objednat|domluvit|sjednat|rezervovat|zarezervovat|zajistit _? _? ukazk*|predveden*|schuzk*|prezentac*|prohlidk*|demo|konzultac*",
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
    "^cenik|cenicek *eb|*aci|*ni|*y $", "^cena|ceny|cenik|cenicek|cenova|nabidka|kalkulace prosim|nabidka? prosim? $", "^cena|ceny|cenova nabidka? za|na|pro|s|bez|od",
];

#[rustfmt::skip]
const PAYMENT: &[&str] = &[
    "platba*|platbu|platby|platit|plati|platite|platim|zaplat*|uhrad*|faktur*|prevod*|proforma*|proform*|splatk*|splatn*|dobirk*|zaloh*|iban|platebn*", "cislo uctu", "kartou|karty|kartu|hotove|hotovosti", "jaky|ktery ucet", "poslat penize",
];

#[rustfmt::skip]
const PAYMENT_ALONE: &[&str] = &["chci|chceme|chtel|chtela bych? zaplatit", "^kde|jak|kam|kdy|cim _? _? zaplat*|platit|plati|uhrad*", "vystavte|zaslete|poslete|preposlete mi|nam|prosim? faktur*"];

pub(super) fn language() -> &'static Language {
    static LANGUAGE: LazyLock<Language> = LazyLock::new(|| Language {
        fillers: Patterns::new(&[FILLERS]),
        never: Patterns::new(&[NEVER]),
        offers: Patterns::new(&[OFFERS]),
        others: Patterns::new(&[others::LOOKING_FOR_WORK, others::SELLING]),
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
        && (order::opens_with_question_word(clause, sentence)
            || order::opens_with_address(clause)
            || order::opens_with_third_person(clause))
}
