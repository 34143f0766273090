//! A real shop's events, joined with their side tables, as Segment calls.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

type Row = HashMap<String, String>;

/// The shop's directory, if the data is there.
pub fn directory() -> Option<PathBuf> {
    let given = std::env::var_os("RIPEN_TEST_DATA").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let directory = given.unwrap_or(beside).join("mimnet_shop");
    if directory.is_dir() {
        return Some(directory);
    }
    eprintln!(
        "skipped: there is no {}; set RIPEN_TEST_DATA",
        directory.display()
    );
    None
}

fn rows(directory: &Path, name: &str) -> Vec<Row> {
    let reader = csv::Reader::from_path(directory.join(name));
    let rows = reader.expect("the table opens").into_deserialize();
    rows.collect::<Result<_, _>>().expect("the table is read")
}

/// Rows of a side table by event id.
fn details(directory: &Path, name: &str) -> HashMap<String, Row> {
    let rows = rows(directory, name).into_iter();
    rows.map(|row| (row["id"].clone(), row)).collect()
}

/// Every row of the event table as a Segment call, in the order of the table.
pub fn events(directory: &Path) -> Vec<Value> {
    let tables = [
        "first_pages",
        "product_viewed",
        "product_added",
        "checkout_started",
        "order_completed",
        "popup_view",
        "popup_acepted",
    ];
    let sides = tables.map(|name| details(directory, &format!("{name}.csv")));
    let event = |row: Row| {
        let id = &row["event_id"];
        let mut properties = Map::new();
        for side in sides.iter().filter_map(|side| side.get(id)) {
            describe(&mut properties, side);
        }
        let timestamp = format!("{}Z", row["ts"].replace(' ', "T"));
        let mut event = json!({"messageId": id, "userId": row["user_id"], "timestamp": timestamp, "properties": properties});
        match row["event_type"].as_str() {
            "Page" => event["type"] = "page".into(),
            name => (event["type"], event["event"]) = ("track".into(), name.into()),
        }
        event
    };
    rows(directory, "events.csv")
        .into_iter()
        .map(event)
        .collect()
}

/// What a side table tells, under the names of the Segment e-commerce spec.
fn describe(properties: &mut Map<String, Value>, side: &Row) {
    let names = [
        ("url", "url"),
        ("variant", "variant"),
        ("price", "price"),
        ("total_price", "total"),
        ("total_discounts", "discount"),
        ("shipping_country", "shipping_country"),
        ("popup_id", "popup_id"),
        ("popup_name", "popup_name"),
        ("popup_discount", "coupon"),
    ];
    for (column, name) in names {
        let Some(text) = side.get(column).filter(|text| !text.is_empty()) else {
            continue;
        };
        let is_money = matches!(name, "price" | "total" | "discount");
        let money = text.parse::<f64>().ok().filter(|_| is_money);
        let cents = money.map(|money| (money * 100.0).round() / 100.0);
        properties.insert(
            name.into(),
            cents.map_or_else(|| text.as_str().into(), Value::from),
        );
    }
    let items = (1..=5).filter_map(|at| side.get(&format!("variant_item_{at}")));
    let items: Vec<Value> = items
        .filter(|item| !item.is_empty())
        .map(|item| json!({"variant": item}))
        .collect();
    if !items.is_empty() {
        properties.insert("products".into(), items.into());
    }
    if ["price", "total"]
        .iter()
        .any(|name| properties.contains_key(*name))
    {
        properties.insert("currency".into(), "USD".into());
    }
}
