using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>
/// A port of a probe's or hook's handler that is a name which the container does not declare. The kubelet looks in no other container, so it cannot ask.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Container">The container that holds the handler.</param>
internal readonly record struct UndeclaredPort(Located<string> Name, ContainerView Container)
{
    /// <summary>Finds it in what stands under <c>httpGet</c> or <c>tcpSocket</c>. Null where somebody else may declare it, and for a name that the API server refuses.</summary>
    public static UndeclaredPort? Find(ContainerView container, YamlMapping? handler)
    {
        if (PortReference.Read(handler.GetWritten("port")) is not { Value.Name: { } name } port || container.FindPort(name) is not null)
            return null;

        Workload workload = container.Pod.Workload;
        bool isJudged = workload is { IsPartial: false, HasOwnTemplate: true, IsHelmHook: false } && workload.Kind != WorkloadKind.KnativeService;
        return isJudged && Names.CheckPortName(name) is null && AreNamesKnown(container) ? new(new Located<string>(name, port.Node), container) : null;
    }

    /// <summary>For the end of a message: <c> (container 'proxy' declares it)</c>, or nothing.</summary>
    public string Hint
    {
        get
        {
            foreach (ContainerView other in Container.Pod.AllRunning)
            {
                if (other.FindPort(Name.Value) is not null)
                    return $" (container '{other.Name?.Value}' declares it)";
            }

            return "";
        }
    }

    /// <summary>Names the one port that can be meant: the one with nearly this name, else the only TCP port. Null when there is none, or several.</summary>
    public CodeFix? Fix()
    {
        if (FindNear() is { } near)
            return Rename(near, IsSlip(near));

        YamlNode place = Name.Node;
        return FindOnly() switch
        {
            { Name.Value: { } only } => Rename(only, isSafe: false),
            { Number.Value: var number } => CodeFix.Unsafe($"Set port to {number}", place, editor => editor.Set(YamlPath.Of(place), YamlValue.Integer(number))),
            _ => null,
        };
    }

    private CodeFix Rename(string name, bool isSafe)
    {
        YamlNode place = Name.Node;
        YamlEditor Edit(YamlEditor editor) => editor.SetScalar(YamlPath.Of(place), YamlValue.String(name));
        return isSafe ? CodeFix.Safe($"Set port to {name}", place, Edit) : CodeFix.Unsafe($"Set port to {name}", place, Edit);
    }

    private string? FindNear()
    {
        string? near = null;
        foreach (ContainerPort port in Container.Ports)
        {
            if (port is not { Protocol: "TCP", Name.Value: { } name } || !EditDistance.IsSlip(Name.Value, name))
                continue;
            if (near is not null)
                return null;
            near = name;
        }

        return near;
    }

    private ContainerPort? FindOnly()
    {
        ContainerPort? only = null;
        foreach (ContainerPort port in Container.Ports)
        {
            if (port.Protocol != "TCP")
                continue;
            if (only is not null)
                return null;
            only = port;
        }

        return only is { IsMetrics: false, Number.Value: >= 1 and <= 65535 } ? only : null;
    }

    // http and https, web1 and web2 differ by one letter and not by mistake.
    private bool IsSlip(string other) => Fold(Name.Value) != Fold(other) && Digits(Name.Value) == Digits(other);

    private static string Fold(string name) => name.Replace("https", "http", StringComparison.Ordinal);

    private static string Digits(string name) => string.Concat(name.Where(char.IsAsciiDigit));

    private static bool AreNamesKnown(ContainerView container)
    {
        if (container.Mapping.Get("ports") is not (null or YamlSequence))
            return false;

        foreach (ContainerPort port in container.Ports)
        {
            if (port.Name is null ? port.Mapping.Get("name") is not null : TemplateMarkers.IsTemplated(port.Name.Value.Value))
                return false;
        }

        return true;
    }
}
