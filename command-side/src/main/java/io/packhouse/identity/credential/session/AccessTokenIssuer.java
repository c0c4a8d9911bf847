package io.packhouse.identity.credential.session;

import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Issues the access tokens of sessions, and the cookies that contain them in browsers.
public interface AccessTokenIssuer {

    /// A signed token with the claim `sid`.
    String issue(PersonId person, String name, List<Role> roles, String sessionId, Duration valid);

    /// The session of the token of this request; null for a token without one, such as that of a machine.
    @Nullable
    String sessionOf(HttpServletRequest request);

    /// Whether a page of this origin sent the request; only such a request may begin or end a browser's session.
    boolean isFromOurPages(HttpServletRequest request);

    /// The value of Set-Cookie.
    String cookie(String token, Duration valid, boolean secure);

    String expiredCookie();

    /// The address to continue at: always a local path.
    URI localPath(String wanted);
}
