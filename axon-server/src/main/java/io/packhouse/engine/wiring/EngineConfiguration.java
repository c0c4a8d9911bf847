package io.packhouse.engine.wiring;

import io.packhouse.engine.idempotency.IdempotentRequests;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.personal.ForgottenPersons;
import io.packhouse.engine.personal.MasterKey;
import io.packhouse.engine.personal.PersonKeys;
import io.packhouse.engine.personal.Vault;
import io.packhouse.engine.postgres.DataFolder;
import io.packhouse.engine.postgres.DiskSpace;
import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.timers.Rounds;
import io.packhouse.engine.timers.SchedulerDurableWork;
import io.packhouse.engine.timers.Work;
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
    IdempotentRequests idempotentRequests(JdbcClient jdbc, Clock clock) {
        return new IdempotentRequests(jdbc, JsonMapper.shared(), clock);
    }

    @Bean
    Rounds forgettingRequests(IdempotentRequests requests) {
        return new Rounds("forgetting-requests", Duration.ofHours(1), requests::prune);
    }

    @Bean
    Rounds lookingForRoom(DiskSpace space) {
        return new Rounds("looking-for-room", Duration.ofSeconds(2), space::look);
    }

    @Bean
    Secrets secrets(DataFolder data) {
        return new Secrets(data);
    }

    @Bean
    ForgottenPersons forgottenPersons(Environment settings) {
        return ForgottenPersons.of(settings);
    }

    @Bean
    PersonKeys personKeys(
            JdbcClient jdbc,
            Secrets secrets,
            Clock clock,
            ForgottenPersons forgotten,
            @Value("${packhouse.master-key:}") String given) {
        return new PersonKeys(jdbc, MasterKey.of(secrets, given), clock, forgotten);
    }

    @Bean
    Vault vault(PersonKeys keys) {
        return new Vault(keys, JsonMapper.shared());
    }

    @Bean
    SchedulerDurableWork durableWork(
            DataSource dataSource, List<Work<?>> kinds, Clock clock, Node node) {
        return new SchedulerDurableWork(
                dataSource, kinds, JsonMapper.shared(), clock, !node.clustered());
    }
}
