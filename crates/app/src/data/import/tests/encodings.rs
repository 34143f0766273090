//! Files of other encodings: read rightly, or asked about.

use encoding_rs::{
    Encoding, ISO_8859_2, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254,
};

use super::*;

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    match encoding {
        _ if encoding == UTF_16LE => wide(u16::to_le_bytes),
        _ if encoding == UTF_16BE => wide(u16::to_be_bytes),
        _ => {
            let (bytes, _, unmappable) = encoding.encode(text);
            assert!(
                !unmappable,
                "{text} cannot be written in {}",
                encoding.name()
            );
            bytes.into_owned()
        }
    }
}

/// The names of the people and the encoding, or the question.
fn read(bytes: &[u8], encoding: Option<&str>) -> Result<(String, String), String> {
    let place = Place::new();
    let options = Options {
        encoding: encoding.map(str::to_owned),
        ..Options::new(What::People, place.file("people.csv", bytes))
    };
    let report = place
        .app
        .import_file(&options, &AtomicBool::new(false), &mut |_| {});
    match report {
        Ok(report) => Ok((place.export(), report.understood.encoding)),
        Err(error) => {
            assert_eq!(
                (place.stored(), place.bad().len()),
                (0, 0),
                "nothing is stored"
            );
            Err(error.to_string())
        }
    }
}

#[test]
fn marks_are_understood() {
    let text = "E-mail\tName\tNote\r\nzoe@u16.example\tZoë Ünal\t\"line one\nline two\"\r\nmax@u16.example\tMax\tplain\n";
    for encoding in [UTF_16LE, UTF_16BE] {
        for mark in ["\u{feff}", ""] {
            let bytes = encoded(&format!("{mark}{text}"), encoding);
            let (people, found) = read(&bytes, None).expect("it is read");
            assert!(
                people.contains("Zoë Ünal") && people.contains("max@u16.example"),
                "{people}"
            );
            assert_eq!(found, encoding.name().to_ascii_lowercase());
        }
    }
    let (people, found) =
        read(format!("\u{feff}{text}").as_bytes(), Some("windows-1254")).expect("it is read");
    assert!(
        people.contains("Zoë Ünal") && found == "utf-8",
        "a mark is never there by chance: {found}"
    );
}

#[test]
fn the_header_tells_turkish_from_czech() {
    let turkish = "Ad;Soyad;E-posta;Şirket;Şehir\r\nİpek;Işık;ipek@ornek-tr.example;Çağdaş Gıda A.Ş.;İstanbul\r\nCan;Demir;can@ornek-tr.example;Demir Ltd;Ankara\r\n";
    let (people, found) = read(&encoded(turkish, WINDOWS_1254), None).expect("the header tells");
    assert!(
        people.contains("İpek Işık")
            && people.contains("Çağdaş Gıda A.Ş.")
            && people.contains("İstanbul"),
        "{people}"
    );
    assert!(
        !people.contains("profile"),
        "no header became a custom field: {people}"
    );
    assert_eq!(found, "windows-1254");
    let czech =
        "Jméno;Příjmení;E-mail;Společnost\r\nJiří;Dvořák;jiri@cz.example;Řeznictví Šťastný\r\n";
    let (people, found) = read(&encoded(czech, WINDOWS_1250), None).expect("the header tells");
    assert!(
        people.contains("Jiří Dvořák") && people.contains("Řeznictví Šťastný"),
        "{people}"
    );
    assert_eq!(found, "windows-1250");
    let (people, found) = read(&encoded(czech, ISO_8859_2), None).expect("the header tells");
    assert!(
        people.contains("Jiří Dvořák") && people.contains("Řeznictví Šťastný"),
        "{people}"
    );
    assert_eq!(found, "iso-8859-2");
}

#[test]
fn what_reads_alike_in_all_of_them_needs_no_question() {
    let german = "Name;E-mail\r\nJürgen Groß;j@de.example\r\nÄnne Öz;a@de.example\r\n";
    let (people, _) = read(&encoded(german, WINDOWS_1252), None).expect("there is one reading");
    assert!(
        people.contains("Jürgen Groß") && people.contains("Änne Öz"),
        "{people}"
    );
}

#[test]
fn what_is_not_certain_is_asked() {
    let bytes = b"Email,Name,Gr\xf8\xdfe\nx@y.example,J\xf8,1\n";
    let question = read(bytes, None).expect_err("two bytes prove nothing");
    for part in [
        "--encoding windows-1250",
        "--encoding windows-1252",
        "Grøße",
        "Grřße",
        "Jø",
        "Jř",
    ] {
        assert!(question.contains(part), "{part}: {question}");
    }
    let (people, found) = read(bytes, Some("windows-1252")).expect("it was said");
    assert!(people.contains("Jø") && found == "windows-1252", "{people}");
    // Letters of a language that none of them is for.
    let russian = encoded(
        "Email,Name\na@ru.example,Иван Петров\nb@ru.example,Мария Сидорова\n",
        encoding_rs::WINDOWS_1251,
    );
    let question = read(&russian, None).expect_err("it is asked");
    assert!(
        question.contains("--encoding windows-1251") && question.contains("Иван"),
        "{question}"
    );
    assert!(
        read(b"id\n\xe8\n", Some("klingon"))
            .expect_err("there is none")
            .contains("is unknown")
    );
}

#[test]
fn a_few_damaged_letters_leave_utf_8_what_it_is() {
    let mut bytes = String::from("id,name,note\n").into_bytes();
    for at in 0..20 {
        bytes.extend_from_slice(format!("c{at},Příšerně žluťoučký kůň,x\n").as_bytes());
    }
    bytes.extend_from_slice(b"c20,Ad\xe1m,y\n");
    let place = Place::new();
    let report = place.people(&place.file("people.csv", bytes));
    assert_eq!(
        (report.good, report.bad, report.understood.encoding.as_str()),
        (21, 0, "utf-8")
    );
    assert!(
        notes(&report)[0].starts_with("line 22, name: "),
        "{:?}",
        notes(&report)
    );
}

/// Names of each language, with the encoding that its programs wrote.
const NAMES: &[(&str, &Encoding, &str)] = &[
    (
        "tr",
        WINDOWS_1254,
        "Ayşe Yılmaz|Gülşen Öztürk|İbrahim Çelik|Işıl Doğan|Şükrü Kılıç|Çağrı Güneş|Müge Yıldırım|Oğuz Şahin|Ümit Aydın|Tuğba Arslan|Fatih Koç|Özlem Kaya|Barış Çetin|Yağmur Aksoy|Nurşen Erdoğan|Hakan Taş",
    ),
    (
        "cs",
        WINDOWS_1250,
        "Jiří Novák|Tomáš Dvořák|Lukáš Černý|Kateřina Procházková|Zdeněk Kučera|Václav Veselý|Šárka Němcová|Ondřej Růžička|Žaneta Fialová|Ľuboš Kováč|Bořivoj Šťastný|Růžena Vaňková|Matěj Hájek|Přemysl Jelínek|Barbora Konečná|Aleš Křížek",
    ),
    (
        "pl",
        WINDOWS_1250,
        "Michał Wiśniewski|Łukasz Wójcik|Agnieszka Dąbrowska|Grażyna Zając|Paweł Król|Małgorzata Pawłowska|Żaneta Sikora|Krzysztof Górski|Elżbieta Kołodziej|Jędrzej Śliwa",
    ),
    (
        "fr",
        WINDOWS_1252,
        "Hélène Lefèvre|François Crête|Aimée Pérès|Benoît Gérôme|Noëlle Bénézit|Agnès Prévôt|Jérôme Château|Michèle Forêt|Gaëlle Mélès|Cécile Thérèse",
    ),
    (
        "es",
        WINDOWS_1252,
        "José Núñez|María Muñoz|Ángel Peña|Íñigo Ibáñez|Begoña Gutiérrez|Óscar Yáñez|Joaquín Cañas|Inés Zúñiga|Raúl Ordóñez|Sofía Señor",
    ),
    (
        "sv",
        WINDOWS_1252,
        "Åsa Öberg|Jörgen Sjöström|Märta Ångström|Søren Kjær|Bjørn Åse|Ingrid Bøe|Pär Löfgren|Øystein Næss|Åke Fält|Jens Sørensen",
    ),
    (
        "is",
        WINDOWS_1252,
        "Guðrún Þórðardóttir|Sigurður Jónsson|Þór Ægisson|Auður Björnsdóttir|Davíð Þorsteinsson|Sæunn Ýr|Friðrik Óðinsson|Hreiðar Már",
    ),
];

#[test]
fn names_are_read_rightly_or_asked_about_never_wrongly() {
    let mut read_rightly = std::collections::BTreeMap::new();
    for (language, encoding, names) in NAMES {
        let names: Vec<&str> = names.split('|').collect();
        for length in [1, 2, 4, 8, names.len()] {
            for part in names.windows(length.min(names.len())) {
                let rows: Vec<String> = part
                    .iter()
                    .enumerate()
                    .map(|(at, name)| format!("{at},{name}\n"))
                    .collect();
                let text = format!("Id,Name\n{}", rows.concat());
                let found = found(&encoded(&text, encoding));
                let (right, all) = read_rightly.entry((*language, length)).or_insert((0, 0));
                *all += 1;
                if let Some(found) = found {
                    assert_eq!(
                        found.decode(&encoded(&text, encoding)).0,
                        text,
                        "{language} as {}",
                        found.name()
                    );
                    *right += 1;
                }
            }
        }
    }
    println!("{read_rightly:?}");
    for language in ["tr", "cs", "pl", "fr", "es"] {
        let whole = read_rightly.iter().rfind(|((of, _), _)| *of == language);
        assert!(
            whole.is_some_and(|(_, (right, all))| right == all),
            "{language}: {whole:?}"
        );
    }
}

#[test]
fn headers_of_a_language_let_few_names_be_read() {
    for (header, encoding, name) in [
        ("Ad,Soyad,E-posta", WINDOWS_1254, "Işıl,Doğan,a@b.example"),
        ("Ad,Soyad,E-posta", WINDOWS_1254, "Ayşe,Yılmaz,a@b.example"),
        ("Jmeno,Prijmeni,Telefon", WINDOWS_1250, "Jiří,Dvořák,1"),
        ("Jmeno,Prijmeni,Telefon", WINDOWS_1250, "Zdeněk,Růžička,1"),
    ] {
        let text = format!("{header}\n{name}\n");
        let found = found(&encoded(&text, encoding));
        assert_eq!(found.map(Encoding::name), Some(encoding.name()), "{name}");
    }
    // A Czech header over French names: č or è?
    assert_eq!(
        found(&encoded(
            "Jmeno,Prijmeni,Telefon\nHélène,Pérès,1\n",
            WINDOWS_1252
        )),
        None
    );
}

/// The encoding that a file of people is found to have, if it is certain.
fn found(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut file = tempfile::tempfile().expect("a temporary file");
    std::io::Write::write_all(&mut file, bytes).expect("it can be written");
    std::io::Seek::rewind(&mut file).expect("it can be read");
    let survey = crate::data::import::encoding::survey(&mut file).expect("it can be read");
    let options = Options::new(What::People, "people.csv");
    crate::data::import::encoding::find(&survey, &mut file, &options)
        .expect("it can be read")
        .ok()
}
