package io.packhouse.app.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The order of a shutdown: readiness is already down; requests are served until clients have
/// noticed; then the connectors close and open requests are completed. Processors and timers stop
/// last, because open requests wait for them.
@Component
class GracefulShutdown {

    private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);

    private final Duration linger;
    private final Duration patience;

    GracefulShutdown(
            @Value("${packhouse.shutdown.drain-delay:PT0S}") Duration linger,
            @Value("${spring.lifecycle.timeout-per-shutdown-phase:10s}") Duration patience) {
        this.linger = linger;
        this.patience = patience;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(ContextClosedEvent closing) throws InterruptedException {
        if (closing.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            Thread.sleep(linger);
            drain(context.getWebServer());
        }
    }

    private void drain(WebServer server) throws InterruptedException {
        var drained = new CountDownLatch(1);
        server.shutDownGracefully(_ -> drained.countDown());
        if (!drained.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Requests are still being answered after {}; stopping all the same", patience);
        }
    }
}
