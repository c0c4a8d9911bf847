package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.identity.credential.AccountRequests;
import io.packhouse.identity.credential.Accounts.Account;
import io.packhouse.identity.credential.PasswordChange;
import io.packhouse.identity.credential.SignIn;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.guest.Guests;
import io.packhouse.identity.credential.guest.VerificationLinks;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages to register, to sign in and to use the links of e-mails; they work without scripts. Opening a link changes
/// nothing, because programs that scan e-mails open links too: the button on its page does.
@Controller
class SignInPages {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String HTML = MediaType.TEXT_HTML_VALUE;

    private final AccountRequests requests;
    private final SignIn signIn;
    private final VerificationLinks verificationLinks;
    private final PasswordChange passwordChange;
    private final Guests guests;
    private final TokenResponses responses;
    private final AccessTokenIssuer issuer;
    private final FormAttempts attempts;

    SignInPages(
            AccountRequests requests,
            SignIn signIn,
            VerificationLinks verificationLinks,
            PasswordChange passwordChange,
            Guests guests,
            TokenResponses responses,
            AccessTokenIssuer issuer,
            FormAttempts attempts) {
        this.requests = requests;
        this.signIn = signIn;
        this.verificationLinks = verificationLinks;
        this.passwordChange = passwordChange;
        this.guests = guests;
        this.responses = responses;
        this.issuer = issuer;
        this.attempts = attempts;
    }

    @PostMapping(path = "/sign-in", consumes = FORM)
    @PublicEndpoint
    Object signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        model.addAttribute("email", email);
        model.addAttribute("next", issuer.localPath(next));
        return attempts.run("sign-in", model, response, () -> {
            var signedIn = signIn.signIn(email, password, ClientOrigin.of(request), true);
            return responses.page(signedIn, next, request);
        });
    }

    /// The page with the challenge of a sign-in was shown before, by the form with the password.
    @PostMapping(path = "/sign-in/second-factor", consumes = FORM)
    @PublicEndpoint
    Object enterCode(
            @RequestParam(defaultValue = "") String challenge,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        model.addAttribute("challenge", challenge);
        model.addAttribute("next", issuer.localPath(next));
        return attempts.run("sign-in-code", model, response, () -> {
            var signedIn = signIn.complete(challenge, code, ClientOrigin.of(request), true);
            return responses.page(signedIn, next, request);
        });
    }

    @GetMapping(path = "/register", produces = HTML)
    @PublicEndpoint
    String registerPage(Model model, Caller caller) {
        guests.find(caller).ifPresent(guest -> {
            model.addAttribute("guest", true);
            model.addAttribute("email", guest.email());
            model.addAttribute("name", guest.name());
        });
        explainWithoutMail(model);
        return "register";
    }

    @PostMapping(path = "/register", consumes = FORM)
    @PublicEndpoint
    Object register(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        var guest = guests.find(caller).map(Account::id).orElse(null);
        model.addAttribute("guest", guest != null);
        model.addAttribute("email", email);
        model.addAttribute("name", name);
        return attempts.run("register", model, response, () -> {
            var known = FormAttempts.requireName(name);
            requests.register(
                    email, FormAttempts.requireShort("password", password), known, guest, ClientOrigin.of(request));
            model.addAttribute("sent", true);
            return "register";
        });
    }

    @GetMapping(path = "/verify-email", produces = HTML)
    @PublicEndpoint
    String verifyPage(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("token", token);
        if (token.isEmpty()) {
            explainWithoutMail(model);
        }
        return "verify-email";
    }

    @PostMapping(path = "/verify-email", consumes = FORM)
    @PublicEndpoint
    Object verify(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        return attempts.run("verify-email", model, response, () -> {
            verificationLinks.use(token, ClientOrigin.of(request));
            model.addAttribute("verified", true);
            return "verify-email";
        });
    }

    @PostMapping(path = "/resend-verification", consumes = FORM)
    @PublicEndpoint
    Object resend(
            @RequestParam(defaultValue = "") String email,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        model.addAttribute("email", email);
        return attempts.run("verify-email", model, response, () -> {
            requests.resendVerification(email, ClientOrigin.of(request));
            model.addAttribute("sent", true);
            return "verify-email";
        });
    }

    @GetMapping(path = "/forgot-password", produces = HTML)
    @PublicEndpoint
    String forgotPage(Model model) {
        explainWithoutMail(model);
        return "forgot-password";
    }

    @PostMapping(path = "/forgot-password", consumes = FORM)
    @PublicEndpoint
    Object forgot(
            @RequestParam(defaultValue = "") String email,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        model.addAttribute("email", email);
        return attempts.run("forgot-password", model, response, () -> {
            requests.resetPassword(email, ClientOrigin.of(request));
            model.addAttribute("sent", true);
            return "forgot-password";
        });
    }

    @GetMapping(path = "/reset-password", produces = HTML)
    @PublicEndpoint
    String resetPage(@RequestParam(defaultValue = "") String token, Model model) {
        model.addAttribute("token", token);
        return "reset-password";
    }

    @PostMapping(path = "/reset-password", consumes = FORM)
    @PublicEndpoint
    Object reset(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        model.addAttribute("token", token);
        return attempts.run("reset-password", model, response, () -> {
            passwordChange.reset(token, FormAttempts.requireShort("password", password), ClientOrigin.of(request));
            model.addAttribute("done", true);
            return "reset-password";
        });
    }

    /// Before a person fills in a form that cannot be completed.
    private void explainWithoutMail(Model model) {
        if (!requests.canMail()) {
            model.addAttribute("noMail", true);
        }
    }
}
