package io.packhouse.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedVersionsTest {

    @Test
    void readsTheVersionsOfStrongTags() {
        assertThat(versions("\"v7\", \"p123.v8\", W/\"v9\", \"v-2\", \"x\"")).containsExactly(7L, 8L);
    }

    @Test
    void aStreamWithoutEventsHasTheVersionBeforeTheFirst() {
        assertThat(versions("\"p0.v-1\"")).containsExactly(-1L);
    }

    @Test
    void aStarMatchesEveryVersion() {
        assertThat(ExpectedVersions.parse("*")).isNull();
        assertThatThrownBy(() -> ExpectedVersions.parse("v7")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<Long> versions(String ifMatch) {
        return Objects.requireNonNull(ExpectedVersions.parse(ifMatch)).versions();
    }
}
