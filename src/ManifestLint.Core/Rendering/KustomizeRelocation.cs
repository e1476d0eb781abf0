using System.Collections.Immutable;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Rendering;

/// <summary>
/// Leads findings about what kustomize built back to manifests, patches and kustomizations. One that several builds have in one place is one finding; where not
/// all of the builds have it, it names those that do.
/// </summary>
public sealed class KustomizeRelocation : IFindingRelocation
{
    private readonly Dictionary<ManifestFile, ImmutableArray<RenderedObject>> _objects;
    private readonly ImmutableArray<KustomizeBuild> _builds;

    /// <summary>Makes the relocation of some builds.</summary>
    /// <param name="objects">All objects of all builds, in the order of their text.</param>
    public KustomizeRelocation(ImmutableArray<RenderedObject> objects)
    {
        _objects = objects.GroupBy(rendered => rendered.Resource.File).ToDictionary(group => group.Key, group => group.ToImmutableArray());
        _builds = [.. objects.Select(rendered => rendered.Build).Distinct()];
        Sources = [.. _builds.SelectMany(FilesOf).Distinct().OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ImmutableArray<ManifestFile> Sources { get; }

    /// <inheritdoc/>
    public void Apply(List<Diagnostic> findings)
    {
        var moved = new Dictionary<(ManifestFile File, TextSpan Span, string Rule, int Number), List<(Diagnostic Finding, KustomizeBuild Build)>>();
        var seen = new Dictionary<(KustomizeBuild Build, ManifestFile File, TextSpan Span, string Rule), int>();
        var kept = new List<Diagnostic>();
        foreach (Diagnostic finding in findings)
        {
            if (!_objects.TryGetValue(finding.Location.File, out ImmutableArray<RenderedObject> objects))
            {
                kept.Add(finding);
                continue;
            }

            RenderedObject rendered = ObjectAt(objects, finding.Resource, finding.Location.Span);
            Diagnostic found = Move(finding, rendered);

            // Of several that one build has in one place each is a finding of its own.
            var inBuild = (rendered.Build, found.Location.File, found.Location.Span, found.Descriptor.Id);
            int number = seen[inBuild] = seen.GetValueOrDefault(inBuild) + 1;
            var key = (found.Location.File, found.Location.Span, found.Descriptor.Id, number);
            if (!moved.TryGetValue(key, out List<(Diagnostic, KustomizeBuild)>? same))
                moved[key] = same = [];
            same.Add((found, rendered.Build));
        }

        findings.Clear();
        findings.AddRange(kept);
        foreach (List<(Diagnostic Finding, KustomizeBuild Build)> same in moved.Values)
        {
            if (Merge(same) is { } merged)
                findings.Add(merged);
        }
    }

    private Diagnostic Move(Diagnostic finding, RenderedObject rendered)
    {
        (Place place, TextSpan span) = SourcePlaces.Find(rendered, finding.Node?.Resolve(), finding.Location.Span);

        // What a Secret holds is not shown; where it is not told from the object, nothing is.
        bool mayBeSecret = rendered.Resource.Kind == "Secret" && place.Resource is null;
        return finding with
        {
            Location = new Location(place.File, mayBeSecret ? default : span),
            Resource = place.Resource,
            Node = mayBeSecret ? null : (place.Entry is { } entry && span == entry.Key.ContentSpan ? entry : place.Node)?.Handle,
            ProposedFix = null,
            Related = [.. finding.Related.Select(MoveRelated)],
        };
    }

    private RelatedLocation MoveRelated(RelatedLocation related)
    {
        if (!_objects.TryGetValue(related.Location.File, out ImmutableArray<RenderedObject> objects))
            return related;

        (Place place, TextSpan span) = SourcePlaces.Find(ObjectAt(objects, resource: null, related.Location.Span), node: null, related.Location.Span);
        return related with { Location = new Location(place.File, span) };
    }

    private static RenderedObject ObjectAt(ImmutableArray<RenderedObject> objects, Resource? resource, TextSpan span) =>
        objects.FirstOrDefault(rendered => resource is null ? rendered.Resource.Document.Span.Contains(span) : rendered.Resource == resource) ?? objects[0];

    private Diagnostic? Merge(List<(Diagnostic Finding, KustomizeBuild Build)> same)
    {
        Diagnostic first = same[0].Finding;
        ImmutableArray<KustomizeBuild> builds = [.. _builds.Where(build => same.Exists(found => found.Build == build))];
        bool isEverywhere = _builds.All(build => builds.Contains(build) || !FilesOf(build).Contains(first.Location.File));

        // What one overlay does not need another one may.
        if (!isEverywhere && first.Descriptor.Id == EngineDiagnostics.UnusedSuppression.Id)
            return null;

        DiagnosticSeverity severity = same.Max(found => found.Finding.Severity);
        bool isOneMessage = same.TrueForAll(found => found.Finding.Message == first.Message);
        return isEverywhere && isOneMessage
            ? first with { Severity = severity }
            : first with { Severity = severity, Related = first.Related.AddRange(builds.Select(build => new RelatedLocation(new Location(build.Root, default), $"as rendered by {build.Name}"))) };
    }

    private static IEnumerable<ManifestFile> FilesOf(KustomizeBuild build) => build.Parts.SelectMany(part => part.Files.Values.Prepend(part.File));
}
