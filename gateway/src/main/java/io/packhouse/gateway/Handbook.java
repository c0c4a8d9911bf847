package io.packhouse.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI description of all doors. A node describes its own; here stands what one of either
/// side says, put together.
final class Handbook extends Handler.Wrapper {

    private static final String PATH = "/v3/api-docs";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Nodes nodes;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Handbook(Nodes nodes, Handler passage) {
        super(passage);
        this.nodes = nodes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals(PATH) || !request.getMethod().equals("GET")) {
            return super.handle(request, response, callback);
        }
        var asked = new EnumMap<Side, Node>(Side.class);
        for (var side : Side.values()) {
            var node = nodes.choose(side, Set.of());
            if (node != null) {
                asked.put(side, node);
            }
        }
        if (asked.size() < Side.values().length) {
            Trouble.NO_NODE.write("A side has no node that is ready.", request, response, callback);
            return true;
        }
        try {
            write(put(asked), response, callback);
        } catch (IOException | JacksonException e) {
            Trouble.NODE_LOST.write("A node did not say.", request, response, callback);
        }
        return true;
    }

    private ObjectNode put(Map<Side, Node> asked) throws IOException, InterruptedException {
        var whole = JSON.createObjectNode();
        for (var node : new LinkedHashSet<>(asked.values())) {
            add(whole, described(node));
        }
        // Seen from wherever this description was read.
        whole.putArray("servers").addObject().put("url", "/");
        return whole;
    }

    private ObjectNode described(Node node) throws IOException, InterruptedException {
        var ask = HttpRequest.newBuilder(node.address().resolve(PATH)).timeout(PATIENCE).build();
        var answer = http.send(ask, BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200
                && JSON.readTree(answer.body()) instanceof ObjectNode description) {
            return description;
        }
        throw new IOException("%s answered %d".formatted(node, answer.statusCode()));
    }

    /// What both have is the same thing; lists, such as the tags, have each word once.
    private static void add(ObjectNode whole, ObjectNode more) {
        for (var property : more.properties()) {
            var there = whole.get(property.getKey());
            if (there instanceof ObjectNode inner
                    && property.getValue() instanceof ObjectNode its) {
                add(inner, its);
            } else if (there instanceof ArrayNode list) {
                var known = new ArrayList<JsonNode>(list.values());
                property.getValue().values().stream()
                        .filter(one -> !known.contains(one))
                        .forEach(list::add);
            } else {
                whole.set(property.getKey(), property.getValue());
            }
        }
    }

    private static void write(ObjectNode whole, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(whole)), callback);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        http.shutdownNow();
    }
}
