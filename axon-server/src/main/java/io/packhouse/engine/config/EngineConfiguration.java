package io.packhouse.engine.config;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.encryption.ErasedPersons;
import io.packhouse.engine.encryption.MasterKey;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.engine.postgres.DataDirectory;
import io.packhouse.engine.postgres.DiskSpace;
import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.scheduling.DbSchedulerTaskScheduler;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What the engine keeps beside events: requests under a key, images, durable work.
@Configuration(proxyBeanMethods = false)
public class EngineConfiguration {

    @Bean
    IdempotencyStore idempotentRequests(JdbcClient jdbc, Clock clock) {
        return new IdempotencyStore(jdbc, JsonMapper.shared(), clock);
    }

    @Bean
    PeriodicTask forgettingRequests(IdempotencyStore requests) {
        return new PeriodicTask("forgetting-requests", Duration.ofHours(1), requests::prune);
    }

    @Bean
    PeriodicTask lookingForRoom(DiskSpace space) {
        return new PeriodicTask("looking-for-room", Duration.ofSeconds(2), space::look);
    }

    @Bean
    Secrets secrets(DataDirectory data) {
        return new Secrets(data);
    }

    @Bean
    ErasedPersons forgottenPersons(Environment settings) {
        return ErasedPersons.of(settings);
    }

    @Bean
    PersonKeyStore personKeys(
            JdbcClient jdbc,
            Secrets secrets,
            Clock clock,
            ErasedPersons forgotten,
            @Value("${packhouse.master-key:}") String given) {
        return new PersonKeyStore(jdbc, MasterKey.of(secrets, given), clock, forgotten);
    }

    @Bean
    PersonalDataCipher vault(PersonKeyStore keys) {
        return new PersonalDataCipher(keys, JsonMapper.shared());
    }

    @Bean
    DbSchedulerTaskScheduler durableWork(
            DataSource dataSource, List<DurableTask<?>> kinds, Clock clock, Node node) {
        return new DbSchedulerTaskScheduler(
                dataSource, kinds, JsonMapper.shared(), clock, !node.clustered());
    }
}
