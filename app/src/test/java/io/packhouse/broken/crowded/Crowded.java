package io.packhouse.broken.crowded;

/// Sixteen types in one package.
interface Crowded {}

interface One {}

interface Two {}

interface Three {}

interface Four {}

interface Five {}

interface Six {}

interface Seven {}

interface Eight {}

interface Nine {}

interface Ten {}

interface Eleven {}

interface Twelve {}

interface Thirteen {}

interface Fourteen {}

interface Fifteen {}
