-- The key with which a log began: a key that was mixed up must not go on with another brand's log. Filled at the next start where it is null.
alter table ledger add column verifier_key text;
-- 'insert or replace' would delete the entry before without waking its trigger.
create trigger entry_is_never_replaced before insert on entry when exists (select 1 from entry where place = new.place) begin select raise(abort, 'an entry is never replaced'); end;
