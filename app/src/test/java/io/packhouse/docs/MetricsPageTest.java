package io.packhouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.PrometheusScrape;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/metrics.md`: every figure of ours that a scrape tells after a purchase, as it explains
/// itself. One without a word has no place here.
class MetricsPageTest {

    final RunningEngine engine = RunningEngine.shared();

    @Test
    void isWhatAScrapeTells() throws IOException {
        var shop = new Shop(engine);
        var order = shop.order(engine.buyer(6), "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var prometheusScrape = PrometheusScrape.of(engine);
        var ours =
                prometheusScrape.help().keySet().stream()
                        .filter(name -> name.startsWith("packhouse_"))
                        .filter(name -> !name.endsWith("_max"))
                        .sorted()
                        .toList();
        assertThat(ours).hasSizeGreaterThan(15);
        assertThat(ours)
                .allSatisfy(name -> assertThat(prometheusScrape.help().get(name)).endsWith("."));
        GeneratedPage.mustBe(
                "metrics.md",
                """
                # Metrics

                Made from a scrape after a purchase by a test; do not edit. `GET
                /actuator/prometheus` tells them to whoever has the scope `metrics:read` or
                `operations`. The engine writes a token with the former, and nothing else, to
                `tokens/metrics.jwt` in its data folder (in the shared one, when there are several
                nodes) and renews it every day: that file is Prometheus's `credentials_file`.
                There is no second port: one door, one way in.

                What has to be asked of the database is asked every five seconds
                (`packhouse.metrics.interval`), never by a scrape. Figures of segments, sagas,
                letters and timers are the same on every node: take `max`. Commands and events are
                counted where they are handled: take `sum`. No label is an id, an address or a
                person; there are as many series as there are types and groups.

                | metric | kind | labels | what it is |
                |---|---|---|---|
                """
                        + ours.stream()
                                .map(name -> row(prometheusScrape, name))
                                .collect(Collectors.joining())
                        + """

                        A histogram `x` has the series `x_bucket`, `x_count`, `x_sum` and `x_max`;
                        a summary has no buckets. Besides these there are Spring's and
                        Micrometer's own, foremost `http_server_requests_seconds` (by route
                        pattern, method and status), `hikaricp_connections_*` (pools `app` and
                        `reader`), `jvm_*`, `process_*`, `tomcat_*` and `logback_events_total`.

                        `ops/` has a configuration for Prometheus, alert rules, and two Grafana
                        dashboards that use nothing but what exists: a test reads their questions
                        and looks for every name.
                        """);
    }

    private static String row(PrometheusScrape prometheusScrape, String name) {
        var kind = prometheusScrape.types().get(name);
        var one = kind.equals("histogram") || kind.equals("summary") ? name + "_count" : name;
        var labels =
                prometheusScrape.labels(one).stream()
                        .map(label -> "`" + label + "`")
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |\n"
                .formatted(name, kind, labels, prometheusScrape.help().get(name));
    }
}
