using System.Collections.Immutable;
using System.Globalization;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Releases.Generation;

/// <summary>What the instructions need to know of generated objects, read from these.</summary>
internal sealed class GuideFacts
{
    // Nodes take some seconds to follow a change of a selector.
    private const long LeastHoldSeconds = 30;

    private static readonly ImmutableArray<string> NeededKinds = ["Namespace", "ServiceAccount", "Role", "RoleBinding", "ConfigMap", "Secret", "PersistentVolumeClaim"];

    private readonly ImmutableArray<GeneratedObject> _objects;
    private readonly Workload _workload;
    private readonly ServiceView? _service;
    private readonly long? _leastPods;

    /// <summary>Reads the facts.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="name">The public Service.</param>
    /// <param name="workload">The Deployment that serves first.</param>
    public GuideFacts(ImmutableArray<GeneratedObject> objects, string name, string workload)
    {
        _objects = objects;
        Name = name;
        ManifestFile file = ManifestFile.Parse("set", SourceText.From(string.Join("---\n", objects.Select(generated => generated.Text))));
        _workload = Workload.From(file.Resources.First(resource => resource.Kind == "Deployment" && resource.Name == workload))!;
        _service = file.Resources.Select(ServiceView.From).FirstOrDefault(service => service?.Name == name);
        _leastPods = file.Resources.Select(ScalerView.From).FirstOrDefault(scaler => scaler?.TargetName?.Value == workload) is { } scaler ? scaler.Minimum?.Value ?? scaler.DefaultMinimum : null;
    }

    /// <summary>The public Service.</summary>
    public string Name { get; }

    /// <summary>The pods that serve: as written, or the least that the autoscaler keeps.</summary>
    public long Replicas => _workload.WrittenReplicas?.Value ?? _leastPods ?? 1;

    /// <summary>Whether an autoscaler owns the number.</summary>
    public bool IsScaled => _leastPods is not null;

    /// <summary>How long the old side stays after a switch at least, in seconds.</summary>
    public long HoldSeconds => Math.Max(LeastHoldSeconds, _workload.PodSpec.EffectiveGrace);

    /// <summary>The namespace as an option of kubectl, with a blank before it; empty when none is written.</summary>
    public string NamespaceOption => _workload.Namespace is { } space ? $" -n {space}" : "";

    /// <summary>The objects' files without extension, each once, in order.</summary>
    public IEnumerable<string> Stems => _objects.Select(generated => generated.FileStem).Distinct(StringComparer.Ordinal);

    /// <summary>The files of what pods need to start, in the order to apply them.</summary>
    public IEnumerable<string> NeededStems => Stems
        .Where(stem => In(stem).All(generated => NeededKinds.Contains(generated.Kind)))
        .OrderBy(stem => In(stem).Min(generated => NeededKinds.IndexOf(generated.Kind)));

    /// <summary>The files of the autoscalers.</summary>
    public IEnumerable<string> ScalerStems => Stems.Where(stem => In(stem).Any(generated => generated.Kind == "HorizontalPodAutoscaler"));

    /// <summary>The objects of a file.</summary>
    public IEnumerable<GeneratedObject> In(string stem) => _objects.Where(generated => generated.FileStem == stem);

    /// <summary>The file of an object without extension; null when there is no such object.</summary>
    public string? StemOf(string kind, string name) => _objects.FirstOrDefault(generated => generated.Kind == kind && generated.Name == name)?.FileStem;

    /// <summary>A request to a Service from inside the cluster.</summary>
    public string Request(string service)
    {
        string port = _service?.Ports is [{ Port.Value: var number and not 80 }, ..] ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        string path = _workload.PodSpec.Containers.Select(container => container.ReadinessProbe is { Kind: HandlerKind.HttpGet } probe ? probe.EffectivePath : null).FirstOrDefault(path => path is not null) ?? "/";
        return $"kubectl run smoke{NamespaceOption} --rm -i --restart=Never --image=curlimages/curl -- curl -fsS http://{service}{port}{path}";
    }
}
