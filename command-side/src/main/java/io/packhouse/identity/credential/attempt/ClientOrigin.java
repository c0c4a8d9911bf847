package io.packhouse.identity.credential.attempt;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a request comes from: its network and the family of its program. The address is that of the connection, or of
/// the forwarded header when the server is configured to trust its proxy.
public record ClientOrigin(String network, String agent) {

    public static final ClientOrigin ENGINE = new ClientOrigin("engine", "engine");

    private static final int GROUPS = 4;

    /// By a part of the header User-Agent, the most specific first.
    private static final Map<String, String> FAMILIES = ordered(
            "edg/",
            "Edge",
            "opr/",
            "Opera",
            "firefox/",
            "Firefox",
            "chrome/",
            "Chrome",
            "safari/",
            "Safari",
            "curl/",
            "curl",
            "java-http-client",
            "Java",
            "python",
            "Python",
            "okhttp",
            "OkHttp",
            "postman",
            "Postman");

    public static ClientOrigin of(HttpServletRequest request) {
        return new ClientOrigin(network(request.getRemoteAddr()), family(request.getHeader("User-Agent")));
    }

    /// A client with one IPv6 address has all addresses with the same first 64 bits.
    static String network(String address) {
        if (!address.contains(":") || address.contains(".")) {
            return address;
        }
        var halves = address.split("%", 2)[0].split("::", 2);
        var head = halves[0].isEmpty() ? new String[0] : halves[0].split(":", -1);
        var network = new StringBuilder();
        for (var i = 0; i < GROUPS; i++) {
            network.append(i < head.length ? head[i].toLowerCase(Locale.ROOT) : "0")
                    .append(':');
        }
        return network.append(":/64").toString();
    }

    private static String family(@Nullable String agent) {
        if (agent == null) {
            return "unknown";
        }
        var text = agent.toLowerCase(Locale.ROOT);
        return FAMILIES.entrySet().stream()
                .filter(family -> text.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }
}
