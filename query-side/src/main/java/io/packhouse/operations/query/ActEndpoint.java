package io.packhouse.operations.query;

import io.packhouse.engine.door.Requires;
import io.packhouse.engine.operations.Act;
import io.packhouse.engine.operations.Acts;
import io.packhouse.engine.personal.Vault;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Keyset;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.RowTag;
import io.packhouse.operations.api.ActId;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// What operators did, newest first: who, when, why, and what became of it.
@RestController
@RequestMapping(ActDesk.PATH)
class ActEndpoint {

    private static final Keyset<Act> LIST =
            new Keyset<>(
                    "select * from operations.act where true",
                    "number",
                    Long::valueOf,
                    true,
                    (row, _) -> Acts.of(row),
                    Act::number);

    private final JdbcClient jdbc;
    private final Cursors cursors;
    private final Acts acts;
    private final Vault vault;

    ActEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            Cursors cursors,
            Acts acts,
            Vault vault) {
        jdbc = JdbcClient.create(reader);
        this.cursors = cursors;
        this.acts = acts;
        this.vault = vault;
    }

    @GetMapping
    @Requires("operations")
    Listing<ActView> list(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) Act.@Nullable State state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (state != null) {
            filter.put("state", state.name());
        }
        if (subject != null) {
            filter.put("subject", subject);
        }
        var condition =
                (state == null ? "" : " and state = ?")
                        + (subject == null ? "" : " and subject = ?");
        var texts = vault.texts();
        return LIST.read(
                        jdbc,
                        Pages.of(cursors, ActDesk.PATH, filter, limit, cursor),
                        condition,
                        List.copyOf(filter.values()))
                .map(act -> ActView.of(act, texts));
    }

    @GetMapping("/{id}")
    @Requires("operations")
    ResponseEntity<ActView> one(@PathVariable ActId id, WebRequest request) {
        var act =
                acts.one(id.value())
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                OperationsRefusal.UNKNOWN_ACT,
                                                Map.of("actId", id.value())));
        var view = ActView.of(act, vault.texts());
        return RowTag.own(request, act.number() + "-" + act.state(), view);
    }
}
