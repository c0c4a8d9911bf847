package io.packhouse.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.packhouse.testing.RunningEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A token is accepted only when the issuer's own key signed it for this shop, now.
class ForeignTokenAttackTest {

    static final EngineWithOidc OIDC = EngineWithOidc.shared();
    static final String SETTLED = "/api/v1/audit/events?limit=1";

    final RSAKey key = OIDC.server.key();
    final RSAKey own = AuthorizationServer.newKey();

    @Test
    void theForgeryWithoutAMistakeIsAccepted() {
        assertThat(OIDC.engine
                        .with(TokenForgery.signed(key, claims()))
                        .get(SETTLED)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenThatNoKeyOfTheIssuerSignedIsRefused() {
        refuses(TokenForgery.unsigned(claims()), "");
        refuses(TokenForgery.hmac(key, claims()), "");
        refuses(TokenForgery.signed(own, header(), claims()), "");
    }

    @Test
    void aKeyInTheHeaderIsNotUsed() throws IOException {
        refuses(TokenForgery.signed(own, header().jwk(own.toPublicJWK()), claims()), "");
        var visits = new AtomicInteger();
        var attacker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        attacker.createContext("/", exchange -> {
            visits.incrementAndGet();
            var keys = new JWKSet(own.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        attacker.start();
        try {
            var address = URI.create("http://127.0.0.1:" + attacker.getAddress().getPort() + "/keys");
            refuses(TokenForgery.signed(own, header().jwkURL(address), claims()), "");
            refuses(TokenForgery.signed(own, header().x509CertURL(address), claims()), "");
        } finally {
            attacker.stop(0);
        }
        assertThat(visits).hasValue(0);
    }

    @Test
    void anotherIssuerIsRefusedWithAValidSignature() {
        refuses(signed(claims().issuer("https://another.example")), "");
        refuses(signed(claims().issuer(OIDC.server.issuer() + "/")), "");
        refuses(signed(claims().issuer(null)), "");
    }

    @Test
    void theIssuerCannotIssueTokensOfTheEngine() {
        var person = "per_01jd0000000000000000000001";
        refuses(signed(claims().issuer("packhouse").subject(person).claim("scope", "operations audit:read")), "");
        refuses(
                TokenForgery.hmac(
                        key, claims().issuer("packhouse").subject(person).claim("scope", "operations audit:read")),
                "");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        refuses(signed(claims().audience("another")), "aud");
        refuses(signed(claims().audience((String) null)), "aud");
    }

    @Test
    void aTokenIsRefusedOutsideItsTime() {
        refuses(signed(claims().expirationTime(in(-61)).issueTime(in(-600))), "exp");
        refuses(signed(claims().expirationTime(null)), "exp");
        refuses(signed(claims().notBeforeTime(in(120))), "nbf");
        refuses(signed(claims().issueTime(in(120))), "iat");
    }

    @Test
    void aTokenWithoutASubjectIsRefused() {
        refuses(signed(claims().subject(null)), "sub");
        refuses(signed(claims().subject(" ")), "sub");
        refuses(signed(claims().subject("x".repeat(256))), "sub");
    }

    @Test
    void tokensOfAnotherTypeAreRefused() {
        refuses(signed(claims().claim("at_hash", "x")), "ID token");
        var logout = header().type(new JOSEObjectType("logout+jwt"));
        refuses(TokenForgery.signed(key, logout, claims()), "");
    }

    @Test
    void rolesThatNothingIsMappedToGiveNothing() {
        for (var roles : List.<Object>of(
                List.of("ADMIN", "customers-x"), "ADMIN", List.of(), 7, List.of(7), List.of("CUSTOMER"))) {
            var client = OIDC.engine.with(signed(claims().claim("roles", roles).claim("scope", "audit:read")));
            assertThat(client.get(SETTLED).status()).as("%s", roles).isEqualTo(403);
            assertThat(client.get("/problems").status()).isEqualTo(200);
        }
    }

    @Test
    void aSubjectCannotBeThatOfAPersonOfTheEngine() {
        var person = RunningEngine.person(1).value();
        var posed = OIDC.engine.with(signed(claims().subject(person)));
        var created = posed.post("/api/v1/api-keys", "{\"name\":\"Mine\",\"scopes\":[\"audit:read\"]}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.body().at("/key/owner").asString())
                .startsWith("per_")
                .isNotEqualTo(person);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet.Builder claims() {
        return TokenForgery.claims(OIDC.server.issuer(), "attacker");
    }

    /// Of the issuer's key, so that it need not be looked up again.
    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
    }

    private String signed(JWTClaimsSet.Builder claims) {
        return TokenForgery.signed(key, claims);
    }

    private static void refuses(String token, String named) {
        var answer = OIDC.engine.with(token).get(SETTLED);
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.string("code")).isEqualTo("unauthenticated");
        assertThat(answer.string("detail")).contains(named);
        assertThat(OIDC.engine.with(token).get("/problems").status()).isEqualTo(401);
    }
}
