package io.packhouse.catalog.command.brand;

import static io.packhouse.catalog.api.CatalogRefusal.BRAND_EXISTS;
import static io.packhouse.catalog.api.CatalogRefusal.UNKNOWN_BRAND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.catalog.api.CatalogRefusal;
import io.packhouse.catalog.api.brand.BrandCommand.*;
import io.packhouse.catalog.api.brand.BrandEvent.*;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Brands and the names reserved for them, with an in-memory store.
class BrandRenameTest {

    static final BrandId ACME = BrandId.named("Acme");
    static final BrandId APEX = BrandId.named("Apex");
    static final BrandId ZENITH = BrandId.named("Zenith");

    Configuration axon;

    @BeforeEach
    void start() {
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(_ -> new InMemoryEventStorageEngine())
                .configureAggregate(Brand.class)
                .registerCommandHandler(c -> new BrandRenameHandler(c.repository(Brand.class)))
                .start();
        send(new RegisterBrand(ACME, "Acme"));
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @Test
    void isRegisteredOnceInAnyLetterCase() {
        send(new RegisterBrand(BrandId.named(" ACME "), "ACME"));
        assertThat(events(ACME)).containsExactly(new BrandRegistered(ACME, "Acme"));
    }

    @Test
    void renamingKeepsTheIdAndReservesTheName() {
        send(new RenameBrand(ACME, "Apex"));
        send(new RenameBrand(ACME, "Apex"));
        assertThat(events(ACME)).containsExactly(new BrandRegistered(ACME, "Acme"), new BrandRenamed(ACME, "Apex"));
        assertThat(events(APEX)).containsExactly(new BrandNameReserved(APEX, ACME, "Apex"));
        refused(BRAND_EXISTS, new RegisterBrand(ACME, "Acme"));
        refused(BRAND_EXISTS, new RegisterBrand(APEX, "Apex"));
        refused(UNKNOWN_BRAND, new VerifyBrandExists(APEX));
    }

    @Test
    void refusesANameThatAnotherBrandHasOrHad() {
        send(new RegisterBrand(ZENITH, "Zenith"));
        send(new RenameBrand(ACME, "Apex"));
        for (var name : List.of("Acme", "Apex", " apex")) {
            refused(BRAND_EXISTS, new RenameBrand(ZENITH, name));
        }
        assertThat(events(ZENITH)).hasSize(1);
        send(new RenameBrand(ACME, "Acme"));
        send(new RenameBrand(ACME, "Apex"));
        assertThat(events(ACME)).hasSize(4);
    }

    @Test
    void renamingAnUnknownBrandReservesNoName() {
        send(new RenameBrand(ACME, "Apex"));
        refused(UNKNOWN_BRAND, new RenameBrand(APEX, "Zenith"));
        assertThat(events(ZENITH)).isEmpty();
    }

    private void send(Object command) {
        axon.commandGateway().sendAndWait(command);
    }

    private void refused(CatalogRefusal why, Object command) {
        assertThatThrownBy(() -> send(command))
                .isInstanceOfSatisfying(
                        CommandRejectedException.class,
                        no -> assertThat(no.answer().code()).isEqualTo(why.name()));
    }

    private List<Object> events(BrandId brand) {
        return axon.eventStore()
                .readEvents(brand.value())
                .asStream()
                .<Object>map(DomainEventMessage::getPayload)
                .toList();
    }
}
