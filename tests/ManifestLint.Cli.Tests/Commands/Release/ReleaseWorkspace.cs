using System.Globalization;
using System.Text;
using ManifestLint.Rules;
using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>Workspaces that hold a release set.</summary>
internal static class ReleaseWorkspace
{
    public const string Next = "registry.example.com/shop:1.5.0";

    /// <summary>A workspace with a copy of a set of <c>tests/samples/release</c> in <c>k8s/</c>, and all rules.</summary>
    public static Workspace Create(string sample) => new Workspace { Rules = RuleCatalog.CreateRules() }.WithSample(sample);

    /// <summary>Copies a set of <c>tests/samples/release</c>.</summary>
    public static Workspace WithSample(this Workspace workspace, string sample, string directory = "k8s")
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "samples", "release", sample)))
            workspace.Write($"{directory}/{Path.GetFileName(file)}", File.ReadAllText(file));
        return workspace;
    }

    /// <summary>Changes the text of a file, everywhere in it.</summary>
    public static Workspace WithEdit(this Workspace workspace, string path, string old, string now)
    {
        string text = workspace.Read(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        workspace.Write(path, text.Replace(old, now, StringComparison.Ordinal));
        return workspace;
    }

    /// <summary>Runs commands that must succeed, to come to a state.</summary>
    public static Workspace After(this Workspace workspace, params string[] commands)
    {
        foreach (string command in commands)
        {
            CommandResult result = workspace.Run(command.Split(' '));
            Assert.True(result.ExitCode == ExitCode.Clean, $"{command}\n{result}");
        }

        return workspace;
    }

    /// <summary>What somebody sees who types commands one after the other; lines of standard error begin with <c>! </c>, an exit code other than 0 stands at the end.</summary>
    public static string Tell(this Workspace workspace, params IEnumerable<string> commands)
    {
        var text = new StringBuilder();
        foreach (string command in commands)
        {
            CommandResult result = workspace.Run(command.Split(' '));
            text.Append(CultureInfo.InvariantCulture, $"$ manifestlint {command}\n{result.Output}");
            foreach (string line in result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                text.Append(CultureInfo.InvariantCulture, $"! {line}\n");
            if (result.ExitCode != ExitCode.Clean)
                text.Append(CultureInfo.InvariantCulture, $"[{result.ExitCode}]\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What all files in <c>k8s/</c> hold.</summary>
    public static SortedDictionary<string, string> Texts(this Workspace workspace) => new(workspace.FilesIn("k8s").ToDictionary(name => name, name => workspace.Read($"k8s/{name}")), StringComparer.Ordinal);
}
