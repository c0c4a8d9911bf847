package io.packhouse.catalog.query.image;

import io.packhouse.catalog.api.image.Image;
import io.packhouse.catalog.api.image.ImageView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Maps stored images to views.
public final class ImageViews {

    private static final TypeReference<List<Image>> IMAGES = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private ImageViews() {}

    public static List<ImageView> all(String json) {
        return JSON.readValue(json, IMAGES).stream().map(ImageView::showing).toList();
    }

    public static @Nullable ImageView first(@Nullable String json) {
        return json == null ? null : ImageView.showing(JSON.readValue(json, Image.class));
    }
}
