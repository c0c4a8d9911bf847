package io.packhouse.identity.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.identity.api.IdentityRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The answer to a person who asks what is known about them.
@RestController
@ReadsProjections("projection-orders")
class PersonExportEndpoint {

    static final String MANAGE = "accounts:manage";

    private final PersonExport export;
    private final OwnExportLimit limit;

    PersonExportEndpoint(PersonExport export, OwnExportLimit limit) {
        this.export = export;
        this.limit = limit;
    }

    /// Everything that is known about the caller, or about any person for administrators: one JSON object a line,
    /// `event` for each event of the person, of their orders, payments and points, and for all others that name the
    /// person, and one for each other record: sessions, authentication, networks, API keys, e-mails.
    /// Values about other persons stay encrypted, and what the caller did for others has no payload. Guests get the
    /// events of their own only. For the caller once an hour; 429 TOO_MANY_ATTEMPTS before.
    @GetMapping(path = "/api/v1/users/{id}/export", produces = "application/x-ndjson")
    @RequiresScope("account")
    void export(@PathVariable PersonId id, Caller caller, HttpServletResponse response) throws IOException {
        if (!caller.may(MANAGE) && !id.value().equals(caller.actor())) {
            throw new CommandRejectedException(IdentityRefusal.UNKNOWN_ACCOUNT, Map.of("personId", id.value()));
        }
        if (!caller.may(MANAGE)) {
            limit.count(id);
        }
        response.setContentType("application/x-ndjson");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".jsonl\"");
        try {
            export.write(id, caller, response.getOutputStream());
        } catch (RejectedExecutionException e) {
            limit.release(id);
            throw e;
        }
    }
}
