package io.packhouse.operations.query;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.operations.AdminOperation;
import io.packhouse.engine.operations.OperationLog;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.operations.api.OperationId;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.CommandRejectedException;
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

/// The operations history, newest first: who, when, why, and the result.
@RestController
@RequestMapping(OperationRequests.PATH)
class OperationEndpoint {

    private static final KeysetQuery<AdminOperation> LIST = new KeysetQuery<>(
            "select * from operations.operation_log where true",
            "number",
            Long::valueOf,
            true,
            (row, _) -> OperationLog.of(row),
            AdminOperation::number);

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final OperationLog operationLog;
    private final PersonalDataCipher personalDataCipher;

    OperationEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            CursorCodec cursorCodec,
            OperationLog operationLog,
            PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
        this.operationLog = operationLog;
        this.personalDataCipher = personalDataCipher;
    }

    @GetMapping
    @RequiresScope("operations")
    KeysetPage<OperationView> list(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) AdminOperation.@Nullable State state,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (state != null) {
            filter.put("state", state.name());
        }
        if (subject != null) {
            filter.put("subject", subject);
        }
        var condition = (state == null ? "" : " and state = ?") + (subject == null ? "" : " and subject = ?");
        var texts = personalDataCipher.texts();
        return LIST.read(
                        jdbc,
                        KeysetPageRequest.of(cursorCodec, OperationRequests.PATH, filter, limit, cursor),
                        condition,
                        List.copyOf(filter.values()))
                .map(operation -> OperationView.of(operation, texts));
    }

    @GetMapping("/{id}")
    @RequiresScope("operations")
    ResponseEntity<OperationView> one(@PathVariable OperationId id, WebRequest request) {
        var operation = operationLog
                .one(id.value())
                .orElseThrow(() -> new CommandRejectedException(
                        OperationsRefusal.UNKNOWN_OPERATION, Map.of("operationId", id.value())));
        var view = OperationView.of(operation, personalDataCipher.texts());
        return ETags.own(request, operation.number() + "-" + operation.state(), view);
    }
}
