package io.packhouse.engine.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.inventory.api.InventoryItemEvent.*;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// How an event changes its shape: this upcaster is enough to read an old revision with `units`,
/// for an aggregate as for a processor. No event has changed yet.
class UpcastingTest {

    static final String NAME = "inventory.StockReceived";
    static final String OLD = """
            {"itemId":"inv_main_OLD-1","movementId":"mov_1","units":7,"onHand":7,"available":7,\
            "reason":{"person":"per_01jd0000000000000000000001","keyVersion":1,"ciphertext":"c"}}\
            """;

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    static class UnitsBecameQuantity {

        @Bean
        EventUpcaster unitsBecameQuantity() {
            return new SingleEventUpcaster() {

                @Override
                protected boolean canUpcast(IntermediateEventRepresentation event) {
                    return event.getType().equals(new SimpleSerializedType(NAME, "0"));
                }

                @Override
                protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
                    return event.upcastPayload(
                            new SimpleSerializedType(NAME, "1"),
                            String.class,
                            json -> json.replace("\"units\"", "\"quantity\""));
                }
            };
        }
    }

    @Test
    void anOldRevisionIsReadInTodaysShape() throws Exception {
        try (var under = new StoreUnderTest(folder, UnitsBecameQuantity.class)) {
            under.bean(JdbcTemplate.class).update("""
                            insert into events.domain_event_entry (event_identifier, type,
                            aggregate_identifier, sequence_number, time_stamp,
                            payload_type, payload_revision, payload, meta_data) values
                            ('e-1', 'InventoryItem', 'inv_main_OLD-1', 0,
                            '2026-01-01T00:00:00.000Z', ?, '0', convert_to(?, 'UTF8'),
                            '{}'::bytea)""", NAME, OLD);
            var loaded = under.store().readEvents("inv_main_OLD-1").next().getPayload();
            try (var stream = under.store().openStream(null)) {
                assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                var followed = stream.nextAvailable().getPayload();
                assertThat(Stream.of(loaded, followed))
                        .allSatisfy(event ->
                                assertThat(((StockReceived) event).quantity()).isEqualTo(7));
            }
        }
    }
}
