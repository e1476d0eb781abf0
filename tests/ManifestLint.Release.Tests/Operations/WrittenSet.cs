using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Resources;

namespace ManifestLint.Release.Tests.Operations;

/// <summary>A release set as somebody may have written it: in one of many styles.</summary>
/// <param name="IsCanary">Canary, or else blue-green.</param>
/// <param name="Key">The slot label.</param>
/// <param name="Quote">What stands around slots and images: nothing or a quote.</param>
/// <param name="IsFlow">Whether mappings are written in flow form.</param>
/// <param name="NewLine">The line end.</param>
/// <param name="IsSingle">Whether all stands in one file.</param>
/// <param name="IsList">Whether the objects are items of a List.</param>
/// <param name="IsAnnotated">Whether the Service carries annotations about the release.</param>
/// <param name="IsScaled">Whether autoscalers decide the numbers of pods (blue-green only).</param>
/// <param name="IsUp">Whether the other side has pods at the start (blue-green only).</param>
/// <param name="Total">The pods that serve.</param>
/// <param name="IsEnded">Whether files end with a line end.</param>
public sealed record WrittenSet(bool IsCanary, string Key, string Quote, bool IsFlow, string NewLine, bool IsSingle, bool IsList, bool IsAnnotated, bool IsScaled, bool IsUp, int Total, bool IsEnded)
{
    public static Arbitrary<WrittenSet> Of(bool isCanary) => (
        from key in Gen.Elements(isCanary ? ["track", "release"] : new[] { "color", "colour", "slot" })
        from quote in Gen.Elements("", "'", "\"")
        from newLine in Gen.Elements("\n", "\r\n")
        from flags in Gen.ArrayOf(Gen.Elements(true, false), 7)
        from total in Gen.Choose(2, 30)
        select new WrittenSet(isCanary, key, quote, flags[0], newLine, flags[1] || flags[2], flags[2] && !flags[0], flags[3], flags[4] && !isCanary, flags[5] && !isCanary, total, flags[6])).ToArbitrary();

    private string First => IsCanary ? "stable" : "blue";

    private string Second => IsCanary ? "canary" : "green";

    /// <summary>The files as manifests.</summary>
    public ResourceSet Read() => Given.Files(Files());

    private IEnumerable<(string Path, string Text)> Files()
    {
        List<(string Path, string Text)> objects = [("service.yaml", Service()), ("first.yaml", Deployment(First, "shop:1.4.0", IsScaled ? null : Total)), ("second.yaml", Deployment(Second, "shop:1.4.1", IsScaled && IsUp ? null : IsUp ? Total : 0))];
        if (IsScaled)
            objects.AddRange([("first-scaler.yaml", Scaler(First)), ("second-scaler.yaml", Scaler(Second))]);
        if (IsList)
            return [("all.yaml", Finish($"apiVersion: v1\nkind: List\nitems:\n{string.Concat(objects.Select(item => "- " + item.Text.Replace("\n", "\n  ", StringComparison.Ordinal).TrimEnd() + "\n"))}"))];
        return IsSingle
            ? [("all.yaml", Finish(string.Join("---\n", objects.Select(item => item.Text))))]
            : objects.Select(item => (item.Path, Finish(item.Text)));
    }

    private string Finish(string text) => (IsEnded ? text : text.TrimEnd('\n')).Replace("\n", NewLine, StringComparison.Ordinal);

    private string Service()
    {
        string selector = IsCanary ? "app: shop" : IsFlow ? $"app: shop, {Pair(First)}" : $"app: shop\n    # decides\n    {Pair(First)} # here";
        string annotations = !IsAnnotated ? ""
            : IsCanary ? $"\n  annotations:\n    manifestlint.dev/strategy: canary-replicas\n    manifestlint.dev/total-replicas: '{Total}'\n    manifestlint.dev/weight: \"0\" # per cent"
            : $"\n  annotations: {{manifestlint.dev/previous: {Quote}{First}{Quote}, other: kept}}";
        string body = IsFlow ? $"spec: {{selector: {{{selector}}}, ports: [{{port: 80, targetPort: http}}]}}" : $"spec:\n  selector:\n    {selector}\n  ports:\n  - port: 80\n    targetPort: http";
        return $"# the address\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop{annotations}\n{body}\n";
    }

    private string Deployment(string slot, string image, int? replicas)
    {
        string count = replicas is { } written ? string.Create(CultureInfo.InvariantCulture, $"replicas: {written}") : "";
        string labels = $"app: shop, {Pair(slot)}";
        const string Probe = "readinessProbe: {httpGet: {path: /, port: http}}";
        string head = $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: shop-{slot}}}\n";
        if (IsFlow)
        {
            return head + $"spec: {{{count}{(count.Length > 0 ? ", " : "")}selector: {{matchLabels: {{{labels}}}}}, "
                + $"template: {{metadata: {{labels: {{{labels}}}}}, spec: {{containers: [{{name: shop, image: {Quote}{image}{Quote}, ports: [{{name: http, containerPort: 8080}}], {Probe}}}]}}}}}} # one line\n";
        }

        string remark = IsScaled || count.Length == 0 ? "" : "   # pods";
        return head + $"spec:\n{(count.Length > 0 ? $"  {count}{remark}\n" : "")}  selector: {{matchLabels: {{{labels}}}}}\n  template:\n    metadata:\n      labels: {{{labels}}}\n    spec:\n      containers:\n      # the only one\n"
            + $"      - name: shop\n        image: {Quote}{image}{Quote}   # version\n        ports: [{{name: http, containerPort: 8080}}]\n        {Probe}\n";
    }

    private string Scaler(string slot) => string.Create(
        CultureInfo.InvariantCulture,
        $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: shop-{slot}}}\nspec: {{scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: shop-{slot}}}, minReplicas: {Total}, maxReplicas: {Total + 5}}}\n");

    private string Pair(string slot) => $"{Key}: {Quote}{slot}{Quote}";
}
