//! Addresses, numbers and ids in cells, as people and programs write them.

use ripen_store::log::log_read;

use ripen_store::{Db, Target};

use super::{Options, Place, What, notes};
use crate::ripen::Ripen;

/// Address, number and user id of each stored row, and what its traits say.
fn stored(place: &Place) -> Vec<(String, String)> {
    let rows = place
        .app
        .db()
        .read(|conn| log_read(conn, 0, 100))
        .expect("the log is read");
    let text = |text: Option<String>| text.unwrap_or_else(|| "-".into());
    rows.into_iter()
        .map(|(_, one)| {
            let ids = [text(one.user_id), text(one.email), text(one.phone)];
            (ids.join(" "), text(one.traits))
        })
        .collect()
}

#[test]
fn several_contact_points_in_a_cell_are_kept() {
    let place = Place::new();
    let file = place.file(
        "people.csv",
        "Name,Email,Phone\n\
         Dana Dva,\"dana@two.example; dana.home@two.example\",+420601123460\n\
         ,\"Ela Dve <ela@two.example>\",+420 601 123 461 / +420 601 123 462\n\
         Ali,İLETİSİM@ORNEK.EXAMPLE,+90 212 555 01 23 dahili 12\n",
    );
    assert_eq!(place.people(&file).bad, 0);
    let stored = stored(&place);
    let ids: Vec<&str> = stored.iter().map(|(ids, _)| ids.as_str()).collect();
    assert_eq!(
        ids,
        [
            "- dana@two.example +420601123460",
            "- ela@two.example +420601123461",
            "- iletisim@ornek.example +902125550123"
        ]
    );
    for (row, part) in [
        (0, r#""email_2":"dana.home@two.example""#),
        (1, r#""name":"Ela Dve""#),
        (1, r#""phone_2":"+420601123462""#),
        (2, r#""phone_extension":"12""#),
    ] {
        assert!(stored[row].1.contains(part), "{part} in {}", stored[row].1);
    }
}

#[test]
fn a_surname_beside_a_name_is_part_of_it() {
    for header in [
        "Name;Surname",
        "Name;Last Name",
        "İsim;Soyisim",
        "Jméno kontaktu;Příjmení",
    ] {
        for (row, field, expected) in [
            ("Mehmet;Yıldız", "name", "Mehmet Yıldız"),
            ("Mehmet Yıldız;YILDIZ", "name", "Mehmet Yıldız"),
            ("Mehmet;", "name", "Mehmet"),
            (";Yıldız", "last_name", "Yıldız"),
        ] {
            let place = Place::new();
            let file = place.file(
                "people.csv",
                format!("{header};E-posta\n{row};m@y.example\n"),
            );
            place.people(&file);
            let name = format!(r#""{field}":"{expected}""#);
            let stored = stored(&place).remove(0).1;
            assert!(stored.contains(&name), "{header} {row} {stored}");
        }
    }
}

#[test]
fn an_address_that_reaches_nobody_is_told() {
    let place = Place::new();
    let file = place.file(
        "people.csv",
        "Name,Phone,Zusatz,Contact owner email,Note\n\
         Ana,+420601123460,ana@x.example,us@y.example,2 @ home\n\
         Eva,+420601123461,,us@y.example,\n",
    );
    let report = place.people(&file);
    assert_eq!(
        notes(&report),
        [
            "line 2, Zusatz: \"ana@x.example\" is an e-mail address and reaches nobody; if it is the person's own, import with --map \"Zusatz=email\""
        ]
    );
    let mut options = Options::new(What::People, &file);
    options.map = vec![("Zusatz".into(), "email".into())];
    assert_eq!(notes(&place.import(&options)), [""; 0]);
    let of_ana = |(ids, _): &(String, String)| ids.contains("ana@x.example");
    assert!(stored(&place).iter().any(of_ana));
}

#[test]
fn an_address_that_was_left_to_somebody_else_stays_a_custom_field() {
    let place = Place::new();
    let file = place.file(
        "people.csv",
        "User Email,Invitee Email,Work Email\nus@y.example,ana@x.example,\n",
    );
    let mut options = Options::new(What::People, &file);
    options.map = vec![("Work Email".into(), "work_email".into())];
    place.import(&options);
    let stored = stored(&place);
    assert_eq!(stored[0].0, "- ana@x.example -");
    assert!(!stored[0].1.contains("email_2"), "{}", stored[0].1);
    assert!(
        stored[0].1.contains(r#":"us@y.example""#),
        "{}",
        stored[0].1
    );
}

#[test]
fn with_its_region_a_file_can_be_imported_again() {
    let place = Place::new();
    let people = "id,phone,country\na,601 123 456,\nb,+420601123457,\nc,,\n";
    let file = place.file("people.csv", people);
    assert_eq!(place.people(&file).stored, 3);
    let directory = place.directory;
    drop(place.app);
    let db = Db::open(&Target::Sqlite(directory.path().join("ripen.db"))).expect("SQLite opens");
    let options = crate::Options {
        region: Some("CZ".into()),
        ..crate::Options::default()
    };
    let app = Ripen::open(db, options).expect("the application opens");
    let place = Place { directory, app };
    let report = place.people(&file);
    assert_eq!((report.before, report.stored, report.repeats), (0, 1, 2));
    assert_eq!(notes(&report), [""; 0]);
    let ids: Vec<String> = stored(&place).into_iter().map(|(ids, _)| ids).collect();
    assert_eq!(ids.last().map(String::as_str), Some("a - +420601123456"));
    let again = place.people(&file);
    assert_eq!((again.before, again.stored), (3, 0));
}

#[test]
fn messages_in_one_list_are_read_as_one_a_line() {
    let place = Place::new();
    let one = r#"{"type":"track","userId":"u","event":"A","messageId":"1"}"#;
    let other = r#"{"type":"track","userId":"u","event":"B","messageId":"2"}"#;
    let list = place.file("events.json", format!("[\n{one},\n{other}\n]\n"));
    let report = place.events(&list);
    assert_eq!((report.stored, report.bad), (2, 0), "{:?}", report.examples);
}

#[test]
fn placeholders_in_cells_are_no_identifiers() {
    let place = Place::new();
    let file = place.file(
        "people.csv",
        "id,name,email,phone\n\
         NaN,Ana,ana@n.example,0000000000\n\
         null,Eva,test@test.com,+420 601 123 456\n\
         None,Jan,n/a,#N/A\n",
    );
    let report = place.people(&file);
    assert_eq!((report.stored, report.bad), (2, 1));
    let ids: Vec<String> = stored(&place).into_iter().map(|(ids, _)| ids).collect();
    assert_eq!(ids, ["- ana@n.example -", "- - +420601123456"]);
    let reason = &place.bad()[0].event.reason;
    assert!(reason.contains("\"None\", a placeholder"), "{reason}");
}

#[test]
fn the_country_of_a_row_decides_about_its_number() {
    let place = Place::new();
    let file = place.file(
        "people.csv",
        "id,phone,country\nmix1,0532 123 45 67,TR\nmix2,601 123 456,CZ\n",
    );
    place.people(&file);
    let ids: Vec<String> = stored(&place).into_iter().map(|(ids, _)| ids).collect();
    assert_eq!(ids, ["mix1 - +905321234567", "mix2 - +420601123456"]);
}
