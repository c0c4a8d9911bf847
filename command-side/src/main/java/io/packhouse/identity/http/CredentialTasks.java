package io.packhouse.identity.http;

import io.packhouse.engine.scheduling.PeriodicTask;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.identity.credential.AccountRequests;
import io.packhouse.identity.credential.CredentialErasure;
import io.packhouse.identity.credential.guest.UnusedGuests;
import io.packhouse.identity.credential.passkey.Passkeys;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Periodic work of nodes that accept commands.
@Configuration(proxyBeanMethods = false)
class CredentialTasks {

    /// Continues what a crash or an unreachable database interrupted.
    @Bean
    PeriodicTask accountRequestRounds(AccountRequests requests, AccountRegistration registration) {
        return new PeriodicTask("account-requests", Duration.ofSeconds(30), () -> {
            requests.wake();
            registration.completeUnfinished();
        });
    }

    @Bean
    PeriodicTask guestCleanup(UnusedGuests guests) {
        return new PeriodicTask("guest-cleanup", Duration.ofHours(1), guests::erase);
    }

    @Bean
    PeriodicTask credentialCleanup(CredentialErasure credentials, Passkeys passkeys) {
        return new PeriodicTask("credential-cleanup", Duration.ofHours(1), () -> {
            credentials.prune();
            passkeys.prune();
        });
    }
}
