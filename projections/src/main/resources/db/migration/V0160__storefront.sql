-- Orders by their last change: the live board counts those that ended within a day.
create index customer_order_changed on read.customer_order (changed_at);
-- Lines of one pack's sales, without reading the rows.
create index order_line_pack on read.order_line (order_id) include (pack_id, quantity);
