package io.packhouse.pages;

import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// How a page is used without a mouse.
record Keyboard(Page page) {

    private static final int MOST_TABS = 80;

    /// Goes to the link or button with these words, presses Enter, and waits for the page that it leads to.
    void press(String words) {
        tabTo("document.activeElement.textContent.trim() === \"" + words + "\"");
        var isLoaded = new AtomicBoolean();
        Consumer<Page> listener = _ -> isLoaded.set(true);
        page.onLoad(listener);
        enter();
        page.waitForCondition(isLoaded::get);
        page.offLoad(listener);
    }

    /// Replaces what is in the field of that name.
    void fill(String field, String text) {
        tabTo("document.activeElement.name === '" + field + "'");
        type(text);
    }

    /// As [#fill], where several forms have such a field.
    void fill(String form, String field, String text) {
        tabTo("document.activeElement.name === '%s' && document.activeElement.form.action.endsWith('%s')"
                .formatted(field, form));
        type(text);
    }

    /// From the order's page to that of the provider, and back.
    void payThePage() {
        tabTo("document.activeElement.id === 'pay'");
        enter();
        page.waitForURL("**/pay/**");
        tabTo("document.activeElement.type === 'submit'");
        enter();
    }

    void enter() {
        page.keyboard().press("Enter");
    }

    private void type(String text) {
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    private void tabTo(String wanted) {
        for (var i = 0; i < MOST_TABS; i++) {
            if (page.evaluate(wanted).equals(true)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No Tab leads to where " + wanted);
    }
}
