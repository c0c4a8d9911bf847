package io.packhouse.app.security;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Caches tokens with a verified signature for five minutes, because verification costs more than most requests. The
/// validity period and the session are checked every time; after five minutes a key that its issuer withdrew no longer
/// counts.
final class CachingJwtDecoder implements JwtDecoder {

    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(CachingJwtDecoder.class);

    private static final OAuth2Error ENDED = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_TOKEN, "The token is not valid: its session has ended (sid).", null);

    private final JwtDecoder checking;
    private final Clock clock;
    private final Predicate<String> isActiveSession;
    private final Map<String, Verified> good = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    });

    private record Verified(Jwt token, Instant at) {}

    CachingJwtDecoder(JwtDecoder checking, Clock clock, Predicate<String> isActiveSession) {
        this.checking = checking;
        this.clock = clock;
        this.isActiveSession = isActiveSession;
    }

    @Override
    public Jwt decode(String token) {
        var valid = verified(token);
        var session = valid.getClaimAsString(TokenClaims.SESSION);
        if (session != null && !isActive(session)) {
            throw new JwtValidationException(ENDED.getDescription(), List.of(ENDED));
        }
        return valid;
    }

    private boolean isActive(String session) {
        try {
            return isActiveSession.test(session);
        } catch (NestedRuntimeException e) { // Of Spring's transactions and data access.
            LOG.warn("A session could not be checked: {}", e.toString());
            throw new ProblemException(Problem.STORE_UNAVAILABLE, "The session could not be checked.");
        }
    }

    private Jwt verified(String token) {
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
