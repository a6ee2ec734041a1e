-- Which records are a customer's. The newest of each customer are not in it yet, but in the row of the customer's preferences: the places, eight bytes each.
create table record_by_customer (
  customer_no integer not null references customer (no),
  place integer not null,
  primary key (customer_no, place)
) strict, without rowid;

insert into record_by_customer (customer_no, place) select customer_no, place from disclosure order by customer_no, place;

drop index disclosure_by_customer;

alter table preferences add column unfiled blob not null default x'';
