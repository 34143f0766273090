//! Which connections are open, and which of them wait for nothing but their client: those make room
//! when there are too many, so that nobody keeps others out by doing nothing.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// The connections of a server.
pub struct Connections {
    /// How many may be open at once.
    most: usize,
    /// How many of them by one client.
    share: usize,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    /// Counts connections and requests, so that what came earlier has the smaller number.
    clock: u64,
    all: HashMap<u64, One>,
    /// Connections that wait for their client, by the number of when that began.
    idle: BTreeMap<u64, u64>,
    by_client: HashMap<IpAddr, usize>,
}

struct One {
    client: IpAddr,
    /// Since when there is nothing to do but to wait for a request or the next part of one.
    idle_since: Option<u64>,
    requests: u64,
    /// Whether one of them is under way.
    in_request: bool,
    cut: Arc<Notify>,
}

/// One connection, for as long as it is open.
pub struct Entry {
    connections: Arc<Connections>,
    id: u64,
    /// Told when the connection is to make room.
    pub cut: Arc<Notify>,
}

/// One request, for as long as it is answered.
pub struct Busy(Arc<Entry>);

impl Connections {
    /// Room for `most` connections, of which a client may hold `share`.
    pub fn new(most: usize, share: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(1),
            share: share.clamp(1, most.max(1)),
            open: Mutex::default(),
        })
    }

    /// Lets a connection in. When there is no room, the connection that has been idle for longest is
    /// cut; of the client's own ones, if it holds its share. Nothing when none is idle.
    pub fn enter(self: &Arc<Self>, client: IpAddr) -> Option<Arc<Entry>> {
        let mut open = self.open();
        let own = open.by_client.get(&client).copied().unwrap_or_default();
        if own >= self.share {
            open.cut_idle(|one| one.client == client)?;
        } else if open.all.len() >= self.most {
            open.cut_idle(|_| true)?;
        }
        let cut = Arc::new(Notify::new());
        let id = open.tick();
        open.idle.insert(id, id);
        *open.by_client.entry(client).or_default() += 1;
        let one = One {
            client,
            idle_since: Some(id),
            requests: 0,
            in_request: false,
            cut: cut.clone(),
        };
        open.all.insert(id, one);
        drop(open);
        Some(Arc::new(Entry {
            connections: self.clone(),
            id,
            cut,
        }))
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    fn cut_idle(&mut self, of: impl Fn(&One) -> bool) -> Option<()> {
        let longest = self.idle.values().copied();
        let id = longest
            .into_iter()
            .find(|id| self.all.get(id).is_some_and(&of))?;
        let one = self.remove(id)?;
        one.cut.notify_one();
        metrics::counter!("ripen_http_connections_cut").increment(1);
        Some(())
    }

    fn waits(&mut self, id: u64) {
        let now = self.tick();
        if let Some(one) = self.all.get_mut(&id)
            && one.idle_since.is_none()
        {
            one.idle_since = Some(now);
            self.idle.insert(now, id);
        }
    }

    fn works(&mut self, id: u64) {
        if let Some(one) = self.all.get_mut(&id)
            && let Some(since) = one.idle_since.take()
        {
            self.idle.remove(&since);
        }
    }

    fn remove(&mut self, id: u64) -> Option<One> {
        let one = self.all.remove(&id)?;
        if let Some(since) = one.idle_since {
            self.idle.remove(&since);
        }
        if let Some(count) = self.by_client.get_mut(&one.client) {
            *count -= 1;
            if *count == 0 {
                self.by_client.remove(&one.client);
            }
        }
        Some(one)
    }
}

impl Entry {
    /// A request begins.
    pub fn begin(self: &Arc<Self>) -> Busy {
        let mut open = self.connections.open();
        open.works(self.id);
        if let Some(one) = open.all.get_mut(&self.id) {
            one.requests += 1;
            one.in_request = true;
        }
        Busy(self.clone())
    }

    /// The client has to go on: until then the connection is as good as idle.
    pub fn waits(&self) {
        self.connections.open().waits(self.id);
    }

    /// The client went on.
    pub fn works(&self) {
        self.connections.open().works(self.id);
    }

    /// Whether a request is under way, unless the connection was cut.
    pub fn in_request(&self) -> bool {
        let open = self.connections.open();
        open.all.get(&self.id).is_some_and(|one| one.in_request)
    }

    /// Whether there has been a request at all.
    pub fn has_begun(&self) -> bool {
        let open = self.connections.open();
        open.all.get(&self.id).is_some_and(|one| one.requests > 0)
    }
}

impl Busy {
    /// The connection of the request.
    pub fn entry(&self) -> Arc<Entry> {
        self.0.clone()
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let mut open = self.0.connections.open();
        open.waits(self.0.id);
        if let Some(one) = open.all.get_mut(&self.0.id) {
            one.in_request = false;
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.connections.open().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn whoever_is_idle_longest_makes_room() {
        let connections = Connections::new(3, 3);
        let enter = |last| connections.enter(client(last));
        let (first, second, third) = (enter(1), enter(2), enter(3));
        let (first, second) = (first.expect("room"), second.expect("room"));
        // The first one has a request, and waits for less long than the second afterwards.
        drop(first.begin());
        let fourth = enter(4).expect("the second makes room");
        assert!(first.has_begun() && !first.in_request() && !second.has_begun());
        let requests = [&first, third.as_ref().expect("room"), &fourth].map(|entry| entry.begin());
        assert!(enter(5).is_none(), "nobody is idle");
        // A body that does not go on keeps nobody out either.
        fourth.waits();
        assert!(fourth.in_request());
        let fifth = enter(5).expect("the fourth makes room");
        assert!(!fourth.in_request(), "it was cut");
        drop((requests, fifth));
        assert!(enter(5).is_some());
    }

    #[test]
    fn a_client_makes_room_for_itself_beyond_its_share() {
        let connections = Connections::new(10, 2);
        let enter = |last| {
            connections
                .enter(client(last))
                .map(|entry| (entry.begin(), entry))
        };
        let held = [enter(1), enter(1)];
        assert!(enter(1).is_none(), "both of its connections are in use");
        let other = enter(2).expect("others have room");
        drop(held);
        assert!(enter(1).is_some());
        drop(other);
        let open = connections.open();
        assert!(open.all.is_empty() && open.idle.is_empty() && open.by_client.is_empty());
    }
}
