package io.packhouse.querying;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the endpoints as one caller.
record QueryTestEndpoints(MockMvc mvc, String actor, String may) {

    MockHttpServletResponse get(String address, String... headers) throws Exception {
        return send(MockMvcRequestBuilders.get(URI.create(address)), headers);
    }

    MockHttpServletResponse post(String address, String body) throws Exception {
        return send(MockMvcRequestBuilders.post(URI.create(address)).content(body), "Content-Type", "application/json");
    }

    JsonNode json(String address, String... headers) throws Exception {
        var answer = get(address, headers);
        if (answer.getStatus() != 200) {
            throw new AssertionError(answer.getStatus() + " " + answer.getContentAsString());
        }
        return JsonMapper.shared().readTree(answer.getContentAsByteArray());
    }

    static List<String> texts(JsonNode items, String name) {
        var texts = new ArrayList<String>();
        items.forEach(item -> texts.add(item.get(name).asString()));
        return texts;
    }

    static @Nullable String text(JsonNode page, String name) {
        var node = page.get(name);
        return node == null || node.isNull() ? null : node.asString();
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, String... headers) throws Exception {
        request.header("Actor", actor).header("May", may);
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return mvc.perform(request).andReturn().getResponse();
    }
}
