package io.packhouse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.shared.api.EncryptedPersonal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The list of texts in events. The event log is never changed, so a text that a person types is
/// stored as an [EncryptedPersonal] only; every plain text is listed here with what it is instead.
/// A new one has to be reviewed. Ids are not listed: their pattern leaves no room for free text.
class EventTextsTest {

    private static final String PUBLISHED = "what the shop publishes about itself and its goods";
    private static final String CODE = "one of a few codes in our source";
    private static final String PROVIDER = "from the payment provider";
    private static final String COMPOSED = "composed by the engine";
    private static final String REFERENCE = "alphanumeric by a pattern";

    private static final Map<String, String> NOT_PERSONAL = Map.ofEntries(
            Map.entry("BrandNameReserved.name", PUBLISHED),
            Map.entry("BrandRegistered.name", PUBLISHED),
            Map.entry("BrandRenamed.name", PUBLISHED),
            Map.entry("CategoryAdded.name", PUBLISHED),
            Map.entry("CategoryRenamed.name", PUBLISHED),
            Map.entry("ManifestLinesRecorded.lines.productName", PUBLISHED),
            Map.entry("PackDrafted.name", PUBLISHED),
            Map.entry("PackTermsRevised.name", PUBLISHED),
            Map.entry("PackImagesChanged.images.alt", PUBLISHED),
            Map.entry("PackImagesChanged.images.mediaType", CODE),
            Map.entry("PlatformSettingsChanged.settings.shopName", PUBLISHED),
            Map.entry("PlatformSettingsChanged.settings.supportEmail", PUBLISHED),
            Map.entry("PlatformSettingsChanged.settings.notice", PUBLISHED),
            Map.entry("ProductDrafted.content.name", PUBLISHED),
            Map.entry("ProductDrafted.content.description", PUBLISHED),
            Map.entry("ProductRevised.content.name", PUBLISHED),
            Map.entry("ProductRevised.content.description", PUBLISHED),
            Map.entry("ProductImagesChanged.images.alt", PUBLISHED),
            Map.entry("ProductImagesChanged.images.mediaType", CODE),
            Map.entry("VariantAdded.name", PUBLISHED),
            Map.entry("RewardOffered.offer.name", PUBLISHED),
            Map.entry("RewardOffered.offer.description", PUBLISHED),
            Map.entry("RewardRevised.offer.name", PUBLISHED),
            Map.entry("RewardRevised.offer.description", PUBLISHED),
            Map.entry("ReservationReleased.reason", CODE),
            Map.entry("ReservationCommitRejected.reason", CODE),
            Map.entry("PointsReleased.reason", CODE),
            Map.entry("RewardClaimRefused.reason", CODE),
            Map.entry("PaymentReversalRequested.reason", CODE),
            Map.entry("DisputeLost.disputeId", PROVIDER),
            Map.entry("DisputeOpened.disputeId", PROVIDER),
            Map.entry("DisputeOpened.reason", PROVIDER),
            Map.entry("DisputeWon.disputeId", PROVIDER),
            Map.entry("OrderDisputeLost.disputeId", PROVIDER),
            Map.entry("OrderDisputeWon.disputeId", PROVIDER),
            Map.entry("OrderDisputed.disputeId", PROVIDER),
            Map.entry("OrderDisputed.reason", PROVIDER),
            Map.entry("PaymentMismatched.reported.currency", PROVIDER),
            Map.entry("ProviderRefused.reason", PROVIDER),
            Map.entry("ReviewRequired.detail", PROVIDER),
            Map.entry("PointsEarned.rule.policyVersion", COMPOSED),
            Map.entry("NoPointsEarned.rule.policyVersion", COMPOSED),
            Map.entry("TierChanged.policyVersion", COMPOSED),
            Map.entry("PointsEarned.reference", REFERENCE),
            Map.entry("NoPointsEarned.reference", REFERENCE),
            Map.entry("PointsReversed.reference", REFERENCE),
            Map.entry("OrderPlaced.cartId", REFERENCE),
            Map.entry("OrderPlaced.terms.lines.item.packId", REFERENCE),
            Map.entry("OrderPlaced.terms.lines.item.name", PUBLISHED),
            Map.entry("OrderPlaced.terms.lines.tax.table", COMPOSED),
            Map.entry("OrderPlaced.terms.lines.tax.taxClass", CODE),
            Map.entry("OrderPlaced.terms.shipping.table", COMPOSED),
            Map.entry("OrderPlaced.terms.shipping.country", CODE),
            Map.entry("OrderPlaced.terms.shipping.tax.table", COMPOSED),
            Map.entry("OrderPlaced.terms.shipping.tax.taxClass", CODE),
            Map.entry("OrderRejected.missing.sku", REFERENCE),
            Map.entry("OrderShipped.carrier", "the name of a company"),
            Map.entry("OrderShipped.trackingNumber", REFERENCE),
            Map.entry("PaymentRequested.description", COMPOSED),
            Map.entry("ProviderOperationRequested.description", COMPOSED),
            Map.entry("ProviderOperationRequested.idempotencyKey", COMPOSED),
            Map.entry("ProviderOperationRequested.checkoutId", PROVIDER),
            Map.entry("ProviderOperationRequested.intentId", PROVIDER),
            Map.entry("CheckoutSessionCreated.checkoutId", PROVIDER),
            Map.entry("CheckoutSessionCreated.payUrl", PROVIDER),
            Map.entry("PaymentDeclined.failure", PROVIDER),
            Map.entry("PaymentAuthorized.intentId", PROVIDER),
            Map.entry("PaymentCaptured.intentId", PROVIDER),
            Map.entry("PaymentOutcomeUnknown.detail", PROVIDER));

    record Inner(String typed, EncryptedPersonal<String> sealed) {}

    record Outer(java.util.List<Inner> parts, io.packhouse.shared.api.Sku sku) {}

    @Test
    void noEventContainsATypedTextInClear() {
        var found = ArchitectureRulesTest.PRODUCTION.stream()
                .filter(ArchitectureRules::isEvent)
                .map(type -> type.reflect())
                .flatMap(event -> texts(event.getSimpleName(), event))
                .toList();
        assertThat(new TreeSet<>(found)).isEqualTo(new TreeSet<>(NOT_PERSONAL.keySet()));
    }

    @Test
    void findsATextInAListOfRecords() {
        assertThat(texts("Outer", Outer.class)).containsExactly("Outer.parts.typed");
    }

    private static Stream<String> texts(String path, Type type) {
        return switch (type) {
            case Class<?> c when c == String.class -> Stream.of(path);
            case Class<?> c when c.isRecord() && !isId(c) -> ofRecord(path, c);
            case ParameterizedType p when p.getRawType() == EncryptedPersonal.class -> Stream.of();
            case ParameterizedType p ->
                Arrays.stream(p.getActualTypeArguments()).flatMap(part -> texts(path, part));
            default -> Stream.of();
        };
    }

    private static Stream<String> ofRecord(String path, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(part -> texts(path + "." + part.getName(), part.getGenericType()));
    }

    /// Its only component has a pattern of its own.
    private static boolean isId(Class<?> type) {
        var parts = type.getRecordComponents();
        return parts.length == 1 && parts[0].getName().equals("value");
    }
}
