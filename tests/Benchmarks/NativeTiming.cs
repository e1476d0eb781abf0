using System.Diagnostics;
using System.Runtime.InteropServices;
using YamlDotNet.Core;

namespace ManifestLint.Benchmarks;

/// <summary>
/// Times the native binary as a user meets it: whole processes, the best of several runs, beside YamlDotNet's event loop in the same minute.
/// Prints one line a measurement; the budgets stand in <c>tests/Benchmarks/README.md</c>.
/// </summary>
internal static partial class NativeTiming
{
    private const int Documents = 20_000;

    // Every rule that asks for violations of the schema; without them no object is validated.
    private const string SchemaRules = "ML0003,ML0004,ML1001,ML1002,ML1003,ML1004,ML1005,ML1009,ML1012,ML1013,ML1017";

    public static int Run(string binary)
    {
        string folder = Directory.CreateTempSubdirectory("manifestlint-benchmark-").FullName;
        try
        {
            string one = Write(folder, "one/web.yaml", Corpus.Deployments(1));
            string all = Corpus.Deployments(Documents);
            string large = Write(folder, "large/all.yaml", all);
            for (int i = 0; i < 1_000; i++)
                Write(folder, $"many/web-{i:0000}.yaml", Corpus.DeploymentNumber(i));

            Print("start-up, one Deployment", Best(30, binary, "lint", "--quiet", one));
            Print("start-up, without schemas", Best(30, binary, "lint", "--quiet", "--ignore", SchemaRules, one));
            Print("start-up, --version", Best(30, binary, "--version"));
            Print("1,000 files, 1 thread", Best(5, binary, "lint", "--quiet", "--jobs", "1", Path.Combine(folder, "many")));
            Print("1,000 files, 2 threads", Best(5, binary, "lint", "--quiet", "--jobs", "2", Path.Combine(folder, "many")));

            TimeSpan bare = BestOf(5, () => CountEvents(all));
            TimeSpan single = Best(5, binary, "lint", "--quiet", "--jobs", "1", large);
            double memory = PeakOfChildren();
            TimeSpan withoutSchemas = Best(5, binary, "lint", "--quiet", "--jobs", "1", "--ignore", SchemaRules, large);
            TimeSpan twin = Best(5, binary, "lint", "--quiet", "--jobs", "2", large);
            string services = Write(folder, "services/all.yaml", Corpus.Services(Documents));
            TimeSpan reading = Best(5, binary, "lint", "--quiet", "--jobs", "1", "--select", "ML0,ML1", services);
            TimeSpan everything = Best(5, binary, "lint", "--quiet", "--jobs", "1", "--preset", "all", "--fail-on", "never", services);
            double input = new FileInfo(large).Length;
            Print($"{Documents:N0} documents, bare YamlDotNet events (JIT)", bare);
            Print($"{Documents:N0} documents, 1 thread", single);
            Print($"{Documents:N0} documents, 2 threads", twin);
            Print($"{Documents:N0} documents, 1 thread, without schemas", withoutSchemas);
            Console.WriteLine($"cost of the schemas                     {(single / withoutSchemas) - 1,8:P0}");
            Print($"{Documents:N0} documents of services, ML0 and ML1", reading);
            Print($"{Documents:N0} documents of services, all rules", everything);
            Console.WriteLine($"cost of the other rules                 {(everything / reading) - 1,8:P0}");
            Console.WriteLine($"ratio to the bare event loop            {single / bare,8:0.00}");
            Console.WriteLine($"speed-up by the second core             {single / twin,8:0.00}");
            Console.WriteLine($"peak memory, 1 thread                   {memory / 1e6,8:0.0} MB for {input / 1e6:0.0} MB of input (budget {((20 * input) + 40e6) / 1e6:0.0} MB)");
            Console.WriteLine($"peak memory, 1 or 2 threads             {PeakOfChildren() / 1e6,8:0.0} MB");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static int CountEvents(string text)
    {
        var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        int events = 0;
        while (parser.MoveNext())
            events++;
        return events;
    }

    private static TimeSpan Best(int runs, string binary, params string[] arguments) => BestOf(runs, () =>
    {
        using Process process = Process.Start(new ProcessStartInfo(binary, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 1 ? 0 : throw new InvalidOperationException($"{binary} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
    });

    private static TimeSpan BestOf(int runs, Func<int> action)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }

    private static void Print(string what, TimeSpan time) => Console.WriteLine($"{what,-40}{time.TotalMilliseconds,8:0.0} ms");

    /// <summary>Largest resident set of any child that has ended, in bytes (getrusage(2), ru_maxrss, which Linux gives in KiB).</summary>
    private static unsafe double PeakOfChildren()
    {
        const int Children = -1;
        const int LongsInUsage = 18;
        const int MaximumResidentSet = 4;
        long* usage = stackalloc long[LongsInUsage];
        return GetResourceUsage(Children, usage) == 0 ? usage[MaximumResidentSet] * 1024.0 : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetResourceUsage(int who, long* usage);
}
