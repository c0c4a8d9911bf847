package io.packhouse.identity.http;

import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.http.SecondFactorRequiredException;
import io.packhouse.engine.http.SignInRejectedException;
import io.packhouse.engine.http.TooManyRequestsException;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import io.packhouse.identity.credential.session.CredentialRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Name;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/// Runs what a form requests. When it is rejected, the page is shown again with the reason at the field.
@Component
class FormAttempts {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_PASSWORD = 500;

    private final AccessTokenIssuer issuer;

    FormAttempts(AccessTokenIssuer issuer) {
        this.issuer = issuer;
    }

    /// Only a page of this shop may send a form.
    void requireOurPage(HttpServletRequest request) {
        if (!issuer.isFromOurPages(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only a page of this shop may send this form.");
        }
    }

    /// As the next, for a page with several forms: `form` shows what was wrong, and `fill` adds what the page shows.
    Object run(
            String page,
            String form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Runnable fill,
            Supplier<Object> work) {
        requireOurPage(request);
        model.addAttribute("form", form);
        var result = run(page, model, response, work);
        if (result.equals(page)) {
            fill.run();
        }
        return result;
    }

    /// The result of the work, or the page with what was wrong. The page never contains a password. A sign-in that
    /// needs a code continues on the page for it.
    Object run(String page, Model model, HttpServletResponse response, Supplier<Object> work) {
        try {
            return work.get();
        } catch (SecondFactorRequiredException e) {
            model.addAttribute("challenge", e.challenge());
            return "sign-in-code";
        } catch (InvalidFieldException e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("errors", Map.of(e.field(), e.reason()));
        } catch (SignInRejectedException e) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("problem", e.getMessage());
        } catch (CommandRejectedException e) {
            if (!e.answer().code().equals(CredentialRefusal.NO_MAIL_SERVER.name())) {
                throw e;
            }
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            model.addAttribute("noMail", true);
        } catch (TooManyRequestsException e) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(e.retryAfter().toSeconds()));
            model.addAttribute(
                    "problem",
                    "Too many attempts. Try again in %s minutes."
                            .formatted(e.retryAfter().toMinutes() + 1));
        }
        return page;
    }

    static ResponseEntity<Void> to(URI place) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(place).build();
    }

    static String requireName(String text) {
        var problem = Name.problem(text, LONGEST_NAME);
        if (problem != null || text.isBlank()) {
            throw new InvalidFieldException("name", "valid-name", problem == null ? "must be a name" : problem);
        }
        return Name.normalize(text);
    }

    static String requireShort(String field, String password) {
        if (password.length() > LONGEST_PASSWORD) {
            throw new InvalidFieldException(field, "size", "is too long");
        }
        return password;
    }
}
