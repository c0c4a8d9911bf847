package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.FreePort;
import io.packhouse.testing.KillableEngine;
import io.packhouse.testing.RawLog;
import io.packhouse.testing.RunningEngine;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The engine is killed in the middle of an upload, and again between publishing and knowing that
/// it published. The upload under one key is published once, each part recorded once.
class ManifestKillTest {

    @TempDir
    static Path folder;

    @Test
    void anInterruptedUploadIsContinued() throws Exception {
        var noSandbox = URI.create("http://127.0.0.1:9");
        try (var engine = new KillableEngine(folder, FreePort.any(), noSandbox)) {
            engine.start("");
            var pack = staff(engine).post("/api/v1/packs", """
                                    {"kind":"STARTER","name":"K","sku":"K-1","taxClass":"STANDARD"}\
                                    """).string("id");
            engine.kill();

            engine.start("command.stored:4");
            assertThat(sent(engine, pack)).isZero();
            assertThat(engine.diesWithin(Duration.ofSeconds(30))).isTrue();

            // Four parts again, two more, the completion, and the publication.
            engine.start("command.stored:8");
            assertThat(engine.diesWithin(Duration.ofSeconds(60))).isTrue();

            engine.start("");
            await().atMost(Duration.ofSeconds(60)).until(() -> sent(engine, pack) == 201);
            var log = RawLog.of(engine.jdbc());
            assertThat(log.stream(pack).stream().map(RawLog.Stored::name))
                    .containsOnlyOnce("catalog.PackManifestPublished");
            var content = log.stream(pack).getLast().payload().path("contentId").asString();
            assertThat(log.stream(content).stream().map(RawLog.Stored::name))
                    .hasSize(7)
                    .containsOnlyOnce("catalog.ManifestContentCompleted");
        }
    }

    /// The status, or 0 without an answer.
    private static int sent(KillableEngine engine, String pack) {
        var file = IntStream.rangeClosed(1, 3_000)
                .mapToObj("SKU-%s,Goods,1,NEW"::formatted)
                .collect(Collectors.joining("\n", "sku,product_name,quantity,condition\n", ""));
        try {
            return staff(engine)
                    .post(
                            "/api/v1/packs/" + pack + "/manifests",
                            file,
                            "Content-Type",
                            "text/csv",
                            "Idempotency-Key",
                            "one-and-the-same")
                    .status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static Client staff(KillableEngine engine) {
        var tokens = new JwtIssuer(Secrets.in(folder.resolve("data")), Clock.systemUTC());
        var token = tokens.mint(RunningEngine.person(1), "Test", Role.ADMIN, Duration.ofHours(1));
        return new Client(engine.base(), token);
    }
}
