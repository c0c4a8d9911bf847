package io.packhouse.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Answer;
import io.packhouse.testing.SharedEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

/// An endpoint accepts only a token signed with the engine's key, valid now and with the right
/// scope.
class SecurityTest {

    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_SECURED/receipts";
    static final String BODY = "{\"quantity\":5,\"reason\":\"delivery\"}";

    final SharedEngine engine = SharedEngine.shared();

    @Test
    void theRightScopeIsAccepted() {
        assertThat(engine.as(Role.LOGISTICS).command(RECEIPTS, BODY).status()).isEqualTo(200);
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        var answer = engine.asAnonymous().command(RECEIPTS, BODY);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void theMissingScopeIsNamed() {
        var answer = engine.as(Role.CUSTOMER).command(RECEIPTS, BODY);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/code")).isEqualTo("forbidden");
        assertThat(answer.at("/scope")).isEqualTo("inventory:write");
    }

    @Test
    void anExpiredTokenIsRefusedAlsoAtAPublicEndpoint() {
        var expired = engine.bean(JwtIssuer.class)
                .mint(SharedEngine.person(1), "Late", Role.LOGISTICS, Duration.ofMinutes(-5));
        refuses(engine.with(expired).command(RECEIPTS, BODY));
        refuses(engine.with(expired).get("/problems"));
    }

    @Test
    void aTokenSignedWithAnotherKeyIsRefused() throws JOSEException {
        var key = new ECKeyGenerator(Curve.P_256).keyID("local").generate();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).build(), claims());
        token.sign(new ECDSASigner(key));
        refuses(engine.with(token.serialize()).command(RECEIPTS, BODY));
    }

    @Test
    void aTokenOfAnotherAlgorithmIsRefused() throws JOSEException {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
        token.sign(new MACSigner("0123456789012345678901234567890123456789".getBytes(UTF_8)));
        refuses(engine.with(token.serialize()).command(RECEIPTS, BODY));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var head = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        var claims = encoder.encodeToString(claims().toString().getBytes(UTF_8));
        refuses(engine.with(head + "." + claims + ".").command(RECEIPTS, BODY));
    }

    @Test
    void onlyHealthIsPublicUnderActuator() {
        var anonymous = engine.asAnonymous();
        assertThat(anonymous.get("/actuator/health").text()).doesNotContain("components");
        assertThat(anonymous.get("/actuator/health/liveness").status()).isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(anonymous.get("/actuator/health/readiness").text()).isEqualTo("{\"status\":\"UP\"}"));
        assertThat(anonymous.get("/health").text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(engine.as(Role.ADMIN).get("/actuator").status()).isEqualTo(404);
        assertThat(engine.as(Role.ADMIN).get("/actuator/env").status()).isEqualTo(404);
        assertThat(engine.as(Role.ADMIN).get("/actuator/heapdump").status()).isEqualTo(404);
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer("packhouse")
                .subject(SharedEngine.person(1).value())
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .claim("scope", "inventory:write")
                .build();
    }

    private static void refuses(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
}
