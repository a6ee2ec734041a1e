-- Up to where the preferences of customers hold what the log says. What it says from there on may be in memory only, and is added to them by whoever opens the database next.
alter table ledger add column settled integer not null default 0;

update ledger set settled = size;
