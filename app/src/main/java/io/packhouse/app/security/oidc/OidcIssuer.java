package io.packhouse.app.security.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The metadata and the keys of the issuer. Both are fetched in the background, so that requests do not wait for the
/// issuer: an unknown key is the only reason to ask it during a request, at most twice in ten seconds.
final class OidcIssuer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OidcIssuer.class);
    private static final TypeReference<Map<String, Object>> DOCUMENT = new TypeReference<>() {};

    /// Asymmetric only: with HS256 a public key would be the secret.
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(10);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(4);

    private final String issuer;
    private final DefaultResourceRetriever http = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
    private volatile @Nullable Provider provider;
    private boolean isReported;

    /// What the issuer has published.
    record Provider(Map<String, Object> metadata, JWKSource<SecurityContext> keys) {

        /// Verifies signatures with these keys alone: headers such as `jwk` and `jku` are not read.
        NimbusJwtDecoder decoder() {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
            processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                    JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
            processor.setJWTClaimsSetVerifier((_, _) -> {}); // A validator of the decoder verifies them.
            return new NimbusJwtDecoder(processor);
        }
    }

    OidcIssuer(String issuer) {
        this.issuer = issuer;
    }

    boolean isKnown() {
        return provider != null;
    }

    Provider provider() {
        var known = provider;
        if (known == null) {
            throw new IssuerUnavailableException(issuer);
        }
        return known;
    }

    /// Fetches the metadata until it is known. A failure is logged once.
    synchronized void discover() {
        if (provider != null) {
            return;
        }
        try {
            provider = fetch();
            LOG.info("Tokens of the identity provider {} are accepted", issuer);
        } catch (IOException | UncheckedIOException | JacksonException | IllegalArgumentException e) {
            if (!isReported) {
                LOG.warn(
                        "The identity provider {} cannot be used yet, and its tokens are refused with 503;"
                                + " trying again until it responds: {}",
                        issuer,
                        e.toString());
            }
            isReported = true;
        }
    }

    private Provider fetch() throws IOException {
        var address = URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        var text = http.retrieveResource(address.toURL()).getContent();
        var metadata = JsonMapper.shared().readValue(text, DOCUMENT);
        if (!issuer.equals(metadata.get("issuer"))) { // OpenID Connect Discovery 1.0, 4.3.
            throw new IllegalArgumentException(
                    address + " describes the issuer " + metadata.get("issuer") + "; set packhouse.oidc.issuer to it");
        }
        if (!(metadata.get("jwks_uri") instanceof String keys)) {
            throw new IllegalArgumentException(address + " names no keys (jwks_uri)");
        }
        return new Provider(metadata, keys(URI.create(keys)));
    }

    private JWKSource<SecurityContext> keys(URI address) throws IOException {
        return JWKSourceBuilder.create(address.toURL(), http)
                .refreshAheadCache(BEFORE_EXPIRY.toMillis(), true)
                .rateLimited(BETWEEN_REQUESTS.toMillis())
                .outageTolerant(LONGEST_OUTAGE.toMillis())
                .build();
    }

    @Override
    public void close() throws IOException {
        if (provider != null && provider.keys() instanceof Closeable keys) {
            keys.close();
        }
    }
}
