package io.packhouse.catalog.command;

import io.packhouse.catalog.api.ProductCommand.AddProductImages;
import io.packhouse.catalog.api.ProductCommand.DescribeProductImage;
import io.packhouse.catalog.api.ProductCommand.OrderProductImages;
import io.packhouse.catalog.api.ProductCommand.RemoveProductImage;
import io.packhouse.catalog.api.ProductId;
import io.packhouse.shared.api.VendorId;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The images of a product. What a vendor shows of an approved product has to be looked at again,
/// and until then its offers are off sale.
@Component
class PictureDesk {

    private final Repository<Product> products;
    private final Repository<Pack> packs;

    PictureDesk(Repository<Product> products, Repository<Pack> packs) {
        this.products = products;
        this.packs = packs;
    }

    @CommandHandler
    void handle(AddProductImages ask) {
        picture(ask.productId(), ask.by(), album -> album.with(ask.images()));
    }

    @CommandHandler
    void handle(RemoveProductImage ask) {
        picture(ask.productId(), ask.by(), album -> album.without(ask.imageId()));
    }

    @CommandHandler
    void handle(OrderProductImages ask) {
        picture(ask.productId(), ask.by(), album -> album.inOrder(ask.order()));
    }

    @CommandHandler
    void handle(DescribeProductImage ask) {
        picture(ask.productId(), ask.by(), album -> album.saying(ask.imageId(), ask.alt()));
    }

    private void picture(ProductId id, @Nullable VendorId by, UnaryOperator<Album> change) {
        var product = products.load(id.value());
        var events = ProductDesk.ask(product, mind -> mind.picture(id, by, change));
        if (events.isEmpty()) {
            return;
        }
        var offers = new LoadedOffers(packs, ProductDesk.ask(product, ProductDesk::offerIds));
        ProductDesk.record(product, offers, events, ProductDesk.ask(product, m -> m.after(by)));
    }
}
