using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class ProbePlaceholderRule : Rule
{
    private static readonly SwitchOption TrustFiles = new(
        "trustFiles",
        Default: true,
        "images that are not well known are trusted to write the file that a probe reads")
    { Strict = false };

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML2010",
        name: "probe-placeholder",
        title: "A probe runs a command that says nothing about the application",
        severity: DiagnosticSeverity.Warning);

    public override ImmutableArray<RuleOption> Options => [TrustFiles];

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        if (context.Workload is not { HasOwnTemplate: true, IsHelmHook: false })
            return;

        foreach (ProbeView probe in context.Container.Probes)
        {
            if (probe.Kind == HandlerKind.Exec && probe.Command is { Node: { } list } command && command.MayRunIn(context.Container))
                Check(context, probe, command, list);
        }
    }

    private static void Check(ContainerContext context, ProbeView probe, CommandWords command, YamlSequence list)
    {
        ContainerView container = context.Container;
        if (ProbeCommands.FindAlwaysPassing(command) is { } passing)
        {
            context.Report(list, $"{probe.Describe(container)} runs '{passing}', which always succeeds");
            return;
        }

        if (context.Workload.IsPartial || ProbeCommands.FindReadFile(command) is not { } file || !file.StartsWith("/tmp/", StringComparison.Ordinal))
            return;
        if ((context.GetOption(TrustFiles) && !IsKnownImage(container)) || FileTraces.MayExist(container, file))
            return;

        context.Report(list, $"{probe.Describe(container)} reads {file}, which nothing in the manifest writes, so {probe.WhenFailing()}");
    }

    // What is in these images is known: none of them writes a file under /tmp that says how the application is.
    private static bool IsKnownImage(ContainerView container) => container.ImageReference is { } image
        && (ImageFamilies.FindByImage(image) is not null
            || image is { Registry: null or "docker.io", Path: "busybox" or "alpine" or "debian" or "ubuntu" or "library/busybox" or "library/alpine" or "library/debian" or "library/ubuntu" });
}
