package io.packhouse.catalog.query.manifest;

import io.packhouse.catalog.api.manifest.ManifestRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/// The file formats of a manifest.
enum ManifestFormat {
    JSON("application/json"),
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf");

    private final String mediaType;

    ManifestFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    /// The requested format: by name, or the best match of the Accept header. Empty for a page of
    /// JSON.
    static Optional<ManifestFormat> wanted(@Nullable String name, @Nullable String accept) {
        if (name != null) {
            return Optional.of(named(name));
        }
        return types(accept).stream()
                .max((one, other) -> Double.compare(one.getQualityValue(), other.getQualityValue()))
                .flatMap(best -> Arrays.stream(values())
                        .filter(format -> format != JSON)
                        .filter(format -> format.is(best))
                        .findFirst());
    }

    /// An unreadable header counts as none.
    private static List<MediaType> types(@Nullable String accept) {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            return List.of();
        }
    }

    private static ManifestFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.ending().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new CommandRejectedException(ManifestRefusal.UNKNOWN_FORMAT, Map.of("format", name)));
    }

    private boolean is(MediaType type) {
        return MediaType.parseMediaType(mediaType).equalsTypeAndSubtype(type);
    }
}
