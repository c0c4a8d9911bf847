package io.packhouse.docs;

import io.packhouse.engine.serialization.EventTypeRegistry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

/// `docs/events.md`: every stored event, what it says, who raises it and who listens.
class EventsPageTest {

    /// The seed's event names, which partners know, and the stored ones.
    private static final Map<String, String> SEED =
            Map.ofEntries(
                    Map.entry("ordering.OrderAccepted", "ORDER_CREATED"),
                    Map.entry("ordering.OrderConfirmed", "ORDER_CONFIRMED"),
                    Map.entry("ordering.OrderCancelled", "ORDER_CANCELLED"),
                    Map.entry("ordering.OrderShipped", "ORDER_SHIPPED"),
                    Map.entry("ordering.OrderDelivered", "ORDER_DELIVERED"),
                    Map.entry("payment.PaymentAuthorized", "PAYMENT_AUTHORIZED"),
                    Map.entry("payment.PaymentCaptured", "PAYMENT_CAPTURED"),
                    Map.entry("payment.PaymentDeclined", "PAYMENT_FAILED"),
                    Map.entry("payment.PaymentRefunded", "PAYMENT_REFUNDED"),
                    Map.entry("inventory.StockReserved", "STOCK_RESERVED"),
                    Map.entry("inventory.ReservationReleased", "STOCK_RELEASED"));

    @Test
    void isWhatTheCodeSays() throws IOException {
        var page = new StringBuilder();
        page.append("# Events\n\n");
        page.append("Made from the published language by a test; do not edit.\n");
        page.append("Names and shapes are permanent. Examples: ");
        page.append("`axon-server/src/test/resources/approved/events`.\n");
        EventTypeRegistry.ofPublishedLanguage().all().entrySet().stream()
                .filter(event -> !event.getKey().startsWith("broken.")) // See ArchitectureRules.
                .forEach(event -> page.append(entry(event.getKey(), event.getValue())));
        GeneratedPage.mustBe("events.md", page.toString());
    }

    private static String entry(String name, Class<?> type) {
        var simple = type.getSimpleName();
        var source = Sources.text(file(type));
        var seed = SEED.containsKey(name) ? " · `" + SEED.get(name) + "`" : "";
        return """

        ## %s

        %s

        - revision %s%s
        - holds %s
        - raised by %s
        - heard by %s
        """
                .formatted(
                        name,
                        Sources.sentence(source, "record " + simple),
                        type.getAnnotation(Revision.class).value(),
                        seed,
                        Arrays.stream(type.getRecordComponents())
                                .map(EventsPageTest::component)
                                .collect(Collectors.joining(", ")),
                        Sources.classesThat(
                                List.of("command-side"), Pattern.compile("new " + simple + "\\(")),
                        Sources.classesThat(
                                List.of("command-side", "projections"),
                                Pattern.compile(
                                        "void on\\(\\s*" + simple + " |case " + simple + " [_e]")));
    }

    private static String component(RecordComponent component) {
        var type = component.getGenericType().getTypeName().replaceAll("[\\w.]+[.$](?=\\w)", "");
        return "`" + component.getName() + "` " + type;
    }

    private static java.nio.file.Path file(Class<?> type) {
        var outer = type.getEnclosingClass();
        return Sources.ROOT
                .resolve("api/src/main/java")
                .resolve(outer.getName().replace('.', '/') + ".java");
    }
}
