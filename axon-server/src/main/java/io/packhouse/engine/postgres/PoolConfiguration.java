package io.packhouse.engine.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// Connection pools: one that writes and one that is read-only. Both are created after the
/// migrations.
@Configuration(proxyBeanMethods = false)
class PoolConfiguration {

    /// For many short queries at once: JIT compilation and parallel workers cost more than they
    /// save, and the best plan of a search depends on how rare a word is, so each value gets its
    /// own plan.
    private static final String SHORT_QUERIES =
            "set jit = off; set max_parallel_workers_per_gather = 0; set plan_cache_mode = force_custom_plan";

    /// A disconnected writer must not delay event processors: they wait at a gap until every
    /// earlier transaction has ended.
    private static final String END_IDLE_TRANSACTIONS = "set idle_in_transaction_session_timeout = '30s'";

    /// A connection without a response for this long is closed.
    private static final String SILENT_SECONDS = "60";

    @Bean(destroyMethod = "close")
    @Primary
    HikariDataSource appDataSource(
            DatabaseLogins databaseLogins,
            DatabaseWatch watch,
            Flyway migrated,
            @Value("${packhouse.pool.app:48}") int size) {
        var silent = new Properties();
        silent.setProperty("socketTimeout", SILENT_SECONDS);
        var pool = new MonitoredConnectionPool("app", databaseLogins.app(), silent, size, watch);
        pool.setConnectionInitSql(END_IDLE_TRANSACTIONS);
        return pool;
    }

    /// For appending to the event store, one group at a time.
    @Bean(destroyMethod = "close")
    HikariDataSource appendDataSource(DatabaseLogins databaseLogins, DatabaseWatch watch, Flyway migrated) {
        var silent = new Properties();
        silent.setProperty("socketTimeout", SILENT_SECONDS);
        return new MonitoredConnectionPool("append", databaseLogins.app(), silent, 1, watch);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource readerDataSource(
            DatabaseLogins databaseLogins,
            DatabaseWatch watch,
            Flyway migrated,
            @Value("${packhouse.pool.reader:16}") int size) {
        var pool = new MonitoredConnectionPool("reader", databaseLogins.reader(), new Properties(), size, watch);
        pool.setReadOnly(true);
        pool.setConnectionInitSql(SHORT_QUERIES);
        return pool;
    }

    @Bean
    @Primary
    JdbcTransactionManager transactionManager(DataSource appDataSource) {
        return new JdbcTransactionManager(appDataSource);
    }

    @Bean
    @Primary
    JdbcTemplate jdbcTemplate(DataSource appDataSource) {
        return new JdbcTemplate(appDataSource);
    }

    @Bean
    @Primary
    JdbcClient jdbcClient(JdbcTemplate jdbcTemplate) {
        return JdbcClient.create(jdbcTemplate);
    }
}
