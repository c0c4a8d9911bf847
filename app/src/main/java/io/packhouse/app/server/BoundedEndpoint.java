package io.packhouse.app.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat's endpoint with additional limits on connections. Tomcat's own timeouts apply to pauses
/// between bytes only, and at its connection limit it stops accepting.
final class BoundedEndpoint extends NioEndpoint {

    /// The connection whose socket this thread processes.
    static final ScopedValue<OpenConnection> CURRENT = ScopedValue.newInstance();

    private @Nullable OpenConnections open;

    void account(OpenConnections connections) {
        open = connections;
    }

    private OpenConnections open() {
        if (open == null) {
            throw new IllegalStateException("The connection limits are not set");
        }
        return open;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        if (!isAdmitted(socket)) {
            destroySocket(socket);
            return false;
        }
        if (super.setSocketOptions(socket)) {
            return true;
        }
        open().forget(socket);
        return false;
    }

    private boolean isAdmitted(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress remote
                    && open().admit(socket, remote.getAddress(), () -> closeSocket(socket));
        } catch (IOException e) {
            return false; // Already closed.
        }
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new Accounting(handler));
    }

    private final class Accounting implements Handler<NioChannel> {

        private final Handler<NioChannel> tomcats;

        Accounting(Handler<NioChannel> tomcats) {
            this.tomcats = tomcats;
        }

        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            var connection = open().find(socket.getSocket().getIOChannel()).orElse(null);
            if (connection == null) {
                return SocketState.CLOSED;
            }
            var state = ScopedValue.where(CURRENT, connection).call(() -> tomcats.process(socket, event));
            if (state == SocketState.OPEN && event != SocketEvent.TIMEOUT) {
                connection.rests(); // A late timeout has no effect.
            } else if (state == SocketState.LONG && !isAnswered(socket)) {
                connection.headBegins();
            }
            return state;
        }

        private static boolean isAnswered(SocketWrapperBase<NioChannel> socket) {
            return socket.getCurrentProcessor() instanceof Processor processor
                    && (processor.isAsync() || processor.isUpgrade());
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            open().forget(socket.getSocket().getIOChannel());
            tomcats.release(socket);
        }

        @Override
        public Object getGlobal() {
            return tomcats.getGlobal();
        }

        @Override
        public void pause() {
            tomcats.pause();
        }

        @Override
        public void recycle() {
            tomcats.recycle();
        }
    }
}
