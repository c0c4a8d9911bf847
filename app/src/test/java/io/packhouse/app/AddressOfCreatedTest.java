package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.SharedEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A creation answers with the address of what was created, and a read there returns its id.
class AddressOfCreatedTest {

    static final EngineHttpClient STAFF = SharedEngine.shared().as(Role.ADMIN);

    @BeforeAll
    static void receive() {
        var receipts = "/api/v1/inventory/items/inv_main_ADDRESS-1/receipts";
        STAFF.command(receipts, "{\"quantity\":10,\"reason\":\"delivery\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/brands | {'name':'Address'}",
                "/api/v1/categories | {'name':'Address'}",
                "/api/v1/packs | {'kind':'PRO','sku':'ADDRESS-P','taxClass':'STANDARD','name':'A'}",
                "/api/v1/loyalty/rewards | {'name':'A','description':'','points':5,'from':'GREEN'}",
                "/api/v1/inventory/reservations | {'owner':'counter','items':[{'sku':'ADDRESS-1','quantity':2}]}"
            })
    void aCreatedResourceIsReadAtItsLocation(String path, String body) {
        var made = STAFF.command(path, body.replace('\'', '"'));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var address = made.header("Location");
        assertThat(address).isEqualTo(path + "/" + made.at("/id"));
        var read = STAFF.get(address, "Consistency-Token", made.header("Consistency-Token"));
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(read.header("ETag")).isNotEmpty();
    }

    @Test
    void aReservationIsReadBeforeAndAfterItsRelease() {
        var body = "{\"owner\":\"counter\",\"items\":[{\"sku\":\"ADDRESS-1\",\"quantity\":3}]}";
        var made = STAFF.command("/api/v1/inventory/reservations", body);
        var address = made.header("Location");
        var reservation = STAFF.get(address, "Consistency-Token", made.header("Consistency-Token"));
        assertThat(reservation.at("/status")).isEqualTo("RESERVED");
        assertThat(reservation.at("/owner")).isEqualTo("counter");
        assertThat(reservation.at("/items/0/sku")).isEqualTo("ADDRESS-1");
        assertThat(reservation.at("/items/0/quantity")).isEqualTo("3");
        assertThat(reservation.at("/expiresAt")).isNotEmpty();
        var skus = "{\"skus\":[\"ADDRESS-1\"],\"reason\":\"left\"}";
        var released = STAFF.command(address + "/release", skus);
        assertThat(released.at("/id")).isEqualTo(made.at("/id"));
        var token = released.header("Consistency-Token");
        assertThat(STAFF.get(address, "Consistency-Token", token).at("/status")).isEqualTo("RELEASED");
    }

    @Test
    void aReservationIsReadOnlyWithTheScopeForStock() {
        var customer = SharedEngine.shared().as(Role.CUSTOMER);
        var nothing = "/api/v1/inventory/reservations/res_nothing";
        assertThat(customer.get(nothing).status()).isEqualTo(403);
        var unknown = STAFF.get(nothing);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/reason")).isEqualTo("UNKNOWN_RESERVATION");
    }

    @Test
    void anOfferIsNotCreatedAsAPack() {
        var offer = "{\"kind\":\"OFFER\",\"sku\":\"ADDRESS-O\",\"taxClass\":\"ZERO\",\"name\":\"A\"}";
        var refused = STAFF.command("/api/v1/packs", offer);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/reason")).isEqualTo("OFFER_OF_PRODUCT");
    }
}
