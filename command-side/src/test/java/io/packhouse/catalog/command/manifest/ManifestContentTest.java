package io.packhouse.catalog.command.manifest;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.CONTENT_MISMATCH;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.EMPTY_MANIFEST;
import static io.packhouse.catalog.api.manifest.ManifestRefusal.PART_OUT_OF_ORDER;
import static io.packhouse.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.catalog.api.manifest.ItemCondition;
import io.packhouse.catalog.api.manifest.ManifestContentCommand.*;
import io.packhouse.catalog.api.manifest.ManifestContentEvent.*;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.manifest.ManifestLine;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import java.util.Currency;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ManifestContentTest {

    static final List<ManifestLine> FIRST =
            List.of(line("TEA-1", 3, ItemCondition.NEW), line("TEA-1", 2, ItemCondition.DAMAGED));
    static final List<ManifestLine> SECOND = List.of(line("CUP-1", 10, ItemCondition.OPEN_BOX));
    static final ManifestContentId CONTENT =
            ManifestDigest.id(List.of(ManifestDigest.hash(FIRST), ManifestDigest.hash(SECOND)));

    final FixtureConfiguration<ManifestContent> content = new AggregateTestFixture<>(ManifestContent.class);

    @Test
    void isCompletedWhenItsPartsMatchItsId() {
        content.givenNoPriorActivity().when(add(0, FIRST)).expectEvents(added(0, 1, FIRST));
        content.given(added(0, 1, FIRST)).when(add(1, SECOND)).expectEvents(added(1, 3, SECOND));
        content.given(added(0, 1, FIRST), added(1, 3, SECOND)).when(seal()).expectEvents(closed());
    }

    @Test
    void resumesAfterAnInterruption() {
        content.given(added(0, 1, FIRST)).when(add(0, FIRST)).expectNoEvents();
        content.given(added(0, 1, FIRST), added(1, 3, SECOND), closed())
                .when(add(1, SECOND))
                .expectNoEvents();
        content.given(added(0, 1, FIRST), added(1, 3, SECOND), closed())
                .when(seal())
                .expectNoEvents();
    }

    @Test
    void isNotCompletedWhilePartsAreMissing() {
        content.given(added(0, 1, FIRST)).when(seal()).expectException(refused(CONTENT_MISMATCH));
    }

    @Test
    void refusesADifferentPartUnderOneNumber() {
        content.given(added(0, 1, FIRST)).when(add(0, SECOND)).expectException(refused(CONTENT_MISMATCH));
        content.given(added(0, 1, SECOND), added(1, 2, FIRST)).when(seal()).expectException(refused(CONTENT_MISMATCH));
    }

    @Test
    void takesPartsInOrderAndNoneWithoutLines() {
        content.given(added(0, 1, FIRST)).when(add(2, SECOND)).expectException(refused(PART_OUT_OF_ORDER));
        content.given(added(0, 1, FIRST), added(1, 3, SECOND), closed())
                .when(add(2, SECOND))
                .expectException(refused(PART_OUT_OF_ORDER));
        content.given(added(0, 1, FIRST)).when(add(1, List.of())).expectException(refused(EMPTY_MANIFEST));
    }

    @Test
    void everyValueAndTheirOrderCount() {
        var tea = line("TEA-1", 3, ItemCondition.NEW);
        var priced = new ManifestLine(
                tea.sku(), tea.productName(), 3, ItemCondition.NEW, new Money(5, Currency.getInstance("EUR")));
        var other = line("CUP-1", 3, ItemCondition.NEW);
        assertThat(List.of(
                        ManifestDigest.hash(List.of(tea)),
                        ManifestDigest.hash(List.of(priced)),
                        ManifestDigest.hash(List.of(line("TEA-1", 4, ItemCondition.NEW))),
                        ManifestDigest.hash(List.of(line("TEA-1", 3, ItemCondition.USED))),
                        ManifestDigest.hash(List.of(tea, other)),
                        ManifestDigest.hash(List.of(other, tea))))
                .doesNotHaveDuplicates();
    }

    static ManifestLine line(String sku, int quantity, ItemCondition itemCondition) {
        return new ManifestLine(new Sku(sku), "Goods, \"fine\"", quantity, itemCondition, null);
    }

    static RecordManifestLines add(int part, List<ManifestLine> lines) {
        return new RecordManifestLines(CONTENT, part, lines);
    }

    static CompleteManifestContent seal() {
        return new CompleteManifestContent(CONTENT);
    }

    static ManifestLinesRecorded added(int part, int firstLine, List<ManifestLine> lines) {
        return new ManifestLinesRecorded(CONTENT, part, firstLine, lines);
    }

    static ManifestContentCompleted closed() {
        return new ManifestContentCompleted(CONTENT, 2, 3, 15);
    }
}
