package io.packhouse.app.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.packhouse.engine.monitoring.ProcessorLag;
import io.packhouse.engine.monitoring.ProcessorLag.SegmentLag;
import io.packhouse.engine.processor.DesiredProcessorState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/// What a node that starts must have read before it is ready, and what does not change its status later.
class ProcessorsHealthTest {

    static final String STOCK = "projection-stock";
    static final String PAYMENTS = "order-payments";

    final EventProcessingConfiguration processing = mock();
    final ProcessorLag lag = mock();
    final DesiredProcessorState desired = mock();
    final StreamingEventProcessor stock = processor(STOCK);
    final StreamingEventProcessor payments = processor(PAYMENTS);
    final ProcessorsHealth health = new ProcessorsHealth(
            processing,
            lag,
            desired,
            new ReadySettings(new ReadySettings.Lag(10, Duration.ofSeconds(30), Duration.ofSeconds(5))));

    ProcessorsHealthTest() {
        when(processing.eventProcessors()).thenReturn(new HashMap<>(Map.of(STOCK, stock, PAYMENTS, payments)));
        when(lag.groups()).thenReturn(List.of(PAYMENTS, STOCK));
        when(desired.isPaused(anyString())).thenReturn(false);
        here(stock, true);
        here(payments, true);
        claimed(true);
    }

    @Test
    void isReadyWhenEverythingHereHasCaughtUp() {
        here(payments, false);
        assertThat(status()).isEqualTo(Status.DOWN);
        here(payments, true);
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void aProjectionThatNoNodeWorksOnIsAwaited() {
        nothingHere(stock);
        claimed(false);
        assertThat(status()).isEqualTo(Status.DOWN);
        claimed(true);
        assertThat(status()).as("another node works on it").isEqualTo(Status.UP);
    }

    @Test
    void aNodeThatTakesOverStaysReady() {
        nothingHere(stock);
        nothingHere(payments);
        assertThat(status()).isEqualTo(Status.UP);
        here(stock, false);
        here(payments, false);
        assertThat(status()).isEqualTo(Status.UP);
    }

    /// It releases its segment after each failure; the other processors work.
    @Test
    void aFailingAutomationDoesNotKeepANodeFromStarting() {
        nothingHere(payments);
        when(lag.of(PAYMENTS)).thenReturn(List.of(segment(PAYMENTS, false)));
        assertThat(status()).isEqualTo(Status.UP);
    }

    private Status status() {
        return health.health().getStatus();
    }

    private void claimed(boolean claimed) {
        when(lag.of(STOCK)).thenReturn(List.of(segment(STOCK, claimed)));
    }

    private static SegmentLag segment(String group, boolean claimed) {
        return new SegmentLag(group, 0, 5, 0, Duration.ZERO, claimed);
    }

    private static void here(StreamingEventProcessor processor, boolean caughtUp) {
        EventTrackerStatus status = mock();
        when(status.isCaughtUp()).thenReturn(caughtUp);
        when(processor.processingStatus()).thenReturn(Map.of(0, status));
    }

    private static void nothingHere(StreamingEventProcessor processor) {
        when(processor.processingStatus()).thenReturn(Map.of());
    }

    private static StreamingEventProcessor processor(String name) {
        StreamingEventProcessor processor = mock();
        when(processor.getName()).thenReturn(name);
        when(processor.isRunning()).thenReturn(true);
        return processor;
    }
}
