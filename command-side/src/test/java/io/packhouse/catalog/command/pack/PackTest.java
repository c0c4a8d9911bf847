package io.packhouse.catalog.command.pack;

import static io.packhouse.catalog.api.pack.PackRefusal.ARCHIVED;
import static io.packhouse.catalog.api.pack.PackRefusal.NOT_FOR_SALE;
import static io.packhouse.catalog.api.pack.PackRefusal.NO_PRICE;
import static io.packhouse.catalog.api.pack.PackRefusal.PACK_EXISTS;
import static io.packhouse.testing.Refusals.refused;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.catalog.api.pack.PackQuote;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PackTest {

    static final PackId PACK = new PackId("pck_01jd0000000000000000000001");
    static final Sku STARTER = new Sku("STARTER");
    static final Currency EUR = Currency.getInstance("EUR");
    static final SortedMap<Sku, Integer> ITSELF = new TreeMap<>();
    static final SortedMap<Sku, Integer> TEA_AND_CUP = new TreeMap<>(Map.of(new Sku("TEA-1"), 3, new Sku("CUP-1"), 1));

    final FixtureConfiguration<Pack> pack = new AggregateTestFixture<>(Pack.class);

    @Nested
    class Drafting {

        @Test
        void opensIt() {
            pack.givenNoPriorActivity().when(draft(TaxClass.STANDARD, ITSELF)).expectEvents(drafted(ITSELF));
        }

        @Test
        void repeatRecordsNothingEvenAfterARevision() {
            pack.given(drafted(ITSELF)).when(draft(TaxClass.STANDARD, ITSELF)).expectNoEvents();
            pack.given(drafted(ITSELF), revised(TEA_AND_CUP, 2))
                    .when(draft(TaxClass.STANDARD, ITSELF))
                    .expectNoEvents();
        }

        @Test
        void refusesOtherDataUnderOneId() {
            pack.given(drafted(ITSELF)).when(draft(TaxClass.REDUCED, ITSELF)).expectException(refused(PACK_EXISTS));
            pack.given(drafted(ITSELF))
                    .when(draft(TaxClass.STANDARD, TEA_AND_CUP))
                    .expectException(refused(PACK_EXISTS));
        }
    }

    @Nested
    class Revising {

        @Test
        void countsTheTerms() {
            pack.given(drafted(ITSELF), revised(TEA_AND_CUP, 2))
                    .when(revise(ITSELF))
                    .expectEvents(revised(ITSELF, 3));
        }

        @Test
        void withTheSameDataRecordsNothing() {
            pack.given(drafted(ITSELF), revised(TEA_AND_CUP, 2))
                    .when(revise(TEA_AND_CUP))
                    .expectNoEvents();
        }

        @Test
        void isOverOnceArchived() {
            pack.given(drafted(ITSELF), new PackArchived(PACK))
                    .when(revise(TEA_AND_CUP))
                    .expectException(refused(ARCHIVED));
        }

        @Test
        void needsAPack() {
            pack.givenNoPriorActivity().when(revise(TEA_AND_CUP)).expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Selling {

        @Test
        void pricesOncePerAmountAndCurrency() {
            pack.given(drafted(ITSELF)).when(price(1999)).expectEvents(priced(1999));
            pack.given(drafted(ITSELF), priced(1999)).when(price(1999)).expectNoEvents();
            pack.given(drafted(ITSELF), priced(1999)).when(price(2099)).expectEvents(priced(2099));
        }

        @Test
        void needsAPriceBeforeItIsPublished() {
            pack.given(drafted(ITSELF)).when(new PublishPack(PACK)).expectException(refused(NO_PRICE));
        }

        @Test
        void publishesAndArchivesOnce() {
            pack.given(drafted(ITSELF), priced(1999))
                    .when(new PublishPack(PACK))
                    .expectEvents(new PackPublished(PACK, 1));
            pack.given(drafted(ITSELF), priced(1999), new PackPublished(PACK, 1))
                    .when(new PublishPack(PACK))
                    .expectNoEvents();
            pack.given(drafted(ITSELF)).when(new ArchivePack(PACK)).expectEvents(new PackArchived(PACK));
            pack.given(drafted(ITSELF), new PackArchived(PACK))
                    .when(new ArchivePack(PACK))
                    .expectNoEvents();
        }

        @Test
        void isOverOnceArchived() {
            pack.given(drafted(ITSELF), priced(1999), new PackArchived(PACK))
                    .when(new PublishPack(PACK))
                    .expectException(refused(ARCHIVED));
            pack.given(drafted(ITSELF), priced(1999), new PackArchived(PACK))
                    .when(price(1))
                    .expectException(refused(ARCHIVED));
        }
    }

    @Nested
    class Quoting {

        @Test
        void returnsDemandAndPriceAndRecordsNothing() {
            pack.given(drafted(TEA_AND_CUP), priced(1999), new PackPublished(PACK, 1))
                    .when(quote("EUR"))
                    .expectNoEvents()
                    .expectResultMessagePayload(quoted(TEA_AND_CUP));
        }

        @Test
        void demandsItsOwnSkuWhenItHasNoContents() {
            pack.given(drafted(ITSELF), priced(1999), new PackPublished(PACK, 1))
                    .when(quote("EUR"))
                    .expectResultMessagePayload(quoted(new TreeMap<>(Map.of(STARTER, 1))));
        }

        @Test
        void refusesWhatIsNotForSale() {
            pack.given(drafted(ITSELF), priced(1999)).when(quote("EUR")).expectException(refused(NOT_FOR_SALE));
            pack.given(drafted(ITSELF), priced(1999), new PackPublished(PACK, 1), new PackArchived(PACK))
                    .when(quote("EUR"))
                    .expectException(refused(NOT_FOR_SALE));
        }

        @Test
        void refusesACurrencyWithoutAPrice() {
            pack.given(drafted(ITSELF), priced(1999), new PackPublished(PACK, 1))
                    .when(quote("JPY"))
                    .expectException(refused(NO_PRICE));
        }
    }

    static DraftPack draft(TaxClass taxClass, SortedMap<Sku, Integer> contents) {
        return new DraftPack(PACK, PackKind.STARTER, "Starter", STARTER, VendorId.SHOP, taxClass, contents);
    }

    static PackDrafted drafted(SortedMap<Sku, Integer> contents) {
        return new PackDrafted(
                PACK, PackKind.STARTER, "Starter", STARTER, VendorId.SHOP, TaxClass.STANDARD, contents, 1);
    }

    static RevisePackTerms revise(SortedMap<Sku, Integer> contents) {
        return new RevisePackTerms(PACK, "Starter", TaxClass.STANDARD, contents);
    }

    static PackTermsRevised revised(SortedMap<Sku, Integer> contents, int version) {
        return new PackTermsRevised(PACK, "Starter", TaxClass.STANDARD, contents, version);
    }

    static SetPackPrice price(long minor) {
        return new SetPackPrice(PACK, new Money(minor, EUR));
    }

    static PackPriceSet priced(long minor) {
        return new PackPriceSet(PACK, new Money(minor, EUR));
    }

    static QuotePack quote(String currency) {
        return new QuotePack(PACK, 2, Currency.getInstance(currency));
    }

    static PackQuote quoted(SortedMap<Sku, Integer> contents) {
        return quoted(contents, 0);
    }

    static PackQuote quoted(SortedMap<Sku, Integer> contents, int manifestVersion) {
        return new PackQuote(
                PACK,
                1,
                manifestVersion,
                "Starter",
                STARTER,
                VendorId.SHOP,
                TaxClass.STANDARD,
                contents,
                new Money(1999, EUR));
    }
}
