package io.packhouse.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookTest {

    @TempDir Path folder;

    @Test
    void whoeverComesAfterwardsFindsThoseWhoLive() throws Exception {
        var sleeper = new ProcessBuilder("sleep", "60").start();
        new Book(folder).enter("node-1", sleeper.toHandle());
        assertThat(new Book(folder).find("node-1")).contains(sleeper.toHandle());
        assertThat(new Book(folder).alive()).containsOnlyKeys("node-1");
        sleeper.destroyForcibly().waitFor();
        assertThat(new Book(folder).find("node-1")).isEmpty();
    }

    @Test
    void aNumberThatWasGivenToSomebodyElseIsNobody() throws Exception {
        var pid = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("processes.properties"), "node-1=" + pid + " 2001-01-01T00:00:00Z");
        assertThat(new Book(folder).find("node-1")).isEmpty();
    }

    @Test
    void whatIsCutShortIsNobody() throws Exception {
        Files.writeString(folder.resolve("processes.properties"), "node-1=12\nnode-2=x y");
        assertThat(new Book(folder).alive()).isEmpty();
    }

    @Test
    void keepsOnlyWhoIsNamed() {
        var book = new Book(folder);
        book.enter("keeper", ProcessHandle.current());
        book.enter("node-1", ProcessHandle.current());
        book.keepOnly(Set.of("keeper"));
        assertThat(new Book(folder).alive()).containsOnlyKeys("keeper");
    }
}
