//! What a full stop is in the numbers of a table.

use super::cases::people;
use super::*;

/// The amount of every event of a file.
fn amounts(text: &str, delimiter: Option<u8>) -> Vec<Option<f64>> {
    let place = Place::new();
    let options = Options {
        delimiter,
        ..Options::new(What::Events, place.file("orders.csv", text))
    };
    let report = place.import(&options);
    assert_eq!(report.bad, 0, "{:?}", report.examples);
    let log = place.app.db().read(|conn| log_read(conn, 0, 100));
    let log = log.expect("the log can be read");
    log.iter().map(|(_, one)| one.amount).collect()
}

#[test]
fn a_full_stop_parts_thousands_where_the_file_has_decimal_commas() {
    let orders = |amounts: &[&str]| {
        let rows = amounts.iter().enumerate();
        let rows = rows.map(|(nth, amount)| format!("u{nth};Order Completed;o{nth};{amount}\n"));
        let rows: String = rows.collect();
        format!("user_id;event;order_id;total\n{rows}")
    };
    for (written, read) in [
        // Nothing says otherwise.
        (&["1.250", "300"][..], &[1_250.0, 300.0][..]),
        (&["-1.250", "12.250.000"], &[-1_250.0, 12_250_000.0]),
        (&["1.250", "12,50"], &[1_250.0, 12.5]),
        (&["1.250", "1.250,50 Kč"], &[1_250.0, 1_250.5]),
        // Another row shows what a full stop is, wherever it stands.
        (&["1.250", "12.50"], &[1.25, 12.5]),
        (&["12.5", "1.250"], &[12.5, 1.25]),
        (&["1.250", "0.125"], &[1.25, 0.125]),
        (&["1.250", "1,250.00"], &[1.25, 1_250.0]),
        (&["1.250", "$ 12.50"], &[1.25, 12.5]),
        // Both are before decimals: it is what programs write.
        (&["1.250", "12.50", "12,50"], &[1.25, 12.5, 12.5]),
    ] {
        let read: Vec<Option<f64>> = read.iter().copied().map(Some).collect();
        assert_eq!(amounts(&orders(written), None), read, "{written:?}");
    }
    // Other delimiters say nothing of commas; numbers do.
    for (written, read) in [
        (&["1.250", "300"][..], &[1.25, 300.0][..]),
        (&["1.250", "12,50"], &[1_250.0, 12.5]),
        (&["1.250", "12.50"], &[1.25, 12.5]),
    ] {
        let read: Vec<Option<f64>> = read.iter().copied().map(Some).collect();
        let tabs = orders(written).replace(';', "\t");
        assert_eq!(amounts(&tabs, Some(b'\t')), read, "{written:?}");
    }
    let commas = orders(&["1.250", "300"]).replace(';', ",");
    assert_eq!(amounts(&commas, None), [Some(1.25), Some(300.0)]);
}

#[test]
fn amounts_of_a_file_tell_one_another_what_a_full_stop_is() {
    let two =
        |rows: &str| format!("user_id;event;order_id;currency;tutar;refund_amount;version\n{rows}");
    let rows = "u1;Order Completed;1;TRY;1.250;12.50;1.250\n";
    assert_eq!(amounts(&two(rows), None), [Some(1.25)]);
    // What is no amount says nothing of amounts.
    let rows = "u1;Order Completed;1;TRY;1.250;;12.50\n";
    assert_eq!(amounts(&two(rows), None), [Some(1_250.0)]);
    // In a currency of thousandths three digits are these.
    let rows = "u1;Order Completed;1;KWD;1.250;;\nu2;Order Completed;2;TRY;1.250;;\n";
    assert_eq!(amounts(&two(rows), None), [Some(1.25), Some(1_250.0)]);
}

#[test]
fn what_is_no_amount_stays_as_it_is_written_unless_its_column_has_decimal_commas() {
    let place = Place::new();
    let file = "email;version;obrat\na@x.example;1.250;1.250\nb@x.example;1.250;12,50\n";
    place.people(&place.file("people.csv", file));
    let people = people(&place);
    assert_eq!(people[0]["profile"]["version"], "1.250");
    assert_eq!(people[0]["profile"]["obrat"], 1_250.0);
    assert_eq!(people[1]["profile"]["obrat"], 12.5);
}
