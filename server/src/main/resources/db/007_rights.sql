-- What customers asked for by law, and by when it must be answered. Kept for good; erasure takes the customer and the note away. An id is a UUIDv7.
create table rights_request (
  id blob primary key,
  brand_no integer not null references brand (no),
  customer_no integer references customer (no),
  kind text not null,
  note text,
  received_at integer not null,
  due_at integer not null,
  extended_at integer,
  extension_reason text,
  closed_at integer,
  outcome text,
  outcome_reason text
) strict, without rowid;

create index rights_request_open on rights_request (brand_no, due_at) where closed_at is null;

create index rights_request_closed on rights_request (brand_no, closed_at) where closed_at is not null;

create index rights_request_by_customer on rights_request (customer_no, received_at) where customer_no is not null;

-- So that one customer's feedback is found without looking at everybody's.
create index feedback_by_customer on feedback (customer_no, at);
