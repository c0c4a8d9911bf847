package io.packhouse.gateway;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway answers itself: whether it is of use, and, to this machine only, how its nodes
/// are. What nodes tell of their inside stays inside.
final class Desk extends Handler.Wrapper {

    private static final JsonMapper JSON = new JsonMapper();

    private final Nodes nodes;

    Desk(Nodes nodes, Handler passage) {
        super(passage);
        this.nodes = nodes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var path = Request.getPathInContext(request);
        if (path.equals("/gateway/health")) {
            var isUseful = Arrays.stream(Side.values()).allMatch(nodes::anyReady);
            var status = Map.<String, Object>of("status", isUseful ? "UP" : "DOWN");
            write(isUseful ? 200 : 503, status, response, callback);
        } else if (path.equals("/gateway/status") && isFromHere(request)) {
            write(200, status(), response, callback);
        } else if (path.startsWith("/gateway/") || isInside(path)) {
            Trouble.NOT_FOUND.write("Nothing to see at this address.", request, response, callback);
        } else {
            return pass(request, response, callback);
        }
        return true;
    }

    private boolean pass(Request request, Response response, Callback callback) throws Exception {
        try {
            return super.handle(request, response, callback);
        } catch (IllegalArgumentException e) {
            var detail = "The address holds signs that must be escaped.";
            Trouble.UNREADABLE.write(detail, request, response, callback);
            return true;
        }
    }

    private static boolean isInside(String path) {
        return path.equals("/actuator")
                || (path.startsWith("/actuator/") && !path.startsWith("/actuator/health"));
    }

    private static boolean isFromHere(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress caller
                && caller.getAddress().isLoopbackAddress()
                && !request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR);
    }

    private Map<String, Object> status() {
        var told = new ArrayList<Map<String, Object>>();
        for (var node : nodes.all().stream().sorted(Comparator.comparing(Node::address)).toList()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("address", node.address().toString());
            one.put("sides", nodes.sidesOf(node));
            one.put("state", node.state());
            one.put("since", node.since().toString());
            one.put("busy", node.busy());
            told.add(one);
        }
        return Map.of("nodes", told);
    }

    private static void write(
            int status, Map<String, Object> body, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        var bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }
}
