package io.packhouse.app.web;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.app.problem.ProblemWriter;
import io.packhouse.app.security.apikey.ApiKeyAuthentication;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.ExpectedVersions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.WebUtils;

/// Provides the [Caller] parameter of endpoints.
public final class CallerResolver implements HandlerMethodArgumentResolver {

    private final Clock clock;
    private final SecretKeySpec ofBodies;

    /// Bodies contain personal data, so their stored hash is keyed.
    CallerResolver(Clock clock, byte[] keyOfBodies) {
        this.clock = clock;
        ofBodies = new SecretKeySpec(keyOfBodies, "HmacSHA256");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        var request = webRequest.getNativeRequest(HttpServletRequest.class);
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var actor = isIdentified(authentication) ? authentication.getName() : "anonymous";
        var apiKey = authentication instanceof ApiKeyAuthentication program ? program.keyId() : null;
        return new Caller(
                        actor,
                        authorities(authentication),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        String.valueOf(request.getAttribute(ProblemWriter.TRACE_ID)),
                        keyed(request, apiKey == null ? actor : apiKey),
                        Set.of())
                .expecting(expected(request))
                .by(apiKey);
    }

    private static boolean isIdentified(@Nullable Authentication authentication) {
        return authentication instanceof JwtAuthenticationToken || authentication instanceof ApiKeyAuthentication;
    }

    private static @Nullable ExpectedVersions expected(HttpServletRequest request) {
        try {
            return ExpectedVersions.parse(request.getHeader(HttpHeaders.IF_MATCH));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST,
                    "If-Match is not a list of entity tags.",
                    Map.of("header", HttpHeaders.IF_MATCH));
        }
    }

    /// Programs choose their keys independently, so two programs of one person cannot use the same one by chance.
    private Caller.@Nullable IdempotentRequest keyed(HttpServletRequest request, String actor) {
        var key = request.getHeader("Idempotency-Key");
        var entering = WebUtils.getNativeRequest(request, BufferedRequest.class);
        if (key == null || entering == null) {
            return null;
        }
        return new Caller.IdempotentRequest(
                hash(actor, request.getMethod(), request.getRequestURI(), key),
                keyedHash(entering.body(), request.getQueryString(), request.getHeader(HttpHeaders.IF_MATCH)),
                new AtomicInteger());
    }

    /// A caller with the id derivation of that request, to know the ids it will create.
    public static Caller keyed(String actor, String method, String path, String key) {
        var request = new Caller.IdempotentRequest(hash(actor, method, path, key), "", new AtomicInteger());
        return new Caller(actor, Set.of(), Instant.EPOCH, "", request, Set.of());
    }

    private static String hash(String actor, String method, String path, String key) {
        var named = actor + "|" + method + "|" + path + "|" + key;
        return sha256(named.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> authorities(@Nullable Authentication authentication) {
        return authentication == null
                ? Set.of()
                : authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// The query string and the API version are part of the request.
    private String keyedHash(BufferedBody body, @Nullable String... besides) {
        try (var bytes = body.open()) {
            var mac = Mac.getInstance(ofBodies.getAlgorithm());
            mac.init(ofBodies);
            var some = new byte[8_192];
            for (var read = bytes.read(some); read >= 0; read = bytes.read(some)) {
                mac.update(some, 0, read);
            }
            for (var more : besides) {
                if (more != null) {
                    mac.update(more.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
