package io.packhouse.engine.postgres;

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

/// The database as the rest of the engine meets it: migrated, checked, and one login per purpose.
@Configuration(proxyBeanMethods = false)
@Import(PoolConfiguration.class)
public class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(
            @Value("${packhouse.data:./data}") Path folder,
            @Value("${packhouse.shared:${packhouse.data:./data}}") Path shared,
            @Value("${packhouse.store:embedded}") String kind) {
        return DataFolder.open(folder, shared, StoreKind.of(kind));
    }

    @Bean(destroyMethod = "close")
    @Conditional(NoDatabaseGiven.class)
    LocalDatabase localDatabase(DataFolder folder) {
        return LocalDatabase.start(folder);
    }

    @Bean
    Databases databases(Environment settings, @Nullable LocalDatabase local) {
        return Databases.of(settings, local);
    }

    @Bean(destroyMethod = "close")
    DatabaseWatch databaseWatch(
            Databases databases,
            @Nullable LocalDatabase local,
            @Value("${packhouse.database-silence:PT2S}") Duration silence) {
        return new DatabaseWatch(databases.app(), local, silence);
    }

    @Bean
    Flyway flyway(
            Databases databases,
            @Value("${spring.flyway.locations:classpath:db/migration}") String[] locations) {
        Unfinished.refuse(databases.owner());
        var flyway = Migrations.of(databases, locations);
        flyway.migrate();
        return flyway;
    }

    @Bean
    DiskSpace diskSpace(
            DataFolder folder,
            DataSource appDataSource,
            @Value("${packhouse.least-free-mib:64}") long mebibytes) {
        return new DiskSpace(folder, appDataSource, mebibytes << 20);
    }

    @Bean
    StoreGuard storeGuard(DataSource appDataSource) {
        return new StoreGuard(appDataSource);
    }
}
