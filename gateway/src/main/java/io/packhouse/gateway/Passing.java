package io.packhouse.gateway;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.client.ContentSourceRequestContent;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// What has been tried for one request, and how far it got: whether another node may still be
/// asked.
final class Passing {

    private static final String ATTRIBUTE = Passing.class.getName();

    private final Set<Node> tried = new LinkedHashSet<>();
    private volatile Node current;
    private volatile boolean isSent;
    private volatile boolean isBodyRead;

    private Passing(Node first) {
        current = first;
    }

    static Set<Node> triedFor(Request request) {
        return request.getAttribute(ATTRIBUTE) instanceof Passing passing
                ? passing.tried
                : Set.of();
    }

    static Passing of(Request request) {
        return (Passing) request.getAttribute(ATTRIBUTE);
    }

    static void to(Node node, Request request) {
        var known = of(request);
        var passing = known == null ? new Passing(node) : known;
        passing.current = node;
        passing.tried.add(node);
        passing.isSent = false;
        request.setAttribute(ATTRIBUTE, passing);
    }

    Node node() {
        return current;
    }

    void sent() {
        isSent = true;
    }

    boolean isSent() {
        return isSent;
    }

    boolean isBodyRead() {
        return isBodyRead;
    }

    /// The caller's body on its way to a node. As long as nothing of it has been read, the failure
    /// of a node is none of the body.
    ContentSourceRequestContent body(Request request) {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return new ContentSourceRequestContent(request, type) {
            @Override
            public Content.Chunk read() {
                var chunk = super.read();
                if (chunk != null) {
                    isBodyRead = true;
                }
                return chunk;
            }

            @Override
            public void fail(Throwable failure) {
                if (isBodyRead) {
                    super.fail(failure);
                }
            }

            @Override
            public void fail(Throwable failure, boolean last) {
                if (isBodyRead) {
                    super.fail(failure, last);
                }
            }
        };
    }
}
