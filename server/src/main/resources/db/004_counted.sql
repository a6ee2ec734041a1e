-- The contacts that take a place under the caps, with all that counting looks at; what was released takes none any more.
update contact set counted = 0 where state = 'released';

create index contact_counted on contact (customer_no, at, channel, topic, state, expires_at) where counted = 1;
