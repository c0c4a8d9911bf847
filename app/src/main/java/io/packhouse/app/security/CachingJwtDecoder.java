package io.packhouse.app.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Caches tokens with a verified signature for five minutes, because verification costs more than most requests. The
/// validity period is checked every time; after five minutes a key that its issuer withdrew no longer counts.
final class CachingJwtDecoder implements JwtDecoder {

    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final JwtDecoder checking;
    private final Clock clock;
    private final Map<String, Verified> good = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    });

    private record Verified(Jwt token, Instant at) {}

    CachingJwtDecoder(JwtDecoder checking, Clock clock) {
        this.checking = checking;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        var known = good.get(token);
        var now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(KEPT)) && isValidAt(known.token(), now)) {
            return known.token();
        }
        var checked = checking.decode(token);
        good.put(token, new Verified(checked, now));
        return checked;
    }

    private static boolean isValidAt(Jwt token, Instant now) {
        return token.getExpiresAt() != null && now.isBefore(token.getExpiresAt());
    }
}
