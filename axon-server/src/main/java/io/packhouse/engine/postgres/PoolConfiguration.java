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

/// Connections: one pool that writes and one that can only read. Neither exists before the tables.
@Configuration(proxyBeanMethods = false)
class PoolConfiguration {

    /// Many short questions at once: compiling them and more processes for one cost more than they
    /// save, and how rare a word is decides how it is looked for, so that each value has its plan.
    private static final String ANSWER_SOON =
            "set jit = off; set max_parallel_workers_per_gather = 0;"
                    + " set plan_cache_mode = force_custom_plan";

    /// Who is cut off in the middle of a transaction must not hold up those who follow the log:
    /// they wait at a gap until every writer before it has ended.
    private static final String END_WHAT_IS_CUT_OFF =
            "set idle_in_transaction_session_timeout = '30s'";

    /// After which a connection that answers nothing is given up.
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
        pool.setConnectionInitSql(END_WHAT_IS_CUT_OFF);
        return pool;
    }

    @Bean(destroyMethod = "close")
    HikariDataSource readerDataSource(
            DatabaseLogins databaseLogins,
            DatabaseWatch watch,
            Flyway migrated,
            @Value("${packhouse.pool.reader:16}") int size) {
        var pool =
                new MonitoredConnectionPool(
                        "reader", databaseLogins.reader(), new Properties(), size, watch);
        pool.setReadOnly(true);
        pool.setConnectionInitSql(ANSWER_SOON);
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
