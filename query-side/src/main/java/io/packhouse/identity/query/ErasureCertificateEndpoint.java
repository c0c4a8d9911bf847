package io.packhouse.identity.query;

import io.packhouse.engine.encryption.CertificateSigner;
import io.packhouse.engine.encryption.ErasureCertificate;
import io.packhouse.engine.encryption.ErasureCertificates;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.shared.api.PersonId;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What an erased person, or an authority, gets as evidence.
@RestController
class ErasureCertificateEndpoint {

    private static final String TYPE = "erasure-certificate+jwt";

    private final ErasureCertificates certificates;
    private final PersonKeyStore keys;
    private final CertificateSigner signer;

    /// `jws` is the same, signed with ES256: the keys are at `/.well-known/jwks.json`.
    record Signed(ErasureCertificate certificate, String jws) {}

    record Certificates(List<Signed> items) {}

    ErasureCertificateEndpoint(ErasureCertificates certificates, PersonKeyStore keys, CertificateSigner signer) {
        this.certificates = certificates;
        this.keys = keys;
        this.signer = signer;
    }

    /// A signed certificate for each erasure of a person, the first one first; none until the erasure is done.
    @GetMapping("/api/v1/users/{id}/erasure-certificate")
    @RequiresScope("accounts:manage")
    Certificates all(@PathVariable PersonId id) {
        var left = keys.fingerprints(id); // A certificate is stored before the keys are destroyed.
        return new Certificates(certificates.of(id).stream()
                .filter(one -> Collections.disjoint(one.keysDestroyed(), left))
                .map(this::signed)
                .toList());
    }

    private Signed signed(ErasureCertificate certificate) {
        var claims = new TreeMap<String, Object>();
        claims.put("person", certificate.person().value());
        claims.put("erasedAt", certificate.erasedAt().toString());
        claims.put("requestedBy", certificate.requestedBy());
        claims.put("keysDestroyed", certificate.keysDestroyed());
        claims.put("removed", certificate.removed());
        claims.put("position", certificate.position());
        return new Signed(certificate, signer.sign(TYPE, certificate.erasedAt(), claims));
    }
}
