package io.packhouse.engine.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Provides new connections, never the one bound to the running transaction: waiting inside a
/// transaction for all older ones would wait for itself.
final class NonTransactionalDataSource extends DelegatingDataSource {

    private final DataSource pool;

    NonTransactionalDataSource(DataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return pool.getConnection();
    }
}
