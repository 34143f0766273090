//! Kinds and touches by number: the timeline keeps numbers, memory keeps the names.
//!
//! Anybody who can send events can invent kinds and campaigns without end, so only so many get a number
//! of their own; a plainer name stands for what is beyond, whose own words stay with the interaction.

mod list;

use std::borrow::Cow;

use ripen_domain::interaction::{Properties, Touch, kind, properties};

use self::list::List;
use crate::engine::{Conn, Error, Param, Result};

/// How many kinds and touches are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Kinds.
    pub kinds: usize,
    /// Touches.
    pub touches: usize,
}

/// A business has some hundred of either; this is some megabytes of memory.
const ROOM: Room = Room {
    kinds: 2_000,
    touches: 20_000,
};

/// The names behind the numbers. Numbers are dense and only ever added. A copy shares what is known
/// with the original.
#[derive(Clone, Debug)]
pub struct Names {
    room: Room,
    kinds: List<str>,
    touches: List<Touch>,
}

impl Default for Names {
    fn default() -> Self {
        Self::with_room(ROOM)
    }
}

impl Names {
    /// No names yet, and room for so many.
    pub fn with_room(room: Room) -> Self {
        Self {
            room,
            kinds: List::default(),
            touches: List::default(),
        }
    }

    /// Reads what was added since the last time.
    pub fn refresh(&mut self, conn: &mut Conn) -> Result<()> {
        let sql = "SELECT name FROM kind WHERE kind_id > $1 ORDER BY kind_id";
        conn.for_each(sql, &[self.kinds.len().into()], |row| {
            self.kinds.push(row.get::<String>(0)?);
            Ok(())
        })?;
        let sql = "SELECT packed FROM touch WHERE touch_id > $1 ORDER BY touch_id";
        conn.for_each(sql, &[self.touches.len().into()], |row| {
            let packed: String = row.get(0)?;
            self.touches.push(Touch::unpack(&packed));
            Ok(())
        })
    }

    /// Name of a kind; empty when the number is not known yet.
    pub fn kind(&self, id: i64) -> &str {
        self.kinds.get(id).unwrap_or_default()
    }

    /// Name of the kind of an interaction with these properties.
    pub fn kind_of<'a>(&'a self, id: i64, properties: Properties<'a>) -> &'a str {
        match self.kind(id) {
            kind::OTHER => properties.get(properties::KIND).unwrap_or(kind::OTHER),
            kind => kind,
        }
    }

    /// Number of a kind, if it has one of its own.
    pub fn kind_id(&self, name: &str) -> Option<i64> {
        self.kinds.number(name)
    }

    /// Numbers of the kinds of which this holds.
    pub fn kinds_where(&self, holds: impl Fn(&str) -> bool) -> Vec<i64> {
        let all = 1..=self.kinds.len();
        all.filter(|id| holds(self.kind(*id))).collect()
    }

    /// A touch, as rules and filters see it.
    pub fn touch(&self, id: Option<i64>) -> Option<&Touch> {
        self.touches.get(id?)
    }

    /// The touch of an interaction with these properties, in full.
    pub fn touch_of(&self, id: Option<i64>, properties: Properties) -> Option<Cow<'_, Touch>> {
        let touch = self.touch(id)?;
        Some(match properties.get(properties::TOUCH) {
            Some(own) => Cow::Owned(Touch::from_property(own)),
            None => Cow::Borrowed(touch),
        })
    }

    /// Whether something was added since the last time, and at which position of the log a follower is.
    pub fn is_behind_at(&self, conn: &mut Conn, follower: &str) -> Result<(bool, i64)> {
        let sql = "SELECT (SELECT coalesce(max(kind_id), 0) FROM kind), (SELECT coalesce(max(touch_id), 0) FROM touch),
                   coalesce((SELECT position FROM follower WHERE name = $1), 0)";
        let stored = conn.query_opt(sql, &[follower.into()], |row| {
            Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get(2)?))
        })?;
        let (kinds, touches, position) = stored.ok_or(Error::NotFound)?;
        let is_behind = kinds > self.kinds.len() || touches > self.touches.len();
        Ok((is_behind, position))
    }

    /// Number of a kind, given out if need be: its own, or that of [`kind::OTHER`] when there are too many.
    /// If the transaction is undone, throw these names away.
    pub fn kind_in_txn(&mut self, conn: &mut Conn, name: &str) -> Result<i64> {
        if let Some(id) = self.kinds.number(name) {
            return Ok(id);
        }
        let is_full = self.kinds.len() >= self.room.kinds as i64;
        if is_full && !kind::NUMBERED.contains(&name) {
            return self.kind_in_txn(conn, kind::OTHER);
        }
        let id = self.kinds.push(name);
        let sql = "INSERT INTO kind (kind_id, name) VALUES ($1, $2)";
        conn.run(sql, &[id.into(), name.into()])?;
        Ok(id)
    }

    /// Number of a touch, given out if need be: its own, or that of a plainer touch when there are too
    /// many. If the transaction is undone, throw these names away.
    pub fn touch_in_txn(&mut self, conn: &mut Conn, touch: &Touch) -> Result<i64> {
        if let Some(id) = self.number_of_touch(conn, touch, self.room.touches / 2)? {
            return Ok(id);
        }
        let [without_content, channel, nothing] = touch.plainer();
        let room = self.room.touches;
        let plainer = [
            (without_content, room / 4 * 3),
            (channel, room),
            (nothing, usize::MAX),
        ];
        for (touch, room) in plainer {
            if let Some(id) = self.number_of_touch(conn, &touch, room)? {
                return Ok(id);
            }
        }
        Ok(0)
    }

    /// Number of exactly this touch, given out while there are fewer than `room`.
    fn number_of_touch(
        &mut self,
        conn: &mut Conn,
        touch: &Touch,
        room: usize,
    ) -> Result<Option<i64>> {
        let known = self.touches.number(touch);
        if known.is_some() || self.touches.len() as usize >= room {
            return Ok(known);
        }
        let (id, packed) = (self.touches.push(touch.clone()), touch.pack());
        let columns = [
            "touch_id", "packed", "source", "medium", "campaign", "content", "term", "referrer",
        ];
        let mut row: Vec<Param> = vec![id.into(), (&packed).into()];
        row.extend(touch.parts().map(Param::from));
        conn.insert("touch", &columns, &[row], "")?;
        Ok(Some(id))
    }
}
