package io.packhouse.app.security.oidc;

import io.packhouse.app.security.SafeRedirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Keeps a begun sign-in in an encrypted cookie of the browser for ten minutes, because the engine keeps no sessions.
final class AuthorizationRequestCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String NAME = "packhouse-sign-in";
    static final String NEXT = "packhouse.next";

    private static final Duration VALID = Duration.ofMinutes(10);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final ClientRegistrationRepository clients;
    private final SecretKeySpec key;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /// A sign-in that the browser has not completed. `expires` is in seconds since 1970.
    private record Pending(String state, String nonce, String verifier, String next, long expires) {}

    AuthorizationRequestCookie(ClientRegistrationRepository clients, byte[] key, Clock clock) {
        this.clients = clients;
        this.key = new SecretKeySpec(key, "AES");
        this.clock = clock;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request));
            return;
        }
        var next = request.getParameter("next");
        var pending = new Pending(
                String.valueOf(begun.getState()),
                begun.getAttribute(OidcParameterNames.NONCE),
                begun.getAttribute(PkceParameterNames.CODE_VERIFIER),
                SafeRedirect.of(next == null ? "/" : next).toString(),
                clock.instant().plus(VALID).getEpochSecond());
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(sealed(pending), VALID, request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return pending(request).map(this::begun).orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var pending = pending(request);
        pending.ifPresent(one -> request.setAttribute(NEXT, URI.create(one.next())));
        saveAuthorizationRequest(null, request, response);
        return pending.map(this::begun).orElse(null);
    }

    /// Of this browser, and not another sign-in than the one that the issuer answers.
    private Optional<Pending> pending(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, NAME);
        return Optional.ofNullable(cookie)
                .flatMap(found -> opened(found.getValue()))
                .filter(one -> one.state().equals(request.getParameter(OAuth2ParameterNames.STATE)))
                .filter(one -> clock.instant().getEpochSecond() < one.expires());
    }

    private OAuth2AuthorizationRequest begun(Pending pending) {
        var client = clients.findByRegistrationId(OidcClient.ID);
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(client.getProviderDetails().getAuthorizationUri())
                .clientId(client.getClientId())
                .redirectUri(client.getRedirectUri())
                .scopes(client.getScopes())
                .state(pending.state())
                .attributes(all -> {
                    all.put(OAuth2ParameterNames.REGISTRATION_ID, client.getRegistrationId());
                    all.put(OidcParameterNames.NONCE, pending.nonce());
                    all.put(PkceParameterNames.CODE_VERIFIER, pending.verifier());
                })
                .build();
    }

    private static String cookie(String value, Duration valid, HttpServletRequest request) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax") // The browser comes back from a page of the issuer.
                .path("/")
                .maxAge(valid)
                .build()
                .toString();
    }

    private String sealed(Pending pending) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, JsonMapper.shared().writeValueAsBytes(pending));
            var all = Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }

    /// Empty when this shop did not make it.
    private Optional<Pending> opened(String text) {
        try {
            var all = Base64.getUrlDecoder().decode(text);
            if (all.length <= NONCE_BYTES) {
                return Optional.empty();
            }
            var plain = crypt(
                    Cipher.DECRYPT_MODE,
                    Arrays.copyOf(all, NONCE_BYTES),
                    Arrays.copyOfRange(all, NONCE_BYTES, all.length));
            return Optional.of(JsonMapper.shared().readValue(plain, Pending.class));
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(text);
    }
}
