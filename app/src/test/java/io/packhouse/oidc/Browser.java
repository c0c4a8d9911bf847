package io.packhouse.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Keeps cookies and follows redirects, as a browser does.
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();

    /// Follows redirects, and stops before an address that begins with `stop`.
    HttpResponse<String> open(String address, String stop) {
        var response = send(HttpRequest.newBuilder(URI.create(address)));
        return follow(response, stop);
    }

    HttpResponse<String> open(String address) {
        return open(address, "none");
    }

    /// Fills in the form of the authorization server.
    HttpResponse<String> signIn(HttpResponse<String> page, String name, String stop) {
        assertThat(page.uri().getPath()).as(page.body()).isEqualTo("/login");
        var csrf = CSRF.matcher(page.body());
        assertThat(csrf.find()).as(page.body()).isTrue();
        var form = form(Map.of("username", name, "password", AuthorizationServer.PASSWORD, "_csrf", csrf.group(1)));
        return follow(send(form(page.uri().resolve("/login"), form)), stop);
    }

    HttpResponse<String> post(String address, Map<String, String> fields) {
        return send(form(URI.create(address), form(fields)));
    }

    List<HttpCookie> cookies(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .toList();
    }

    void clearCookies() {
        cookies.getCookieStore().removeAll();
    }

    private HttpResponse<String> follow(HttpResponse<String> first, String stop) {
        var response = first;
        for (var steps = 0; response.statusCode() / 100 == 3; steps++) {
            assertThat(steps).isLessThan(10);
            var to = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            if (to.toString().startsWith(stop)) {
                return response;
            }
            response = send(HttpRequest.newBuilder(to));
        }
        return response;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.Builder form(URI address, String fields) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
