-- What people type about somebody, sealed under that person: unreadable once they are forgotten.
-- Each column holds person, version of the key and ciphertext, with dots between.
alter table read.order_history add column note text;
alter table read.inventory_movement add column note text;
alter table read.loyalty_transaction add column note text;

comment on column read.customer_order.cancellation_note is 'What was written by whoever called it off, sealed under the buyer.';
comment on column read.order_history.reason is 'Why, as far as it follows from the event.';
comment on column read.order_history.note is 'What somebody wrote about it, sealed under the buyer.';
comment on column read.inventory_movement.reason is 'Why, as far as it follows from the event.';
comment on column read.inventory_movement.note is 'What the actor wrote about it, sealed under the actor.';
comment on column read.loyalty_transaction.reason is 'Why, as far as it follows from the event.';
comment on column read.loyalty_transaction.note is 'What staff wrote about it, sealed under the person.';
comment on column read.catalog_product.rejection is 'What was written by whoever rejected it, sealed under them; null unless it is rejected.';
comment on column analytics.stock_movements.reason is 'Why, as far as it follows from the event. What people wrote about it is sealed and not in this schema.';
