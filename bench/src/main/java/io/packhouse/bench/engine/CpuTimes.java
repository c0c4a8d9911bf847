package io.packhouse.bench.engine;

import java.util.function.DoubleBinaryOperator;

/// CPU time in milliseconds by process; NaN where the platform does not show it.
public record CpuTimes(double engine, double postgres, double sandbox, double loader) {

    public CpuTimes since(CpuTimes before) {
        return combined(before, (a, b) -> a - b);
    }

    public CpuTimes dividedBy(int count) {
        return combined(this, (a, _) -> a / count);
    }

    private CpuTimes combined(CpuTimes other, DoubleBinaryOperator operator) {
        return new CpuTimes(
                operator.applyAsDouble(engine, other.engine),
                operator.applyAsDouble(postgres, other.postgres),
                operator.applyAsDouble(sandbox, other.sandbox),
                operator.applyAsDouble(loader, other.loader));
    }
}
