//! Short and tender forms of given names, folded.
//!
//! English ones after the list of `carltonnorthern/nicknames`, of which those that are common in business; Czech ones
//! (domácké podoby) and Turkish ones (shortened with -o or -oş) of common use. What is short for many names, such as
//! Alex, is with each of them.

/// A name and its forms.
const FORMS: &[(&str, &[&str])] = &[
    // English.
    ("alexander", &["alex", "sandy"]),
    ("alexandra", &["alex", "sandy"]),
    ("andrew", &["andy", "drew"]),
    ("anthony", &["tony"]),
    ("barbara", &["barb", "bara"]),
    ("benjamin", &["ben", "benny"]),
    ("catherine", &["cathy", "cat", "kate", "katie"]),
    ("charles", &["charlie", "chuck"]),
    ("christine", &["chris", "chrissy", "tina"]),
    ("christopher", &["chris", "kit"]),
    ("daniel", &["dan", "danny", "danek"]),
    ("david", &["dave", "davey"]),
    ("deborah", &["deb", "debbie"]),
    ("donald", &["don", "donnie"]),
    ("edward", &["ed", "eddie", "ned", "ted"]),
    ("elizabeth", &["beth", "betty", "eliza", "liz", "lizzie"]),
    ("frederick", &["fred", "freddie"]),
    ("gregory", &["greg"]),
    ("henry", &["hank", "harry"]),
    ("jacob", &["jake"]),
    ("james", &["jim", "jimmy", "jamie"]),
    ("jennifer", &["jen", "jenny"]),
    ("john", &["jack", "johnny"]),
    ("jonathan", &["jon", "jonny"]),
    ("joseph", &["joe", "joey"]),
    ("joshua", &["josh"]),
    ("katherine", &["kate", "kathy", "katie", "kat"]),
    ("kenneth", &["ken", "kenny"]),
    ("lawrence", &["larry"]),
    ("margaret", &["maggie", "meg", "peggy"]),
    ("matthew", &["matt"]),
    ("michael", &["mike", "mick", "mickey"]),
    ("nicholas", &["nick", "nico"]),
    ("pamela", &["pam"]),
    ("patricia", &["pat", "patty", "trish"]),
    ("patrick", &["pat", "paddy"]),
    ("peter", &["pete"]),
    ("philip", &["phil"]),
    ("rebecca", &["becca", "becky"]),
    ("richard", &["dick", "rich", "rick", "ricky"]),
    ("robert", &["bob", "bobby", "rob", "robbie"]),
    ("ronald", &["ron", "ronnie"]),
    ("samantha", &["sam"]),
    ("samuel", &["sam", "sammy"]),
    ("stephen", &["steve", "stevie"]),
    ("steven", &["steve", "stevie"]),
    ("susan", &["sue", "susie"]),
    ("theodore", &["ted", "theo"]),
    ("thomas", &["tom", "tommy"]),
    ("timothy", &["tim"]),
    ("victoria", &["vicky"]),
    ("william", &["bill", "billy", "will", "willie"]),
    // Czech.
    ("alena", &["alca", "alenka"]),
    ("alexandr", &["alex", "sasa"]),
    ("alzbeta", &["betka", "bety"]),
    ("anna", &["anca", "andula", "anicka", "anka"]),
    ("antonin", &["tonda", "tonik", "tony"]),
    ("bohumil", &["bohous"]),
    ("eduard", &["eda"]),
    ("frantisek", &["fanda", "franta"]),
    ("hana", &["hanka"]),
    ("ivana", &["ivanka"]),
    ("jakub", &["kuba"]),
    ("jan", &["honza", "honzik", "jenda", "jenik"]),
    ("jana", &["janca", "janicka"]),
    ("jaroslav", &["jarda", "jara"]),
    ("jindrich", &["jindra"]),
    ("jiri", &["jirka", "jura"]),
    ("josef", &["pepa", "pepik", "jozka"]),
    ("karel", &["kaja"]),
    ("karolina", &["kaja"]),
    ("katerina", &["kaca", "kata", "katka"]),
    ("ladislav", &["lada"]),
    ("ludmila", &["lida", "liduska"]),
    ("lukas", &["luky"]),
    ("magdalena", &["madla", "magda"]),
    ("marie", &["marenka", "maruska", "marka"]),
    ("marketa", &["maky", "marka"]),
    ("matej", &["mates"]),
    ("michaela", &["misa", "miska"]),
    ("michal", &["misa"]),
    ("miloslav", &["mila"]),
    ("miroslav", &["mirek"]),
    ("ondrej", &["ondra"]),
    ("pavel", &["pavlik"]),
    ("petr", &["peta", "petrik"]),
    ("petra", &["peta"]),
    ("stanislav", &["standa", "slavek"]),
    ("tereza", &["terezka", "terka"]),
    ("tomas", &["tom", "tomik"]),
    ("vaclav", &["vasek", "venca"]),
    ("veronika", &["verca"]),
    ("vladimir", &["vlada"]),
    ("vojtech", &["vojta"]),
    ("zuzana", &["zuzka"]),
    // Turkish.
    ("abdullah", &["apo"]),
    ("cemal", &["cemo"]),
    ("fatma", &["fato", "fatos"]),
    ("hatice", &["hatce"]),
    ("huseyin", &["huso"]),
    ("ibrahim", &["ibo"]),
    ("mehmet", &["memo", "memis"]),
    ("mustafa", &["musti", "mustis"]),
    ("suleyman", &["sulo"]),
    ("zeynep", &["zeyno"]),
];

/// Whether one word is a form of the other, or both are forms of one name.
pub fn is_diminutive(a: &str, b: &str) -> bool {
    FORMS.iter().any(|(name, forms)| {
        let is = |word: &str| word == *name || forms.contains(&word);
        is(a) && is(b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_folded_and_names_each_once() {
        for (at, (name, forms)) in FORMS.iter().enumerate() {
            for word in forms.iter().chain([name]) {
                assert_eq!(crate::text::words(word).trim(), *word);
            }
            assert!(!forms.contains(name), "{name}");
            assert!(FORMS[..at].iter().all(|(other, _)| other != name), "{name}");
        }
    }
}
