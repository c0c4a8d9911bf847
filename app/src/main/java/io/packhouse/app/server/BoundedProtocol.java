package io.packhouse.app.server;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/// Tomcat's HTTP protocol with limits on number and duration of connections. Public, because Tomcat
/// creates it by name.
public final class BoundedProtocol extends Http11NioProtocol {

    /// Set for a request on a spare connection, which serves health checks only.
    public static final String SPARE = "packhouse.spare-connection";

    private final BoundedEndpoint endpoint;
    private @Nullable OpenConnections open;
    private @Nullable ScheduledFuture<?> watch;

    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    void limit(ConnectionLimits limits) {
        open = new OpenConnections(limits, System::nanoTime);
        endpoint.account(open);
        // Tomcat's own limit would stop it from accepting: it is never reached, but it is needed
        // for
        // the metrics.
        setMaxConnections(limits.most() + 2 * ConnectionLimits.SPARE);
        setConnectionTimeout(millis(limits.head()));
        setKeepAliveTimeout(millis(limits.idle()));
        // An unauthorized client need not send its body.
        setContinueResponseTiming("onRead");
    }

    private static int millis(Duration time) {
        return Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE);
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new NotifyingAdapter(adapter));
    }

    @Override
    public void start() throws Exception {
        super.start();
        if (open != null) {
            watch = getUtilityExecutor().scheduleWithFixedDelay(open::closeLate, 1, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    /// Notifies the connection when the head of a request is complete and when the response is.
    private static final class NotifyingAdapter implements Adapter {

        private final Adapter tomcats;

        NotifyingAdapter(Adapter tomcats) {
            this.tomcats = tomcats;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            var connection = BoundedEndpoint.CURRENT.get();
            connection.requestBegins();
            if (connection.isSpare()) {
                request.setAttribute(SPARE, true);
            }
            try {
                tomcats.service(request, response);
            } finally {
                notifyIfAnswered(request);
            }
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            try {
                return tomcats.asyncDispatch(request, response, event);
            } finally {
                notifyIfAnswered(request);
            }
        }

        private static void notifyIfAnswered(Request request) {
            var isAsync = new AtomicBoolean();
            request.action(ActionCode.ASYNC_IS_ASYNC, isAsync);
            if (!isAsync.get()) {
                BoundedEndpoint.CURRENT.get().requestEnds();
            }
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return tomcats.prepare(request, response);
        }

        @Override
        public void log(Request request, Response response, long time) {
            tomcats.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            tomcats.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return tomcats.getDomain();
        }
    }
}
