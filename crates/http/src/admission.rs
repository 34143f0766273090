//! Admission of ingest requests: bodies that are being received may not fill the memory either.
//!
//! What counts is what has arrived, not what a request says it will send: whoever stays silent holds
//! no room.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use futures_util::StreamExt;
use ripen_app::Error;
use ripen_app::capture::MAX_BATCH_BYTES;

use crate::problem::Problem;

/// Bytes of bodies that may be under way at once.
const ROOM: usize = 64 << 20;
/// How many times what is still free one client may hold. However many clients take all that they
/// may, something stays free for the next one.
const SHARE: usize = 3;

/// Room for the bodies that are under way.
#[derive(Default)]
pub struct Admission(Mutex<Held>);

/// Bytes that are held, in all and by client.
#[derive(Default)]
struct Held {
    all: usize,
    by_client: HashMap<IpAddr, usize>,
}

/// The body of a request, and the room that it holds until it is dropped.
pub struct Received {
    /// The body.
    pub body: Bytes,
    _place: Place,
}

/// Room that a request holds.
struct Place {
    admission: Arc<Admission>,
    client: IpAddr,
    bytes: usize,
}

impl Admission {
    /// Receives the body of a request.
    ///
    /// # Errors
    /// 413 when it is too long, 503 when there is no room for it, 400 when it breaks off.
    pub async fn receive(
        self: &Arc<Self>,
        client: IpAddr,
        body: Body,
    ) -> Result<Received, Problem> {
        let mut place = Place {
            admission: self.clone(),
            client: network(client),
            bytes: 0,
        };
        let mut whole = Vec::new();
        let mut parts = body.into_data_stream();
        while let Some(part) = parts.next().await {
            let part =
                part.map_err(|_| Problem::bad("body", "it broke off before it was complete"))?;
            if whole.len() + part.len() > MAX_BATCH_BYTES {
                let most = MAX_BATCH_BYTES >> 10;
                return Err(Problem::too_large(format!(
                    "a request holds at most {most} KB"
                )));
            }
            place.grow(part.len())?;
            whole.extend_from_slice(&part);
        }
        Ok(Received {
            body: whole.into(),
            _place: place,
        })
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    fn grow(&mut self, bytes: usize) -> Result<(), Problem> {
        let mut held = self.admission.held();
        let own = held
            .by_client
            .get(&self.client)
            .copied()
            .unwrap_or_default()
            + bytes;
        let free = ROOM.saturating_sub(held.all + bytes);
        if own > free * SHARE {
            drop(held);
            metrics::counter!("ripen_ingest_turned_away").increment(1);
            return Err(Error::Overloaded.into());
        }
        held.all += bytes;
        held.by_client.insert(self.client, own);
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.admission.held();
        held.all -= self.bytes;
        let own = held
            .by_client
            .get(&self.client)
            .copied()
            .unwrap_or_default();
        match own - self.bytes {
            0 => held.by_client.remove(&self.client),
            rest => held.by_client.insert(self.client, rest),
        };
    }
}

/// Whom an address belongs to: one household or host has a whole network of IPv6 addresses.
fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEGABYTE: usize = 1 << 20;

    /// How many megabytes a client gets, one after the other.
    fn fill(admission: &Arc<Admission>, client: &str) -> Place {
        let client = client.parse().expect("an address");
        let mut place = Place {
            admission: admission.clone(),
            client: network(client),
            bytes: 0,
        };
        while place.grow(MEGABYTE).is_ok() {}
        place
    }

    #[test]
    fn something_stays_free_however_many_take_all_they_may() {
        let admission = Arc::new(Admission::default());
        let first = fill(&admission, "192.0.2.1");
        assert_eq!(first.bytes, 48 * MEGABYTE);
        let others: Vec<Place> = (2..10)
            .map(|last| fill(&admission, &format!("192.0.2.{last}")))
            .collect();
        assert!(
            others
                .iter()
                .all(|place| place.bytes > 0 || admission.held().all > 60 * MEGABYTE)
        );
        let mut small = fill(&admission, "198.51.100.1");
        let more = small.bytes + admission.held().all;
        assert!(
            more <= ROOM && small.grow(20_000).is_ok(),
            "a usual body finds room"
        );
        drop((first, others, small));
        let held = admission.held();
        assert_eq!((held.all, held.by_client.len()), (0, 0));
    }

    #[test]
    fn a_network_of_addresses_is_one_client() {
        let admission = Arc::new(Admission::default());
        let first = fill(&admission, "2001:db8:1:2::1");
        let second = fill(&admission, "2001:db8:1:2:ffff::9");
        assert_eq!((first.bytes, second.bytes), (48 * MEGABYTE, 0));
        let other = fill(&admission, "2001:db8:1:3::1");
        assert!(other.bytes > 0);
    }
}
