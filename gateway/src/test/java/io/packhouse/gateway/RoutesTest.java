package io.packhouse.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /, QUERY",
        "HEAD, /packs/pck_1, QUERY",
        "GET, /api/v1/orders, QUERY",
        "GET, /api/v1/loyalty/rewards, QUERY",
        "POST, /api/v1/orders, COMMAND",
        "PATCH, /api/orders/ord_1/status, COMMAND",
        "OPTIONS, /api/v1/orders, COMMAND",
        "GET, /api/v1/loyalty/programme, COMMAND",
        "HEAD, /api/loyalty/programme, COMMAND",
        "GET, /api/payments/pay_1/return, COMMAND",
        "GET, /api/v1/payments/pay_1, QUERY",
        "GET, /api/v1/manifest-uploads/mup_1/rejected, COMMAND",
        "POST, /api/exports, QUERY",
        "GET, /api/v1/exports/exp_1/file, QUERY",
        "POST, /api/v1/inventory/status, QUERY",
        "POST, /api/v1/inventory/status/more, COMMAND"
    })
    void theMethodDecidesButForAFew(String method, String path, Side side) {
        assertThat(Routes.of(method, path)).isEqualTo(side);
    }
}
