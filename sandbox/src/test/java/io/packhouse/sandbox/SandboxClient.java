package io.packhouse.sandbox;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData.CaptureMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A shop with its own sandbox, using the real client library.
final class SandboxClient implements AutoCloseable {

    static final String KEY = "sk_test_of_the_shop";
    static final String SECRET = "whsec_of_the_shop";

    final WebhookReceiver inbox;
    final SandboxOptions options;
    Sandbox sandbox;
    StripeClient stripe;
    private final HttpClient http = HttpClient.newHttpClient();

    SandboxClient(Path folder) {
        this(folder, List.of());
    }

    SandboxClient(Path folder, List<String> types) {
        inbox = new WebhookReceiver();
        options = SandboxOptions.defaults()
                .withPort(0)
                .withFolder(folder)
                .withSecrets(KEY, SECRET)
                .withWebhookUrl(inbox.uri())
                .withWebhookTypes(types);
        open();
    }

    void open() {
        sandbox = Sandbox.start(options);
        stripe = StripeClient.builder()
                .setApiKey(KEY)
                .setApiBase(sandbox.baseUri().toString())
                .build();
    }

    void restart() {
        sandbox.close();
        open();
    }

    static SessionCreateParams.Builder order(CaptureMethod capture) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("http://127.0.0.1:9/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://127.0.0.1:9/cart")
                .setClientReferenceId("ord_1")
                .setExpiresAt(Instant.now().plusSeconds(1800).getEpochSecond())
                .putMetadata("orderId", "ord_1")
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .setCaptureMethod(capture)
                        .putMetadata("orderId", "ord_1")
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(3L)
                        .setPriceData(price("Pack of <soap>", 1250L))
                        .build());
    }

    static SessionCreateParams.LineItem item(String currency, long minor) {
        return SessionCreateParams.LineItem.builder()
                .setQuantity(1L)
                .setPriceData(price(currency, "Pack of <soap>", minor))
                .build();
    }

    private static SessionCreateParams.LineItem.PriceData price(String name, long minor) {
        return price("eur", name, minor);
    }

    private static SessionCreateParams.LineItem.PriceData price(String currency, String name, long minor) {
        return SessionCreateParams.LineItem.PriceData.builder()
                .setCurrency(currency)
                .setUnitAmount(minor)
                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                        .setName(name)
                        .build())
                .build();
    }

    Session manualSession() throws StripeException {
        return stripe.v1()
                .checkout()
                .sessions()
                .create(order(CaptureMethod.MANUAL).build());
    }

    Session session(String id) throws StripeException {
        return stripe.v1().checkout().sessions().retrieve(id);
    }

    PaymentIntent payment(String id) throws StripeException {
        return stripe.v1().paymentIntents().retrieve(id);
    }

    /// An authorized payment, made on the pay page.
    PaymentIntent authorized() throws Exception {
        var session = manualSession();
        pay(session, "4242424242424242");
        return payment(session(session.getId()).getPaymentIntent());
    }

    HttpResponse<String> pay(Session session, String card) throws Exception {
        return form(URI.create(session.getUrl()), "card=" + card);
    }

    HttpResponse<String> form(URI uri, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Authorization", "Bearer " + KEY)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> json(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + KEY)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return json("GET", path, "");
    }

    URI at(String path) {
        return sandbox.baseUri().resolve(path);
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        inbox.close();
        http.close();
    }
}
