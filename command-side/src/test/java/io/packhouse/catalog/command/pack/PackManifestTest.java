package io.packhouse.catalog.command.pack;

import static io.packhouse.catalog.api.pack.PackRefusal.ARCHIVED;
import static io.packhouse.catalog.command.pack.PackTest.*;
import static io.packhouse.testing.Refusals.refused;

import io.packhouse.catalog.api.manifest.ManifestContentId;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent.*;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class PackManifestTest {

    static final ManifestContentId ONE = new ManifestContentId("mfc_" + "01".repeat(32));
    static final ManifestContentId TWO = new ManifestContentId("mfc_" + "02".repeat(32));

    final FixtureConfiguration<Pack> pack = new AggregateTestFixture<>(Pack.class);

    @Test
    void aNewContentIsANewVersionAndTheSameContentIsNot() {
        pack.given(drafted(ITSELF)).when(publish(ONE)).expectEvents(published(1, ONE));
        pack.given(drafted(ITSELF), published(1, ONE)).when(publish(ONE)).expectNoEvents();
        pack.given(drafted(ITSELF), published(1, ONE)).when(publish(TWO)).expectEvents(published(2, TWO));
    }

    @Test
    void returningToAnEarlierContentIsANewVersion() {
        pack.given(drafted(ITSELF), published(1, ONE), published(2, TWO))
                .when(publish(ONE))
                .expectEvents(published(3, ONE));
    }

    @Test
    void aQuoteNamesTheVersionThatIsBought() {
        pack.given(drafted(ITSELF), priced(1999), new PackPublished(PACK, 1), published(1, ONE), published(2, TWO))
                .when(quote("EUR"))
                .expectResultMessagePayload(quoted(new java.util.TreeMap<>(java.util.Map.of(STARTER, 1)), 2));
    }

    @Test
    void isOverOnceArchived() {
        pack.given(drafted(ITSELF), new PackArchived(PACK)).when(publish(ONE)).expectException(refused(ARCHIVED));
    }

    static PublishManifest publish(ManifestContentId content) {
        return new PublishManifest(PACK, content, 3, 40);
    }

    static PackManifestPublished published(int version, ManifestContentId content) {
        return new PackManifestPublished(PACK, version, content, 3, 40);
    }
}
