package io.packhouse.ordering.query;

import java.time.Instant;
import java.util.Collection;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The list of orders. The time at which a page starts is an additional condition: the keyset is an
/// "or", and PostgreSQL would walk the index from the newest order.
@Transactional(transactionManager = "readerTransactions", readOnly = true)
interface OrderRows extends Repository<OrderListRow, String> {

    Window<OrderListRow> findByBuyerAndStatusInAndPlacedAtBetween(
            String buyer,
            Collection<String> status,
            Instant first,
            Instant last,
            ScrollPosition from,
            Sort sort,
            Limit limit);

    Window<OrderListRow> findByStatusInAndPlacedAtBetween(
            Collection<String> status, Instant first, Instant last, ScrollPosition from, Sort sort, Limit limit);

    Window<OrderListRow> findByBuyerAndOrderNumberAndStatusIn(
            String buyer, String number, Collection<String> status, ScrollPosition from, Sort sort, Limit limit);

    Window<OrderListRow> findByOrderNumberAndStatusIn(
            String number, Collection<String> status, ScrollPosition from, Sort sort, Limit limit);
}
