package io.packhouse.catalog.command;

import io.packhouse.catalog.api.product.ProductCommand.AddProductImages;
import io.packhouse.catalog.api.product.ProductCommand.RemoveProductImage;
import io.packhouse.catalog.api.product.ProductCommand.ReorderProductImages;
import io.packhouse.catalog.api.product.ProductCommand.SetProductImageAltText;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.shared.api.VendorId;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Changes the images of a product. A vendor's change to an approved product requires a new review,
/// and until then its offers are off sale.
@Component
class ProductImageHandler {

    private final Repository<Product> products;
    private final Repository<Pack> packs;

    ProductImageHandler(Repository<Product> products, Repository<Pack> packs) {
        this.products = products;
        this.packs = packs;
    }

    @CommandHandler
    void handle(AddProductImages command) {
        picture(command.productId(), command.by(), images -> images.with(command.images()));
    }

    @CommandHandler
    void handle(RemoveProductImage command) {
        picture(command.productId(), command.by(), images -> images.without(command.imageId()));
    }

    @CommandHandler
    void handle(ReorderProductImages command) {
        picture(command.productId(), command.by(), images -> images.inOrder(command.order()));
    }

    @CommandHandler
    void handle(SetProductImageAltText command) {
        picture(command.productId(), command.by(), images -> images.withAltText(command.imageId(), command.alt()));
    }

    private void picture(ProductId id, @Nullable VendorId by, UnaryOperator<ImageGallery> change) {
        var product = products.load(id.value());
        var events = ProductCommandHandler.read(product, state -> state.picture(id, by, change));
        if (events.isEmpty()) {
            return;
        }
        var offers = new LockedOffers(packs, ProductCommandHandler.read(product, ProductCommandHandler::offerIds));
        ProductCommandHandler.record(
                product, offers, events, ProductCommandHandler.read(product, state -> state.after(by)));
    }
}
