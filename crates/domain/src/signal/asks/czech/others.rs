//! Who writes in Czech but buys nothing: people who look for work, and suppliers of the business.
//!
//! A course and a camp have free places too, a buyer's programme keeps records of temporary workers, and
//! a buyer of optimisation wants *their* site on the first page: a pattern says whose is meant.

#[rustfmt::skip]
pub(super) const LOOKING_FOR_WORK: &[&str] = &[
    "volna|volne|volnou|volnych|otevrene|otevrenou pozice|pozici|pracovni*", "mate|nabizite|hledam|hledate|nemate nejake|nejakou|i? pracovni misto|mista|pozice|pozici|prilezitosti|prilezitost|uvazek|nabidky", "pozice|pozici _? _? jeste|stale|porad volna|volne|aktualni|otevrena|obsazena",
    "volna|volne mista|misto skladnik*|ridic*|prodavac*|asistent*|ucetni|kuchar*",
    "nabirate|prijimate|hledate|zamestnavate|berete|shanite|vezmete|potrebujete nejake|nejakeho|nove|noveho|dalsi|i|take|letni? brigadnik*|zamestnanc*|praktikant*|pracovnik*|posilu|posily|stazist*|kolegy|kolegu|skladnik*|ridice|prodavack*|uklizeck*|zedniky|svarec*", "hledate|shanite|nabirate _? nekoho|lidi|zamestnance|posilu do|na|k",
    "berete|prijimate|vezmete _? _? na praxi|staz|brigadu|praxe|staze", "hledam|shanim nejakou|letni|dobrou|novou|vikendovou|jakoukoli|stalou|odbornou? brigadu|praci|zamestnani|staz|praxi", "mate|nabizite|nabirate|hledate|berete|shanite|nemate nejakou|nejake|letni|volnou|i|take? brigad*|staz*|praktikant*",
    "mate|nemate|nabizite nejakou|volnou praci pro|u|$", "zasilam|posilam|prikladam|poslat|zaslat|prilozit|prilozeny|prilozen _? _? zivotopis*|cv", "uchazel|uchazela|uchazet|uchazim _? o _? misto|pozici|praci|zamestnani|praxi|staz|mista",
    "zajem|zajimam|zajimame|zajimala|zajimal se? o _? pozici|brigadu|zamestnani|staz", "o praci u|ve|jako vas|vasi*|skladnik*|ridic*|prodavac*|asistent*", "bych|bychom|chci|chceme _? pracovat|pracovala|pracoval u|pro vas", "pracovat|pracovala|pracoval ve vasi|vasem firme|spolecnosti|tymu|obchode|skladu|restauraci|kuchyni",
    "cv|zivotopis prikladam|zasilam|posilam", "absolvovat|splnit|vykonat|vykonavat _? _? praxi|staz|praktikum", "prihlasit na|o misto|pozici ucetni|skladnik*|asistent*|ridic*|prodavac*|kuchar*", "praci|prace pro me|mne $", "meli|mate|mela vhodnou|volnou pozici", "nepotrebujete|nehledate|neshanite ridice|skladnika|uklizecku|brigadnik*|ucetni|kuchare|zedniky|svarece|pomocnika",
    "na brigadu|praxi|staz k|do|u vam|vas|vasi*", "o brigadu|zamestnani u|ve vas|vasi*",
];

#[rustfmt::skip]
pub(super) const SELLING: &[&str] = &[
    "vas|vase|vasich|vasemu web|webu|stranky|stranek|eshop|eshopu|e|firmu _? _? na|do prvni|predni|vyssi stranku|stranky|strance|pozici|pozice|mista|misto|pricky|pricku", "posuneme|vyneseme vas|vase", "nabizime|nabizim|nabidneme|dodame vam|vasi*", "vam _? nabidnout|nabidli|nabidl|nabidla|nabizime|nabizim _? nasi|nase|sve|svoje|spravu|sluzby|spolupraci|uklid*|dodavky|pronajem|tvorbu|reklamu",
    "predstavit|predstavili|predstavil|predstavila vam? nasi|nase|sve|svou|svoji nabidku|sluzby|produkty|reseni|sortiment", "vam _? zaslat|poslat|poslal|poslali|zaslali|pripravit|predlozit nasi|nezavaznou|bezplatnou|cenovou|svou|svoji nabidku|portfolio|cenik|reference|katalog",
    "muzeme|mohu|radi|rad vam _? _? bezplatne|zdarma|nezavazne", "vam pripravime|pripravili audit|analyzu|navrh", "chcete ziskat|zvysit|zdvojnasobit|usetrit|snizit|zlepsit? nove|vice|vic|sve|svoje? zakazniku|zakazniky|zakazky|poptavek|objednavek|navstevniku|navstevnost|klientu|klienty|trzeb|trzby|prodej*|naklady", "chcete usetrit|setrit na|za",
    "firmy|firmam|spolecnosti|obchody|eshopy|podniky jako jste|vy", "^jako je ta|to vase", "hledame odberatele|distributory|distributora", "predstavit vam nase|nasi obaly|vyrobky|novinky",
    "potrebujete pujcku|uver|financovani|penize", "kdo u|ve vas|vasi _? _? _? _? nakup|nakupu|nakupy|marketing*|personal*|reklamu|reklamy", "nepotrebujete|nepotrebovali _? nafotit|natocit|vytvorit|navrhnout|uklid*|web|webove|reklamu|grafik*|seo", "potrebujete novy|nove|lepsi|levny|moderni web|webove|stranky|eshop",
    "zvysime|zlepsime|snizime|usetrime|spravujeme|zdvojnasobime|vytvorime vam|vas|vase|vasi", "spravu vasich|vaseho", "stat vasim dodavatelem", "jako dodavatel vam|bychom",
];
