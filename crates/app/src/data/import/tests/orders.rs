//! Files of orders, and those that only name one.

use ripen_domain::interaction::kind;

use super::*;

/// The kinds of what a file of events holds, or why it is refused.
fn kinds(header: &str, rows: &[&str]) -> Result<Vec<String>, String> {
    let place = Place::new();
    let text = format!("{header}\n{}\n", rows.join("\n"));
    let options = Options::new(What::Events, place.file("orders.csv", text));
    let stop = AtomicBool::new(false);
    let imported = place.app.import_file(&options, &stop, &mut |_| {});
    imported.map_err(|error| error.to_string())?;
    let log = place.app.db().read(|conn| log_read(conn, 0, 100));
    let log = log.expect("the log can be read");
    Ok(log.into_iter().map(|(_, one)| one.kind).collect())
}

#[test]
fn a_file_with_the_number_and_the_amount_or_date_of_orders_is_one_of_orders() {
    for (header, row) in [
        ("Order Number,Email,Total", "1,a@b.example,5"),
        ("order_id,customer_id,grand_total", "1,c-1,5"),
        (
            "Order #,Customer Email,Order Date,Status",
            "#1,a@b.example,2026-01-05,Shipped",
        ),
        (
            "Sipariş Numarası,E-posta,Sipariş Tarihi,Sipariş Statüsü",
            "1,a@b.example,5.1.2026,Teslim edildi",
        ),
        ("Číslo objednávky,E-mail,Cena celkem", "1,a@b.example,5"),
        (
            "Sipariş No,E-posta,Sipariş Tarihi,Toplam Tutar,Sipariş Durumu,İade Tarihi",
            "1,a@b.example,5.1.2026,5,Tamamlandı,",
        ),
        (
            "Kargo Firması,Sipariş No,E-posta,Sipariş Tarihi,Tutar",
            "X,1,a@b.example,5.1.2026,5",
        ),
        (
            "Order Number,Email,Order Date,Total,Status,Payment ID,Due Date",
            "1,a@b.example,2026-01-05,5,Completed,7,",
        ),
    ] {
        let found = kinds(header, &[row]);
        assert_eq!(found, Ok(vec![kind::ORDER.to_owned()]), "{header}");
    }
}

#[test]
fn a_file_that_only_names_orders_is_not_one_of_orders() {
    for header in [
        // Shipments, tickets, reviews, returns, carts, members.
        "Order No,Email,Date,Carrier",
        "Order No,Email,Date,Subject",
        "order_id,email,created_at,rating",
        "Return Number,Order Number,Email,Date,Total",
        "İade No,Sipariş No,E-posta,Sipariş Tarihi,Tutar",
        "Order No,Email,Order Date,Refund Reason",
        "Order No,Email,Refund Amount",
        "Sipariş No,E-posta,İade Tutarı",
        "Cart ID,Email,Total",
        "Name,Email,Total Spent",
        "Code,Email,Total",
        "Email,Total,Order Date",
        "Order ID,Order Date,Email,NPS Score,Comment",
        "Order No,Order Date,Email,Tracking Number,Carrier",
        "Order,Name,Email,Value",
        "Return #,Order #,Email,Date,Total",
        "Reklamace č.,Číslo objednávky,E-mail,Cena",
        "Dobropis,Číslo objednávky,E-mail,Cena",
        "Teklif No,Sipariş No,E-posta,Tutar",
        "Typ dokladu,Číslo objednávky,E-mail,Cena celkem",
        "Session ID,Order Number,Message,Email,Order Total",
    ] {
        let cells = vec!["1"; header.split(',').count()].join(",");
        let found = kinds(header, &[&cells]);
        let refused = found.expect_err(header);
        assert!(
            refused.contains("no column tells what happened"),
            "{refused}"
        );
    }
    // What tells what happened is heard.
    let found = kinds(
        "Event,Order No,Email,Total",
        &["Quote Requested,1,a@b.example,5"],
    );
    assert_eq!(found, Ok(vec!["Quote Requested".to_owned()]));
}

#[test]
fn rows_that_say_something_else_of_an_order_are_told_and_those_with_its_goods_are_not() {
    let header = "Order No,Order Date,Email,Total,Status,Product,Price";
    let found = kinds(
        header,
        &[
            "1,2026-01-05,a@b.example,30,completed,A,10",
            "1,2026-01-05,a@b.example,30,completed,B,20",
            "1,2026-01-05,a@b.example,30,refunded,,",
            "2,2026-01-06,a@b.example,30,completed,A,10",
            "3,2026-01-06,a@b.example,30,completed,A,10",
            "1,2026-01-05,a@b.example,30,completed,C,5",
        ],
    );
    let expected = [
        kind::ORDER,
        kind::ORDER_REFUNDED,
        kind::ORDER,
        kind::ORDER,
        // It stands apart from the others.
        kind::ORDER,
    ];
    assert_eq!(found, Ok(expected.map(str::to_owned).to_vec()));
}

#[test]
fn a_dry_run_says_that_rows_are_orders() {
    let place = Place::new();
    let text = "Order No,Email,Total,Status\n1,a@b.example,30,pending\n2,a@b.example,30,paid\n";
    let options = Options {
        dry_run: true,
        ..Options::new(What::Events, place.file("orders.csv", text))
    };
    let report = place.import(&options);
    assert_eq!(report.understood.orders.as_deref(), Some("Order No"));
    let first: Vec<_> = report
        .first
        .iter()
        .map(|row| row.fields[0].clone())
        .collect();
    let event = |kind: &str| ("event".to_owned(), kind.to_owned());
    assert_eq!(first, [event(kind::ORDER_UPDATED), event(kind::ORDER)]);
    assert_eq!(place.stored(), 0);
}
