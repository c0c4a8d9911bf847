package io.packhouse.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.header.HeaderWriter;

/// What a page may load and run: files of ours, and nothing that stands in the page itself.
final class ContentSecurityPolicyWriter implements HeaderWriter {

    private static final String OURS =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    // Swagger UI writes styles into its own page.
    private static final String SWAGGER =
            OURS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    // A drawing that is opened by itself is a document, and this is all it may do.
    private static final String DRAWING =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy(request, response.getContentType()));
    }

    private static String policy(HttpServletRequest request, @Nullable String contentType) {
        if (contentType != null && contentType.startsWith("image/svg")) {
            return DRAWING;
        }
        return request.getRequestURI().startsWith("/swagger-ui") ? SWAGGER : OURS;
    }
}
