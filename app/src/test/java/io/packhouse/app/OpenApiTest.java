package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.testing.SharedEngine;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The OpenAPI document that clients are generated from: complete, unambiguous, without internal
/// types.
class OpenApiTest {

    final SharedEngine engine = SharedEngine.shared();
    final JsonNode api = engine.asAnonymous().get("/v3/api-docs").body();

    @Test
    void theDocumentIsOpenApi31WithABearerScheme() {
        assertThat(api.at("/openapi").asString()).isEqualTo("3.1.0");
        assertThat(api.at("/info/title").asString()).isEqualTo("Packhouse");
        assertThat(api.at("/components/securitySchemes/bearer/scheme").asString())
                .isEqualTo("bearer");
    }

    @Test
    void everyOperationHasAUniqueIdAndAProblem() {
        var names = new HashSet<String>();
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(names.add(operation.at("/operationId").asString()))
                    .as(operation.at("/operationId").asString())
                    .isTrue();
            assertThat(problem(operation)).isEqualTo("#/components/schemas/Problem");
        });
    }

    @Test
    void everySchemaHasATypeAndNoRequestContainsTheCaller() {
        assertThat(api.toString()).doesNotContain("*/*", "Caller", "\"caller\"");
        assertThat(api.at("/paths").propertyNames()).noneMatch(path -> path.contains("error"));
    }

    @Test
    void endpointsDescribeTheirIdempotencyKeyAndTheirScope() {
        var receive = api.at("/paths/~1api~1v1~1inventory~1items~1{item}~1receipts/post");
        assertThat(receive.at("/operationId").asString()).isEqualTo("inventoryReceive");
        assertThat(receive.at("/parameters").toString()).contains("Idempotency-Key");
        assertThat(receive.at("/security/0").has("bearer")).isTrue();
        assertThat(receive.at("/description").asString()).contains("inventory:write");
    }

    @Test
    void optionalFieldsOfAManifestAreNotRequired() {
        var parameters = api.at("/paths/~1api~1v1~1packs~1{id}~1manifests/post/parameters");
        assertThat(parameters.values())
                .filteredOn(parameter -> parameter.at("/name").asString().equals("dryRun"))
                .singleElement()
                .satisfies(
                        dryRun -> assertThat(dryRun.at("/required").asBoolean()).isFalse())
                .satisfies(dryRun ->
                        assertThat(dryRun.at("/schema/pattern").asString()).contains("true|false"));
    }

    @Test
    void valueTypesAreDescribedAsTheirJson() {
        var movement = api.at("/components/schemas/Inventory.Movement/properties");
        assertThat(movement.at("/quantity/type").asString())
                .as(movement.toString())
                .isEqualTo("integer");
        assertThat(movement.at("/quantity/maximum").asInt()).isEqualTo(1_000_000);
        var wanted = api.at("/components/schemas/Reservation.Wanted/properties");
        assertThat(wanted.at("/sku/type").asString()).as(wanted.toString()).isEqualTo("string");
        assertThat(wanted.at("/sku/pattern").asString()).startsWith("^[A-Z0-9]");
        var currency = api.at("/components/schemas/Money/properties/currency");
        assertThat(currency.at("/type").asString()).isEqualTo("string");
        var item = api.at("/paths/~1api~1v1~1inventory~1items~1{item}~1receipts/post/parameters/0");
        assertThat(item.at("/schema/pattern").asString()).as(item.toString()).startsWith("^inv_");
    }

    @Test
    void rawJsonIsAnObject() {
        var entry = api.at("/components/schemas/EventLog.Entry/properties");
        for (var raw : new String[] {"payload", "metadata"}) {
            assertThat(entry.at("/" + raw + "/type").asString())
                    .as(entry.toString())
                    .isEqualTo("object");
        }
    }

    @Test
    void everyAnswerWithoutJsonIsAFile() {
        var files = operations()
                .flatMap(operation -> operation.at("/responses/200/content").propertyStream())
                .filter(content -> !content.getKey().equals("application/json"))
                .toList();
        assertThat(files.stream().map(Map.Entry::getKey)).contains("image/png", "text/csv", "application/x-ndjson");
        assertThat(files)
                .allSatisfy(
                        file -> assertThat(file.getValue().at("/schema/format").asString())
                                .isEqualTo("binary"));
    }

    @Test
    void noAnswerHasSeveralTypes() {
        assertThat(api.findValues("oneOf")).isEmpty();
    }

    @Test
    void typesWithOneSimpleNameAreTwoSchemas() {
        var schemas = api.at("/components/schemas");
        assertThat(schemas.at("/Reservation.Items/properties").propertyNames()).containsExactly("skus");
        assertThat(schemas.at("/Inventory.Count/properties").propertyNames()).contains("onHand");
        assertThat(schemas.at("/Catalog.Count/properties").propertyNames()).contains("count");
        assertThat(schemas.has("OrderView.Line")).isTrue();
    }

    @Test
    void everyReferenceResolves() {
        var there = api.at("/components/schemas").propertyNames().stream()
                .map("#/components/schemas/"::concat)
                .toList();
        assertThat(api.findValuesAsString("$ref")).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void swaggerUiIsServed() {
        assertThat(engine.asAnonymous().get("/swagger-ui.html").status()).isEqualTo(302);
        assertThat(engine.asAnonymous().get("/swagger-ui/index.html").status()).isEqualTo(200);
    }

    private Stream<JsonNode> operations() {
        return api.at("/paths").values().stream()
                .map(path -> path.properties())
                .flatMap(methods -> methods.stream().map(Map.Entry::getValue))
                .filter(operation -> operation.has("responses"));
    }

    private static String problem(JsonNode operation) {
        return operation
                .at("/responses/default/content/application~1problem+json/schema/$ref")
                .asString("");
    }
}
