package io.packhouse.engine.config;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.cluster.NodeMessenger;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.projection.DeadLetterRetry;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTables;
import io.packhouse.engine.projection.RemoteProcessorPositions;
import io.packhouse.engine.projection.SavepointHandlerEnhancer;
import io.packhouse.engine.query.ConsistencyTokenInterceptor;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.LongPoll;
import io.packhouse.engine.query.ProjectionCatchUp;
import io.packhouse.engine.scheduling.PeriodicTask;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.serialization.Serializer;
import org.axonframework.springboot.EventProcessorProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// How projections write rows and how queries read them.
@Configuration(proxyBeanMethods = false)
public class ReadingConfiguration {

    @Bean
    ProjectionTables readTables(DataSource dataSource, PlatformTransactionManager transactions) {
        return new ProjectionTables(dataSource, transactions);
    }

    @Bean
    ProjectionSchema readSchema(ProjectionTables tables) {
        return tables.in("read");
    }

    @Bean
    static SavepointHandlerEnhancer savepointHandlerEnhancer(ObjectProvider<ProjectionTables> tables) {
        return new SavepointHandlerEnhancer(tables);
    }

    @Bean
    ProjectionProcessors projectionProcessors(EventProcessorProperties configured) {
        return new ProjectionProcessors(configured.getProcessors().keySet());
    }

    @Bean
    ProjectionProgress projectionProgress(
            EventProcessingConfiguration processing,
            ProjectionProcessors processors,
            EventTail tail,
            JdbcClient jdbc,
            Serializer serializer,
            Node node,
            NodeMessenger nodeMessenger) {
        var remotePositions = node.clustered() ? new RemoteProcessorPositions(jdbc, serializer, nodeMessenger) : null;
        return new ProjectionProgress(processing, processors, tail, remotePositions);
    }

    @Bean
    DeadLetterRetry deadLetterRetry(
            JdbcClient jdbc,
            EventProcessingConfiguration processing,
            ProjectionProcessors processors,
            DesiredProcessorState desired) {
        return new DeadLetterRetry(jdbc, processing, group -> desired.isPaused(processors.of(group)));
    }

    @Bean
    PeriodicTask deadLetterRounds(
            DeadLetterRetry deadLetterRetry, @Value("${packhouse.dead-letters.retry-interval:PT10S}") Duration pause) {
        return new PeriodicTask("dead-letter-retry", pause, deadLetterRetry::retry);
    }

    @Bean
    ProjectionCatchUp projectionCatchUp(ProjectionProgress groups) {
        return new ProjectionCatchUp(groups);
    }

    @Bean
    LongPoll longPoll(ProjectionCatchUp projectionCatchUp, EventTail tail) {
        return new LongPoll(projectionCatchUp, tail);
    }

    @Bean
    CursorCodec cursors(Secrets secrets) {
        return new CursorCodec(secrets.bytes("cursors"));
    }

    @Bean
    WebMvcConfigurer consistentReads(ProjectionCatchUp projectionCatchUp) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ConsistencyTokenInterceptor(projectionCatchUp));
            }
        };
    }
}
