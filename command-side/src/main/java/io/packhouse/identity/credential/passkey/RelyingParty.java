package io.packhouse.identity.credential.passkey;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whom passkeys are for: the host of this shop's address. Browsers accept a domain over HTTPS, and `localhost`.
record RelyingParty(String host, String origin, boolean isPossible) {

    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|\\[.*]");

    static RelyingParty of(String publicUrl) {
        var url = URI.create(publicUrl);
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        var isSecure = scheme.equals("https") || host.equals("localhost");
        var isUsualPort = url.getPort() == -1 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        var origin = scheme + "://" + host + (isUsualPort ? "" : ":" + url.getPort()); // As browsers write it.
        return new RelyingParty(host, origin, isSecure && !NUMERIC.matcher(host).matches());
    }
}
