-- Which taking on of the work of learning holds: it is renewed while it goes on, so its end does not tell it apart.
ALTER TABLE learned ADD COLUMN claim BIGINT NOT NULL DEFAULT 0;
