package io.packhouse.app.security;

import static org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN;

import io.packhouse.app.problem.ProblemWriter;
import io.packhouse.app.security.apikey.BearerTokenAuthenticator;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.apikey.ApiKeys;
import io.packhouse.identity.credential.session.SessionCheck;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;

/// Verifies tokens; [EndpointAuthorizationInterceptor] checks the scope of each endpoint.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    JwtIssuer localTokens(Secrets secrets, Clock clock) {
        return new JwtIssuer(secrets, clock);
    }

    @Bean
    JwtDecoder jwtDecoder(JwtIssuer tokens, ObjectProvider<ForeignTokens> foreign, Clock clock, SessionCheck sessions) {
        var issuers = new IssuerRoutingJwtDecoder(tokens.decoder(), foreign.getIfAvailable());
        return new CachingJwtDecoder(issuers, clock, sessions::isActive);
    }

    /// The duration of single filters is not needed, and measuring it costs a third of a request.
    @Bean
    SecurityObservationSettings filtersAreNotObserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain entrance(HttpSecurity http, ProblemWriter problems, JwtDecoder decoder, ApiKeys keys)
            throws Exception {
        var scopes = new JwtGrantedAuthoritiesConverter();
        scopes.setAuthorityPrefix("");
        scopes.setAuthoritiesClaimName("scope");
        var tokens = new JwtAuthenticationConverter();
        tokens.setJwtGrantedAuthoritiesConverter(scopes);
        var jwts = new JwtAuthenticationProvider(decoder);
        jwts.setJwtAuthenticationConverter(tokens);
        return http.csrf(AbstractHttpConfigurer::disable) // SessionCookie checks the origin of a request.
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/prometheus")
                        .hasAnyAuthority("metrics:read", "operations")
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(problems::unauthenticated)
                        .accessDeniedHandler(problems::forbidden))
                .headers(headers -> headers.addHeaderWriter(new ContentSecurityPolicyWriter())
                        .referrerPolicy(policy -> policy.policy(SAME_ORIGIN)))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(new SessionCookie(decoder))
                        .jwt(jwt -> jwt.authenticationManager(new BearerTokenAuthenticator(jwts, keys)))
                        .authenticationEntryPoint(problems::unauthenticated)
                        .accessDeniedHandler(problems::forbidden))
                .build();
    }
}
