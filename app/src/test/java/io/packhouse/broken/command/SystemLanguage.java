package io.packhouse.broken.command;

import java.util.Locale;
import java.util.Scanner;

/// Breaks: nothing depends on the language of the machine.
class SystemLanguage {

    String language() {
        return Locale.getDefault().getLanguage();
    }

    double number(String text) {
        return new Scanner(text).nextDouble();
    }
}
