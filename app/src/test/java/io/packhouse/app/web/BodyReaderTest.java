package io.packhouse.app.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.admission.RequestSlots;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/// A body that is there is read with the slot of its request; only a wait for the rest leaves it to others.
class BodyReaderTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Double> activeAtRead = new ArrayList<>();

    @Test
    void aBodyThatIsThereIsReadWithTheSlot() throws IOException {
        assertThat(read("there", 5)).isEqualTo("there");
        assertThat(activeAtRead).isNotEmpty().containsOnly(1.0);
    }

    @Test
    void aBodyThatIsNotThereIsAwaitedWithoutTheSlot() throws IOException {
        assertThat(read("there", 0)).isEqualTo("there");
        assertThat(activeAtRead).isNotEmpty().containsOnly(0.0);
    }

    @Test
    void theRestOfABodyIsAwaitedWithoutTheSlot() throws IOException {
        assertThat(read("there", 2)).isEqualTo("there");
        assertThat(activeAtRead).startsWith(1.0).endsWith(0.0);
    }

    /// @param available bytes that can be read without waiting
    private String read(String body, int available) throws IOException {
        var arriving = new Arriving(body.getBytes(US_ASCII), available);
        var request = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return arriving;
            }
        };
        request.addHeader("Content-Length", body.length());
        request.setContent(body.getBytes(US_ASCII));
        var received = new ByteArrayOutputStream();
        var slots = new RequestSlots("read", 1, Duration.ofMinutes(1), meters);
        try (var _ = slots.take().orElseThrow();
                var reader = new BodyReader(request, 100, new BodyBudget(100), Duration.ofMinutes(1))) {
            reader.into(received::write);
            assertThat(active()).isOne();
        }
        return received.toString(US_ASCII);
    }

    private double active() {
        return meters.get("packhouse.requests.active").gauge().value();
    }

    private final class Arriving extends ServletInputStream {

        private final byte[] body;
        private final int available;
        private int position;

        Arriving(byte[] body, int available) {
            this.body = body;
            this.available = available;
        }

        @Override
        public int read(byte[] target, int offset, int most) {
            activeAtRead.add(active());
            if (isFinished()) {
                return -1;
            }
            var length = position < available ? available - position : body.length - position;
            System.arraycopy(body, position, target, offset, length);
            position += length;
            return length;
        }

        @Override
        public int available() {
            return Math.max(0, available - position);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isFinished() {
            return position == body.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
