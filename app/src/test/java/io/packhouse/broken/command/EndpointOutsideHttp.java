package io.packhouse.broken.command;

import org.springframework.web.bind.annotation.RestController;

/// Breaks: endpoints for commands are in http. Spring creates no interfaces.
@RestController
interface EndpointOutsideHttp {}
