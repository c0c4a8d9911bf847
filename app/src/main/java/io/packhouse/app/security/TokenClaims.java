package io.packhouse.app.security;

import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// Validates the claims of a token; a valid signature proves only the issuer.
public final class TokenClaims implements OAuth2TokenValidator<Jwt> {

    static final String ISSUER = "packhouse";
    public static final String AUDIENCE = "packhouse";

    /// The session that the token belongs to; missing for machines.
    static final String SESSION = "sid";

    /// The allowed clock skew of the issuer.
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final int LONGEST_SCOPE = 4_000;
    private static final int LONGEST_NAME = 200;

    private final Clock clock;

    TokenClaims(Clock clock) {
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return result(wrong(token));
    }

    /// Failure with the reason, or success without one.
    public static OAuth2TokenValidatorResult result(Optional<String> wrong) {
        return wrong.map(why -> new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, why, null))
                .map(OAuth2TokenValidatorResult::failure)
                .orElseGet(OAuth2TokenValidatorResult::success);
    }

    private Optional<String> wrong(Jwt token) {
        return Stream.of(
                        wrongTime(token, clock.instant()),
                        unless(ISSUER.equals(token.getClaims().get("iss")), "Its issuer (iss) is not this shop."),
                        unless(
                                token.getClaims().get("aud") instanceof List<?> all && all.contains(AUDIENCE),
                                "It is not meant for this shop (aud)."),
                        unless(
                                isText(token, "sub", TokenClaims::isPerson),
                                "Its subject (sub) is not the id of a person."),
                        unless(
                                isMissingOr(token, "scope", scope -> scope.length() <= LONGEST_SCOPE),
                                "Its scope is not a text of scopes."),
                        unless(
                                isMissingOr(token, "name", name -> name.length() <= LONGEST_NAME),
                                "Its name is not a short text."),
                        unless(
                                isMissingOr(token, SESSION, session -> session.length() <= LONGEST_NAME),
                                "Its session (sid) is not a short text."),
                        unless(
                                token.getClaims().get("roles") == null
                                        || areTexts(token.getClaims().get("roles")),
                                "Its roles are not a list of texts."))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What is wrong with `exp`, `nbf` or `iat` at that time.
    public static Optional<String> wrongTime(Jwt token, Instant now) {
        var begins = token.getNotBefore();
        var issued = token.getIssuedAt();
        var ends = token.getExpiresAt();
        if (ends == null) {
            return unless(false, "It has no end (exp).");
        }
        return Stream.of(
                        unless(now.isBefore(ends.plus(SKEW)), "It has expired (exp)."),
                        unless(begins == null || !begins.isAfter(now.plus(SKEW)), "It is not valid yet (nbf)."),
                        unless(
                                issued == null || (!issued.isAfter(now.plus(SKEW)) && issued.isBefore(ends)),
                                "The time it was issued at (iat) cannot be."))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isPerson(String subject) {
        try {
            return new PersonId(subject).value().equals(subject);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isText(Jwt token, String claim, Predicate<String> right) {
        return token.getClaims().get(claim) instanceof String text && right.test(text);
    }

    private static boolean isMissingOr(Jwt token, String claim, Predicate<String> right) {
        return token.getClaims().get(claim) == null || isText(token, claim, right);
    }

    private static boolean areTexts(@Nullable Object claim) {
        return claim instanceof List<?> all && all.stream().allMatch(String.class::isInstance);
    }

    public static Optional<String> unless(boolean right, String why) {
        return right ? Optional.empty() : Optional.of("The token is not valid: " + why);
    }
}
