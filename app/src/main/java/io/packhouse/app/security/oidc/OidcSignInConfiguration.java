package io.packhouse.app.security.oidc;

import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.credential.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.web.client.RestClient;

/// Sign-in of browsers at the issuer: authorization code with PKCE, state and nonce.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(OidcConfiguration.HAS_CLIENT)
class OidcSignInConfiguration {

    private static final String BEGIN = "/oauth2/authorization";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    @Bean
    OidcClient oidcClient(
            OidcIssuer oidcIssuer,
            OidcSettings settings,
            Clock clock,
            @Value("${packhouse.public-url:http://127.0.0.1:8080}") String publicUrl) {
        return new OidcClient(oidcIssuer, settings.client(), publicUrl, clock);
    }

    /// Claims of the ID token only: the issuer's user info is not asked, and no authorized client is kept.
    @Bean
    Customizer<HttpSecurity> oidcSignIn(
            OidcClient oidcClient,
            OidcSettings settings,
            JwtIssuer tokens,
            Sessions sessions,
            Secrets secrets,
            Clock clock) {
        var handler = new OidcSignInHandler(new ClaimMapping(settings), tokens, sessions);
        var begun = new AuthorizationRequestCookie(oidcClient, secrets.bytes("sign-in-requests"), clock);
        return http -> http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(oidcClient)
                .authorizedClientRepository(new NoAuthorizedClients())
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(new Resolver(oidcClient))
                        .authorizationRequestRepository(begun))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(tokenClient()))
                .userInfoEndpoint(endpoint ->
                        endpoint.oidcUserService(request -> new DefaultOidcUser(Set.of(), request.getIdToken())))
                .successHandler(handler)
                .failureHandler(handler));
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(ANSWER);
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /// Begins a sign-in only at its one address and while the issuer is known; an endpoint answers otherwise.
    private static final class Resolver implements OAuth2AuthorizationRequestResolver {

        private final OidcClient client;
        private final DefaultOAuth2AuthorizationRequestResolver resolver;

        Resolver(OidcClient client) {
            this.client = client;
            resolver = new DefaultOAuth2AuthorizationRequestResolver(client, BEGIN);
            resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return resolve(request, OidcClient.ID);
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
            var isBegin = request.getRequestURI().equals(BEGIN + "/" + OidcClient.ID);
            return isBegin && client.isReady() ? resolver.resolve(request, registrationId) : null;
        }
    }
}
