using System.Diagnostics;
using System.Globalization;

namespace ManifestLint.Benchmarks;

/// <summary>
/// Times what a commit hook waits for: one changed file of a repository of 5,000, its neighbours read as context. Prints median and minimum of whole
/// processes, for a repository as teams have it and for one whose files all lie in one directory.
/// </summary>
internal static class HookTiming
{
    private const int Files = 5_000;
    private const int FilesOfService = 4;
    private const int FilesOfDirectory = 10;
    private const int DirectoriesOfTeam = 20;
    private const int Runs = 20;
    private static readonly string[] Names = ["deployment", "service", "budget", "config"];

    public static int Run(string binary)
    {
        string folder = Directory.CreateTempSubdirectory("manifestlint-hook-").FullName;
        try
        {
            string changed = Generate(folder);
            Print("--version", Measure(folder, binary, "--version"));
            Print("one file, --no-context", Measure(folder, binary, "lint", "--quiet", "--no-context", $"teams/{changed}"));
            Print("directories of 10 files", Measure(folder, binary, "lint", "--quiet", $"teams/{changed}"));
            foreach (int size in (int[])[100, 500, 1_000, Files])
                Print($"one directory of {size:N0} files", Measure(folder, binary, "lint", "--quiet", $"flat-{size}/web-0000-deployment.yaml"));
            Print("the whole repository", Measure(folder, binary, "lint", "--quiet", "teams"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // 1,250 services of four files each: Deployment, Service, PodDisruptionBudget, ConfigMap.
    private static string Generate(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, ".git"));
        string changed = "";
        for (int i = 0; i < Files; i++)
        {
            int number = i / FilesOfService;
            string name = string.Create(CultureInfo.InvariantCulture, $"web-{number:0000}-{Names[i % FilesOfService]}.yaml");
            string text = Corpus.ServicePart(number, i % FilesOfService);
            int directory = i / FilesOfDirectory;
            string place = string.Create(CultureInfo.InvariantCulture, $"team-{directory / DirectoriesOfTeam:00}/group-{directory:000}/{name}");
            changed = i == Files / 2 ? place : changed;
            Write(Path.Combine(folder, "teams", place), text);
            foreach (int size in (int[])[100, 500, 1_000, Files])
            {
                if (i < size)
                    Write(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"flat-{size}"), name), text);
            }
        }

        return changed;
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static double[] Measure(string directory, string binary, params string[] arguments)
    {
        double[] times = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var information = new ProcessStartInfo(binary, arguments) { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(information)!;
            string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
        }

        Array.Sort(times);
        return times;
    }

    private static void Print(string what, double[] times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} median {times[times.Length / 2],7:0.0} ms   minimum {times[0],7:0.0} ms"));
}
