package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Shows that a run with an Axon Server used it: every other story of such a run has the same
/// engine.
@EnabledIfEnvironmentVariable(
        named = NamedAxonServer.VARIABLE,
        matches = ".+",
        disabledReason = "No Axon Server is named: every story ran against the embedded store only")
class AxonServerStoryTest {

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);

    @Test
    void eventsAreInTheServerAlone() {
        assertThat(engine.bean(EventStore.class)).isInstanceOf(AxonServerEventStore.class);
        assertThat(engine.bean(CommandBus.class)).isInstanceOf(AxonServerCommandBus.class);
        var sku = shop.stock(3);
        assertThat(engine.names("inv_main_" + sku)).containsExactly("inventory.StockReceived");
        var inPostgres = "select count(*) from events.domain_event_entry";
        assertThat(engine.jdbc().sql(inPostgres).query(Long.class).single()).isZero();
    }

    @Test
    void auditorsReadTheServersLog() {
        var sku = shop.stock(3);
        var page =
                engine.as(Role.AUDITOR).get("/api/v1/audit/events?limit=1000").body();
        assertThat(page.path("items")
                        .valueStream()
                        .map(item -> item.path("stream").asString()))
                .contains("inv_main_" + sku);
        assertThat(page.path("items").path(0).path("position").asLong()).isEqualTo(1);
        assertThat(page.path("head").asLong()).isEqualTo(engine.eventCount());
    }
}
