-- What was sent, is about to be, or was held back. An id is a UUIDv7, so that new rows lie at the end and old ones at the beginning.
create table contact (
  id blob primary key,
  customer_no integer not null references customer (no),
  channel text not null,
  topic text not null,
  state text not null,
  at integer not null,
  expires_at integer,
  counted integer not null,
  reasons text not null,
  sender text not null,
  times integer not null
) strict, without rowid;

create index contact_by_customer on contact (customer_no, at);

-- How many places were ever taken under the customer's caps: who takes one says how many there were when he looked.
alter table customer add column places integer not null default 0;
