//! The address of the client.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;

/// The client's address: of the connection, or as the trusted proxies in front tell it. Each proxy
/// appends the address that it saw, so with n trusted ones the n-th from the right is believed.
pub fn address(connection: SocketAddr, headers: &HeaderMap, trusted_proxies: usize) -> IpAddr {
    let forwarded = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let told = trusted_proxies
        .checked_sub(1)
        .and_then(|back| hops.iter().rev().nth(back));
    told.and_then(|hop| hop.parse().ok())
        .unwrap_or(connection.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let connection: SocketAddr = "10.0.0.1:5".parse().expect("an address");
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "6.6.6.6, 203.0.113.9, 10.0.0.2".parse().expect("a header"),
        );
        assert_eq!(address(connection, &headers, 0).to_string(), "10.0.0.1");
        assert_eq!(address(connection, &headers, 1).to_string(), "10.0.0.2");
        assert_eq!(address(connection, &headers, 2).to_string(), "203.0.113.9");
        assert_eq!(address(connection, &headers, 9).to_string(), "10.0.0.1");
    }
}
