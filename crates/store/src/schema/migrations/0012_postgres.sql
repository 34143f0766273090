-- Touches are looked up in memory, and a long one does not fit into an index.
ALTER TABLE touch DROP CONSTRAINT touch_packed_key;
