package io.packhouse.engine.postgres;

import java.nio.file.Path;
import java.util.Map;
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

    @Bean
    Flyway flyway(
            Databases databases,
            @Value("${spring.flyway.locations:classpath:db/migration}") String[] locations) {
        var owner = databases.owner();
        var names =
                Map.of(
                        "app", databases.app().user(),
                        "reader", databases.reader().user(),
                        "analyst", databases.analyst().user());
        var flyway =
                Flyway.configure()
                        .dataSource(owner.url(), owner.user(), owner.password())
                        .locations(locations)
                        .placeholders(names)
                        .load();
        flyway.migrate();
        return flyway;
    }

    @Bean
    StoreGuard storeGuard(DataSource appDataSource) {
        return new StoreGuard(appDataSource);
    }
}
