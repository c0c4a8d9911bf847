/// How persons prove who they are: passwords, links in e-mails, sign-in.
@NullMarked
package io.packhouse.identity.credential;

import org.jspecify.annotations.NullMarked;
