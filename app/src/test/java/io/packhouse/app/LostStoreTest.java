package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.ProvokedFailure;
import io.packhouse.testing.SharedEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A command whose store fails in the middle is never answered as if it had succeeded, regardless of the
/// message of the connection's exception, and the answer states when to retry.
class LostStoreTest {

    static final EngineHttpClient ANONYMOUS = SharedEngine.shared().asAnonymous();

    @ParameterizedTest
    @EnumSource
    void isNeverASuccess(ProvokedFailure how) {
        var answer = ANONYMOUS.command("/provoked/failing?how=" + how, "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(how.status());
        if (how.status() > 500) {
            assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.body().at("/retryable").asBoolean()).isTrue();
        }
    }
}
