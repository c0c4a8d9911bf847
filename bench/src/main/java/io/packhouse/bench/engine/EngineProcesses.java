package io.packhouse.bench.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes behind an engine: itself, its PostgreSQL, and the sandbox that was started beside it.
public record EngineProcesses(ProcessHandle engine, ProcessHandle postmaster, Optional<ProcessHandle> sandbox) {

    private static final Path PROC = Path.of("/proc");

    // Linux reports CPU time to programs in hundredths of a second.
    private static final double MILLIS_PER_TICK = 10;

    // Fields of /proc/<pid>/stat after the name: the time in user and kernel mode, and that of ended children.
    private static final int USER = 11;
    private static final int KERNEL = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_KERNEL = 14;

    static EngineProcesses of(Path data) throws IOException {
        var engine = process(data.resolve("lock.pid"));
        var beside = engine.parent().stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> child.info().commandLine().orElse("").contains(".SandboxMain"))
                .findFirst();
        return new EngineProcesses(engine, process(data.resolve("postgres/postmaster.pid")), beside);
    }

    private static ProcessHandle process(Path file) throws IOException {
        var pid = Files.readAllLines(file).getFirst().strip();
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException("No process %s runs, which %s names.".formatted(pid, file)));
    }

    public CpuTimes cpu() {
        var backends =
                postmaster.children().mapToDouble(EngineProcesses::millis).sum();
        return new CpuTimes(
                millis(engine),
                millisWithEndedChildren(postmaster) + backends,
                sandbox.map(EngineProcesses::millis).orElse(Double.NaN),
                loaderMillis());
    }

    /// Bytes in memory of the engine and its PostgreSQL; NaN where the platform does not show it. Memory that processes
    /// share is divided among them.
    public double memoryBytes() {
        return Stream.concat(Stream.of(engine, postmaster), postmaster.children())
                .mapToDouble(EngineProcesses::memoryBytes)
                .sum();
    }

    /// The options of the engine's JVM.
    public List<String> jvmOptions() {
        return Stream.of(engine.info().arguments().orElse(new String[0]))
                .filter(word -> word.startsWith("-X") || word.startsWith("-D"))
                .toList();
    }

    private static double millis(ProcessHandle process) {
        try {
            return ticks(stat(process), USER, KERNEL) * MILLIS_PER_TICK;
        } catch (IOException _) {
            return measured(process); // Another platform, or it has just ended.
        }
    }

    private static double millisWithEndedChildren(ProcessHandle process) {
        try {
            return ticks(stat(process), USER, KERNEL, CHILDREN_USER, CHILDREN_KERNEL) * MILLIS_PER_TICK;
        } catch (IOException _) {
            return measured(process);
        }
    }

    private static double measured(ProcessHandle process) {
        if (!process.isAlive()) {
            return 0;
        }
        return process.info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    private static String stat(ProcessHandle process) throws IOException {
        return Files.readString(PROC.resolve(Long.toString(process.pid())).resolve("stat"));
    }

    /// The name of a process, in parentheses, may contain anything.
    static long ticks(String stat, int... fields) {
        var values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var sum = 0L;
        for (var field : fields) {
            sum += Long.parseLong(values[field]);
        }
        return sum;
    }

    private static double memoryBytes(ProcessHandle process) {
        var file = PROC.resolve(Long.toString(process.pid())).resolve("smaps_rollup");
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException _) {
            return process.isAlive() ? Double.NaN : 0;
        }
    }

    private static double loaderMillis() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e6
                : Double.NaN;
    }
}
