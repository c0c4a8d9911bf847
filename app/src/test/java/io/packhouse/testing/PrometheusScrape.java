package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.monitoring.EngineGauges;
import io.packhouse.identity.api.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a Prometheus server reads.
public record PrometheusScrape(String text) {

    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(\\{.*})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

    /// With metrics updated now.
    public static PrometheusScrape of(RunningEngine engine) {
        engine.bean(EngineGauges.class).round();
        var answer = engine.as(Role.METRICS).get("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        return new PrometheusScrape(answer.text());
    }

    /// The sum of all series of that name whose labels contain these texts.
    public double sum(String name, String... labels) {
        return samples(name)
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public SortedSet<String> names() {
        var names = new TreeSet<String>();
        lines().map(SAMPLE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(sample -> names.add(sample.group(1)));
        return names;
    }

    /// The labels of one name, without those of buckets.
    public SortedSet<String> labels(String name) {
        var labels = new TreeSet<String>();
        samples(name).forEach(line -> LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1))));
        labels.remove("le");
        return labels;
    }

    /// The help text of each metric, by its name without the suffixes of its series.
    public Map<String, String> help() {
        return comments("# HELP ");
    }

    public Map<String, String> types() {
        return comments("# TYPE ");
    }

    private Map<String, String> comments(String kind) {
        var found = new TreeMap<String, String>();
        text.lines()
                .filter(line -> line.startsWith(kind))
                .map(line -> List.of(line.substring(kind.length()).split(" ", 2)))
                .forEach(texts -> found.put(texts.getFirst(), texts.getLast()));
        return found;
    }

    private Stream<String> samples(String name) {
        return lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "));
    }

    private Stream<String> lines() {
        return text.lines().filter(line -> !line.startsWith("#"));
    }
}
