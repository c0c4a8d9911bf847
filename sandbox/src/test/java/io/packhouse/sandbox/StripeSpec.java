package io.packhouse.sandbox;

import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Checks requests and responses against the frozen part of Stripe's specification.
final class StripeSpec {

    /// Newer than the frozen specification, but in use.
    private static final Set<String> NEWER = Set.of(
            "GET /v1/checkout/sessions status",
            "GET /v1/checkout/sessions created",
            "refund.destination_details",
            "refund.failure_reason",
            "checkout.session.automatic_tax.liability",
            "payment_intent.amount_details.tip");

    private static final Set<String> ERROR_TYPES =
            Set.of("api_error", "card_error", "idempotency_error", "invalid_request_error");

    private final JsonNode spec;
    private final List<String> complaints = new ArrayList<>();

    StripeSpec() {
        try (var in = StripeSpec.class.getResourceAsStream("stripe-spec.json")) {
            if (in == null) throw new IllegalStateException("No stripe-spec.json");
            spec = Json.MAPPER.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void complain(String place, String what) {
        complaints.add(place + ": " + what);
    }

    boolean knowsParameter(String call, String name) {
        var schema = spec.path("requests").path(call);
        return schemaOf(schema, name) != null || isNewer(call, name);
    }

    private static boolean isNewer(String call, String name) {
        return NEWER.contains(call + " " + name.replaceAll("\\[.*", ""));
    }

    synchronized void checkRequest(String call, Form form) {
        var schema = spec.path("requests").path(call);
        if (schema.isMissingNode()) {
            complain(call, "not in the specification");
            return;
        }
        for (var required : schema.path("required")) {
            var name = required.asString();
            if (form.values().keySet().stream().noneMatch(key -> key.startsWith(name))) {
                complain(call, "misses " + name);
            }
        }
        form.values().forEach((name, value) -> checkValue(call, schema, name, value));
    }

    private void checkValue(String call, JsonNode schema, String name, String value) {
        if (isNewer(call, name)) return;
        var type = schemaOf(schema, name);
        if (type == null) complain(call, "unknown parameter " + name);
        else if (!fits(type, value)) complain(call, name + " may not be " + value);
    }

    private static JsonNode schemaOf(JsonNode schema, String name) {
        var at = schema;
        for (var key : name.replace("]", "").split("\\[", -1)) {
            at = step(at, key);
            if (at.isMissingNode()) return null;
        }
        return at;
    }

    private static JsonNode step(JsonNode schema, String key) {
        for (var choice : schema.path("anyOf")) {
            var found = step(choice, key);
            if (!found.isMissingNode()) return found;
        }
        if (key.isEmpty() || key.matches("\\d+")) return schema.path("items");
        if (schema.has("values")) return schema.path("values");
        return schema.path("properties").path(key);
    }

    private static boolean fits(JsonNode schema, String value) {
        if (schema.has("anyOf")) {
            for (var choice : schema.path("anyOf")) if (fits(choice, value)) return true;
            return false;
        }
        if (schema.has("enum") && !isOneOf(schema, value)) return false;
        return switch (schema.path("type").asString("")) {
            case "integer" -> value.matches("-?\\d+");
            case "boolean" -> value.equals("true") || value.equals("false");
            case "object", "array" -> value.isEmpty();
            default -> true;
        };
    }

    private static boolean isOneOf(JsonNode schema, String value) {
        for (var word : schema.path("enum")) if (word.asString().equals(value)) return true;
        return false;
    }

    synchronized void checkAnswer(String call, int status, JsonNode body) {
        if (status == 200) {
            checkObject(call, body);
        } else if (!ERROR_TYPES.contains(body.path("error").path("type").asString(""))) {
            complain(call, "not an error of Stripe's: " + body);
        } else if (!body.path("error").path("message").isString()) {
            complain(call, "an error without a message");
        }
    }

    private void checkObject(String call, JsonNode body) {
        var kind = body.path("object").asString("");
        if (kind.equals("list")) {
            for (var name : List.of("url", "has_more", "data")) {
                if (!body.has(name)) complain(call, "list without " + name);
            }
            body.path("data").forEach(value -> checkObject(call, value));
            return;
        }
        var schema = spec.path("objects").path(kind);
        if (schema.isMissingNode()) complain(call, "unknown object " + kind);
        else checkFields(kind, schema, body);
        if (kind.equals("event")) checkObject(call, body.path("data").path("object"));
    }

    private void checkFields(String place, JsonNode schema, JsonNode body) {
        for (var required : schema.path("required")) {
            if (!body.has(required.asString())) complain(place, "misses " + required.asString());
        }
        if (!schema.has("properties")) return;
        for (var field : body.properties()) {
            var name = place + "." + field.getKey();
            var type = schema.path("properties").path(field.getKey());
            if (NEWER.contains(name)) continue;
            if (type.isMissingNode()) complain(name, "unknown field");
            else checkField(name, type, field.getValue());
        }
    }

    private void checkField(String place, JsonNode schema, JsonNode value) {
        if (value.isNull()) {
            if (!schema.path("nullable").asBoolean(false)) complain(place, "may not be null");
        } else if (schema.has("enum") && !isOneOf(schema, value.asString(""))) {
            complain(place, "may not be " + value);
        } else if (!isOfType(schema, value)) {
            complain(place, "has the wrong type: " + value);
        } else if (value.path("object").isString()) {
            checkObject(place, value);
        } else if (value.isObject()) {
            checkFields(place, schema, value);
        }
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        if (schema.has("ref")) return value.isObject();
        if (schema.has("anyOf")) {
            for (var choice : schema.path("anyOf")) if (isOfType(choice, value)) return true;
            return false;
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }
}
