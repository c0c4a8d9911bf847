package io.packhouse.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A name that stands for as many nodes as it has addresses.
final class Names {

    static final String SCHEME = "dns";

    private Names() {}

    /// A name that nobody knows at the moment stands for nobody.
    static List<URI> resolved(List<URI> given) {
        return given.stream().flatMap(Names::resolved).toList();
    }

    private static Stream<URI> resolved(URI one) {
        if (!SCHEME.equals(one.getScheme())) {
            return Stream.of(one);
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(one.getHost()))
                    .map(address -> URI.create("http://" + text(address) + ":" + one.getPort()));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }

    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text.replaceAll("%.*", "") + "]" : text;
    }
}
