package io.packhouse.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;

/// A running gateway.
public final class Gateway implements AutoCloseable {

    private static final long STOP_SECONDS = 5;

    private final Server server = new Server();
    private final ServerConnector connector;
    private final Watch watch;

    private Gateway(GatewayOptions options) {
        var nodes = new Nodes();
        watch = new Watch(options, nodes);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setSendXPoweredBy(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(options.address());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(1024);
        connector.setIdleTimeout(TimeUnit.SECONDS.toMillis(Passage.SECONDS_OF_SILENCE + 10));
        server.addConnector(connector);
        var passage = new Passage(nodes, options.isBehindProxy());
        server.setHandler(new GracefulHandler(new Desk(nodes, new Handbook(nodes, passage))));
        server.setErrorHandler(
                (request, response, callback) -> {
                    var status = request.getAttribute(ErrorHandler.ERROR_STATUS);
                    var isTheirs = status instanceof Integer code && code < 500;
                    var trouble = isTheirs ? Trouble.UNREADABLE : Trouble.NODE_LOST;
                    var detail = "The request could not be handed on.";
                    response.getHeaders().put(HttpHeader.CONNECTION, "close");
                    trouble.write(detail, request, response, callback);
                    return true;
                });
        server.setStopTimeout(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    }

    /// Who is ready is known when this returns.
    public static Gateway start(GatewayOptions options) {
        var gateway = new Gateway(options);
        gateway.watch.start();
        try {
            gateway.server.start();
        } catch (IOException e) {
            gateway.close();
            throw new UncheckedIOException("Port " + options.port() + " is not free.", e);
        } catch (Exception e) {
            gateway.close();
            throw new IllegalStateException("The gateway cannot be started.", e);
        }
        return gateway;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /// What is under way has five seconds to end; what has not ended then, such as a stream, is
    /// cut.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException _) {
            // Cut, as promised.
        } catch (Exception e) {
            throw new IllegalStateException("The gateway cannot be stopped.", e);
        } finally {
            watch.close();
        }
    }
}
