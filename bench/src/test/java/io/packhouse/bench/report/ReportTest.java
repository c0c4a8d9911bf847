package io.packhouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ReportTest {

    static final List<Column> COLUMNS = List.of(
            Column.key("customers", "/customers"),
            Column.of("purchases/s", "/perSecond", 1),
            Column.of("CPU ms sandbox", "/cpuMs/sandbox", 2),
            Column.percent("% of limit", "/perSecond", "/limit", 1));

    @TempDir
    Path folder;

    @Test
    void aTableHasALineForEachRow() {
        assertThat(report(List.of()).table(false))
                .containsExactly(
                        "customers  purchases/s  CPU ms sandbox  % of limit",
                        "1                  9.1            4.70         1.0",
                        "8              1,021.7         unknown        50.0");
    }

    @Test
    void aTransposedTableHasAColumnForEachRow() {
        assertThat(report(List.of()).table(true))
                .containsExactly(
                        "customers          1        8",
                        "purchases/s      9.1  1,021.7",
                        "CPU ms sandbox  4.70  unknown",
                        "% of limit       1.0     50.0");
    }

    @Test
    void anEarlierRunIsReadFromItsJsonAndComparedInPercent() throws Exception {
        var earlier = new Report(COLUMNS, List.of());
        earlier.add(row(8, 1_000, 4.0, 2_000));
        earlier.add(row(32, 1, 1.0, 1));
        var file = Files.write(folder.resolve("earlier.json"), earlier.json());
        assertThat(report(Report.read(file)).table(false))
                .containsExactly(
                        "customers  purchases/s  CPU ms sandbox  % of limit",
                        "1                  9.1            4.70         1.0",
                        "8              1,021.7         unknown        50.0",
                        "before         1,000.0            4.00        50.0",
                        "change          +2.2 %                        ±0 %");
    }

    @Test
    void anUnknownValueIsNullInJson() {
        assertThat(report(List.of()).json())
                .containsExactly(
                        "{\"customers\":1,\"perSecond\":9.123,\"cpuMs\":{\"sandbox\":4.7},\"limit\":912.3}",
                        "{\"customers\":8,\"perSecond\":1021.7,\"cpuMs\":{\"sandbox\":null},\"limit\":2043.4}");
    }

    @Test
    void aValueThatIsNotMeasuredIsMarked() {
        var report = new Report(COLUMNS, List.of());
        report.add(Report.row().put("customers", 1));
        assertThat(report.table(false).getLast()).isEqualTo("1                    –               –           –");
    }

    @Test
    void aChangeIsInPercentOfTheValueBefore() {
        assertThat(Column.change(11, 10)).isEqualTo("+10.0 %");
        assertThat(Column.change(5, 10)).isEqualTo("-50.0 %");
        assertThat(Column.change(10, 10)).isEqualTo("±0 %");
        assertThat(Column.change(0, 0)).isEqualTo("±0 %");
        assertThat(Column.change(1, 0)).isEmpty();
    }

    private static Report report(List<JsonNode> earlier) {
        var report = new Report(COLUMNS, earlier);
        report.add(row(1, 9.123_4, 4.7, 912.3));
        report.add(row(8, 1_021.7, Double.NaN, 2_043.4));
        return report;
    }

    private static ObjectNode row(int customers, double perSecond, double sandbox, double limit) {
        var row = Report.row().put("customers", customers);
        Report.put(row, "perSecond", perSecond);
        Report.put(row.putObject("cpuMs"), "sandbox", sandbox);
        Report.put(row, "limit", limit);
        return row;
    }
}
