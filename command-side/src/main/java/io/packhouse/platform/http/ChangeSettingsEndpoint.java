package io.packhouse.platform.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.platform.api.PlatformSettings;
import io.packhouse.platform.api.PlatformSettingsCommand.*;
import io.packhouse.platform.api.PlatformSettingsId;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidEmail;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Changes of the platform settings by administrators.
@RestController
@RequestMapping("/api/v1/settings")
class ChangeSettingsEndpoint {

    private final CommandDispatcher dispatcher;

    record Settings(
            @NotNull @ValidName(max = 60) String shopName,
            @Nullable @ValidEmail String supportEmail,
            @Nullable @ValidName(max = 200) String notice,
            @NotNull Boolean registrationOpen) {

        Settings {
            shopName = Name.normalize(shopName);
            notice = notice == null ? null : Name.normalize(notice);
        }
    }

    ChangeSettingsEndpoint(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// Replaces all settings; a field that is absent is empty. Needs no idempotency key: repeating it has no effect.
    @PutMapping
    @RequiresScope("settings:write")
    ResponseEntity<CommandReceipt> change(@Valid @RequestBody Settings body, Caller caller) {
        var settings =
                new PlatformSettings(body.shopName(), body.supportEmail(), body.notice(), body.registrationOpen());
        return dispatcher.accept(new ChangePlatformSettings(PlatformSettingsId.ONLY, settings), caller);
    }
}
