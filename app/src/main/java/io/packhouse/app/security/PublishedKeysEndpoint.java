package io.packhouse.app.security;

import io.packhouse.engine.http.PublicEndpoint;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The public keys of this installation, as a JSON Web Key Set (RFC 7517).
@RestController
class PublishedKeysEndpoint {

    private final JwtIssuer tokens;

    record PublishedKey(String kty, String crv, String kid, String use, String alg, String x, String y) {}

    record PublishedKeys(List<PublishedKey> keys) {}

    PublishedKeysEndpoint(JwtIssuer tokens) {
        this.tokens = tokens;
    }

    /// Tokens and certificates of this installation are verified with these.
    @GetMapping("/.well-known/jwks.json")
    @PublicEndpoint
    PublishedKeys keys() {
        var key = tokens.publicKey();
        return new PublishedKeys(List.of(new PublishedKey(
                key.getKeyType().getValue(),
                key.getCurve().getName(),
                key.getKeyID(),
                "sig",
                "ES256",
                key.getX().toString(),
                key.getY().toString())));
    }
}
