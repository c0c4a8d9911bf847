package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.datadirectory.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// The keyed hash by which an address is found: a table of hashes alone does not show whose accounts there are.
@Component
public class AddressHasher {

    private final SecretKeySpec key;

    AddressHasher(Secrets secrets) {
        key = new SecretKeySpec(secrets.bytes("addresses"), "HmacSHA256");
    }

    public String hash(EmailAddress address) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(address.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
        }
    }
}
