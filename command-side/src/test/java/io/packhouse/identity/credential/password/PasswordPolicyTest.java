package io.packhouse.identity.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.http.InvalidFieldException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    static final HeavyWork HEAVY = new HeavyWork(1, 4, Duration.ofSeconds(30), new SimpleMeterRegistry());
    static final List<String> PERSONAL = List.of("ada@example.com", "ada", "Ada Example");

    final PasswordPolicy policy = new PasswordPolicy(HEAVY);

    @AfterAll
    static void close() {
        HEAVY.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"seven wet umbrellas dry", "q8!vT2#mZp", "зелёный чайник летит", "𝔞𝔟𝔠 correct stapler 山"})
    void acceptsLongOrRandomPasswords(String password) {
        policy.require("password", password, PERSONAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Password1!", "1234567890", "qwertyuiop", "aaaaaaaaaaaa", "iloveyou123"})
    void refusesCommonPasswords(String password) {
        assertRefused(password, "password-too-easy");
    }

    @Test
    void countsCharactersForTheLeastAndBytesForTheMost() {
        assertRefused("𝔞𝔟𝔠𝔡𝔢", "password-too-short");
        assertRefused("ö".repeat(36) + "x", "password-too-long");
    }

    @Test
    void refusesTheAddressAndTheName() {
        assertRefused("ADA@example.com", "password-is-personal");
        assertRefused("ada.example", "password-is-personal");
    }

    private void assertRefused(String password, String code) {
        assertThatThrownBy(() -> policy.require("password", password, PERSONAL))
                .isInstanceOfSatisfying(
                        InvalidFieldException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
