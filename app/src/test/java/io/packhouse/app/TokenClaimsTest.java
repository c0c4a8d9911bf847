package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.SharedEngine;
import java.text.ParseException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A correctly signed token is refused unless each of its claims is valid.
class TokenClaimsTest {

    static final SharedEngine ENGINE = SharedEngine.shared();
    static final String RECEIPTS = "/api/v1/inventory/items/inv_main_CLAIMS/receipts";
    static final String ONE = "{\"quantity\":1,\"reason\":\"delivery\"}";
    static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void theClaimsOfIssuedTokensAreValid() {
        assertThat(ENGINE.with(signed(claims())).command(RECEIPTS, ONE).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "iss   | null                    | iss",
                "iss   | 'another'               | iss",
                "iss   | ''                      | iss",
                "iss   | ['packhouse']           | ``",
                "iss   | 7                       | ``",
                "aud   | null                    | aud",
                "aud   | 'another'               | aud",
                "aud   | ['another','third']     | aud",
                "aud   | []                      | aud",
                "aud   | {}                      | ``",
                "aud   | 7                       | ``",
                "aud   | [7]                     | ``",
                "sub   | null                    | sub",
                "sub   | ''                      | sub",
                "sub   | ' '                     | sub",
                "sub   | 7                       | ``",
                "sub   | ['per_1']               | ``",
                "sub   | 'admin'                 | sub",
                "sub   | 'ord_01jd0000000000000000000001' | sub",
                "sub   | 'per_'                  | sub",
                "sub   | 'per_01JD0000000000000000000001' | sub",
                "sub   | ' per_01jd0000000000000000000001' | sub",
                "sub   | 'per_01jd0000000000000000000001\\u0000' | sub",
                "exp   | null                    | exp",
                "exp   | 1                       | ``",
                "exp   | -1                      | ``",
                "exp   | 'tomorrow'              | ``",
                "exp   | []                      | ``",
                "exp   | 1e300                   | ``",
                "nbf   | 32503680000             | nbf",
                "nbf   | 'x'                     | ``",
                "iat   | 32503680000             | ``",
                "iat   | {}                      | ``",
                "scope | 7                       | scope",
                "scope | ['inventory:write']     | scope",
                "scope | [7]                     | scope",
                "scope | {}                      | scope",
                "scope | true                    | scope",
                "roles | 'ADMIN'                 | roles",
                "roles | [7]                     | roles",
                "roles | {}                      | roles",
                "name  | 7                       | name",
                "name  | []                      | name",
            })
    void aWrongClaimIsRefusedWithItsName(String claim, String value, String named) {
        var claims = claims();
        claims.set(claim, JSON.readTree(value.replace('\'', '"')));
        if (value.equals("null")) {
            claims.remove(claim);
        }
        refuses(signed(claims), named);
    }

    @Test
    void veryLongClaimsAreRefused() {
        for (var claim : new String[] {"scope", "name"}) {
            refuses(signed(claims().put(claim, "x".repeat(4_100))), claim);
        }
    }

    @Test
    void aNullClaimIsAMissingClaim() {
        for (var claim : new String[] {"sub", "aud", "iss", "exp"}) {
            refuses(signed(claims().putNull(claim)), claim);
        }
    }

    @Test
    void aScopeUnderAnotherClaimNameIsIgnored() {
        var claims = claims();
        claims.remove("scope");
        claims.putArray("scp").add(7).add("inventory:write");
        var answer = ENGINE.with(signed(claims)).command(RECEIPTS, ONE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"text\"", "", "{", "{} {}"})
    void aPayloadWithoutClaimsIsRefused(String payload) {
        refuses(signed(payload), "");
    }

    @Test
    void aBrowserIsNotSignedInWithInvalidClaims() {
        var claims = claims();
        claims.remove("aud");
        var answer = ENGINE.asAnonymous()
                .post(
                        "/session",
                        "token=" + signed(claims),
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Sec-Fetch-Site",
                        "same-origin");
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.at("/detail")).contains("aud");
    }

    private static void refuses(String token, String named) {
        var before = ENGINE.countOfEvents();
        var answer = ENGINE.with(token).command(RECEIPTS, ONE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("unauthenticated");
        assertThat(answer.at("/detail")).startsWith("The token is not valid").contains(named);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(ENGINE.with(token).get("/problems").status()).isEqualTo(401);
        assertThat(ENGINE.countOfEvents()).isEqualTo(before);
    }

    private static ObjectNode claims() {
        var token = ENGINE.bean(JwtIssuer.class).mint(SharedEngine.person(3), "Test", Role.LOGISTICS);
        try {
            var all = JWSObject.parse(token).getPayload().toString();
            var claims = (ObjectNode) JSON.readTree(all);
            claims.put("nbf", Instant.now().getEpochSecond() - 5);
            return claims;
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(ObjectNode claims) {
        return signed(claims.toString());
    }

    private static String signed(String payload) {
        try {
            var key = ECKey.parse(ENGINE.bean(Secrets.class).text("tokens.json", () -> "there is a key already"));
            var object = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    new Payload(payload));
            object.sign(new ECDSASigner(key));
            return object.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
