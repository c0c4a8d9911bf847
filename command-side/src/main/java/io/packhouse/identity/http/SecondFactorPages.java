package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.credential.SecondFactorChange;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of one's second factor. Its secret and the recovery codes are shown once, in the answer to the form.
@Controller
class SecondFactorPages {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String PATH = "/account/second-factor";
    private static final String PAGE = "second-factor";

    private final SecondFactorChange change;
    private final SecondFactors secondFactors;
    private final AccessTokenIssuer issuer;
    private final FormAttempts attempts;

    SecondFactorPages(
            SecondFactorChange change, SecondFactors secondFactors, AccessTokenIssuer issuer, FormAttempts attempts) {
        this.change = change;
        this.secondFactors = secondFactors;
        this.issuer = issuer;
        this.attempts = attempts;
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    @RequiresScope("account")
    String page(Model model, Caller caller) {
        model.addAttribute("factor", secondFactors.view(caller.person()));
        return PAGE;
    }

    @PostMapping(path = PATH, consumes = FORM)
    @RequiresScope("account")
    Object begin(
            @RequestParam(defaultValue = "") String password,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        return run("begin", model, caller, request, response, () -> {
            var begun = change.begin(caller.person(), requireShort(password), ClientOrigin.of(request));
            model.addAttribute("enrolment", begun);
            model.addAttribute("qr", QrCode.of(begun.uri()));
            model.addAttribute("form", "confirm");
            return PAGE;
        });
    }

    /// After a wrong code the secret is not shown again: the app has it, or the person begins again.
    @PostMapping(path = PATH + "/confirm", consumes = FORM)
    @RequiresScope("account")
    Object confirm(
            @RequestParam(defaultValue = "") String code,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        return run("confirm", model, caller, request, response, () -> {
            var codes = change.confirm(caller.person(), issuer.sessionOf(request), code, ClientOrigin.of(request));
            return codes(codes, model);
        });
    }

    @PostMapping(path = PATH + "/recovery-codes", consumes = FORM)
    @RequiresScope("account")
    Object replaceRecoveryCodes(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        return run("recovery-codes", model, caller, request, response, () -> {
            var codes = change.replaceRecoveryCodes(
                    caller.person(), issuer.sessionOf(request), requireShort(password), code, ClientOrigin.of(request));
            return codes(codes, model);
        });
    }

    @PostMapping(path = PATH + "/remove", consumes = FORM)
    @RequiresScope("account")
    Object remove(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        return run("remove", model, caller, request, response, () -> {
            change.remove(
                    caller.person(), issuer.sessionOf(request), requireShort(password), code, ClientOrigin.of(request));
            return FormAttempts.to(URI.create("/account?done=second-factor-removed"));
        });
    }

    private Object run(
            String form,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            Supplier<Object> work) {
        return attempts.run(PAGE, form, model, request, response, () -> page(model, caller), work);
    }

    private static String codes(List<String> codes, Model model) {
        model.addAttribute("recoveryCodes", codes);
        return PAGE;
    }

    private static String requireShort(String password) {
        return FormAttempts.requireShort("password", password);
    }
}
