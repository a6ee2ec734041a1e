-- What the dashboard counts, brought up to date from the log and the contacts, never in the transaction of a choice or a contact. It names nobody. Days are UTC, since 1970.
create table tally (
  brand_no integer not null references brand (no),
  day integer not null,
  setting text not null,
  previous text not null,
  status text not null,
  records integer not null,
  primary key (brand_no, day, setting, previous, status)
) strict, without rowid;

-- How long withdrawals took from the customer's act to their effect, in steps.
create table tally_delay (
  brand_no integer not null references brand (no),
  day integer not null,
  at_most_millis integer not null,
  records integer not null,
  primary key (brand_no, day, at_most_millis)
) strict, without rowid;

create table tally_contact (
  brand_no integer not null references brand (no),
  day integer not null,
  -- 'sent', 'released', 'withheld', or 'withheld:' and a reason
  outcome text not null,
  contacts integer not null,
  primary key (brand_no, day, outcome)
) strict, without rowid;

-- Up to where each log is counted.
create table tallied (
  brand_no integer primary key references brand (no),
  entries integer not null
) strict;

-- Up to where the contacts of all brands are counted: they lie in one order.
create table tallied_contact (
  only_row integer primary key check (only_row = 1),
  last_id blob not null
) strict;
