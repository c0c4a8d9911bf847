package io.packhouse.identity.api;

import io.packhouse.shared.api.PersonId;
import java.util.Optional;

/// Links by which a guest, who has no account to sign in with, opens a page of this shop.
public interface GuestLinks {

    /// A new link to that page, as a path of this shop. It works until it expires, or until the guest has an account.
    String path(PersonId guest, String page);

    /// The address of the guest as it may be shown to a person who knows it; empty when they are none.
    Optional<String> maskedAddress(PersonId guest);
}
