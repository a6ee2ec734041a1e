-- What customers said of how they are dealt with. Channel and topic are those of the contact, which may be forgotten first. An id is a UUIDv7, as a contact's.
create table feedback (
  id blob primary key,
  brand_no integer not null references brand (no),
  customer_no integer not null references customer (no),
  contact_id blob,
  channel text,
  topic text,
  verdict text not null,
  comment text,
  at integer not null
) strict, without rowid;

create index feedback_by_brand on feedback (brand_no, at);

-- Holds all that is counted, so that counting never reads a comment.
create index feedback_counted on feedback (brand_no, topic, channel, verdict);
