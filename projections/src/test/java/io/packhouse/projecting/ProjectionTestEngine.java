package io.packhouse.projecting;

import io.packhouse.engine.config.ProcessorConfiguration;
import io.packhouse.engine.config.ReadingConfiguration;
import io.packhouse.engine.config.SerializationConfiguration;
import io.packhouse.engine.config.StoreConfiguration;
import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.postgres.DatabaseConfiguration;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTables;
import io.packhouse.engine.query.ProjectionCatchUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A real store with the real processors on its own database, and copies for comparison.
public final class ProjectionTestEngine implements AutoCloseable {

    public static final String ACTOR = "per_01jd0000000000000000000001";

    /// As in production: they handle all streams in the order of the event log.
    private static final String ONE_SEGMENT = "--axon.eventhandling.processors.projections.initial-segment-count=1";

    private final ConfigurableApplicationContext engine;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
                "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
                "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration",
                "org.axonframework.springboot.autoconfig.legacyjpa.JpaJavaxAutoConfiguration",
                "org.axonframework.springboot.autoconfig.legacyjpa.JpaJavaxEventStoreAutoConfiguration",
                "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration",
                "org.axonframework.springboot.autoconfig.AxonJobRunrAutoConfiguration",
                "org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration",
                "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration",
                "org.axonframework.springboot.autoconfig.XStreamAutoConfiguration"
            })
    @Import({
        DatabaseConfiguration.class,
        StoreConfiguration.class,
        SerializationConfiguration.class,
        ProcessorConfiguration.class,
        ReadingConfiguration.class
    })
    static class Engine {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Secrets secrets(DataDirectory data) {
            return new Secrets(data);
        }
    }

    private ProjectionTestEngine(ConfigurableApplicationContext engine) {
        this.engine = engine;
    }

    public static ProjectionTestEngine start(Path folder, Class<?>... projections) {
        var sources = new ArrayList<Class<?>>(List.of(projections));
        sources.add(Engine.class);
        return new ProjectionTestEngine(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .run(
                        "--packhouse.data=" + folder,
                        "--axon.axonserver.enabled=false",
                        "--packhouse.dead-letters.retry-interval=PT1H",
                        ONE_SEGMENT,
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn"));
    }

    public <T> T bean(Class<T> type) {
        return engine.getBean(type);
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /// Appends each event in its own transaction, numbered within its stream.
    public long append(Function<Object, String> streamOf, List<?> events) {
        var next = new TreeMap<String, Long>();
        var store = bean(EventStore.class);
        var transactions = bean(TransactionManager.class);
        for (var event : events) {
            var stream = streamOf.apply(event);
            var number = next.computeIfAbsent(
                    stream, s -> store.lastSequenceNumberFor(s).map(n -> n + 1).orElse(0L));
            next.put(stream, number + 1);
            var message = new GenericDomainEventMessage<>("Story", stream, number, event, Map.of("actor", ACTOR));
            transactions.executeInTransaction(() -> store.publish(message));
        }
        return jdbc().sql("select max(global_index) from events.domain_event_entry")
                .query(Long.class)
                .single();
    }

    public void await(String group, long position) {
        var behind = bean(ProjectionCatchUp.class).await(group, position, Duration.ofSeconds(20));
        if (behind > 0) {
            throw new AssertionError(
                    group + " is behind: " + bean(ProjectionProgress.class).lags());
        }
    }

    /// Creates empty copies of these tables in another schema.
    public void copySchema(String schema, String... tables) throws SQLException {
        asOwner("create schema " + schema);
        asOwner("grant usage on schema " + schema + " to packhouse_app");
        for (var table : tables) {
            asOwner("create table %s.%s (like read.%s including all)".formatted(schema, table, table));
        }
        asOwner("grant all on all tables in schema " + schema + " to packhouse_app");
    }

    public void asOwner(String sql) throws SQLException {
        var owner = bean(DatabaseLogins.class).owner();
        try (var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Replays the event log into a copy of a projection, up to that position.
    public void replay(String schema, Function<ProjectionSchema, Object> projection, long position)
            throws InterruptedException {
        var tables = bean(ProjectionTables.class);
        var handlers = projection.apply(tables.in(schema));
        var axon = bean(Configuration.class);
        var invoker = SimpleEventHandlerInvoker.builder()
                .eventHandlers(handlers)
                .handlerDefinition(axon.handlerDefinition(handlers.getClass()))
                .parameterResolverFactory(axon.parameterResolverFactory())
                .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                .build();
        var workers = Executors.newScheduledThreadPool(2);
        var processor = PooledStreamingEventProcessor.builder()
                .name("copy-" + schema)
                .eventHandlerInvoker(invoker)
                .messageSource(bean(EventStore.class))
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(bean(TransactionManager.class))
                .coordinatorExecutor(workers)
                .workerExecutor(workers)
                .initialSegmentCount(1)
                .batchSize(200)
                .initialToken(source -> source.createTailToken())
                .build();
        processor.start();
        try {
            var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (reached(processor) < position) {
                if (System.nanoTime() > until) {
                    throw new AssertionError("The replay stopped at " + reached(processor));
                }
                Thread.sleep(2);
            }
        } finally {
            processor.shutDown();
            workers.shutdownNow();
        }
    }

    private static long reached(PooledStreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(-1))
                .min()
                .orElse(-1);
    }

    /// A hash over all rows of a table in a canonical order, and their number.
    public String hash(String schema, String table) {
        return jdbc().sql("select count(*) || ' rows ' || md5(coalesce(string_agg(md5(t::text), ''"
                        + " order by t::text), '')) from %s.%s t".formatted(schema, table))
                .query(String.class)
                .single();
    }

    public List<Map<String, Object>> rows(String sql) {
        return jdbc().sql(sql).query().listOfRows();
    }

    @Override
    public void close() {
        engine.close();
    }

    public static Path folder() {
        try {
            return Files.createTempDirectory("packhouse");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
