package io.packhouse.engine.wiring;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.operations.ProcessorWishes;
import io.packhouse.engine.postgres.Secrets;
import io.packhouse.engine.projection.CarefulHandling;
import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.projection.Elsewhere;
import io.packhouse.engine.projection.ProjectionGroups;
import io.packhouse.engine.projection.ReadSchema;
import io.packhouse.engine.projection.ReadTables;
import io.packhouse.engine.reading.Consistency;
import io.packhouse.engine.reading.ConsistentReads;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.News;
import io.packhouse.engine.store.EventTail;
import io.packhouse.engine.timers.Rounds;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// How rows are written and how they are read.
@Configuration(proxyBeanMethods = false)
public class ReadingConfiguration {

    @Bean
    ReadTables readTables(DataSource dataSource, PlatformTransactionManager transactions) {
        return new ReadTables(dataSource, transactions);
    }

    @Bean
    ReadSchema readSchema(ReadTables tables) {
        return tables.in("read");
    }

    @Bean
    static CarefulHandling carefulHandling(ObjectProvider<ReadTables> tables) {
        return new CarefulHandling(tables);
    }

    @Bean
    ProjectionGroups projectionGroups(
            EventProcessingConfiguration processing,
            EventTail tail,
            JdbcClient jdbc,
            Serializer serializer,
            Node node,
            Bell bell) {
        var elsewhere = node.clustered() ? new Elsewhere(jdbc, serializer, bell) : null;
        return new ProjectionGroups(processing, tail, elsewhere);
    }

    @Bean
    DeadLetterRetry deadLetterRetry(
            JdbcClient jdbc, EventProcessingConfiguration processing, ProcessorWishes wishes) {
        return new DeadLetterRetry(jdbc, processing, wishes::isPaused);
    }

    @Bean
    Rounds deadLetterRounds(
            DeadLetterRetry letters,
            @Value("${packhouse.dead-letters.retry:PT10S}") Duration pause) {
        return new Rounds("dead-letter-retry", pause, letters::retry);
    }

    @Bean
    Consistency consistency(ProjectionGroups groups) {
        return new Consistency(groups);
    }

    @Bean
    News news(Consistency consistency, EventTail tail) {
        return new News(consistency, tail);
    }

    @Bean
    Cursors cursors(Secrets secrets) {
        return new Cursors(secrets.bytes("cursors"));
    }

    @Bean
    WebMvcConfigurer consistentReads(Consistency consistency) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ConsistentReads(consistency));
            }
        };
    }
}
