using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>
/// Files of a projected volume that two sources write. The API server refuses it for items and trust bundles, and only warns when one of the two
/// is a service account's token (<c>validateProjectionSources</c>, pkg/api/pod/warnings.go).
/// </summary>
internal static class ProjectedPaths
{
    public static void Analyze(WorkloadContext context, YamlMapping projected)
    {
        List<(Located<string> Path, bool IsToken)>? files = null;
        foreach (YamlMapping source in projected.GetMappings("sources"))
        {
            AddItems(source.GetMapping("secret"));
            AddItems(source.GetMapping("configMap"));
            AddItems(source.GetMapping("downwardAPI"));
            Add(source.GetMapping("serviceAccountToken").GetString("path"), isToken: true);
            Add(source.GetMapping("clusterTrustBundle").GetString("path"), isToken: false);
        }

        void AddItems(YamlMapping? holder)
        {
            foreach (YamlMapping item in holder.GetMappings("items"))
                Add(item.GetString("path"), isToken: false);
        }

        void Add(Located<string>? path, bool isToken)
        {
            if (path is not { Value.Length: > 0 } written || TemplateMarkers.IsTemplated(written.Value))
                return;

            foreach ((Located<string> other, bool isOtherToken) in files ??= [])
            {
                if (other.Value == written.Value)
                {
                    Report(context, written, other, isToken || isOtherToken);
                    return;
                }
            }

            files.Add((written, isToken));
        }
    }

    private static void Report(WorkloadContext context, Located<string> path, Located<string> other, bool hasToken)
    {
        string result = hasToken ? "so one of the two files is lost" : Refusal.OfTemplate(context.Workload, context.Target);
        context.Report(
            path.Node,
            $"path '{path.Value}' is written by another source of the volume too, {result}",
            severity: hasToken ? DiagnosticSeverity.Warning : null,
            related: [new RelatedLocation(new Location(context.Workload.Resource.File, other.Span), "the other source")]);
    }
}
