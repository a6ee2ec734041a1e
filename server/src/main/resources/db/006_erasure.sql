-- How many entries disclose nothing any more because somebody was erased: fewer, and what is missing was taken away otherwise.
alter table ledger add column erased integer not null default 0;

-- Of somebody erased: the entry of the log that says so.
alter table customer add column erased_at_index integer;
