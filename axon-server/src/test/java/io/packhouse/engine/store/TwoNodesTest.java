package io.packhouse.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.engine.nodes.Node;
import io.packhouse.engine.nodes.PostgresBell;
import io.packhouse.engine.postgres.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds between processes on one database.
class TwoNodesTest {

    @TempDir static Path folder;

    static StoreUnderTest store;

    @BeforeAll
    static void start() {
        store = new StoreUnderTest(folder);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void aCallIsHeardByTheOthersAndNotByOneself() {
        var here = bell("here");
        var there = bell("there");
        try {
            var heardHere = new ConcurrentLinkedQueue<String>();
            var heardThere = new ConcurrentLinkedQueue<String>();
            here.hear("topic", heardHere::add);
            there.hear("topic", heardThere::add);
            await().untilAsserted(
                            () -> {
                                here.call("topic", "two words");
                                assertThat(heardThere).contains("two words");
                            });
            assertThat(heardHere).isEmpty();
        } finally {
            here.stop();
            there.stop();
        }
    }

    @Test
    void aBellThatLostItsConnectionsRingsAgain() throws Exception {
        var here = bell("here");
        var there = bell("there");
        try {
            var heard = new ConcurrentLinkedQueue<String>();
            there.hear("topic", heard::add);
            await().untilAsserted(() -> assertHeard(here, heard, "before"));
            try (var writer = store.writer();
                    var statement = writer.connection().createStatement()) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where query like 'listen %' or query like '%pg_notify%'"
                                + " and pid <> pg_backend_pid()");
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertHeard(here, heard, "after"));
        } finally {
            here.stop();
            there.stop();
        }
    }

    private static void assertHeard(Bell bell, ConcurrentLinkedQueue<String> heard, String words) {
        bell.call("topic", words);
        assertThat(heard).contains(words);
    }

    private static PostgresBell bell(String name) {
        var login = store.bean(Databases.class).app();
        var bell = new PostgresBell(login, new Node(name, Node.Role.ALL, true));
        bell.start();
        return bell;
    }
}
