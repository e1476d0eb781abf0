using System.ComponentModel;
using System.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>The kubectl of this machine, for what it can do without a cluster.</summary>
internal static class Kubectl
{
    /// <summary>Whether there is one, and a shell.</summary>
    public static bool IsThere { get; } = !OperatingSystem.IsWindows() && TryRun("version", "--client");

    /// <summary>Runs it with something on standard input, and gives what it prints.</summary>
    public static string Run(string input, params string[] arguments) => Start("kubectl", input, arguments);

    /// <summary>The words of a command line that begins with kubectl, as a shell takes them.</summary>
    public static string[] Words(string line) => Start("sh", "", ["-c", $"kubectl() {{ printf '%s\\n' \"$@\"; }}; {line}"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The objects of a stream by kind and name, each as data without what kubectl writes for nothing: <c>status: {}</c>, <c>resources: {}</c>, <c>creationTimestamp: null</c>.</summary>
    public static Dictionary<string, YamlValue> Objects(string text) => Resources(text).ToDictionary(NameOf, resource => Normalize(YamlValue.From(resource.Root)), StringComparer.Ordinal);

    /// <summary>The objects of a stream by kind and name, each as its own text.</summary>
    public static Dictionary<string, string> Documents(string text) => Resources(text).ToDictionary(NameOf, resource => resource.Document.Source.ToString(resource.Document.Span), StringComparer.Ordinal);

    private static IEnumerable<Resource> Resources(string text) => ResourceSet.Create([new Bundle([ManifestFile.Parse("kubectl.yaml", SourceText.From(text))], IsReadWhole: true)]).Resources;

    private static string NameOf(Resource resource) => $"{resource.Kind.ToLowerInvariant()} {resource.Name}";

    private static YamlValue Normalize(YamlValue value) => value switch
    {
        YamlMappingValue mapping => YamlValue.Map(mapping.Entries.Select(entry => (entry.Key, Value: Normalize(entry.Value))).Where(entry => !IsNothing(entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal)),
        YamlSequenceValue sequence => YamlValue.List(sequence.Items.Select(Normalize)),
        _ => value,
    };

    private static bool IsNothing(YamlValue value) => value is YamlMappingValue { Entries.IsEmpty: true } or YamlScalarValue { Kind: YamlScalarKind.Null };

    private static bool TryRun(params string[] arguments)
    {
        try
        {
            Start("kubectl", "", arguments);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string Start(string program, string input, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = Task.Factory.StartNew(process.StandardError.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
        return output;
    }
}
