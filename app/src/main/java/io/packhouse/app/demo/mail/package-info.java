/// The page with the e-mails of the demo, which has no mail server.
@NullMarked
package io.packhouse.app.demo.mail;

import org.jspecify.annotations.NullMarked;
