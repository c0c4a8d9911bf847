package io.packhouse.app.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/// Programs send a token; a browser keeps it in a cookie that scripts and other sites cannot use: a
/// request that changes anything must come from a page of the same origin.
public final class SessionCookie implements BearerTokenResolver {

    static final String NAME = "packhouse-session";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();
    private final JwtDecoder decoder;

    SessionCookie(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /// Lax, so that a buyer who returns from the provider's page is still signed in.
    public static String begin(String token, Duration valid, boolean secure) {
        return cookie(token).maxAge(valid).secure(secure).build().toString();
    }

    public static String end() {
        return cookie("").maxAge(0).build().toString();
    }

    /// Whether the request comes from a page of the same origin, by `Sec-Fetch-Site` or `Origin`.
    /// Without either header the origin is unknown and counts as foreign.
    public static boolean isFromOurPages(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var url = request.getRequestURL().toString();
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && url.startsWith(origin + "/");
    }

    /// An invalid cookie means anonymous, not an error.
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        var sent = header.resolve(request);
        if (sent != null) {
            return sent;
        }
        var kept = kept(request);
        var usable = READING.contains(request.getMethod()) || isFromOurPages(request);
        return kept != null && usable && isValid(kept) ? kept : null;
    }

    private boolean isValid(String token) {
        try {
            decoder.decode(token);
            return true;
        } catch (JwtException e) {
            return false;
        }
    }

    private static @Nullable String kept(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(cookie -> cookie.getValue())
                        .findFirst()
                        .orElse(null);
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
        return ResponseCookie.from(NAME, value).httpOnly(true).sameSite("Lax").path("/");
    }
}
