package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.packhouse.engine.eventlog.EventLog;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// One purchase, one trace: from the HTTP request through commands, events and sagas to the
/// projections, under the id that the caller sent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceStoryTest {

    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String CALLER = "b7ad6b7169203331";

    @TempDir
    static Path folder;

    RunningEngine engine;
    Shop shop;
    InMemorySpanExporter spans;

    @BeforeAll
    void start() {
        engine = RunningEngine.start(folder, "--spring.profiles.active=traced,provoked");
        shop = new Shop(engine);
        spans = engine.bean(InMemorySpanExporter.class);
    }

    @AfterAll
    void stop() {
        engine.close();
    }

    @Test
    void aPurchaseIsOneTraceFromTheRequestToTheProjection() {
        var pack = shop.pack(shop.stock(1));
        var placed = order(pack, "00-" + TRACE + "-" + CALLER + "-01");
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        assertThat(placed.header("traceparent")).startsWith("00-" + TRACE).endsWith("-01");

        var request = span("POST /api/v1/orders");
        assertThat(request.getParentSpanId()).isEqualTo(CALLER);
        var command = span("command ordering.PlaceOrder");
        assertThat(command.getParentSpanId()).isEqualTo(request.getSpanId());
        var sent = span("command inventory.ReserveStock");
        assertThat(ofTrace(TRACE)) // Every segment gets the event; one has the saga.
                .filteredOn(one -> one.getName().equals("orders OrderPlaced"))
                .allMatch(one -> one.getParentSpanId().equals(command.getSpanId()))
                .extracting(SpanData::getSpanId)
                .contains(sent.getParentSpanId());
        assertThat(span("projections StockReserved").getParentSpanId()).isEqualTo(sent.getSpanId());
        assertThat(span("projections OrderPlaced").getParentSpanId()).isEqualTo(command.getSpanId());

        var order = placed.string("id");
        assertThat(metadata(order, "traceId")).containsOnly(TRACE);
        assertThat(metadata(order, "spanId")).first().isEqualTo(command.getSpanId());
        assertThat(ofTrace(TRACE)).noneMatch(one -> text(one).contains(order));
    }

    @Test
    void noSpanContainsTheBuyer() {
        var placed = order(shop.pack(shop.stock(1)), "");
        span(placed.header("traceparent").substring(3, 35), "projections OrderPlaced");
        assertThat(spans.getFinishedSpanItems())
                .noneMatch(one -> text(one).matches("(?s).*(Ada|Example street|10115|per_).*"));
    }

    @Test
    void anUnsampledTraceIsContinuedByIdOnly() {
        var trace = "1af7651916cd43dd8448eb211c80319c";
        var placed = order(shop.pack(shop.stock(1)), "00-" + trace + "-" + CALLER + "-00");
        shop.event(placed.string("id"), "ordering.OrderAccepted");
        assertThat(metadata(placed.string("id"), "traceId")).containsOnly(trace);
        assertThat(metadata(placed.string("id"), "spanId")).containsOnly("");
        assertThat(ofTrace(trace)).isEmpty();
        assertThat(placed.header("traceparent")).startsWith("00-" + trace).endsWith("-00");
    }

    @Test
    void aFailureIsFoundByTheIdInItsAnswer() {
        var failed = engine.anonymous().get("/provoked/unexpected");
        assertThat(failed.status()).isEqualTo(500);
        var trace = failed.string("traceId");
        assertThat(failed.header("traceparent")).contains(trace);
        await().until(() -> !ofTrace(trace).isEmpty());
        assertThat(ofTrace(trace)).singleElement().satisfies(one -> {
            assertThat(text(one)).contains("http.response.status_code=500");
            assertThat(text(one)).doesNotContain("internal details");
        });
    }

    private Client.Answer order(String pack, String traceparent) {
        var buyer = engine.as(Role.CUSTOMER, 9);
        var basket = Shop.basket("FULL", 1, pack);
        return traceparent.isEmpty()
                ? buyer.post("/api/v1/orders", basket)
                : buyer.post("/api/v1/orders", basket, "traceparent", traceparent);
    }

    private SpanData span(String name) {
        return span(TRACE, name);
    }

    private SpanData span(String trace, String name) {
        return await("for the span " + name)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> ofTrace(trace).stream()
                                .filter(one -> one.getName().equals(name))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<SpanData> ofTrace(String trace) {
        return spans.getFinishedSpanItems().stream()
                .filter(one -> one.getTraceId().equals(trace))
                .toList();
    }

    private List<String> metadata(String stream, String key) {
        var head = engine.bean(EventTail.class).head();
        return engine.bean(EventLog.class).between(-1, head, 10_000).stream()
                .filter(stored -> stored.stream().equals(stream))
                .map(stored -> JsonMapper.shared().readTree(stored.metadata()))
                .map(metadata -> metadata.path(key).asString(""))
                .toList();
    }

    private static String text(SpanData one) {
        Map<String, String> attributes = one.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), entry -> String.valueOf(entry.getValue())));
        return one.getName() + " " + attributes + " " + one.getEvents();
    }
}
