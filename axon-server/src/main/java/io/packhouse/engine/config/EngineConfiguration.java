package io.packhouse.engine.config;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.encryption.ErasedPersons;
import io.packhouse.engine.encryption.ErasureCertificates;
import io.packhouse.engine.encryption.MasterKey;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.idempotency.IdempotencyStore;
import io.packhouse.engine.postgres.DiskSpace;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DbSchedulerTaskScheduler;
import io.packhouse.engine.scheduling.DueWork;
import io.packhouse.engine.scheduling.DueWorkRounds;
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

/// What the engine stores beside events: idempotent requests, images, durable tasks.
@Configuration(proxyBeanMethods = false)
public class EngineConfiguration {

    @Bean
    IdempotencyStore idempotencyStore(JdbcClient jdbc, Clock clock) {
        return new IdempotencyStore(jdbc, JsonMapper.shared(), clock);
    }

    @Bean
    PeriodicTask idempotencyCleanup(IdempotencyStore requests) {
        return new PeriodicTask("idempotency-cleanup", Duration.ofHours(1), requests::prune);
    }

    @Bean
    PeriodicTask diskSpaceCheck(DiskSpace space) {
        return new PeriodicTask("disk-space-check", Duration.ofSeconds(2), space::probe);
    }

    @Bean
    DueWorkRounds dueWorkRounds(
            List<DueWork> works, SagaCommandGateway commands, ProjectionProgress progress, Clock clock) {
        return new DueWorkRounds(
                works, commands::sendAndWait, clock, () -> progress.isFarBehind(ProjectionProcessors.SHARED));
    }

    @Bean
    PeriodicTask dueWork(DueWorkRounds rounds, @Value("${packhouse.due-work.interval:PT1S}") Duration pause) {
        return new PeriodicTask("due-work", pause, rounds::round);
    }

    @Bean
    Secrets secrets(DataDirectory data) {
        return new Secrets(data);
    }

    @Bean
    ErasedPersons erasedPersons(Environment settings) {
        return ErasedPersons.of(settings);
    }

    @Bean
    PersonKeyStore personKeyStore(
            JdbcClient jdbc,
            Secrets secrets,
            Clock clock,
            ErasedPersons erasedPersons,
            Node node,
            @Value("${packhouse.master-key:}") String given) {
        return new PersonKeyStore(jdbc, MasterKey.of(secrets, given), clock, erasedPersons, !node.clustered());
    }

    @Bean
    ErasureCertificates erasureCertificates(JdbcClient jdbc) {
        return new ErasureCertificates(jdbc, JsonMapper.shared());
    }

    @Bean
    PersonalDataCipher personalDataCipher(PersonKeyStore keys) {
        return new PersonalDataCipher(keys, JsonMapper.shared());
    }

    @Bean
    DbSchedulerTaskScheduler durableTaskScheduler(
            DataSource dataSource, List<DurableTask<?>> kinds, Clock clock, Node node) {
        return new DbSchedulerTaskScheduler(dataSource, kinds, JsonMapper.shared(), clock, !node.clustered());
    }
}
