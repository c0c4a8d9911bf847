package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.PublicEndpoint;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.credential.attempt.ClientOrigin;
import io.packhouse.identity.credential.passkey.PasskeyChange;
import io.packhouse.identity.credential.passkey.PasskeySignIn;
import io.packhouse.identity.credential.passkey.Passkeys;
import io.packhouse.identity.credential.secondfactor.SecondFactors;
import io.packhouse.identity.credential.session.AccessTokenIssuer;
import io.packhouse.shared.validation.ValidName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of one's passkeys, and what the scripts of the pages send: only a browser of this shop can use a passkey.
@Controller
class PasskeyPages {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED_VALUE;
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String PATH = "/account/passkeys";
    private static final Map<String, String> DONE = Map.of(
            "added", "The passkey was added, and all other sessions were ended.",
            "removed", "The passkey was removed, and all other sessions were ended.");

    private final Passkeys passkeys;
    private final PasskeyChange change;
    private final PasskeySignIn signIn;
    private final SecondFactors secondFactors;
    private final TokenResponses responses;
    private final AccessTokenIssuer issuer;
    private final FormAttempts attempts;

    /// `credential` is the answer of the device as JSON.
    record NewPasskey(
            @NotNull @ValidName(max = 60) String label,
            @NotNull @Size(max = 20_000) String credential) {}

    record Assertion(
            @NotNull @Size(max = 20_000) String credential,
            @Nullable @Size(max = 2_000) String next) {}

    record Next(String next) {}

    PasskeyPages(
            Passkeys passkeys,
            PasskeyChange change,
            PasskeySignIn signIn,
            SecondFactors secondFactors,
            TokenResponses responses,
            AccessTokenIssuer issuer,
            FormAttempts attempts) {
        this.passkeys = passkeys;
        this.change = change;
        this.signIn = signIn;
        this.secondFactors = secondFactors;
        this.responses = responses;
        this.issuer = issuer;
        this.attempts = attempts;
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    @RequiresScope("account")
    String page(@RequestParam(defaultValue = "") String done, Model model, Caller caller) {
        model.addAttribute("done", DONE.get(done));
        model.addAttribute("passkeys", passkeys.list(caller.person()));
        model.addAttribute("isPossible", passkeys.isPossible());
        model.addAttribute("needsCode", secondFactors.isOn(caller.person()));
        return "passkeys";
    }

    @PostMapping(path = PATH + "/options", consumes = FORM)
    @RequiresScope("account")
    ResponseEntity<String> begin(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Caller caller,
            HttpServletRequest request) {
        attempts.requireOurPage(request);
        var given = FormAttempts.requireShort("password", password);
        return json(change.begin(caller.person(), given, code, ClientOrigin.of(request)));
    }

    @PostMapping(path = PATH, consumes = JSON)
    @RequiresScope("account")
    ResponseEntity<Void> add(@Valid @RequestBody NewPasskey body, Caller caller, HttpServletRequest request) {
        attempts.requireOurPage(request);
        change.add(
                caller.person(), issuer.sessionOf(request), body.label(), body.credential(), ClientOrigin.of(request));
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = PATH + "/{id}/remove", consumes = FORM)
    @RequiresScope("account")
    Object remove(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String code,
            Model model,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.requireOurPage(request);
        var result = attempts.run("passkeys", model, response, () -> {
            var given = FormAttempts.requireShort("password", password);
            change.remove(caller.person(), issuer.sessionOf(request), id, given, code, ClientOrigin.of(request));
            return FormAttempts.to(URI.create(PATH + "?done=removed"));
        });
        return result.equals("passkeys") ? page("", model, caller) : result;
    }

    @PostMapping(path = "/sign-in/passkey/options")
    @PublicEndpoint
    ResponseEntity<String> beginSignIn() {
        return json(passkeys.requestOptions());
    }

    @PostMapping(path = "/sign-in/passkey", consumes = JSON)
    @PublicEndpoint
    ResponseEntity<Next> signIn(@Valid @RequestBody Assertion body, HttpServletRequest request) {
        attempts.requireOurPage(request);
        var signedIn = signIn.signIn(body.credential(), ClientOrigin.of(request));
        var next = issuer.localPath(body.next() == null ? "/" : body.next());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, responses.cookie(signedIn, request))
                .body(new Next(next.toString()));
    }

    private static ResponseEntity<String> json(String options) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(options);
    }
}
