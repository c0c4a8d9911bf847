package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.identity.credential.EmailChange;
import io.packhouse.identity.credential.PasswordChange;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import io.packhouse.identity.credential.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of one's own account: name, password, e-mail address, second factor, sessions.
@Controller
class AccountPages {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final Map<String, String> DONE = Map.of(
            "name", "Your name was changed.",
            "password", "Your password was changed, and all other sessions were ended.",
            "email", "A link was sent to the new address. The address changes when you use it.",
            "session", "The session was ended.",
            "second-factor-removed", "The second factor was removed, and all other sessions were ended.");

    private final Accounts accounts;
    private final PasswordChange passwordChange;
    private final EmailChange emailChange;
    private final SecondFactors secondFactors;
    private final Sessions sessions;
    private final AccessTokenIssuer issuer;
    private final FormAttempts attempts;

    AccountPages(
            Accounts accounts,
            PasswordChange passwordChange,
            EmailChange emailChange,
            SecondFactors secondFactors,
            Sessions sessions,
            AccessTokenIssuer issuer,
            FormAttempts attempts) {
        this.accounts = accounts;
        this.passwordChange = passwordChange;
        this.emailChange = emailChange;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.issuer = issuer;
        this.attempts = attempts;
    }

    @GetMapping(path = "/account", produces = MediaType.TEXT_HTML_VALUE)
    @RequiresScope("account")
    String page(@RequestParam(defaultValue = "") String done, Model model, Caller caller, HttpServletRequest request) {
        fill(model, caller, request);
        model.addAttribute("done", DONE.get(done));
        return "account";
    }

    @PostMapping(path = "/account/name", consumes = FORM)
    @RequiresScope("account")
    Object rename(
            @RequestParam(defaultValue = "") String name,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("newName", name);
        return run("name", model, caller, request, response, () -> {
            accounts.rename(caller.person(), FormAttempts.requireName(name));
            return done("name");
        });
    }

    @PostMapping(path = "/account/password", consumes = FORM)
    @RequiresScope("account")
    Object changePassword(
            @RequestParam(defaultValue = "") String currentPassword,
            @RequestParam(defaultValue = "") String newPassword,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        return run("password", model, caller, request, response, () -> {
            passwordChange.change(
                    caller.person(),
                    issuer.sessionOf(request),
                    currentPassword,
                    FormAttempts.requireShort("newPassword", newPassword),
                    ClientOrigin.of(request));
            return done("password");
        });
    }

    @PostMapping(path = "/account/email", consumes = FORM)
    @RequiresScope("account")
    Object changeEmail(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String newEmail,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("newEmail", newEmail);
        return run("email", model, caller, request, response, () -> {
            emailChange.request(caller.person(), password, newEmail, ClientOrigin.of(request));
            return done("email");
        });
    }

    @PostMapping(path = "/account/sessions/{id}/end", consumes = FORM)
    @RequiresScope("account")
    Object endSession(@PathVariable String id, Caller caller, HttpServletRequest request) {
        attempts.requireOurPage(request);
        sessions.endOwn(caller.person(), id, ClientOrigin.of(request));
        return done("session");
    }

    private Object run(
            String form,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            Supplier<Object> work) {
        return attempts.run("account", form, model, request, response, () -> fill(model, caller, request), work);
    }

    private void fill(Model model, Caller caller, HttpServletRequest request) {
        model.addAttribute("orders", caller.may("orders:read"));
        model.addAttribute("account", accounts.find(caller.person()).orElse(null));
        model.addAttribute("factor", secondFactors.view(caller.person()));
        model.addAttribute("sessions", sessions.list(caller.person(), issuer.sessionOf(request)));
    }

    private static Object done(String what) {
        return FormAttempts.to(URI.create("/account?done=" + what));
    }
}
