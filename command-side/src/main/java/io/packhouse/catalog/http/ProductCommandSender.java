package io.packhouse.catalog.http;

import io.packhouse.catalog.api.brand.BrandCommand.*;
import io.packhouse.catalog.api.category.CategoryCommand.*;
import io.packhouse.catalog.api.category.CategoryTreeId;
import io.packhouse.catalog.api.product.ProductCommand;
import io.packhouse.catalog.api.product.ProductCommand.*;
import io.packhouse.catalog.api.product.ProductDetails;
import io.packhouse.catalog.api.product.ProductId;
import io.packhouse.catalog.api.product.Variant;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.InsufficientScopeException;
import io.packhouse.shared.api.GetStockHistory;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.VendorId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Builds the commands for single and for bulk requests.
@Component
class ProductCommandSender {

    static final String WRITE = "products:write";
    static final String APPROVE = "products:approve";
    private static final String STAFF = "catalog:write";

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;

    ProductCommandSender(CommandDispatcher dispatcher, PersonalDataCipher personalDataCipher) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
    }

    CommandReceipt open(CreateProductBody product, Caller caller) {
        var by = vendor(caller);
        var vendor = by != null ? by : product.vendorId();
        var id = caller.newId("prd", ProductId::new);
        return once(
                id,
                () -> new DraftProduct(
                        id,
                        vendor == null ? VendorId.SHOP : vendor,
                        known(product.text().content(), caller),
                        product.allVariants(),
                        stocked(product.allVariants(), by, caller)),
                caller);
    }

    CommandReceipt revise(ProductId id, ProductDetailsBody text, Caller caller) {
        return once(id, () -> new ReviseProduct(id, vendor(caller), known(text.content(), caller)), caller);
    }

    CommandReceipt add(ProductId id, VariantBody variant, Caller caller) {
        var by = vendor(caller);
        return once(
                id,
                () -> {
                    var added = variant.variant();
                    return new AddVariant(id, by, added, stocked(List.of(added), by, caller));
                },
                caller);
    }

    CommandReceipt retire(ProductId id, Sku sku, Caller caller) {
        return send(new RetireVariant(id, vendor(caller), sku), caller);
    }

    CommandReceipt price(ProductId id, Sku sku, Money price, Caller caller) {
        return send(new SetVariantPrice(id, vendor(caller), sku, price), caller);
    }

    CommandReceipt submit(ProductId id, Caller caller) {
        return send(new SubmitProduct(id, vendor(caller)), caller);
    }

    CommandReceipt approve(ProductId id, int revision, Caller caller) {
        requireApprovable(caller);
        return send(new ApproveProduct(id, revision), caller);
    }

    CommandReceipt reject(ProductId id, int revision, String reason, Caller caller) {
        requireApprovable(caller);
        var sealed = personalDataCipher.seal(caller.person(), reason);
        return send(new RejectProduct(id, revision, sealed), caller.concerning(caller.person()));
    }

    CommandReceipt archive(ProductId id, Caller caller) {
        return send(new ArchiveProduct(id, vendor(caller)), caller);
    }

    private CommandReceipt send(ProductCommand command, Caller caller) {
        return dispatcher.about(command.productId(), dispatcher.send(command, caller));
    }

    private CommandReceipt once(ProductId id, Supplier<ProductCommand> command, Caller caller) {
        return dispatcher.about(id, dispatcher.sendOnce(command, caller));
    }

    /// Applies to vendors only: staff may sell all stock of the company.
    private Set<Sku> stocked(List<Variant> variants, @Nullable VendorId by, Caller caller) {
        return by == null
                ? Set.of()
                : variants.stream()
                        .map(Variant::sku)
                        .filter(sku -> dispatcher.query(new GetStockHistory(sku), caller, Boolean.class))
                        .collect(Collectors.toSet());
    }

    /// Category and brand must exist when they are given. Checked here and not in the product, so
    /// that a new product never waits for the tree's lock; a category that is removed meanwhile
    /// does no harm, because its products count as its parent's.
    private ProductDetails known(ProductDetails content, Caller caller) {
        if (content.categoryId() != null) {
            var category = new VerifyCategoryExists(CategoryTreeId.MAIN, content.categoryId());
            dispatcher.query(category, caller, Object.class);
        }
        if (content.brandId() != null) {
            dispatcher.query(new VerifyBrandExists(content.brandId()), caller, Object.class);
        }
        return content;
    }

    /// Null for staff.
    static @Nullable VendorId vendor(Caller caller) {
        return caller.may(STAFF) ? null : VendorId.actingAs(new PersonId(caller.actor()));
    }

    /// The endpoint for one product requires this scope; the bulk endpoint requires only the scope
    /// to write.
    private static void requireApprovable(Caller caller) {
        if (!caller.may(APPROVE)) {
            throw new InsufficientScopeException(APPROVE);
        }
    }
}
