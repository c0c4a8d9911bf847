package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.cluster.Node.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleExclusionFilterTest {

    @ParameterizedTest
    @CsvSource({
        "io.packhouse.inventory.command.InventoryItem, true, false",
        "io.packhouse.catalog.command.product.Product, true, false",
        "io.packhouse.ordering.process.OrderPlacementSaga, true, false",
        "io.packhouse.payment.provider.stripe.StripeProvider, true, false",
        "io.packhouse.ordering.http.OrderEndpoint, true, false",
        "io.packhouse.inventory.projection.StockProjection, false, true",
        "io.packhouse.catalog.query.product.ProductsEndpoint, false, true",
        "io.packhouse.engine.http.CommandDispatcher, true, true",
        "io.packhouse.engine.eventstore.EventTail, true, true",
        "io.packhouse.app.web.WebMvcConfiguration, true, true",
        "io.packhouse.app.Packhouse, true, true"
    })
    void roleIsThePartAfterTheContext(String type, boolean command, boolean query) {
        assertThat(RoleExclusionFilter.isServed(type, Role.COMMAND)).isEqualTo(command);
        assertThat(RoleExclusionFilter.isServed(type, Role.QUERY)).isEqualTo(query);
        assertThat(RoleExclusionFilter.isServed(type, Role.ALL)).isTrue();
    }
}
