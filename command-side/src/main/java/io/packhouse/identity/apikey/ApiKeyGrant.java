package io.packhouse.identity.apikey;

import io.packhouse.shared.api.PersonId;
import java.util.Set;

/// Who a valid key works for, and what it may do.
public record ApiKeyGrant(ApiKeyId id, PersonId owner, Set<String> scopes) {}
