using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ManifestLint.Configuration;
using ManifestLint.Resources;
using ManifestLint.Schemas;
using ManifestLint.Tests;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules.Tests;

/// <summary>
/// Holds the validator to kubectl itself: <c>kubectl set image --local</c> (<c>set selector</c>, <c>set subject</c>) decodes a manifest into the typed
/// structs of its version, so that a value of a wrong type fails and a field that it does not know is gone from what it prints. Runs where kubectl is.
/// </summary>
public sealed class KubectlOracleTests
{
    private const int Mutants = 400;

    private static readonly string[] ImageKinds = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob"];
    private static readonly string[] ImageVersions = ["v1", "apps/v1", "batch/v1"];

    [Fact]
    public void The_validator_agrees_with_kubectl_on_samples_and_mutants()
    {
        if (FindMinor() is not { } minor)
            return;

        string[] manifests =
        [
            .. RepositoryRoot.Samples.Select(sample => File.ReadAllText(RepositoryRoot.Combine("tests", "samples", sample)))
                .Concat(RuleCase.All.Where(rule => rule.Folder.StartsWith("rules/schema/", StringComparison.Ordinal) && rule.Has("bad.yaml")).Select(rule => rule.ReadText("bad.yaml")))
                .Concat(Enumerable.Range(0, Mutants).Select(MutantTests.Make))
                .SelectMany(Documents)
                .Distinct(StringComparer.Ordinal),
        ];
        var differences = new ConcurrentBag<string>();
        Parallel.ForEach(manifests, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, manifest =>
        {
            if (Compare(manifest, minor) is { } difference)
                differences.Add($"{difference}\n{manifest}");
        });

        Assert.True(manifests.Length > Mutants / 2, string.Create(CultureInfo.InvariantCulture, $"only {manifests.Length} manifests were compared"));
        Assert.True(differences.IsEmpty, string.Create(CultureInfo.InvariantCulture, $"{differences.Count} of {manifests.Length} differ\n\n{string.Join("\n", differences.Select(difference => difference.Split('\n')[0]).Order(StringComparer.Ordinal))}\n\n{string.Join("\n\n", differences.Order(StringComparer.Ordinal).Take(5))}"));
    }

    // One document each, of a kind that kubectl has a command for, readable, rendered, no patch, and with something for the command to do.
    private static IEnumerable<string> Documents(string text)
    {
        foreach (YamlDocument document in YamlTree.Parse(SourceText.From(text)).Documents)
        {
            string own = document.Source.ToString(document.Span);
            if (document is { Errors.IsEmpty: true, RootMapping: { } root } && CommandFor(root) is not null && !TemplateMarkers.IsTemplated(own) && !own.Contains('$', StringComparison.Ordinal) && !document.DescendantsAndSelf().Any(IsUnusual))
                yield return own;
        }
    }

    // A null item is an empty struct to Go, what an alias repeats has one place for us and two for kubectl, and this command knows no patches.
    private static bool IsUnusual(YamlNode node) => node is YamlAlias or YamlScalar { Parent: YamlSequence, IsNull: true } or YamlEntry { IsMerge: true } or YamlEntry { KeyText: ['$', ..] };

    private static string[]? CommandFor(YamlMapping root) => (root.GetString("kind")?.Value, root.GetString("apiVersion")?.Value) switch
    {
        (var kind, var version) when ImageKinds.Contains(kind) && ImageVersions.Contains(version) && HasContainer(root, kind!) => ["set", "image", "*=oracle.example.com/image:1"],
        // The command replaces the whole selector.
        ("Service", "v1") when root.GetMapping("spec").Get("selector") is null => ["set", "selector", "oracle=true"],
        ("RoleBinding" or "ClusterRoleBinding", "rbac.authorization.k8s.io/v1") => ["set", "subject", "--user=oracle"],
        _ => null,
    };

    private static bool HasContainer(YamlMapping root, string kind)
    {
        YamlMapping? pod = kind switch
        {
            "Pod" => root.GetMapping("spec"),
            "CronJob" => root.GetMapping("spec", "jobTemplate", "spec", "template", "spec"),
            _ => root.GetMapping("spec", "template", "spec"),
        };
        return pod.GetMappings("containers").Any();
    }

    private static string? Compare(string manifest, int minor)
    {
        Resource resource = ResourceSet.Create([new Bundle([ManifestFile.Parse("oracle.yaml", SourceText.From(manifest))], IsReadWhole: true)]).Resources[0];
        var validator = new SchemaValidator(new SchemaCatalog(new SchemaStore(new TargetVersions(minor, minor)), []));
        ImmutableArray<SchemaViolation> violations = [.. validator.Validate(resource)];
        if (validator.Root is null)
            return null;

        (string output, string error) = Run([.. CommandFor(resource.Root)!, "--local", "-o", "json", "-f", "-"], manifest);
        bool fails = error.Contains("unable to decode", StringComparison.Ordinal) || error.Contains("quantities must match", StringComparison.Ordinal) || error.Contains("cannot unmarshal", StringComparison.Ordinal);
        SchemaViolation? type = violations.FirstOrDefault(IsDecodeError);
        if (fails != type is not null)
            return fails ? $"kubectl refuses it: {error.Trim()}" : $"we refuse {type!.Kind} {type.Node}, kubectl takes it";
        if (fails || output.Length == 0)
            return null;

        string[] unknown = [.. violations.Where(violation => violation.Kind is SchemaViolationKind.UnknownField or SchemaViolationKind.FieldNotInVersion).Select(violation => YamlPath.Of(violation.Entry!).ToString())];
        using JsonDocument printed = JsonDocument.Parse(output);
        return CompareFields(YamlValue.From(resource.Root), printed.RootElement, YamlPath.Root, unknown);
    }

    private static bool IsDecodeError(SchemaViolation violation) => violation.Kind is SchemaViolationKind.WrongType or SchemaViolationKind.StringSurprise
        || (violation.Kind == SchemaViolationKind.Format && violation.Schema.Format is "quantity" or "byte" or "date-time");

    private static string? CompareFields(YamlValue written, JsonElement printed, YamlPath path, string[] unknown)
    {
        switch (written)
        {
            case YamlMappingValue mapping:
                foreach ((string key, YamlValue value) in mapping.Entries)
                {
                    YamlPath below = path / key;
                    bool isUnknown = unknown.Contains(below.ToString());
                    bool survives = printed.ValueKind == JsonValueKind.Object && printed.TryGetProperty(key, out _);
                    if (isUnknown && survives)
                        return $"{below} is unknown to us, kubectl keeps it";
                    if (!isUnknown && !survives && HasContent(value, below, unknown))
                        return $"{below} is known to us, kubectl drops it";
                    if (!isUnknown && survives && CompareFields(value, printed.GetProperty(key), below, unknown) is { } difference)
                        return difference;
                }

                return null;
            case YamlSequenceValue sequence when printed.ValueKind == JsonValueKind.Array && printed.GetArrayLength() >= sequence.Items.Length:
                for (int i = 0; i < sequence.Items.Length; i++)
                {
                    if (CompareFields(sequence.Items[i], printed[i], path / i, unknown) is { } difference)
                        return difference;
                }

                return null;
            default:
                return null;
        }
    }

    // Go leaves zero values out.
    private static bool HasContent(YamlValue value, YamlPath path, string[] unknown) => value switch
    {
        YamlMappingValue mapping => mapping.Entries.Any(entry => !unknown.Contains((path / entry.Key).ToString()) && HasContent(entry.Value, path / entry.Key, unknown)),
        YamlSequenceValue sequence => !sequence.Items.IsEmpty,
        YamlScalarValue { Kind: YamlScalarKind.Null } => false,
        YamlScalarValue scalar => scalar.Text is not ("" or "0" or "false" or "-0" or "0.0"),
        _ => false,
    };

    private static int? FindMinor()
    {
        try
        {
            (string output, _) = Run(["version", "--client", "-o", "json"], "");
            using JsonDocument version = JsonDocument.Parse(output);
            return int.Parse(version.RootElement.GetProperty("clientVersion").GetProperty("minor").GetString()!.TrimEnd('+'), CultureInfo.InvariantCulture) is >= TargetVersions.Oldest and <= TargetVersions.Newest and var minor ? minor : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static (string Output, string Error) Run(string[] arguments, string input)
    {
        using Process process = Process.Start(new ProcessStartInfo("kubectl", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        // A thread of its own: the pool's threads all wait here.
        Task<string> error = Task.Factory.StartNew(process.StandardError.ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.GetAwaiter().GetResult());
    }
}
