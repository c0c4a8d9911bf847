package io.packhouse.notifications.process;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import io.packhouse.engine.mail.OnMailCondition;
import io.packhouse.engine.operations.BackgroundTaskProgress;
import io.packhouse.engine.saga.SagaCommandGateway;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.AccountView;
import io.packhouse.identity.api.GuestLinks;
import io.packhouse.identity.api.PersonCommand.GetAccount;
import io.packhouse.notifications.api.Notification;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.ordering.api.OrderEvent.OrderPlaced;
import io.packhouse.ordering.api.OrderId;
import io.packhouse.ordering.api.OrderLine;
import io.packhouse.shared.api.Money;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/// E-mails to buyers, at the address given with the order or else that of the account or guest. A buyer without either
/// gets none. A guest, who cannot sign in, gets a link that opens the order without it, at their own address only:
/// it opens all their orders.
@Component
@Conditional(OnMailCondition.class)
class OrderMails {

    private final EventStore store;
    private final PersonalDataCipher cipher;
    private final SagaCommandGateway commands;
    private final MailOutbox outbox;
    private final GuestLinks guestLinks;
    private final ObjectProvider<BackgroundTaskProgress> works;

    OrderMails(
            EventStore store,
            PersonalDataCipher cipher,
            SagaCommandGateway commands,
            MailOutbox outbox,
            GuestLinks guestLinks,
            ObjectProvider<BackgroundTaskProgress> works) {
        this.store = store;
        this.cipher = cipher;
        this.commands = commands;
        this.outbox = outbox;
        this.guestLinks = guestLinks;
        this.works = works;
    }

    /// With the variables of the template that only this notification has.
    void add(Notification notification, OrderId orderId, Function<OrderPlaced, Map<String, String>> variables) {
        if (isPastBeingSimulated()) {
            return;
        }
        var placed = (OrderPlaced) store.readEvents(orderId.value(), 0).next().getPayload();
        cipher.open(placed.shipTo(), DeliveryAddress.class).ifPresent(shipTo -> {
            var account = commands.query(new GetAccount(placed.buyer()), AccountView.class);
            address(shipTo, account).ifPresent(address -> {
                var values = new HashMap<>(variables.apply(placed));
                values.put("name", shipTo.name());
                values.put("orderNumber", placed.orderNumber().value());
                values.putAll(link("/orders/" + orderId.value(), account, address));
                var cause = notification.cause(orderId.value());
                outbox.add(new Mail(placed.buyer(), address, cause, notification.template(), values));
            });
        });
    }

    /// `2 × Starter pack: 23.80 EUR`, with tax.
    static String line(OrderLine line) {
        return "%s × %s: %s"
                .formatted(
                        line.quantity(),
                        line.item().name(),
                        text(line.net().plus(line.tax().amount())));
    }

    static String text(Money money) {
        var digits = money.currency().getDefaultFractionDigits();
        return BigDecimal.valueOf(money.amountMinor(), digits).toPlainString() + " "
                + money.currency().getCurrencyCode();
    }

    private Optional<String> address(DeliveryAddress shipTo, Optional<AccountView> account) {
        var given = shipTo.email();
        return given != null && !given.isBlank() ? Optional.of(given) : account.flatMap(this::ownAddress);
    }

    private Optional<String> ownAddress(AccountView account) {
        return cipher.open(account.email(), String.class);
    }

    private Map<String, String> link(String page, Optional<AccountView> account, String address) {
        return account.filter(one -> one.status() == AccountStatus.GUEST)
                .filter(one -> ownAddress(one)
                        .filter(address.strip()::equalsIgnoreCase)
                        .isPresent())
                .map(guest -> Map.of("guest", "true", "link", guestLinks.path(guest.personId(), page)))
                .orElseGet(() -> Map.of("link", page));
    }

    /// The demo's past has thousands of orders, of weeks ago.
    private boolean isPastBeingSimulated() {
        return works.stream().map(BackgroundTaskProgress::progress).anyMatch(Objects::nonNull);
    }
}
