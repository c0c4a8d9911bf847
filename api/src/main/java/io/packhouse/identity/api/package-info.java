/// Persons, their accounts and roles. It decides who has which role, and erases persons. Credentials, sessions and
/// keys are not facts and are kept in tables; a guest is a person without an account.
@NullMarked
package io.packhouse.identity.api;

import org.jspecify.annotations.NullMarked;
