package io.packhouse.identity.http;

import io.packhouse.identity.credential.SignIn.SignedIn;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// The answer to a sign-in: tokens for programs, and a cookie for browsers.
@Component
class TokenResponses {

    /// Of an access token: its roles may be out of date for as long.
    private static final Duration ACCESS = Duration.ofMinutes(10);

    /// Of a cookie, which is not renewed; its session is checked with every request.
    private static final Duration COOKIE = Duration.ofHours(12);

    private final AccessTokenIssuer issuer;
    private final Clock clock;

    /// `accessToken` is sent as `Authorization: Bearer …` until `expiresAt`; `refreshToken` is exchanged once.
    record Tokens(String accessToken, String tokenType, Instant expiresAt, String refreshToken, String sessionId) {}

    TokenResponses(AccessTokenIssuer issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    boolean isFromOurPages(HttpServletRequest request) {
        return issuer.isFromOurPages(request);
    }

    /// Tokens, which no cache may keep, with a cookie when a page of this shop asked.
    ResponseEntity<Tokens> tokens(SignedIn signedIn, HttpServletRequest request) {
        var response = ResponseEntity.ok().cacheControl(CacheControl.noStore());
        if (issuer.isFromOurPages(request)) {
            response.header(HttpHeaders.SET_COOKIE, cookie(signedIn, request));
        }
        var expiresAt = clock.instant().plus(ACCESS).truncatedTo(ChronoUnit.SECONDS);
        return response.body(new Tokens(
                issue(signedIn, ACCESS),
                "Bearer",
                expiresAt,
                signedIn.refreshToken().text(),
                signedIn.sessionId()));
    }

    /// A browser with its cookie, at the page where it continues.
    ResponseEntity<Void> page(SignedIn signedIn, String next, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie(signedIn, request))
                .location(issuer.localPath(next))
                .build();
    }

    String cookie(SignedIn signedIn, HttpServletRequest request) {
        return issuer.cookie(issue(signedIn, COOKIE), COOKIE, request.isSecure());
    }

    private String issue(SignedIn signedIn, Duration valid) {
        var account = signedIn.account();
        return issuer.issue(account.id(), account.name(), account.roles(), signedIn.sessionId(), valid);
    }
}
