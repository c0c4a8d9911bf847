package io.packhouse.identity.credential.passkey;

import java.net.URI;
import java.util.regex.Pattern;

/// Whom passkeys are for: the host of this shop's address. Browsers accept a domain over HTTPS, and `localhost`.
record RelyingParty(String host, String origin, boolean isPossible) {

    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[.*]");

    static RelyingParty of(String publicUrl) {
        var url = URI.create(publicUrl);
        var host = String.valueOf(url.getHost());
        var isSecure = "https".equals(url.getScheme()) || host.equals("localhost");
        var origin = url.getScheme() + "://" + url.getAuthority();
        return new RelyingParty(host, origin, isSecure && !NUMERIC.matcher(host).matches());
    }
}
