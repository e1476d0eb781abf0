using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidSecretTypeRule : Rule
{
    private const string AccountAnnotation = "kubernetes.io/service-account.name";

    // ValidateSecret of pkg/apis/core/validation/validation.go. Of the keys of basic-auth one is enough.
    private static readonly ImmutableArray<SecretType> Types =
    [
        new("kubernetes.io/tls", ["tls.crt", "tls.key"]),
        new("kubernetes.io/dockerconfigjson", [".dockerconfigjson"], IsJson: true),
        new("kubernetes.io/dockercfg", [".dockercfg"], IsJson: true),
        new("kubernetes.io/basic-auth", ["username", "password"], IsOneEnough: true),
        new("kubernetes.io/ssh-auth", ["ssh-privatekey"], IsEmptyMissing: true),
    ];

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1081",
        name: "invalid-secret-type",
        title: "A Secret lacks what its type asks for",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterResourceAction(Analyze);

    private static void Analyze(ResourceContext context)
    {
        if (context.Resource is not { Kind: "Secret", Group: "" } resource || resource.Root.GetString("type") is not { } type || resource.Root.Get("sops") is not null)
            return;

        if (type.Value == "kubernetes.io/service-account-token")
            AnalyzeAccount(context, type);
        foreach (SecretType known in Types)
        {
            if (known.Name == type.Value)
                AnalyzeKeys(context, type, known);
        }
    }

    private static void AnalyzeAccount(ResourceContext context, Located<string> type)
    {
        Resource resource = context.Resource;
        YamlNode? annotations = resource.Metadata.Get("annotations");
        bool isKnown = annotations is null or YamlMapping;
        bool isMissing = (annotations as YamlMapping).Get(AccountAnnotation) is null || resource.GetAnnotation(AccountAnnotation) is { Value: "" };
        if (isKnown && isMissing && !resource.IsPartial)
            context.Report(type.Node, $"A Secret of type {type.Value} needs the annotation '{AccountAnnotation}', {Refusal.ByServer}");
    }

    private static void AnalyzeKeys(ResourceContext context, Located<string> type, SecretType known)
    {
        YamlNode? data = context.Resource.Root.Get("data");
        YamlNode? plain = context.Resource.Root.Get("stringData");
        if (data is not (null or YamlMapping) || plain is not (null or YamlMapping))
            return;

        string[] missing = [.. known.Keys.Where(key => Find(data, plain, key) is not { } entry || (known.IsEmptyMissing && IsEmpty(entry)))];
        bool isComplete = missing.Length == 0 || (known.IsOneEnough && missing.Length < known.Keys.Length);
        if (!isComplete && !context.Resource.IsPartial)
            context.Report(type.Node, $"A Secret of type {type.Value} needs {Quote(missing, known.IsOneEnough)}, {Refusal.ByServer}");
        else if (isComplete && known.IsJson && Find(data, plain, known.Keys[0]) is { } config && DockerConfig.WhyNoJson(config.Value, isPlain: config.Parent == plain) is { } reason)
            context.Report(type.Node, $"'{known.Keys[0]}' of a Secret of type {type.Value} {reason}, {Refusal.ByServer}");
    }

    // A key of stringData replaces that of data; a null is a value without bytes.
    private static YamlEntry? Find(YamlNode? data, YamlNode? plain, string key) => (plain as YamlMapping)?.Find(key) ?? (data as YamlMapping)?.Find(key);

    private static bool IsEmpty(YamlEntry entry) => entry.Value.Dereference() is YamlScalar { IsNull: true } || NodeReading.AsString(entry.Value) is { Value: "" };

    private static string Quote(string[] keys, bool isOneEnough) => string.Join(isOneEnough ? " or " : " and ", keys.Select(key => $"'{key}'"));

    private sealed record SecretType(string Name, string[] Keys, bool IsJson = false, bool IsOneEnough = false, bool IsEmptyMissing = false);
}
