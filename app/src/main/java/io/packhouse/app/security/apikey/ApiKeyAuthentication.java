package io.packhouse.app.security.apikey;

import io.packhouse.identity.apikey.ApiKeyGrant;
import java.io.Serial;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// A program that works for a person.
public final class ApiKeyAuthentication extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String owner;
    private final String keyId;

    ApiKeyAuthentication(ApiKeyGrant grant) {
        super(grant.scopes().stream()
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList());
        owner = grant.owner().value();
        keyId = grant.id().value();
        setAuthenticated(true);
    }

    public String keyId() {
        return keyId;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return owner;
    }
}
