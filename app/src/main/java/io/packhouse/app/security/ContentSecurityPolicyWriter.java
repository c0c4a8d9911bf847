package io.packhouse.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.header.HeaderWriter;

/// The content security policy: own files only, no inline scripts or styles.
final class ContentSecurityPolicyWriter implements HeaderWriter {

    private static final String OURS = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";
    // Swagger UI uses inline styles.
    private static final String SWAGGER = OURS.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    // An SVG opened directly is a document; this is all it may load.
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
