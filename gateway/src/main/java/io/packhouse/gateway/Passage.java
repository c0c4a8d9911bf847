package io.packhouse.gateway;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a request to a node and its answer back, as they come. Another node is asked when the
/// first got nothing of it, or when it only wanted to read and nothing was answered yet.
final class Passage extends ProxyHandler {

    static final long SECONDS_OF_SILENCE = 120;

    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
    // Less than what nodes keep an idle connection for, lest one closes as it is used again.
    private static final long SECONDS_KEPT = 10;
    // A stream takes a connection for as long as somebody looks at a page.
    private static final int MOST_CONNECTIONS = 8_192;

    private static final List<String> FORWARDED =
            List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

    private final Nodes nodes;
    private final boolean isBehindProxy;

    Passage(Nodes nodes, boolean isBehindProxy) {
        this.nodes = nodes;
        this.isBehindProxy = isBehindProxy;
        setViaHost("packhouse");
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setConnectTimeout(TimeUnit.SECONDS.toMillis(2));
        client.setIdleTimeout(TimeUnit.SECONDS.toMillis(SECONDS_KEPT));
        client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
        client.setUserAgentField(null);
        client.setRequestBufferSize(16 * 1024);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var side = Routes.of(request.getMethod(), Request.getPathInContext(request));
        var node = nodes.choose(side, Passing.triedFor(request));
        if (node == null) {
            var what = side == Side.QUERY ? "reads" : "accepts commands";
            Trouble.NO_NODE.write(
                    "No node that " + what + " is ready.", request, response, callback);
            return true;
        }
        Passing.to(node, request);
        return super.handle(request, response, callback);
    }

    @Override
    protected HttpURI rewriteHttpURI(Request request) {
        return HttpURI.build(Passing.of(request).node().address())
                .pathQuery(request.getHttpURI().getPathQuery());
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
        addViaHeader(request, onward);
        onward.headers(
                headers -> {
                    headers.remove(HttpHeader.FORWARDED);
                    var caller = Request.getRemoteAddr(request);
                    if (isBehindProxy) {
                        var before = headers.get(HttpHeader.X_FORWARDED_FOR);
                        caller = before == null ? caller : before + ", " + caller;
                    } else {
                        FORWARDED.forEach(headers::remove); // Anybody could have claimed them.
                    }
                    headers.put(HttpHeader.X_FORWARDED_FOR, caller);
                    var uri = request.getHttpURI();
                    if (!headers.contains(HttpHeader.X_FORWARDED_PROTO)) {
                        headers.put(HttpHeader.X_FORWARDED_PROTO, uri.getScheme());
                    }
                    var host = request.getHeaders().get(HttpHeader.HOST);
                    if (host != null && !headers.contains(HttpHeader.X_FORWARDED_HOST)) {
                        headers.put(HttpHeader.X_FORWARDED_HOST, host);
                    }
                });
    }

    @Override
    protected org.eclipse.jetty.client.Request.Content newProxyToServerRequestContent(
            Request request, Response response, org.eclipse.jetty.client.Request onward) {
        return Passing.of(request).body(request);
    }

    @Override
    protected void sendProxyToServerRequest(
            Request request,
            org.eclipse.jetty.client.Request onward,
            Response response,
            Callback callback) {
        var passing = Passing.of(request);
        var node = passing.node();
        node.enter();
        onward.idleTimeout(SECONDS_OF_SILENCE, TimeUnit.SECONDS)
                .onRequestBegin(_ -> passing.sent())
                .onComplete(_ -> node.leave());
        super.sendProxyToServerRequest(request, onward, response, callback);
    }

    @Override
    protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
            Request request,
            org.eclipse.jetty.client.Request onward,
            Response response,
            Callback callback) {
        return new Answering(request, onward, response, callback);
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request request,
            org.eclipse.jetty.client.Request onward,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        if (response.isCommitted()) {
            callback.failed(failure); // The caller sees the answer end in the middle, as it did.
            return;
        }
        var passing = Passing.of(request);
        var node = passing.node();
        var why = failure.getClass().getSimpleName(); // Its words are about our insides.
        LOG.info("{} {}: {}", node, passing.isSent() ? "went away" : "cannot be reached", why);
        response.reset();
        if (!passing.isSent()) {
            node.becomes(Node.State.SILENT);
            handle(request, response, callback);
        } else if (mayBeAskedAgain(request, passing, failure)) {
            handle(request, response, callback);
        } else {
            var detail =
                    failure instanceof TimeoutException
                            ? "The node said nothing for %s s.".formatted(SECONDS_OF_SILENCE)
                            : "The connection to the node broke before it answered.";
            Trouble.NODE_LOST.write(detail, request, response, callback);
        }
    }

    private boolean mayBeAskedAgain(Request request, Passing passing, Throwable failure) {
        var side = Routes.of(request.getMethod(), Request.getPathInContext(request));
        return Routes.isRepeatable(request.getMethod())
                && !passing.isBodyRead()
                && !(failure instanceof TimeoutException)
                && nodes.choose(side, Passing.triedFor(request)) != null;
    }

    /// A stream has begun when its headers are there, however long it is silent then.
    private final class Answering extends ProxyResponseListener {

        private final Response response;
        private final Callback.Completable begun = new Callback.Completable();

        Answering(
                Request request,
                org.eclipse.jetty.client.Request onward,
                Response response,
                Callback callback) {
            super(request, onward, response, callback);
            this.response = response;
        }

        @Override
        public void onHeaders(org.eclipse.jetty.client.Response answer) {
            super.onHeaders(answer);
            var type = answer.getHeaders().get(HttpHeader.CONTENT_TYPE);
            if (type != null && type.startsWith("text/event-stream")) {
                response.write(false, BufferUtil.EMPTY_BUFFER, begun);
            } else {
                begun.succeeded();
            }
        }

        @Override
        public void onContent(
                org.eclipse.jetty.client.Response answer, Content.Chunk chunk, Runnable demander) {
            chunk.retain();
            var _ =
                    begun.whenComplete(
                            (_, _) -> {
                                super.onContent(answer, chunk, demander);
                                chunk.release();
                            });
        }

        @Override
        public void onSuccess(org.eclipse.jetty.client.Response answer) {
            var _ = begun.whenComplete((_, _) -> super.onSuccess(answer));
        }
    }
}
