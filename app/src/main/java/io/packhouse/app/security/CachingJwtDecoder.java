package io.packhouse.app.security;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Caches tokens with a verified signature, because verification costs more than most requests. The
/// validity period is checked every time.
final class CachingJwtDecoder implements JwtDecoder {

    private static final int MOST = 10_000;

    private final JwtDecoder checking;
    private final Clock clock;
    private final Map<String, Jwt> good = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Jwt> eldest) {
            return size() > MOST;
        }
    });

    CachingJwtDecoder(JwtDecoder checking, Clock clock) {
        this.checking = checking;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        var known = good.get(token);
        if (known != null && isValidAt(known, clock.instant())) {
            return known;
        }
        var checked = checking.decode(token);
        good.put(token, checked);
        return checked;
    }

    private static boolean isValidAt(Jwt token, Instant now) {
        return token.getExpiresAt() != null && now.isBefore(token.getExpiresAt());
    }
}
