package io.packhouse.testing;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP answer of the engine.
public record Answer(int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /// The body as JSON.
    public JsonNode body() {
        return JSON.readTree(text);
    }

    /// A text, number or boolean of the body by pointer, such as `/errors/0/code`; "" if missing.
    public String at(String pointer) {
        return body().at(pointer).asString("");
    }

    /// The header's value; "" if missing.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
