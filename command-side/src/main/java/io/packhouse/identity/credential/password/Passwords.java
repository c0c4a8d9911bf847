package io.packhouse.identity.credential.password;

import io.packhouse.engine.heavy.HeavyWork;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes passwords with bcrypt, on the threads of heavy work. A password is compared in NFC: keyboards produce the
/// same character in different forms.
@Component
public class Passwords {

    /// The input limit of bcrypt in UTF-8.
    static final int MOST_BYTES = 72;

    /// More would fill the queue of heavy work, which images and documents share.
    private static final int MOST_AT_ONCE = 16;

    private static final String UNUSABLE = "there is no password";

    private final HeavyWork heavyWork;
    private final PasswordEncoder encoder;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /// A well-formed hash that takes as long to compare as any other.
    private final String dummy;

    public Passwords(HeavyWork heavyWork, @Value("${packhouse.password.bcrypt-rounds:12}") int rounds) {
        this.heavyWork = heavyWork;
        dummy = "{bcrypt}$2a$" + rounds + "$" + ".".repeat(53);
        encoder = new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(rounds)));
    }

    public String hash(String password) {
        return onHeavyThread(() -> encode(normalized(password)));
    }

    /// Whether it is the password of that hash. Without a hash it takes as long, and the answer is no.
    public boolean matches(String password, @Nullable String hash) {
        var given = normalized(password);
        var isPossible = hash != null && isShortEnough(given);
        return onHeavyThread(
                () -> encoder.matches(isPossible ? given : UNUSABLE, isPossible ? hash : dummy) && isPossible);
    }

    /// Whether the hash was made with another algorithm or fewer rounds than now.
    public boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    static boolean isShortEnough(String normalized) {
        return normalized.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    private String encode(String normalized) {
        return String.valueOf(encoder.encode(normalized));
    }

    private <T> T onHeavyThread(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("Too many passwords are being checked.");
        }
        try {
            return heavyWork.run(HeavyWork.Kind.PASSWORD, work::get);
        } finally {
            places.release();
        }
    }
}
