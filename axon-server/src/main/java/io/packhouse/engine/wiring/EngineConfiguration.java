package io.packhouse.engine.wiring;

import io.packhouse.engine.idempotency.IdempotentRequests;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.personal.PersonKeys;
import io.packhouse.engine.personal.Vault;
import io.packhouse.engine.postgres.DataFolder;
import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.timers.Rounds;
import io.packhouse.engine.timers.SchedulerDurableWork;
import io.packhouse.engine.timers.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
    Secrets secrets(DataFolder data) {
        return new Secrets(data);
    }

    @Bean
    PersonKeys personKeys(JdbcClient jdbc, Secrets secrets, Clock clock) {
        return new PersonKeys(jdbc, secrets.bytes("persons-master"), clock);
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
