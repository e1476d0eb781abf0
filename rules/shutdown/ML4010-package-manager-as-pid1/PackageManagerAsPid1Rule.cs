using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rules;

public sealed class PackageManagerAsPid1Rule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML4010",
        name: "package-manager-as-pid1",
        title: "An application starts through a package manager or a development server, which keeps the stop signal",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterContainerAction(Analyze);

    private static void Analyze(ContainerContext context)
    {
        ContainerView container = context.Container;
        if (container.Start.IsEmpty || Find(container) is not { } start)
            return;
        if ((container.StartsThroughInit && !start.Package.IsDevelopmentServer) || !context.MustPassSignal())
            return;

        string text = start.Package.IsDevelopmentServer
            ? $"starts the development server '{start.Package.Name}', which does not finish open requests on the stop signal"
            : $"starts through {start.Package.Name}, which does not pass the stop signal to the application";
        context.Report(start.Node, $"{container.DescribeFirst()} {text}", span: start.Span);
    }

    private static (PackageStart Package, YamlNode Node, TextSpan Span)? Find(ContainerView container)
    {
        CommandWords start = container.Start;
        if (start.Script is { } script)
        {
            if (ShellScript.Parse(script.Value) is not [.., var last] || PackageManagers.Find(last) is not { } found)
                return null;
            TextSpan? span = script.Node.FindText(script.Value[last.Start..last.End]);
            int length = last.Words[0].End - last.Words[0].Start;
            return (found, script.Node, span is { } place ? new TextSpan(place.Start, place.Start + length) : script.Span);
        }

        return PackageManagers.Find([.. start.Words.Select(word => word.Value)]) is { } package ? (package, start.Words[0].Node, start.Words[0].Span) : null;
    }
}
