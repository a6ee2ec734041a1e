-- Times are milliseconds since 1970 in UTC. A place in a brand's ledger is one integer, (brand << 40) | index, so that
-- entries lie in the order of the log and need no second index.

create table brand (
  no integer primary key,
  id text not null unique,
  created_at integer not null,
  catalog_version integer not null
) strict;

create table catalog (
  brand_no integer not null references brand (no),
  version integer not null,
  published_at integer not null,
  document blob not null,
  primary key (brand_no, version)
) strict;

create table api_key (
  id blob primary key,
  brand_no integer not null references brand (no),
  role text not null,
  label text not null,
  hash blob not null unique,
  created_at integer not null,
  expires_at integer,
  revoked_at integer
) strict;

create index api_key_by_brand on api_key (brand_no, id);

create table customer (
  no integer primary key,
  brand_no integer not null references brand (no),
  id text not null,
  unique (brand_no, id)
) strict;

-- What a customer has asked for, newest version only: older ones are the sum of their records. Both documents are setting by setting.
create table preferences (
  customer_no integer primary key references customer (no),
  version integer not null,
  updated_at integer not null,
  chosen blob not null,
  standing blob not null
) strict;

create table ledger (
  brand_no integer primary key references brand (no),
  size integer not null,
  root blob not null,
  checked integer not null,
  -- The key with which the log began: a key that was mixed up must not go on with another brand's log.
  verifier_key text not null
) strict;

create table entry (
  place integer primary key,
  bytes blob not null
) strict;

create trigger entry_is_never_changed before update on entry begin select raise(abort, 'an entry is never changed'); end;
create trigger entry_is_never_deleted before delete on entry begin select raise(abort, 'an entry is never deleted'); end;
-- 'insert or replace' would delete the entry before without waking its trigger.
create trigger entry_is_never_replaced before insert on entry when exists (select 1 from entry where place = new.place) begin select raise(abort, 'an entry is never replaced'); end;

create table tile (
  brand_no integer not null,
  level integer not null,
  number integer not null,
  hashes blob not null,
  primary key (brand_no, level, number)
) strict;

-- The personal part of an entry; erasure deletes it, and the entry still proves itself.
create table disclosure (
  place integer primary key references entry (place),
  customer_no integer not null references customer (no),
  change_id blob not null,
  preferences_version integer not null,
  seed blob not null,
  value text not null,
  circumstances text
) strict;

create index disclosure_by_customer on disclosure (customer_no);

create table event (
  number integer primary key,
  brand_no integer not null,
  type text not null,
  at integer not null,
  customer_no integer,
  payload text not null
) strict;

create table idempotency (
  number integer primary key,
  scope blob not null unique,
  fingerprint blob not null,
  at integer not null,
  answer blob not null
) strict;
