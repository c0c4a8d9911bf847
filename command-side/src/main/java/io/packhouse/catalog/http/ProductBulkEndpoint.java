package io.packhouse.catalog.http;

import io.packhouse.catalog.http.ProductRow.Action;
import io.packhouse.engine.http.BatchItemProblems;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/// Many products in one request. Each row is a request of its own with an idempotency key derived
/// from the one of the batch, so a rejected row does not affect the others and the batch can be
/// repeated.
@RestController
class ProductBulkEndpoint {

    private final ProductCommandSender requests;
    private final BatchItemProblems problems;
    private final Validator validator;
    private final JsonMapper json;

    record Bulk(
            @NotEmpty @Size(max = 200) @JsonDeserialize(contentUsing = AsSent.class)
            List<@NotNull Map<String, Object>> rows) {}

    /// A row as it was sent, with texts that cannot be stored: such a text rejects its row when the
    /// row is read, not the batch.
    static final class AsSent extends ValueDeserializer<Map<String, Object>> {

        private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

        @Override
        public Map<String, Object> deserialize(JsonParser row, DeserializationContext context) {
            return JsonMapper.shared().convertValue(context.readTree(row), FIELDS);
        }
    }

    /// The result of one row: `recorded` or `problem`.
    record RowResult(
            int row,
            int status,
            @Nullable CommandReceipt recorded,
            @Nullable Map<String, Object> problem,
            @Nullable Boolean replayed) {}

    record Results(int succeeded, int failed, List<RowResult> results) {}

    ProductBulkEndpoint(
            ProductCommandSender requests, BatchItemProblems problems, Validator validator, JsonMapper json) {
        this.requests = requests;
        this.problems = problems;
        this.validator = validator;
        this.json = json;
    }

    /// Executes at most 200 rows in their order. Always 207: `results` has one entry per row, with
    /// the status and body that the row would have got as a single request.
    @PostMapping("/api/v1/products/bulk")
    @RequiresIdempotencyKey
    @RequiresScope(ProductCommandSender.WRITE)
    ResponseEntity<Results> bulk(@Valid @RequestBody Bulk body, Caller caller, HttpServletRequest request) {
        var results = new ArrayList<RowResult>();
        var position = -1L;
        for (var row = 0; row < body.rows().size(); row++) {
            try {
                var asked = read(body.rows().get(row));
                var recorded = done(asked, caller.part(row));
                position = Math.max(position, recorded.position());
                results.add(new RowResult(row, status(asked), recorded, null, recorded.replayed()));
            } catch (RuntimeException e) { // One failed row must not stop the others.
                var problem = problems.of(e, request);
                var status = problem.get("status") instanceof Integer s ? s : 500;
                results.add(new RowResult(row, status, null, problem, null));
            }
        }
        var failed = (int)
                results.stream().filter(result -> result.problem() != null).count();
        var answer = ResponseEntity.status(HttpStatus.MULTI_STATUS);
        if (position >= 0) {
            answer.header(CommandDispatcher.CONSISTENCY_TOKEN, "g." + position);
        }
        return answer.body(new Results(results.size() - failed, failed, results));
    }

    private ProductRow read(Map<String, Object> fields) {
        ProductRow row = json.treeToValue(json.valueToTree(fields), ProductRow.class);
        var violations = validator.validate(row, row.groups());
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return row;
    }

    private static int status(ProductRow row) {
        return (row.action() == Action.CREATE ? HttpStatus.CREATED : HttpStatus.OK).value();
    }

    private CommandReceipt done(ProductRow row, Caller caller) {
        return switch (row.action()) {
            case CREATE -> requests.open(row.product(), caller);
            case UPDATE -> requests.revise(row.productId(), row.text(), caller);
            case DELETE -> requests.archive(row.productId(), caller);
            case PRICE -> requests.price(row.productId(), row.sku(), row.price().money(), caller);
            case STATUS -> moved(row, caller);
        };
    }

    private CommandReceipt moved(ProductRow row, Caller caller) {
        var id = row.productId();
        return switch (row.status()) {
            case SUBMITTED -> requests.submit(id, caller);
            case APPROVED -> requests.approve(id, row.revision(), caller);
            case REJECTED -> requests.reject(id, row.revision(), row.reason(), caller);
            case ARCHIVED -> requests.archive(id, caller);
        };
    }
}
