package io.packhouse.identity.api;

import io.packhouse.shared.api.PersonId;

/// Links by which a guest, who has no account to sign in with, opens a page of this shop.
public interface GuestLinks {

    /// A new link to that page, as a path of this shop. It works until it expires, or until the guest has an account.
    String path(PersonId guest, String page);
}
