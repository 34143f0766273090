//! Dates as they stand in people's files.

use super::*;

fn read(text: &str, order: Option<DateOrder>) -> String {
    parse(text, order).map_or_else(|unread| format!("{unread:?}"), Timestamp::to_rfc3339)
}

#[test]
fn dates_that_leave_nothing_open() {
    for text in [
        "2017-03-01",
        "2017/03/01",
        "2017.3.1",
        "01.03.2017",
        "1.3.2017",
        "1. 3. 2017",
        "1.3.2017.",
        "1.3.17",
        "2017-03-01T00:00:00Z",
        "2017-03-01 00:00",
        "1488326400",
        "1488326400000",
        "1488326400000000",
        "20170301",
        "42795",
        "42795.0",
        "42795,0",
        "201703010000",
        "20170301000000",
        "1 Mar 2017",
        "1. března 2017",
        "01 Mart 2017",
        "1 Mar 2017 0:00",
        "Mar 1, 2017",
        "March 1st, 2017",
        "1-Mar-2017",
        "2017-Mar-01",
        "01-bře-17",
        "Wed, 1 Mar 2017 00:00:00 GMT",
        "Çarşamba, 1 Mart 2017",
        "st 1. 3. 2017",
        "2017-03-01 00:00:00 UTC",
        "2017-03-01T03:00:00+0300",
        "2017-03-01 03:00:00 +03:00",
        "2017-03-01T00:00:00.000+0000",
        "1.3.2017 3:00 TRT",
        " 2017-03-01 ",
    ] {
        assert_eq!(read(text, None), "2017-03-01T00:00:00Z", "{text}");
    }
    assert_eq!(read("31/12/2017", None), "2017-12-31T00:00:00Z");
    assert_eq!(read("12/31/2017", None), "2017-12-31T00:00:00Z");
    assert_eq!(
        read("12/31/2017", Some(DateOrder::DayFirst)),
        "2017-12-31T00:00:00Z"
    );
    assert_eq!(read("1.3.98", None), "1998-03-01T00:00:00Z");
}

#[test]
fn months_are_known_by_name() {
    let expected: Vec<String> = (1..=12)
        .map(|month| format!("2026-{month:02}-05T00:00:00Z"))
        .collect();
    for names in [
        "January February March April May June July August September October November December",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
        "OCAK ŞUBAT MART NİSAN MAYIS HAZİRAN TEMMUZ AĞUSTOS EYLÜL EKİM KASIM ARALIK",
        "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
        "ledna února března dubna května června července srpna září října listopadu prosince",
    ] {
        let read: Vec<String> = names
            .split(' ')
            .map(|name| read(&format!("5. {name} 2026"), None))
            .collect();
        assert_eq!(read, expected, "{names}");
    }
}

#[test]
fn times_behind_a_date() {
    for text in [
        "13.12.2022 14:05",
        "13.12.2022 14.05",
        "13. 12. 2022 14:05:00",
        "13.12.2022 saat 14:05",
        "12/13/2022 2:05 PM",
        "13.12.2022 ÖS 2:05",
        "13. 12. 2022 v 14.05 hod.",
        "13.12.2022, 14:05",
        "12/13/2022 2:05 p.m.",
        "13.12.2022 14h05",
        "13 Dec 2022 at 14:05",
        "2022-12-13 14:05",
        "13.12.2022 17:05 +0300",
        "2022/12/13 15:05 CET",
    ] {
        assert_eq!(read(text, None), "2022-12-13T14:05:00Z", "{text}");
    }
    assert_eq!(
        read("2022-12-13 01:32:00.956000", None),
        "2022-12-13T01:32:00.956Z"
    );
    assert_eq!(
        read("13.12.2022 01:32:00,5", None),
        "2022-12-13T01:32:00.5Z"
    );
    assert_eq!(read("12/13/2022 12:05 AM", None), "2022-12-13T00:05:00Z");
    assert_eq!(read("12/13/2022 2 PM", None), "2022-12-13T14:00:00Z");
    assert_eq!(read("46027.5", None), "2026-01-05T12:00:00Z");
    assert_eq!(read("5.1.2026 9:05", None), "2026-01-05T09:05:00Z");
}

#[test]
fn an_open_date_needs_an_order() {
    for text in ["03/01/2017", "3/1/17", "03-01-2017"] {
        assert_eq!(parse(text, None), Err(Unread::Open), "{text}");
        assert_eq!(
            read(text, Some(DateOrder::MonthFirst)),
            "2017-03-01T00:00:00Z"
        );
        assert_eq!(
            read(text, Some(DateOrder::DayFirst)),
            "2017-01-03T00:00:00Z"
        );
    }
}

#[test]
fn a_column_tells_its_order_unless_it_contradicts_itself() {
    let orders = |texts: &[&str]| {
        let mut orders = Orders::default();
        texts.iter().for_each(|text| orders.see(text));
        (orders.agreed(), orders.contradict())
    };
    assert_eq!(
        orders(&["05/01/2026", "13/01/2026"]),
        (Some(DateOrder::DayFirst), false)
    );
    assert_eq!(
        orders(&["05/01/2026", "01/13/2026 2:30 PM"]),
        (Some(DateOrder::MonthFirst), false)
    );
    assert_eq!(orders(&["13/01/2026", "01/13/2026"]), (None, true));
    assert_eq!(
        orders(&["05/01/2026", "2026-01-13", "13.1.2026", "", "x/y"]),
        (None, false)
    );
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "soon",
        "32.01.2017",
        "2017-13-01",
        "2026-02-30",
        "0000-00-00",
        "00.00.0000",
        "1899-12-30",
        "01.02.2017 25:00",
        "1//2017",
        "99999999999999",
        "13.12.2022 0:05 PM",
        "é.1.2017",
        "1.2",
        "31.4.2026",
        "Jan 2026",
        "12345",
        "7",
        "5 Foo 2026",
        "1.2.2017 x",
        "1-2.2017",
        "2026-01-05 10:00 somewhere",
        "20261345",
        &"1".repeat(500),
        "١.٢.٢٠١٧",
        "1.1.1.2026",
    ] {
        assert_eq!(parse(text, None), Err(Unread::NoDate), "{text}");
    }
    for text in ["1970-01-01", "01.01.1970", "1970-01-01 00:00:00"] {
        assert_eq!(parse(text, None), Err(Unread::Zero), "{text}");
    }
}
