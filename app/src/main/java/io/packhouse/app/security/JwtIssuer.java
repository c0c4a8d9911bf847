package io.packhouse.app.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.engine.encryption.CertificateSigner;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/// Issues tokens signed with a key of the data folder: ES256, `sub` is a person, with roles and
/// scopes. A real identity provider will issue the same.
public class JwtIssuer implements CertificateSigner {

    private static final Duration VALID = Duration.ofDays(30);

    private final ImmutableJWKSet<SecurityContext> keys;
    private final Secrets secrets;
    private final Clock clock;

    public JwtIssuer(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
        keys = new ImmutableJWKSet<>(new JWKSet(key(secrets)));
    }

    public String mint(PersonId person, String name, Role role) {
        return mint(person, name, role, VALID);
    }

    /// A token with that validity; already expired when `valid` is negative.
    public String mint(PersonId person, String name, Role role, Duration valid) {
        return mint(person, name, List.of(role), valid);
    }

    /// A token with the scopes of all these roles.
    public String mint(PersonId person, String name, List<Role> roles, Duration valid) {
        return signed(claims(person, name, roles, valid).build());
    }

    /// A token that is valid while that session is active.
    public String mint(PersonId person, String name, List<Role> roles, Duration valid, String session) {
        return signed(claims(person, name, roles, valid)
                .claim(TokenClaims.SESSION, session)
                .build());
    }

    private JwtClaimsSet.Builder claims(PersonId person, String name, List<Role> roles, Duration valid) {
        var now = clock.instant();
        return JwtClaimsSet.builder()
                .issuer(TokenClaims.ISSUER)
                .audience(List.of(TokenClaims.AUDIENCE))
                .subject(person.value())
                .issuedAt(valid.isNegative() ? now.plus(valid).minusSeconds(60) : now)
                .expiresAt(now.plus(valid))
                .claim("name", name)
                .claim("roles", roles.stream().map(Role::name).toList())
                .claim("scope", Role.scopes(roles));
    }

    @Override
    public String sign(String type, Instant issuedAt, Map<String, Object> claims) {
        var all = JwtClaimsSet.builder()
                .claims(one -> one.putAll(claims))
                .issuer(TokenClaims.ISSUER)
                .issuedAt(issuedAt)
                .build();
        return signed(JwsHeader.with(SignatureAlgorithm.ES256).type(type), all);
    }

    private String signed(JwtClaimsSet claims) {
        return signed(JwsHeader.with(SignatureAlgorithm.ES256), claims);
    }

    private String signed(JwsHeader.Builder header, JwtClaimsSet claims) {
        return new NimbusJwtEncoder(keys)
                .encode(JwtEncoderParameters.from(header.build(), claims))
                .getTokenValue();
    }

    ECKey publicKey() {
        return keys.getJWKSet().getKeys().getFirst().toECKey().toPublicJWK();
    }

    /// A token of that session for the same person and scopes with a limited validity, so that a browser does not keep
    /// the owner's token.
    String shortened(Jwt token, Duration most, String session) {
        var end = clock.instant().plus(most);
        var given = token.getExpiresAt();
        var claims = JwtClaimsSet.builder()
                .claims(all -> all.putAll(token.getClaims()))
                .issuer(TokenClaims.ISSUER)
                .claim(TokenClaims.SESSION, session)
                .issuedAt(clock.instant())
                .expiresAt(given != null && given.isBefore(end) ? given : end)
                .build();
        return signed(claims);
    }

    /// Writes a token to the file that `./packhouse token <account>` reads.
    public void keep(String account, String token) {
        secrets.keep("../tokens/" + account + ".jwt", token);
    }

    JwtDecoder decoder() {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // TokenClaims verifies them.
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new TokenClaims(clock));
        return decoder;
    }

    private static ECKey key(Secrets secrets) {
        try {
            return ECKey.parse(secrets.text("tokens.json", JwtIssuer::generated));
        } catch (ParseException e) {
            throw new IllegalStateException("The key of the tokens cannot be read", e);
        }
    }

    private static String generated() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("local").generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException("No key can be made for tokens", e);
        }
    }
}
