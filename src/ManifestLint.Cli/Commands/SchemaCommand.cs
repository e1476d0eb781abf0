using System.Collections.Immutable;
using System.CommandLine;
using ManifestLint.Cli.Reporters;
using ManifestLint.Configuration;
using ManifestLint.Schemas;

namespace ManifestLint.Cli.Commands;

/// <summary><c>manifestlint schema show</c>: what the fields of a kind are, for looking up.</summary>
internal static class SchemaCommand
{
    // As kubectl api-resources lists them.
    private static readonly (string Short, string Kind)[] ShortNames =
    [
        ("cj", "CronJob"), ("cm", "ConfigMap"), ("crd", "CustomResourceDefinition"), ("deploy", "Deployment"), ("ds", "DaemonSet"), ("hpa", "HorizontalPodAutoscaler"),
        ("ing", "Ingress"), ("netpol", "NetworkPolicy"), ("ns", "Namespace"), ("pc", "PriorityClass"), ("pdb", "PodDisruptionBudget"), ("po", "Pod"), ("pv", "PersistentVolume"),
        ("pvc", "PersistentVolumeClaim"), ("rc", "ReplicationController"), ("rs", "ReplicaSet"), ("sa", "ServiceAccount"), ("sc", "StorageClass"), ("sts", "StatefulSet"), ("svc", "Service"),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var words = new Argument<string[]>("KIND")
        {
            Description = "API version, kind and path, for example: apps/v1 Deployment spec.strategy. Without API version the newest one is shown, without path the whole object.",
            Arity = new ArgumentArity(1, 3),
        };
        var version = new Option<string>("--kubernetes-version") { HelpName = "VERSION", Description = "The version of Kubernetes, for example 1.31.", DefaultValueFactory = _ => TargetVersions.Default.ToString() };
        var show = new Command("show", "Show the fields of a kind: types, closed sets, defaults, since when they exist.");
        show.Arguments.Add(words);
        show.Options.Add(version);
        show.SetAction(parsed => Run(environment, parsed.GetValue(words)!, parsed.GetValue(version)!));

        var schema = new Command("schema", "Look up the schemas that manifests are held to.");
        schema.Subcommands.Add(show);
        return schema;
    }

    private static int Run(CommandEnvironment environment, string[] words, string version)
    {
        (TargetVersions target, _, string? note) = KubernetesVersion.Parse(version);
        if (note is not null)
            environment.Error.WriteLine($"manifestlint: {note}");

        var store = new SchemaStore(target);
        bool hasApiVersion = words.Length == 3 || (words.Length == 2 && IsApiVersion(words[0]));
        SchemaRoot root = FindKind(store, hasApiVersion ? words[0] : null, hasApiVersion ? words[1] : words[0]);
        string path = hasApiVersion ? words.ElementAtOrDefault(2) ?? "" : words.ElementAtOrDefault(1) ?? "";
        (Schema schema, MinorSet minors) = SchemaPathFinder.Find(root, path, store);
        using StreamWriter writer = ReportText.Open(environment.Output);
        new SchemaListing(writer, target).Write(root, path, schema, minors);
        return ExitCode.Clean;
    }

    private static bool IsApiVersion(string word) => word.Contains('/', StringComparison.Ordinal) || word is ['v', >= '0' and <= '9', ..];

    private static SchemaRoot FindKind(SchemaStore store, string? apiVersion, string word)
    {
        string kind = Array.Find(ShortNames, name => string.Equals(name.Short, word, StringComparison.OrdinalIgnoreCase)) is { Kind: { } meant } ? meant : word;
        ImmutableArray<SchemaRoot> all = [.. store.BuiltInKinds.Concat(store.CustomKinds)];
        ImmutableArray<SchemaRoot> named = [.. all.Where(root => string.Equals(root.Kind, kind, StringComparison.OrdinalIgnoreCase) || string.Equals(root.Plural, kind, StringComparison.OrdinalIgnoreCase))];
        if (named.IsEmpty)
            throw new WrongUseException($"No schema of a kind '{kind}'{Spelling.Suggest(kind, all.Select(root => root.Kind).Distinct(StringComparer.Ordinal))}");
        if (apiVersion is null)
            return named.OrderByDescending(root => root.Minors.Contains(MinorSet.Of(store.Target))).ThenBy(Maturity).ThenByDescending(root => root.ApiVersion, StringComparer.Ordinal).First();

        return named.FirstOrDefault(root => root.ApiVersion == apiVersion)
            ?? throw new WrongUseException($"No schema of {named[0].Kind} in '{apiVersion}'; it is in {string.Join(", ", named.Select(root => root.ApiVersion).Order(StringComparer.Ordinal))}");
    }

    private static int Maturity(SchemaRoot root) => root.ApiVersion.Contains("alpha", StringComparison.Ordinal) ? 2 : root.ApiVersion.Contains("beta", StringComparison.Ordinal) ? 1 : 0;
}
