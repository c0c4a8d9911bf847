package io.packhouse.app.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.startup.StartupException;
import io.packhouse.identity.api.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimMappingTest {

    static final String ISSUER = "https://id.example";
    static final String ROLES = "shop-admins=ADMIN, /staff/stock=LOGISTICS , a=b=CUSTOMER,,";

    @Test
    void rolesAreFoundByNameOrByPath() {
        var realm = Map.<String, Object>of("sub", "1", "realm_access", Map.of("roles", List.of("shop-admins", "x")));
        assertThat(roles("realm_access.roles", "", realm)).containsExactly(Role.ADMIN);
        var dotted = Map.<String, Object>of("sub", "1", "https://shop.example/roles", List.of("/staff/stock"));
        assertThat(roles("https://shop.example/roles", "", dotted)).containsExactly(Role.LOGISTICS);
        assertThat(roles("groups.shop", "", realm)).isEmpty();
    }

    @Test
    void aTextIsOneValueOrSeveralWithSpaces() {
        assertThat(roles("roles", "", Map.of("sub", "1", "roles", "shop-admins")))
                .containsExactly(Role.ADMIN);
        assertThat(roles("roles", "", Map.of("sub", "1", "roles", "x /staff/stock a=b")))
                .containsExactly(Role.CUSTOMER, Role.LOGISTICS);
    }

    @Test
    void theDefaultRoleIsForEverybodyAndOnlyIfSet() {
        assertThat(roles("roles", "", Map.of("sub", "1"))).isEmpty();
        assertThat(roles("roles", "CUSTOMER", Map.of("sub", "1"))).containsExactly(Role.CUSTOMER);
        assertThat(roles("roles", "CUSTOMER", Map.of("sub", "1", "roles", "shop-admins")))
                .containsExactly(Role.CUSTOMER, Role.ADMIN);
    }

    /// Orders are kept under these ids: they must never change. SHA-256 and the bits of UUIDv8 were computed with
    /// another program.
    @Test
    void thePersonOfASubjectIsAlwaysTheSame() {
        assertThat(ForeignIdentity.person(ISSUER, "ada")).hasToString("per_5zvjj3x2nxgxtvyvzp65bvxpsz");
        assertThat(ForeignIdentity.person(ISSUER, "adb")).isNotEqualTo(ForeignIdentity.person(ISSUER, "ada"));
        assertThat(ForeignIdentity.person(ISSUER + "/", "ada")).isNotEqualTo(ForeignIdentity.person(ISSUER, "ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN", "=ADMIN", "x=admin", "x=KING", "x="})
    void aWrongMapEndsTheStart(String roles) {
        assertThatThrownBy(() -> new ClaimMapping(settings("roles", roles, "")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(roles);
    }

    @Test
    void aClientNeedsAnIssuer() {
        var client = new OidcSettings.Client("shop", "secret", "", "");
        assertThatThrownBy(() -> new OidcSettings("", "", "", "", "", "", client))
                .isInstanceOf(StartupException.class);
        assertThat(client.toString()).doesNotContain("secret");
    }

    @Test
    void anEmptyVariableIsOneThatIsNotSet() {
        var settings = settings("", "", "");
        assertThat(settings.audience()).isEqualTo("packhouse");
        assertThat(settings.subjectClaim()).isEqualTo("sub");
        assertThat(settings.roleClaim()).isEqualTo("roles");
        assertThat(settings.client().scopes()).containsExactlyInAnyOrder("openid", "email");
    }

    private static List<Role> roles(String claim, String everybody, Map<String, Object> claims) {
        return new ClaimMapping(settings(claim, ROLES, everybody))
                .identity(claims)
                .roles();
    }

    private static OidcSettings settings(String claim, String roles, String everybody) {
        return new OidcSettings(
                ISSUER, "", "", claim, roles, everybody, new OidcSettings.Client("", "", "email, openid", ""));
    }
}
