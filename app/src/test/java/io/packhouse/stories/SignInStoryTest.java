package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.Client;
import io.packhouse.testing.RecordedMails;
import io.packhouse.testing.RunningEngine;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A stranger registers, verifies the address, signs in and stays signed in; whoever guesses does not.
class SignInStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final String PASSWORD = "seven wet umbrellas dry";

    final RecordedMails mails = ENGINE.bean(RecordedMails.class);
    final Client visitor = ENGINE.anonymous();

    @Test
    void aCustomerRegistersVerifiesAndSignsIn() {
        var address = address();
        assertThat(register(address, PASSWORD).status()).isEqualTo(201);
        var token = mails.token(address, "verify-email", 1);
        assertThat(login(address, PASSWORD).status()).isEqualTo(401);
        assertThat(visitor.get("/verify-email?token=" + token).status()).isEqualTo(200);
        assertThat(login(address, PASSWORD).status()).as("GET does not verify").isEqualTo(401);
        assertThat(visitor.post("/api/v1/auth/verify-email", "{\"token\":\"%s\"}".formatted(token))
                        .status())
                .isEqualTo(204);
        var tokens = login(address, PASSWORD);
        assertThat(tokens.status()).as(tokens.text()).isEqualTo(200);
        var me = ENGINE.with(tokens.string("accessToken")).get("/api/v1/auth/me");
        assertThat(me.text()).contains(address, "CUSTOMER", "orders:place");
    }

    private Client.Answer register(String address, String password) {
        return visitor.post(
                "/api/v1/auth/register",
                "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"Ada Example\"}".formatted(address, password));
    }

    private Client.Answer login(String address, String password) {
        return visitor.post(
                "/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(address, password));
    }

    private static String address() {
        return "ada-" + UUID.randomUUID() + "@example.com";
    }
}
