package io.packhouse.testing;

import io.packhouse.app.Packhouse;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The engine as in production, on a port and a PostgreSQL of its own.
public final class SharedEngine implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private static @Nullable SharedEngine shared;

    private SharedEngine(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// One for all tests of this run: they share its data, so each uses names of its own.
    public static synchronized SharedEngine shared() {
        if (shared == null || !shared.context.isActive()) {
            var data = temporary();
            PreparedData.copyTo(data);
            shared = start(data);
        }
        // Axon has one clock a JVM, and another engine may have moved its own.
        GenericEventMessage.clock = shared.bean(Clock.class);
        return shared;
    }

    /// A new engine on that data folder; settings such as `packhouse.max-body=1000`.
    public static SharedEngine start(Path data, String... settings) {
        var application = Packhouse.application();
        application.setBannerMode(Banner.Mode.OFF);
        application.setAdditionalProfiles("provoked");
        var arguments = new ArrayList<>(List.of("--server.port=0", "--packhouse.data=" + data));
        Arrays.stream(settings).map(setting -> "--" + setting).forEach(arguments::add);
        arguments.addAll(NamedAxonServer.settings(data));
        var engine = new SharedEngine(application.run(arguments.toArray(String[]::new)));
        NamedAxonServer.started(engine::close);
        return engine;
    }

    /// A data folder that is deleted after the run.
    public static Path temporary() {
        try {
            var folder = Files.createTempDirectory("packhouse-test-");
            SpringApplication.getShutdownHandlers().add(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same person every time for a role.
    public EngineHttpClient as(Role role) {
        return as(role, person(role));
    }

    public EngineHttpClient as(Role role, PersonId person) {
        return with(bean(JwtIssuer.class).mint(person, "Test " + role, role));
    }

    public EngineHttpClient with(String token) {
        return new EngineHttpClient(http, "http://127.0.0.1:" + port(), token);
    }

    public EngineHttpClient asAnonymous() {
        return new EngineHttpClient(http, "http://127.0.0.1:" + port(), null);
    }

    /// The person of [#as(Role)].
    public static PersonId person(Role role) {
        return person(role.name().hashCode());
    }

    public static PersonId person(int number) {
        return new PersonId(
                TypeId.text("per", new UUID(0x0190_0000_0000_7000L, 0x8000L << 48 | Integer.toUnsignedLong(number))));
    }

    public int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /// Raw SQL as the app's login: events can be read, and not changed.
    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    public long countOfEvents() {
        return RawLog.of(jdbc()).count();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
