-- What left the house: who took which part of a brand's log, in which form, and whether they got all of it. Kept for good. An id is a UUIDv7.
create table export (
  id blob primary key,
  brand_no integer not null references brand (no),
  content text not null,
  format text not null,
  taken_by text not null,
  at integer not null,
  tree_size integer not null,
  -- The filter without the customer, whom only the number tells, so that erasure can take it away.
  filter text not null,
  customer_no integer references customer (no),
  ended_at integer,
  records integer,
  bytes integer,
  sha256 blob
) strict, without rowid;

create index export_by_brand on export (brand_no, at);

create index export_by_customer on export (customer_no) where customer_no is not null;
