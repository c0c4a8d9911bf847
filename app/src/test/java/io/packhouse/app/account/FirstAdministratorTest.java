package io.packhouse.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.startup.StartupException;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.RunningEngine;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The settings make the first administrator, once, on however many nodes.
class FirstAdministratorTest {

    final RunningEngine engine = RunningEngine.shared();

    @BeforeEach
    void thereIsNone() {
        engine.jdbc()
                .sql("update identity.credential set administrator = false")
                .update();
    }

    @Test
    void isMadeOnceByNodesThatStartTogether() {
        var address = AccountClient.newAddress();
        var nodes = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> with(address, AccountClient.PASSWORD).atStart()))
                .toList();
        nodes.forEach(CompletableFuture::join);
        with("another@example.com", AccountClient.PASSWORD).atStart();
        assertThat(engine.jdbc()
                        .sql("select count(*) from identity.credential where administrator")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        var accounts = new AccountClient(engine);
        assertThat(accounts.signedIn(address, AccountClient.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aWeakPasswordStopsTheStart() {
        assertThatThrownBy(with("admin@example.com", "admin")::atStart)
                .isInstanceOf(StartupException.class)
                .hasMessage("PACKHOUSE_ADMIN_PASSWORD must have at least 10 characters.");
    }

    private FirstAdministrator with(String email, String password) {
        return new FirstAdministrator(
                engine.bean(AccountRegistration.class),
                engine.jdbc(),
                engine.bean(Node.class),
                engine.bean(Clock.class),
                email,
                password);
    }
}
