//! Companies that are one, said by hand.

use serde_json::{Value, json};

use crate::support::{Server, on_every_database, wait_until};

const PATH: &str = "/api/v1/companies/aliases";

/// How many people a filter finds.
fn many(server: &Server, filter: &str) -> usize {
    let filter = filter.replace(' ', "%20").replace('=', "%3D");
    let page = server.get(&format!("/api/v1/people?filter={filter}"));
    page["items"].as_array().expect("items").len()
}

fn say(server: &Server, company: &str, same_as: &str) -> (u16, Value) {
    let body = json!({"company": company, "same_as": same_as});
    let answer = server.call("POST", PATH, Some(&body));
    (
        answer.status,
        serde_json::from_slice(&answer.body).unwrap_or_default(),
    )
}

#[test]
fn two_companies_are_made_one_and_taken_apart() {
    on_every_database(|server| {
        let stating = |user: &str, company: &str| json!({"type": "identify", "userId": user, "traits": {"company": company}});
        server.feed(&[
            stating("a", "Alzasoft"),
            stating("b", "Alza.cz a.s."),
            stating("c", "Other"),
        ]);
        assert_eq!(many(server, "company.people = 2"), 0);
        let (status, created) = say(server, "ALZASOFT", "Alza.cz");
        assert_eq!(status, 201);
        // The server's own thread may be at it.
        wait_until("they are one company", || {
            many(server, "company.people = 2") == 2
        });
        let listed = server.get(PATH);
        assert_eq!(listed["items"][0]["id"], created["id"]);
        assert_eq!(listed["items"][0]["company"], "ALZASOFT");

        for (company, same_as) in [
            ("Alzasoft", "Alza.cz"),
            ("gmail.com", "Other"),
            ("", "Other"),
        ] {
            assert_eq!(say(server, company, same_as).0, 400, "{company}");
        }
        let undo = format!("{PATH}/{}", created["id"].as_str().expect("an id"));
        assert_eq!(server.call("DELETE", &undo, None).status, 204);
        assert_eq!(server.call("DELETE", &undo, None).status, 404);
        wait_until("they are two companies", || {
            many(server, "company.people = 2") == 0
        });
        assert_eq!(server.get(PATH)["items"], json!([]));
    });
}
