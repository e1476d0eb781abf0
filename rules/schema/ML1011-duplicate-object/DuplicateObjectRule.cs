using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Rules;

public sealed class DuplicateObjectRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1011",
        name: "duplicate-object",
        title: "One object is defined twice",
        severity: DiagnosticSeverity.Warning);

    public override void Initialize(AnalysisContext context) => context.RegisterBundleAction(Analyze);

    private static void Analyze(BundleContext context)
    {
        var first = new Dictionary<Identity, Resource>();
        Dictionary<Identity, List<Resource>>? repeated = null;
        foreach (ManifestFile file in context.Bundle.Files)
        {
            foreach (Resource resource in file.Resources)
            {
                if (IdentityOf(resource) is not { } identity || first.TryAdd(identity, resource))
                    continue;

                repeated ??= [];
                if (!repeated.TryGetValue(identity, out List<Resource>? objects))
                    repeated[identity] = objects = [first[identity]];
                objects.Add(resource);
            }
        }

        if (repeated is null)
            return;

        var reach = new KustomizedFiles(context.Bundle);
        foreach (List<Resource> objects in repeated.Values)
            Compare(context, reach, objects);
    }

    // A patch bears the name of its target, generateName gives none, and one that is still a template is not known.
    private static Identity? IdentityOf(Resource resource)
    {
        bool isKnown = resource is { IsPartial: false, Name.Length: > 0 } && !TemplateMarkers.IsTemplated(resource.Name) && !TemplateMarkers.IsTemplated(resource.Namespace ?? "");
        return isKnown ? new Identity(resource.Group, resource.Kind, resource.Namespace ?? "", resource.Name) : null;
    }

    private static void Compare(BundleContext context, KustomizedFiles reach, List<Resource> objects)
    {
        for (int i = 1; i < objects.Count; i++)
        {
            Resource? earlier = objects.GetRange(0, i).Find(candidate => AreAppliedTogether(reach, candidate.File, objects[i].File));
            if (earlier is not null)
                Report(context, reach, earlier, objects[i]);
        }
    }

    private static bool AreAppliedTogether(KustomizedFiles reach, ManifestFile one, ManifestFile other) =>
        one == other || (!EnvironmentPaths.AreAlternatives(one.Path, other.Path) && (!reach.Decides || (reach.Contains(one) && reach.Contains(other))));

    private static void Report(BundleContext context, KustomizedFiles reach, Resource earlier, Resource later)
    {
        // Of a file that is only looked at, the other one is told.
        if (later.File.Role == FileRole.Context)
            (earlier, later) = (later, earlier);
        if (later.NameNode is not { } name || earlier.NameNode is not { } other)
            return;

        bool isEqual = YamlValue.From(earlier.Root).Equals(YamlValue.From(later.Root));
        bool isOneRender = reach.Decides || earlier.File == later.File;
        string fullName = string.IsNullOrEmpty(later.Namespace) ? later.Name : $"{later.Namespace}/{later.Name}";
        int line = new Location(earlier.File, other.Span).Start.Line + 1;
        context.Report(
            later,
            name.Node,
            $"{later.Kind} {fullName} is also defined in {earlier.File.Path}:{line}, {(isEqual ? "with the same content" : "the one applied last wins")}",
            isEqual && !reach.Decides ? DiagnosticSeverity.Info : isOneRender ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
    }

    private readonly record struct Identity(string Group, string Kind, string Namespace, string Name);
}
