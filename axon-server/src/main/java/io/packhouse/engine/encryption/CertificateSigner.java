package io.packhouse.engine.encryption;

import java.time.Instant;
import java.util.Map;

/// Signs statements of this installation with its published key.
public interface CertificateSigner {

    /// A JWS in its compact form; `type` is its header `typ`, so that no certificate is taken for an access token.
    String sign(String type, Instant issuedAt, Map<String, Object> claims);
}
