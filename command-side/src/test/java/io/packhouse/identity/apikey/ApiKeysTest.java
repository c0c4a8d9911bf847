package io.packhouse.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

class ApiKeysTest {

    /// A database that does not respond.
    static final class Away extends AbstractDataSource {

        final AtomicInteger connections = new AtomicInteger();

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            throw new SQLException("away", "08006");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }

    final Away database = new Away();
    final ApiKeys keys =
            new ApiKeys(new ApiKeyStore(JdbcClient.create(database)), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aKeyWithAWrongChecksumIsRefusedWithoutAQuery() {
        var text = ApiKeySecret.create("phk_abcdefgh", new SecureRandom()).text();
        assertThat(keys.check(text.substring(0, 61) + (text.endsWith("0") ? "1" : "0")))
                .isEmpty();
        assertThat(keys.check("phk_")).isEmpty();
        assertThat(database.connections).hasValue(0);
    }

    @Test
    void aKeyThatCannotBeLookedUpIsNeitherAcceptedNorRefused() {
        var text = ApiKeySecret.create("phk_abcdefgh", new SecureRandom()).text();
        assertThatThrownBy(() -> keys.check(text)).isInstanceOf(DataAccessException.class);
        assertThat(database.connections).hasValue(1);
    }
}
