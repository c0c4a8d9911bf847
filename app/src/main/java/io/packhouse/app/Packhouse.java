package io.packhouse.app;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/// The engine: all roles in one process, or one role of it.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "io.packhouse",
        excludeFilters = {
            @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
            @Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @Filter(type = FilterType.CUSTOM, classes = RoleExclusionFilter.class)
        })
public class Packhouse {

    private static final Logger LOG = LoggerFactory.getLogger(Packhouse.class);
    private static final int OUT_OF_MEMORY = 3; // As with -XX:+ExitOnOutOfMemoryError.

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        Thread.setDefaultUncaughtExceptionHandler(Packhouse::threadDied);
        application().run(arguments);
    }

    /// -XX:+ExitOnOutOfMemoryError ends an engine whose heap is full, but not one that the system
    /// refuses threads or buffers.
    private static void threadDied(Thread thread, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
        LOG.error("The thread {} died", thread.getName(), cause);
    }

    /// The configured application, with Axon Server when PACKHOUSE_AXONSERVER names one.
    public static SpringApplication application() {
        var application = new SpringApplication(Packhouse.class);
        application.setDefaultProperties(axonServer(System.getenv("PACKHOUSE_AXONSERVER")));
        return application;
    }

    private static Map<String, Object> axonServer(@Nullable String given) {
        var servers = given == null || given.isBlank() ? null : given;
        var settings = new HashMap<String, Object>();
        settings.put("axon.axonserver.enabled", servers != null);
        if (servers != null) {
            settings.put("axon.axonserver.servers", servers);
            settings.put("packhouse.store", "axon-server");
        }
        return settings;
    }

    /// The only clock: endpoints, event timestamps, timers and policies use it.
    @Bean
    Clock clock(@Value("${packhouse.clock:system}") String kind) {
        var clock = kind.equals("adjustable") ? new AdjustableClock() : Clock.systemUTC();
        GenericEventMessage.clock = clock;
        return clock;
    }
}
