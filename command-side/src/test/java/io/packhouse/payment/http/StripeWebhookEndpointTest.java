package io.packhouse.payment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.stripe.StripeClient;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.payment.api.PaymentCommand.*;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.ProviderPaymentStatus;
import io.packhouse.payment.provider.PaymentStatusCheck;
import io.packhouse.payment.provider.stripe.StripeSettings;
import io.packhouse.payment.provider.stripe.StripeSignatureTest;
import io.packhouse.shared.api.CommandRejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

class StripeWebhookEndpointTest {

    static final PaymentId ID = PaymentId.derive("ord_1", "FULL");
    static final String SECRET = "whsec_test_secret";
    static final long NOW = 1_700_000_000;

    final CommandDispatcher dispatcher = mock(CommandDispatcher.class);
    final PaymentStatusCheck statusCheck = mock(PaymentStatusCheck.class);
    final MockMvc http = MockMvcBuilders.standaloneSetup(new StripeWebhookEndpoint(
                    new StripeSettings("sk_test_1", null, List.of("old", SECRET)),
                    dispatcher,
                    statusCheck,
                    Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC),
                    StripeClient.builder().setApiKey("sk_test_1").build()))
            .setCustomArgumentResolvers(new AnyCallerResolver())
            .setControllerAdvice(new Refusing())
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/payments/webhooks/stripe", "/api/v1/webhooks/stripe", "/api/v1/payments/webhook"})
    void recordsTheStatusOfAnIntent(String path) throws Exception {
        var body = event("payment_intent", "\"status\":\"requires_capture\",\"id\":\"pi_1\"");
        assertThat(post(path, body, signed(body, NOW)).getStatus()).isEqualTo(200);
        var providerStatus = new ProviderPaymentStatus(
                "evt_1", ProviderPaymentStatus.State.AUTHORIZED, "pi_1", "eur", 4990L, null, null, null);
        verify(dispatcher).send(eq(new RecordProviderStatus(ID, providerStatus)), any());
    }

    @Test
    void takesNoRefundFromAnEvent() throws Exception {
        var body = event(
                "payment_intent",
                "\"status\":\"succeeded\",\"id\":\"pi_1\",\"amount_received\":4990,"
                        + "\"latest_charge\":{\"object\":\"charge\",\"id\":\"ch_1\","
                        + "\"amount\":4990,\"amount_refunded\":4990}");
        assertThat(post(body, signed(body, NOW)).getStatus()).isEqualTo(200);
        var providerStatus = new ProviderPaymentStatus(
                "evt_1", ProviderPaymentStatus.State.CAPTURED, "pi_1", "eur", null, 4990L, null, null);
        verify(dispatcher).send(eq(new RecordProviderStatus(ID, providerStatus)), any());
    }

    @Test
    void fetchesTheStatusForIncompleteEvents() throws Exception {
        for (var body : List.of(event("charge", "\"id\":\"ch_1\""), event("payment_intent", ""))) {
            assertThat(post(body, signed(body, NOW)).getContentAsString()).contains("checking");
            verify(statusCheck).at(eq(ID), eq("evt_1"), any());
            clearInvocations(statusCheck);
        }
    }

    /// Only objects created here carry our payment's id.
    @ParameterizedTest
    @ValueSource(strings = {"refund", "dispute"})
    void fetchesTheOwnerOfAnIntentChangedByOthers(String object) throws Exception {
        var body = event(object, "\"payment_intent\":\"pi_1\"").replace(ID.value(), "none of ours");
        assertThat(post(body, signed(body, NOW)).getContentAsString()).contains("checking");
        verify(statusCheck).atIntent("pi_1", "evt_1");
    }

    @Test
    void ignoresUnrelatedEvents() throws Exception {
        var body = new String(StripeSignatureTest.BODY, StandardCharsets.UTF_8);
        assertThat(post(body, "t=1700000000,v1=" + StripeSignatureTest.RIGHT).getStatus())
                .isEqualTo(200);
        var other = event("charge", "").replace(ID.value(), "another one's");
        assertThat(post(other, signed(other, NOW)).getContentAsString()).contains("ignored");
        verifyNoInteractions(dispatcher, statusCheck);
    }

    @Test
    void acceptsEventsOfUnknownPayments() throws Exception {
        doThrow(new CommandRejectedException(PaymentRefusal.UNKNOWN_PAYMENT))
                .when(dispatcher)
                .send(any(), any());
        var body = event("payment_intent", "\"status\":\"succeeded\",\"id\":\"pi_1\"");
        assertThat(post(body, signed(body, NOW)).getStatus()).isEqualTo(202);
    }

    @Test
    void refusesStaleForeignAndWronglySignedEvents() throws Exception {
        var body = event("charge", "");
        assertThat(post(body, signed(body, NOW - 301)).getStatus()).isEqualTo(400);
        assertThat(post(body, signed(body, NOW + 301)).getStatus()).isEqualTo(400);
        assertThat(post(body + " ", signed(body, NOW)).getStatus()).isEqualTo(400);
        var live = body.replace("\"livemode\":false", "\"livemode\":true");
        assertThat(post(live, signed(live, NOW)).getStatus()).isEqualTo(400);
        verifyNoInteractions(dispatcher, statusCheck);
    }

    /// Random headers on random bodies, then random bodies with a valid signature: always a 2xx or
    /// 4xx.
    @ParameterizedTest
    @MethodSource("io.packhouse.testing.RandomSeeds#hundred")
    void neverBreaks(long seed) throws Exception {
        var random = new Random(seed);
        for (var i = 0; i < 20; i++) {
            var body = i % 2 == 0 ? text(random, 80) : broken(random);
            var header = i % 4 < 2 ? signed(body, NOW) : header(random);
            var status = post(body, header).getStatus();
            assertThat(status).as("%s / %s, seed %s", header, body, seed).isBetween(200, 499);
        }
    }

    private static String header(Random random) {
        var pieces = List.of("t=", "1700000000", ",", "v1=", "v1", "=", "v0=", "t", " ", "ab", "é");
        var header = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) {
            header.append(pieces.get(random.nextInt(pieces.size())));
        }
        return header.toString();
    }

    private static String broken(Random random) {
        var body = event("payment_intent", "\"status\":\"succeeded\",\"id\":\"pi_1\"");
        var at = random.nextInt(body.length());
        var upTo = Math.min(body.length(), at + random.nextInt(12));
        return body.substring(0, at) + text(random, 4) + body.substring(upTo);
    }

    private static String text(Random random, int most) {
        var text = new StringBuilder();
        for (var i = random.nextInt(most); i > 0; i--) {
            text.append("{}[]\":,01anule \\é\u0000".charAt(random.nextInt(18)));
        }
        return text.toString();
    }

    private static String event(String object, String more) {
        return """
        {"id":"evt_1","object":"event","livemode":false,"data":{"object":{"object":"%s",
        "amount_capturable":4990,"currency":"eur","metadata":{"paymentId":"%s"}%s}}}\
        """.formatted(object, ID, more.isEmpty() ? "" : "," + more);
    }

    private static String signed(String body, long at) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var text = (at + "." + body).getBytes(StandardCharsets.UTF_8);
        return "t=" + at + ",v1=" + HexFormat.of().formatHex(mac.doFinal(text));
    }

    private MockHttpServletResponse post(String body, String header) throws Exception {
        return post("/api/v1/payments/webhooks/stripe", body, header);
    }

    private MockHttpServletResponse post(String path, String body, String header) throws Exception {
        return http.perform(MockMvcRequestBuilders.post(path)
                        .content(body.getBytes(StandardCharsets.UTF_8))
                        .header("Stripe-Signature", header))
                .andReturn()
                .getResponse();
    }

    /// Replaces the problem handling of the whole engine, which has its own tests.
    @RestControllerAdvice
    static final class Refusing {

        @ExceptionHandler
        @ResponseStatus(HttpStatus.BAD_REQUEST)
        void on(@SuppressWarnings("unused") CommandRejectedException commandRejectedException) {}
    }

    private static final class AnyCallerResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            return new Caller("anonymous", Set.of(), Instant.ofEpochSecond(NOW), "trace", null, Set.of());
        }
    }
}
