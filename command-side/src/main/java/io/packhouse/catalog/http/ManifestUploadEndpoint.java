package io.packhouse.catalog.http;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.UNKNOWN_UPLOAD;

import io.packhouse.catalog.api.manifest.ManifestUploadId;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.command.manifest.ManifestImport;
import io.packhouse.catalog.command.manifest.ManifestUpload;
import io.packhouse.catalog.command.manifest.ManifestUpload.State;
import io.packhouse.catalog.command.manifest.ManifestUploadStore;
import io.packhouse.catalog.command.manifest.ManifestUploadView;
import io.packhouse.catalog.command.manifest.file.ManifestFileType;
import io.packhouse.catalog.command.manifest.file.ManifestRejection;
import io.packhouse.catalog.command.manifest.file.RejectedRows;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Upload of manifest files.
@RestController
class ManifestUploadEndpoint {

    private static final String WRITE = "catalog:write";
    private static final String DRY_RUN = "true|false";
    private static final String DRY_RUN_WANTED = "must be true or false";
    private static final java.util.regex.Pattern WAIT =
            java.util.regex.Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,2})(?:$|[,;\\s])");
    private static final int SOON = 5_000;
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final ManifestImport manifestImport;
    private final ManifestUploadStore uploads;
    private final HeavyWork heavy;

    /// The result of a dry run; `rejections` holds the first hundred.
    record DryRunResult(int rows, long units, int rejectedRows, List<ManifestRejection> rejections) {}

    ManifestUploadEndpoint(ManifestImport manifestImport, ManifestUploadStore uploads, HeavyWork heavy) {
        this.manifestImport = manifestImport;
        this.uploads = uploads;
        this.heavy = heavy;
    }

    /// Makes the lines of a file the next manifest of the pack: CSV with the columns sku,
    /// product_name, quantity, condition and, where known, unit_retail and currency; or JSON. All
    /// rows or none: 422 ROWS_REJECTED lists the invalid fields and links the file of the rejected
    /// rows. 201 with the version; 202 with the address of the progress when the file has more than
    /// 5,000 rows, unless `Prefer: wait=n` waits for the result. `dryRun=false` is the default.
    @PostMapping(
            path = {"/api/v1/packs/{id}/manifests", "/api/v1/manifests/{id}"},
            params = "dryRun!=true",
            consumes = {"text/csv", MediaType.APPLICATION_JSON_VALUE})
    @RequiresIdempotencyKey
    @RequiresScope(WRITE)
    ResponseEntity<ManifestUploadView> upload(
            @PathVariable PackId id,
            @RequestParam(required = false) @Pattern(regexp = DRY_RUN, message = DRY_RUN_WANTED) @Nullable
                    String dryRun,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            HttpServletRequest request,
            Caller caller)
            throws IOException, HttpMediaTypeNotSupportedException {
        var taken = manifestImport.take(id, form(request), request.getInputStream(), caller);
        var upload = manifestImport.settled(taken, wait(prefer, taken.rowsTotal()));
        if (upload.is(State.RECORDING)) {
            return ResponseEntity.accepted().location(upload.address()).body(upload.view());
        }
        var view = upload.view();
        return ResponseEntity.created(view.manifest())
                .header(CommandDispatcher.CONSISTENCY_TOKEN, "g." + upload.position())
                .body(view);
    }

    /// Dry run: validates the file and stores nothing.
    @PostMapping(
            path = {"/api/v1/packs/{id}/manifests", "/api/v1/manifests/{id}"},
            params = "dryRun=true",
            consumes = {"text/csv", MediaType.APPLICATION_JSON_VALUE})
    @RequiresScope(WRITE)
    DryRunResult tryOut(
            @PathVariable PackId id,
            @RequestParam(required = false) @Pattern(regexp = DRY_RUN, message = DRY_RUN_WANTED) @Nullable
                    String dryRun,
            HttpServletRequest request)
            throws IOException, HttpMediaTypeNotSupportedException {
        var check = manifestImport.tried(id, form(request), request.getInputStream());
        return new DryRunResult(check.rows(), check.units(), check.rejectedRows(), check.rejections());
    }

    /// The progress of an upload.
    @GetMapping("/api/v1/manifest-uploads/{id}")
    @RequiresScope(WRITE)
    ManifestUploadView progress(@PathVariable ManifestUploadId id) {
        return found(id).view();
    }

    /// The rejected rows as CSV, or with `rows=ALL` every row, with an additional column that names
    /// the problem. The file can be uploaded again after correction.
    @GetMapping(path = "/api/v1/manifest-uploads/{id}/rejected", produces = "text/csv")
    @RequiresScope(WRITE)
    void rejected(
            @PathVariable ManifestUploadId id,
            @RequestParam(defaultValue = "REJECTED") Rows rows,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        var upload = found(id);
        var form = ManifestFileType.of(MediaType.parseMediaType(upload.mediaType()));
        var all = rows == Rows.ALL;
        try (var file =
                heavy.write(HeavyWork.Kind.IMPORT, out -> RejectedRows.write(uploads.file(upload), form, all, out))) {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("rejected.csv")
                            .build()
                            .toString());
            file.sendTo(response.getOutputStream());
        }
    }

    enum Rows {
        REJECTED,
        ALL
    }

    private ManifestUpload found(ManifestUploadId id) {
        return uploads.one(id)
                .orElseThrow(() -> new CommandRejectedException(UNKNOWN_UPLOAD, Map.of("uploadId", id.value())));
    }

    private static ManifestFileType form(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        var type = request.getContentType();
        return ManifestFileType.of(type == null ? null : MediaType.parseMediaType(type));
    }

    private static Duration wait(@Nullable String prefer, int rows) {
        var preference = WAIT.matcher(prefer == null ? "" : prefer);
        if (preference.find()) {
            var requested = Duration.ofSeconds(Long.parseLong(preference.group(1)));
            return requested.compareTo(A_WHILE) < 0 ? requested : A_WHILE;
        }
        return rows <= SOON ? A_WHILE : Duration.ZERO;
    }
}
