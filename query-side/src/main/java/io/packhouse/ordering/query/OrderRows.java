package io.packhouse.ordering.query;

import java.time.Instant;
import java.util.Collection;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Orders as they are listed. The time a page begins at is asked for once more by itself: the
/// keyset is an "or", and PostgreSQL would walk the index to it from the newest order.
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
            Collection<String> status,
            Instant first,
            Instant last,
            ScrollPosition from,
            Sort sort,
            Limit limit);

    Window<OrderListRow> findByBuyerAndOrderNumberAndStatusIn(
            String buyer,
            String number,
            Collection<String> status,
            ScrollPosition from,
            Sort sort,
            Limit limit);

    Window<OrderListRow> findByOrderNumberAndStatusIn(
            String number, Collection<String> status, ScrollPosition from, Sort sort, Limit limit);
}
