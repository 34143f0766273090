//! Kinds and touches by number: the timeline keeps numbers, memory keeps the names.

use std::collections::HashMap;

use ripen_domain::interaction::Touch;

use crate::engine::{Conn, Param, Result};

/// The names behind the numbers. Numbers are dense and only ever added.
#[derive(Clone, Debug, Default)]
pub struct Names {
    kinds: Vec<String>,
    kind_ids: HashMap<String, i64>,
    touches: Vec<Touch>,
    touch_ids: HashMap<String, i64>,
}

impl Names {
    /// Reads what was added since the last time.
    ///
    /// # Errors
    /// Those of the database.
    pub fn refresh(&mut self, conn: &mut Conn) -> Result<()> {
        let from = self.kinds.len() as i64;
        for name in conn.query(
            "SELECT name FROM kind WHERE kind_id > $1 ORDER BY kind_id",
            &[from.into()],
            |row| row.get(0),
        )? {
            self.keep_kind(name);
        }
        let from = self.touches.len() as i64;
        let sql = "SELECT packed FROM touch WHERE touch_id > $1 ORDER BY touch_id";
        for packed in conn.query(sql, &[from.into()], |row| row.get(0))? {
            self.keep_touch(packed);
        }
        Ok(())
    }

    /// Name of a kind; empty when the number is not known yet.
    pub fn kind(&self, id: i64) -> &str {
        usize::try_from(id - 1)
            .ok()
            .and_then(|at| self.kinds.get(at))
            .map_or("", String::as_str)
    }

    /// Number of a kind, if it occurs at all.
    pub fn kind_id(&self, name: &str) -> Option<i64> {
        self.kind_ids.get(name).copied()
    }

    /// A touch.
    pub fn touch(&self, id: Option<i64>) -> Option<&Touch> {
        self.touches.get(usize::try_from(id? - 1).ok()?)
    }

    /// Whether something was added since the last time.
    ///
    /// # Errors
    /// Those of the database.
    pub fn is_behind(&self, conn: &mut Conn) -> Result<bool> {
        let sql = "SELECT (SELECT coalesce(max(kind_id), 0) FROM kind), (SELECT coalesce(max(touch_id), 0) FROM touch)";
        let stored: Option<(i64, i64)> =
            conn.query_opt(sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(stored != Some((self.kinds.len() as i64, self.touches.len() as i64)))
    }

    /// Number of a kind, given out if need be. If the transaction is undone, throw these names away.
    ///
    /// # Errors
    /// Those of the database.
    pub fn kind_in_txn(&mut self, conn: &mut Conn, name: &str) -> Result<i64> {
        if let Some(&id) = self.kind_ids.get(name) {
            return Ok(id);
        }
        let id = self.kinds.len() as i64 + 1;
        conn.execute(
            "INSERT INTO kind (kind_id, name) VALUES ($1, $2)",
            &[id.into(), name.into()],
        )?;
        self.keep_kind(name.to_owned());
        Ok(id)
    }

    /// Number of a touch, given out if need be. If the transaction is undone, throw these names away.
    ///
    /// # Errors
    /// Those of the database.
    pub fn touch_in_txn(&mut self, conn: &mut Conn, touch: &Touch) -> Result<i64> {
        let packed = touch.pack();
        if let Some(&id) = self.touch_ids.get(&packed) {
            return Ok(id);
        }
        let id = self.touches.len() as i64 + 1;
        let columns = [
            "touch_id", "packed", "source", "medium", "campaign", "content", "term", "referrer",
        ];
        let mut row: Vec<Param> = vec![id.into(), (&packed).into()];
        row.extend(touch.parts().map(Param::from));
        conn.insert("touch", &columns, &[row], "")?;
        self.keep_touch(packed);
        Ok(id)
    }

    fn keep_kind(&mut self, name: String) {
        self.kind_ids
            .insert(name.clone(), self.kinds.len() as i64 + 1);
        self.kinds.push(name);
    }

    fn keep_touch(&mut self, packed: String) {
        self.touches.push(Touch::unpack(&packed));
        self.touch_ids.insert(packed, self.touches.len() as i64);
    }
}
