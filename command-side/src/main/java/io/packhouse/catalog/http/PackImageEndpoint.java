package io.packhouse.catalog.http;

import io.packhouse.catalog.api.image.ImageId;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.image.ImageMetadata;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The images of a pack.
@RestController
@RequestMapping("/api/v1/packs/{id}/images")
class PackImageEndpoint {

    private final CommandDispatcher dispatcher;
    private final ImageUploads uploads;

    PackImageEndpoint(CommandDispatcher dispatcher, ImageUploads uploads) {
        this.dispatcher = dispatcher;
        this.uploads = uploads;
    }

    /// Adds an image after the others: the body is the file, PNG, JPEG or plain SVG, of at most
    /// five megabytes and 40 million pixels; `alt` describes it. Returns the image's address; the
    /// same bytes again change nothing.
    @PostMapping(consumes = {ImageMetadata.PNG, ImageMetadata.JPEG, ImageMetadata.SVG})
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> add(
            @PathVariable PackId id,
            @RequestParam @ValidName(max = ImageRequests.LONGEST_ALT) String alt,
            @RequestBody byte[] body,
            Caller caller) {
        var image = uploads.keep(body, alt);
        var recorded = dispatcher.send(new AddPackImages(id, List.of(image)), caller);
        return CommandDispatcher.created(recorded.as(image.imageId()), URI.create("/images/" + image.imageId()));
    }

    /// Sets the order of the images, which must name each image once; the first one represents the
    /// pack.
    @PutMapping
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> order(
            @PathVariable PackId id, @Valid @RequestBody ImageRequests.Order body, Caller caller) {
        return dispatcher.accept(new ReorderPackImages(id, body.order()), caller);
    }

    /// Sets the alternative text of the image, for users who do not see it.
    @PutMapping("/{imageId}")
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> describe(
            @PathVariable PackId id,
            @PathVariable ImageId imageId,
            @Valid @RequestBody ImageRequests.Description body,
            Caller caller) {
        var alt = body.alt();
        return dispatcher.accept(new SetPackImageAltText(id, imageId, alt), caller);
    }

    /// Removes the image from the pack; past orders and events keep it.
    @DeleteMapping("/{imageId}")
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> remove(@PathVariable PackId id, @PathVariable ImageId imageId, Caller caller) {
        return dispatcher.accept(new RemovePackImage(id, imageId), caller);
    }
}
