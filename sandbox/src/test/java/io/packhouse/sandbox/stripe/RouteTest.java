package io.packhouse.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.sandbox.json.Form;
import io.packhouse.sandbox.json.Parameters;
import org.junit.jupiter.api.Test;

class RouteTest {

    @Test
    void idsAreTakenFromThePath() {
        var route = Route.get("/v1/things/{}/parts", (_, _) -> null);
        assertThat(route.match("GET", Route.segments("/v1/things/t_1/parts"))).containsExactly("t_1");
        assertThat(route.match("POST", Route.segments("/v1/things/t_1/parts"))).isNull();
        assertThat(route.match("GET", Route.segments("/v1/things/t_1"))).isNull();
    }

    @Test
    void bracketsNameOneValueEach() {
        var form = Form.parse("a[0][b]=1&a[1][b]=2&m[k]=v&e[]=x&e[]=y&z=%2B+");
        assertThat(form.list("a")).extracting(item -> item.text("b")).containsExactly("1", "2");
        assertThat(form.map("m")).containsEntry("k", "v");
        assertThat(form.texts("e")).containsExactly("x", "y");
        assertThat(form.text("z")).isEqualTo("+ ");
        Parameters.of("a[][b]", "m[*]", "e[]", "z").check(form);
    }
}
