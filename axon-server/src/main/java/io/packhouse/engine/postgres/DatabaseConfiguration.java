package io.packhouse.engine.postgres;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// The database of the engine: migrated, checked, and with one login per purpose.
@Configuration(proxyBeanMethods = false)
@Import(PoolConfiguration.class)
public class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    DataDirectory dataFolder(
            @Value("${packhouse.data:./data}") Path folder,
            @Value("${packhouse.shared-data:${packhouse.data:./data}}") Path shared,
            @Value("${packhouse.store:embedded}") String kind) {
        return DataDirectory.open(folder, shared, EventStoreType.of(kind));
    }

    @Bean(destroyMethod = "close")
    @Conditional(OnEmbeddedDatabaseCondition.class)
    EmbeddedPostgres embeddedPostgres(DataDirectory folder) {
        return EmbeddedPostgres.start(folder);
    }

    @Bean
    DatabaseLogins databases(Environment settings, @Nullable EmbeddedPostgres local) {
        return DatabaseLogins.of(settings, local);
    }

    @Bean(destroyMethod = "close")
    DatabaseWatch databaseWatch(
            DatabaseLogins databaseLogins,
            @Nullable EmbeddedPostgres local,
            @Value("${packhouse.database-timeout:PT2S}") Duration silence) {
        return new DatabaseWatch(databaseLogins.app(), local, silence);
    }

    @Bean
    Flyway flyway(
            DatabaseLogins databaseLogins,
            @Value("${spring.flyway.locations:classpath:db/migration}") String[] locations) {
        return databaseLogins.hasOwner()
                ? Migrations.run(databaseLogins, locations)
                : Migrations.requireDone(databaseLogins, locations);
    }

    @Bean
    DiskSpace diskSpace(
            DataDirectory folder, DataSource appDataSource, @Value("${packhouse.least-free-mib:64}") long mebibytes) {
        return new DiskSpace(folder, appDataSource, mebibytes << 20);
    }

    @Bean
    EventStorePermissionCheck eventStorePermissionCheck(DataSource appDataSource) {
        return new EventStorePermissionCheck(appDataSource);
    }
}
