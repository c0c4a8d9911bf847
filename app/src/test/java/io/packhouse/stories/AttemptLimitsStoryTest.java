package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.credential.attempt.AttemptLimits;
import io.packhouse.identity.credential.attempt.AttemptLimits.Attempt;
import io.packhouse.identity.credential.attempt.AttemptLimits.MailPurpose;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.testing.RunningEngine;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The limits of guessing passwords from several networks.
class AttemptLimitsStoryTest {

    static final RunningEngine ENGINE = RunningEngine.shared();

    final AttemptLimits limits = ENGINE.bean(AttemptLimits.class);
    final String address = UUID.randomUUID().toString();

    @Test
    void aNetworkThatTriesManyAddressesIsLimited() {
        for (var i = 0; i < 50; i++) {
            count(UUID.randomUUID().toString(), "203.0.113.7");
        }
        assertThatThrownBy(() -> count(address, "203.0.113.7")).isInstanceOf(TooManyRequestsException.class);
        assertThatCode(() -> count(address, "203.0.113.8")).doesNotThrowAnyException();
        ENGINE.advance(Duration.ofMinutes(16));
        assertThatCode(() -> count(address, "203.0.113.7")).doesNotThrowAnyException();
    }

    @Test
    void strangersDoNotLockTheOwnerOut() {
        limits.succeed(count(address, "198.51.100.1"));
        for (var network = 1; network <= 6; network++) {
            for (var i = 0; i < 5; i++) {
                count(address, "192.0.2." + network);
            }
        }
        assertThatThrownBy(() -> count(address, "192.0.2.99")).isInstanceOf(TooManyRequestsException.class);
        assertThatCode(() -> count(address, "198.51.100.1")).doesNotThrowAnyException();
        ENGINE.advance(Duration.ofMinutes(61));
        assertThatCode(() -> count(address, "192.0.2.99")).doesNotThrowAnyException();
    }

    @Test
    void aStrangerWhoRequestsVerificationsDoesNotUseUpTheResetOfTheOwner() {
        for (var i = 0; i < 5; i++) {
            mail(MailPurpose.RESEND_VERIFICATION, "192.0.2.1");
        }
        assertThatThrownBy(() -> mail(MailPurpose.RESEND_VERIFICATION, "192.0.2.1"))
                .isInstanceOf(TooManyRequestsException.class);
        assertThatCode(() -> mail(MailPurpose.RESET_PASSWORD, "192.0.2.1"))
                .as("in the same network")
                .doesNotThrowAnyException();
    }

    @Test
    void aStrangerWhoRequestsResetsUsesUpNeitherOtherNetworksNorThoseOfTheOwner() {
        limits.succeed(count(address, "198.51.100.1"));
        for (var i = 0; i < 5; i++) {
            mail(MailPurpose.RESET_PASSWORD, "192.0.2.1");
        }
        assertThatThrownBy(() -> mail(MailPurpose.RESET_PASSWORD, "192.0.2.1"))
                .isInstanceOf(TooManyRequestsException.class);
        for (var i = 0; i < 5; i++) {
            mail(MailPurpose.RESET_PASSWORD, "192.0.2.2");
        }
        assertThatThrownBy(() -> mail(MailPurpose.RESET_PASSWORD, "192.0.2.3"))
                .as("ten e-mails with links are in the mailbox")
                .isInstanceOf(TooManyRequestsException.class);
        assertThatCode(() -> mail(MailPurpose.RESET_PASSWORD, "198.51.100.1")).doesNotThrowAnyException();
    }

    private void mail(MailPurpose purpose, String network) {
        limits.countMail(purpose, address, new ClientOrigin(network, "curl"));
    }

    private Attempt count(String addressHash, String network) {
        return limits.countPassword(addressHash, new ClientOrigin(network, "curl"));
    }
}
