package io.packhouse.app;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// The engine: everything in one process, or one role of it.
@SpringBootApplication(scanBasePackages = "io.packhouse", proxyBeanMethods = false)
public class Packhouse {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /// The engine ready to run, with Axon Server when PACKHOUSE_AXONSERVER names one.
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

    /// The one clock: doors, event timestamps, timers and policies all look at it.
    @Bean
    Clock clock(@Value("${packhouse.clock:system}") String kind) {
        var clock = kind.equals("movable") ? new MovableClock() : Clock.systemUTC();
        GenericEventMessage.clock = clock;
        return clock;
    }
}
