//! Addresses, numbers and ids in cells, as people and programs write them.

use ripen_store::log::log_read;

use super::Place;

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
