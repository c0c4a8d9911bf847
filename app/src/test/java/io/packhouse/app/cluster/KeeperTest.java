package io.packhouse.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.postgres.DataFolder;
import io.packhouse.engine.postgres.StartRefused;
import io.packhouse.engine.postgres.StoreKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the keeper says and does when things go wrong before anything is ready, or go wrong again.
class KeeperTest {

    @TempDir Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Voice voice =
            new Voice(new PrintStream(said, true, StandardCharsets.UTF_8), false);

    @Test
    void whoeverDiesYoungIsStartedLaterEachTime() {
        var child = child("exit 3");
        child.start();
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            child.tend(voice);
                            return words().contains("in 2000 ms");
                        });
        assertThat(words().lines())
                .containsExactly(
                        "child ended with 3; it is started again in 500 ms.",
                        "child ended with 3; it is started again in 1000 ms.",
                        "child ended with 3; it is started again in 2000 ms.");
        assertThat(child.hasGivenUp()).isTrue();
    }

    @Test
    void whoeverWasKilledHasNotGivenUp() throws Exception {
        var child = child("sleep 60");
        child.start();
        var process = new Book(folder).find("child").orElseThrow();
        process.destroyForcibly();
        await().until(() -> !child.isAlive());
        assertThat(child.code()).isEqualTo(137);
        assertThat(child.hasGivenUp()).isFalse();
    }

    @Test
    void whoeverIsAskedToEndIsForgotten() {
        var child = child("sleep 60");
        child.start();
        child.askToEnd();
        child.awaitEnd();
        assertThat(new Book(folder).alive()).isEmpty();
    }

    @Test
    void whatEndedIsQuotedFromWhereItDescribesItsFailure() {
        assertThat(lastWords("echo banner; echo Description:; echo no disk; exit 3"))
                .startsWith("Description:%nno disk%nchild ended with 3;".formatted())
                .endsWith("child.log.");
        assertThat(lastWords("seq 30; exit 1"))
                .startsWith("11%n12%n".formatted())
                .contains("30%nchild ended with 1;".formatted());
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var cluster = cluster(taken.getLocalPort())) {
            assertThatThrownBy(cluster::start)
                    .isInstanceOf(Cluster.CannotStart.class)
                    .hasMessageContaining("Port %s is in use", taken.getLocalPort())
                    .hasMessageContaining("PACKHOUSE_PORT");
        }
        assertThat(new Book(folder.resolve("data/cluster")).alive()).isEmpty();
    }

    @Test
    void aFolderThatIsHeldIsLeftAlone() {
        try (var _ = DataFolder.open(folder.resolve("data"), StoreKind.EMBEDDED);
                var cluster = cluster(1)) {
            assertThatThrownBy(cluster::start).isInstanceOf(StartRefused.class);
        }
    }

    @Test
    void whereThereIsNoClusterTheStatusSaysSo() {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(new Status(options(1), out).print()).isEqualTo(1);
        assertThat(words()).startsWith("No cluster runs on ");
    }

    private String lastWords(String script) {
        var child = child(script);
        child.start();
        await().until(child::hasGivenUp);
        return LastWords.of(child);
    }

    private Child child(String script) {
        return new Child(
                "child",
                "child",
                List.of("sh", "-c", script),
                Map.of(),
                folder.resolve("child.log"),
                URI.create("http://127.0.0.1:1/"),
                new Book(folder));
    }

    private Cluster cluster(int port) {
        return new Cluster(options(port), voice);
    }

    private ClusterOptions options(int port) {
        var data = folder.resolve("data").toString();
        return ClusterOptions.of(
                Map.of("PACKHOUSE_DATA", data, "PACKHOUSE_PORT", Integer.toString(port)),
                List.of());
    }

    private String words() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
