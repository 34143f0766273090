//! What comes in by every door is read by the same rules: control characters, entities, guards of tables.

use ripen_app::data::import::What;
use ripen_domain::profile::field;
use ripen_store::log::{log_details, log_find};
use serde_json::json;

use crate::files::import;
use crate::support::{Bench, on_every_database};

/// The text of a field of a user.
fn text(bench: &Bench, user: &str, field: &str) -> Option<String> {
    let person = bench.person(bench.user(user)).listed.person;
    let value = person.profile.get(field);
    value.map(|value| value.to_text().into_owned())
}

/// Everything that the log holds of its first interactions.
fn logged(bench: &Bench) -> String {
    let seqs: Vec<i64> = (1..=20).collect();
    let read = bench.db.db.read(|conn| {
        let found = log_find(conn, &seqs)?;
        Ok(format!("{found:?} {:?}", log_details(conn, &seqs)?))
    });
    read.expect("the log is read")
}

/// How Rust and JSON show the control characters that the tests send.
const SHOWN: [&str; 7] = [
    "\\0", "\\u{1}", "\\u{2}", "\\u{7f}", "\\u{85}", "u0000", "u0001",
];

#[test]
fn control_characters_are_dropped_wherever_they_stand() {
    on_every_database(|bench| {
        let odd = "\u{0}\u{1}\u{2}\u{7f}\u{85}";
        let with = |text: &str| format!("{odd}{}{odd}{}{odd}", &text[..1], &text[1..]);
        bench.feed(&[
            json!({
                "type": "identify", "userId": with("u1"), "anonymousId": with("v1"), "messageId": with("m1"),
                "traits": {
                    "name": with("Eva"), "email": with("eva@x.example"), "phone": with("+420601123456"),
                    "company": {"name": with("Chlad")}, with("plan"): with("gold"), "tags": [with("a1"), with("b1")],
                    "note": format!("one\n\ttwo{odd}"),
                },
                "context": {with("campaign"): {"name": with("spring"), "source": with("news")}},
            }),
            json!({
                "type": "track", "userId": "u1", "event": with("Signed"), "messageId": "m2",
                "properties": {with("label"): with("Big"), "path": with("/a"), with("seats"): {with("deep"): [with("x1")]}, "order_id": with("o7")},
            }),
            json!({"type": "group", "userId": "u1", "groupId": with("g1"), "messageId": "m3", "traits": {"industry": with("Ice")}}),
            json!({"type": "alias", "userId": "u1", "previousId": with("u2"), "messageId": "m4"}),
        ]);
        let shown = [
            field::NAME,
            field::EMAIL,
            field::PHONE,
            field::COMPANY,
            "plan",
            "tags",
            "note",
            field::INDUSTRY,
        ];
        let shown = shown.map(|field| text(bench, "u1", field).unwrap_or_default());
        let expected = [
            "Eva",
            "eva@x.example",
            "+420601123456",
            "Chlad",
            "gold",
            "a1, b1",
            "one\n\ttwo",
            "Ice",
        ];
        assert_eq!(shown, expected);
        assert_eq!(bench.user("u2"), bench.user("u1"));
        assert_eq!(bench.visitor("v1"), bench.user("u1"));
        let log = logged(bench);
        for sign in SHOWN {
            assert!(!log.contains(sign), "{sign}: {log}");
        }
        for said in [
            "\"Signed\"",
            "\"m1\"",
            "label\\u{1f}Big",
            "order_id\\u{1f}o7",
            "\"/a\"",
        ] {
            assert!(log.contains(said), "{said}: {log}");
        }
    });
}

#[test]
fn a_file_with_control_characters_comes_in() {
    on_every_database(|bench| {
        let people =
            "id,na\0me,email,pl\u{1}an\nu\x003,E\0va,ev\0a@x.example,go\u{1}ld\n,No\0body,,\n";
        let report = import(bench, What::People, "people.csv", people.as_bytes());
        assert_eq!((report.good, report.bad), (1, 1), "{:?}", report.examples);
        assert_eq!(
            text(bench, "u3", field::EMAIL).as_deref(),
            Some("eva@x.example")
        );
        assert_eq!(text(bench, "u3", "plan").as_deref(), Some("gold"));
        let events = "user_id,event,time\nu3,Sig\0ned,2026-01-05\nu3,Signed,so\0on\n";
        let report = import(bench, What::Events, "events.csv", events.as_bytes());
        assert_eq!((report.good, report.bad), (1, 1), "{:?}", report.examples);
        let lines = "{\"type\":\"track\",\"userId\":\"u\\u00003\",\"event\":\"X\"}\n{\"type\":\"tr\\u0000ick\",\"userId\":\"u3\"}\nno\0ne\n";
        let report = import(bench, What::Events, "events.jsonl", lines.as_bytes());
        assert_eq!((report.good, report.bad), (1, 2), "{:?}", report.examples);
        assert_eq!(
            bench
                .person(bench.user("u3"))
                .listed
                .person
                .state
                .interactions,
            2,
            "what the file of people says is no sign of life"
        );
    });
}

#[test]
fn entities_in_traits_are_resolved_once() {
    on_every_database(|bench| {
        let traits = json!({
            "name": "Eva O&#39;Neill", "company": "Nov&aacute;k &amp; syn", "motto": "&amp;lt;b&amp;gt;",
            "email": "Eva &lt;eva@x.example&gt;",
        });
        bench.feed(&[
            json!({"type": "identify", "userId": "http", "messageId": "h", "traits": traits}),
        ]);
        let form = json!({"type": "track", "event": "Form Submitted", "userId": "form", "messageId": "f",
            "properties": {"firstName": "Eva", "lastName": "O&#39;Neill", "company": "Nov&aacute;k &amp; syn"}});
        bench.feed(&[form]);
        for user in ["http", "form"] {
            let shown = [field::NAME, field::COMPANY].map(|field| text(bench, user, field));
            assert_eq!(
                shown,
                ["Eva O'Neill", "Novák & syn"].map(|text| Some(text.to_owned())),
                "{user}"
            );
        }
        assert_eq!(text(bench, "http", "motto").as_deref(), Some("&lt;b&gt;"));
        assert_eq!(
            text(bench, "http", field::EMAIL).as_deref(),
            Some("eva@x.example")
        );
        let quoted = "id,name,company,motto,email\nfile,Eva O&#39;Neill,Nov&aacute;k &amp; syn,&amp;lt;b&amp;gt;,Jan &lt;jan@x.example&gt;\n";
        import(bench, What::People, "people.csv", quoted.as_bytes());
        let shown = [field::NAME, field::COMPANY, "motto", field::EMAIL]
            .map(|field| text(bench, "file", field));
        let expected = ["Eva O'Neill", "Novák & syn", "&lt;b&gt;", "jan@x.example"];
        assert_eq!(shown, expected.map(|text| Some(text.to_owned())));
    });
}
