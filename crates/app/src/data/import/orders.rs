//! Files of orders: what a shop exports has no column that tells what happened. Each order did.

use csv::ByteRecord;
use ripen_domain::interaction::kind;
use ripen_domain::interaction::order::{self, State};
use ripen_domain::text;
use ripen_domain::text::hex;
use ripen_store::log::IMPORTED;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::What;
use super::cells::Cells;
use super::columns::{Column, Field};
use super::event_row::is_amount;

/// Properties under which the number of an order stands.
const NUMBERS: &[&str] = &["order_id", "order_number", "increment_id", "order"];
/// The property that the columns of [`OF_SHOPS`] fill.
const NUMBER: &str = "order_number";
/// Columns with the number in exports that call it something else, with one that they have beside it: Shopify, Shoptet.
const OF_SHOPS: &[(&str, &str)] = &[
    ("id", "financial status"),
    ("name", "financial status"),
    ("code", "status name"),
];
/// Headers of dates that are an order's whatever else a file has.
const DATES: &[&str] = &[
    "order date",
    "date of order",
    "ordered at",
    "purchase date",
    "order date utc",
    "date placed",
    "purchased on",
    "siparis tarihi",
    "siparis zamani",
    "satin alma tarihi",
    "datum objednavky",
    "datum objednani",
    "datum nakupu",
];
/// Headers of files of what came back, or of what else names an order that it belongs to.
const OF_OTHERS: &[&str] = &[
    "return id",
    "return no",
    "return number",
    "return date",
    "return reason",
    "refund date",
    "refund reason",
    "rma",
    "rma number",
    "refunded at",
    "iade tarihi",
    "iade talep tarihi",
    "iade nedeni",
    "iade sebebi",
    "iade sebebi aciklama",
    "iade sebebi aciklamasi",
    "reklamace c",
    "cislo reklamace",
    "datum vraceni",
    "duvod vraceni",
    "complaint",
    "complaint date",
    "datum reklamace",
    "duvod reklamace",
    "rating",
    "due date",
    "payment id",
    "subscription id",
    "next payment date",
    "session id",
    "checkout id",
    "ticket id",
];

/// Headers of columns that say what each row is.
const TELLING: &[&str] = &[
    "record type",
    "transaction type",
    "document type",
    "entry type",
    "typ",
    "typ dokladu",
    "aktivita",
    "islem turu",
    "belge turu",
    "kayit turu",
];
/// Words in the first header of files of what came back.
const ROWS_OF_RETURNS: &[&str] = &[
    "return",
    "refund",
    "rma",
    "iade",
    "reklamace",
    "dobropis",
    "vratka",
];
/// Words in the first header of files whose rows are no orders, unless they have the date and the amount of one.
const ROWS_OF_OTHERS: &[&str] = &[
    "credit",
    "dispute",
    "chargeback",
    "quote",
    "invoice",
    "ticket",
    "session",
    "subscription",
    "checkout",
    "cart",
    "shipment",
    "teklif",
    "fatura",
    "sevkiyat",
    "kargo",
    "nabidka",
    "faktura",
    "zasilka",
];

/// Which of these columns has the number of an order.
pub fn number_among<S: AsRef<str>>(names: &[S]) -> Option<usize> {
    let is_number = |name: &S| NUMBERS.contains(&property(name.as_ref()).unwrap_or_default());
    let found = names.iter().position(is_number);
    let at = |wanted: &str| names.iter().position(|name| words(name.as_ref()) == wanted);
    let mut of_shops = OF_SHOPS.iter();
    found.or_else(|| of_shops.find_map(|(number, beside)| at(beside).and(at(number))))
}

fn property(name: &str) -> Option<&'static str> {
    order::property(name).map(|(_, property)| property)
}

fn words(name: &str) -> String {
    text::words(&text::parted(name)).trim().to_owned()
}

/// The column with the number of the order, where the rows of a file of events are orders: none tells what happened or
/// came back, and one has what the order came to, or when it was placed.
pub fn number_at(columns: &[Column]) -> Option<usize> {
    let tells_what = |column: &Column| {
        matches!(column.field, Field::Event | Field::Type | Field::Message)
            || (column.field != Field::Skip && property(&column.header) == Some("refund_id"))
    };
    let is_of_something_else = |column: &Column| {
        let header = words(&column.header);
        column.field != Field::Skip
            && (OF_OTHERS.contains(&header.as_str()) || TELLING.contains(&header.as_str()))
    };
    // What a row is stands in its first column.
    let first = columns.first().map(|column| words(&column.header));
    let begins_with = |rows: &[&str]| {
        let first = first.as_deref().unwrap_or_default();
        first.split(' ').any(|word| rows.contains(&word))
    };
    let is_refund =
        |column: &Column| property(custom(column)).is_some_and(|known| known.contains("refund"));
    // What was given back may be all that the file knows.
    let is_of_order =
        |column: &Column| is_amount(&column.field, What::Events) && !is_refund(column);
    let has_state = || {
        let mut names = columns.iter().map(custom);
        names.any(|name| property(name).is_some_and(order::is_state))
    };
    // A date alone is as often that of a parcel or a review.
    let has_amount = columns.iter().any(is_of_order);
    let is_told = has_amount || (has_date(columns) && has_state());
    // A file with all that an order has may say of it what else happened.
    let is_whole = has_amount && has_date(columns) && has_state();
    let is_of_others = || {
        columns.iter().any(tells_what)
            || begins_with(ROWS_OF_RETURNS)
            || (!is_whole && columns.iter().any(is_of_something_else))
            || (!(has_amount && has_date(columns)) && begins_with(ROWS_OF_OTHERS))
    };
    if !is_told || (!is_said_to_be(columns) && is_of_others()) {
        return None;
    }
    let names: Vec<&str> = columns.iter().map(custom).collect();
    let number = number_among(&names)?;
    // The place in some other order, as often.
    let is_vague = words(names[number]) == "order";
    (!is_vague || has_date(columns) || has_state()).then_some(number)
}

/// Whether somebody said which column has the number of the order, and so that the rows are orders.
fn is_said_to_be(columns: &[Column]) -> bool {
    let mut named = columns
        .iter()
        .map(|column| (column.header.as_str(), custom(column)));
    named.any(|(header, name)| NUMBERS.contains(&name) && header != name)
}

/// Whether a header is that of the date of an order, whatever else a file has.
pub fn is_date(header: &str) -> bool {
    DATES.contains(&words(header).as_str())
}

/// Whether a column has the date of an order.
fn has_date(columns: &[Column]) -> bool {
    let is_date = |column: &Column| column.field == Field::Time && is_date(&column.header);
    columns.iter().any(is_date)
}

/// The name of the property that a column fills; empty where it fills something else.
fn custom(column: &Column) -> &str {
    match &column.field {
        Field::Custom(name) => name,
        _ => "",
    }
}

/// Calls the number and the states of orders in messages as they are read.
pub fn name_in_messages(columns: &mut [Column]) {
    let Some(number) = number_at(columns) else {
        return;
    };
    if property(custom(&columns[number])).is_none() {
        NUMBER.clone_into(&mut columns[number].sent_as);
    }
    for at in 0..columns.len() {
        let known = property(custom(&columns[at])).filter(|known| order::is_state(known));
        let is_free = |known: &&str| columns.iter().all(|column| column.sent_as != *known);
        if let Some(known) = known.filter(is_free) {
            known.clone_into(&mut columns[at].sent_as);
        }
    }
}

/// Whether a row has the number of its order.
pub fn has_number(cells: &Cells) -> bool {
    let mut names = cells.custom_texts().map(|(name, _)| name);
    names.any(|name| NUMBERS.contains(&property(name).unwrap_or_default()))
}

/// What happened, by the state of the order.
pub fn event(cells: &Cells) -> &'static str {
    let text = |name: &str| {
        let mut texts = cells.custom_texts();
        texts
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text)
    };
    match order::state(text) {
        None | Some(State::Standing) => kind::ORDER,
        Some(State::Open) => kind::ORDER_UPDATED,
        Some(State::Refunded) => kind::ORDER_REFUNDED,
        Some(State::Cancelled) => kind::ORDER_CANCELLED,
    }
}

/// The id of a message about an order, by all that it says: a later export of the same orders tells those again that are
/// as they were.
pub fn message_id(message: &Map<String, Value>) -> String {
    let digest = Sha256::digest(serde_json::to_vec(message).unwrap_or_default());
    format!("{IMPORTED}{}", hex(&digest[..16]))
}

/// Finds the rows of further goods of an order: they repeat what the row before said of it, or leave it empty.
pub struct FurtherGoods {
    number: usize,
    /// The columns that speak of the order or its buyer.
    about: Vec<usize>,
    /// The first row of the order at hand.
    first: Option<ByteRecord>,
}

impl FurtherGoods {
    /// Of a file with these columns; `None` where its rows are no orders.
    pub fn of(columns: &[Column]) -> Option<Self> {
        let number = number_at(columns)?;
        // Beside another amount it is the price of the goods.
        let is_price = |column: &Column| property(custom(column)) == Some("price");
        let is_total =
            |column: &Column| is_amount(&column.field, What::Events) && !is_price(column);
        let has_total = columns.iter().any(is_total);
        let is_about = |column: &Column| match &column.field {
            Field::Custom(name) => property(name).is_some() && !(has_total && is_price(column)),
            Field::Skip => false,
            _ => true,
        };
        let about = (0..columns.len()).filter(|at| *at == number || is_about(&columns[*at]));
        Some(Self {
            number,
            about: about.collect(),
            first: None,
        })
    }

    /// Whether a row tells no more of its order than the row before. The rows of a file are asked about one by one.
    pub fn is_told_by(&mut self, row: &ByteRecord) -> bool {
        let cell =
            |row: &ByteRecord, at: usize| row.get(at).unwrap_or_default().trim_ascii().to_vec();
        let says_nothing_else = |first: &ByteRecord| {
            let mut about = self
                .about
                .iter()
                .map(|at| (cell(row, *at), cell(first, *at)));
            about.all(|(says, said)| says.is_empty() || says == said)
        };
        if self.first.as_ref().is_some_and(says_nothing_else) {
            return true;
        }
        let has_number = !cell(row, self.number).is_empty();
        self.first = has_number.then(|| row.clone());
        false
    }
}
