//! The layers: ripen → http → app → store → learn → domain, and nothing points back.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run;

/// The layers, from the innermost; each may use those before it.
const LAYERS: [&str; 6] = [
    "ripen-domain",
    "ripen-learn",
    "ripen-store",
    "ripen-app",
    "ripen-http",
    "ripen",
];

/// Tools beside the layers: they may use anything, nothing may use them.
const TOOLS: [&str; 2] = ["ripen-bench", "xtask"];

/// Only `http` knows HTTP.
const HTTP: [&str; 6] = [
    "axum",
    "axum-extra",
    "hyper",
    "hyper-util",
    "tower-http",
    "utoipa-axum",
];

/// Only `store` knows SQL.
const SQL: [&str; 11] = [
    "rusqlite",
    "postgres",
    "r2d2",
    "r2d2_postgres",
    "tokio-postgres",
    "deadpool-postgres",
    "sqlx",
    "sea-orm",
    "sea-query",
    "diesel",
    "libsqlite3-sys",
];

/// The domain does no I/O, reads no clock, draws no random number, and its
/// types know no format.
const NOT_IN_DOMAIN: [&str; 10] = [
    "tokio",
    "serde",
    "serde_json",
    "rand",
    "getrandom",
    "fastrand",
    "reqwest",
    "mio",
    "chrono",
    "tracing-subscriber",
];

/// Checks the crates of the workspace.
///
/// # Errors
/// When a rule is broken, with every place.
pub fn check() -> Result<()> {
    let args = [
        "metadata",
        "--format-version",
        "1",
        "--no-deps",
        "--offline",
    ];
    let metadata = run::output(&mut run::command("cargo", &args))?;
    let broken = violations(&serde_json::from_slice(&metadata)?)?;
    if broken.is_empty() {
        return Ok(());
    }
    bail!("{}", broken.join("\n"))
}

/// One dependency as its manifest declares it.
struct Edge<'a> {
    from: &'a str,
    to: &'a str,
    for_tests: bool,
}

fn violations(metadata: &Value) -> Result<Vec<String>> {
    let edges = edges(metadata).context("unexpected output of cargo metadata")?;
    let layers: BTreeMap<&str, usize> = LAYERS
        .iter()
        .enumerate()
        .map(|(level, name)| (*name, level))
        .collect();
    Ok(edges
        .iter()
        .filter_map(|edge| violation(edge, &layers))
        .collect())
}

fn edges(metadata: &Value) -> Option<Vec<Edge<'_>>> {
    let mut edges = Vec::new();
    for package in metadata.get("packages")?.as_array()? {
        let from = package.get("name")?.as_str()?;
        for dependency in package.get("dependencies")?.as_array()? {
            let to = dependency.get("name")?.as_str()?;
            let for_tests = dependency.get("kind")?.as_str() == Some("dev");
            // A crate may use itself in its tests, with other features.
            if from != to {
                edges.push(Edge {
                    from,
                    to,
                    for_tests,
                });
            }
        }
    }
    Some(edges)
}

fn violation(edge: &Edge<'_>, layers: &BTreeMap<&str, usize>) -> Option<String> {
    let Edge {
        from,
        to,
        for_tests,
    } = *edge;
    if TOOLS.contains(&to) {
        return Some(format!(
            "{from} depends on {to}: nothing may depend on a tool"
        ));
    }
    let level = layers.get(from)?;
    if let Some(other) = layers.get(to) {
        return (other >= level).then(|| {
            format!(
                "{from} depends on {to}: {} points inwards only",
                LAYERS.join(" ← ")
            )
        });
    }
    // Tests may look at a layer from outside, through its own protocol.
    if for_tests {
        return None;
    }
    if HTTP.contains(&to) && from != "ripen-http" {
        return Some(format!(
            "{from} depends on {to}: only ripen-http knows HTTP"
        ));
    }
    if SQL.contains(&to) && from != "ripen-store" {
        return Some(format!(
            "{from} depends on {to}: only ripen-store knows SQL"
        ));
    }
    if NOT_IN_DOMAIN.contains(&to) && from == "ripen-domain" {
        return Some(format!(
            "{from} depends on {to}: the domain does no I/O and knows no format"
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn broken(from: &str, to: &str, kind: Option<&str>) -> Vec<String> {
        let metadata =
            json!({"packages": [{"name": from, "dependencies": [{"name": to, "kind": kind}]}]});
        violations(&metadata).unwrap()
    }

    #[test]
    fn inward_dependencies_are_fine() {
        for (from, to) in [
            ("ripen", "ripen-http"),
            ("ripen-http", "axum"),
            ("ripen-store", "rusqlite"),
            ("ripen-store", "ripen-domain"),
        ] {
            assert!(broken(from, to, None).is_empty(), "{from} → {to}");
        }
        assert!(broken("ripen-bench", "ripen-store", None).is_empty());
        assert!(broken("ripen-domain", "serde_json", Some("dev")).is_empty());
    }

    #[test]
    fn outward_dependencies_are_named() {
        for (from, to) in [
            ("ripen-store", "ripen-app"),
            ("ripen-domain", "ripen-store"),
            ("ripen-app", "axum"),
            ("ripen-app", "rusqlite"),
            ("ripen-domain", "tokio"),
            ("ripen-http", "ripen-bench"),
        ] {
            let broken = broken(from, to, None);
            assert_eq!(broken.len(), 1, "{from} → {to}");
            assert!(broken[0].starts_with(&format!("{from} depends on {to}")));
        }
        assert_eq!(broken("ripen-store", "ripen-http", Some("dev")).len(), 1);
    }

    #[test]
    fn other_output_is_an_error() {
        assert!(violations(&json!({})).is_err());
    }
}
