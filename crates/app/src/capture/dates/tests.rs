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

#[test]
fn what_programs_write_is_read() {
    for text in [
        "Thu Nov 26 2026 21:32:53 GMT+0000 (Coordinated Universal Time)",
        "Fri Nov 27 2026 00:32:53 GMT+0300 (GMT+03:00)",
        "Thu Nov 26 2026 22:32:53 GMT+0100 (středoevropský standardní čas)",
        "Thu, 26 Nov 2026 21:32:53 GMT",
        "Thu, 26 Nov 2026 21:32:53 +0000 (UTC)",
        "26 Nov 2026 16:32:53 EST",
        "Thursday, 26-Nov-2026 21:32:53 GMT",
        "Thu Nov 26 21:32:53 2026",
        "Thu Nov 26 21:32:53 UTC 2026",
        "Fri Nov 27 00:32:53 TRT 2026",
        "2026-11-26T21:32:53",
        "2026-11-26 21:32:53",
        "2026-11-26 21:32:53 UTC",
        "2026-11-26T21:32:53+0000",
        "2026-11-26T22:32:53+01:00[Europe/Prague]",
        "20261126T213253Z",
        "20261126T213253",
        "2026-W48-4T21:32:53Z",
        "2026-W48-4T21:32:53",
        "2026W484T213253Z",
        "2026-330T21:32:53Z",
        "26.11.2026 21:32:53",
        "26. 11. 2026 21:32:53",
        "11/26/2026, 9:32:53\u{202f}PM",
        "26 Kasım 2026 Perşembe 21:32:53",
        "26 Kas 2026 21:32:53",
        "Perşembe, 26 Kasım 2026 saat 21:32:53",
        "26 Kasım 2026, Perşembe, 21.32.53",
        "čtvrtek 26. listopadu 2026 v 21:32:53",
        "26. listopadu 2026 21:32:53",
        "Donnerstag, 26. November 2026 um 21:32:53",
    ] {
        assert_eq!(read(text, None), "2026-11-26T21:32:53Z", "{text}");
        let of_event = Timestamp::parse(text).or_else(|| unambiguous(text));
        let of_event = of_event.map(Timestamp::to_rfc3339);
        assert_eq!(of_event.as_deref(), Some("2026-11-26T21:32:53Z"), "{text}");
    }
    for text in [
        "26 Kasım 2026 Perşembe",
        "26 Kas 2026",
        "26. listopadu 2026",
        "čtvrtek 26. listopadu 2026",
        "Thu Nov 26 2026",
        "2026-W48-4",
        "2026W484",
        "2026-330",
        "26.11.2026",
    ] {
        assert_eq!(read(text, None), "2026-11-26T00:00:00Z", "{text}");
        assert!(unambiguous(text).is_some(), "{text}");
    }
    assert_eq!(read("2020-W53-5", None), "2021-01-01T00:00:00Z");
    assert_eq!(read("2024-366", None), "2024-12-31T00:00:00Z");
}

#[test]
fn what_leaves_something_open_is_no_time_of_an_event() {
    for text in [
        "03/01/2026",
        "46352.5",
        "46352",
        "20261126",
        "26.11.26",
        "01/02/03",
        "2026",
        "2026-11",
        "2026-W48",
        "2026-W54-1",
        "2026-W48-8",
        "2026-W4-4",
        "2026W48-4",
        "2025-366",
        "2026-000",
        "2026-1-1-1",
        "Thu Nov 26",
        "Thu Nov 26 21:32:53",
        "soon (2026)",
        "(2026-11-26)",
        "",
        "26 Kasım Perşembe",
        "2026-11-26T21:32:53 somewhere",
        "Perşembe 2026",
    ] {
        assert_eq!(unambiguous(text), None, "{text}");
    }
}

#[test]
fn dates_beyond_those_that_are_taken_say_on_which_side() {
    let unread = |text: &str| parse(text, None).expect_err(text);
    for late in [
        "3000-01-01",
        "9999-12-31",
        "9999-12-31T23:59:59Z",
        "9999-12-31 23:59:59",
        "31.12.9999",
        "12/31/9999",
        "31 Aralık 9999",
        "12026-01-31T12:00:00Z",
        "+012026-01-31T12:00:00Z",
    ] {
        assert_eq!(unread(late), Unread::Late, "{late}");
    }
    for early in [
        "1969-12-31",
        "0001-01-01T00:00:00Z",
        "1899-12-30",
        "28.10.1918",
        "29 February 1904",
    ] {
        assert_eq!(unread(early), Unread::Early, "{early}");
    }
    for none in [
        "soon",
        "9999",
        "year 9999",
        "2026-02-30",
        "3000-02-30",
        "9999999",
    ] {
        assert_eq!(unread(none), Unread::NoDate, "{none}");
    }
    assert_eq!(read("2999-12-31", None), "2999-12-31T00:00:00Z");
}

#[test]
fn midnight_at_the_end_of_a_day_is_the_next_one() {
    for text in [
        "2026-11-26T24:00:00Z",
        "2026-11-26 24:00",
        "26.11.2026 24:00",
        "26.11.2026 24.00",
        "26.11.2026 24:00:00",
        "26. listopadu 2026 v 24:00",
        "20261126240000",
        "2026-W48-4T24:00:00Z",
        "2026-11-27T03:00:00+03:00[Europe/Istanbul]",
        "27.11.2026 03:00 +03:00[Europe/Istanbul]",
    ] {
        assert_eq!(read(text, None), "2026-11-27T00:00:00Z", "{text}");
    }
    for text in [
        "26.11.2026 24:01",
        "26.11.2026 24:00:01",
        "26.11.2026 24:00 PM",
    ] {
        assert_eq!(parse(text, None), Err(Unread::NoDate), "{text}");
    }
    for (text, unread) in [
        ("2026-11-26T12:00:00+99:00", Unread::Offset),
        ("26.11.2026 12:00 -24:00", Unread::Offset),
        ("26.11.2026 12:00[Europe/Prague]", Unread::Zone),
        ("soon 12:00[Europe/Prague]", Unread::NoDate),
    ] {
        assert_eq!(parse(text, None), Err(unread), "{text}");
    }
}
