//! Who looks after people.

use serde_json::{Value, json};

use crate::support::{EMAIL, Server, on_every_database, page};

fn set(server: &Server, id: &str, owner: &Value) -> u16 {
    let path = format!("/api/v1/people/{id}/owner");
    let answer = server.call("PUT", &path, Some(&json!({ "owner": owner })));
    answer.status
}

fn found(server: &Server, filter: &str) -> Vec<Value> {
    let filter = filter
        .replace(' ', "%20")
        .replace('=', "%3D")
        .replace('"', "%22");
    let page = server.get(&format!("/api/v1/people?filter={filter}"));
    page["items"].as_array().cloned().expect("items")
}

#[test]
fn an_owner_is_set_shown_asked_for_and_taken_away() {
    on_every_database(|server| {
        let visits = ["a", "b"].map(|visitor| page(visitor, visitor, "/pricing"));
        server.feed(&visits);
        let id = found(server, "")[0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let owners = server.get("/api/v1/owners");
        assert_eq!(owners["items"][0]["email"], EMAIL);
        assert_eq!(found(server, "has owner").len(), 0);

        // Written as somebody types it.
        let typed = format!(" {} ", EMAIL.to_uppercase());
        assert_eq!(set(server, &id, &json!(typed)), 204);
        let mine = found(server, &format!("owner = \"{EMAIL}\""));
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0]["id"], json!(id));
        assert_eq!(mine[0]["owner"]["email"], EMAIL);
        let person = server.get(&format!("/api/v1/people/{id}"));
        assert_eq!(person["owner"]["email"], EMAIL);
        let values = server.get("/api/v1/filter/values?of=people&field=owner");
        assert!(values.to_string().contains(EMAIL), "{values}");

        // New interactions leave the owner.
        server.feed(&[page("a", "a2", "/docs"), page("b", "b2", "/docs")]);
        assert_eq!(found(server, "owner is known").len(), 1);
        assert_eq!(set(server, &id, &Value::Null), 204);
        assert_eq!(found(server, "owner is unknown").len(), 2);
        assert_eq!(
            server.get(&format!("/api/v1/people/{id}"))["owner"],
            Value::Null
        );
    });
}

#[test]
fn whoever_does_not_exist_is_no_owner_and_has_none() {
    on_every_database(|server| {
        server.feed(&[page("a", "a", "/pricing")]);
        let id = found(server, "")[0]["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        for nobody in ["nobody@firma.example", "no address", ""] {
            assert_eq!(set(server, &id, &json!(nobody)), 400, "{nobody}");
        }
        assert_eq!(set(server, "777777", &json!(EMAIL)), 404);
        assert_eq!(set(server, "x", &json!(EMAIL)), 404);
        assert_eq!(found(server, "has owner").len(), 0);
    });
}

#[test]
fn the_accounts_are_offered_as_owners_in_filters() {
    on_every_database(|server| {
        let fields = server.get("/api/v1/filter/fields");
        let people = fields["people"].as_array().expect("fields");
        let owner = people
            .iter()
            .find(|field| field["name"] == "owner")
            .expect("a field");
        assert_eq!(owner["values"], json!([EMAIL]));
    });
}
