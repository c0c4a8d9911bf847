package io.packhouse.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/// Spring Authorization Server on a port of its own, with people, a client for the shop, an app and a machine.
final class AuthorizationServer implements AutoCloseable {

    static final String PASSWORD = "correct horse";
    static final String SECRET = "of the client";
    static final String MACHINE_SECRET = "of the machine";
    static final String APP_CALLBACK = "http://127.0.0.1:9/callback";

    private static final Map<String, List<String>> ROLES = Map.of(
            "ada", List.of("customers"),
            "vera", List.of("makers"),
            "boss", List.of("staff", "shop-admins"),
            "stranger", List.of("gardeners"),
            "robot", List.of("stock"));

    private final Tomcat tomcat = new Tomcat();
    private final AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    private final AtomicReference<RSAKey> key = new AtomicReference<>(newKey());
    private final AtomicInteger discoveries = new AtomicInteger();
    private final String issuer;

    private AuthorizationServer(int port) {
        issuer = "http://127.0.0.1:" + port;
    }

    static AuthorizationServer start(int port, String shop, Path folder) {
        var server = new AuthorizationServer(port);
        server.run(port, shop, folder);
        return server;
    }

    String issuer() {
        return issuer;
    }

    RSAKey key() {
        return key.get();
    }

    /// From now on tokens are signed with another key, and the one before is no longer published.
    void rotate() {
        key.set(newKey());
    }

    int discoveries() {
        return discoveries.get();
    }

    private void run(int port, String shop, Path folder) {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        tomcat.getConnector();
        var context = tomcat.addContext("", folder.toString());
        spring.setServletContext(context.getServletContext());
        spring.register(Server.class);
        spring.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("issuer", issuer);
            beans.registerSingleton("shop", shop);
            beans.registerSingleton("keys", (JWKSource<SecurityContext>)
                    (selector, _) -> selector.select(new JWKSet(List.of(key.get()))));
        });
        var servlet = Tomcat.addServlet(context, "spring", new DispatcherServlet(spring));
        servlet.setLoadOnStartup(1);
        servlet.addMapping("/");
        filter(context, "counter", (request, response, chain) -> {
            if (((jakarta.servlet.http.HttpServletRequest) request)
                    .getRequestURI()
                    .endsWith("openid-configuration")) {
                discoveries.incrementAndGet();
            }
            chain.doFilter(request, response);
        });
        filter(context, "security", new DelegatingFilterProxy("springSecurityFilterChain", spring));
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void filter(org.apache.catalina.Context context, String name, jakarta.servlet.Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Without a stereotype, so that the engine under test does not find it.
    @EnableWebSecurity
    @EnableWebMvc
    static class Server {

        @Bean
        @Order(1)
        SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(exceptions -> exceptions.defaultAuthenticationEntryPointFor(
                            new LoginUrlAuthenticationEntryPoint("/login"),
                            new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(List.of("ada", "vera", "boss", "stranger").stream()
                    .map(name -> User.withUsername(name)
                            .password("{noop}" + PASSWORD)
                            .roles("USER")
                            .build())
                    .toList());
        }

        @Bean
        RegisteredClientRepository clients(String shop) {
            var proof = ClientSettings.builder().requireProofKey(true).build();
            return new InMemoryRegisteredClientRepository(
                    RegisteredClient.withId("1")
                            .clientId("shop")
                            .clientSecret("{noop}" + SECRET)
                            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                            .redirectUri(shop + "/login/oauth2/code/oidc")
                            .scopes(scopes -> scopes.addAll(List.of("openid", "profile")))
                            .clientSettings(proof)
                            .build(),
                    RegisteredClient.withId("2")
                            .clientId("app")
                            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                            .redirectUri(APP_CALLBACK)
                            .scope("openid")
                            .scope("inventory:write") // A scope of the shop that this server invents.
                            .clientSettings(proof)
                            .build(),
                    RegisteredClient.withId("3")
                            .clientId("robot")
                            .clientSecret("{noop}" + MACHINE_SECRET)
                            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                            .build());
        }

        @Bean
        JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings(String issuer) {
            return AuthorizationServerSettings.builder().issuer(issuer).build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                var name = context.getPrincipal().getName();
                context.getClaims().claim("roles", ROLES.get(name)).claim("name", "The " + name);
                if (!context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    context.getClaims().audience(List.of("packhouse", "another"));
                }
            };
        }
    }
}
