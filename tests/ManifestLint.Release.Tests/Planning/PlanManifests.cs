using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ManifestLint.Releases;
using ManifestLint.Releases.Planning;
using ManifestLint.Resources;

namespace ManifestLint.Release.Tests.Planning;

/// <summary>Release sets of any size, and the commands of plans run on them.</summary>
internal static class PlanManifests
{
    /// <summary>A canary set.</summary>
    /// <param name="stable">Stable pods.</param>
    /// <param name="canary">Canary pods.</param>
    /// <param name="strategy">The Deployments' <c>strategy</c> in flow style.</param>
    /// <param name="isAnnotated">Whether the Service tells the total.</param>
    public static ReleaseState Canary(int stable, int canary, string strategy, bool isAnnotated) => Read(
        ("service.yaml", $"""
            apiVersion: v1
            kind: Service
            metadata:
              name: shop
              annotations:
                manifestlint.dev/strategy: canary-replicas
                {(isAnnotated ? $"manifestlint.dev/total-replicas: \"{stable + canary}\"" : "example.com/note: none")}
            spec:
              selector: {Braces("app: shop")}
              ports: [{Braces("name: http, port: 80")}]

            """),
        ("stable.yaml", Deployment("track", "stable", stable, "shop:1.4.0", strategy)),
        ("canary.yaml", Deployment("track", "canary", canary, "shop:1.4.0", strategy)));

    /// <summary>A blue-green set whose blue side serves.</summary>
    public static ReleaseState BlueGreen(int blue, int green, string strategy, bool isRemembered) => Read(
        ("service.yaml", $"""
            apiVersion: v1
            kind: Service
            metadata:
              name: shop
              annotations:
                manifestlint.dev/strategy: blue-green
                {(isRemembered ? "manifestlint.dev/previous: green" : "example.com/note: none")}
            spec:
              selector: {Braces("app: shop, color: blue")}
              ports: [{Braces("name: http, port: 80")}]

            """),
        ("blue.yaml", Deployment("color", "blue", blue, "shop:1.4.0", strategy)),
        ("green.yaml", Deployment("color", "green", green, "shop:1.3.0", strategy)));

    /// <summary>Reads a set.</summary>
    public static ReleaseState Read(params (string Path, string Text)[] files) =>
        Recognize([.. files.Select(file => ManifestFile.Parse(file.Path, Encoding.UTF8.GetBytes(file.Text)))]);

    /// <summary>The text of every file, in the order of their paths.</summary>
    public static string TextOf(ReleaseState state) =>
        string.Concat(state.Resources.Files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"# {file.Path}\n{file.Tree!.Text.Text}"));

    /// <summary>The state read again from its text, so that nothing but the text counts.</summary>
    public static ReleaseState Reread(ReleaseState state) =>
        Recognize([.. state.Resources.Files.Select(file => ManifestFile.Parse(file.Path, Encoding.UTF8.GetBytes(file.Tree!.Text.Text)))]);

    /// <summary>Runs a command of <c>manifestlint release</c> as the command line does.</summary>
    public static ReleaseState Run(ReleaseState state, PlanCommand command)
    {
        string[] words = command.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? Option(string name) => Array.IndexOf(words, name) is >= 0 and var i ? words[i + 1] : null;
        long? total = Option("--total") is { } number ? long.Parse(number, CultureInfo.InvariantCulture) : null;
        ReleaseChange change = command.Verb switch
        {
            "deploy" => DeployOperation.Run(
                state,
                Option("--image") is { } image ? [image] : [],
                Option("--replicas") is { } replicas ? long.Parse(replicas, CultureInfo.InvariantCulture) : null),
            "switch" => SwitchOperation.Run(state, Option("--to")!),
            "rollback" => RollbackOperation.Run(state, Option("--to"), words.Contains("--start-old")),
            "retire" => RetireOperation.Run(state),
            "weight" => WeightOperation.Run(state, int.Parse(words[0], CultureInfo.InvariantCulture), Enum.Parse<WeightPhase>(Option("--phase") ?? "both", ignoreCase: true), total),
            "promote" => PromoteOperation.Run(state, Enum.Parse<PromotePhase>(Option("--phase") ?? "all", ignoreCase: true), total),
            _ => throw new ArgumentException($"No verb {command.Verb}", nameof(command)),
        };
        return Reread(change.After);
    }

    private static ReleaseState Recognize(ImmutableArray<ManifestFile> files) => ReleaseRecognizer.Recognize(ResourceSet.Create([new Bundle(files, IsReadWhole: true)]), new ReleaseQuery());

    private static string Deployment(string key, string slot, int replicas, string image, string strategy) => $"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-{slot}
        spec:
          replicas: {replicas}
          strategy: {strategy}
          selector:
            matchLabels: {Braces($"app: shop, {key}: {slot}")}
          template:
            metadata:
              labels: {Braces($"app: shop, {key}: {slot}")}
            spec:
              containers:
                - name: shop
                  image: {image}
                  ports: [{Braces("name: http, containerPort: 80")}]
                  readinessProbe: {Braces("httpGet: {path: /ready, port: http}")}

        """;

    private static string Braces(string text) => $"{{{text}}}";
}
