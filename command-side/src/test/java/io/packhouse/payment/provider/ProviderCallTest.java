package io.packhouse.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentEvent.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.ProviderOperation;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.api.ProviderPaymentStatus.State;
import io.packhouse.payment.api.ProviderReferences;
import io.packhouse.payment.provider.PaymentProvider.Answer;
import io.packhouse.payment.provider.stripe.StripeStatusMapping;
import io.packhouse.shared.api.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProviderCallTest {

    static final PaymentId ID = PaymentId.derive("ord_1", "FULL");
    static final Instant ASKED = Instant.parse("2026-03-01T12:00:00Z");

    final PaymentProvider provider = mock(PaymentProvider.class);
    final SagaCommandGateway commands = mock(SagaCommandGateway.class);
    final ProviderOperationRequested open = asked(ProviderOperation.OPEN_CHECKOUT, null);
    final ProviderOperationRequested capture = asked(ProviderOperation.CAPTURE, "pi_1");
    final ProviderOperationRequested close = asked(ProviderOperation.VOID, null);
    final ProviderOperationRequested refund = asked(ProviderOperation.REFUND, "pi_1");
    final Answer unknown = new Answer.Unknown("timeout");

    ProviderCallTest() {
        when(commands.sendAndWait(new GetProviderReferences(ID))).thenReturn(new ProviderReferences(null, null, false));
    }

    @Test
    void recordsThePage() {
        when(provider.open(open, ASKED)).thenReturn(new Answer.CheckoutCreated("cs_1", "https://pay"));
        assertThat(after(0, open)).isEqualTo(again(30));
        verify(commands).sendAndWait(new RecordCheckoutSession(ID, "cs_1", "https://pay"));
    }

    @Test
    void pollsAnOpenPageUntilThePaymentIsSettled() {
        when(commands.sendAndWait(new GetProviderReferences(ID)))
                .thenReturn(new ProviderReferences("cs_1", null, false), new ProviderReferences("cs_1", "pi_1", true));
        when(provider.fetchStatus("cs_1", null)).thenReturn(status(State.AUTHORIZED, 0, 0));
        assertThat(after(45, open)).isEqualTo(again(45));
        verify(commands).sendAndWait(any(RecordProviderStatus.class));
        assertThat(after(90, open)).isEqualTo(new DurableTask.Next.Done());
        verify(provider, never()).open(any(), any());
    }

    @Test
    void recordsAnUnknownOutcomeAndRetriesWithAGrowingPause() {
        when(provider.capture(capture)).thenReturn(unknown);
        assertThat(after(0, capture)).isEqualTo(again(1));
        assertThat(after(8, capture)).isEqualTo(again(8));
        verify(commands, org.mockito.Mockito.times(2))
                .sendAndWait(new RecordUnknownOutcome(ID, ProviderOperation.CAPTURE, "timeout"));
    }

    @Test
    void usesANewKeyOnlyWhenItWasDefinitelyNotDone() {
        when(provider.capture(capture)).thenReturn(unknown);
        when(provider.fetchStatus("cs_1", "pi_1")).thenReturn(unknown);
        assertThat(after(120, capture)).isEqualTo(again(120));
        when(provider.fetchStatus("cs_1", "pi_1")).thenReturn(status(State.CAPTURED, 4990, 0));
        assertThat(after(120, capture)).isEqualTo(again(120));
        verify(commands, never()).sendAndWait(any(RetryProviderOperation.class));
        when(provider.fetchStatus("cs_1", "pi_1")).thenReturn(status(State.AUTHORIZED, 0, 0));
        assertThat(after(120, capture)).isEqualTo(new DurableTask.Next.Done());
        verify(commands).sendAndWait(new RetryProviderOperation(ID, ProviderOperation.CAPTURE, 1));
    }

    @Test
    void fetchesTheStatusOnceTheKeyHasExpired() {
        when(provider.fetchStatus("cs_1", "pi_1")).thenReturn(status(State.CAPTURED, 4990, 4990));
        assertThat(after(90_000, refund)).isEqualTo(new DurableTask.Next.Done());
        verify(provider, never()).refund(any());
    }

    @Test
    void continuesUntilTheWholeRefundIsReported() {
        when(provider.refund(refund)).thenReturn(status(State.CAPTURED, 4990, 0));
        assertThat(after(2, refund)).isEqualTo(again(2));
        when(provider.refund(refund)).thenReturn(status(State.CAPTURED, 4990, 4990));
        assertThat(after(2, refund)).isEqualTo(new DurableTask.Next.Done());
    }

    @Test
    void aDefiniteRejectionIsRecordedWithTheStatusAndNotRepeated() {
        var providerStatus = ((Answer.ProviderStatus) status(State.AUTHORIZED, 0, 0)).providerStatus();
        when(provider.cancel(close)).thenReturn(new Answer.Refused("not_open", providerStatus));
        assertThat(after(1, close)).isEqualTo(new DurableTask.Next.Done());
        verify(commands).sendAndWait(new RecordRefusal(ID, ProviderOperation.VOID, 1, "not_open", providerStatus));
    }

    @Test
    void aDefiniteRejectionIsNotFinalWhileTheProviderIsProcessing() {
        var busy = ProviderPaymentStatus.withoutMoney("look", State.PROCESSING, null);
        when(provider.cancel(close)).thenReturn(new Answer.Refused("busy", busy));
        assertThat(after(1, close)).isEqualTo(again(1));
        verify(commands).sendAndWait(new RecordUnknownOutcome(ID, ProviderOperation.VOID, "busy"));
    }

    @Test
    void anOperationNeverDoneIsRejectedAfterTenAttempts() {
        var tenth = asked(ProviderOperation.REFUND, 10, "pi_1");
        var providerStatus = status(State.CAPTURED, 4990, 0);
        when(provider.refund(tenth)).thenReturn(providerStatus);
        when(provider.fetchStatus("cs_1", "pi_1")).thenReturn(providerStatus);
        assertThat(after(120, tenth)).isEqualTo(new DurableTask.Next.Done());
        verify(commands)
                .sendAndWait(new RecordRefusal(
                        ID,
                        ProviderOperation.REFUND,
                        10,
                        "not done after 10 attempts",
                        ((Answer.ProviderStatus) providerStatus).providerStatus()));
        verify(commands, never()).sendAndWait(any(RetryProviderOperation.class));
    }

    @Test
    void aMissingAmountSettlesNothing() {
        var mute = new ProviderPaymentStatus("look", State.CAPTURED, "pi_1", "eur", null, null, null, null);
        when(provider.refund(refund)).thenReturn(new Answer.ProviderStatus(mute));
        assertThat(after(2, refund)).isEqualTo(again(2));
    }

    @Test
    void opensNoPageAfterTheExpiry() {
        assertThat(after(900, open)).isEqualTo(new DurableTask.Next.Done());
        verify(provider, never()).open(any(), any());
        var providerStatus = StripeStatusMapping.expired("key", "too late");
        verify(commands).sendAndWait(new RecordProviderStatus(ID, providerStatus));
    }

    private DurableTask.Next after(int seconds, ProviderOperationRequested asked) {
        var clock = Clock.fixed(ASKED.plusSeconds(seconds), ZoneOffset.UTC);
        var reconciliation = new PaymentReconciliationTask(provider, commands, clock, Duration.ofSeconds(30));
        return new ProviderCallTask(provider, commands, clock, reconciliation)
                .perform(new ProviderCallTask.Item(asked, ASKED));
    }

    private static DurableTask.Next again(int seconds) {
        return new DurableTask.Next.Retry(Duration.ofSeconds(seconds));
    }

    private static Answer status(State state, long captured, long refunded) {
        return new Answer.ProviderStatus(
                new ProviderPaymentStatus("look", state, "pi_1", "eur", 4990L, captured, refunded, null));
    }

    private static ProviderOperationRequested asked(ProviderOperation operation, @Nullable String intentId) {
        return asked(operation, 1, intentId);
    }

    private static ProviderOperationRequested asked(
            ProviderOperation operation, int attempt, @Nullable String intentId) {
        return new ProviderOperationRequested(
                ID,
                operation,
                attempt,
                "key",
                new Money(4990, Currency.getInstance("EUR")),
                "Order ABC",
                ASKED.plusSeconds(900),
                "cs_1",
                intentId);
    }
}
