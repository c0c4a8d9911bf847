package io.packhouse.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI description of all doors. A node describes its own; here stands what one of either
/// side says, put together.
final class Handbook extends Handler.Wrapper {

    private static final Logger LOG = LoggerFactory.getLogger(Handbook.class);
    private static final String PATH = "/v3/api-docs";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FRESH = Duration.ofMinutes(1).toNanos();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATHS_AND_KINDS = 2;
    private static final long SECONDS_FOR_THE_FIRST = 10;

    private final Nodes nodes;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Edition latest;

    private record Edition(String text, long nanos) {

        boolean isFresh() {
            return System.nanoTime() - nanos < FRESH;
        }
    }

    Handbook(Nodes nodes, Handler passage) {
        super(passage);
        this.nodes = nodes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!Request.getPathInContext(request).equals(PATH) || !request.getMethod().equals("GET")) {
            return super.handle(request, response, callback);
        }
        var edition = edition();
        if (edition == null) {
            var detail = "No node of one side has said yet which doors it has.";
            Trouble.NO_NODE.write(detail, request, response, callback);
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, StandardCharsets.UTF_8.encode(edition.text()), callback);
        }
        return true;
    }

    /// One caller at a time asks nodes. The others get what was known before, and wait a while when
    /// nothing was.
    private @Nullable Edition edition() throws InterruptedException {
        var known = latest;
        if (known != null && known.isFresh()) {
            return known;
        }
        if (!writing.tryLock(known == null ? SECONDS_FOR_THE_FIRST : 0, TimeUnit.SECONDS)) {
            return known;
        }
        try {
            var meanwhile = latest;
            return meanwhile != null && meanwhile.isFresh() ? meanwhile : written(known);
        } finally {
            writing.unlock();
        }
    }

    private @Nullable Edition written(@Nullable Edition known) throws InterruptedException {
        var whole = JSON.createObjectNode();
        for (var side : Side.values()) {
            var described = described(side);
            if (described == null) {
                return known;
            }
            add(whole, described, PATHS_AND_KINDS);
        }
        // Seen from wherever this description was read.
        whole.putArray("servers").addObject().put("url", "/");
        latest = new Edition(JSON.writeValueAsString(whole), System.nanoTime());
        return latest;
    }

    private @Nullable ObjectNode described(Side side) throws InterruptedException {
        var tried = new HashSet<Node>();
        for (var node = nodes.choose(side, tried); node != null; node = nodes.choose(side, tried)) {
            tried.add(node);
            try {
                return described(node);
            } catch (IOException | JacksonException e) {
                LOG.info("{} does not say which doors it has: {}", node, e.toString());
            }
        }
        return null;
    }

    private ObjectNode described(Node node) throws IOException, InterruptedException {
        var ask = HttpRequest.newBuilder(node.address().resolve(PATH)).timeout(PATIENCE).build();
        var answer = http.send(ask, BodyHandlers.ofByteArray());
        if (answer.statusCode() == 200
                && JSON.readTree(answer.body()) instanceof ObjectNode description) {
            return description;
        }
        throw new IOException("answered " + answer.statusCode());
    }

    /// Addresses get the methods of both sides, kinds of components the names of both, and lists,
    /// such as the tags, each word once. What has one name on both sides is one thing.
    private static void add(ObjectNode whole, ObjectNode more, int deep) {
        for (var property : more.properties()) {
            var there = whole.get(property.getKey());
            if (there == null) {
                whole.set(property.getKey(), property.getValue());
            } else if (deep > 0
                    && there instanceof ObjectNode inner
                    && property.getValue() instanceof ObjectNode its) {
                add(inner, its, deep - 1);
            } else if (there instanceof ArrayNode list) {
                var known = new ArrayList<JsonNode>(list.values());
                property.getValue().values().stream()
                        .filter(one -> !known.contains(one))
                        .forEach(list::add);
            }
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        http.shutdownNow();
    }
}
