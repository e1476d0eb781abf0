using System.Globalization;
using ManifestLint.Rules;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests;

/// <summary>
/// Runs the commands of <c>README.md</c> that stand above an output, one after the other in one directory, and compares what they print.
/// <c>MANIFESTLINT_UPDATE=1</c> writes it into the page; read the difference.
/// </summary>
public sealed class ReadmeTests
{
    private const string Fence = "```";

    private static readonly bool Updates = Environment.GetEnvironmentVariable("MANIFESTLINT_UPDATE") == "1";
    private static readonly string[] Programs = ["manifestlint ", "dotnet run --project src/ManifestLint.Cli -- "];

    [Fact]
    public void Outputs_are_what_the_commands_above_them_print()
    {
        string path = RepositoryRoot.Combine("README.md");
        string page = File.ReadAllText(path);
        using var workspace = new Workspace { Rules = RuleCatalog.CreateRules() };

        (string actual, int outputs) = Print(page.Split('\n'), workspace);
        if (Updates)
            File.WriteAllText(path, actual);
        else
            Assert.Equal(page, actual);
        Assert.True(outputs >= 10, $"{outputs} outputs");
    }

    // The page with every output as it is now.
    private static (string Page, int Outputs) Print(string[] lines, Workspace workspace)
    {
        var printed = new List<string>();
        int outputs = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            printed.Add(lines[i]);
            if (lines[i] != Fence + "sh")
                continue;

            int end = Array.IndexOf(lines, Fence, i + 1);
            string[] commands = lines[(i + 1)..end];
            printed.AddRange(lines[(i + 1)..(end + 1)]);
            i = end;
            foreach (string sample in commands.Where(command => command.Contains(" cp tests/", StringComparison.Ordinal)).SelectMany(SamplesIn))
                workspace.Write(Path.GetFileName(sample), File.ReadAllText(RepositoryRoot.Combine(sample)));
            if (end + 2 >= lines.Length || lines[end + 1].Length > 0 || lines[end + 2] is not (Fence + "text" or Fence + "diff"))
                continue;

            outputs++;
            printed.AddRange(lines[(end + 1)..(end + 3)]);
            printed.AddRange(commands.SelectMany(command => Run(workspace, command)));
            i = Array.IndexOf(lines, Fence, end + 3);
            printed.Add(Fence);
        }

        return (string.Join('\n', printed), outputs);
    }

    private static string[] Run(Workspace workspace, string line)
    {
        (string command, int code) = TakeNumber(line, "# exit code ") is var (rest, number) ? (rest, number) : (line, ExitCode.Clean);
        (command, int count) = TakeNumber(command, "| head -n ") is var (before, head) ? (before, head) : (command, int.MaxValue);
        string program = Array.Find(Programs, program => command.StartsWith(program, StringComparison.Ordinal)) ?? throw new InvalidDataException($"this test cannot run: {line}");
        foreach (string directory in SamplesIn(command))
        {
            foreach (string file in Directory.EnumerateFiles(RepositoryRoot.Combine(directory)))
                workspace.Write($"{directory}/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        CommandResult result = workspace.Run(command[program.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.True(code == result.ExitCode, $"{line} ended with {result.ExitCode}:\n{result}");
        string[] output = (result.Output + result.Error).Split('\n')[..^1];
        return [.. output.Take(count).Select(text => text.Replace("(0 ms)", "(4 ms)", StringComparison.Ordinal))];
    }

    private static (string Before, int Number)? TakeNumber(string line, string mark) =>
        line.Split(mark) is [var before, var number] ? (before.TrimEnd(), int.Parse(number, CultureInfo.InvariantCulture)) : null;

    private static IEnumerable<string> SamplesIn(string command) => command.Split(' ').Where(word => word.StartsWith("tests/samples/", StringComparison.Ordinal));
}
