package io.packhouse.app.security.oidc;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/// This shop as a client of the issuer, for the sign-in of browsers.
final class OidcClient implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration> {

    static final String ID = "oidc";

    private final OidcIssuer issuer;
    private final OidcSettings.Client settings;
    private final String publicUrl;
    private final Clock clock;

    OidcClient(OidcIssuer issuer, OidcSettings.Client settings, String publicUrl, Clock clock) {
        this.issuer = issuer;
        this.settings = settings;
        this.publicUrl = publicUrl.replaceFirst("/$", "");
        this.clock = clock;
    }

    boolean isReady() {
        return issuer.isKnown();
    }

    /// The address to return to is the public one: a request names its host as it likes.
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        if (!registrationId.equals(ID)) {
            return null;
        }
        Map<String, Object> metadata = issuer.provider().metadata();
        var client = ClientRegistrations.fromOidcConfiguration(metadata)
                .registrationId(ID)
                .clientId(settings.id())
                .clientSecret(settings.secret())
                .clientName(settings.name())
                .scope(settings.scopes())
                .redirectUri(publicUrl + "/login/oauth2/code/" + ID);
        if (settings.secret().isBlank()) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
        return client.build();
    }

    /// Of ID tokens.
    @Override
    public JwtDecoder createDecoder(ClientRegistration client) {
        var claims = new OidcIdTokenValidator(client);
        claims.setClock(clock);
        var decoder = issuer.provider().decoder();
        decoder.setJwtValidator(claims);
        return decoder;
    }
}
