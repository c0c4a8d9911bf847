package io.packhouse.ordering.query;

import java.util.Collection;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Orders as they are listed.
@Transactional(transactionManager = "readerTransactions", readOnly = true)
interface OrderRows extends Repository<OrderRow, String> {

    Window<OrderRow> findByBuyerAndStatusIn(
            String buyer, Collection<String> status, ScrollPosition from, Sort sort, Limit limit);

    Window<OrderRow> findByStatusIn(
            Collection<String> status, ScrollPosition from, Sort sort, Limit limit);

    Window<OrderRow> findByBuyerAndOrderNumberAndStatusIn(
            String buyer,
            String number,
            Collection<String> status,
            ScrollPosition from,
            Sort sort,
            Limit limit);

    Window<OrderRow> findByOrderNumberAndStatusIn(
            String number, Collection<String> status, ScrollPosition from, Sort sort, Limit limit);
}
