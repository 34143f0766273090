//! Files of the kind that people really have.

use super::*;

/// Lines of an export of people, each as JSON.
pub fn people(place: &Place) -> Vec<serde_json::Value> {
    let export = place.export();
    let mut people: Vec<serde_json::Value> = export
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    // Newest first; those of one file in its order.
    people.sort_by_key(|person| person["id"].as_i64());
    people
}

fn column(place: &Place, name: &str) -> Vec<String> {
    let text = |person: &serde_json::Value| match &person[name] {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    people(place).iter().map(text).collect()
}

#[test]
fn lines_are_numbered_as_an_editor_does() {
    let place = Place::new();
    let report = place.people(&place.file(
        "crlf.csv",
        "email,name\r\na@l.example,A\r\nbad-no-mail,B\r\nc@l.example,C\r\nworse,D\r\n",
    ));
    assert_eq!((report.good, report.bad), (2, 2));
    assert!(
        report.examples[0].starts_with("line 3: "),
        "{:?}",
        report.examples
    );
    assert!(
        report.examples[1].starts_with("line 5: "),
        "{:?}",
        report.examples
    );
    let quoted = "sep=,\r\nemail,note\r\na@l.example,\"one\r\ntwo\"\r\n\r\nworse,x\r\n";
    let report = place.people(&place.file("quoted.csv", quoted));
    assert!(
        report.examples[0].starts_with("line 6: "),
        "{:?}",
        report.examples
    );
}

#[test]
fn short_rows_are_filled_up_and_blank_ones_passed_over() {
    let place = Place::new();
    let text = format!(
        "firstname,email,note\njerry,jerry@ragged.example,\ngeorge,george@ragged.example\nkramer,kramer@ragged.example,\"hi, there\"\n{}\n  ,\t,\n",
        ",,\n".repeat(3_000)
    );
    let report = place.people(&place.file("ragged.csv", text));
    assert_eq!((report.good, report.bad, report.blank), (3, 0, 3_001));
    assert_eq!(report.notes.count(), 0);
    assert_eq!(column(&place, "name"), ["jerry", "george", "kramer"]);
    assert_eq!(place.bad().len(), 0);
}

#[test]
fn rows_that_are_too_long_bring_what_is_certain() {
    let place = Place::new();
    let report = place.people(&place.file(
        "long.csv",
        "name,email,company,title\n\
         A,a@long.example,Novák, s.r.o.,CEO\n\
         B,b@long.example,Firma,CEO,,\n\
         C, Ing.,c@long.example,Firma,CEO\n",
    ));
    assert_eq!((report.good, report.bad), (2, 1));
    assert_eq!(
        notes(&report),
        [
            "line 2: \"CEO\" is too much: the row has 5 cells, the header has 4; those after email may be in wrong columns and were left out"
        ]
    );
    assert!(
        report.examples[0].contains("line 4: it has 5 cells, the header has 4"),
        "{:?}",
        report.examples
    );
    assert_eq!(column(&place, "company"), ["", "Firma"]);
}

#[test]
fn what_a_spreadsheet_says_about_its_delimiter_is_heard() {
    for (text, delimiter) in [
        (
            "sep=;\r\nE-mail;Name;Company\r\nsep1@sep.example;One Person;Uno\r\n",
            b';',
        ),
        (
            "\u{feff}sep=;\r\nE-mail;Name;Company\r\nsep1@sep.example;One Person;Uno\r\n",
            b';',
        ),
        (
            "\"sep=|\"\nE-mail|Name|Company\nsep1@sep.example|One Person|Uno\n",
            b'|',
        ),
        (
            "SEP=\t\nE-mail\tName\tCompany\nsep1@sep.example\tOne Person\tUno\n",
            b'\t',
        ),
        // Without it, the delimiter under which the headers are known.
        (
            "\"Name, Surname\";E-mail;Company\nOne Person;sep1@sep.example;Uno\n",
            b';',
        ),
        (
            "Name, Surname;E-mail;Company, Firma\nOne Person;sep1@sep.example;Uno\n",
            b';',
        ),
    ] {
        let place = Place::new();
        let report = place.people(&place.file("sep.csv", text));
        assert_eq!(
            (report.good, report.bad, report.understood.delimiter),
            (1, 0, Some(delimiter)),
            "{text:?}"
        );
        assert_eq!(column(&place, "name"), ["One Person"]);
        assert_eq!(column(&place, "email"), ["sep1@sep.example"]);
    }
}

#[test]
fn a_contact_of_google_is_read() {
    let place = Place::new();
    let report = place.people(&place.file(
        "google.csv",
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n\
         Jan,Maria,Test,Testovací,Ředitel,,* myContacts,* ,jan@g2.example,Mobile,+420 601 123 458\n",
    ));
    assert_eq!((report.good, report.bad, report.notes.count()), (1, 0, 0));
    let person = &people(&place)[0];
    assert_eq!(person["name"], "Jan Maria Test");
    assert_eq!(person["company"], "Testovací");
    assert_eq!(person["title"], "Ředitel");
    assert_eq!(person["email"], "jan@g2.example");
    assert_eq!(person["phone"], "+420601123458");
    assert!(
        person["profile"].is_null(),
        "labels bring nothing: {person}"
    );
}

#[test]
fn the_country_of_the_row_reads_its_numbers() {
    let place = Place::new();
    let report = place.people(&place.file(
        "phones.csv",
        "id,name,phone,country\n\
         mix1,Ayse,0532 123 45 67,TR\n\
         mix2,Jan,601 123 456,CZ\n\
         mix3,Ali,0532 123 45 68,Türkiye\n\
         mix4,Eva,601 123 457,Česko\n\
         mix5,Uwe,030 901820,Německo\n\
         mix6,Ann,030 901820,\n",
    ));
    assert_eq!((report.good, report.bad), (6, 0));
    assert_eq!(
        column(&place, "phone"),
        [
            "+905321234567",
            "+420601123456",
            "+905321234568",
            "+420601123457",
            "+4930901820",
            ""
        ]
    );
    assert_eq!(
        notes(&report),
        [
            "line 7, phone: \"030 901820\" is no telephone number, or does not say its country (see capture.region)"
        ]
    );
}

#[test]
fn several_addresses_and_numbers_of_a_row_are_kept() {
    let place = Place::new();
    let report = place.people(&place.file(
        "several.csv",
        "Name,Email,E-mail 2 - Value,Phone,Work Phone,Country\n\
         Dana Dva,\"dana@two.example; dana.home@two.example\",dana.dva@three.example,+420601123460,601 123 470,CZ\n\
         Ela Dve,Ela Dve <ela@two.example>,,0212 555 01 23 dahili 12,,Turkey\n\
         Eda Tri,eda@a.example ::: eda@b.example,gone,601 123 456 / 601 123 457,,Česko\n",
    ));
    assert_eq!((report.good, report.bad), (3, 0));
    assert_eq!(
        notes(&report),
        ["line 4, E-mail 2 - Value: \"gone\" is no e-mail address"]
    );
    let people = people(&place);
    assert_eq!(
        (&people[0]["email"], &people[0]["phone"]),
        (&"dana@two.example".into(), &"+420601123460".into())
    );
    assert_eq!(
        (&people[1]["name"], &people[1]["email"]),
        (&"Ela Dve".into(), &"ela@two.example".into())
    );
    assert_eq!(
        (
            &people[1]["phone"],
            &people[1]["profile"]["phone_extension"]
        ),
        (&"+902125550123".into(), &12.0.into())
    );
    assert_eq!(people[2]["phone"], "+420601123456");
    for (filter, name) in [
        ("email = \"dana.home@two.example\"", "Dana Dva"),
        ("email = \"dana.dva@three.example\"", "Dana Dva"),
        ("phone = \"+420601123470\"", "Dana Dva"),
        ("email = \"eda@b.example\"", "Eda Tri"),
        ("phone = \"+420601123457\"", "Eda Tri"),
    ] {
        let mut out = Vec::new();
        let filter = PersonFilter::parse(filter).expect("the filter is sound");
        place
            .app
            .export_people(&filter, Format::Jsonl, &mut out)
            .expect("people can be exported");
        let found = String::from_utf8(out).expect("JSON is UTF-8");
        assert!(
            found.lines().count() == 1 && found.contains(name),
            "{name}: {found}"
        );
    }
}

#[test]
fn each_date_is_read_or_left_out_with_a_note() {
    let place = Place::new();
    let dates = [
        ("31.01.2026", "2026-01-31T00:00:00Z"),
        ("5. 1. 2026", "2026-01-05T00:00:00Z"),
        ("5.1.2026", "2026-01-05T00:00:00Z"),
        ("05.01.2026 14:30", "2026-01-05T14:30:00Z"),
        ("5. 1. 2026 14:30", "2026-01-05T14:30:00Z"),
        ("1.5.2026 0:00:00", "2026-05-01T00:00:00Z"),
        ("5.1.26", "2026-01-05T00:00:00Z"),
        ("2026-01-05T10:00", "2026-01-05T10:00:00Z"),
        ("2026-01-05 10:00", "2026-01-05T10:00:00Z"),
        ("46027", "2026-01-05T00:00:00Z"),
        ("46027.5", "2026-01-05T12:00:00Z"),
        // The column has the day first in one row and the month in another.
        ("05/01/2026", ""),
        ("13/01/2026", "2026-01-13T00:00:00Z"),
        ("01/13/2026 2:30 PM", "2026-01-13T14:30:00Z"),
        ("5-1-2026", ""),
        ("5 Jan 2026", "2026-01-05T00:00:00Z"),
        ("05 Oca 2026", "2026-01-05T00:00:00Z"),
        ("2026.01.05", "2026-01-05T00:00:00Z"),
        ("0000-00-00", ""),
        ("1970-01-01", ""),
        ("2026-02-30", ""),
        ("20260105", "2026-01-05T00:00:00Z"),
        ("2026-01-05 10:00:00 UTC", "2026-01-05T10:00:00Z"),
        ("2026-01-05 10:00:00+0300", "2026-01-05T07:00:00Z"),
        ("05.01.2026 14.30", "2026-01-05T14:30:00Z"),
        ("05.01.2026 saat 14:30", "2026-01-05T14:30:00Z"),
        ("5.1.2026 9:05", "2026-01-05T09:05:00Z"),
    ];
    let mut text = String::from("email,name,Created at\n");
    for (at, (date, _)) in dates.iter().enumerate() {
        text += &format!("d{at}@d.example,d{at},{date}\n");
    }
    let report = place.people(&place.file("dates.csv", text));
    assert_eq!((report.good, report.bad), (27, 0));
    let unread = dates.iter().filter(|(_, read)| read.is_empty()).count() as u64;
    assert_eq!(report.notes.count(), unread);
    let created = column(&place, "created");
    for (at, (date, expected)) in dates
        .iter()
        .enumerate()
        .filter(|(_, (_, read))| !read.is_empty())
    {
        assert_eq!(created[at], *expected, "{date}");
    }
}

#[test]
fn a_column_of_dates_tells_its_own_order() {
    let created = |header: &str, dates: &[&str]| {
        let place = Place::new();
        let rows: Vec<String> = dates
            .iter()
            .enumerate()
            .map(|(at, date)| format!("c{at},{date}\n"))
            .collect();
        let report =
            place.people(&place.file("dates.csv", format!("id,{header}\n{}", rows.concat())));
        (column(&place, "created"), report.notes.count())
    };
    let (read, notes) = created("Created", &["05/01/2026", "13/01/2026"]);
    assert_eq!((read[0].as_str(), notes), ("2026-01-05T00:00:00Z", 0));
    let (read, notes) = created("Created", &["05/01/2026", "01/13/2026"]);
    assert_eq!((read[0].as_str(), notes), ("2026-05-01T00:00:00Z", 0));
    let (read, notes) = created("Kayıt Tarihi", &["05/01/2026"]);
    assert_eq!((read[0].as_str(), notes), ("2026-01-05T00:00:00Z", 0));
    let (_, notes) = created("Created", &["05/01/2026"]);
    assert_eq!(notes, 1);
}

#[test]
fn the_time_of_people_is_when_they_became_known() {
    let place = Place::new();
    let report = place.people(&place.file(
        "time.csv",
        "id,name,email,time\n1,Ada,ada@t.example,2024-05-06 07:08\n2,Jan,jan@t.example,\n",
    ));
    assert_eq!((report.good, report.notes.count()), (2, 0));
    assert_eq!(
        report.understood.columns[3].field,
        crate::data::import::Field::Time
    );
    assert_eq!(column(&place, "created")[0], "2024-05-06T07:08:00Z");
    assert!(!place.export().contains("\"time\""));
}

#[test]
fn cells_are_taken_as_they_are_meant() {
    let place = Place::new();
    let report = place.people(&place.file(
        "sf.csv",
        "Contact ID;Account ID;Full Name;Email;Description;Number of Employees;Revenue\n\
         0035g00000ABCDe;0015g00000XYZab;<a href=\"/0035g\">Jan Novák</a>;jan@s.example;\"Ráno &amp; večer<br>zítra\";1 250;1250,50\n\
         0035g00000ABCDF;0015g00000XYZab;Eva Malá;eva@s.example;;51-200;9,5\n",
    ));
    assert_eq!((report.good, report.bad), (2, 0));
    assert_eq!(notes(&report), Vec::<String>::new());
    let people = people(&place);
    assert_eq!(people.len(), 2, "an account is no person");
    assert_eq!(people[0]["name"], "Jan Novák");
    assert_eq!(people[0]["employees"], 1250.0);
    assert_eq!(people[0]["profile"]["Description"], "Ráno & večer zítra");
    assert_eq!(people[0]["profile"]["Revenue"], 1250.5);
    assert_eq!(people[1]["employees"], 51.0);
    assert_eq!(people[1]["profile"]["Number of Employees"], "51-200");
    let long = place.people(&place.file("long.csv", "Contact ID,City\n0035g00000ABCDeAAP,Brno\n"));
    assert_eq!(long.good, 1);
    assert_eq!(
        column(&place, "city"),
        ["Brno", ""],
        "the long form of the id is the same contact"
    );
}

#[test]
fn countries_are_taken_by_name_and_by_code() {
    let place = Place::new();
    let report = place.people(&place.file(
        "shop.csv",
        "First Name,Email,Default Address Country Code,Default Address Phone,Country,Employees\n\
         Ada,ada@s.example,DE,030 901820,,\"1,200\"\n\
         Jan,jan@s.example,CZ,601 123 456,Česko,many\n\
         Eva,eva@s.example,GB,+44 7400 1,Atlantis,5k\n\
         Ela,ela@s.example,+49,,,\n\
         Oto,oto@s.example,,,Atlantis,\n\
         Uta,uta@s.example,unknown,,Select,\n",
    ));
    assert_eq!((report.good, report.bad), (6, 0));
    let people = people(&place);
    let of = |email: &str| {
        people
            .iter()
            .find(|one| one["email"] == email)
            .expect("a person")
    };
    let country = |email: &str| of(email)["country"].clone();
    assert_eq!(country("ada@s.example"), "DE");
    assert_eq!(of("ada@s.example")["phone"], "+4930901820");
    assert_eq!(of("ada@s.example")["employees"], 1200.0);
    assert_eq!(country("jan@s.example"), "CZ");
    assert_eq!(of("jan@s.example")["phone"], "+420601123456");
    assert_eq!(country("eva@s.example"), "GB");
    assert_eq!(of("eva@s.example")["employees"], 5000.0);
    assert_eq!(country("ela@s.example"), "+49");
    assert_eq!(country("oto@s.example"), "Atlantis");
    assert!(country("uta@s.example").is_null(), "nothing is said of it");
    let mut said = notes(&report);
    said.sort();
    assert_eq!(
        said,
        [
            "line 3, Employees: \"many\" is no number; it is kept as a custom field",
            "line 4, Default Address Phone: \"+44 7400 1\" is no telephone number: there is no such number in its country",
            "line 5, Default Address Country Code: \"+49\" is no country that is known; it is kept as it stands",
            "line 6, Country: \"Atlantis\" is no country that is known; it is kept as it stands",
        ]
    );
}

#[test]
fn a_title_before_the_name_is_no_job() {
    let place = Place::new();
    place.people(&place.file(
        "mautic.csv",
        "email,title,position\nmia@mautic.example,Mrs,Buyer\n",
    ));
    let person = &people(&place)[0];
    assert_eq!(
        (&person["title"], &person["profile"]["title (column)"]),
        (&"Buyer".into(), &"Mrs".into())
    );
}

#[test]
fn everybody_of_one_switchboard_comes_in() {
    let place = Place::new();
    let report = place.people(&place.file(
        "phone.csv",
        "Name,E-mail,Phone,Company,Title\n\
         Petr Prvni,petr@stroje.example,+420 222 333 444,Stroje,CEO\n\
         Jana Druha,jana@stroje.example,+420 222 333 444,Stroje,Secretary\n\
         Oto Treti,oto@stroje.example,+420 222 333 444,Stroje,Student\n",
    ));
    assert_eq!((report.good, report.bad, report.stored), (3, 0, 3));
    assert_eq!(report.duplicates, [0, 0, 2]);
}

#[test]
fn a_header_that_fails_stores_nothing() {
    let place = Place::new();
    for (name, bytes, why) in [
        (
            "colours.csv",
            &b"Colour,Size\nred,5\n"[..],
            "no column tells whose a row is; name one",
        ),
        ("book.csv", b"PK\x03\x04xl/workbook", "it is a workbook"),
        ("wide.csv", b"\xff\xfe\0\0e\0\0\0", "UTF-32"),
        ("people.jsonl", b"{}", "people come as CSV"),
    ] {
        let options = Options::new(What::People, place.file(name, bytes));
        let error = place
            .app
            .import_file(&options, &AtomicBool::new(false), &mut |_| {});
        let error = error.expect_err("it says too little").to_string();
        assert!(error.contains(why), "{error}");
    }
    assert_eq!((place.stored(), place.bad().len()), (0, 0));
}

#[test]
fn what_was_understood_is_told_before_anything_is_written() {
    let place = Place::new();
    let options = Options::new(What::People, place.file("people.csv", PEOPLE));
    let mut told = Vec::new();
    let steps = &mut |step: Step| {
        told.push(match step {
            Step::Understood(understood) => {
                assert_eq!((place.stored(), understood.columns.len()), (0, 8));
                "understood"
            }
            Step::Rows(_) => "rows",
        });
    };
    place
        .app
        .import_file(&options, &AtomicBool::new(false), steps)
        .expect("it can be imported");
    assert_eq!(told, ["understood", "rows"]);
}

#[test]
fn columns_without_a_name_are_left_out_and_told() {
    let place = Place::new();
    let file = "email,, ,Name,\na@x.example,secret,,Ada,7\nb@x.example,,,Bea,\n";
    let report = place.people(&place.file("people.csv", file));
    assert_eq!((report.good, report.bad), (2, 0));
    assert_eq!(
        notes(&report),
        [
            "line 2, column 2: \"secret\" was left out: its column has no name",
            "line 2, column 5: \"7\" was left out: its column has no name",
        ]
    );
    let export = place.export();
    assert!(
        !export.contains("secret") && !export.contains("profile"),
        "{export}"
    );
    // Of events as well, where such a column was taken for a campaign's content.
    let file = "user_id,,event\nu,x,Signed Up\n";
    let report = place.events(&place.file("events.csv", file));
    assert_eq!((report.good, report.notes.count()), (1, 1));
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let place = Place::new();
    let file = "email,Note,Note,note 2,Note,Phone,Phone\na@x.example,one,two,three,four,+420601123456,+420602123456\n";
    place.people(&place.file("people.csv", file));
    let export = place.export();
    for said in [
        "\"Note\":\"one\"",
        "\"Note 2\":\"two\"",
        "\"note 2\":\"three\"",
        "\"Note 3\":\"four\"",
        "+420602123456",
    ] {
        assert!(export.contains(said), "{said}: {export}");
    }
    let options = Options {
        skip: vec!["note".into()],
        ..Options::new(
            What::People,
            place.file("other.csv", file.replace("a@", "b@")),
        )
    };
    place.import(&options);
    let export = place.export();
    assert_eq!(export.matches("\"Note").count(), 3, "{export}");
}

#[test]
fn numbered_headers_are_those_of_addresses_and_numbers() {
    for (email, second, phone, other) in [
        ("email1", "email2", "phone1", "phone2"),
        ("Email 1", "E-mail 2", "Phone 1", "Phone 2"),
        ("EMAIL_1", "email-2", "Tel1", "Mobil2"),
        ("E-posta1", "E-posta 2", "Telefon1", "Cep Telefonu 2"),
        ("Mail1", "Mail2", "Mobile1", "Mobile2"),
    ] {
        let place = Place::new();
        let file = format!(
            "{email},{second},{phone},{other}\na@x.example,b@x.example,+420601123456,+420602123456\n"
        );
        let report = place.people(&place.file("people.csv", file));
        assert_eq!(report.good, 1, "{email}");
        let export = place.export();
        let first = export.contains("\"email\":\"a@x.example\"")
            && export.contains("\"phone\":\"+420601123456\"");
        let more = export.contains("b@x.example") && export.contains("+420602123456");
        assert!(first && more, "{email}: {export}");
        assert!(!export.contains(email), "{export}");
    }
}

#[test]
fn a_cell_that_a_spreadsheet_was_to_take_for_text_is_that_text() {
    let place = Place::new();
    let file = "id,phone,Code,\"=\"\"email\"\"\"\n\
        \"=\"\"007\"\"\",\"=\"\"+420 777 123 456\"\"\",=\"42\",=\"a@x.example\"\n";
    let report = place.people(&place.file("people.csv", file));
    assert_eq!((report.good, report.notes.count()), (1, 0));
    let export = place.export();
    for said in ["+420777123456", "a@x.example", "{\"Code\":42"] {
        assert!(export.contains(said), "{said}: {export}");
    }
}
