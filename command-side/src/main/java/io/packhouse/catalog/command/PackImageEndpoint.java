package io.packhouse.catalog.command;

import io.packhouse.catalog.api.ImageId;
import io.packhouse.catalog.api.PackCommand.AddPackImages;
import io.packhouse.catalog.api.PackCommand.RemovePackImage;
import io.packhouse.catalog.api.PackCommand.ReorderPackImages;
import io.packhouse.catalog.api.PackCommand.SetPackImageAltText;
import io.packhouse.catalog.api.PackId;
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

/// The images of a pack: brought as bytes, and named by them ever after.
@RestController
@RequestMapping("/api/v1/packs/{id}/images")
class PackImageEndpoint {

    private final CommandDispatcher dispatcher;
    private final ImageUploads uploads;

    PackImageEndpoint(CommandDispatcher dispatcher, ImageUploads uploads) {
        this.dispatcher = dispatcher;
        this.uploads = uploads;
    }

    /// Adds an image after the others: the body is the file, PNG, JPEG or plain SVG, of five
    /// megabytes and 40 million pixels at most; `alt` says what it shows. Answers the image's
    /// address; the same bytes again change nothing.
    @PostMapping(consumes = {ImageMetadata.PNG, ImageMetadata.JPEG, ImageMetadata.SVG})
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> add(
            @PathVariable PackId id,
            @RequestParam @ValidName(max = ImageRequests.LONGEST_ALT) String alt,
            @RequestBody byte[] body,
            Caller caller) {
        var image = uploads.keep(body, alt);
        var recorded = dispatcher.send(new AddPackImages(id, List.of(image)), caller);
        return CommandDispatcher.created(
                recorded.as(image.imageId()), URI.create("/images/" + image.imageId()));
    }

    /// Puts them in that order, which names each image once; the first one stands for the pack.
    @PutMapping
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> order(
            @PathVariable PackId id, @Valid @RequestBody ImageRequests.Order body, Caller caller) {
        return dispatcher.accept(new ReorderPackImages(id, body.order()), caller);
    }

    /// Says in words what the image shows, for those who do not see it.
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

    /// Shows it no longer; what history says of it stays true.
    @DeleteMapping("/{imageId}")
    @RequiresScope(PackEndpoint.WRITE)
    ResponseEntity<CommandReceipt> remove(
            @PathVariable PackId id, @PathVariable ImageId imageId, Caller caller) {
        return dispatcher.accept(new RemovePackImage(id, imageId), caller);
    }
}
