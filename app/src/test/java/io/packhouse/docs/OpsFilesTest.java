package io.packhouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.serialization.EventTypeRegistry;
import io.packhouse.testing.PrometheusScrape;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every query of the dashboards and the alerts uses metrics, labels and events that exist: a query
/// for any other would show a flat line for ever.
class OpsFilesTest {

    private static final Path OPS = Sources.ROOT.resolve("ops");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTED = Pattern.compile("([a-z_]+)\\{([^}]*)}");
    private static final Pattern GROUPED = Pattern.compile("\\b(by|without|on) ?\\(([^)]*)\\)");
    private static final Pattern WORD = Pattern.compile("\\b[a-z_][a-z_0-9]*\\b(?! *\\()");
    private static final Pattern EVENT = Pattern.compile("event=~?\"([^\"*]+)\"");
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "and", "or", "unless", "bool");
    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("le", "job", "instance");

    final RunningEngine engine = RunningEngine.shared();

    @Test
    void queriesUseExistingMetricsAndLabels() throws IOException {
        var shop = new Shop(engine);
        var order = shop.order(engine.buyer(5), "FULL", 1, shop.pack(shop.stock(1)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        System.gc(); // Without a collection there is no metric of collections.
        var prometheusScrape = PrometheusScrape.of(engine);
        var queries = queries();
        assertThat(queries).hasSizeGreaterThan(40);
        assertThat(queries).allSatisfy(query -> knows(prometheusScrape, query));
        assertThat(names("sum(rate(packhouse_nothing_total[5m])) > 0")).containsExactly("packhouse_nothing_total");
    }

    @Test
    void queriesUseExistingEventNames() throws IOException {
        var known = EventTypeRegistry.ofPublishedLanguage().all().keySet();
        var asked = new TreeSet<String>();
        for (var query : queries()) {
            EVENT.matcher(query)
                    .results()
                    .forEach(one -> asked.addAll(List.of(one.group(1).split("\\|", -1))));
        }
        assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    @Test
    void everyAlertHasADescription() throws IOException {
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.path("annotations").path("summary").asString()).endsWith(".");
            assertThat(rule.path("labels").path("severity").asString()).isIn("page", "ticket");
            assertThat(rule.path("for").asString()).matches("[0-9]+m");
        });
    }

    private static void knows(PrometheusScrape prometheusScrape, String query) {
        assertThat(names(query))
                .as(query)
                .allMatch(name ->
                        OF_PROMETHEUS.contains(name) || prometheusScrape.names().contains(name));
        var labels = new TreeSet<String>();
        names(query).forEach(name -> labels.addAll(prometheusScrape.labels(name)));
        labels.addAll(LABELS_OF_PROMETHEUS);
        SELECTED.matcher(query)
                .results()
                .flatMap(one ->
                        Pattern.compile("([a-z_]+)[=!]").matcher(one.group(2)).results())
                .forEach(one -> assertThat(labels).as(query).contains(one.group(1)));
        GROUPED.matcher(query)
                .results()
                .flatMap(one -> List.of(one.group(2).split(", *", -1)).stream())
                .forEach(label -> assertThat(labels).as(query).contains(label));
    }

    /// What is neither text, selector, grouping, range nor function is a metric.
    private static List<String> names(String query) {
        var rest = TEXT.matcher(query).replaceAll("");
        rest = rest.replaceAll("\\{[^}]*}", "").replaceAll("\\[[^]]*]", "");
        rest = GROUPED.matcher(rest).replaceAll("");
        return WORD.matcher(rest).results().map(one -> one.group()).distinct().toList();
    }

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        for (var name : List.of("engine", "shop")) {
            var file = OPS.resolve("grafana/dashboards/" + name + ".json");
            JsonMapper.shared()
                    .readTree(Files.readString(file))
                    .findValues("expr")
                    .forEach(expr -> queries.add(expr.asString()));
        }
        rules().forEach(rule -> queries.add(rule.path("expr").asString()));
        return queries;
    }

    private static List<JsonNode> rules() throws IOException {
        var rules = new ArrayList<JsonNode>();
        Object read = new Yaml().load(Files.readString(OPS.resolve("alerts.yml")));
        JsonNode all = JsonMapper.shared().valueToTree(read);
        all.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }
}
